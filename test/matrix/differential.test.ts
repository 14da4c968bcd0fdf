import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeMix } from '../../scripts/bench/material/mix.mjs';
import { makeStills } from '../../scripts/bench/material/stills.mjs';
import { type Statement, statementsMissing, statementText } from '../../scripts/matrix/differences.mjs';
import { type DiscoveredAsset, discover, rootsOf } from '../../src/discover/index.ts';
import { markers } from '../../src/markers/index.ts';
import type { Fact, JudgedAsset, Reading } from '../../src/model/index.ts';
import type { ReadEngines } from '../../src/read/index.ts';
import { readAndJudge } from '../../src/scan/examine.ts';
import { openC2pa } from '../../src/tools/c2pa/engine.ts';
import { readTrust } from '../../src/tools/c2pa/trust.ts';
import { openExifTool } from '../../src/tools/exiftool.ts';
import { madeStills } from './made-stills.ts';

// ExifTool is not asked of a file that a walk of our own has read in full. That is right only while it would add nothing to what
// markers see, and take nothing back: each such file is read without it and with it, and the two are held against each other.
const fixtures = join(import.meta.dirname, '../../fixtures');
const corpus = join(import.meta.dirname, '../../../shared/corpus');
const isThere = existsSync(join(corpus, 'MANIFEST.tsv'));
const isLong = process.env.TRUESLATE_LONG === '1';
if (!isThere) console.warn('skipped: the corpus of real files is not beside the project (../shared/corpus)');
else if (!isLong) console.warn('of the corpus every fifth file only: TRUESLATE_LONG=1 takes all');

interface Compared {
  readonly path: string;
  /** What is concluded without ExifTool, and with it. */
  readonly needed: object;
  readonly always: object;
  readonly toolAlone: readonly Statement[];
  /** Without what ExifTool prints under another name. */
  readonly ownAlone: readonly Statement[];
}

let engines: ReadEngines;
let made: string;
beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'differential-'));
  const [exiftool, c2pa] = await Promise.all([openExifTool(2), openC2pa('wasm', readTrust([]), 2)]);
  engines = { exiftool, c2pa, ffprobe: null, pixels: null, ffmpeg: null, signal: undefined };
}, 30_000);
afterAll(async () => {
  await Promise.all([engines.exiftool.close(), engines.c2pa.close()]);
  rmSync(made, { recursive: true, force: true });
});

/** All that a report concludes from facts; where a value lies in the file only our own walks can tell. */
function conclusionsOf({ verdict, strength, generators, evidence, conflicts, c2pa, about, problems }: JudgedAsset): object {
  return {
    verdict,
    strength,
    generators,
    evidence: evidence.map(({ at: _, where: __, ...said }) => said),
    conflicts,
    c2pa: c2pa.state,
    ids: [about.documentId, about.derivedFrom],
    // Of a warning nothing is concluded.
    problems: problems.filter(({ code }) => code !== 'reader-warning').map(({ code }) => code),
  };
}

/** Readers that ExifTool is no witness for: the C2PA engine, names of files, and texts whose words it does not print. */
const isOfTheFile = ({ source }: Fact): boolean => !['c2pa', 'filename', 'sidecar'].includes(source);
/** ExifTool's readings of a file and of its sidecars. */
const isTold = ({ reader }: Reading): boolean => reader.startsWith('exiftool');
const factsOf = (readings: readonly Reading[]): readonly Fact[] => readings.flatMap(({ facts }) => facts).filter(isOfTheFile);

async function compare(entry: DiscoveredAsset): Promise<Compared | null> {
  const needed = await readAndJudge(entry, { ...engines, exiftoolUse: 'needed' }, { pixels: 'off' });
  const isAsked = needed.readings.some(isTold);
  if (isAsked || entry.asset.size === 0) return null;
  const always = await readAndJudge(entry, { ...engines, exiftoolUse: 'always' }, { pixels: 'off' });
  const told = always.readings.filter(isTold);
  // A file that is no media by its bytes is left to nobody.
  if (told.length === 0) return null;
  const [own, tool] = [factsOf(needed.readings), factsOf(told)];
  const ownAlone = statementsMissing(markers, own, tool);
  const files = ownAlone.length === 0 ? [] : [entry.asset, ...entry.asset.parts];
  const dumps = await Promise.all(files.map(async ({ uri }) => textsIn((await engines.exiftool.read(fileURLToPath(uri))).tags)));
  const dump = dumps.flat();
  return {
    path: entry.asset.path,
    needed: conclusionsOf(needed.asset),
    always: conclusionsOf(always.asset),
    toolAlone: statementsMissing(markers, tool, own),
    ownAlone: ownAlone.filter(({ values }) => !values.some((value) => dump.some((text) => text.includes(value)))),
  };
}

