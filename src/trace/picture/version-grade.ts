import { emptyPlane, type Look, type Plane } from './version-planes.ts';
import { solved } from './version-shifts.ts';

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

function termsOf(
  out: Float64Array,
  at: number,
  y: number,
  blue: number,
  red: number,
  across: number,
  down: number,
  low: number,
  high: number,
): void {
  const bent = Math.min(high, Math.max(low, y));
  const far = across * across + down * down;
  out[at] = 1;
  out[at + 1] = y;
  out[at + 2] = blue;
  out[at + 3] = red;
  out[at + 4] = bent * bent;
  out[at + 5] = bent * bent * bent;
  out[at + 6] = bent * blue;
  out[at + 7] = bent * red;
  out[at + 8] = far;
  out[at + 9] = far * (y + 0.5);
  out[at + 10] = across;
  out[at + 11] = down;
}

/** Colours of chosen pixels, and where these lie. */
export interface Samples {
  /** Luminance and both colour differences of each. */
  readonly colours: readonly [ArrayLike<number>, ArrayLike<number>, ArrayLike<number>];
  /** Places in the plane. */
  readonly places: Int32Array;
  /** Pixels of the plane. */
  readonly width: number;
  readonly height: number;
}

/**
 * The grade that turns `from` into `to` over most of the chosen pixels; what does not follow it (an altered part, a title)
 * is weighed down. Null where there are too few.
 */
export function gradeOf(from: Samples, to: Samples['colours']): Grade | null {
  const count = from.places.length;
  if (count < 200) return null;
  const tones = Float64Array.from(from.colours[0], (value) => value / 255 - 0.5).sort();
  const low = tones[Math.floor(tones.length * 0.01)] as number;
  const high = tones[Math.floor(tones.length * 0.99)] as number;
  const rows = rowsOf(from, low, high);
  const rarity = rarityOf(from);
  const weight = Float64Array.from(rarity);
  const off = new Float64Array(count);
  let weights: Float64Array[] = [];
  let rest = 0;
  for (const wide of [6, 3, 2, 1, 1, 1]) {
    const next = fitted(rows, to, weight);
    if (next === null) return null;
    weights = next;
    misses(rows, to, weights, off);
    const middle = Float64Array.from(off).sort()[off.length >> 1] as number;
    rest = boundedMean(off, rarity);
    // From wide to narrow: a fit that starts narrow takes the largest even colour for the whole picture.
    const spread = wide * Math.max(4, 2 * middle);
    for (let k = 0; k < count; k += 1) weight[k] = (rarity[k] as number) / (1 + ((off[k] as number) / spread) ** 2) ** 2;
  }
  return { weights, low, high, rest };
}

