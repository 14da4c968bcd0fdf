import type { Homography } from '../../tools/opencv.ts';
import { chained, identity, project } from './projection.ts';

/** Solves symmetric equations in place by elimination with pivots; null where they determine nothing. */
export function solved(equations: Float64Array[], right: Float64Array): Float64Array | null {
  const n = right.length;
  const rows: Float64Array[] = equations.map((row, i) => Float64Array.from([...row, right[i] as number]));
  for (let k = 0; k < n; k += 1) {
    let best = k;
    for (let i = k + 1; i < n; i += 1) if (Math.abs(rows[i]?.[k] ?? 0) > Math.abs(rows[best]?.[k] ?? 0)) best = i;
    const pivot = rows[best] as Float64Array;
    rows[best] = rows[k] as Float64Array;
    rows[k] = pivot;
    const value = pivot[k] as number;
    if (!(Math.abs(value) > 1e-12)) return null;
    for (let i = k + 1; i < n; i += 1) {
      const row = rows[i] as Float64Array;
      const share = (row[k] as number) / value;
      if (share === 0) continue;
      for (let j = k; j <= n; j += 1) row[j] = (row[j] as number) - share * (pivot[j] as number);
    }
  }
  const out = new Float64Array(n);
  for (let k = n - 1; k >= 0; k -= 1) {
    const row = rows[k] as Float64Array;
    let sum = row[n] as number;
    for (let j = k + 1; j < n; j += 1) sum -= (row[j] as number) * (out[j] as number);
    out[k] = sum / (row[k] as number);
  }
  return out;
}

/** A point of one picture and where it lies in the other, with what is known of it along each axis. */
export interface Shift {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  /** Symmetric information of (dx, dy): xx, xy, yy. An edge knows nothing of the shift along it. */
  readonly known: readonly [number, number, number];
}

/** How far a projection misses a shift, in pixels, along what is known of it. */
export function missOf(fit: Homography, { x, y, dx, dy, known }: Shift): number {
  const place = project(fit, x, y);
  if (place === null) return Number.POSITIVE_INFINITY;
  const [ex, ey] = [place[0] - x - dx, place[1] - y - dy];
  return Math.sqrt((known[0] * ex * ex + 2 * known[1] * ex * ey + known[2] * ey * ey) / (known[0] + known[2]));
}

/**
 * The projective map that takes each point to its shifted place, outliers weighed down; `size` is the longer side of the
 * frame. It is drawn to the identity, so that few points bend nothing.
 */
export function fittedShifts(shifts: readonly Shift[], size: number): Homography {
  const half = size / 2;
  const from = [half, 0, half, 0, half, half, 0, 0, 1];
  const to = [1 / half, 0, -1, 0, 1 / half, -1, 0, 0, 1];
  let fit: Homography = identity;
  for (let round = 0; round < 6; round += 1) {
    const misses = shifts.map((shift) => missOf(fit, shift));
    const sorted = [...misses].sort((one, other) => one - other);
    const spread = Math.max(0.15, 1.5 * (sorted[sorted.length >> 1] ?? 0));
    const trust = misses.map((miss) => 1 / (1 + (miss / spread) ** 2) ** 2);
    fit = chained(chained(to, weighted(shifts, trust, half)), from);
  }
  return fit;
}

// Terms beyond a shift and a turn are held back the most.
const pull = [0.05, 0.05, 0.01, 0.05, 0.05, 0.01, 0.3, 0.3];

function weighted(shifts: readonly Shift[], trust: readonly number[], half: number): Homography {
  const equations = Array.from({ length: 8 }, (_, i) => {
    const row = new Float64Array(8);
    row[i] = pull[i] as number;
    return row;
  });
  const right = new Float64Array(8);
  const add = (one: readonly number[], other: readonly number[], value: number, weight: number) => {
    for (let i = 0; i < 8; i += 1) {
      const equation = equations[i] as Float64Array;
      const scaled = weight * (one[i] as number);
      for (let j = 0; j < 8; j += 1) equation[j] = (equation[j] as number) + scaled * (other[j] as number);
      right[i] = (right[i] as number) + scaled * value;
    }
  };
  shifts.forEach((shift, i) => {
    const [x, y] = [shift.x / half - 1, shift.y / half - 1];
    const [u, v] = [(shift.x + shift.dx) / half - 1, (shift.y + shift.dy) / half - 1];
    const across = [x, y, 1, 0, 0, 0, -u * x, -u * y];
    const down = [0, 0, 0, x, y, 1, -v * x, -v * y];
    const [xx, xy, yy] = shift.known.map((one) => one * (trust[i] as number)) as [number, number, number];
    add(across, across, u - x, xx);
    add(across, down, v - y, xy);
    add(down, across, u - x, xy);
    add(down, down, v - y, yy);
  });
  const p = solved(equations, right);
  if (p === null) return identity;
  return [
    1 + (p[0] as number),
    p[1] as number,
    p[2] as number,
    p[3] as number,
    1 + (p[4] as number),
    p[5] as number,
    p[6] as number,
    p[7] as number,
    1,
  ];
}
