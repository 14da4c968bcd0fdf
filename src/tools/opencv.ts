import { createRequire } from 'node:module';

/** A picture in one channel of 8 bits, rows from the top. */
export interface GreyPicture {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly data: Uint8Array;
}

/** Bytes of one binary descriptor. */
export const descriptorBytes = 32;

/** Numbers that describe where a feature lies: x, y and size in pixels of the picture, and its angle in degrees. */
export const pointNumbers = 4;

/** Corners of a picture that are found again, with what surrounds each of them in 256 bits (ORB). */
export interface Features {
  readonly count: number;
  /** `pointNumbers` for each feature. */
  readonly points: Float32Array;
  /** `descriptorBytes` for each feature. */
  readonly descriptors: Uint8Array;
}

/** A plane's projection onto another: nine numbers, row by row, the last of them 1. */
export type Homography = readonly number[];

/** A homography with the matches that agree with it. */
export interface Agreement {
  readonly matrix: Homography;
  /** Of each pair, 1 where it agrees. */
  readonly agrees: Uint8Array;
  readonly inliers: number;
}

/** The engine of computer vision. Its calls compute on the calling thread. */
export interface Vision {
  /**
   * The strongest corners of a picture, spread over it: no cell of a grid takes more than its share, so that a busy corner
   * does not take all of them from a picture that stands small in the frame.
   * @param limit features at most
   */
  features(picture: GreyPicture, limit: number): Features;
  /**
   * The same features, and as a mirror shows them: where they lie in the mirrored picture, and what surrounds them there. Corners
   * are the same in both, and looking for them is most of the work.
   */
  featuresBothWays(picture: GreyPicture, limit: number): { readonly upright: Features; readonly mirrored: Features };
  /**
   * The projection that most pairs agree with, by RANSAC; null where none is found.
   * @param pairs x, y of the first picture, then x, y of the second, for each pair
   * @param reach pixels of the second picture within which a pair agrees
   */
  homography(pairs: Float32Array, reach: number): Agreement | null;
  /** As `homography`, of those that keep parallels parallel: steadier where pairs are few or many of them are wrong. */
  affine(pairs: Float32Array, reach: number): Agreement | null;
  /** A picture as it looks under a projection, in a frame of the given size; what it does not cover is 0. */
  warp(picture: GreyPicture, matrix: Homography, width: number, height: number): GreyPicture;
}

// The package has types for the browser's calls only in part; what is used here is named.
// biome-ignore lint/suspicious/noExplicitAny: an Emscripten module is built at run time
type Cv = any;

/**
 * Loads OpenCV (WebAssembly). The package's module is a thenable that resolves to itself, so that awaiting it never ends
 * (https://github.com/emscripten-core/emscripten/issues/5820), and it prints itself when an error goes uncaught: load it in a
 * worker thread.
 */
export async function openVision(): Promise<Vision> {
  const cv: Cv = createRequire(import.meta.url)('@techstark/opencv-js');
  if (!cv.Mat) {
    await new Promise<void>((resolve) => {
      cv.onRuntimeInitialized = () => resolve();
    });
  }
  delete cv.then;
  return visionOf(cv);
}

/** Cells of the grid, on the longer side of a picture. */
const cellsAcross = 8;

/** Pixels of the shorter side below which a picture has no features. */
const smallestSide = 64;

/** Corners are looked for this many times over, so that every cell has some to choose from. */
const surplus = 4;

/** Steps of the scale pyramid: 1.2 to the power of 8 spans a picture shown four times as large. */
const pyramid = { factor: 1.2, levels: 8 };

/** Contrast (of 255) from which FAST calls a point a corner; graded-down and dark pictures have little. */
const cornerContrast = 4;

/** Standard deviation (pixels) of the blur before corners are looked for: grain and blocks of compression are corners too. */
const blur = 1;

