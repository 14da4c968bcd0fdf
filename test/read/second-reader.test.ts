import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discover, rootsOf } from '../../src/discover/index.ts';
import { type ExifToolUse, readAsset } from '../../src/read/index.ts';
import { openC2pa } from '../../src/tools/c2pa/engine.ts';
import type { C2paEngine } from '../../src/tools/c2pa/port.ts';
import { readTrust } from '../../src/tools/c2pa/trust.ts';
import { type ExifToolEngine, openExifTool } from '../../src/tools/exiftool.ts';
import { zip } from './containers/zip-of.ts';

// ExifTool costs ten times what a walk does, so it is asked only of what a walk has not read in full: a file that is cut short
// or of a format whose walk is no match for it must still have both.
const jpeg = readFileSync(join(import.meta.dirname, '../../fixtures/delivery/stills/archive/farmhouse_adair_county_1931.jpg'));
let folder: string;
let engines: { readonly exiftool: ExifToolEngine; readonly c2pa: C2paEngine };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'second-reader-'));
  writeFileSync(join(folder, 'whole.jpg'), jpeg);
  writeFileSync(join(folder, 'cut.jpg'), jpeg.subarray(0, jpeg.length >> 1));
  writeFileSync(join(folder, 'notes.docx'), zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' }));
  engines = { exiftool: await openExifTool(1), c2pa: await openC2pa('wasm', readTrust([]), 1) };
}, 30_000);
afterAll(async () => {
  await Promise.all([engines.exiftool.close(), engines.c2pa.close()]);
  rmSync(folder, { recursive: true, force: true });
});

async function readersOf(exiftoolUse?: ExifToolUse): Promise<Readonly<Record<string, readonly string[]>>> {
  const found = await discover(await rootsOf([folder]), { include: [], exclude: [] }, pLimit(1));
  const all = { ...engines, ...(exiftoolUse && { exiftoolUse }), ffprobe: null, pixels: null, ffmpeg: null, signal: undefined };
  const read = found.assets.map(async ({ asset }) => {
    const readings = await readAsset(asset, all);
    return [asset.path, readings.map(({ reader }) => reader).filter((reader) => !reader.startsWith('c2pa'))] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

describe('ExifTool', () => {
  it('is asked of what no walk has read in full, and of documents', async () => {
    expect(await readersOf()).toEqual({
      'whole.jpg': ['container'],
      'cut.jpg': ['container', 'exiftool'],
      'notes.docx': ['container', 'exiftool'],
    });
  });

  it('is asked of every file where that is wanted', async () => {
    expect((await readersOf('always'))['whole.jpg']).toEqual(['container', 'exiftool']);
  });
});
