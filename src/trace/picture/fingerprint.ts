import { descriptorBytes, type GreyPicture, pointNumbers, type Vision } from '../../tools/opencv.ts';
import { reduced } from './grey.ts';

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
export const pictureFingerprint = 'orb-1';

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

/** Takes the fingerprint of a picture of at most `sourceSide` pixels; null where it is too flat to be traced. */
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
