import type { Differences } from './version-differences.ts';
import type { Picture } from './version-planes.ts';

/** Share of the marked still that a copy must show: what was cut off might be what was altered. */
const wholeShare = 0.97;

/** Pixels of the still for one of the compared frame below which a small alteration would no longer be seen. */
const leastScale = 0.5;

/**
 * True where a still that is alike shows so much of the marked one, and so finely, that an original would have been told from
 * it. Of a crop nobody can say whether it was cut from the altered picture or from what that was made from.
 * @param pair the marked still, and the other one
 */
export function showsAll({ width, height, covered }: Differences, still: Pick<Picture, 'width' | 'height'>): boolean {
  const whole = (width - 4) * (height - 4);
  return covered >= wholeShare && Math.sqrt((still.width * still.height * covered) / whole) >= leastScale;
}
