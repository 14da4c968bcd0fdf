import { atOnce } from '../../tools/at-once.ts';
import type { FrameRequest } from '../../tools/ffmpeg-frames.ts';
import { failureIn } from '../failure.ts';
import { differ, type Glance, glanceAt } from '../glance.ts';
import { type CoarseFrame, coarseFrames } from '../sampling.ts';
import { appearancesOf, bestOfEach, doubtfulTimes, type FrameHit } from './appearances.ts';
import { type EdgeSearch, edgeOf, joinedAppearances, type KnownShots, withEnds } from './video-edges.ts';
import { type Found, greyOf, rounding, searchedWidth, type VideoSearch } from './video-search.ts';

/** What one video shows of the sources, and the words of the decoder where it broke off. */
export interface VideoAnswer {
  readonly found: readonly Found[];
  readonly broken: string | null;
}

/** Finds the sources in a video, with their beginnings and ends. A video that breaks off is searched as far as it goes. */
export async function searchVideo(path: string, search: VideoSearch): Promise<VideoAnswer> {
  const { hits, times, shots, broken } = await coarseHits(path, search);
  // While a thread follows one edge, the next is decoded.
  const limited = atOnce(search.pool.threads + 1);
  const edge: EdgeSearch = (...asked) => limited(() => edgeOf(path, search, shots, ...asked));
  const appearances = appearancesOf(hits, times, search.units, search.classOf);
  const looked = [...new Set(times)].sort((a, b) => a - b);
  const found = await Promise.all(appearances.map((one) => withEnds(one, looked, shots, edge)));
  const joined = joinedAppearances(found, search.units);
  return { found: await Promise.all(joined.map((one) => limited(() => withSamples(path, one, search)))), broken };
}

/** Frames of a clip's appearance in which it is looked for, so that its speed and the part that was used can be told. */
const clipSamples = 9;

/** Seconds between two of them, at least: each frame of the clip that is known stands for half a second. */
const samplesApart = 0.2;

async function withSamples(path: string, found: Found, search: VideoSearch): Promise<Found> {
  const { hits, from, to } = found;
  const { units, pool, signal } = search;
  if (units[(hits[0] as FrameHit).source]?.seconds === null) return found;
  const numbers = units.flatMap((unit, number) => (unit.path === found.path ? [number] : []));
  const every = Math.max(samplesApart, (to - from) / clipSamples);
  const request = { from, to, every, width: searchedWidth, rough: true, threads: 1 } as const;
  const own: FrameHit[] = [...hits];
  const asked: Promise<unknown>[] = [];
  try {
    for await (const frame of framesNear(
      path,
      request,
      hits.map(({ at }) => at),
      search,
    )) {
      await pool.ready();
      const question = { frame: greyOf(frame), units: numbers, mirrored: found.mirrored };
      asked.push(
        pool.ask('look', question, [frame.data]).then((hit) => {
          if (hit !== null) own.push({ ...hit, at: frame.seconds, alone: false });
        }),
      );
    }
  } catch {
    // Without these frames, the speed is told less exactly, or not.
    signal?.throwIfAborted();
  }
  await Promise.all(asked);
  return { ...found, hits: bestOfEach(own) };
}

/** What was found in frames that were looked at, and the times of all of them. */
interface Looked {
  readonly hits: FrameHit[];
  readonly times: number[];
}

async function coarseHits(path: string, search: VideoSearch): Promise<Coarse> {
  const { frames, signal, onFrame } = search;
  const looked: Looked = { hits: [], times: [] };
  const cuts = new Set<number>();
  const standing = new Map<number, number>();
  const onCuts = (seconds: readonly number[]): void => {
    for (const second of seconds) cuts.add(second);
  };
  const told = async function* (): AsyncGenerator<CoarseFrame, void> {
    const onSame = (seconds: number, given: number): void => void standing.set(given, seconds);
    for await (const frame of coarseFrames(frames, path, { width: searchedWidth, colour: 'grey', onCuts, onSame }, signal)) {
      onFrame?.(frame.seconds);
      yield frame;
    }
  };
  const broken = await lookIn(told(), looked, path, search);
  const limited = atOnce(decodersAtOnce);
  const doubtful = doubtfulTimes(looked.hits, looked.times, search.units).slice(0, doubtfulLimit);
  await Promise.all(doubtful.map((at) => limited(() => lookNear(path, at, looked, search))));
  return { ...looked, shots: { cuts, standing }, broken };
}

/** The same of the coarse pass. */
interface Coarse extends Looked {
  readonly shots: KnownShots;
  /** The words of the decoder where it broke off. */
  readonly broken: string | null;
}

/** Seconds from a frame that shows a source weakly to the next that must confirm it. */
const nearby = 0.2;

/** Decoders that run at a time for a few frames each. */
const decodersAtOnce = 3;

/** Frames of one video that are confirmed at most: chance finds fewer. */
const doubtfulLimit = 500;

/** Looks at frames of the same shot next to one: those after it, or where the shot ends with it, before. */
async function lookNear(path: string, at: number, looked: Looked, search: VideoSearch): Promise<void> {
  const form = { every: nearby, width: searchedWidth, rough: true, threads: 1 } as const;
  const after = { ...form, from: at, to: at + 2 * nearby + rounding };
  const seen: Glance[] = [];
  const glanced = async function* (): AsyncGenerator<CoarseFrame, void> {
    for await (const frame of search.frames.frames(path, { ...after, colour: 'grey' }, search.signal)) {
      seen.push(glanceAt(frame));
      if (seen.length > 1) yield { ...frame, alone: false };
    }
  };
  await lookIn(glanced(), looked, path, search);
  const [own, next] = seen;
  if (own !== undefined && next !== undefined && !differ(own, next)) return;
  const before = { ...form, from: Math.max(0, at - nearby), to: at };
  await lookIn(framesNear(path, before, looked.times, search), looked, path, search);
}

async function* framesNear(
  path: string,
  request: Omit<FrameRequest, 'colour'>,
  times: readonly number[],
  { frames, signal }: VideoSearch,
): AsyncGenerator<CoarseFrame, void> {
  const known = [...times];
  for await (const frame of frames.frames(path, { ...request, colour: 'grey' }, signal)) {
    if (!known.some((time) => Math.abs(time - frame.seconds) < rounding)) yield { ...frame, alone: false };
  }
}

/** Looks for the sources in frames; gives the words of the decoder where they break off. */
async function lookIn(
  frames: AsyncIterable<CoarseFrame>,
  { hits, times }: Looked,
  path: string,
  { pool, signal }: VideoSearch,
): Promise<string | null> {
  const asked: Promise<void>[] = [];
  let broken: string | null = null;
  try {
    for await (const frame of frames) {
      await pool.ready();
      asked.push(
        pool.ask('search', { frame: greyOf(frame) }, [frame.data]).then((found) => {
          times.push(frame.seconds);
          hits.push(...found.map((hit) => ({ ...hit, at: frame.seconds, alone: frame.alone })));
        }),
      );
    }
  } catch (error) {
    signal?.throwIfAborted();
    broken = failureIn(error, path);
  }
  await Promise.all(asked);
  return broken;
}
