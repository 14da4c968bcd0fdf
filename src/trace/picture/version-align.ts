import { fittedShifts, inverse, type Matrix, missOf, product, type Shift, solved } from './version-geometry.ts';
import { blurred, type Laid, type Look, laid, maskAt, type Plane, scaling } from './version-planes.ts';

/** Pixels on a side of the blocks whose shift is measured. */
const block = 24;

/** The passes: how many times smaller the pictures are, and the blur. A quarter of the size finds its way from 15 pixels off. */
const passes = [
  { smaller: 4, sigma: 3 },
  { smaller: 4, sigma: 2 },
  { smaller: 4, sigma: 1.2 },
  { smaller: 4, sigma: 1.2 },
  { smaller: 2, sigma: 1.2 },
  { smaller: 1, sigma: 2 },
  { smaller: 1, sigma: 1.2 },
] as const;

/** Blocks that are needed to say that two pictures do not fit to the pixel. */
const fewestBlocks = 20;

/** A picture laid over the frame as exactly as the parts that both share allow. */
export interface Aligned extends Laid<Look> {
  /** Takes a pixel of the frame to a pixel of the picture. */
  readonly fromFrame: Matrix;
  /** Share of the blocks with texture that lie within half a pixel of the one projection; 1 where none can tell. */
  readonly rigid: number;
}

/**
 * Refines a projection by the shifts of small blocks (Lucas and Kanade's, with brightness and contrast left free), because
 * features leave errors of a pixel or two, and a pixel off looks like a difference wherever there is texture.
 * @param frame the luminance that the picture is laid over
 * @param trusted pixels of the frame that may be compared (1)
 */
export function aligned(frame: Plane, picture: Look, first: Matrix, trusted: Uint8Array): Aligned {
  let fromFrame = first;
  let rigid = 1;
  for (const { smaller, sigma } of passes) {
    const [width, height] = [Math.floor(frame.width / smaller), Math.floor(frame.height / smaller)];
    const up = scaling(width, height, frame.width, frame.height);
    const seen = smaller === 1 ? frame : laid([frame], up, width, height).look[0];
    const cover = laid([picture[0]], product(fromFrame, up), width, height);
    const trust = smaller === 1 ? trusted : maskAt(trusted, frame.width, up, width, height);
    const shifts = shiftsOf(blurred(seen, sigma), blurred(cover.look[0], sigma), cover.inside, trust, sigma);
    if (shifts.length < 4) continue;
    const bend = fittedShifts(shifts, Math.max(width, height));
    fromFrame = product(fromFrame, product(up, product(bend, inverse(up))));
    rigid = within(shifts, bend);
  }
  return { ...laid(picture, fromFrame, frame.width, frame.height), fromFrame, rigid };
}

function within(shifts: readonly Shift[], bend: Matrix): number {
  if (shifts.length < fewestBlocks) return 1;
  return shifts.filter((shift) => missOf(bend, shift) < 0.5).length / shifts.length;
}

function shiftsOf(frame: Plane, cover: Plane, inside: Uint8Array, trusted: Uint8Array, reach: number): Shift[] {
  const shifts: Shift[] = [];
  for (let y = 2; y + block + 2 <= frame.height; y += block) {
    for (let x = 2; x + block + 2 <= frame.width; x += block) {
      const shift = shiftOf(frame, cover, inside, trusted, x, y);
      if (shift !== null && Math.hypot(shift.dx, shift.dy) < 2 * reach) shifts.push(shift);
    }
  }
  return shifts;
}

/** Solves frame·gain + offset = cover + gradient·d over one block; null where it is flat, covered or another picture. */
function shiftOf(frame: Plane, cover: Plane, inside: Uint8Array, trusted: Uint8Array, left: number, top: number): Shift | null {
  const { width } = frame;
  const equations = Array.from({ length: 4 }, () => new Float64Array(4));
  const right = new Float64Array(4);
  const row = new Float64Array(4);
  let [count, sum, squares, frameSum, frameSquares] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + block; y += 1) {
    for (let x = left; x < left + block; x += 1) {
      const i = y * width + x;
      if (inside[i] === 0 || trusted[i] === 0) continue;
      if (inside[i - 1] === 0 || inside[i + 1] === 0 || inside[i - width] === 0 || inside[i + width] === 0) continue;
      const value = cover.data[i] as number;
      row[0] = -((cover.data[i + 1] as number) - (cover.data[i - 1] as number)) / 2;
      row[1] = -((cover.data[i + width] as number) - (cover.data[i - width] as number)) / 2;
      row[2] = frame.data[i] as number;
      row[3] = 1;
      for (let j = 0; j < 4; j += 1) {
        for (let k = 0; k < 4; k += 1)
          (equations[j] as Float64Array)[k] = (equations[j]?.[k] ?? 0) + (row[j] as number) * (row[k] as number);
        right[j] = (right[j] as number) + (row[j] as number) * value;
      }
      count += 1;
      sum += value;
      squares += value * value;
      frameSum += row[2];
      frameSquares += row[2] * row[2];
    }
  }
  if (count < (block * block) / 2) return null;
  return solvedShift(equations, right, {
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