function visionOf(cv: Cv): Vision {
  const harris = cv.ORB_HARRIS_SCORE?.value ?? 0;
  const detectors = new Map<number, Cv>();
  const detectorFor = (limit: number): Cv => {
    const known = detectors.get(limit);
    if (known) return known;
    const made = new cv.ORB(limit, pyramid.factor, pyramid.levels, 19, 0, 2, cv.ORB_HARRIS_SCORE ?? harris, 31, cornerContrast);
    detectors.set(limit, made);
    return made;
  };
  const said = <Result>(compute: () => Result): Result => {
    try {
      return compute();
    } catch (error) {
      throw inWords(cv, error);
    }
  };
  return {
    features: (picture, limit) => said(() => featuresOf(cv, detectorFor(limit * surplus), picture, limit, false).upright),
    featuresBothWays: (picture, limit) => said(() => featuresOf(cv, detectorFor(limit * surplus), picture, limit, true)),
    homography: (pairs, reach) =>
      said(() =>
        agreementOf(cv, pairs, 4, (from, to, mask) => cv.findHomography(from, to, cv.USAC_MAGSAC, reach, mask, 2000, 0.995)),
      ),
    affine: (pairs, reach) =>
      said(() =>
        agreementOf(cv, pairs, 3, (from, to, mask) => cv.estimateAffine2D(from, to, mask, cv.RANSAC, reach, 2000, 0.995, 10)),
      ),
    warp: (picture, matrix, width, height) => said(() => warped(cv, picture, matrix, width, height)),
  };
}

/**
 * What C++ threw arrives as a number, the address of the exception
 * (https://emscripten.org/docs/porting/Debugging.html#handling-c-exceptions-from-javascript); its message begins with a path
 * of the machine that built OpenCV, which tells the reader nothing.
 */
function inWords(cv: Cv, error: unknown): unknown {
  if (typeof error !== 'number') return error;
  const { msg } = cv.exceptionFromPtr(error) as { readonly msg?: string };
  const [, reason, place] = /error: \((.*)\)?\s+in function '([^']+)'/s.exec(msg ?? '') ?? [];
  const words =
    reason === undefined
      ? msg?.trim()
      : `${reason
          .replace(/^-?\d+:/, '')
          .replace(/\)\s+/, ': ')
          .trim()} in ${place}`;
  return new Error(`OpenCV: ${words || `error ${error}`}`, { cause: error });
}

const noFeatures: Features = { count: 0, points: new Float32Array(0), descriptors: new Uint8Array(0) };

function featuresOf(cv: Cv, orb: Cv, picture: GreyPicture, limit: number, alsoMirrored: boolean) {
  // Below the patch of a descriptor and its border, OpenCV throws rather than finding nothing.
  if (Math.min(picture.width, picture.height) < smallestSide) return { upright: noFeatures, mirrored: noFeatures };
  const image = matOf(cv, picture);
  const mask = new cv.Mat();
  const found = new cv.KeyPointVector();
  try {
    cv.GaussianBlur(image, image, new cv.Size(0, 0), blur);
    orb.detect(image, found, mask);
    const chosen = spread(found, picture, limit);
    const upright = described(cv, orb, image, chosen);
    if (!alsoMirrored) return { upright, mirrored: noFeatures };
    cv.flip(image, image, 1);
    return { upright, mirrored: described(cv, orb, image, chosen.map(mirroredIn(picture.width))) };
  } finally {
    for (const each of [image, mask, found]) each.delete();
  }
}

/** A corner where a mirror shows it; angles go clockwise from the right. */
const mirroredIn =
  (width: number) =>
  (point: KeyPoint): KeyPoint => ({
    ...point,
    pt: { x: width - 1 - point.pt.x, y: point.pt.y },
    angle: (540 - point.angle) % 360,
  });

/** Corners with what surrounds them; OpenCV leaves out those too near to the edge. */
function described(cv: Cv, orb: Cv, image: Cv, corners: readonly KeyPoint[]): Features {
  const chosen = new cv.KeyPointVector();
  const descriptors = new cv.Mat();
  try {
    for (const corner of corners) chosen.push_back(corner);
    orb.compute(image, chosen, descriptors);
    const count = chosen.size();
    const points = new Float32Array(count * pointNumbers);
    for (let at = 0; at < count; at++) {
      const { pt, size, angle } = chosen.get(at);
      points.set([pt.x, pt.y, size, angle], at * pointNumbers);
    }
    return { count, points, descriptors: Uint8Array.from(count === 0 ? [] : descriptors.data) };
  } finally {
    for (const each of [chosen, descriptors]) each.delete();
  }
}

