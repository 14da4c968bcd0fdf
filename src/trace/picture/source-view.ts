import type { GreyPicture, Homography, Vision } from '../../tools/opencv.ts';
import { detailStrength } from './correlation.ts';
import type { DescriptorIndex } from './descriptor-index.ts';
import type { SharedFingerprints } from './fingerprint.ts';
import { reduced } from './grey.ts';
import { inverse, magnification, rescaled } from './projection.ts';

/** The sources that are looked for, as threads share them. */
export interface SearchedSources {
  readonly index: DescriptorIndex;
  readonly prints: SharedFingerprints;
}

/** Both are compared at this share of the coarser one's resolution: blur and compression take the finest detail first. */
const comparedShare = 0.75;

/** A frame as a source sees it: laid back over the source's small picture, and where it covers that (255). */
interface SeenBySource {
  readonly source: GreyPicture;
  readonly picture: GreyPicture;
  readonly inside: GreyPicture;
}

/** Lays a frame back over a source, at the coarser one's resolution; nothing of it lies inside where that is impossible. */
export function seenBySource(
  frame: GreyPicture,
  matrix: Homography,
  source: number,
  sources: SearchedSources,
  vision: Vision,
): SeenBySource {
  const small = smallOf(sources.prints, source);
  // Pixels of the frame for one of the small picture, where it stands in the frame.
  const perPixel = magnification(bySmallPicture(matrix, source, sources), small);
  const compared = reduced(small, 1 / (Math.min(1, perPixel) * comparedShare));
  return laidBack(frame, matrix, source, compared, perPixel / comparedShare, sources, vision);
}

/** Pixels of the longer side at which strength is measured: compression and focus leave alone what is as coarse as that. */
const strengthSide = 128;

/** The frame is laid back this many times finer than that: what falls between two pixels is blurred, and would seem weaker. */
const finer = 2;

/**
 * The factor by which the source's own detail would have to be laid over other pictures to look like the frame: 1 where it is
 * shown as it is, 0 where it is not, in between where it is graded flatter, or half dissolved.
 */
export function strengthOf(
  frame: GreyPicture,
  matrix: Homography,
  source: number,
  sources: SearchedSources,
  vision: Vision,
): number {
  const small = smallOf(sources.prints, source);
  const fine = reduced(small, Math.max(small.width, small.height) / (strengthSide * finer));
  const perPixel = magnification(bySmallPicture(matrix, source, sources), small) * (small.width / fine.width);
  const seen = laidBack(frame, matrix, source, fine, perPixel, sources, vision);
  const coarser = Math.max(fine.width, fine.height) / strengthSide;
  return detailStrength(reduced(seen.source, coarser), reduced(seen.picture, coarser), reduced(seen.inside, coarser));
}

function bySmallPicture(matrix: Homography, source: number, { prints }: SearchedSources): Homography {
  const { width } = smallOf(prints, source);
  return rescaled(matrix, width / (prints.sizes[source] as { width: number }).width, 1);
}

/** Lays a frame, made smaller by a factor, back over a source's picture in the size in which they are compared. */
function laidBack(
  frame: GreyPicture,
  matrix: Homography,
  source: number,
  compared: GreyPicture,
  factor: number,
  { prints }: SearchedSources,
  vision: Vision,
): SeenBySource {
  const coarse = reduced(frame, Math.max(1, factor));
  const { width } = prints.sizes[source] as { width: number };
  const back = inverse(rescaled(matrix, compared.width / width, coarse.width / frame.width));
  if (back === null)
    return { source: compared, picture: compared, inside: { ...compared, data: new Uint8Array(compared.data.length) } };
  const white = { ...coarse, data: new Uint8Array(coarse.data.length).fill(255) };
  return {
    source: compared,
    picture: vision.warp(coarse, back, compared.width, compared.height),
    inside: vision.warp(white, back, compared.width, compared.height),
  };
}

function smallOf({ smallSizes, smalls }: SharedFingerprints, source: number): GreyPicture {
  let start = 0;
  for (let before = 0; before < source; before++) {
    const { width, height } = smallSizes[before] as { width: number; height: number };
    start += width * height;
  }
  const { width, height } = smallSizes[source] as { width: number; height: number };
  return { width, height, data: smalls.subarray(start, start + width * height) };
}
