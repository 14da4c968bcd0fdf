import { describe, expect, it } from 'vitest';
import type { Homography } from '../../../src/tools/opencv.ts';
import {
  areaOf,
  chained,
  identity,
  inverse,
  magnification,
  magnificationAt,
  outlineOf,
  project,
  rescaled,
  scaling,
  unmirrored,
} from '../../../src/trace/picture/projection.ts';
import { placed } from './drawn.ts';

/** A picture on a wall, seen from the side. */
const wall: Homography = [0.7, 0.05, 60, 0.1, 0.65, 30, 0.0004, 0.0002, 1];
const size = { width: 640, height: 360 };
const places = [
  [0, 0],
  [640, 0],
  [123, 321],
  [320, 180],
] as const;

function expectSame(one: Homography, other: Homography): void {
  for (const [x, y] of places) {
    const [a, b] = [project(one, x, y), project(other, x, y)];
    expect(a?.[0]).toBeCloseTo(b?.[0] as number, 6);
    expect(a?.[1]).toBeCloseTo(b?.[1] as number, 6);
  }
}

describe('projections', () => {
  it('divide by the depth, and a point behind the plane is nowhere', () => {
    expect(project(wall, 0, 0)).toEqual([60, 30]);
    const [x, y] = project(wall, 640, 0) as readonly [number, number];
    expect(x).toBeCloseTo((0.7 * 640 + 60) / 1.256, 9);
    expect(y).toBeCloseTo((0.1 * 640 + 30) / 1.256, 9);
    expect(project(wall, -3000, 0)).toBeNull();
  });

  it('the inverse leads every point back, and a picture squeezed to a line has none', () => {
    const back = inverse(wall) as Homography;
    for (const [x, y] of places) {
      const there = project(wall, x, y) as readonly [number, number];
      const again = project(back, ...there) as readonly [number, number];
      expect(again[0]).toBeCloseTo(x, 6);
      expect(again[1]).toBeCloseTo(y, 6);
    }
    expect(inverse([1, 2, 0, 2, 4, 0, 0, 0, 1])).toBeNull();
  });

  it('a scaling takes the first pixel to the first and the last to the last, and changes nothing between equal sizes', () => {
    const smaller = scaling(size, { width: 320, height: 90 });
    expect(project(smaller, 0, 0)).toEqual([0, 0]);
    expect(project(smaller, 639, 359)?.map((at) => Math.round(at * 1e6) / 1e6)).toEqual([319, 89]);
    expect(scaling(size, size)).toEqual(identity);
    expect(magnificationAt(smaller, 100, 100, 1)).toBeCloseTo(Math.sqrt((319 / 639) * (89 / 359)), 9);
    expect(magnificationAt(wall, -3000, 0, 1)).toBeNull();
  });

  it('a chain goes through the first projection and then through the second, not the other way about', () => {
    const second = placed(0.5, 30, 7, -4);
    const both = chained(wall, second);
    const [x, y] = project(wall, 123, 321) as readonly [number, number];
    const expected = project(second, x, y) as readonly [number, number];
    expect(project(both, 123, 321)?.[0]).toBeCloseTo(expected[0], 6);
    expect(project(both, 123, 321)?.[1]).toBeCloseTo(expected[1], 6);
    expect(both[8]).toBe(1);
  });

  it('other sizes of the same pictures keep every point at its share of both', () => {
    const scaled = rescaled(wall, 0.5, 3);
    for (const [x, y] of places) {
      const there = project(wall, x, y) as readonly [number, number];
      const inScaled = project(scaled, x * 0.5, y * 0.5) as readonly [number, number];
      expect(inScaled[0]).toBeCloseTo(there[0] * 3, 6);
      expect(inScaled[1]).toBeCloseTo(there[1] * 3, 6);
    }
  });

  it('what was found in a mirrored frame is told for the frame itself, to the pixel', () => {
    const [x, y] = project(unmirrored(wall, 640), 100, 50) as readonly [number, number];
    const inMirror = project(wall, 100, 50) as readonly [number, number];
    expect(x).toBeCloseTo(639 - inMirror[0], 6);
    expect(y).toBeCloseTo(inMirror[1], 6);
    expectSame(unmirrored(unmirrored(wall, 640), 640), wall);
  });

  it('the magnification counts pixels of the target for one of the source, whichever way it is turned', () => {
    expect(magnification(placed(2.5, 0, 9, 9), size)).toBeCloseTo(2.5, 6);
    expect(magnification(placed(0.3, 77, 9, 9), size)).toBeCloseTo(0.3, 6);
    // Stretched: the root of the area's growth, or a squeezed picture would be compared at a resolution that it has not.
    expect(magnification([4, 0, 0, 0, 1, 0, 0, 0, 1], size)).toBeCloseTo(2, 6);
  });
});

