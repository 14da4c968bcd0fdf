import { describe, expect, it } from 'vitest';
import { remainingTime } from '../../src/cli/remaining.ts';

// Somebody decides by this number whether to wait: no number is better than a wrong one.
function scanning(pace: (second: number) => { done: number; bytes?: number }, total: number, totalBytes?: number) {
  let clock = 0;
  const remaining = remainingTime(() => clock);
  const said: (number | undefined)[] = [];
  for (let second = 0; second <= 60; second++) {
    clock = second * 1000;
    const { done, bytes } = pace(second);
    const sizes = bytes === undefined || totalBytes === undefined ? {} : { bytes: { done: bytes, total: totalBytes } };
    said.push(remaining({ done, total, path: '', ...sizes }));
  }
  return said;
}

describe('the time that remains', () => {
  it('is told of a steady scan, and right', () => {
    const said = scanning((second) => ({ done: 10 + second * 10 }), 1210);
    expect(said.slice(0, 5)).toEqual(Array(5).fill(undefined));
    expect(said[30]).toBeCloseTo(90, 0);
    expect(said[60]).toBeCloseTo(60, 0);
  });

  it('is not told while the pace falls', () => {
    const said = scanning((second) => ({ done: Math.round(400 * Math.sqrt(second)) }), 100_000);
    expect(said.slice(0, 20)).toEqual(Array(20).fill(undefined));
  });

  it('is not told where assets and bytes disagree, and is that of the slower where they do not', () => {
    expect(scanning((second) => ({ done: second * 10, bytes: second }), 1000, 1_000_000).every((one) => one === undefined)).toBe(
      true,
    );
    expect(scanning((second) => ({ done: second * 10, bytes: second * 8 }), 1000, 1000)[40]).toBeCloseTo(85, 0);
  });

  it('is not told of a handful of assets', () => {
    expect(scanning((second) => ({ done: Math.floor(second / 10) }), 10).every((one) => one === undefined)).toBe(true);
  });

  it('begins anew in silence when the scan stands still', () => {
    const said = scanning((second) => ({ done: second < 20 ? second * 10 : 200 }), 1000);
    expect(said[19]).toBeDefined();
    expect(said.slice(35)).toEqual(Array(26).fill(undefined));
  });
});
