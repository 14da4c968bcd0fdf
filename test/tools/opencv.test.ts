import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { descriptorBytes, openVision, pointNumbers, type Vision } from '../../src/tools/opencv.ts';
import { aboutMiddle, chance, flat, missOf, scene, shown } from '../trace/picture/drawn.ts';

let vision: Vision;
const picture = scene(1);

beforeAll(async () => {
  vision = await openVision();
});

/** Pairs that one projection maps onto each other to half a pixel, and behind them pairs of chance. */
function pairsOf(matrix: readonly number[], right: number, wrong: number): Float32Array {
  const random = chance(7);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, i = 1] = matrix;
  const pairs = Array.from({ length: right + wrong }, (_, at) => {
    const [x, y] = [random() * 640, random() * 360];
    const depth = g * x + h * y + i;
    const there = [(a * x + b * y + c) / depth + random() - 0.5, (d * x + e * y + f) / depth + random() - 0.5];
    return [x, y, ...(at < right ? there : [random() * 640, random() * 360])];
  });
  return Float32Array.from(pairs.flat());
}

describe('features', () => {
  it('are as many as asked for at most, lie in the picture, and are the same in every run', () => {
    const { count, points, descriptors } = vision.features(picture, 300);
    expect(count).toBeGreaterThan(250);
    expect(count).toBeLessThanOrEqual(300);
    expect([points.length, descriptors.length]).toEqual([count * pointNumbers, count * descriptorBytes]);
    for (let at = 0; at < points.length; at += pointNumbers) {
      expect(points[at]).toBeGreaterThan(0);
      expect(points[at]).toBeLessThan(640);
      expect(points[at + 1]).toBeLessThan(360);
      expect(points[at + 3]).toBeLessThanOrEqual(360);
    }
    const again = vision.features(picture, 300);
    expect(Buffer.from(again.descriptors).equals(Buffer.from(descriptors))).toBe(true);
    expect(again.points).toEqual(points);
  });

  it('are spread over the picture: a busy corner does not take them all', () => {
    // The left half has three times the contrast of the right, so that its corners are all stronger.
    const uneven = { ...picture, data: picture.data.map((value, at) => (at % 640 < 320 ? value : 100 + (value - 100) * 0.3)) };
    const { count, points } = vision.features(uneven, 1000);
    const right = Array.from({ length: count }, (_, at) => points[at * pointNumbers] as number).filter((x) => x > 330).length;
    expect(right).toBeGreaterThan(count * 0.35);
  });

  it('are none in a flat picture, and leave the given picture alone', () => {
    expect(vision.features(flat(120), 300)).toMatchObject({ count: 0 });
    const before = picture.data.slice();
    vision.features(picture, 50);
    expect(Buffer.from(picture.data).equals(Buffer.from(before))).toBe(true);
  });
});

describe('projections among pairs', () => {
  const wall = [0.7, 0.05, 60, 0.1, 0.65, 30, 0.0004, 0.0002, 1];
  const turned = aboutMiddle(0.6, 12);

  it('a homography is found among as many wrong pairs, and told which agree', () => {
    const found = vision.homography(pairsOf(wall, 60, 60), 3);
    expect(missOf(found?.matrix ?? [], wall, picture)).toBeLessThan(3);
    expect(found?.matrix[8]).toBeCloseTo(1, 9);
    expect(found?.inliers).toBeGreaterThanOrEqual(55);
    expect(found?.inliers).toBeLessThan(70);
    expect([...(found?.agrees ?? [])].slice(0, 60).filter((one) => one === 1).length).toBeGreaterThanOrEqual(55);
    expect(found?.agrees).toHaveLength(120);
  });

  it('an affine one keeps parallels, and is told as nine numbers too', () => {
    const found = vision.affine(pairsOf(turned, 40, 60), 3);
    expect(found?.matrix.slice(6)).toEqual([0, 0, 1]);
    expect(missOf(found?.matrix ?? [], turned, picture)).toBeLessThan(3);
    expect(found?.inliers).toBeGreaterThanOrEqual(36);
  });

  it('are none for fewer pairs than they need, and pairs at one place break nothing', () => {
    expect(vision.homography(pairsOf(turned, 3, 0), 3)).toBeNull();
    expect(vision.affine(pairsOf(turned, 2, 0), 3)).toBeNull();
    expect(vision.affine(new Float32Array(0), 3)).toBeNull();
    const heap = new Float32Array(80).fill(50);
    for (const found of [vision.homography(heap, 3), vision.affine(heap, 3)]) {
      expect(found === null || found.matrix.length === 9).toBe(true);
    }
    // The engine still works afterwards.
    expect(vision.affine(pairsOf(turned, 40, 0), 3)?.inliers).toBeGreaterThan(35);
  });
});

describe('a picture under a projection', () => {
  it('looks as drawn point by point, and is 0 where it is not covered', () => {
    const matrix = aboutMiddle(0.5, 10);
    const warped = vision.warp(picture, matrix, 640, 360);
    const drawn = shown(picture, matrix, flat(0));
    const off = warped.data.reduce((sum, value, at) => sum + (Math.abs(value - (drawn.data[at] as number)) > 6 ? 1 : 0), 0);
    expect(off / warped.data.length).toBeLessThan(0.01);
    expect(warped).toMatchObject({ width: 640, height: 360 });
    expect(warped.data[0]).toBe(0);
  });
});

it('what OpenCV throws is said in words, without the paths of the machine that built it, and the engine goes on', () => {
  // 3.6 GB are more than WebAssembly can have.
  expect(() => vision.warp(picture, aboutMiddle(1, 0), 60_000, 60_000)).toThrow(
    /^OpenCV: Insufficient memory: Failed to allocate 3600000000 bytes in \w+$/,
  );
  expect(vision.features(picture, 100).count).toBeGreaterThan(0);
});

it('what a picture took in the memory of WebAssembly is given back', () => {
  // Of 2 GiB that the engine can have, 15 pictures of 6 megapixels would take 90 MB; a feature film has 10,000 frames.
  const heap = createRequire(import.meta.url)('@techstark/opencv-js') as { readonly HEAPU8: Uint8Array };
  const work = (): void => {
    vision.warp(picture, aboutMiddle(1, 0), 3000, 2000);
  };
  work();
  const before = heap.HEAPU8.length;
  expect(before).toBeGreaterThan(0);
  for (let at = 0; at < 15; at++) work();
  expect(heap.HEAPU8.length - before).toBeLessThan(40 * 2 ** 20);
});
