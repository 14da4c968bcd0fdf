import type { Homography } from '../../tools/opencv.ts';
import { chained, scaling } from './projection.ts';
import { blurred } from './version-blur.ts';
import { type Laid, laid, maskAt } from './version-laid.ts';
import { smoothed } from './version-means.ts';
import type { Look, Plane } from './version-planes.ts';
import { fittedShifts, missOf, type Shift, solved } from './version-shifts.ts';

/** Pixels on a side of the blocks whose shift is measured. */
const block = 24;

interface Pass {
  /** How many times smaller the pictures are. */
  readonly smaller: number;
  /** Blur, in pixels of the smaller picture. */
  readonly sigma: number;
}

/** A quarter of the size finds its way from 15 pixels off. */
const coarse: readonly Pass[] = [
  { smaller: 4, sigma: 3 },
  { smaller: 4, sigma: 2 },
  { smaller: 4, sigma: 1.2 },
];

const fine: readonly Pass[] = [
  { smaller: 2, sigma: 1.2 },
  { smaller: 1, sigma: 2 },
  { smaller: 1, sigma: 1.2 },
];

/** Blocks that are needed to say that two pictures do not fit to the pixel. */
const fewestBlocks = 12;

/** A picture laid over the frame as exactly as the parts that both share allow. */
export interface Aligned extends Laid<Look> {
  /** Takes a pixel of the frame to a pixel of the picture. */
  readonly fromFrame: Homography;
  /** Share of the blocks with texture that lie within half a pixel of the one projection; 0 where too few can tell. */
  readonly rigid: number;
}

/**
 * Refines a projection by the shifts of small blocks (Lucas and Kanade's, with brightness and contrast left free), because
 * features leave errors of a pixel or two, and a pixel off looks like a difference wherever there is texture.
 * @param frame the luminance that the picture is laid over
 * @param starts projections of the frame onto the picture to begin with; the one under which most is alike is refined
 * @param trusted pixels of the frame that may be compared (1)
 */
export function aligned(frame: Plane, picture: Look, starts: readonly Homography[], trusted: Uint8Array): Aligned {
  let best: { matrix: Homography; like: number } | null = null;
  for (const start of starts) {
    const { matrix } = refined(frame, picture[0], start, trusted, coarse);
    const like = starts.length === 1 ? 1 : alikeness(frame, picture[0], matrix);
    if (best === null || like > best.like) best = { matrix, like };
  }
  const { matrix, rigid } = refined(frame, picture[0], (best as { matrix: Homography }).matrix, trusted, fine);
  return { ...laid(picture, matrix, frame.width, frame.height), fromFrame: matrix, rigid };
}

interface Refined {
  readonly matrix: Homography;
  readonly rigid: number;
}

function refined(frame: Plane, picture: Plane, start: Homography, trusted: Uint8Array, passes: readonly Pass[]): Refined {
  let matrix = start;
  let rigid = 1;
  for (const { smaller, sigma } of passes) {
    const { seen, cover, inside, up } = reducedBy(frame, picture, matrix, smaller);
    const trust = smaller === 1 ? trusted : maskAt(trusted, frame.width, frame.height, seen.width, seen.height);
    // What lies beyond the picture's edge is black, and must not be blurred into what is compared.
    const within = smoothed(inside, seen.width, seen.height, Math.ceil(2.5 * sigma), 0.999);
    const shifts = shiftsOf(blurredOnce(seen, sigma), blurred(cover, sigma), usable(within, trust, seen.width), sigma);
    if (shifts.length < 4) continue;
    const bend = fittedShifts(shifts, Math.max(seen.width, seen.height));
    // The bend is of the smaller picture's pixels.
    matrix = chained(chained(chained(scaling(frame, seen), bend), up), matrix);
    rigid = rigidOf(shifts, bend);
  }
  return { matrix, rigid };
}

