import type { Homography } from '../../tools/opencv.ts';
import type { RegionEvidence } from './version-blocks.ts';
import type { Differences, Likeness } from './version-differences.ts';
import { evidenceOf } from './version-evidence.ts';
import { lookOf, type Picture } from './version-planes.ts';

/** Which of two versions is seen; `ambiguous` where the regions in which they differ are not shown, or tell nothing. */
export type SeenVersion = 'marked' | 'original' | 'ambiguous';

/** One picture in which a marked source was found, and where it stands there. */
export interface FrameShown {
  readonly picture: Picture;
  /** Takes a pixel of the marked source to one of the picture. */
  readonly fromSource: Homography;
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

/** Evidence of a frame, in multiples of the least, and margin from which no other frame of the shot is asked. */
const plain = { weight: 5, margin: 0.8 };

/** Frames that must say alike that the marked version is seen before the others are left out. */
const framesToAccuse = 2;

/**
 * Decides which of two versions of a picture the frames show, in the regions where the versions differ. The frames are of
 * one shot and are taken together, in their order; those that come after a plain answer are left out.
 */
export function whichIsSeen(frames: readonly FrameShown[], pair: Differences): VersionAnswer {
  if (pair.likeness !== 'altered') return { relation: 'ambiguous', margin: 0, regions: [] };
  const shown = frames.map(({ picture, fromSource }) => ({ frame: lookOf(picture), fromSource }));
  let answer: VersionAnswer = { relation: 'ambiguous', margin: 0, regions: [] };
  for (const coarser of [1, 2]) {
    const evidence: RegionEvidence[] = [];
    for (const [at, one] of shown.entries()) {
      evidence.push(...evidenceOf(one, pair, coarser));
      answer = settled(evidence, at + 1, pair);
      if (isPlain(answer, evidence, at + 1)) return answer;
    }
    if (answer.relation !== 'ambiguous') break;
  }
  return answer;
}

function isPlain({ relation, margin }: VersionAnswer, evidence: readonly RegionEvidence[], frames: number): boolean {
  if (relation === 'ambiguous' || (relation === 'marked' && frames < framesToAccuse)) return false;
  const { marked, original } = summed(evidence);
  return Math.abs(margin) > plain.margin && marked + original > plain.weight * leastWeight * frames;
}

type Weights = Pick<RegionEvidence, 'marked' | 'original' | 'neither'>;

function summed(evidence: readonly RegionEvidence[]): Weights {
  const sum = (of: keyof Weights) => evidence.reduce((total, one) => total + one[of], 0);
  return { marked: sum('marked'), original: sum('original'), neither: sum('neither') };
}

/** Weight against the marked version that a region or a band may have without standing against it: two clear blocks. */
const slack = 40;

function settled(evidence: readonly RegionEvidence[], frames: number, pair: Differences): VersionAnswer {
  const { marked, original, neither } = summed(evidence);
  const clear = marked + original;
  const margin = clear === 0 ? 0 : (marked - original) / (clear + neither);
  const byRegion = pair.regions.map((_, i) => summed(evidence.filter(({ region }) => region === i + 1)));
  const byBand = [0, 1, 2].map((number) => summed(evidence.filter(({ band }) => band === number)));
  const regions = byRegion.flatMap((one, i) => (one.marked + one.original > 0 ? [boxOf(pair, i)] : []));
  if (clear < leastWeight * frames) return { relation: 'ambiguous', margin, regions };
  // To be called marked takes more than to be called original, for a genuine picture must never be accused: no region and no
  // band may speak against it. A wrong grade speaks through the tone alone, a wrong projection through single regions.
  const objects = (one: Weights) =>
    one.original > Math.max(0.1 * one.marked, slack * frames) ||
    one.original + one.neither > Math.max(one.marked, slack * frames);
  const isMarked = margin > 0.6 && original < 0.08 * clear && !byRegion.some(objects) && !byBand.some(objects);
  const isOriginal = margin < -0.4 && marked < 0.15 * clear;
  return { relation: isMarked ? 'marked' : isOriginal ? 'original' : 'ambiguous', margin, regions };
}

function boxOf(pair: Differences, at: number) {
  const [left, top, width, height] = pair.regions[at]?.box ?? [0, 0, 0, 0];
  return { left: left / pair.width, top: top / pair.height, width: width / pair.width, height: height / pair.height };
}

/** What one known original says of what is seen, and how it relates to the marked picture. */
export interface OriginalSays {
  readonly likeness: Likeness;
  readonly relation: SeenVersion;
}

/**
 * What several known originals say together. Like one of them is like an original; marked is only what is like the marked one
 * beside each of them. A neighbour of another exposure has nothing to say here, for nothing of it fits to the pixel, but it
 * proves nothing either. `ambiguous` where none can tell.
 */
export function agreed(says: readonly OriginalSays[]): SeenVersion {
  if (says.some(({ relation }) => relation === 'original')) return 'original';
  const telling = says.filter(({ likeness }) => likeness === 'altered' || likeness === 'same');
  return telling.length > 0 && telling.every(({ relation }) => relation === 'marked') ? 'marked' : 'ambiguous';
}
