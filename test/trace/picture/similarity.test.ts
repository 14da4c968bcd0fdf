import { describe, expect, it } from 'vitest';
import { pointNumbers } from '../../../src/tools/opencv.ts';
import { placingOf, similarityAsMatrix } from '../../../src/trace/picture/similarity.ts';
import { chance, flat, missOf, placed } from './drawn.ts';

/** Corners of a source, and the same in a frame: the first `right` stand where the placing puts them, the rest anywhere. */
function corners(count: number, right: number, scale: number, degrees: number, x: number, y: number, seed = 1) {
  const random = chance(seed);
  const [source, frame] = [new Float32Array(count * pointNumbers), new Float32Array(count * pointNumbers)];
  const truth = placed(scale, degrees, x, y);
  const [cos = 0, minusSin = 0, toX = 0, sin = 0, , toY = 0] = truth;
  for (let at = 0; at < count; at++) {
    const [px, py, size, angle] = [random() * 1024, random() * 576, 31 * 1.2 ** Math.floor(random() * 8), random() * 360];
    source.set([px, py, size, angle], at * pointNumbers);
    frame.set(
      at < right
        ? [cos * px + minusSin * py + toX, sin * px + cos * py + toY, size * scale, (angle + degrees + 360) % 360]
        : [random() * 640, random() * 360, 31 * 1.2 ** Math.floor(random() * 8), random() * 360],
      at * pointNumbers,
    );
  }
  return { source, frame, truth, pairs: Array.from({ length: count }, (_, at) => [at, at]).flat() };
}

describe('the placing that pairs of corners tell of', () => {
  it.each([
    ['in the corner', 0.3, 0, 400, 220],
    ['as a detail', 1.9, 0, -700, -300],
    ['turned over the full circle', 0.6, -175, 600, 300],
    ['turned', 0.5, 14, 60, -30],
  ])('is found %s although three of four pairs are wrong', (_, scale, degrees, x, y) => {
    const { source, frame, truth, pairs } = corners(120, 30, scale, degrees, x, y);
    const found = placingOf(pairs, source, frame, 640, 4);
    expect(found?.votes).toBeGreaterThanOrEqual(20);
    expect(found?.scale).toBeGreaterThan(scale * 0.9);
    expect(found?.scale).toBeLessThan(scale * 1.1);
    // A sixteenth of the frame is what the closer look may miss by.
    expect(missOf(similarityAsMatrix(found as NonNullable<typeof found>), truth, flat(0, 1024, 576))).toBeLessThan(40);
  });

  it('is exact where every pair is right', () => {
    const { source, frame, truth, pairs } = corners(40, 40, 0.7, 8, 50, 20);
    const found = placingOf(pairs, source, frame, 640, 4);
    expect(missOf(similarityAsMatrix(found as NonNullable<typeof found>), truth, flat(0, 1024, 576))).toBeLessThan(0.01);
  });

  it('is none where the pairs are chance, or too few', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { source, frame, pairs } = corners(25, 0, 1, 0, 0, 0, seed);
      expect(placingOf(pairs, source, frame, 640, 5), `seed ${seed}`).toBeNull();
    }
    const few = corners(3, 3, 1, 0, 0, 0);
    expect(placingOf(few.pairs, few.source, few.frame, 640, 4)).toBeNull();
    expect(placingOf([], few.source, few.frame, 640, 4)).toBeNull();
  });

  it('is not won by one busy spot: many corners at one place of the frame count once', () => {
    const { source, frame, pairs } = corners(30, 0, 1, 0, 0, 0);
    for (let at = 0; at < 30; at++) {
      source.set([500 + at / 10, 300, 31, 0], at * pointNumbers);
      frame.set([322 + at / 100, 180, 31, 0], at * pointNumbers);
    }
    expect(placingOf(pairs, source, frame, 640, 4)).toBeNull();
  });

  it('takes pairs by number, the frame first', () => {
    const { source, frame, truth } = corners(20, 20, 0.5, 0, 10, 10);
    const moved = new Float32Array(frame.length);
    for (let at = 0; at < 20; at++)
      moved.set(frame.subarray(at * pointNumbers, (at + 1) * pointNumbers), (19 - at) * pointNumbers);
    const pairs = Array.from({ length: 20 }, (_, at) => [19 - at, at]).flat();
    const found = placingOf(pairs, source, moved, 640, 4);
    expect(missOf(similarityAsMatrix(found as NonNullable<typeof found>), truth, flat(0, 1024, 576))).toBeLessThan(0.01);
  });
});
