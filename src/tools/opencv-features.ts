import { type Features, type GreyPicture, pointNumbers } from './opencv-port.ts';

/** OpenCV's module; the package has types for the browser's calls only in part. */
// biome-ignore lint/suspicious/noExplicitAny: an Emscripten module is built at run time
export type Cv = any;

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

/** The detector of so many features. */
export function detectorOf(cv: Cv, limit: number): Cv {
  return new cv.ORB(limit * surplus, pyramid.factor, pyramid.levels, 19, 0, 2, cv.ORB_HARRIS_SCORE ?? 0, 31, cornerContrast);
}

const noFeatures: Features = { count: 0, points: new Float32Array(0), descriptors: new Uint8Array(0) };

/** Features of a picture, upright and, where asked for, as a mirror shows them. */
export function featuresOf(cv: Cv, orb: Cv, picture: GreyPicture, limit: number, alsoMirrored: boolean) {
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

/** A picture in the memory of OpenCV; it must be deleted. */
export function matOf(cv: Cv, { width, height, data }: GreyPicture): Cv {
  const mat = new cv.Mat(height, width, cv.CV_8UC1);
  mat.data.set(data);
  return mat;
}
