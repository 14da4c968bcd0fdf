import { describe, expect, it } from 'vitest';
import { gapsBetween } from '../../src/trace/hidden-shots.ts';

const [keySize, frameSize] = [200_000, 20_000];

/** A video of 25 frames a second with key frames at some seconds and shots that begin at others. */
function packetsOf(keys: readonly number[], begins: readonly number[] = []) {
  const seconds = Array.from({ length: Math.round((keys.at(-1) ?? 0) * 25) + 1 }, (_, frame) => frame / 25);
  const isAt = (times: readonly number[], second: number): boolean => times.some((time) => Math.abs(time - second) < 0.01);
  return seconds.map((second, frame) => {
    const isLarge = isAt(keys, second) || isAt(begins, second);
    return { seconds: second, bytes: isLarge ? keySize * 0.8 : frameSize * (frame % 3 === 0 ? 1 : 0.4) };
  });
}

const gapAfter = (at: number, keys: readonly number[], begins: readonly number[] = [], changes = true) =>
  gapsBetween(packetsOf(keys, begins), keys, 2)(at, () => changes);

describe('what the sizes of packets tell of a gap between key frames', () => {
  it('a key frame that comes early begins a shot, and nothing is hidden before it', () => {
    expect(gapAfter(1, [0, 2, 3.2])).toEqual({ hidden: [], endsWithCut: true, unexplained: null });
    expect(gapAfter(1, [0, 2, 3.2], [], false)).toEqual({ hidden: [], endsWithCut: false, unexplained: null });
  });

  it('one shot that begins in a full gap goes on in the next key frame; of two, the first is hidden, the picture changed or not', () => {
    expect(gapAfter(0, [0, 2, 4], [1.2])).toEqual({ hidden: [], endsWithCut: false, unexplained: null });
    for (const changes of [true, false]) {
      const { hidden } = gapAfter(0, [0, 2, 4], [0.4, 1.2], changes);
      expect(hidden).toHaveLength(1);
      expect(hidden[0]).toBeCloseTo(0.8);
    }
  });

  it('a shot that begins before a key frame that comes early is hidden, if it lasts', () => {
    expect(gapAfter(1, [0, 2, 3.2], [2.4]).hidden[0]).toBeCloseTo(2.8);
    expect(gapAfter(1, [0, 2, 3.2], [3]).hidden).toEqual([]);
  });

  it('a shot of grain begins with the first of its packets, all as large', () => {
    const keys = [0, 2, 3.96, 4.6, 6.6];
    const grain = (second: number): boolean => second > 3.19 && second < 3.95;
    const packets = packetsOf(keys).map((one) => (grain(one.seconds) ? { ...one, bytes: keySize * 0.75 } : one));
    const gap = gapsBetween(packets, keys, 2.002)(1, () => true);
    expect(gap.endsWithCut).toBe(false);
    expect(gap.hidden[0]).toBeCloseTo((3.2 + 3.96) / 2);
  });

  it('a key frame one or two frames early is no sign of a cut', () => {
    expect(gapAfter(1, [0, 2, 3.92])).toEqual({ hidden: [], endsWithCut: false, unexplained: 2.96 });
  });

  it('where the picture changed and no packet says why, its middle may have to be looked at', () => {
    expect(gapAfter(0, [0, 2, 4])).toEqual({ hidden: [], endsWithCut: false, unexplained: 1 });
    expect(gapAfter(0, [0, 2, 4], [], false)).toEqual({ hidden: [], endsWithCut: false, unexplained: null });
  });

  it('what lies between two dissolves costs fewer bytes than they do', () => {
    const keys = [0, 2, 4];
    const dissolving = (second: number): boolean => (second > 0.3 && second < 0.8) || (second > 1.3 && second < 1.8);
    const packets = packetsOf(keys).map((one) => (dissolving(one.seconds) ? { ...one, bytes: one.bytes * 1.9 } : one));
    const { hidden } = gapsBetween(packets, keys, 2)(0, () => true);
    expect(hidden).toHaveLength(1);
    expect(Math.abs((hidden[0] as number) - 1.05)).toBeLessThan(0.2);
    // A single dissolve leads to what the next key frame shows.
    const once = packetsOf(keys).map((one) =>
      one.seconds > 0.3 && one.seconds < 0.8 ? { ...one, bytes: one.bytes * 1.9 } : one,
    );
    expect(gapsBetween(once, keys, 2)(0, () => true).hidden).toEqual([]);
  });

  it('in a shot that stands still, far less than a key frame begins another', () => {
    const keys = [0, 2, 4];
    const packets = packetsOf(keys).map((one) => ({ ...one, bytes: one.bytes >= keySize / 2 ? one.bytes : 1000 }));
    const changed = (seconds: readonly number[]) =>
      packets.map((one) => (seconds.some((second) => Math.abs(one.seconds - second) < 0.01) ? { ...one, bytes: 25_000 } : one));
    expect(gapsBetween(packets, keys, 2)(0, () => false).hidden).toEqual([]);
    const { hidden } = gapsBetween(changed([0.4, 1.6]), keys, 2)(0, () => false);
    expect(hidden).toEqual([expect.closeTo(1, 5)]);
  });
});
