import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exiftoolPath } from 'exiftool-vendored';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DiscoveredAsset, discover, rootsOf } from '../../src/discover/index.ts';
import { evidenceOf } from '../../src/judge/evidence.ts';
import { markers } from '../../src/markers/index.ts';
import { type Evidence, type Fact, formatOf } from '../../src/model/index.ts';
import { c2paReading } from '../../src/read/c2pa.ts';
import { containerReading } from '../../src/read/container.ts';
import { exiftoolReading } from '../../src/read/exiftool.ts';
import { openLocal } from '../../src/storage/local.ts';
import { openC2pa } from '../../src/tools/c2pa/engine.ts';
import type { C2paEngine } from '../../src/tools/c2pa/port.ts';
import { readTrust } from '../../src/tools/c2pa/trust.ts';

const corpus = join(import.meta.dirname, '../../../shared/corpus');
const isThere = existsSync(join(corpus, 'MANIFEST.tsv'));
if (!isThere) console.warn('skipped: the corpus of real files is not beside the project (../shared/corpus)');

/** Evidence of an oracle that our own readers rightly do not have, by end of path and marker, with the reason. */
const justified: readonly { readonly path: string; readonly marker: string; readonly reason: string }[] = [];

const aboutAi = ({ says, source }: Evidence) => says !== 'captured' && says !== 'nothing' && source !== 'filename';
const plain = (value: string) => value.replace(/\s+/g, ' ').trim();

/** True where ours holds what the oracle has: the same marker, or the same word on the same value. */
function isHeld(theirs: Evidence, ours: readonly Evidence[]): boolean {
  return ours.some(
    (own) => own.marker === theirs.marker || (own.says === theirs.says && plain(own.value) === plain(theirs.value)),
  );
}

describe.skipIf(!isThere)('real files (skipped where the corpus is absent)', () => {
  const own = new Map<string, readonly Evidence[]>();
  const engineRead = new Map<string, readonly Fact[]>();
  let assets: readonly DiscoveredAsset[] = [];
  let dump: readonly Record<string, unknown>[] = [];
  let engine: C2paEngine;

  async function walk({ asset }: DiscoveredAsset): Promise<void> {
    const open = await openLocal(asset.uri);
    const walked = await containerReading(asset, open).finally(() => open.close());
    const mime = formatOf(asset.format)?.c2pa;
    // The engine is asked about every file of a format that it knows, found store or not: it is the oracle of our walks.
    const answer = mime === undefined || asset.size === 0 ? null : await engine.read(join(corpus, asset.path), mime, asset.size);
    const stored = answer === null ? [] : c2paReading(answer, engine).facts;
    engineRead.set(asset.path, stored);
    const found = (walked?.c2paStores ?? []).length > 0;
    own.set(asset.path, evidenceOf([...(walked?.facts ?? []), ...(found ? stored : [])], markers));
  }

  beforeAll(async () => {
    engine = await openC2pa('wasm', readTrust([]), 2);
    const limit = pLimit(4);
    const options = { include: [], exclude: [] };
    assets = (await discover(await rootsOf([corpus]), options, limit)).assets;
    await Promise.all(assets.map((entry) => limit(() => walk(entry))));
    dump = fullDump(await exiftoolPath());
  }, 120_000);
  afterAll(() => engine.close());

  it('are there, and the oracles had something to say', () => {
    expect(assets.length).toBeGreaterThan(400);
    expect(dump.length).toBeGreaterThan(400);
    const said = [...engineRead.values()].filter((facts) => evidenceOf(facts, markers).some(aboutAi));
    expect(said.length).toBeGreaterThan(5);
  });

  it('show ExifTool no AI evidence that our own readers miss', () => {
    const missed = dump.flatMap(({ SourceFile, ...tags }) => {
      const path = String(SourceFile)
        .slice(corpus.length + 1)
        .normalize('NFC');
      const ours = own.get(path);
      if (ours === undefined) return [];
      const { facts } = exiftoolReading({ tags, warnings: [], errors: [] }, 'dump');
      return unheld(path, evidenceOf(facts, markers), ours);
    });
    expect(missed).toEqual([]);
  });

  it('show the C2PA engine no AI evidence where our own walks found no store', () => {
    const missed = assets.flatMap(({ asset: { path } }) =>
      unheld(path, evidenceOf(engineRead.get(path) ?? [], markers), own.get(path) ?? []),
    );
    expect(missed).toEqual([]);
  });

  it('every exception still stands for a real file', () => {
    const paths = assets.map(({ asset }) => asset.path);
    expect(justified.filter(({ path }) => !paths.some((known) => known.endsWith(path)))).toEqual([]);
  });
});

function unheld(path: string, theirs: readonly Evidence[], ours: readonly Evidence[]): string[] {
  return theirs
    .filter((piece) => aboutAi(piece) && !isHeld(piece, ours))
    .filter(({ marker }) => !justified.some((known) => known.marker === marker && path.endsWith(known.path)))
    .map(({ marker, says, name, value }) => `${path}: ${marker} (${says}) ${name} = ${value.slice(0, 80)}`);
}

/** ExifTool's whole view of the corpus, embedded documents included; `:4` keeps equal tags apart, which JSON would lose. */
function fullDump(exiftool: string): Record<string, unknown>[] {
  const folder = mkdtempSync(join(tmpdir(), 'trueslate-oracle-'));
  const out = join(folder, 'dump.json');
  try {
    const args = ['-ee', '-a', '-G1:4', '-struct', '-j', '-n', '-q', '-q', '-m', '-r', '-api', 'LargeFileSupport=1'];
    // ExifTool's exit code tells of any file with an error, and the corpus has broken ones.
    try {
      execFileSync(exiftool, [...args, '-W+!', out, corpus], { stdio: 'ignore', timeout: 110_000 });
    } catch {
      // The dump itself says what was read.
    }
    return JSON.parse(readFileSync(out, 'utf8')) as Record<string, unknown>[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