/** Every text that ExifTool prints, whatever it calls it. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  return [String(value).replace(/\s+/g, ' ').trim().toLowerCase()];
}

async function comparedIn(folder: string, every = 1): Promise<readonly Compared[]> {
  const limit = pLimit(4);
  const { assets } = await discover(await rootsOf([folder]), { include: [], exclude: [] }, limit);
  const chosen = assets.filter((_, at) => at % every === 0);
  const all = await Promise.all(chosen.map((entry) => limit(() => compare(entry))));
  return all.filter((one) => one !== null);
}

/** What our own walks read and ExifTool does not print, with the reason. */
const ownReasons: readonly { readonly of: RegExp; readonly reason: string }[] = [
  { of: /^c2pa-embed-/, reason: 'where the store lies; ExifTool prints what is in it' },
  {
    of: / container:info:AIGC /,
    reason: 'ExifTool prints the chunks of a RIFF INFO list that it knows, and AIGC is none of them',
  },
  { of: / container:samsung:PEg_Info /, reason: 'an entry of Samsung trailers that ExifTool does not know' },
  {
    of: /^vid-enc-lavf \| nothing .* container:tag:encoder /,
    reason: 'the encoder named in the first frame of an MP3: ExifTool names it in a group of no facts',
  },
  { of: /^words\/behind\.bmp/, reason: 'what was appended to a BMP, where ExifTool does not look' },
  { of: /^txt-midjourney-png /, reason: 'UTF-8 in a tEXt chunk, which ExifTool takes for Latin-1 as the specification says' },
];

const sets: readonly {
  name: string;
  make: () => Promise<readonly Compared[]>;
  least: number;
  isThere: boolean;
  wanted?: () => readonly string[];
}[] = [
  { name: 'the fixtures', make: () => comparedIn(fixtures), least: 80, isThere: true },
  {
    name: 'generated files',
    make: async () => {
      await makeMix(join(made, 'mix'), 200);
      await makeStills(join(made, 'stills'), 30);
      mkdirSync(join(made, 'words'));
      for (const [name, bytes] of Object.entries(madeStills())) writeFileSync(join(made, 'words', name), bytes);
      return comparedIn(made);
    },
    wanted: () =>
      Object.keys(madeStills())
        .filter((name) => name !== 'beside.xmp')
        .map((name) => `words/${name}`),
    least: 200,
    isThere: true,
  },
  {
    name: 'real files (skipped where the corpus is absent)',
    make: () => comparedIn(corpus, isLong ? 1 : 5),
    least: isLong ? 350 : 60,
    isThere,
  },
];

for (const set of sets) {
  describe.skipIf(!set.isThere)(`without ExifTool, of ${set.name}`, () => {
    let all: readonly Compared[] = [];
    beforeAll(async () => {
      all = await set.make();
    }, 180_000);
    const lines = (of: (one: Compared) => readonly Statement[]) =>
      all.flatMap((one) => of(one).map((statement) => `${one.path}: ${statementText(statement)}`));

    it('enough was read by walks alone', () => {
      expect(all.length).toBeGreaterThanOrEqual(set.least);
    });

    it('ExifTool is asked of no file that the walks of its format read in full', () => {
      const read = new Set(all.map(({ path }) => path));
      expect(set.wanted?.().filter((path) => !read.has(path)) ?? []).toEqual([]);
    });

    it('no marker misses a statement', () => {
      expect(lines(({ toolAlone }) => toolAlone)).toEqual([]);
    });

    it('no marker makes a statement on words that ExifTool does not print', () => {
      const unexplained = ({ path, ownAlone }: Compared) =>
        ownAlone.filter((one) => !ownReasons.some(({ of }) => of.test(statementText(one)) || of.test(path)));
      expect(lines(unexplained)).toEqual([]);
    });

    it('the same is concluded', () => {
      const outcome = (by: 'needed' | 'always') => Object.fromEntries(all.map((one) => [one.path, one[by]]));
      expect(outcome('needed')).toEqual(outcome('always'));
    });
  });
}
