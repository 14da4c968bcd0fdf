import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { agreements, watermarksIn } from '../../../src/read/watermark/dwt-dct.ts';
import { watermarkReading } from '../../../src/read/watermark/reading.ts';
import { decodePixels } from '../../../src/tools/pixels.ts';

/** Pictures marked by the published encoder, and real files of others; not part of the repository. */
const marked = join(import.meta.dirname, '../../../../shared/corpus-watermark');
const corpus = join(import.meta.dirname, '../../../../shared/corpus');
const isThere = existsSync(join(marked, 'MANIFEST.tsv'));
const stealth = join(corpus, 'd3x-at+sd-parsers/tests/resources/parsers/AUTOMATIC1111/automatic1111_stealth.png');
if (!isThere)
  console.warn('skipped: the pictures marked by the published encoder are not beside the project (../shared/corpus-watermark)');
if (!existsSync(stealth)) console.warn('skipped: the corpus of real files is not beside the project (../shared/corpus)');

const names: Record<string, readonly [string, string]> = {
  sd1: ['StableDiffusionV1', 'bgr'],
  sd2: ['SDV2', 'bgr'],
  sdxl: ['SDXL', 'bgr'],
  'sdxl-rgb': ['SDXL', 'rgb'],
  flux: ['FLUX', 'bgr'],
};

const rows = isThere ? readFileSync(join(marked, 'MANIFEST.tsv'), 'utf8').trimEnd().split('\n').slice(1) : [];

describe.skipIf(!isThere)('pictures marked by the published encoder', () => {
  for (const row of rows) {
    const [path = '', , kind = '', bits = '', accuracy = ''] = row.split('\t');
    test(`${path}: ${kind}, of which the published decoder reads ${accuracy}`, async () => {
      const image = await decodePixels(join(marked, path));
      const hits = watermarksIn(image);
      if (kind === 'clean') {
        expect(hits).toEqual([]);
        expect(Math.min(...agreements(image).map(({ log10Chance }) => log10Chance))).toBeGreaterThan(-4);
        return;
      }
      const [name, order] = names[kind] ?? [];
      expect(hits).toMatchObject([{ name, order, bits: Number(bits) }]);
      expect((hits[0]?.matching ?? 0) / Number(bits)).toBeGreaterThanOrEqual(Math.max(0.9, Number(accuracy) - 0.001));
    });
  }
});

test.skipIf(!existsSync(stealth))('a real file of AUTOMATIC1111 with its settings hidden in the alpha channel', async () => {
  const { facts } = watermarkReading(await decodePixels(stealth));
  expect(facts).toMatchObject([
    { source: 'watermark', name: 'stealth-pnginfo', value: expect.stringContaining('Model: realisticVisionV51_v51VAE') },
    {
      source: 'text',
      name: 'parameters',
      value: expect.stringMatching(/^a circle\nNegative prompt: a square\nSteps: 20, Sampler: Euler,/),
    },
  ]);
});
