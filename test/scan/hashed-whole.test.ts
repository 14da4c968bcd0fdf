import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { C2paSummary, Report } from '../../src/model/index.ts';
import { c2paReading } from '../../src/read/c2pa.ts';
import { bindToMedia } from '../../src/read/c2pa-sidecar.ts';
import { scan } from '../../src/scan.ts';
import type { C2paEngineName } from '../../src/tools/c2pa/engine.ts';
import { nativeVersion } from '../../src/tools/c2pa/native.ts';
import { zip } from '../read/containers/zip-of.ts';

// A report that says of a file that it was hashed whole, where nobody read it to its end, would promise what nobody checked.
const fixtures = join(import.meta.dirname, '../../fixtures');
const films = ['delivery/cut/inserts/aerial_farm.mp4', 'delivery/cut/inserts/night_drive.mov'];
const sounds = ['delivery/audio/vo_letters_ruth.wav'];
const stills = [
  'delivery/stills/archive/farmhouse_adair_county_1931.jpg',
  'delivery/stills/archive/courthouse_1972.jpg',
  'delivery/stills/archive/main_street_1954.jpg',
  'broken/damaged-credential.jpg',
  'credentials/remote.jpg',
  'credentials/beside.jpg',
  'credentials/beside.c2pa',
];
const intact = ['aerial_farm.mp4', 'farmhouse_adair_county_1931.jpg', 'vo_letters_ruth.wav'];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hashed-whole-'));
  for (const path of [...films, ...sounds, ...stills]) copyFileSync(join(fixtures, path), join(folder, basename(path)));
  // The engine does not know the format around this store, and holds it against nothing.
  const jpeg = readFileSync(join(folder, 'farmhouse_adair_county_1931.jpg'));
  const store = jpeg.subarray(14, 4 + jpeg.readUInt16BE(4));
  writeFileSync(
    join(folder, 'release.docx'),
    zip({ '[Content_Types].xml': '<Types/>', 'META-INF/content_credential.c2pa': store }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scanned = (c2paEngine: C2paEngineName): Promise<Report> =>
  scan([folder], { c2paEngine, trace: false, pixels: 'off', thumbnails: false, environment: process.env });

const hashedIn = ({ assets }: Report): string[] => assets.filter(({ c2pa }) => c2pa.hashedWhole === true).map(({ path }) => path);
const bytesOf = (names: readonly string[]): number => names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

describe('what was hashed whole', () => {
  it('are files whose credential is bound to all their bytes: intact, changed since, or beside the file', async () => {
    const report = await scanned('wasm');
    const hashed = [...intact, 'courthouse_1972.jpg', 'beside.jpg'].sort();
    expect(hashedIn(report).sort()).toEqual(hashed);
    expect(report.coverage.hashedWhole).toEqual({ files: hashed.length, bytes: bytesOf(hashed) });
  });

  it.skipIf(nativeVersion() === null)(
    'is the same by the native engine, which tells no hash of a store beside the file',
    async () => {
      const hashed = [...intact, 'courthouse_1972.jpg'].sort();
      expect(hashedIn(await scanned('native')).sort()).toEqual(hashed);
    },
  );
});

describe('a binding that nobody could hold against the file', () => {
  const engine = { name: 'c2pa-wasm', version: '0' };
  const mismatch = (code: string, explanation: string) => ({
    kind: 'store' as const,
    store: { validation_results: { activeManifest: { failure: [{ code, explanation }] } } },
  });
  const hashedWhole = (answer: Parameters<typeof c2paReading>[0]): C2paSummary['hashedWhole'] =>
    c2paReading(answer, engine).c2pa?.hashedWhole;

  it('is no hash, though the engine calls it a mismatch', () => {
    // As the engine says it of the first segment of a fragmented film by itself.
    const told =
      'asset hash error, name: unnamed, error: hash verification( BMFF inithash must not be present for non-fragmented media )';
    expect(hashedWhole(mismatch('assertion.bmffHash.mismatch', told))).toBeUndefined();
    expect(hashedWhole(mismatch('assertion.hashedURI.mismatch', 'Hashes do not match'))).toBeUndefined();
  });

  it('is no hash of the media where the store lies beside them and states none, or in a way that is not known', async () => {
    const store = mismatch('assertion.dataHash.mismatch', 'hash verification( Hashes do not match )');
    const uri = new URL(`file://${join(fixtures, 'credentials/beside.jpg')}`).href;
    const strange = { ...store, binding: { algorithm: 'md2', hash: 'AAAA', exclusions: [] } };
    expect(hashedWhole(await bindToMedia(store, uri))).toBeUndefined();
    expect(hashedWhole(await bindToMedia(strange, uri))).toBeUndefined();
    const known = { ...store, binding: { algorithm: 'sha256', hash: 'AAAA', exclusions: [] } };
    expect(hashedWhole(await bindToMedia(known, uri))).toBe(true);
  });
});
