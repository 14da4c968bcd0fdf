import { describe, expect, test } from 'vitest';
import { walkBmp } from '../../../src/read/containers/bmp.ts';
import { walkGif } from '../../../src/read/containers/gif.ts';
import { walkJp2 } from '../../../src/read/containers/jp2.ts';
import { withLoose } from '../../../src/read/containers/loose.ts';
import { walkRiff } from '../../../src/read/containers/riff.ts';
import { walkSvg } from '../../../src/read/containers/svg.ts';
import { bmp, madeStills } from '../../matrix/made-stills.ts';
import { bytesOf, le16, le32, saidBy, walkBytes } from './bytes-of.ts';

const made = madeStills();
const madeOf = (name: string): Buffer => made[name] ?? Buffer.alloc(0);

describe('BMP', () => {
  // Nothing in a BMP can hold words, so whoever labels one appends to it.
  test('what lies behind the pixels is searched, and bytes of no meaning are told', () => {
    const whole = withLoose(walkBmp);
    expect(walkBytes(whole, bmp()).problems).toEqual([]);
    expect(saidBy(walkBytes(whole, madeOf('behind.bmp')))).toContain('xmp:CreatorTool=Adobe Firefly');
    const odd = walkBytes(whole, bmp(Buffer.alloc(200, 0x9d)));
    expect(odd.problems.map(({ params }) => params?.detail)).toEqual(['trailing-data']);
    expect(odd.complete).toBe(true);
  });
});

describe('JPEG 2000', () => {
  test.each(['adobe-exif.jp2', 'adobe-iptc.jp2', 'adobe-photoshop.jp2'])('the box of an older Adobe plug-in in %s', (name) => {
    const walk = walkBytes(walkJp2, madeOf(name));
    expect(saidBy(walk).join()).toContain(name === 'adobe-exif.jp2' ? 'Software=Midjourney' : 'Job ID: 0a1b2c3d');
    expect(walk.complete).toBe(true);
  });
});

describe('animations', () => {
  const frame = bytesOf(',', le16(0), le16(0), le16(1), le16(1), 0, 2, 2, 0x4c, 1, 0);
  const delay = (hundredths: number): Buffer => bytesOf('!\xf9\x04', 0, le16(hundredths), 0, 0);
  const gif = (...blocks: readonly Uint8Array[]): Buffer => bytesOf('GIF89a', le16(1), le16(1), 0, 0, 0, ...blocks, ';');

  test('a GIF lasts as long as its pictures stay; a still lasts no time, whatever delay it states', () => {
    expect(walkBytes(walkGif, gif(delay(150), frame, delay(50), frame)).about?.duration).toBe(2);
    expect(walkBytes(walkGif, gif(delay(150), frame)).about?.duration).toBeUndefined();
  });

  test('a WebP as well', () => {
    const anmf = (milliseconds: number): Buffer => bytesOf('ANMF', le32(16), Buffer.alloc(12), le32(milliseconds));
    const chunks = bytesOf('WEBP', 'VP8X', le32(10), Buffer.alloc(10), anmf(1200), anmf(70_000));
    expect(walkBytes(walkRiff, bytesOf('RIFF', le32(chunks.length), chunks)).about?.duration).toBe(71.2);
  });
});

describe('SVG', () => {
  // Nobody can check a store of a draft; passing over it would call the file unmarked.
  test('a manifest of boxes that came before C2PA is a store all the same', () => {
    const box = bytesOf('\0\0\0\x1djumb\0\0\0\x15jumdcacb\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\x03').toString('base64');
    const walk = walkBytes(
      walkSvg,
      bytesOf(`<svg xmlns="http://www.w3.org/2000/svg"><metadata><c2pa:manifest>${box}</c2pa:manifest></metadata></svg>`),
    );
    expect(walk.c2paStores).toHaveLength(1);
    expect(walk.complete).toBe(true);
  });
});