const reduced = new WeakMap<Plane, Map<number, Plane>>();
const softened = new WeakMap<Plane, Map<number, Plane>>();

/** What was made of a plane, kept with it: several pictures are laid over one and the same frame. */
function keptWith(memory: WeakMap<Plane, Map<number, Plane>>, plane: Plane, by: number, make: () => Plane): Plane {
  const known = memory.get(plane) ?? new Map<number, Plane>();
  memory.set(plane, known);
  const made = known.get(by) ?? make();
  known.set(by, made);
  return made;
}

const blurredOnce = (plane: Plane, sigma: number): Plane => keptWith(softened, plane, sigma, () => blurred(plane, sigma));

function reducedBy(frame: Plane, picture: Plane, matrix: Homography, smaller: number) {
  const [width, height] = [Math.floor(frame.width / smaller), Math.floor(frame.height / smaller)];
  const up = scaling({ width, height }, frame);
  const seen = smaller === 1 ? frame : keptWith(reduced, frame, smaller, () => laid([frame], up, width, height).look[0]);
  const { look, inside } = laid([picture], chained(up, matrix), width, height);
  return { seen, cover: look[0], inside, up };
}

/** Pixels that may be compared, with those beside them, whose difference is the slope. */
function usable(inside: Uint8Array, trusted: Uint8Array, width: number): Uint8Array {
  const out = new Uint8Array(inside.length);
  for (let i = width; i < out.length - width; i += 1) {
    const around = (inside[i - 1] as number) & (inside[i + 1] as number) & (inside[i - width] as number);
    out[i] = (inside[i] as number) & (trusted[i] as number) & around & (inside[i + width] as number);
  }
  return out;
}

/** Pixels on a side of the blocks in which two projections are compared, at half of the size. */
const likeBlock = 12;

/** Sum over the blocks with structure of how well the two correlate there; what is not covered counts nothing. */
function alikeness(frame: Plane, picture: Plane, matrix: Homography): number {
  const { seen, cover, inside } = reducedBy(frame, picture, matrix, 2);
  let like = 0;
  for (let top = 0; top + likeBlock <= seen.height; top += likeBlock) {
    for (let left = 0; left + likeBlock <= seen.width; left += likeBlock) like += correlated(seen, cover, inside, left, top);
  }
  return like;
}

function correlated(seen: Plane, cover: Plane, inside: Uint8Array, left: number, top: number): number {
  let [one, two, ones, twos, both, count] = [0, 0, 0, 0, 0, 0];
  for (let y = top; y < top + likeBlock; y += 1) {
    for (let i = y * seen.width + left; i < y * seen.width + left + likeBlock; i += 1) {
      if (inside[i] === 0) continue;
      const [a, b] = [seen.data[i] as number, cover.data[i] as number];
      one += a;
      two += b;
      ones += a * a;
      twos += b * b;
      both += a * b;
      count += 1;
    }
  }
  const [first, other] = [ones / count - (one / count) ** 2, twos / count - (two / count) ** 2];
  // Few pixels, or an even tone: nothing is alike or unlike.
  if (count < (likeBlock * likeBlock) / 2 || first < 6 || other < 1) return 0;
  return Math.max(0, (both / count - (one / count) * (two / count)) / Math.sqrt(first * other)) ** 2;
}

function rigidOf(shifts: readonly Shift[], bend: Homography): number {
  if (shifts.length < fewestBlocks) return 0;
  return shifts.filter((shift) => missOf(bend, shift) < 0.5).length / shifts.length;
}

function shiftsOf(frame: Plane, cover: Plane, use: Uint8Array, reach: number): Shift[] {
  const shifts: Shift[] = [];
  for (let y = 2; y + block + 2 <= frame.height; y += block) {
    for (let x = 2; x + block + 2 <= frame.width; x += block) {
      const shift = shiftOf(frame, cover.data, use, x, y);
      if (shift !== null && Math.hypot(shift.dx, shift.dy) < 2 * reach) shifts.push(shift);
    }
  }
  return shifts;
}

