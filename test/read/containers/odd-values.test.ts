import { expect, test } from 'vitest';
import { walkIco } from '../../../src/read/containers/bmp.ts';
import { walkGif } from '../../../src/read/containers/gif.ts';
import { walkPsd } from '../../../src/read/containers/psd.ts';
import { walkTga } from '../../../src/read/containers/tga.ts';
import { be16, be32, bytesOf, le32, walkBytes } from './bytes-of.ts';

const le16 = (value: number) => bytesOf(value & 255, value >> 8);
const warned = (detail: string) => ({ complete: true, problems: [{ code: 'reader-warning', params: { detail } }] });

test('a packed Targa picture is followed to its last pixel', () => {
  const head = bytesOf(0, 0, 10, Buffer.alloc(9), le16(4), le16(2), 24, 0);
  const run = bytesOf(0x84, 1, 2, 3);
  const raw = bytesOf(0x02, Buffer.alloc(9, 7));
  expect(walkBytes(walkTga, bytesOf(head, run, raw))).toMatchObject({ complete: true, problems: [] });
  expect(walkBytes(walkTga, bytesOf(head, run, raw, 'text behind the picture')).problems).toEqual([]);
  expect(walkBytes(walkTga, bytesOf(head, run, raw.subarray(0, -1))).problems).toMatchObject([{ code: 'truncated' }]);
  expect(walkBytes(walkTga, bytesOf(head, run)).problems).toMatchObject([{ code: 'truncated' }]);
});

test('an icon whose entry and picture have two sizes is told', () => {
  const dib = bytesOf(le32(40), le32(2), le32(4), le16(1), le16(32), Buffer.alloc(24), Buffer.alloc(24));
  const icon = (width: number) =>
    bytesOf(le16(0), le16(1), le16(1), width, 2, 0, 0, le16(1), le16(32), le32(dib.length), le32(22), dib);
  expect(walkBytes(walkIco, icon(2)).problems).toEqual([]);
  expect(walkBytes(walkIco, icon(3))).toMatchObject(warned('ico-size'));
});

test('a Photoshop header with one bit a channel in colour, or with something in its reserved bytes, is told', () => {
  const psd = (reserved: number, depth: number, mode: number) =>
    bytesOf(
      '8BPS',
      be16(1),
      reserved,
      Buffer.alloc(5),
      be16(1),
      be32(1),
      be32(1),
      be16(depth),
      be16(mode),
      Buffer.alloc(12),
      be16(0),
      0,
    );
  expect(walkBytes(walkPsd, psd(0, 8, 3)).problems).toEqual([]);
  expect(walkBytes(walkPsd, psd(0, 1, 0)).problems).toEqual([]);
  expect(walkBytes(walkPsd, psd(0, 1, 3)).problems).toMatchObject(warned('psd-header').problems);
  expect(walkBytes(walkPsd, psd(9, 8, 3)).problems).toMatchObject(warned('psd-header').problems);
});

test('a picture of millions of pixels a byte is told', () => {
  const gif = (width: number, height: number) =>
    bytesOf(
      'GIF89a',
      le16(width),
      le16(height),
      0x80,
      0,
      0,
      Buffer.alloc(6),
      0x2c,
      Buffer.alloc(4),
      le16(1),
      le16(1),
      0,
      2,
      2,
      0x44,
      1,
      0,
      0x3b,
    );
  expect(walkBytes(walkGif, gif(100, 100)).problems).toEqual([]);
  expect(walkBytes(walkGif, gif(32_768, 16_385))).toMatchObject(warned('picture-size'));
});
