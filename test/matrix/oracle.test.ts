import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DiscoveredAsset, discover, rootsOf } from '../../src/discover/index.ts';
import { evidenceOf } from '../../src/judge/evidence.ts';
import { markersFor } from '../../src/markers/index.ts';
import { type Evidence, formatByName } from '../../src/model/index.ts';
import { type ReadEngines, readAsset } from '../../src/read/index.ts';
import { openC2pa } from '../../src/tools/c2pa/engine.ts';
import type { C2paEngine } from '../../src/tools/c2pa/port.ts';
import { readTrust } from '../../src/tools/c2pa/trust.ts';
import { exceptionOf, justified, type RawHit, rawHits } from './raw-filter.ts';

const corpus = join(import.meta.dirname, '../../../shared/corpus');
const isThere = existsSync(join(corpus, 'MANIFEST.tsv'));
if (!isThere) console.warn('skipped: the corpus of real files is not beside the project (../shared/corpus)');

const exiftool = join(dirname(createRequire(import.meta.url).resolve('exiftool-vendored.pl/package.json')), 'bin/exiftool');
const aboutAi = ({ says }: Evidence) => says !== 'captured' && says !== 'nothing';
const plain = (value: string) => value.replace(/\s+/g, ' ').trim().toLowerCase();

/** Our own readers alone: what ExifTool sees may not help them here, since it is what they are held against. */
const withoutExifTool: ReadEngines['exiftool'] = {
  version: 'none',
  read: () => Promise.reject(new Error('not asked')),
  close: () => Promise.resolve(),
};

/** True where evidence rests on the very value of a hit, or on one with the same word. */
function isHeld({ value, word }: RawHit, evidence: readonly Evidence[]): boolean {
  const said = plain(value);
  return evidence.filter(aboutAi).some((piece) => {
    const own = plain(piece.value);
    return own.includes(word) || (own.length > 2 && said.includes(own)) || (said.length > 2 && own.includes(said));
  });
}

describe.skipIf(!isThere)('real files (skipped where the corpus is absent)', () => {
  const own = new Map<string, readonly Evidence[]>();
  const hits = { exiftool: [] as RawHit[], engine: [] as RawHit[] };
  let paths: readonly string[] = [];
  let engine: C2paEngine;

  async function readOwn({ asset }: DiscoveredAsset): Promise<void> {
    const engines = { exiftool: withoutExifTool, c2pa: engine, ffprobe: null, pixels: null, ffmpeg: null, signal: undefined };
    const readings = await readAsset(asset, engines);
    const evidence = evidenceOf(
      readings.flatMap(({ facts }) => facts),
      markersFor,
    );
    for (const { path } of [asset, ...asset.parts]) own.set(path, evidence);
  }

  /** The engine is asked about every file by the name of its format, whether our walks found a store there or not. */
  async function askEngine(path: string): Promise<void> {
    const mime = formatByName(path)?.c2pa;
    if (mime === undefined) return;
    const answer = await engine.read(join(corpus, path), mime, 0);
    if (answer.kind === 'store') hits.engine.push(...rawHits(path, answer.store.manifests));
  }

  beforeAll(async () => {
    engine = await openC2pa('wasm', readTrust([]), 2);
    const limit = pLimit(4);
    const rows = readFileSync(join(corpus, 'MANIFEST.tsv'), 'utf8').trimEnd().split('\n').slice(1);
    paths = rows.map((row) => row.slice(0, row.indexOf('\t'))).filter((path) => existsSync(join(corpus, path)));
    const [{ assets }, dump] = await Promise.all([
      discover(await rootsOf([corpus]), { include: [], exclude: [] }, limit),
      plainDump(paths),
    ]);
    for (const { SourceFile, ...told } of dump) hits.exiftool.push(...rawHits(String(SourceFile), told));
    await Promise.all([
      ...assets.map((entry) => limit(() => readOwn(entry))),
      ...paths.map((path) => limit(() => askEngine(path))),
    ]);
  }, 120_000);
  afterAll(() => engine.close());

  it('are there, and the other tools had something to say', () => {
    expect(paths.length).toBeGreaterThan(500);
    expect(new Set(hits.exiftool.map(({ path }) => path)).size).toBeGreaterThan(40);
    expect(new Set(hits.engine.map(({ path }) => path)).size).toBeGreaterThan(10);
  });

  it.each(['exiftool', 'engine'] as const)('no word about AI that %s prints is missing from the evidence', (tool) => {
    const missed = hits[tool].filter((hit) => !isHeld(hit, own.get(hit.path.normalize('NFC')) ?? []));
    const unexplained = missed.filter((hit) => exceptionOf(hit) === undefined);
    expect(unexplained.map(({ path, place, value, word }) => `${path}: ${place} = ${value.slice(0, 120)} [${word}]`)).toEqual([]);
  });

  it('every exception still meets a value', () => {
    const met = new Set([...hits.exiftool, ...hits.engine].map(exceptionOf));
    expect(justified.filter((exception) => !met.has(exception)).map(({ reason }) => reason)).toEqual([]);
  });
});

/** ExifTool's plain answer, unknown tags and embedded documents included; `:4` keeps apart equal names, which JSON would lose. */
async function plainDump(paths: readonly string[]): Promise<Record<string, unknown>[]> {
  const half = Math.ceil(paths.length / 2);
  const batches = [paths.slice(0, half), paths.slice(half)];
  const answers = await Promise.all(batches.map(dumpOf));
  return answers.flatMap((text) => JSON.parse(text) as Record<string, unknown>[]);
}

async function dumpOf(paths: readonly string[]): Promise<string> {
  const args = ['-j', '-G1:4', '-a', '-u', '-ee', '-q', '-q', '-api', 'largefilesupport=1', '--', ...paths];
  // Its exit code tells of any file with an error, and the corpus has broken ones; the dump is whole all the same.
  return promisify(execFile)('perl', [exiftool, ...args], { cwd: corpus, maxBuffer: 256 << 20 }).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string }) => error.stdout ?? '[]',
  );
}