/** What is read of a key point of OpenCV. */
interface KeyPoint {
  readonly pt: { readonly x: number; readonly y: number };
  readonly size: number;
  readonly angle: number;
  readonly response: number;
  readonly octave: number;
}

/**
 * The strongest of each cell in turn, until each step of the pyramid has its share: the coarse steps hold what grain and
 * compression have left, and what is shown enlarged.
 */
function spread(found: Cv, { width, height }: GreyPicture, limit: number): KeyPoint[] {
  const cell = Math.max(width, height) / cellsAcross;
  const columns = Math.ceil(width / cell);
  const steps: KeyPoint[][][] = Array.from({ length: pyramid.levels }, () =>
    Array.from({ length: columns * Math.ceil(height / cell) }, () => []),
  );
  for (let at = 0; at < found.size(); at++) {
    const point: KeyPoint = found.get(at);
    steps[point.octave]?.[Math.floor(point.pt.y / cell) * columns + Math.floor(point.pt.x / cell)]?.push(point);
  }
  const shares = steps.map((_, step) => pyramid.factor ** -step);
  const all = shares.reduce((sum, share) => sum + share, 0);
  // What a coarse step cannot fill goes to the finer ones, so the coarsest come first.
  const chosen: KeyPoint[] = [];
  let left = all;
  for (let step = steps.length - 1; step >= 0; step--) {
    const share = shares[step] as number;
    chosen.push(...strongest(steps[step] as KeyPoint[][], Math.round(((limit - chosen.length) * share) / left)));
    left -= share;
  }
  return chosen;
}

function strongest(cells: readonly KeyPoint[][], limit: number): KeyPoint[] {
  for (const points of cells) points.sort((a, b) => b.response - a.response);
  const chosen: KeyPoint[] = [];
  for (let rank = 0; chosen.length < limit; rank++) {
    const ranked = cells.flatMap((points) => (points[rank] ? [points[rank] as KeyPoint] : []));
    if (ranked.length === 0) break;
    chosen.push(...ranked.sort((a, b) => b.response - a.response).slice(0, limit - chosen.length));
  }
  return chosen;
}

/** The projection that `estimate` finds among pairs, of which it needs at least `fewest`. */
function agreementOf(
  cv: Cv,
  pairs: Float32Array,
  fewest: number,
  estimate: (from: Cv, to: Cv, mask: Cv) => Cv,
): Agreement | null {
  const count = pairs.length / 4;
  if (count < fewest) return null;
  const from = new cv.Mat(count, 1, cv.CV_32FC2);
  const to = new cv.Mat(count, 1, cv.CV_32FC2);
  const mask = new cv.Mat();
  for (let at = 0; at < count; at++) {
    from.data32F.set(pairs.subarray(at * 4, at * 4 + 2), at * 2);
    to.data32F.set(pairs.subarray(at * 4 + 2, at * 4 + 4), at * 2);
  }
  let found: Cv = null;
  try {
    found = estimate(from, to, mask);
    if (found.cols !== 3) return null;
    const agrees = Uint8Array.from(mask.data);
    const rows = Array.from(found.data64F as Float64Array);
    const matrix = rows.length === 9 ? rows : [...rows, 0, 0, 1];
    return { matrix, agrees, inliers: agrees.reduce((sum, one) => sum + one, 0) };
  } finally {
    for (const each of [from, to, mask, found]) each?.delete();
  }
}

function warped(cv: Cv, picture: GreyPicture, matrix: Homography, width: number, height: number): GreyPicture {
  const image = matOf(cv, picture);
  const projection = cv.matFromArray(3, 3, cv.CV_64F, [...matrix]);
  const out = new cv.Mat();
  try {
    cv.warpPerspective(image, out, projection, new cv.Size(width, height), cv.INTER_LINEAR, cv.BORDER_CONSTANT, new cv.Scalar());
    return { width, height, data: Uint8Array.from(out.data) };
  } finally {
    for (const each of [image, projection, out]) each.delete();
  }
}

function matOf(cv: Cv, { width, height, data }: GreyPicture): Cv {
  const mat = new cv.Mat(height, width, cv.CV_8UC1);
  mat.data.set(data);
  return mat;
}
