import { atOnce } from '../../tools/at-once.ts';
import type { FrameEngine, VideoFrame } from '../../tools/ffmpeg-frames.ts';
import { failureIn } from '../failure.ts';
import { coarseFrames } from '../sampling.ts';
import { type Appearance, appearancesOf, type FrameHit, type PictureUnit } from './appearances.ts';
import type { VisionPool } from './vision-pool.ts';

/** Pixels of a frame's width in which sources are looked for. */
export const searchedWidth = 640;

/** Seconds of an appearance, from its edge inwards, that are decoded to tell at what strength it begins. */
const inwards = 1;

/** Frames of an edge that are decoded at most; a gap of key frames is no longer than this at any rate. */
const edgeFrames = 360;

/** One appearance with its true ends. */
export interface Found extends Appearance {
  /** Seconds from the first frame of the video; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

/** What one video shows of the sources, and the words of the decoder where it broke off. */
export interface VideoAnswer {
  readonly found: readonly Found[];
  readonly broken: string | null;
}

/** What is needed to search a video. */
export interface VideoSearch {
  readonly frames: FrameEngine;
  readonly pool: VisionPool;
  readonly units: readonly PictureUnit[];
  /** Sources of one class stand in for each other where they are copies; see `appearancesOf`. */
  readonly classOf: (path: string) => string;
  readonly signal?: AbortSignal | undefined;
  /** Told of each frame that was decoded, in seconds. */
  readonly onFrame?: (seconds: number) => void;
}

/** Finds the sources in a video, with their beginnings and ends. A video that breaks off is searched as far as it goes. */
export async function searchVideo(path: string, search: VideoSearch): Promise<VideoAnswer> {
  const { hits, times, broken } = await coarseHits(path, search);
  // While a thread follows one edge, the next is decoded.
  const limited = atOnce(search.pool.threads + 1);
  const edge: EdgeSearch = (...asked) => limited(() => edgeOf(path, search, ...asked));
  const appearances = appearancesOf(hits, times, search.units, search.classOf);
  const found = await Promise.all(appearances.map((one) => withEnds(one, edge)));
  return { found: joinedAppearances(found), broken };
}

async function coarseHits(path: string, { frames, pool, signal, onFrame }: VideoSearch) {
  const hits: FrameHit[] = [];
  const times: number[] = [];
  const asked: Promise<void>[] = [];
  let broken: string | null = null;
  try {
    for await (const frame of coarseFrames(frames, path, { width: searchedWidth, colour: 'grey' }, signal)) {
      await pool.ready();
      onFrame?.(frame.seconds);
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
  return { hits, times, broken };
}

const greyOf = ({ width, height, data }: VideoFrame) => ({ width, height, data });

/** Finds the very frames with which an appearance begins and ends. */
async function withEnds(appearance: Appearance, edge: EdgeSearch): Promise<Found> {
  const { hits, before, after } = appearance;
  const [first, last] = [(hits[0] as FrameHit).at, (hits.at(-1) as FrameHit).at];
  const startsVideo = before === null && first < 0.001;
  const [begin, end] = await Promise.all([
    startsVideo ? null : edge(appearance, { from: before ?? 0, to: within(first, last, 1) }, -1),
    edge(appearance, { from: within(first, last, -1), to: after }, 1),
  ]);
  const from = begin?.shown ?? first;
  // Of two dissolves that meet, neither may ever be half done.
  return { ...appearance, from, to: Math.max(end.beyond ?? end.shown + end.frame, from + end.frame) };
}

/** A time inside an appearance, not further from its edge than is decoded. */
function within(first: number, last: number, side: 1 | -1): number {
  return side === 1 ? Math.min(last, first + inwards) : Math.max(first, last - inwards);
}

/** The outermost frame that shows a source, and the one beyond it; null where the video ends. */
interface Edge {
  readonly shown: number;
  readonly beyond: number | null;
  /** Seconds of one frame. */
  readonly frame: number;
}

/** Where an edge is looked for, in seconds; a `to` of null is the end of the video. */
interface Span {
  readonly from: number;
  readonly to: number | null;
}

/** Looks for the edge of an appearance within a span: at its beginning (-1) or end (1). */
type EdgeSearch = (appearance: Appearance, span: Span, side: 1 | -1) => Promise<Edge>;

async function edgeOf(
  path: string,
  { frames, pool, units, signal }: VideoSearch,
  { path: source, hits, mirrored }: Appearance,
  { from, to }: Span,
  side: 1 | -1,
): Promise<Edge> {
  const decoded: VideoFrame[] = [];
  // The frame at `to` itself is wanted: it is the one that is known to show the source, or known not to.
  const request = {
    every: 'all',
    width: searchedWidth,
    colour: 'grey',
    from,
    ...(to === null ? {} : { to: to + 0.002 }),
  } as const;
  const isNear = (hit: FrameHit): boolean => (side === 1 ? hit.at >= from : hit.at <= (to ?? hit.at));
  const known = hits.filter(isNear);
  const own = new Set(known.map(({ source: unit }) => unit));
  const isMoving = units[known[0]?.source ?? 0]?.seconds !== null;
  const numbers = isMoving ? units.flatMap((unit, number) => (unit.path === source ? [number] : [])) : [...own];
  try {
    for await (const frame of frames.frames(path, request, signal)) {
      decoded.push(frame);
      if (decoded.length > edgeFrames) {
        if (side === 1) break;
        decoded.shift();
      }
    }
  } catch {
    // What the coarse pass saw stands; a frame here that cannot be decoded only makes the edge less sharp.
    signal?.throwIfAborted();
  }
  const outermost = side === 1 ? (hits.at(-1) as FrameHit).at : (hits[0] as FrameHit).at;
  if (decoded.length === 0) return { shown: outermost, beyond: null, frame: 0.04 };
  const frame =
    decoded.length > 1
      ? ((decoded.at(-1) as VideoFrame).seconds - (decoded[0] as VideoFrame).seconds) / (decoded.length - 1)
      : 0.04;
  const outwards = side === 1 ? decoded : decoded.reverse();
  const strengths = hits.map(({ strength }) => strength);
  const asked = { frames: outwards.map(greyOf), units: numbers, mirrored, isMoving, strengths };
  const reach = await pool.ask(
    'edge',
    asked,
    outwards.map(({ data }) => data),
  );
  const shown = (outwards[reach - 1] as VideoFrame).seconds;
  const beyond = outwards[reach]?.seconds ?? null;
  return { shown, beyond, frame };
}

/** Seconds between two appearances of one source up to which they are one: a missed frame is no cut. */
const oneFrame = 0.09;

/** Makes one of appearances that touch. */
function joinedAppearances(found: readonly Found[]): Found[] {
  const joined: Found[] = [];
  for (const one of [...found].sort((a, b) => a.from - b.from)) {
    const at = joined.findLastIndex(
      ({ path, mirrored, to }) => path === one.path && mirrored === one.mirrored && one.from <= to + oneFrame,
    );
    const before = joined[at];
    if (before === undefined) joined.push(one);
    else joined[at] = { ...before, hits: [...before.hits, ...one.hits], after: one.after, to: Math.max(before.to, one.to) };
  }
  return joined;
}