/** Solves frame·gain + offset = cover + gradient·d over one block; null where it is flat, covered or another picture. */
function shiftOf({ width, data }: Plane, cover: Float32Array, use: Uint8Array, left: number, top: number): Shift | null {
  let [count, sum, squares, frameSum, frameSquares] = [0, 0, 0, 0, 0];
  let [xx, xy, yy, xf, yf, xs, ys, xv, yv, fv] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let y = top; y < top + block; y += 1) {
    const start = y * width + left;
    for (let i = start; i < start + block; i += 1) {
      if (use[i] === 0) continue;
      const value = cover[i] as number;
      const seen = data[i] as number;
      const gx = ((cover[i - 1] as number) - (cover[i + 1] as number)) / 2;
      const gy = ((cover[i - width] as number) - (cover[i + width] as number)) / 2;
      count += 1;
      sum += value;
      squares += value * value;
      frameSum += seen;
      frameSquares += seen * seen;
      xx += gx * gx;
      xy += gx * gy;
      yy += gy * gy;
      xf += gx * seen;
      yf += gy * seen;
      xs += gx;
      ys += gy;
      xv += gx * value;
      yv += gy * value;
      fv += seen * value;
    }
  }
  if (count < (block * block) / 2) return null;
  const equations = [
    [xx, xy, xf, xs],
    [xy, yy, yf, ys],
    [xf, yf, frameSquares, frameSum],
    [xs, ys, frameSum, count],
  ].map((row) => Float64Array.from(row));
  return solvedShift(equations, Float64Array.from([xv, yv, fv, sum]), {
    count,
    variance: squares / count - (sum / count) ** 2,
    frameVariance: frameSquares / count - (frameSum / count) ** 2,
    squares,
    x: left + block / 2,
    y: top + block / 2,
  });
}

interface BlockSums {
  readonly count: number;
  readonly variance: number;
  readonly frameVariance: number;
  readonly squares: number;
  readonly x: number;
  readonly y: number;
}

function solvedShift(equations: Float64Array[], right: Float64Array, sums: BlockSums): Shift | null {
  const { count, variance, frameVariance, squares, x, y } = sums;
  if (variance < 4 || frameVariance < 4) return null;
  const at = (row: number, column: number) => (equations[row] as Float64Array)[column] as number;
  // Gain and offset taken out, what is left tells of the shift alone.
  const det = at(2, 2) * at(3, 3) - at(2, 3) ** 2;
  if (!(det > 1e-6)) return null;
  const without = (row: number, column: number) =>
    at(row, column) -
    (at(row, 2) * (at(3, 3) * at(column, 2) - at(2, 3) * at(column, 3)) +
      at(row, 3) * (at(2, 2) * at(column, 3) - at(2, 3) * at(column, 2))) /
      det;
  const [xx, xy, yy] = [without(0, 0), without(0, 1), without(1, 1)];
  // An edge says nothing of the shift along it: a little weight keeps that shift at nought.
  const stay = 0.05 * count + 0.01 * (xx + yy);
  for (const k of [0, 1]) (equations[k] as Float64Array)[k] = at(k, k) + stay;
  const answer = solved(equations, right);
  if (answer === null || (answer[2] as number) <= 0.1) return null;
  let rest = squares;
  for (let j = 0; j < 4; j += 1) rest -= (answer[j] as number) * (right[j] as number);
  const left = Math.max(0, rest / count);
  if (1 - left / variance < 0.6 || xx + yy < 0.6 * count) return null;
  const share = 1 / (count * (left + 2));
  const most = Math.min(1, 2 / ((xx + yy) * share)) * share;
  // What the frame shows at x, the cover shows at x + d.
  return { x, y, dx: answer[0] as number, dy: answer[1] as number, known: [xx * most, xy * most, yy * most] };
}
