import type { GreyPicture, Homography, Vision } from '../../tools/opencv.ts';
import { detailStrength } from './correlation.ts';
import { mirrored as mirror, reduced } from './grey.ts';
import { followed, type Hit, hitsIn, type SearchedSources, seenBySource } from './search.ts';

/** Frames around the one at which a source is lost that are measured one by one: the length of a long dissolve. */
const measured = 40;

/** Strength from which a source counts as shown: a dissolve begins and ends where it is half done (DESIGN 3, "Time"). */
const half = 0.5;

/** What is asked of an edge. */
export interface EdgeQuestion {
  readonly frames: readonly GreyPicture[];
  readonly units: readonly number[];
  readonly mirrored: boolean;
  /** True for a clip, whose picture changes from frame to frame. */
  readonly isMoving: boolean;
}

/**
 * How many frames, counted from the first, show a source at half strength or more. The first frame is known to show it; the
 * others follow it outwards. A hard cut ends it at once; within a shot, where it is lost is found by halving, and where half of it
 * is left in a dissolve, by how much of the picture's detail the frames around still hold.
 */
export function reachOf(
  { frames: asked, units, mirrored, isMoving }: EdgeQuestion,
  sources: SearchedSources,
  vision: Vision,
): number {
  const frames = mirrored ? asked.map(mirror) : asked;
  const looks = new Map<number, Hit | null>();
  const lookAt = (at: number): Hit | null => {
    const known = looks.get(at);
    if (known !== undefined) return known;
    const frame = frames[at] as GreyPicture;
    // A still is followed from the nearest frame that shows it; a clip's picture has changed since.
    const near = isMoving ? null : nearestShown(looks, at);
    const hit =
      near === null
        ? (hitsIn(frame, sources, vision).find(({ source }) => units.includes(source)) ?? null)
        : followed(near.source, near.matrix, frame, sources, vision);
    looks.set(at, hit);
    return hit;
  };
  lookAt(0);
  let shown = 0;
  for (const cut of [...cutsIn(frames), frames.length]) {
    if (lookAt(cut - 1) === null) return withinShot(frames, shown, cut, lookAt, isMoving, sources, vision);
    if (cut === frames.length || lookAt(cut) === null) return cut;
    shown = cut;
  }
  return frames.length;
}

function nearestShown(looks: ReadonlyMap<number, Hit | null>, at: number): Hit | null {
  const shown = [...looks].filter(([, hit]) => hit !== null).sort(([a], [b]) => Math.abs(a - at) - Math.abs(b - at));
  return shown[0]?.[1] ?? null;
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

/** Detail left at the end of a shot from which the source counts as shown to its very end, although its features are lost. */
const leftAtCut = 0.3;

/** Where a source that the shot begins with is lost within it: by a dissolve, a fade, or because it leaves the frame. */
function withinShot(
  frames: readonly GreyPicture[],
  first: number,
  end: number,
  lookAt: (at: number) => Hit | null,
  isMoving: boolean,
  sources: SearchedSources,
  vision: Vision,
): number {
  // The last frame that is found, `found`, and the first that is not, `lost`.
  let [found, lost] = [first, end - 1];
  while (lost - found > 1) {
    const middle = Math.floor((found + lost) / 2);
    if (lookAt(middle) === null) lost = middle;
    else found = middle;
  }
  const hit = lookAt(found);
  // The measure is a frame well inside, at full strength as far as one can tell.
  const inside = Math.max(first, found - measured);
  const full = lookAt(inside);
  if (isMoving || hit === null || full === null) return found + 1;
  const reference = seenBySource(frames[inside] as GreyPicture, full.matrix, full.source, sources, vision);
  const strengthAt = (at: number): number => {
    const matrix = lookAt(at)?.matrix ?? continued(full.matrix, inside, hit.matrix, found, at);
    const seen = seenBySource(frames[at] as GreyPicture, matrix, hit.source, sources, vision);
    return detailStrength(reference.picture, seen.picture, seen.inside);
  };
  if (end < frames.length && strengthAt(end - 1) >= leftAtCut) return end;
  let reach = found + 1;
  // Outwards: a dissolve whose weaker half the features no longer found.
  while (reach < end && reach <= found + measured && strengthAt(reach) >= half) reach += 1;
  if (reach > found + 1) return reach;
  // Inwards: one that was found although less than half of it was left.
  while (reach > inside + 1 && strengthAt(reach - 1) < half) reach -= 1;
  return reach;
}

/** A projection carried on at the pace it had between two frames: cameras on stills move evenly. */
function continued(from: Homography, first: number, to: Homography, second: number, at: number): Homography {
  if (second <= first) return to;
  const share = Math.min(2, (at - second) / (second - first));
  return to.map((value, number) => value + (value - (from[number] as number)) * share);
}
