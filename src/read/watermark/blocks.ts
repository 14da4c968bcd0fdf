import type { Plane } from './chroma.ts';
import type { Arithmetic } from './messages.ts';

/** Step of the quantisation: a coefficient in the first half of a step says 0, in the second half 1. */
const step = 36;

/** What U's offset (128 in bytes, 0.5 in floats) adds to a coefficient, and how far the embedder's truncation lowers it. */
const offsets: Record<Arithmetic, { offset: number; lowered: number }> = {
  bytes: { offset: 256, lowered: 0.9 },
  floats: { offset: 1, lowered: 0 },
};

/** Smallest spread of untouched coefficients around their neighbours. */
const smallestSpread = 0.7;

/** Weight of "this block says nothing" (clipped, repainted, never marked) beside both readings: it keeps one block from shouting. */
const silence = 0.25;

/** How likely a distance from the aimed-at value is: mostly rounding, at times a JPEG. One entry for each 1/8. */
const noise = noiseTable([
  { share: 0.6, sigma: 1.2 },
  { share: 0.4, sigma: 4.5 },
]);

function noiseTable(parts: readonly { share: number; sigma: number }[]): Float64Array {
  return Float64Array.from({ length: 8 * step + 1 }, (_, i) =>
    parts.reduce(
      (sum, { share, sigma }) => sum + (share * Math.exp(-0.5 * (i / 8 / sigma) ** 2)) / (sigma * Math.sqrt(2 * Math.PI)),
      0,
    ),
  );
}

/**
 * For each 4x4 block of the band, in reading order, the log-likelihood ratio of bit 1 against bit 0.
 *
 * The embedder moves the coefficient of largest size (the first excepted) to 1/4 or 3/4 of its step. Often it is not the
 * largest afterwards, and the published decoder then reads one that was never touched. So each coefficient that can have been the
 * largest before (it lies in the step of the largest) is weighed: how well it sits on an aimed-at value, how badly it fits its
 * neighbours, and how likely a value that fits them was the largest.
 */
export function blockScores(plane: Plane, arithmetic: Arithmetic): Float64Array {
  const { offset, lowered } = offsets[arithmetic];
  const predicted = predictions(plane);
  const columns = plane.columns >> 2;
  const rows = plane.rows >> 2;
  const scores = new Float64Array(columns * rows);
  const own = new Float64Array(16);
  const near = new Float64Array(16);
  for (let row = 0, to = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, to++) {
      const at = 4 * row * plane.columns + 4 * column;
      for (let i = 0; i < 16; i++) {
        const from = at + (i >> 2) * plane.columns + (i & 3);
        const value = (plane.values[from] as number) + offset + lowered;
        const sign = value < 0 ? -1 : 1;
        own[i] = sign * value;
        near[i] = sign * ((predicted[from] as number) + offset + lowered);
      }
      scores[to] = scoreOf(own, near);
    }
  }
  return scores;
}

/** What the four neighbours say of each coefficient: the mean of the two in the middle, which one moved neighbour cannot spoil. */
function predictions({ columns, rows, values }: Plane): Float32Array {
  const predicted = new Float32Array(values.length);
  for (let row = 0, at = 0; row < rows; row++) {
    const up = row > 0 ? -columns : columns;
    const down = row < rows - 1 ? columns : -columns;
    for (let column = 0; column < columns; column++, at++) {
      const a = values[at + up] as number;
      const b = values[at + down] as number;
      const c = values[at + (column > 0 ? -1 : 1)] as number;
      const d = values[at + (column < columns - 1 ? 1 : -1)] as number;
      predicted[at] = 0.5 * (a + b + c + d - Math.max(a, b, c, d) - Math.min(a, b, c, d));
    }
  }
  return predicted;
}

function scoreOf(own: Float64Array, near: Float64Array): number {
  let first = -1;
  let second = -1;
  let largestAt = 1;
  for (let i = 1; i < 16; i++) {
    const value = own[i] as number;
    if (value > first) {
      second = first;
      first = value;
      largestAt = i;
    } else if (value > second) second = value;
  }
  const spread = spreadOf(own, near);
  const floor = step * Math.floor(first / step);
  let zero = silence;
  let one = silence;
  for (let i = 1; i < 16; i++) {
    const value = own[i] as number;
    if (value < floor) continue;
    const mean = near[i] as number;
    const low = Math.max(floor, i === largestAt ? second : first);
    const wasLargest = below((floor + step - mean) / spread) - below((low - mean) / spread);
    const natural = fall(Math.abs(value - mean) / spread) / (2 * spread);
    const weight = wasLargest / Math.max(natural, 1e-4);
    const within = value - floor;
    zero += weight * (noise[(8 * Math.abs(within - step / 4) + 0.5) | 0] as number);
    one += weight * (noise[(8 * Math.abs(within - (3 * step) / 4) + 0.5) | 0] as number);
  }
  return Math.log(one / zero);
}

/** Mean distance from the neighbours' word, the two largest left out: one of them is the coefficient that was moved. */
function spreadOf(own: Float64Array, near: Float64Array): number {
  let sum = 0;
  let first = 0;
  let second = 0;
  for (let i = 0; i < 16; i++) {
    const distance = Math.abs((own[i] as number) - (near[i] as number));
    sum += distance;
    if (distance > first) {
      second = first;
      first = distance;
    } else if (distance > second) second = distance;
  }
  return Math.max(smallestSpread, (sum - first - second) / 14);
}

/** exp(-x) in steps of 1/64: three of these for each coefficient are most of the work. */
const falling = Float64Array.from({ length: 1025 }, (_, i) => Math.exp(-(i + 0.5) / 64));

/** exp(-x) for x >= 0, to one per cent; nothing beyond 16 matters. */
function fall(x: number): number {
  return falling[x < 16 ? (x * 64) | 0 : 1024] as number;
}

/** Laplace's distribution function. */
function below(x: number): number {
  return x < 0 ? 0.5 * fall(-x) : 1 - 0.5 * fall(x);
}
