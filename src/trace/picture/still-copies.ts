import type { JudgedAsset, SightingRelation } from '../../model/index.ts';
import type { Homography } from '../../tools/opencv.ts';
import type { PictureContext } from '../context.ts';
import { decodeStill } from './decode.ts';
import { decideVersion, type Original } from './originals.ts';
import type { IndexedSource } from './source-print.ts';
import { comparedSide, type Differences } from './version-differences.ts';
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

/** Grey levels by which two prints of the same pixels differ on average at most: those of a file that was only saved again. */
const savedAgain = 0.25;

/** True where two stills hold the same pixels, so that neither is what the other was made from. Colours, decoded alike. */
export function isPixelCopy(one: Picture, other: Picture): boolean {
  if (one.width !== other.width || one.height !== other.height || one.data.length !== other.data.length) return false;
  let sum = 0;
  for (let at = 0; at < one.data.length; at++) sum += Math.abs((one.data[at] as number) - (other.data[at] as number));
  return sum / one.data.length <= savedAgain;
}

/** A still that does not differ from an edited source in any region. */
export interface Copy {
  readonly still: JudgedAsset;
  readonly source: IndexedSource;
  /** From the source's fingerprint picture into the still as it was searched. */
  readonly matrix: Homography;
  /** Pixels of the still as it was searched. */
  readonly searchedWidth: number;
  /** True where it shows the source whole, see `showsAll`. */
  readonly isWhole: boolean;
}

/**
 * Whether a copy is one of the edited source, or of what that was made from. An edit of the whole picture (made larger, freed of
 * noise) leaves no region that differs, so that only an original that is known to differ in some region can tell.
 */
export async function relationOfCopy(
  { still, source, matrix, searchedWidth, isWhole }: Copy,
  originals: readonly Original[],
  context: PictureContext,
): Promise<SightingRelation> {
  const { frames } = context.input;
  const load = () => decodeStill(source.asset, comparedSide, 3, frames);
  const named = { path: source.asset.path, load, fingerprintWidth: source.fingerprintWidth };
  const altered: Original[] = [];
  for (const original of originals) {
    const pair = original.path === still.path ? null : await context.pairs.of(named, original).catch(() => null);
    if (pair?.differences.likeness === 'altered') altered.push(original);
  }
  if (altered.length === 0) return 'either';
  if (isWhole) return 'marked';
  const picture = await decodeStill(still, comparedSide, 3, frames);
  return (await decideVersion(named, altered, [{ picture, matrix, searchedWidth }], context)).relation;
}
