import { fittedShifts, type Matrix, mapped, product, type Shift, solved } from './version-geometry.ts';
import { blurred, type Laid, type Look, laid, type Plane } from './version-planes.ts';

/** Pixels on a side of the blocks whose shift is measured. */
const block = 24;

/** Blurs of the passes, coarse to fine: a blur of 3 pixels still finds its way from 4 pixels off. */
const passes = [3, 2, 1.2];

/** A picture laid over the frame as exactly as the parts that both share allow. */
export interface Aligned extends Laid {
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
  const { width, height } = frame;
  let fromFrame = first;
  let cover = laid(picture, fromFrame, width, height);
  let rigid = 1;
  for (const sigma of passes) {
    const shifts = shiftsOf(blurred(frame, sigma), blurred(cover.look[0], sigma), cover.inside, trusted, Math.max(1, sigma));
    if (shifts.length < 4) continue;
    const bend = fittedShifts(shifts, Math.max(width, height));
    fromFrame = product(fromFrame, bend);
    cover = laid(picture, fromFrame, width, height);
    rigid = within(shifts, bend);
  }
  return { ...cover, fromFrame, rigid };
}

function within(shifts: readonly Shift[], bend: Matrix): number {
  const left = shifts.filter(({ x, y, dx, dy }) => {
    const [u, v] = mapped(bend, x, y);
    return Math.hypot(u - x - dx, v - y - dy) < 0.5;
  });
  return shifts.length === 0 ? 1 : left.length / shifts.length;
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
  const variance = squares / count - (sum / count) ** 2;
  const frameVariance = frameSquares / count - (frameSum / count) ** 2;
  if (variance < 4 || frameVariance < 4) return null;
  const first = (equations[0] as Float64Array)[0] as number;
  const second = (equations[1] as Float64Array)[1] as number;
  const cross = (equations[0] as Float64Array)[1] as number;
  const corner = (first + second - Math.sqrt((first - second) ** 2 + 4 * cross * cross)) / 2;
  // An edge says nothing of the shift along it.
  if (corner / count < 0.3) return null;
  const answer = solved(equations, right);
  if (answer === null || (answer[2] as number) <= 0.1) return null;
  let rest = squares;
  for (let j = 0; j < 4; j += 1) rest -= (answer[j] as number) * (right[j] as number);
  const explained = 1 - rest / count / variance;
  if (explained < 0.6) return null;
  // What the frame shows at x, the cover shows at x + d.
  return {
    x: left + block / 2,
    y: top + block / 2,
    dx: answer[0] as number,
    dy: answer[1] as number,
    weight: explained ** 2,
  };
}
