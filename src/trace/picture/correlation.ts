import type { GreyPicture } from '../../tools/opencv.ts';

/** Pixels of one block's side. */
const block = 8;

/** Standard deviation (of 255) below which a block of the source is flat and says nothing. */
const flat = 4;

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

/** Correlation of one block, -1 to 1; null where the source is flat there. A flat frame correlates with nothing. */
function correlationAt(source: GreyPicture, seen: GreyPicture, left: number, top: number): number | null {
  let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + block; y++) {
    for (let at = y * source.width + left; at < y * source.width + left + block; at++) {
      const [p, q] = [source.data[at] as number, seen.data[at] as number];
      a += p;
      b += q;
      aa += p * p;
      bb += q * q;
      ab += p * q;
    }
  }
  const count = block * block;
  const [varianceA, varianceB] = [aa - (a * a) / count, bb - (b * b) / count];
  if (varianceA < flat * flat * count) return null;
  return varianceB <= count ? 0 : (ab - (a * b) / count) / Math.sqrt(varianceA * varianceB);
}
