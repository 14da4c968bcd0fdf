import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { proofPicture, stillPicture } from '../../src/tools/still-picture.ts';

/** 40x20: red to the left, blue to the right. */
const rows = Buffer.from(Array.from({ length: 800 }, (_, at) => (at % 40 < 20 ? [255, 0, 0] : [0, 0, 255])).flat());
const drawn = () => sharp(rows, { raw: { width: 40, height: 20, channels: 3 } });
const at = ({ width, channels, data }: Awaited<ReturnType<typeof stillPicture>>, x: number, y: number) => [
  ...data.subarray((y * width + x) * channels, (y * width + x + 1) * channels),
];

describe('a still as it is seen', () => {
  it.each(['png', 'tiff', 'webp', 'jpeg', 'gif', 'avif'] as const)('%s is decoded, in colour and in grey', async (format) => {
    const encoded = await drawn().toFormat(format, { quality: 100 }).toBuffer();
    const colour = await stillPicture(encoded, 1000, 3);
    expect([colour.width, colour.height, colour.channels, colour.data.length]).toEqual([40, 20, 3, 2400]);
    const [red = 0, , blue = 255] = at(colour, 5, 10);
    expect(red).toBeGreaterThan(240);
    expect(blue).toBeLessThan(15);
    const grey = await stillPicture(encoded, 1000, 1);
    expect([grey.width, grey.height, grey.channels, grey.data.length]).toEqual([40, 20, 1, 800]);
    expect(grey.data[5]).toBeGreaterThan(grey.data[35] as number);
  });

  it('is turned upright, or a photograph of a telephone would never be found again', async () => {
    const encoded = await drawn().withMetadata({ orientation: 6 }).png().toBuffer();
    const picture = await stillPicture(encoded, 1000, 3);
    expect([picture.width, picture.height]).toEqual([20, 40]);
    expect(at(picture, 10, 5)).toEqual([255, 0, 0]);
    expect(at(picture, 10, 35)).toEqual([0, 0, 255]);
  });

  it('is made smaller to the longer side, and never larger', async () => {
    const encoded = await drawn().png().toBuffer();
    expect(await stillPicture(encoded, 20, 3)).toMatchObject({ width: 20, height: 10 });
    expect(await stillPicture(encoded, 500, 3)).toMatchObject({ width: 40, height: 20 });
  });

  it('lies on black where it is transparent, and 16 bits become 8', async () => {
    const glass = await sharp({ create: { width: 8, height: 8, channels: 4, background: { r: 255, g: 255, b: 255, alpha: 0 } } })
      .png()
      .toBuffer();
    expect(at(await stillPicture(glass, 8, 3), 4, 4)).toEqual([0, 0, 0]);
    expect(at(await stillPicture(glass, 8, 1), 4, 4)).toEqual([0]);
    const deep = await drawn().toColourspace('rgb16').png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    expect(at(await stillPicture(deep, 40, 3), 5, 5)).toEqual([255, 0, 0]);
  });

  it('of CMYK is seen in sRGB', async () => {
    const printed = await drawn().toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer();
    const picture = await stillPicture(printed, 40, 3);
    const [red = 0, , blue = 255] = at(picture, 5, 10);
    expect(red).toBeGreaterThan(blue + 100);
  });

  it('is no drawing: what hides under the name of a still is not let in', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40"/></svg>',
    );
    await expect(stillPicture(svg, 40, 3)).rejects.toThrow('svg');
    await expect(stillPicture(Buffer.from('no picture at all'), 40, 3)).rejects.toThrow();
  });
});

describe('a picture for the report', () => {
  it('is a small WebP in colour or grey', async () => {
    for (const [channels, data] of [
      [3, new Uint8Array(rows)],
      [1, new Uint8Array(800).fill(128)],
    ] as const) {
      const url = await proofPicture({ width: 40, height: 20, data }, 20);
      expect(url.startsWith('data:image/webp;base64,'), `${channels} channels`).toBe(true);
      const back = await sharp(Buffer.from(url.split(',')[1] as string, 'base64')).metadata();
      expect([back.format, back.width, back.height]).toEqual(['webp', 20, 10]);
    }
  });
});
