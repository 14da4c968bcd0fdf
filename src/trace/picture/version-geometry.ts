/** A 3 x 3 projective map in rows; it takes (x, y, 1) of one picture to another. */
export type Matrix = readonly number[];

/** Changes nothing. */
export const identity: Matrix = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/** First `second`, then `first`. */
export function product(first: Matrix, second: Matrix): Matrix {
  const out: number[] = [];
  for (let row = 0; row < 3; row += 1) {
    for (let column = 0; column < 3; column += 1) {
      let sum = 0;
      for (let k = 0; k < 3; k += 1) sum += (first[3 * row + k] as number) * (second[3 * k + column] as number);
      out.push(sum);
    }
  }
  return out;
}

/** The way back; all NaN for a map that has none. */
export function inverse(matrix: Matrix): Matrix {
  const [a, b, c, d, e, f, g, h, i] = matrix as [number, number, number, number, number, number, number, number, number];
  const det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (det === 0) return Array<number>(9).fill(Number.NaN);
  return [
    e * i - f * h,
    c * h - b * i,
    b * f - c * e,
    f * g - d * i,
    a * i - c * g,
    c * d - a * f,
    d * h - e * g,
    b * g - a * h,
    a * e - b * d,
  ].map((value) => value / det);
}

/** Where a point goes; NaN for a point behind the plane of the picture. */
export function mapped(matrix: Matrix, x: number, y: number): readonly [number, number] {
  const w = (matrix[6] as number) * x + (matrix[7] as number) * y + (matrix[8] as number);
  // A projective map keeps its sign over a real picture; beyond the horizon there is nothing to be seen.
  if (w * (matrix[8] as number) <= 0) return [Number.NaN, Number.NaN];
  return [
    ((matrix[0] as number) * x + (matrix[1] as number) * y + (matrix[2] as number)) / w,
    ((matrix[3] as number) * x + (matrix[4] as number) * y + (matrix[5] as number)) / w,
  ];
}

/** How many pixels of the second picture one pixel of the first becomes, at a point: the root of the change of area. */
export function scaleAt(matrix: Matrix, x: number, y: number): number {
  const step = 0.5;
  const [left, right] = [mapped(matrix, x - step, y), mapped(matrix, x + step, y)];
  const [above, below] = [mapped(matrix, x, y - step), mapped(matrix, x, y + step)];
  const area = (right[0] - left[0]) * (below[1] - above[1]) - (right[1] - left[1]) * (below[0] - above[0]);
  return Math.sqrt(Math.abs(area));
}

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

/** A point of one picture and where it lies in the other, with the trust put in it. */
export interface Shift {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly weight: number;
}

/**
 * The projective map that takes each point to its shifted place, outliers weighed down; `size` is the longer side of the
 * frame. It is drawn to the identity, so that few points bend nothing.
 */
export function fittedShifts(shifts: readonly Shift[], size: number): Matrix {
  const half = size / 2;
  let fit: Matrix = identity;
  for (let round = 0; round < 6; round += 1) {
    const rest = shifts.map((shift) => {
      const [u, v] = mapped(fit, shift.x / half - 1, shift.y / half - 1);
      return Math.hypot((u + 1) * half - shift.x - shift.dx, (v + 1) * half - shift.y - shift.dy);
    });
    const sorted = [...rest].sort((one, other) => one - other);
    const spread = Math.max(0.15, 1.5 * (sorted[sorted.length >> 1] ?? 0));
    fit = weighted(shifts, rest, spread, half);
  }
  const to = [1 / half, 0, -1, 0, 1 / half, -1, 0, 0, 1];
  return product(inverse(to), product(fit, to));
}

function weighted(shifts: readonly Shift[], rest: readonly number[], spread: number, half: number): Matrix {
  const equations = Array.from({ length: 8 }, () => new Float64Array(8));
  const right = new Float64Array(8);
  const add = (row: readonly number[], value: number, weight: number) => {
    for (let i = 0; i < 8; i += 1) {
      for (let j = 0; j < 8; j += 1)
        (equations[i] as Float64Array)[j] = (equations[i]?.[j] ?? 0) + weight * (row[i] as number) * (row[j] as number);
      right[i] = (right[i] as number) + weight * (row[i] as number) * value;
    }
  };
  shifts.forEach((shift, i) => {
    const weight = shift.weight / (1 + ((rest[i] as number) / spread) ** 2) ** 2;
    const [x, y] = [shift.x / half - 1, shift.y / half - 1];
    const [u, v] = [(shift.x + shift.dx) / half - 1, (shift.y + shift.dy) / half - 1];
    add([x, y, 1, 0, 0, 0, -u * x, -u * y], u - x, weight);
    add([0, 0, 0, x, y, 1, -v * x, -v * y], v - y, weight);
  });
  const pull = [0.05, 0.05, 0.01, 0.05, 0.05, 0.01, 0.3, 0.3];
  for (let i = 0; i < 8; i += 1) (equations[i] as Float64Array)[i] = (equations[i]?.[i] ?? 0) + (pull[i] as number);
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
