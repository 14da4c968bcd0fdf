import type { VideoFrame } from '../tools/ffmpeg-frames.ts';

/** A tiny grey picture of a frame, row by row: enough to tell one shot from another. */
export type Glance = Float32Array;

/** Blocks across and down. */
const across = 32;
const down = 18;

/** Contrast (standard deviation, of 255) below which a picture is as good as flat. */
const flat = 2;

/** By how far a camera moves between two glances of one shot: blocks across and down, and how much nearer it goes. */
const reach = { across: 6, down: 4, scales: [1, 0.94, 1.06, 0.88, 1.13, 0.82, 1.2] } as const;

/** The blocks that lie within both glances under one placing, in pairs: worked out once, for it is asked of every frame. */
interface Placing {
  readonly own: Uint16Array;
  readonly others: Uint16Array;
}

const stepsTo = (far: number): number[] => Array.from({ length: 2 * far + 1 }, (_, at) => at - far);

/** All placings within reach, those first that move a frame least: most frames of one shot are told by one of these. */
const placings: readonly Placing[] = reach.scales
  .flatMap((scale) => stepsTo(reach.down).flatMap((y) => stepsTo(reach.across).map((x) => ({ scale, x, y }))))
  .sort((one, other) => movement(one) - movement(other))
  .map(({ scale, x, y }) => blocksOf(scale, x, y));

function movement({ scale, x, y }: { readonly scale: number; readonly x: number; readonly y: number }): number {
  return Math.abs(x) + Math.abs(y) + Math.abs(scale - 1) * across;
}

/** Lays the other glance, moved by blocks and scaled about the middle, over one. */
function blocksOf(scale: number, x: number, y: number): Placing {
  const pairs: [number, number][] = [];
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      const otherRow = Math.round((row - (down - 1) / 2) * scale + (down - 1) / 2) + y;
      const otherColumn = Math.round((column - (across - 1) / 2) * scale + (across - 1) / 2) + x;
      const isOutside = otherRow < 0 || otherRow >= down || otherColumn < 0 || otherColumn >= across;
      if (!isOutside) pairs.push([row * across + column, otherRow * across + otherColumn]);
    }
  }
  return { own: Uint16Array.from(pairs, ([own]) => own), others: Uint16Array.from(pairs, ([, other]) => other) };
}

/** Correlation below which two glances are of different shots, or of one with much movement. */
const alike = 0.88;

/** The glance of a frame, grey or rgb. */
export function glanceAt({ width, height, data }: VideoFrame): Glance {
  const channels = Math.max(1, Math.round(data.length / (width * height)));
  const sums = new Float64Array(across * down);
  const counts = new Uint32Array(across * down);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * down) / height) * across;
    for (let x = 0; x < width; x++) {
      const block = row + Math.floor((x * across) / width);
      // Green stands for the brightness of a colour: it is most of it.
      sums[block] = (sums[block] ?? 0) + (data[(y * width + x) * channels + (channels > 1 ? 1 : 0)] ?? 0);
      counts[block] = (counts[block] ?? 0) + 1;
    }
  }
  return Float32Array.from(sums, (sum, block) => sum / Math.max(1, counts[block] ?? 0));
}

/**
 * Whether the picture changed so much between two frames that a cut, a dissolve or another shot may lie between them. Brightness
 * and contrast do not count, nor does a pan or a push-in: the two are laid over each other where they fit best.
 */
export function differ(one: Glance, other: Glance): boolean {
  const contrasts = [one, other].map((glance) => contrastOf(glance));
  const flatOnes = contrasts.filter((contrast) => contrast < flat).length;
  if (flatOnes > 0) return flatOnes === 1;
  for (const placing of placings) if (correlation(one, other, placing) >= alike) return false;
  return true;
}

/** Cells across and down in each of which a frame must show what another did, and grey levels by which it may differ there. */
const cells = { across: 6, down: 4, levels: 12 } as const;

/**
 * Whether a frame shows nothing but what another does: the same shot, and no part of it changed, so that no picture can have come
 * into it. Measured on an hour of `npm run bench:trace`: where one had come, a cell differed by 98 levels or more.
 */
export function addsNothing(before: Glance, own: Glance): boolean {
  if ([before, own].some((glance) => contrastOf(glance) < flat)) return false;
  let [best, most] = [placings[0] as Placing, 0];
  for (const placing of placings) {
    const value = correlation(before, own, placing);
    if (value > most) [best, most] = [placing, value];
  }
  return most >= alike && changeOf(before, own, best) <= cells.levels;
}

/** The cell of each block. */
const cellOf = Uint8Array.from({ length: across * down }, (_, block) => {
  const [row, column] = [Math.floor(block / across), block % across];
  return Math.floor((row * cells.down) / down) * cells.across + Math.floor((column * cells.across) / across);
});

/** Grey levels by which two glances differ in the cell in which they differ most. */
function changeOf(one: Glance, other: Glance, { own, others }: Placing): number {
  const sums = new Float64Array(cells.across * cells.down);
  const counts = new Uint32Array(sums.length);
  own.forEach((block, at) => {
    const cell = cellOf[block] as number;
    sums[cell] = (sums[cell] as number) + Math.abs((one[block] as number) - (other[others[at] as number] as number));
    counts[cell] = (counts[cell] as number) + 1;
  });
  // Of what a camera let in at the edge, nothing can be said.
  return sums.reduce(
    (most, sum, cell) => Math.max(most, counts[cell] === 0 ? cells.levels + 1 : sum / (counts[cell] as number)),
    0,
  );
}

function contrastOf(glance: Glance): number {
  const mean = glance.reduce((sum, value) => sum + value, 0) / glance.length;
  return Math.sqrt(glance.reduce((sum, value) => sum + (value - mean) ** 2, 0) / glance.length);
}

/** Correlation of two glances where they overlap under a placing. */
function correlation(one: Glance, other: Glance, { own, others }: Placing): number {
  const count = own.length;
  let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
  for (let at = 0; at < count; at++) {
    const a = one[own[at] as number] as number;
    const b = other[others[at] as number] as number;
    sumA += a;
    sumB += b;
    squareA += a * a;
    squareB += b * b;
    product += a * b;
  }
  const spread = (squareA - (sumA * sumA) / count) * (squareB - (sumB * sumB) / count);
  return count > 0 && spread > 0 ? (product - (sumA * sumB) / count) / Math.sqrt(spread) : 0;
}
