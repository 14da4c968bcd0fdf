import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { inspect } from '../../src/inspect.ts';
import type { C2paSummary } from '../../src/model/index.ts';
import { withoutPictures, withSmallPictures } from '../../src/scan/ingredient-pictures.ts';
import { scan } from '../../src/scan.ts';

// What a picture was made from says more than its name; and pictures of what is not released may be in no report.
const corpus = join(import.meta.dirname, '../../../shared/corpus');
const signed = join(corpus, 'contentauth+c2pa-rs/sdk/tests/fixtures/CA.jpg');
const folder = mkdtempSync(join(tmpdir(), 'ingredients-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const chainOf = (...thumbnails: readonly string[]): C2paSummary => ({
  state: 'valid',
  codes: [],
  chain: [
    {
      label: 'urn:c2pa:1',
      relation: 'asset',
      active: true,
      actions: [],
      ingredients: thumbnails.map((thumbnail) => ({ relationship: 'componentOf', thumbnail })),
      assertions: [],
    },
  ],
});
const pictures = (c2pa: C2paSummary) => c2pa.chain.flatMap(({ ingredients }) => ingredients.map(({ thumbnail }) => thumbnail));

describe('pictures of ingredients', () => {
  it('are made small; what is no picture is left out, and its ingredient stays', async () => {
    const large = await sharp({ create: { width: 800, height: 400, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const c2pa = chainOf(`data:image/jpeg;base64,${large.toString('base64')}`, 'data:image/jpeg;base64,AAAA');
    const [first, second] = pictures(await withSmallPictures(c2pa));
    const { width, height, format } = await sharp(Buffer.from(first?.split(',')[1] ?? '', 'base64')).metadata();
    expect({ width, height, format }).toEqual({ width: 96, height: 48, format: 'webp' });
    expect(second).toBeUndefined();
    expect(pictures(withoutPictures(c2pa))).toEqual([undefined, undefined]);
  });

  it.skipIf(!existsSync(signed))('come from the manifest, and --no-thumbs leaves none (skipped without the corpus)', async () => {
    copyFileSync(signed, join(folder, 'CA.jpg'));
    const shown = await scan([folder], {});
    expect(pictures(shown.assets[0]?.c2pa ?? chainOf())).toEqual([expect.stringMatching(/^data:image\/webp;base64,.{100}/)]);
    const hidden = await scan([folder], { thumbnails: false });
    expect(JSON.stringify(hidden)).not.toContain('data:image');
    expect(JSON.stringify(await inspect(join(folder, 'CA.jpg')))).not.toContain('data:image');
  });
});
