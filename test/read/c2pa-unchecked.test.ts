import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discover, rootsOf } from '../../src/discover/index.ts';
import type { JudgedAsset } from '../../src/model/index.ts';
import { readAndJudge } from '../../src/scan/examine.ts';
import { openC2pa } from '../../src/tools/c2pa/engine.ts';
import { readTrust } from '../../src/tools/c2pa/trust.ts';
import { openExifTool } from '../../src/tools/exiftool.ts';
import { zip } from './containers/zip-of.ts';

// A credential in a format that the engine does not know must neither be lost nor be taken for a checked one.
const fixtures = join(import.meta.dirname, '../../fixtures');
const jpeg = readFileSync(join(fixtures, 'delivery/stills/archive/farmhouse_adair_county_1931.jpg'));
// The store of this file is one APP11 segment: marker, length, `JP`, instance and packet number, then the box.
const store = jpeg.subarray(14, 4 + jpeg.readUInt16BE(4));
const entry = 'META-INF/content_credential.c2pa';
const types = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' };
let folder: string;
let assets: readonly JudgedAsset[];
const assetAt = (path: string) => assets.find((asset) => asset.path === path);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unchecked-'));
  writeFileSync(join(folder, 'release.docx'), zip({ ...types, [entry]: store }));
  writeFileSync(join(folder, 'cut.docx'), zip({ ...types, [entry]: store.subarray(0, 3000) }));
  writeFileSync(join(folder, 'plain.docx'), zip(types));
  const c2pa = await openC2pa('wasm', readTrust([join(fixtures, 'trust/ca.pem')]), 1);
  const exiftool = await openExifTool(1);
  const engines = { exiftool, c2pa, ffprobe: null, pixels: null, ffmpeg: null, signal: undefined };
  const found = await discover(await rootsOf([folder]), { include: [], exclude: [] }, pLimit(2));
  const read = await Promise.all(found.assets.map((one) => readAndJudge(one, engines, { pixels: 'off' })));
  assets = read.map(({ asset }) => asset);
  await Promise.all([c2pa.close(), exiftool.close()]);
}, 30_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a C2PA store in an Office document', () => {
  it('is read, and all that it says is as strong as a plain tag, whoever signed it', () => {
    const asset = assetAt('release.docx');
    expect(asset).toMatchObject({ verdict: 'generated', strength: 'declared', c2pa: { state: 'unreadable' } });
    expect(asset?.c2pa.chain).toHaveLength(1);
    const piece = asset?.evidence.find(({ marker }) => marker === 'c2pa-dst-trained');
    const bytes = readFileSync(join(folder, 'release.docx'));
    expect(bytes.subarray(piece?.at?.offset, (piece?.at?.offset ?? 0) + (piece?.at?.length ?? 0)).toString('latin1')).toContain(
      'trainedAlgorithmicMedia',
    );
  });

  it('is told to be unchecked', () => {
    expect(assetAt('release.docx')?.problems.map(({ code }) => code)).toEqual(['c2pa-no-engine']);
    expect(assetAt('plain.docx')).toMatchObject({ verdict: 'unmarked', problems: [] });
  });

  it('that is cut short is never taken for read in full', () => {
    expect(['unreadable', 'generated']).toContain(assetAt('cut.docx')?.verdict);
    expect(assetAt('cut.docx')?.problems.length).toBeGreaterThan(0);
  });
});
