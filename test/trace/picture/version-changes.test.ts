import { describe, expect, it } from 'vitest';
import type { SightingRelation } from '../../../src/model/index.ts';
import type { FrameHit } from '../../../src/trace/picture/appearances.ts';
import { partsByVersion } from '../../../src/trace/picture/version-changes.ts';
import type { Found } from '../../../src/trace/picture/video-search.ts';

// A photograph that turns into its altered copy is one appearance of matching corners, and must be two sightings.
const hitAt = (at: number): FrameHit => ({
  source: 0,
  matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  mirrored: false,
  inliers: 100,
  score: 1,
  outline: [],
  area: 1,
  strength: 1,
  at,
  alone: true,
});

const found = (from: number, to: number, hits: readonly number[]): Found => ({
  path: 'edit.jpg',
  mirrored: false,
  hits: hits.map(hitAt),
  before: null,
  after: null,
  from,
  to,
});

/** At 25 frames a second; each version from its time on. */
const partsOf = async (one: Found, versions: readonly (readonly [number, SightingRelation])[]) => {
  let asked = 0;
  const parts = await partsByVersion(one, {
    hitAt: async (seconds) => hitAt(Math.ceil(seconds * 25 - 1e-6) / 25),
    versionAt: async ({ at }) => {
      asked++;
      return { relation: versions.findLast(([from]) => at >= from - 1e-6)?.[1] ?? 'ambiguous', original: null };
    },
  });
  return {
    parts: parts.map(({ found: { from, to, hits } }) => [from, to, hits.map(({ at }) => at)]),
    settled: parts.map(({ decision }) => decision?.relation ?? null),
    asked,
  };
};

describe('an appearance', () => {
  it('of one version stays one, asked in every frame that was searched, up to a limit', async () => {
    const one = found(0, 20, [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]);
    expect(await partsOf(one, [[0, 'marked']])).toEqual({
      parts: [[0, 20, one.hits.map(({ at }) => at)]],
      settled: ['marked'],
      asked: 11,
    });
    const long = found(
      0,
      100,
      Array.from({ length: 100 }, (_, at) => at),
    );
    expect((await partsOf(long, [[0, 'marked']])).asked).toBe(24);
    expect(await partsOf(one, [[0, 'ambiguous']])).toMatchObject({ parts: { length: 1 }, settled: [null] });
  });

  it('is left to all its frames together where one of those asked by itself tells nothing', async () => {
    const { settled } = await partsOf(found(0, 10, [0, 3, 6, 9]), [[3, 'marked']]);
    expect(settled).toEqual([null]);
  });

  it('is cut at the very frame with which the version changes', async () => {
    const { parts } = await partsOf(found(4, 12, [4, 8, 10]), [
      [0, 'original'],
      [8.52, 'marked'],
    ]);
    expect(parts).toEqual([
      [4, expect.closeTo(8.52), [4, 8]],
      [expect.closeTo(8.52), 12, [10]],
    ]);
  });

  it('is cut where only its end shows the other version, of which no frame was searched', async () => {
    const { parts } = await partsOf(found(0, 6, [0, 2]), [
      [0, 'marked'],
      [4, 'original'],
    ]);
    expect(parts).toEqual([
      [0, expect.closeTo(4), [0, 2]],
      [expect.closeTo(4), 6, [expect.closeTo(5.92)]],
    ]);
  });

  it('is cut where it shows the other version in between, and no frame was searched because nothing seemed to change', async () => {
    const { parts } = await partsOf(found(2, 13, [2]), [
      [0, 'original'],
      [5.24, 'marked'],
      [9.24, 'original'],
    ]);
    expect(parts.map(([from, to]) => [from, to])).toEqual([
      [2, expect.closeTo(5.24)],
      [expect.closeTo(5.24), expect.closeTo(9.24)],
      [expect.closeTo(9.24), 13],
    ]);
  });

  it('is cut twice where it changes back, and in the middle of a dissolve from one to the other', async () => {
    const back = await partsOf(found(0, 9, [0, 3, 6, 8]), [
      [0, 'original'],
      [3, 'marked'],
      [6, 'original'],
    ]);
    expect(back.parts.map(([from, to]) => [from, to])).toEqual([
      [0, expect.closeTo(3)],
      [expect.closeTo(3), expect.closeTo(6)],
      [expect.closeTo(6), 9],
    ]);
    const dissolve = await partsOf(found(0, 8, [0, 6]), [
      [0, 'original'],
      [2.5, 'ambiguous'],
      [3.5, 'marked'],
    ]);
    expect(dissolve.parts[0]?.[1]).toBe(3);
  });
});
