import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { agreements, watermarksIn } from '../../../src/read/watermark/dwt-dct.ts';
import { chanceLimit, knownMessages } from '../../../src/read/watermark/messages.ts';
import type { PixelImage } from '../../../src/read/watermark/pixels.ts';
import { embed, scene } from './embed.ts';

const clean = scene(512, 384);
const known = (name: string) => {
  const message = knownMessages.find((candidate) => candidate.name === name);
  if (!message) throw new Error(name);
  return message;
};

async function asJpeg({ data, width, height, channels }: PixelImage, quality: number): Promise<PixelImage> {
  const jpeg = await sharp(data, { raw: { width, height, channels } }).jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer();
  return { width, height, channels: 3, data: await sharp(jpeg).raw().toBuffer() };
}

describe('every known message is found in each way in which it is embedded, and is the only one', () => {
  for (const message of knownMessages) {
    for (const order of message.orders) {
      for (const arithmetic of message.arithmetics) {
        test(`${message.name}, ${order}, ${arithmetic}`, () => {
          const hits = watermarksIn(embed(clean, message.bits, order, arithmetic));
          expect(hits.map(({ name }) => name)).toEqual([message.name]);
          expect(hits[0]).toMatchObject({ order, chroma: 'full', bits: message.bits.length });
          expect(hits[0]?.matching).toBe(message.bits.length);
        });
      }
    }
  }
});

describe('what carries no known message is no hit', () => {
  test('the same picture unmarked', () => {
    expect(watermarksIn(clean)).toEqual([]);
    expect(agreements(clean)).toHaveLength(knownMessages.length);
  });

  test('a message of the same length that differs in 16 bits', () => {
    const bits = known('SDXL').bits.map((bit, i) => (i % 3 === 0 ? 1 - bit : bit));
    expect(watermarksIn(embed(clean, bits, 'bgr', 'floats'))).toEqual([]);
  });

  test('SDV2 with one bit wrong: 31 of 32 bits come by chance too often', () => {
    const bits = known('SDV2').bits.map((bit, i) => (i === 9 ? 1 - bit : bit));
    const image = embed(clean, bits, 'bgr', 'bytes');
    expect(agreements(image).find(({ name }) => name === 'SDV2')?.matching).toBe(31);
    expect(watermarksIn(image)).toEqual([]);
  });

  test('a picture in the rhythm of the letters of StableDiffusionV1', () => {
    // Columns of 64 px that say 0, 1, 1 and then nothing: every byte of the message but few begins so.
    const says = [0, 1, 1];
    const bits = Uint8Array.from({ length: 8 }, (_, i) => says[i] ?? i & 1);
    const image = embed(scene(1024, 512), bits, 'bgr', 'bytes');
    expect(watermarksIn(image)).toEqual([]);
    expect(agreements(image).find(({ name }) => name === 'StableDiffusionV1')?.log10Chance).toBeGreaterThan(-4);
  });

  test('pictures of one colour, of stripes, and all black but for one corner', () => {
    const made = (colour: (x: number, y: number) => readonly number[]): PixelImage => {
      const data = Uint8Array.from(
        { length: 512 * 512 * 3 },
        (_, i) => colour(((i / 3) | 0) & 511, (i / 1536) | 0)[i % 3] as number,
      );
      return { width: 512, height: 512, channels: 3, data };
    };
    for (const blue of [0, 50, 128, 255]) expect(watermarksIn(made(() => [90, 120, blue]))).toEqual([]);
    expect(watermarksIn(made((x) => (x & 8 ? [90, 90, 60] : [90, 90, 150])))).toEqual([]);
    expect(watermarksIn(made((x, y) => (x < 64 && y < 64 ? [x * 4, 0, y * 4] : [0, 0, 0])))).toEqual([]);
  });

  test('a grey picture says nothing at all, not even by what rounding leaves', () => {
    const { data, ...rest } = clean;
    const grey = { ...rest, data: data.map((_, i) => data[i - (i % 3)] as number) };
    expect(agreements(grey).map(({ log10Chance }) => log10Chance)).toEqual([0, 0, 0, 0]);
  });

  test('fewer pixels than the embedder accepts', () => {
    const small = scene(255, 256);
    expect(agreements(embed(small, known('SDXL').bits, 'bgr', 'bytes'))).toEqual([]);
  });
});

describe('JPEG with halved chroma keeps the mark for a reader that undoes the interpolation', () => {
  for (const name of ['StableDiffusionV1', 'SDXL', 'FLUX']) {
    test(`${name} at quality 95`, async () => {
      const [message] = [known(name)];
      const marked = embed(clean, message.bits, 'bgr', message.arithmetics[0] ?? 'bytes');
      expect(watermarksIn(await asJpeg(marked, 95))).toMatchObject([{ name, chroma: 'halved' }]);
    });
  }
});

test('sizes that are no multiple of 8, with an alpha channel', () => {
  const image = scene(517, 389, 4);
  const hits = watermarksIn(embed(image, known('FLUX').bits, 'bgr', 'floats'));
  expect(hits).toMatchObject([{ name: 'FLUX', matching: 46 }]);
});

test('of a large picture the upper 4 megapixels decide', () => {
  const image = scene(2400, 2400);
  const marked = embed(image, known('SDXL').bits, 'bgr', 'floats');
  const upper = { ...image, data: image.data.slice() };
  upper.data.set(marked.data.subarray(0, 1744 * 2400 * 3));
  expect(watermarksIn(upper)).toMatchObject([{ name: 'SDXL', matching: 48 }]);
});

test('the shares of chance add up to the limit, over every way of trying', () => {
  const sum = knownMessages.reduce((total, { chance }) => total + chance, 0);
  expect(sum).toBeLessThanOrEqual(chanceLimit * (1 + 1e-9));
  expect(knownMessages.map(({ bits }) => bits.length)).toEqual([136, 32, 48, 46]);
});
