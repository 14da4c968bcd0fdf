import type { GreyPicture } from '../../tools/opencv.ts';

/** Pixels of one block's side. */
const block = 8;

/** Standard deviation (of 255) below which a block of the source is flat and says nothing. */
const flat = 3;

/** Correlation from which a block of the frame shows what the source has there. */
const alike = 0.5;

/** How well a frame shows a source, block by block. */
export interface Likeness {
  /** Blocks of the source with texture that lie within the frame. */
  readonly blocks: number;
  /** Share of them in which the frame looks like the source, 0 to 1. */
  readonly score: number;
}

/**
 * Compares a source with the frame as it was warped into the source's own view. Each block is compared by correlation, which
 * grading, black and white, haze and a half-done dissolve leave alone; blocks under a lower third fail by themselves.
 * @param seen the frame in the source's view, of the same size
 * @param inside 255 where the frame covers the source
 */
export function likeness(source: GreyPicture, seen: GreyPicture, inside: GreyPicture): Likeness {
  let [blocks, like] = [0, 0];
  for (let y = 0; y + block <= source.height; y += block) {
    for (let x = 0; x + block <= source.width; x += block) {
      if (!isInside(inside, x, y)) continue;
      const correlation = correlationAt(source, seen, x, y);
      if (correlation === null) continue;
      blocks++;
      if (correlation >= alike) like++;
    }
  }
  return { blocks, score: blocks === 0 ? 0 : like / blocks };
}

function isInside({ data, width }: GreyPicture, x: number, y: number): boolean {
  const last = block - 1;
  return [y * width + x, y * width + x + last, (y + last) * width + x, (y + last) * width + x + last].every(
    (at) => data[at] === 255,
  );
}

/**
 * Correlation of one block, -1 to 1, of what is left of both when their slopes are taken away: a sky that darkens upwards is
 * like any other. Null where the source is flat there. A flat frame correlates with nothing.
 */
function correlationAt(source: GreyPicture, seen: GreyPicture, left: number, top: number): number | null {
  const a = detailAt(source, left, top);
  const variance = sumOfSquares(a);
  if (variance < flat * flat * block * block) return null;
  const b = detailAt(seen, left, top);
  const other = sumOfSquares(b);
  if (other <= block * block) return 0;
  return a.reduce((sum, value, at) => sum + value * (b[at] as number), 0) / Math.sqrt(variance * other);
}

/** Places of a block's rows and columns from its middle, and the sum of their squares over the block. */
const middle = (block - 1) / 2;
const spread = (block * block * (block * block - 1)) / 12;

/** The block without its mean and slopes. */
function detailAt({ data, width }: GreyPicture, left: number, top: number): Float64Array {
  const detail = new Float64Array(block * block);
  let [mean, across, down] = [0, 0, 0];
  for (let at = 0; at < detail.length; at++) {
    const [x, y] = [at % block, Math.floor(at / block)];
    const value = data[(top + y) * width + left + x] as number;
    detail[at] = value;
    mean += value;
    across += value * (x - middle);
    down += value * (y - middle);
  }
  mean /= detail.length;
  across /= spread;
  down /= spread;
  for (let at = 0; at < detail.length; at++) {
    const [x, y] = [at % block, Math.floor(at / block)];
    detail[at] = (detail[at] as number) - mean - across * (x - middle) - down * (y - middle);
  }
  return detail;
}

const sumOfSquares = (values: Float64Array): number => values.reduce((sum, value) => sum + value * value, 0);

/**
 * How much of a reference's detail a picture still holds, 1 for all of it and 0 for none: the factor by which its blocks would
 * have to be laid over another picture, whose own detail has nothing to do with it.
 */
export function detailStrength(reference: GreyPicture, seen: GreyPicture, inside: GreyPicture): number {
  let [shared, all] = [0, 0];
  for (let y = 0; y + block <= reference.height; y += block) {
    for (let x = 0; x + block <= reference.width; x += block) {
      if (!isInside(inside, x, y)) continue;
      const [a, b] = [detailAt(reference, x, y), detailAt(seen, x, y)];
      all += sumOfSquares(a);
      shared += a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
    }
  }
  return all === 0 ? 0 : shared / all;
}