describe('outlines', () => {
  it('are the corners in turn from the top left, in shares of the frame, also outside of it', () => {
    expect(outlineOf(placed(0.5, 0, 160, 90), size, { width: 1280, height: 720 })).toEqual([
      [0.125, 0.125],
      [0.375, 0.125],
      [0.375, 0.375],
      [0.125, 0.375],
    ]);
    expect(outlineOf(placed(2, 0, -320, -180), size, size)).toEqual([
      [-0.5, -0.5],
      [1.5, -0.5],
      [1.5, 1.5],
      [-0.5, 1.5],
    ]);
    expect(outlineOf(wall, size, size)).not.toBeNull();
    expect(outlineOf(placed(1, 15, 0, 0), size, size)).not.toBeNull();
    expect(outlineOf([-1, 0, 639, 0, 1, 0, 0, 0, 1], size, size), 'a mirror only turns the sense').not.toBeNull();
  });

  // Each of these is what chance pairs of features agree on; let in, they would be false sightings.
  it.each<[string, Homography]>([
    ['a picture whose far side lies behind the camera', [1, 0, 0, 0, 1, 0, -0.002, 0, 1]],
    ['a picture squeezed to a strip', [1, 0, 0, 0, 0.3, 0, 0, 0, 1]],
    ['a picture stretched to a strip', [0.3, 0, 0, 0, 1, 0, 0, 0, 1]],
    ['a picture squeezed to a line', [1, 0, 0, 0, 0, 50, 0, 0, 1]],
    ['a picture whose one side is nearly a point', [1, 0, 0, 0, 1, 0, 0.02, 0, 1]],
    ['a picture sheared until it is a sliver', [1, 0, 0, 0, 1, 0, 0, 0.1, 1]],
  ])('are refused for %s', (_, matrix) => {
    expect(outlineOf(matrix, size, size)).toBeNull();
  });
});

describe('the share of the frame that an outline covers', () => {
  const box = (left: number, top: number, right: number, bottom: number) =>
    [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ] as const;

  it('counts only what lies inside the frame', () => {
    expect(areaOf(box(0.25, 0.25, 0.75, 0.75))).toBeCloseTo(0.25, 9);
    expect(areaOf(box(-1, -1, 2, 2))).toBeCloseTo(1, 9);
    expect(areaOf(box(0.8, -0.5, 1.8, 0.5))).toBeCloseTo(0.1, 9);
    expect(areaOf(box(1.2, 0, 1.5, 1))).toBe(0);
  });

  it('is the same for an outline that runs the other way, and right for one that stands on a corner', () => {
    expect(areaOf([...box(0.25, 0.25, 0.75, 0.75)].reverse())).toBeCloseTo(0.25, 9);
    // A square on its corner that reaches to the middle of every side, and one that reaches half its size beyond.
    const diamond = (reach: number) =>
      [
        [0.5, 0.5 - reach],
        [0.5 + reach, 0.5],
        [0.5, 0.5 + reach],
        [0.5 - reach, 0.5],
      ] as const;
    expect(areaOf(diamond(0.5))).toBeCloseTo(0.5, 9);
    expect(areaOf(diamond(0.75))).toBeCloseTo(1.125 - 4 * 0.0625, 9);
  });
});
