import { solved } from './version-geometry.ts';
import { emptyPlane, type Look, type Plane } from './version-planes.ts';

/** How the colours of one picture become those of another that was graded: a curve, a mix of channels and a vignette. */
export interface Grade {
  /** For each channel of the result the weight of each term (see `termsOf`). */
  readonly weights: readonly Float64Array[];
  /** Luminance of the shared parts; the curve is straight outside of it. */
  readonly low: number;
  readonly high: number;
  /** What is left over: the mean over all colours alike, each pixel counted up to `mostRest` levels. */
  readonly rest: number;
}

const terms = 12;

/** Samples are enough for twelve unknowns at this number, and more cost time only. */
const samples = 4000;

// Terms beyond a plain matrix of the channels are held back, so that they explain a grade but no garment.
const pull = [1e-4, 1e-4, 1e-4, 1e-4, 0.002, 0.004, 0.002, 0.002, 0.002, 0.002, 0.002, 0.002];

function termsOf(out: Float64Array, look: Look, i: number, width: number, height: number, low: number, high: number): void {
  const y = (look[0].data[i] as number) / 255 - 0.5;
  const blue = (look[1].data[i] as number) / 128;
  const red = (look[2].data[i] as number) / 128;
  const bent = Math.min(high, Math.max(low, y));
  const across = (i % width) / width - 0.5;
  const down = Math.floor(i / width) / height - 0.5;
  const far = across * across + down * down;
  out[0] = 1;
  out[1] = y;
  out[2] = blue;
  out[3] = red;
  out[4] = bent * bent;
  out[5] = bent * bent * bent;
  out[6] = bent * blue;
  out[7] = bent * red;
  out[8] = far;
  out[9] = far * (y + 0.5);
  out[10] = across;
  out[11] = down;
}

/**
 * The grade that turns `from` into `to` over most of the pixels of `mask`; what does not follow it (an altered part, a title)
 * is weighed down. Null where the mask holds too little.
 */
export function gradeOf(from: Look, to: Look, mask: Uint8Array): Grade | null {
  const chosen = sampled(mask);
  if (chosen.length < 200) return null;
  const { width, height } = from[0];
  const tones = Float64Array.from(chosen, (i) => (from[0].data[i] as number) / 255 - 0.5).sort();
  const low = tones[Math.floor(tones.length * 0.01)] as number;
  const high = tones[Math.floor(tones.length * 0.99)] as number;
  const rows = chosen.map((i) => {
    const row = new Float64Array(terms);
    termsOf(row, from, i, width, height, low, high);
    return row;
  });
  const rarity = rarityOf(from, chosen);
  let weight = rarity;
  let weights: Float64Array[] = [];
  let rest = 0;
  for (const wide of [6, 3, 2, 1, 1, 1]) {
    const next = [0, 1, 2].map((channel) => fitted(rows, chosen, to[channel] as Plane, weight));
    if (next.some((one) => one === null)) return null;
    weights = next as Float64Array[];
    const off = Float64Array.from(rows, (row, k) => apartAt(to, chosen[k] as number, weights, row));
    const middle = Float64Array.from(off).sort()[off.length >> 1] as number;
    rest = boundedMean(off, rarity);
    // From wide to narrow: a fit that starts narrow takes the largest even colour for the whole picture.
    const spread = wide * Math.max(4, 2 * middle);
    weight = rarity.map((share, k) => share / (1 + ((off[k] as number) / spread) ** 2) ** 2);
  }
  return { weights, low, high, rest };
}

/** Levels up to which a pixel counts: one that shows something else tells nothing of sharpness. */
const mostRest = 24;

function boundedMean(off: Float64Array, weight: Float64Array): number {
  let [sum, total] = [0, 0];
  for (let k = 0; k < off.length; k += 1) {
    sum += (weight[k] as number) * Math.min(mostRest, off[k] as number);
    total += weight[k] as number;
  }
  return sum / total;
}

function apartAt(to: Look, i: number, weights: readonly Float64Array[], row: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < 3; c += 1) sum += (((to[c] as Plane).data[i] as number) - dot(weights[c] as Float64Array, row)) ** 2;
  return Math.sqrt(sum);
}

/** Weighs a sample by the root of how rare its colour is, or a sky would decide the grade of everything. */
function rarityOf(look: Look, chosen: readonly number[]): Float64Array {
  const bin = (i: number): number => {
    const y = Math.floor((look[0].data[i] as number) / 32);
    const blue = Math.floor((look[1].data[i] as number) / 32) + 8;
    const red = Math.floor((look[2].data[i] as number) / 32) + 8;
    return (y * 17 + blue) * 17 + red;
  };
  const counts = new Map<number, number>();
  for (const i of chosen) counts.set(bin(i), (counts.get(bin(i)) ?? 0) + 1);
  return Float64Array.from(chosen, (i) => Math.min(1, Math.sqrt(20 / (counts.get(bin(i)) ?? 1))));
}

function sampled(mask: Uint8Array): number[] {
  let count = 0;
  for (const one of mask) count += one;
  const step = Math.max(1, count / samples);
  const chosen: number[] = [];
  let seen = 0;
  for (let i = 0; i < mask.length; i += 1) {
    if (mask[i] === 0) continue;
    if (seen >= chosen.length * step) chosen.push(i);
    seen += 1;
  }
  return chosen;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < terms; k += 1) sum += (one[k] as number) * (other[k] as number);
  return sum;
}

function fitted(rows: readonly Float64Array[], chosen: readonly number[], to: Plane, weight: Float64Array): Float64Array | null {
  const equations = Array.from({ length: terms }, () => new Float64Array(terms));
  const right = new Float64Array(terms);
  let total = 0;
  rows.forEach((row, k) => {
    const w = weight[k] as number;
    const value = to.data[chosen[k] as number] as number;
    total += w;
    for (let i = 0; i < terms; i += 1) {
      const scaled = w * (row[i] as number);
      const equation = equations[i] as Float64Array;
      for (let j = 0; j <= i; j += 1) equation[j] = (equation[j] as number) + scaled * (row[j] as number);
      right[i] = (right[i] as number) + scaled * value;
    }
  });
  for (let i = 0; i < terms; i += 1) {
    const equation = equations[i] as Float64Array;
    for (let j = i + 1; j < terms; j += 1) equation[j] = equations[j]?.[i] ?? 0;
    equation[i] = (equation[i] as number) + total * (pull[i] as number);
  }
  return solved(equations, right);
}

/** The picture as the grade makes it, luminance kept between black and white. */
export function graded(look: Look, grade: Grade): Look {
  const { width, height } = look[0];
  const out: Look = [emptyPlane(width, height), emptyPlane(width, height), emptyPlane(width, height)];
  const row = new Float64Array(terms);
  for (let i = 0; i < width * height; i += 1) {
    termsOf(row, look, i, width, height, grade.low, grade.high);
    for (let c = 0; c < 3; c += 1) (out[c] as Plane).data[i] = dot(grade.weights[c] as Float64Array, row);
    out[0].data[i] = Math.min(255, Math.max(0, out[0].data[i] as number));
  }
  return out;
}
