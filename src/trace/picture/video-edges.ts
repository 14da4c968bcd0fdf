import type { VideoFrame } from '../../tools/ffmpeg-frames.ts';
import { type Appearance, type FrameHit, overlapOf, type PictureUnit, samePlace } from './appearances.ts';
import { type Found, greyOf, rounding, searchedWidth, type VideoSearch } from './video-search.ts';

/** Seconds of an appearance, from its edge inwards, that are decoded where a dissolve may reach into it. */
const inwards = 1;

/** Frames of an edge that are decoded at most; a gap of key frames is no longer than this at any rate. */
const edgeFrames = 360;

/** What the coarse pass tells of shots. */
export interface KnownShots {
  /** Seconds of key frames with which a shot begins. */
  readonly cuts: ReadonlySet<number>;
  /** By the seconds of a frame that was looked at: those of the last one after it that shows the same, unmoved. */
  readonly standing: ReadonlyMap<number, number>;
}

/** Finds the very frames with which an appearance begins and ends. */
export async function withEnds(
  appearance: Appearance,
  looked: readonly number[],
  { cuts, standing }: KnownShots,
  edge: EdgeSearch,
): Promise<Found> {
  const { hits, before, after } = appearance;
  const [first, start] = [(hits[0] as FrameHit).at, inside(hits, 1)];
  const until = (second: number): number => standing.get(second) ?? second;
  // With a shot that begins there at full strength, or with the video.
  const isKnown = (before === null && first < rounding) || (cuts.has(first) && start === first);
  const [begin, end] = await Promise.all([
    isKnown ? null : beginning(appearance, { from: until(before ?? 0), to: start }, looked, edge),
    ending(appearance, { from: until(inside(hits, -1)), to: after }, looked, edge),
  ]);
  const from = begin?.shown ?? first;
  // Of two dissolves that meet, neither may ever be half done.
  return { ...appearance, from, to: Math.max(end.beyond ?? end.shown + end.frame, from + end.frame) };
}

/** Spans further out that are looked through where a source that was not found there is still followed. */
const spansFurther = 10;

async function beginning(appearance: Appearance, span: Span, looked: readonly number[], edge: EdgeSearch): Promise<Edge> {
  let found = await edge(appearance, span, -1);
  for (let step = 0; step < spansFurther && found.beyond === null && found.shown > rounding; step++) {
    const before = looked.findLast((time) => time < found.shown - rounding) ?? 0;
    found = await edge(appearance, { from: before, to: found.shown }, -1);
  }
  return found;
}

async function ending(appearance: Appearance, span: Span, looked: readonly number[], edge: EdgeSearch): Promise<Edge> {
  let { to } = span;
  let found = await edge(appearance, span, 1);
  for (let step = 0; step < spansFurther && found.beyond === null && to !== null; step++) {
    to = looked.find((time) => time > found.shown + rounding) ?? null;
    found = await edge(appearance, { from: found.shown, to }, 1);
  }
  return found;
}

/** Share of the full strength from which a dissolve has not begun, so that nothing further inside must be known. */
const wholeFrom = 0.65;

