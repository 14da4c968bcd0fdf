import { descriptorBytes, type GreyPicture, pointNumbers, type Vision } from '../../tools/opencv.ts';
import { reduced } from './grey.ts';
import { type MatchedFeatures, projectionAlong, wordsOf } from './match.ts';

/** What makes a picture findable again. Remembered between runs, so a change of how it is made changes its version. */
export interface PictureFingerprint {
  /** Size (pixels) of the picture that the points lie in. */
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly points: Float32Array;
  readonly descriptors: Uint8Array;
  /** The picture itself, small: what a projection is checked against. */
  readonly small: GreyPicture;
}

/** Name and version of the algorithm. */
export const pictureFingerprint = 'orb-2';

/** Pixels of the longer side at which a source's features are taken: a detail shown three times as large still has some. */
export const sourceSide = 1024;

/** Pixels of the longer side of the small picture. */
const smallSide = 320;

/**
 * Features of a source at its full side, and at a third of it: the pyramid of either spans a factor of 3.6, so that together
 * they hold what a detail shows and what is left of the picture in a corner of the frame.
 */
const featureLimits = { full: 700, small: 500 };

/** A picture with fewer features than this cannot be told from others: a sky, a wall, a soft gradient. */
const fewest = 40;

/**
 * How a source must be found in its own picture: at so many pixels across, at half of its contrast, with noise of so many levels.
 * Stripes, gradients and grain have corners enough, but not the same ones after that. Measured on 508 pictures: three such had
 * 10 to 22 agreeing features, all others 96 and more.
 */
const proven = { width: 480, features: 500, contrast: 0.5, noise: 8, inliers: 40 };

/** Whether features of a fingerprint are found again in its own picture, shown smaller and worse. */
function isTraceable(print: MatchedFeatures, picture: GreyPicture, vision: Vision): boolean {
  const smaller = worse(reduced(picture, picture.width / proven.width));
  const { count, points, descriptors } = vision.features(smaller, proven.features);
  const scale = smaller.width / picture.width;
  const place = [scale, 0, 0, 0, scale, 0, 0, 0, 1];
  const seen = { count, points, words: wordsOf(descriptors) };
  return (projectionAlong(print, seen, smaller, place, () => true, vision)?.inliers ?? 0) >= proven.inliers;
}

/** Less contrast about the middle, and noise that is the same in every run. */
function worse({ width, height, data }: GreyPicture): GreyPicture {
  let state = 1;
  const value = (was: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 128 + (was - 128) * proven.contrast + (state / 2 ** 32 - 0.5) * proven.noise;
  };
  return { width, height, data: data.map(value) };
}

/** Takes the fingerprint of a picture of at most `sourceSide` pixels; null where it is too flat or too even to be traced. */
export function fingerprintOf(picture: GreyPicture, vision: Vision): PictureFingerprint | null {
  const { width, height } = picture;
  const small = reduced(picture, Math.max(width, height) / smallSide);
  const full = vision.features(picture, featureLimits.full);
  const coarse = vision.features(small, featureLimits.small);
  const count = full.count + coarse.count;
  if (count < fewest) return null;
  const points = new Float32Array(count * pointNumbers);
  points.set(full.points);
  points.set(enlarged(coarse.points, width / small.width), full.points.length);
  const descriptors = new Uint8Array(count * descriptorBytes);
  descriptors.set(full.descriptors);
  descriptors.set(coarse.descriptors, full.descriptors.length);
  if (!isTraceable({ count, points, words: wordsOf(descriptors) }, picture, vision)) return null;
  return { width, height, count, points, descriptors, small };
}

/** Points in a picture that is `factor` times as large; their angles stay. */
function enlarged(points: Float32Array, factor: number): Float32Array {
  return points.map((number, at) => (at % pointNumbers === 3 ? number : number * factor));
}

/** Fingerprints of all sources in memory that threads share. */
export interface SharedFingerprints {
  readonly sizes: readonly { readonly width: number; readonly height: number; readonly count: number }[];
  readonly smallSizes: readonly { readonly width: number; readonly height: number }[];
  readonly points: Float32Array;
  readonly smalls: Uint8Array;
}

/** Lays fingerprints one behind the other; their descriptors lie in the index. */
export function shareFingerprints(prints: readonly PictureFingerprint[]): SharedFingerprints {
  const total = prints.reduce((sum, { count }) => sum + count, 0);
  const points = new Float32Array(new SharedArrayBuffer(total * pointNumbers * 4));
  const smalls = new Uint8Array(new SharedArrayBuffer(prints.reduce((sum, { small }) => sum + small.data.length, 0)));
  let [atPoint, atSmall] = [0, 0];
  for (const print of prints) {
    points.set(print.points, atPoint);
    smalls.set(print.small.data, atSmall);
    atPoint += print.points.length;
    atSmall += print.small.data.length;
  }
  return {
    sizes: prints.map(({ width, height, count }) => ({ width, height, count })),
    smallSizes: prints.map(({ small }) => ({ width: small.width, height: small.height })),
    points,
    smalls,
  };
}

/** Bytes that one fingerprint takes in memory. */
export const bytesOf = ({ count, small }: PictureFingerprint): number =>
  count * (descriptorBytes + pointNumbers * 4) + small.data.length;
