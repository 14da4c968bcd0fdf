import type { GreyPicture, Homography, Vision } from '../../tools/opencv.ts';
import { detailStrength } from './correlation.ts';
import { mirrored as mirror } from './grey.ts';
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
 * others follow it outwards. Where it is lost is found by halving; whether a dissolve lies there, by how much of the picture's
 * detail is left in the frames around.
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
  // The last frame that is found, `found`, and the first that is not, `lost`.
  let [found, lost] = [0, frames.length];
  while (lost - found > 1) {
    const middle = Math.floor((found + lost) / 2);
    if (lookAt(middle) === null) lost = middle;
    else found = middle;
  }
  const hit = lookAt(found);
  if (isMoving || hit === null) return found + 1;
  return byStrength(frames, found, lookAt, hit, sources, vision);
}

function nearestShown(looks: ReadonlyMap<number, Hit | null>, at: number): Hit | null {
  const shown = [...looks].filter(([, hit]) => hit !== null).sort(([a], [b]) => Math.abs(a - at) - Math.abs(b - at));
  return shown[0]?.[1] ?? null;
}

/** The edge where the detail of the source falls to a half, around the last frame in which it was found. */
function byStrength(
  frames: readonly GreyPicture[],
  found: number,
  lookAt: (at: number) => Hit | null,
  hit: Hit,
  sources: SearchedSources,
  vision: Vision,
): number {
  // The measure is the frame well inside, at full strength as far as one can tell.
  const inside = Math.max(0, found - measured);
  const full = lookAt(inside);
  if (full === null) return found + 1;
  const reference = seenBySource(frames[inside] as GreyPicture, full.matrix, full.source, sources, vision);
  const strengthAt = (at: number, matrix: Homography): number => {
    const seen = seenBySource(frames[at] as GreyPicture, matrix, hit.source, sources, vision);
    return detailStrength(reference.picture, seen.picture, seen.inside);
  };
  let reach = found + 1;
  // Outwards: a dissolve whose weaker half the features no longer found.
  while (reach < frames.length && reach <= found + measured && strengthAt(reach, hit.matrix) >= half) reach += 1;
  if (reach > found + 1) return reach;
  // Inwards: one that was found although less than half of it was left.
  while (reach > inside + 1 && strengthAt(reach - 1, lookAt(reach - 1)?.matrix ?? hit.matrix) < half) reach -= 1;
  return reach;
}