function rowsOf({ colours, places, width, height }: Samples, low: number, high: number): Float64Array {
  const rows = new Float64Array(places.length * terms);
  for (let k = 0; k < places.length; k += 1) {
    const i = places[k] as number;
    const column = i % width;
    const [y, blue, red] = [colours[0][k] as number, colours[1][k] as number, colours[2][k] as number];
    const across = column / width - 0.5;
    const down = (i - column) / width / height - 0.5;
    termsOf(rows, k * terms, y / 255 - 0.5, blue / 128, red / 128, across, down, low, high);
  }
  return rows;
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

/** How far each sample lies from what the weights make of it, in levels. */
function misses(rows: Float64Array, to: Samples['colours'], weights: readonly Float64Array[], off: Float64Array): void {
  for (let k = 0; k < off.length; k += 1) {
    let sum = 0;
    for (let c = 0; c < 3; c += 1) {
      const weight = weights[c] as Float64Array;
      let apart = to[c]?.[k] as number;
      for (let j = 0; j < terms; j += 1) apart -= (weight[j] as number) * (rows[k * terms + j] as number);
      sum += apart * apart;
    }
    off[k] = Math.sqrt(sum);
  }
}

/** Weighs a sample by the root of how rare its colour is, or a sky would decide the grade of everything. */
function rarityOf({ colours, places }: Samples): Float64Array {
  const bins = Int32Array.from(places, (_, k) => {
    const y = Math.floor((colours[0][k] as number) / 32);
    const blue = Math.floor((colours[1][k] as number) / 32) + 8;
    const red = Math.floor((colours[2][k] as number) / 32) + 8;
    return (y * 17 + blue) * 17 + red;
  });
  const counts = new Map<number, number>();
  for (const bin of bins) counts.set(bin, (counts.get(bin) ?? 0) + 1);
  return Float64Array.from(bins, (bin) => Math.min(1, Math.sqrt(20 / (counts.get(bin) ?? 1))));
}

/** Places of pixels of a mask, spread over it. */
export function sampled(mask: Uint8Array): Int32Array {
  let count = 0;
  for (let i = 0; i < mask.length; i += 1) count += mask[i] as number;
  const step = Math.max(1, count / samples);
  const chosen: number[] = [];
  let seen = 0;
  for (let i = 0; i < mask.length; i += 1) {
    if (mask[i] === 0) continue;
    if (seen >= chosen.length * step) chosen.push(i);
    seen += 1;
  }
  return Int32Array.from(chosen);
}

/** The weights of each channel; the products of the terms are the same for all three. */
function fitted(rows: Float64Array, to: Samples['colours'], weight: Float64Array): Float64Array[] | null {
  const products = new Float64Array(terms * terms);
  const rights = [0, 1, 2].map(() => new Float64Array(terms));
  const [first, second, third] = rights as [Float64Array, Float64Array, Float64Array];
  let total = 0;
  for (let k = 0, at = 0; k < weight.length; k += 1, at += terms) {
    const w = weight[k] as number;
    const [one, two, three] = [to[0][k] as number, to[1][k] as number, to[2][k] as number];
    total += w;
    for (let i = 0; i < terms; i += 1) {
      const scaled = w * (rows[at + i] as number);
      for (let j = 0; j <= i; j += 1)
        products[i * terms + j] = (products[i * terms + j] as number) + scaled * (rows[at + j] as number);
      first[i] = (first[i] as number) + scaled * one;
      second[i] = (second[i] as number) + scaled * two;
      third[i] = (third[i] as number) + scaled * three;
    }
  }
  const equations = Array.from({ length: terms }, (_, i) =>
    Float64Array.from({ length: terms }, (_, j) => products[Math.max(i, j) * terms + Math.min(i, j)] as number),
  );
  equations.forEach((equation, i) => {
    equation[i] = (equation[i] as number) + total * (pull[i] as number);
  });
  const answers = rights.map((right) => solved(equations, right));
  return answers.some((one) => one === null) ? null : (answers as Float64Array[]);
}

/** The picture as the grade makes it, luminance kept between black and white. */
export function graded(look: Look, { weights, low, high }: Grade): Look {
  const { width, height } = look[0];
  const out: Look = [emptyPlane(width, height), emptyPlane(width, height), emptyPlane(width, height)];
  const downs = Float64Array.from({ length: height }, (_, y) => y / height - 0.5);
  const [light, blues, reds] = [look[0].data, look[1].data, look[2].data];
  for (let c = 0; c < 3; c += 1) {
    const to = (out[c] as Plane).data;
    const [plain, w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11] = weights[c] as unknown as Twelve;
    for (let row = 0, i = 0; row < height; row += 1) {
      const down = downs[row] as number;
      const start = plain + w11 * down;
      for (let column = 0; column < width; column += 1, i += 1) {
        // The sum of the terms of `termsOf`, put together.
        const y = (light[i] as number) / 255 - 0.5;
        const blue = (blues[i] as number) / 128;
        const red = (reds[i] as number) / 128;
        const bent = y < low ? low : y > high ? high : y;
        const across = column / width - 0.5;
        const far = across * across + down * down;
        const curved = bent * (bent * (w4 + w5 * bent) + w6 * blue + w7 * red);
        to[i] = start + w1 * y + w2 * blue + w3 * red + curved + far * (w8 + w9 * (y + 0.5)) + w10 * across;
      }
    }
  }
  const first = out[0].data;
  for (let i = 0; i < first.length; i += 1) first[i] = Math.min(255, Math.max(0, first[i] as number));
  return out;
}

type Twelve = readonly [number, number, number, number, number, number, number, number, number, number, number, number];
