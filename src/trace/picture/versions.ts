import type { Differences } from './version-differences.ts';
import { evidenceOf, type RegionEvidence } from './version-evidence.ts';
import type { Matrix } from './version-geometry.ts';
import { lookOf, type Picture } from './version-planes.ts';

/** Which of two versions is seen; `ambiguous` where the regions in which they differ are not shown, or tell nothing. */
export type SeenVersion = 'marked' | 'original' | 'ambiguous';

/** One picture in which a marked source was found, and where it stands there. */
export interface FrameShown {
  readonly picture: Picture;
  /** Takes a pixel of the marked source to one of the picture. */
  readonly fromSource: Matrix;
}

/** Which version is seen, by how much, and where it was decided. */
export interface VersionAnswer {
  readonly relation: SeenVersion;
  /** From -1 (all that was compared is like the original) to 1 (like the marked version). */
  readonly margin: number;
  /** The regions that were shown clearly enough to be compared, as shares of the marked picture. */
  readonly regions: readonly { readonly left: number; readonly top: number; readonly width: number; readonly height: number }[];
}

/** Least weight of evidence: about four blocks of eight pixels that could not be clearer, or ten that just pass. */
const leastWeight = 60;

/**
 * Decides which of two versions of a picture the frames show, in the regions where the versions differ. The frames are of
 * one shot and are taken together.
 */
export function whichIsSeen(frames: readonly FrameShown[], pair: Differences): VersionAnswer {
  if (pair.likeness !== 'altered') return { relation: 'ambiguous', margin: 0, regions: [] };
  const shown = frames.map(({ picture, fromSource }) => ({ frame: lookOf(picture), fromSource }));
  let answer: VersionAnswer = { relation: 'ambiguous', margin: 0, regions: [] };
  for (const coarser of [1, 2]) {
    answer = settled(
      shown.map((one) => evidenceOf(one, pair, coarser)),
      pair,
    );
    if (answer.relation !== 'ambiguous') break;
  }
  return answer;
}

function settled(evidence: readonly (readonly RegionEvidence[])[], pair: Differences): VersionAnswer {
  const sums = pair.regions.map(() => ({ marked: 0, original: 0, neither: 0, place: 0 }));
  for (const one of evidence) {
    for (const { region, marked, original, neither, place } of one) {
      const sum = sums[region - 1];
      if (sum === undefined) continue;
      sum.marked += marked;
      sum.original += original;
      sum.neither += neither;
      sum.place += place;
    }
  }
  const total = { marked: 0, original: 0, neither: 0, place: 0 };
  for (const sum of sums) {
    total.marked += sum.marked;
    total.original += sum.original;
    total.neither += sum.neither;
    total.place += sum.place;
  }
  const frames = Math.max(1, evidence.length);
  const clear = total.marked + total.original;
  const all = clear + total.neither;
  const regions = sums.flatMap((sum, i) => (sum.marked + sum.original > 0 ? [boxOf(pair, i)] : []));
  const margin = clear === 0 ? 0 : (total.marked - total.original) / all;
  if (clear / frames < leastWeight) return { relation: 'ambiguous', margin, regions };
  const relation = margin > 0.6 && total.original < 0.08 * clear ? 'marked' : margin < -0.4 ? 'original' : 'ambiguous';
  return { relation, margin, regions };
}

function boxOf(pair: Differences, at: number) {
  const [left, top, width, height] = pair.regions[at]?.box ?? [0, 0, 0, 0];
  return { left: left / pair.width, top: top / pair.height, width: width / pair.width, height: height / pair.height };
}
