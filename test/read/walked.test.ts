import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pLimit from 'p-limit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discover, rootsOf } from '../../src/discover/index.ts';
import { evidenceOf } from '../../src/judge/evidence.ts';
import { markersFor } from '../../src/markers/index.ts';
import type { About, Asset, Reading } from '../../src/model/index.ts';
import { ffprobeReading } from '../../src/read/ffprobe.ts';
import { readAsset } from '../../src/read/index.ts';
import { walkFileNow } from '../../src/read/walk-file.ts';
import { walkTellsTime } from '../../src/read/walked.ts';
import { openC2pa } from '../../src/tools/c2pa/engine.ts';
import { readTrust } from '../../src/tools/c2pa/trust.ts';
import { findProgram } from '../../src/tools/ffmpeg-path.ts';
import { type FfprobeEngine, openFfprobe } from '../../src/tools/ffprobe.ts';
import { differsByReason, type Made, made } from './timed-files.ts';

// ffprobe is not asked of a film or sound whose walk told everything: what a walk tells must be what ffprobe would have told,
// field by field, or differ for a reason that is written down; and no statement may be lost with it.
const [ffmpeg, ffprobe] = await Promise.all([findProgram('ffmpeg', process.env), openFfprobe(process.env)]);
if (ffmpeg === null || ffprobe === null) console.warn('skipped: what ffprobe tells, since there is no ffmpeg and ffprobe');
// From 6 on ffprobe adds up what edit lists leave of each track, where the film's own header may say some packets more.
const addsEdits = ffprobe !== null && !/^n?[45]\./.test(ffprobe.version);
if (addsEdits)
  console.warn(`skipped: durations of MP4 and QuickTime, which ffprobe ${ffprobe.version} does not take from their headers`);
const fixtures = join(import.meta.dirname, '../../fixtures');
const corpus = join(import.meta.dirname, '../../../shared/corpus');
if (!existsSync(corpus)) console.warn('skipped: the corpus of real files is not beside the project (../shared/corpus)');
const folder = mkdtempSync(join(tmpdir(), 'walked-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Compared {
  readonly asset: Asset;
  readonly walked: Reading;
  /** Null where ffprobe fails. */
  readonly probed: Reading | null;
}

const isTimed = ({ kind, size }: Asset): boolean => size > 0 && (kind === 'video' || kind === 'audio');
const limit = pLimit(2);

async function timedIn(place: string): Promise<readonly Asset[]> {
  const found = await discover(await rootsOf([place]), { include: [], exclude: [] }, limit);
  return [...found.assets].map(({ asset }) => asset).filter(isTimed);
}

/** The films and sounds that walks alone settle, with what ffprobe says of each. */
async function comparedIn(place: string, engine: FfprobeEngine): Promise<readonly Compared[]> {
  const told = (await timedIn(place)).flatMap((asset) => {
    const walked = walkFileNow(asset);
    return walked !== null && walkTellsTime(asset, walked) ? [{ asset, walked }] : [];
  });
  const probe = ({ uri }: Asset) =>
    engine.probe(fileURLToPath(uri)).then(
      (answer) => ffprobeReading(answer, ''),
      () => null,
    );
  return Promise.all(told.map((one) => limit(async () => ({ ...one, probed: await probe(one.asset) }))));
}

const secondsOfFrame = (rate = '25'): number => {
  const [numerator, denominator = 1] = rate.split('/').map(Number);
  return denominator / (numerator ?? 25);
};

/** The fields in which the two differ, in words. */
function differences({ asset, walked, probed }: Compared): readonly string[] {
  if (probed === null) return [];
  const [own = {}, other = {}]: (About | undefined)[] = [walked.about, probed.about];
  const tolerance = asset.kind === 'video' ? secondsOfFrame(own.frameRate) / 2 : 0;
  const isClose = Math.abs((own.duration ?? 0) - (other.duration ?? 0)) <= Math.max(0.01, tolerance);
  const compared = asset.kind === 'video' ? (['width', 'height', 'frameRate', 'timecode'] as const) : (['timecode'] as const);
  const isLeftOut = addsEdits && /mp4|quicktime/.test(asset.format);
  const fields = compared.filter((field) => own[field] !== other[field]);
  return [...(isClose || isLeftOut ? [] : (['duration'] as const)), ...fields].map(
    (field) => `${basename(asset.path)} ${field}: ${own[field]}, by ffprobe ${other[field]}`,
  );
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim().toLowerCase();

/** Statements on words of ffprobe's that the walk does not make on the same words, under whatever name. */
function lostStatements({ asset, walked, probed }: Compared): readonly string[] {
  const own = evidenceOf(walked.facts, markersFor).map(({ says, value }) => `${says} ${plain(value)}`);
  const other = evidenceOf(probed?.facts ?? [], markersFor).filter(({ says, value }) => !own.includes(`${says} ${plain(value)}`));
  return other.map(({ marker, name, value }) => `${basename(asset.path)} ${marker}: ${name} ${value}`);
}

const sets = [
  { name: 'generated files', place: folder, least: 40, isThere: true },
  { name: 'the fixtures', place: fixtures, least: 25, isThere: true },
  { name: 'real files', place: corpus, least: 60, isThere: existsSync(corpus) },
];

describe.skipIf(ffmpeg === null || ffprobe === null)('what walks tell of films and sounds', () => {
  beforeAll(async () => {
    const run = promisify(execFile);
    const make = ({ name, args }: Made) => run(ffmpeg?.path ?? '', ['-v', 'error', '-nostdin', ...args, join(folder, name)]);
    await Promise.all(made.map((one) => limit(() => make(one))));
  }, 120_000);

  it.each(made)('of $name', async ({ name, about }) => {
    const [asset] = (await timedIn(folder)).filter(({ path }) => basename(path) === name);
    const walked = asset === undefined ? null : walkFileNow(asset);
    expect(asset !== undefined && walkTellsTime(asset, walked)).toBe(about !== null);
    if (about !== null) expect(walked?.about).toMatchObject(about);
  });

  it.each(sets.filter(({ isThere }) => isThere))(
    'is what ffprobe tells of $name, and nothing is lost without it',
    async ({ place, least }) => {
      if (ffprobe === null) return;
      const all = await comparedIn(place, ffprobe);
      expect(all.length).toBeGreaterThanOrEqual(least);
      const unexplained = all.flatMap(differences).filter((text) => !differsByReason.some(({ of }) => of.test(text)));
      expect(unexplained).toEqual([]);
      expect(all.flatMap(lostStatements)).toEqual([]);
    },
    120_000,
  );

  it('is all that is asked for; of anything else ffprobe is asked', async () => {
    if (ffprobe === null) return;
    const asked: string[] = [];
    const counting: FfprobeEngine = {
      ...ffprobe,
      probe: (path, signal) => {
        asked.push(basename(path));
        return ffprobe.probe(path, signal);
      },
    };
    const c2pa = await openC2pa('wasm', readTrust([]), 1);
    const exiftool = { version: '0', close: async () => {}, read: () => Promise.reject(new Error('not asked')) };
    const engines = { exiftool, c2pa, ffprobe: counting, pixels: null, ffmpeg: null, signal: undefined };
    for (const asset of await timedIn(folder)) await readAsset(asset, engines);
    await c2pa.close();
    expect(asked.sort()).toEqual(
      made
        .filter(({ about }) => about === null)
        .map(({ name }) => name)
        .sort(),
    );
  }, 60_000);
});
