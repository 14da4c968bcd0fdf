import type { GreyPicture, Homography, Vision } from '../../tools/opencv.ts';
import { mirrored as mirror, reduced } from './grey.ts';
import { type Hit, lookedFor, type SeenBefore } from './search.ts';
import { type SearchedSources, strengthOf } from './source-view.ts';

/** Frames on either side of the one at which a source is lost in which its strength is measured: half of a long dissolve. */
const measured = 40;

/** Frames from one to the next in which a source is looked for to tell how it moves while it is dissolved. */
const lookEvery = 5;

/** Share of the full strength from which a source is taken to be shown in full, not half way through a dissolve. */
const wholeFrom = 0.65;

/** What is asked of an edge. */
export interface EdgeQuestion {
  readonly frames: readonly GreyPicture[];
  readonly units: readonly number[];
  readonly mirrored: boolean;
  /** True for a clip, whose picture changes from frame to frame. */
  readonly isMoving: boolean;
  /** Strengths at which frames of the appearance show it, see `strengthOf`. */
  readonly strengths: readonly number[];
}

/**
 * How many frames, counted from the first, show a source at half strength or more. The first frame is known to show it; the
 * others follow it outwards. A hard cut ends it at once; within a shot, where it is lost is found by halving, and where half of it
 * is left in a dissolve, by how much of the picture's detail the frames around still hold.
 */
export function reachOf(
  { frames: asked, units, mirrored, isMoving, strengths }: EdgeQuestion,
  sources: SearchedSources,
  vision: Vision,
): number {
  const frames = mirrored ? asked.map(mirror) : asked;
  const looks = new Map<number, Hit | null>();
  const lookAt = (at: number): Hit | null => {
    const known = looks.get(at);
    if (known !== undefined) return known;
    // A still is followed from the nearest frame that shows it; a clip's picture has changed since.
    const near = isMoving ? null : nearestShown(looks, at);
    const hit = lookedFor(units, near, frames[at] as GreyPicture, sources, vision);
    looks.set(at, hit);
    return hit;
  };
  const full = Math.max(highOf(strengths), lookAt(0)?.strength ?? 0);
  let shown = 0;
  for (const cut of [...cutsIn(frames), frames.length]) {
    const last = lookAt(cut - 1);
    // Of a dissolve, the last frame before a cut would hold next to nothing.
    const least = cut < frames.length ? leftAtCut : wholeFrom;
    if (last === null || (!isMoving && last.strength < least * full)) {
      const lost = last === null ? lostWithin(shown, cut, lookAt) : cut;
      const hit = lookAt(lost - 1);
      if (isMoving || hit === null) return lost;
      const strengthsFrom = (from: number, to: number): number[] => {
        for (let at = from; at < lost; at += lookEvery) lookAt(at);
        const matrixAt = placesOf(looks, hit.source);
        const strengthAt = (at: number): number =>
          strengthOf(frames[at] as GreyPicture, matrixAt(at), hit.source, sources, vision);
        return Array.from({ length: to - from }, (_, at) => strengthAt(from + at));
      };
      return halfOf({ first: shown, lost, end: cut, isCut: cut < frames.length }, full, strengthsFrom);
    }
    if (cut === frames.length || lookAt(cut) === null) return cut;
    shown = cut;
  }
  return frames.length;
}

/** Frames within which a picture is followed; further away it may have gone anywhere. */
const followable = 6;

function nearestShown(looks: ReadonlyMap<number, Hit | null>, at: number): SeenBefore | null {
  const shown = [...looks].filter(([, hit]) => hit !== null).sort(([a], [b]) => Math.abs(a - at) - Math.abs(b - at));
  const [number, hit] = shown[0] ?? [];
  if (number === undefined || hit == null) return null;
  return { source: hit.source, matrix: hit.matrix, isNear: Math.abs(number - at) <= followable };
}

/** Grey levels by which two frames differ on average across a cut, and how many times as much as their neighbours do. */
const cutBy = { levels: 10, times: 5 };

/** Pixels across at which frames are compared for cuts. */
const cutWidth = 32;

