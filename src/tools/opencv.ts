import { createRequire } from 'node:module';
import { type Cv, detectorOf, featuresOf, matOf } from './opencv-features.ts';
import type { Agreement, GreyPicture, Homography, Vision } from './opencv-port.ts';

export type { Agreement, Features, GreyPicture, Homography, Vision } from './opencv-port.ts';
export { descriptorBytes, pointNumbers } from './opencv-port.ts';

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

function visionOf(cv: Cv): Vision {
  const detectors = new Map<number, Cv>();
  const detectorFor = (limit: number): Cv => {
    const known = detectors.get(limit);
    if (known) return known;
    const made = detectorOf(cv, limit);
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
    features: (picture, limit) => said(() => featuresOf(cv, detectorFor(limit), picture, limit, false).upright),
    featuresBothWays: (picture, limit) => said(() => featuresOf(cv, detectorFor(limit), picture, limit, true)),
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
