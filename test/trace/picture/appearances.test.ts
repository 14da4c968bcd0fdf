import { describe, expect, it } from 'vitest';
import type { PicturePoint } from '../../../src/model/index.ts';
import {
  appearancesOf,
  doubtfulTimes,
  type FrameHit,
  overlapOf,
  type PictureUnit,
  speedOf,
} from '../../../src/trace/picture/appearances.ts';

const box = (left: number, top: number, right: number, bottom: number): PicturePoint[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];
const whole = box(0, 0, 1, 1);

/** Numbers 0 and 1: stills; 2 to 4: frames of a clip. */
const units: PictureUnit[] = [
  { path: 'a.jpg', seconds: null },
  { path: 'b.jpg', seconds: null },
  { path: 'c.mp4', seconds: 0 },
  { path: 'c.mp4', seconds: 0.5 },
  { path: 'c.mp4', seconds: 1 },
];

function hit(at: number, given: Partial<FrameHit> = {}): FrameHit {
  return {
    source: 0,
    at,
    alone: true,
    matrix: [],
    mirrored: false,
    inliers: 40,
    score: 0.8,
    outline: whole,
    area: 1,
    strength: 1,
    ...given,
  };
}

const seconds = (from: number, to: number, step = 0.5): number[] =>
  Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => from + at * step);

const found = (hits: FrameHit[], times = seconds(0, 20), classOf: (path: string) => string = () => 'one') =>
  appearancesOf(hits, times, units, classOf).map(({ path, mirrored, hits: run, before, after }) => ({
    path,
    mirrored,
    at: run.map(({ at }) => at),
    before,
    after,
  }));

describe('frames in which a source was seen', () => {
  it('are one appearance where they follow each other, with the frames around that do not show it', () => {
    expect(found([hit(3), hit(2), hit(2.5)])).toEqual([
      { path: 'a.jpg', mirrored: false, at: [2, 2.5, 3], before: 1.5, after: 3.5 },
    ]);
  });

  it('have nothing before the first frame of the video, and nothing after its last', () => {
    expect(
      found(
        seconds(0, 2).map((at) => hit(at)),
        [2, 0, 1, 0.5, 1.5],
      ),
    ).toEqual([{ path: 'a.jpg', mirrored: false, at: [0, 0.5, 1, 1.5, 2], before: null, after: null }]);
  });

  it('are told apart over a gap, which may be a cutaway, but prove each other where it is short and the place the same', () => {
    const weak = { inliers: 32, score: 0.5 };
    expect(found([hit(2, weak), hit(4.5, weak)]).map(({ at }) => at)).toEqual([]);
    expect(found([hit(2, weak), hit(3.5, weak)]).map(({ at }) => at)).toEqual([[2], [3.5]]);
    const moved = hit(3.5, { ...weak, outline: box(0.6, 0.6, 0.9, 0.9) });
    expect(found([hit(2, weak), moved])).toEqual([]);
  });

  it('are two appearances where it was missing in four frames, or longer than four seconds', () => {
    expect(found([hit(2), hit(2.5), hit(5), hit(5.5)]).map(({ at }) => at)).toEqual([
      [2, 2.5],
      [5, 5.5],
    ]);
    const sparse = seconds(0, 20, 2.5);
    expect(found([hit(0), hit(2.5), hit(7.5), hit(10)], sparse).map(({ at }) => at)).toEqual([
      [0, 2.5],
      [7.5, 10],
    ]);
  });

  it('that follow each other are one however far the camera went', () => {
    expect(found([hit(2), hit(2.5, { outline: box(0.7, 0.7, 1, 1) })]).map(({ at }) => at)).toEqual([[2, 2.5]]);
  });

  it('prove nothing where there is one alone and weak, for chance is rarely the same twice', () => {
    expect(found([hit(4, { inliers: 20, score: 0.5 })])).toEqual([]);
    expect(found([hit(4, { inliers: 30, score: 0.55 })])).toHaveLength(1);
    expect(found([hit(4, { inliers: 60, score: 0.3 })])).toHaveLength(1);
    expect(found([hit(4, { inliers: 32, score: 0.5 }), hit(4.5, { inliers: 20, score: 0.5 })])).toHaveLength(1);
    expect(found([hit(4, { inliers: 32, score: 0.5 }), hit(14, { inliers: 32, score: 0.5 })])).toEqual([]);
  });

  it('prove nothing where no frame is plain, as often as it may come: a shot of stock footage comes again and again', () => {
    const chance = [4, 4.5, 5].map((at) => hit(at, { inliers: 23, score: 0.42 }));
    expect(found(chance)).toEqual([]);
    expect(found([hit(4, { inliers: 13, score: 0.57 })])).toEqual([]);
    expect(found([hit(4, { inliers: 12, score: 0.82 })])).toHaveLength(1);
  });

  it('that are alone and weak are named, so that the frames next to them can confirm them', () => {
    const hits = [hit(4, { inliers: 20, score: 0.5 }), hit(9, { inliers: 30, score: 0.6 }), hit(14), hit(14.5)];
    expect(doubtfulTimes(hits, seconds(0, 20), units)).toEqual([4]);
  });

  it('are apart where one shows it mirrored', () => {
    const both = [hit(2), hit(2.5), hit(8, { mirrored: true }), hit(8.5, { mirrored: true })];
    expect(found(both).map(({ mirrored, at }) => [mirrored, at])).toEqual([
      [false, [2, 2.5]],
      [true, [8, 8.5]],
    ]);
  });

  it('of a clip count once for each frame of the video, by the one that fits best', () => {
    const clip = [
      hit(2, { source: 2 }),
      hit(2, { source: 3, inliers: 90 }),
      hit(2.5, { source: 3 }),
      hit(2.5, { source: 4, score: 0.9 }),
    ];
    const [only] = appearancesOf(clip, seconds(0, 5), units, () => 'one');
    expect(only?.hits.map(({ at, source }) => [at, source])).toEqual([
      [2, 3],
      [2.5, 4],
    ]);
  });
});