/** Frames that begin another shot, by number. */
function cutsIn(frames: readonly GreyPicture[]): number[] {
  const small = frames.map((frame) => reduced(frame, frame.width / cutWidth));
  const steps = small.slice(1).map((frame, at) => differenceOf(frame, small[at] as GreyPicture));
  const usual = [...steps].sort((a, b) => a - b)[steps.length >> 1] ?? 0;
  return steps.flatMap((step, at) => (step >= cutBy.levels && step >= cutBy.times * usual ? [at + 1] : []));
}

function differenceOf(a: GreyPicture, b: GreyPicture): number {
  let sum = 0;
  for (let at = 0; at < a.data.length; at++) sum += Math.abs((a.data[at] as number) - (b.data[at] as number));
  return sum / a.data.length;
}

/** Where features of a source that the shot begins with are found no more, by halving. */
function lostWithin(first: number, end: number, lookAt: (at: number) => Hit | null): number {
  let [found, lost] = [first, end - 1];
  while (lost - found > 1) {
    const middle = Math.floor((found + lost) / 2);
    if (lookAt(middle) === null) lost = middle;
    else found = middle;
  }
  return found + 1;
}

/** Share of the full strength left at a cut from which the source counts as shown until there, although its features are lost. */
const leftAtCut = 0.3;

/** Frames of a shot: its first, the first in which no features of the source are found, and the first of the next shot. */
interface Shot {
  readonly first: number;
  readonly lost: number;
  readonly end: number;
  /** False where the frames end there, not the shot. */
  readonly isCut: boolean;
}

/**
 * Where half of a source's strength is left: by a dissolve, a fade, or because it leaves the frame. A dissolve begins and ends
 * where it is half done (DESIGN 3, "Time"); features are found in it for longer, or not so long.
 */
function halfOf({ first, lost, end, isCut }: Shot, known: number, strengthsFrom: (from: number, to: number) => number[]): number {
  const from = Math.max(first, lost - measured);
  const to = Math.min(end, lost + measured);
  const measures = strengthsFrom(from, to);
  const full = Math.max(known, highOf(measures.slice(0, lost - from)));
  if (isCut && to === end && (measures.at(-1) ?? 0) >= leftAtCut * full) return end;
  // The frame up to which most are above a half and after which most are below.
  let [best, reach, sum] = [0, from, 0];
  measures.forEach((strength, at) => {
    sum += strength - full / 2;
    if (sum > best) [best, reach] = [sum, from + at + 1];
  });
  return Math.max(first + 1, reach);
}

/** A high one of strengths, of which a few may be too high by chance. */
function highOf(strengths: readonly number[]): number {
  const sorted = [...strengths].sort((a, b) => a - b);
  return sorted[Math.floor(0.85 * (sorted.length - 1))] ?? 0;
}

/** Share of the most features found in any frame from which a frame tells where a source stands: half dissolved, it errs. */
const tellingShare = 0.5;

/** How far ahead a movement is followed, in multiples of the time in which it was seen. */
const followedOn = 3;

/** Where a source stands in each frame, told from those in which it was looked for: cameras on stills move evenly. */
function placesOf(looks: ReadonlyMap<number, Hit | null>, source: number): (at: number) => Homography {
  const all = [...looks].flatMap(([number, hit]) => (hit?.source === source ? [{ number, hit }] : []));
  const most = Math.max(...all.map(({ hit }) => hit.inliers));
  const telling = all.filter(({ hit }) => hit.inliers >= tellingShare * most);
  return (at) => {
    const hits = telling.map(({ number, hit }) => ({ number, matrix: hit.matrix }));
    hits.sort((a, b) => Math.abs(a.number - at) - Math.abs(b.number - at));
    const nearest = hits[0] as (typeof hits)[number];
    // The pace is told from frames some way apart; the places of neighbours differ by errors only.
    const other = hits.find(({ number }) => Math.abs(number - nearest.number) >= lookEvery - 1);
    if (nearest.number === at || other === undefined) return nearest.matrix;
    const share = (at - nearest.number) / (other.number - nearest.number);
    const within = Math.min(followedOn, Math.max(-followedOn, share));
    return nearest.matrix.map((value, cell) => value + ((other.matrix[cell] as number) - value) * within);
  };
}
