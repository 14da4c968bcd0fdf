import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { filmstripTimes } from '../../src/scan/examine.ts';
import { scan } from '../../src/scan.ts';
import { openFfmpeg } from '../../src/tools/ffmpeg.ts';
import { filmstripOf } from '../../src/tools/thumbnail.ts';

const inserts = join(import.meta.dirname, '../../fixtures/delivery/cut/inserts');
const ffmpeg = await openFfmpeg(process.env);
const sizeOf = async (url: string) => sharp(Buffer.from(url.split(',')[1] ?? '', 'base64')).metadata();
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#336699' } })
    .png()
    .toBuffer();

describe('the filmstrip of a video', () => {
  it('is spread over the clip, and takes one frame of a clip whose length is short or unknown', () => {
    expect(filmstripTimes(8)).toEqual([1, 3, 5, 7]);
    for (const duration of [0, 0.5, Number.NaN]) expect(filmstripTimes(duration)).toEqual([0]);
    expect(Math.max(...filmstripTimes(7200))).toBeLessThan(7200);
  });

  it('puts frames side by side, portrait or landscape, and leaves one alone as it is', async () => {
    const frames = [await plain(480, 270), await plain(480, 270), await plain(480, 270)];
    expect(await sizeOf(await filmstripOf(frames))).toMatchObject({ format: 'webp', width: 3 * 213 + 4, height: 120 });
    expect(await sizeOf(await filmstripOf([await plain(480, 854), await plain(480, 854)]))).toMatchObject({ height: 120 });
    expect(await sizeOf(await filmstripOf([await plain(480, 270)]))).toMatchObject({ width: 240, height: 135 });
  });

  it.skipIf(ffmpeg === null)('is the picture of a marked clip in the report (skipped where there is no ffmpeg)', async () => {
    const report = await scan([inserts], {});
    const clip = report.assets.find(({ kind, thumbnail }) => kind === 'video' && thumbnail);
    const { width = 0, height = 1 } = await sizeOf(clip?.thumbnail ?? '');
    expect(width / height).toBeGreaterThan(4);
  });
});