describe('sources at one place at one time', () => {
  const weaker = { source: 1, inliers: 30, score: 0.6 };

  it('are versions of each other: only the one that fits best is told', () => {
    expect(found([hit(2, weaker), hit(2.5, weaker), hit(2), hit(2.5)]).map(({ path }) => path)).toEqual(['a.jpg']);
  });

  it('at two places of a split screen are two', () => {
    const halves = [0, 1].flatMap((source) =>
      [2, 2.5].map((at) => hit(at, { source, outline: box(source / 2, 0, source / 2 + 0.5, 1) })),
    );
    expect(found(halves).map(({ path }) => path)).toEqual(['a.jpg', 'b.jpg']);
  });

  it('of different classes do not hide each other: a marked still, and one that is only declared', () => {
    const classOf = (path: string) => (path === 'a.jpg' ? 'still true' : 'still false');
    const both = [hit(2, weaker), hit(2.5, weaker), hit(2), hit(2.5)];
    expect(found(both, seconds(0, 5), classOf).map(({ path }) => path)).toEqual(['a.jpg', 'b.jpg']);
  });

  it('is hidden only where it mostly lies under the other: its own other shot stays', () => {
    const own = [2, 2.5, 9, 9.5, 10].map((at) => hit(at, weaker));
    const told = found([...own, hit(2), hit(2.5)]);
    expect(told.map(({ path, at }) => [path, at])).toEqual([
      ['a.jpg', [2, 2.5]],
      ['b.jpg', [9, 9.5, 10]],
    ]);
  });

  it('are told in the same order whatever order the threads answered in', () => {
    const hits = [
      hit(2),
      hit(2.5),
      hit(7),
      hit(7.5),
      hit(7, { source: 1, outline: box(0, 0, 0.3, 0.3) }),
      hit(7.5, { source: 1, outline: box(0, 0, 0.3, 0.3) }),
    ];
    const straight = found(hits);
    expect(straight.map(({ path, at }) => [path, at[0]])).toEqual([
      ['a.jpg', 2],
      ['a.jpg', 7],
      ['b.jpg', 7],
    ]);
    expect(found([...hits].reverse(), seconds(0, 20).reverse())).toEqual(straight);
  });
});

describe('what two outlines share', () => {
  it('is counted within the frame, of the area of both', () => {
    expect(overlapOf(whole, whole)).toBe(1);
    expect(overlapOf(whole, box(-1, -1, 2, 2))).toBe(1);
    expect(overlapOf(box(0, 0, 0.5, 1), box(0.5, 0, 1, 1))).toBe(0);
    expect(overlapOf(box(0, 0, 0.5, 1), whole)).toBeCloseTo(0.5, 9);
    expect(overlapOf(box(0, 0, 0.6, 1), box(0.3, 0, 0.9, 1))).toBeCloseTo(1 / 3, 9);
    expect(overlapOf(box(1.2, 0, 1.5, 1), whole)).toBe(0);
  });
});

describe('how fast a clip runs', () => {
  it('is told from four frames on, negative backwards', () => {
    const course = (speed: number) => [0, 1, 2, 3, 4].map((at) => [10 + at, 6 + at * speed] as const);
    for (const speed of [1, 0.5, 2, -1]) expect(speedOf(course(speed))).toBeCloseTo(speed, 9);
    expect(speedOf(course(1).slice(0, 3))).toBeNull();
    expect(speedOf([0, 1, 2, 3].map((second) => [5, second] as const))).toBeNull();
    expect(speedOf([])).toBeNull();
  });

  it('is not far off although each frame is known to half a second only', () => {
    const rounded = seconds(0, 6).map((at) => [at, Math.round(at * 0.8 * 2) / 2] as const);
    expect(Math.abs((speedOf(rounded) ?? 0) - 0.8)).toBeLessThan(0.05);
  });
});
