import { type Agreement, type Features, type Homography, pointNumbers, type Vision } from '../../tools/opencv.ts';
import { nearBits } from './descriptor-index.ts';
import { distance } from './hamming.ts';
import { project, type Size } from './projection.ts';
import { placingOf, type Similarity, similarityAsMatrix } from './similarity.ts';

/** Descriptors as words of 32 bits, for counting the bits in which they differ. */
export function wordsOf(descriptors: Uint8Array): Uint32Array {
  const isAligned = descriptors.byteOffset % 4 === 0;
  return isAligned
    ? new Uint32Array(descriptors.buffer, descriptors.byteOffset, descriptors.length / 4)
    : new Uint32Array(descriptors.slice().buffer);
}

/** A picture's features as matching needs them. */
export type MatchedFeatures = Pick<Features, 'points' | 'count'> & { readonly words: Uint32Array };

/** Bits (of 256) up to which two corners are the same one, where they lie at the expected place. */
const sameBits = 64;

/** How far from the place that a first guess gives, as a share of the frame's width. */
const guessRadius = 0.06;

/**
 * The looks, each along the projection of the one before: pixels of the frame within which pairs are looked for, and within
 * which they agree. What is flat on the screen comes first: with many wrong pairs, a free homography folds the picture into a
 * line along which everything agrees.
 */
const looks = [
  { kind: 'affine', radius: null, reach: 8 },
  { kind: 'homography', radius: 20, reach: 4 },
  { kind: 'homography', radius: 8, reach: 3 },
] as const;

/** Pairs that must agree before a further look is worth it. */
const fewestAgreeing = 5;

/** A projection of the source's picture into the frame, and how many features agree with it. */
export interface Projection {
  readonly matrix: Homography;
  readonly inliers: number;
}

/**
 * The projection of a source into a frame: pairs near where a first guess expects them, the projection that most agree with,
 * and then along that once more.
 * @param isSane false for a projection that no camera and no editor can have made
 */
export function projectionOf(
  source: MatchedFeatures,
  frame: MatchedFeatures,
  size: Size,
  guess: Similarity,
  isSane: (matrix: Homography) => boolean,
  vision: Vision,
): Projection | null {
  const looked = looks.map(({ kind, radius, reach }) => ({ kind, radius: radius ?? guessRadius * size.width, reach }));
  return projectionBy(looked, source, frame, similarityAsMatrix(guess), isSane, vision);
}

/** How far a picture may have moved in the frame between two that are looked at one after the other, share of the width. */
const followedRadius = 0.08;

/** The projection of a source into a frame that follows one in which it stood under `matrix`. */
export function projectionAlong(
  source: MatchedFeatures,
  frame: MatchedFeatures,
  size: Size,
  matrix: Homography,
  isSane: (matrix: Homography) => boolean,
  vision: Vision,
): Projection | null {
  const looked = [
    { kind: 'affine', radius: followedRadius * size.width, reach: 8 },
    { kind: 'homography', radius: 8, reach: 3 },
  ] as const;
  return projectionBy(looked, source, frame, matrix, isSane, vision);
}

interface Look {
  readonly kind: 'affine' | 'homography';
  readonly radius: number;
  readonly reach: number;
}

function projectionBy(
  looked: readonly Look[],
  source: MatchedFeatures,
  frame: MatchedFeatures,
  first: Homography,
  isSane: (matrix: Homography) => boolean,
  vision: Vision,
): Projection | null {
  let best: Projection | null = null;
  for (const { kind, radius, reach } of looked) {
    const along: Homography = best?.matrix ?? first;
    const found: Agreement | null = vision[kind](pairsNear(source, frame, along, radius), reach);
    if (found !== null && found.inliers >= fewestAgreeing && isSane(found.matrix))
      best = { matrix: found.matrix, inliers: found.inliers };
    else if (best === null) return null;
  }
  return best;
}

/** Corners that must tell of one placing before two pictures are laid over each other. */
const fewestTelling = 4;

/** The projection between two pictures that may show the same, by looking at every pair of their features. */
export function projectionBetween(
  source: MatchedFeatures,
  frame: MatchedFeatures,
  size: Size,
  vision: Vision,
): Projection | null {
  const pairs: number[] = [];
  for (let at = 0; at < frame.count; at++) {
    let best = nearBits + 1;
    let nearest = -1;
    for (let of = 0; of < source.count; of++) {
      const bits = distance(frame.words, at * 8, source.words, of * 8, best);
      if (bits < best) [best, nearest] = [bits, of];
    }
    if (nearest >= 0) pairs.push(at, nearest);
  }
  const placing = placingOf(pairs, source.points, frame.points, size.width, fewestTelling);
  return placing === null ? null : projectionOf(source, frame, size, placing, () => true, vision);
}

/**
 * Pairs of corners that look alike and lie where `matrix` (source to frame) expects them.
 * @param radius pixels of the frame
 * @returns x, y of the source and x, y of the frame for each pair
 */
function pairsNear(source: MatchedFeatures, frame: MatchedFeatures, matrix: Homography, radius: number): Float32Array {
  const cells = cellsOf(source, matrix, radius);
  // Of each source feature, the frame's feature that is nearest to it: matches of many with one would agree with anything.
  const takenBy = new Map<number, { readonly at: number; readonly bits: number }>();
  for (let at = 0; at < frame.count; at++) {
    const near = nearestIn(cells, source, frame, at, radius);
    if (near !== null && near.bits < (takenBy.get(near.of)?.bits ?? 257)) takenBy.set(near.of, { at, bits: near.bits });
  }
  return Float32Array.from([...takenBy].flatMap(([of, { at }]) => [...placeOf(source.points, of), ...placeOf(frame.points, at)]));
}

interface Expected {
  readonly of: number;
  readonly x: number;
  readonly y: number;
}

/** Where each source feature is expected in the frame, by cells of the radius. */
function cellsOf(source: MatchedFeatures, matrix: Homography, radius: number): ReadonlyMap<number, readonly Expected[]> {
  const cells = new Map<number, Expected[]>();
  for (let of = 0; of < source.count; of++) {
    const place = project(matrix, ...placeOf(source.points, of));
    if (place === null) continue;
    const [x, y] = place;
    const cell = cellOf(Math.floor(x / radius), Math.floor(y / radius));
    const known = cells.get(cell);
    if (known) known.push({ of, x, y });
    else cells.set(cell, [{ of, x, y }]);
  }
  return cells;
}

const cellOf = (column: number, row: number): number => row * 65_536 + column;

function nearestIn(
  cells: ReadonlyMap<number, readonly Expected[]>,
  source: MatchedFeatures,
  frame: MatchedFeatures,
  at: number,
  radius: number,
): { readonly of: number; readonly bits: number } | null {
  const [x, y] = placeOf(frame.points, at);
  const [column, row] = [Math.floor(x / radius), Math.floor(y / radius)];
  let best = sameBits + 1;
  let of = -1;
  for (let down = -1; down <= 1; down++) {
    for (let across = -1; across <= 1; across++) {
      for (const expected of cells.get(cellOf(column + across, row + down)) ?? []) {
        if ((expected.x - x) ** 2 + (expected.y - y) ** 2 > radius * radius) continue;
        const bits = distance(frame.words, at * 8, source.words, expected.of * 8, best);
        if (bits < best) [best, of] = [bits, expected.of];
      }
    }
  }
  return of < 0 ? null : { of, bits: best };
}

function placeOf(points: Float32Array, at: number): readonly [number, number] {
  return [points[at * pointNumbers] as number, points[at * pointNumbers + 1] as number];
}
