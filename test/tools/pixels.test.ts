import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { decodePixels, withPixels } from '../../src/tools/pixels.ts';

const folder = mkdtempSync(join(tmpdir(), 'pixels-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => join(folder, name);

describe('pixels come as they lie in the file', () => {
  test('alpha is not multiplied in, not even where it is zero', async () => {
    const data = Uint8Array.from({ length: 16 * 16 * 4 }, (_, i) => (i % 4 === 3 ? (i >> 2) & 255 : (i * 7) & 255));
    await sharp(data, { raw: { width: 16, height: 16, channels: 4 } })
      .png()
      .toFile(at('alpha.png'));
    const image = await decodePixels(at('alpha.png'));
    expect(image).toMatchObject({ width: 16, height: 16, channels: 4 });
    expect([...image.data]).toEqual([...data]);
  });

  test('neither turned by EXIF nor changed by an embedded profile', async () => {
    const data = Uint8Array.from({ length: 24 * 8 * 3 }, (_, i) => (i * 5) & 255);
    const raw = sharp(data, { raw: { width: 24, height: 8, channels: 3 } });
    await raw
      .withMetadata({ orientation: 6 })
      .keepIccProfile()
      .withIccProfile('p3', { attach: true })
      .png()
      .toFile(at('turned.png'));
    const meta = await sharp(at('turned.png')).metadata();
    expect([meta.orientation, meta.icc !== undefined]).toEqual([6, true]);
    const plain = await sharp(at('turned.png'), { ignoreIcc: true }).raw().toBuffer();
    const image = await decodePixels(at('turned.png'));
    expect([image.width, image.height]).toEqual([24, 8]);
    expect([...image.data]).toEqual([...plain]);
  });

  test('grey becomes three equal channels, 16 bits become 8', async () => {
    const data = Uint8Array.from({ length: 64 }, (_, i) => i * 4);
    await sharp(data, { raw: { width: 8, height: 8, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toFile(at('grey.png'));
    const grey = await decodePixels(at('grey.png'));
    expect(grey.channels).toBe(3);
    expect([...grey.data]).toEqual([...data].flatMap((value) => [value, value, value]));
    const deep = Uint16Array.from({ length: 64 * 3 }, (_, i) => i * 300);
    await sharp(deep, { raw: { width: 8, height: 8, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toFile(at('deep.png'));
    const eight = await decodePixels(at('deep.png'));
    expect([...eight.data]).toEqual([...deep].map((value) => value >> 8));
  });
});

describe('what cannot be decoded is an error', () => {
  test('no picture, a picture cut off, a missing file', async () => {
    writeFileSync(at('text.png'), 'no picture');
    await expect(decodePixels(at('text.png'))).rejects.toThrow();
    await expect(decodePixels(at('missing.png'))).rejects.toThrow();
    const whole = await sharp({
      create: { width: 300, height: 300, channels: 3, noise: { type: 'gaussian', mean: 90, sigma: 40 } } as never,
    })
      .png()
      .toBuffer();
    writeFileSync(at('cut.png'), whole.subarray(0, whole.length >> 1));
    await expect(decodePixels(at('cut.png'))).rejects.toThrow();
  });

  test('a drawing under the name of a still', async () => {
    writeFileSync(
      at('drawing.png'),
      '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><rect width="9" height="9"/></svg>',
    );
    await expect(decodePixels(at('drawing.png'))).rejects.toThrow('content is svg');
  });

  test('more pixels than the limit, before they are decoded', async () => {
    await sharp({ create: { width: 8200, height: 8200, channels: 3, background: '#123456' } })
      .png()
      .toFile(at('large.png'));
    await expect(decodePixels(at('large.png'))).rejects.toThrow(/pixel/i);
  });
});

test('one picture at a time', async () => {
  await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123456' } })
    .png()
    .toFile(at('small.png'));
  let open = 0;
  let most = 0;
  const use = async () => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setTimeout(resolve, 20));
    open -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withPixels(at('small.png'), use)));
  expect(most).toBe(1);
});