/** The time inside an appearance from which its edge is looked for: beginning (1) or end (-1). */
function inside(hits: readonly FrameHit[], side: 1 | -1): number {
  const [first, last] = [hits[0] as FrameHit, hits.at(-1) as FrameHit];
  const [edgemost, furthest] = side === 1 ? [first, last] : [last, first];
  const full = Math.max(...hits.map(({ strength }) => strength));
  if (edgemost.strength >= wholeFrom * full) return edgemost.at;
  return side === 1 ? Math.min(furthest.at, first.at + inwards) : Math.max(furthest.at, last.at - inwards);
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
export type EdgeSearch = (appearance: Appearance, span: Span, side: 1 | -1) => Promise<Edge>;

/**
 * Looks for one edge of an appearance within a span. What cannot be decoded there only makes it less sharp.
 */
export async function edgeOf(
  path: string,
  search: VideoSearch,
  { cuts, standing }: KnownShots,
  appearance: Appearance,
  { from, to }: Span,
  side: 1 | -1,
): Promise<Edge> {
  const { frames, pool, units, signal } = search;
  const { path: source, hits, mirrored } = appearance;
  const numbers = units.flatMap((unit, number) => (unit.path === source ? [number] : []));
  const last = (hits.at(-1) as FrameHit).at;
  if (side === 1 && to !== null && cuts.has(to) && from === (standing.get(last) ?? last)) {
    const end = await endWithShot(path, search, appearance, numbers, { from, to });
    if (end !== null) return end;
  }
  const decoded: VideoFrame[] = [];
  // The frame at `to` itself is wanted: it is the one that is known to show the source, or known not to.
  const request = {
    every: 'all',
    width: searchedWidth,
    colour: 'grey',
    // Several edges are decoded at a time.
    threads: 1,
    from,
    ...(to === null ? {} : { to: to + rounding }),
  } as const;
  const edgemost = (side === 1 ? hits.at(-1) : hits[0]) as FrameHit;
  const isMoving = units[edgemost.source]?.seconds !== null;
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
  // Nothing more can be told there: the edge is where the coarse pass saw it.
  if (decoded.length === 0) return { shown: edgemost.at, beyond: edgemost.at + 0.04, frame: 0.04 };
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

/** Seconds before a cut within which the last frame that is decoded roughly lies. */
const lastFrames = 0.2;

/**
 * The end of an appearance that goes on, at full strength, until another shot begins with a key frame: the last frames alone tell
 * it. Null where it ends in another way.
 */
async function endWithShot(
  path: string,
  { frames, pool, units, signal }: VideoSearch,
  { hits, mirrored }: Appearance,
  numbers: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<Edge | null> {
  const last = hits.at(-1) as FrameHit;
  let latest: VideoFrame | null = null;
  const form = { every: 'all', width: searchedWidth, colour: 'grey', rough: true, threads: 1 } as const;
  try {
    for await (const frame of frames.frames(path, { ...form, from: Math.max(from, to - lastFrames), to }, signal)) latest = frame;
  } catch {
    signal?.throwIfAborted();
  }
  if (latest === null) return null;
  const isStill = units[last.source]?.seconds === null;
  const hit = await pool.ask('look', { frame: greyOf(latest), units: numbers, mirrored }, [latest.data]);
  const full = Math.max(...hits.map(({ strength }) => strength));
  if (hit === null || (isStill && hit.strength < wholeFrom * full)) return null;
  return { shown: latest.seconds, beyond: to, frame: to - latest.seconds };
}

/** Seconds between two appearances of one source up to which they are one: what is lost for longer is a cutaway. */
const lostFor = { still: 0.25, clip: 0.5 };

/** Makes one of appearances that touch, and leaves out those that lie within another at the same place, turned the other way. */
export function joinedAppearances(found: readonly Found[], units: readonly PictureUnit[]): Found[] {
  const joined: Found[] = [];
  for (const one of [...found].sort((a, b) => a.from - b.from || b.to - a.to)) {
    const isClip = units[(one.hits[0] as FrameHit).source]?.seconds !== null;
    const gap = isClip ? lostFor.clip : lostFor.still;
    const same = joined.filter(({ path }) => path === one.path);
    // A picture that looks alike in a mirror is found both ways.
    if (same.some((other) => other.mirrored !== one.mirrored && other.to >= one.to && isSamePlace(other, one))) continue;
    const before = same.findLast(({ mirrored, to }) => mirrored === one.mirrored && one.from <= to + gap);
    if (before === undefined) joined.push(one);
    else
      joined[joined.indexOf(before)] = {
        ...before,
        hits: [...before.hits, ...one.hits],
        after: one.after,
        to: Math.max(before.to, one.to),
      };
  }
  return joined;
}

const isSamePlace = (one: Found, other: Found): boolean =>
  overlapOf((one.hits[0] as FrameHit).outline, (other.hits[0] as FrameHit).outline) >= samePlace;
