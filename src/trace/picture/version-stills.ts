import type { Vision } from '../../tools/opencv.ts';
import { type Differences, differences, registered } from './version-differences.ts';
import type { Matrix } from './version-geometry.ts';
import { lookOf, type Picture } from './version-planes.ts';
import { agreed, type SeenVersion, whichIsSeen } from './versions.ts';

/**
 * What an unmarked still is to a marked one.
 * - `marked`: the marked still itself, whose marking was stripped.
 * - `original`: a picture from which the marked one was made, or another version of it: nothing is held against it.
 * - `either`: alike in all that it shows, but it shows too little to be told from an original that is not known.
 * - `ambiguous`: an original is known, and the still cannot be told from it.
 * - `unrelated`: another picture.
 */
export type StillRelation = SeenVersion | 'either' | 'unrelated';

/** Share of the marked still that a copy must show: what was cut off might be what was altered. */
const wholeShare = 0.97;

/** Pixels of the still for one of the compared frame below which a small alteration would no longer be seen. */
const leastScale = 0.5;

/**
 * Relates an unmarked still to a marked one that was altered.
 * @param originals unmarked pictures known to be related to the marked one, without the still itself
 */
export function relationOfStill(marked: Picture, still: Picture, originals: readonly Picture[], vision: Vision): StillRelation {
  const direct = differences(marked, still, vision);
  if (direct.likeness === 'unrelated') return 'unrelated';
  if (direct.likeness === 'same' && originals.length === 0) return showsAll(direct, still) ? 'marked' : 'either';
  if (originals.length === 0) return 'original';
  const place = registered(lookOf(marked), lookOf(still), vision);
  if (place === null) return 'ambiguous';
  const pairs = originals
    .map((original) => differences(marked, original, vision))
    .filter((pair) => pair.likeness !== 'unrelated');
  const shown = [{ picture: still, fromSource: place.matrix as Matrix }];
  const relation = agreed(pairs.map((pair) => ({ likeness: pair.likeness, relation: whichIsSeen(shown, pair).relation })));
  // A still that differs from the marked one is not that one, whatever the known originals are like.
  return relation === 'marked' && direct.likeness !== 'same' ? 'ambiguous' : relation;
}

function showsAll(direct: Differences, still: Picture): boolean {
  let inside = 0;
  for (const one of direct.inside) inside += one;
  // The rim of the frame is left out of every comparison.
  const whole = (direct.width - 4) * (direct.height - 4);
  return inside / whole >= wholeShare && Math.sqrt((still.width * still.height * (inside / whole)) / whole) >= leastScale;
}
