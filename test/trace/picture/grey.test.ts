import { describe, expect, it } from 'vitest';
import { mirrored, reduced } from '../../../src/trace/picture/grey.ts';
import { flat, scene } from './drawn.ts';

const small = { width: 4, height: 2, data: Uint8Array.from([10, 20, 30, 40, 50, 60, 70, 80]) };

describe('grey pictures', () => {
  it('are made smaller by the mean of what lies under each pixel', () => {
    expect(reduced(small, 2)).toEqual({ width: 2, height: 1, data: Uint8Array.from([35, 55]) });
    expect(reduced(small, 4)).toEqual({ width: 1, height: 1, data: Uint8Array.from([45]) });
  });

  it('are never made larger, nor smaller than one pixel', () => {
    expect(reduced(small, 1)).toBe(small);
    expect(reduced(small, 0.3)).toBe(small);
    expect(reduced(small, 1000)).toMatchObject({ width: 1, height: 1 });
  });

  it('leave out no pixel and count none twice where the factor is no whole number', () => {
    const picture = scene(3, 641, 359);
    const mean = ({ data }: { data: Uint8Array }) => data.reduce((sum, value) => sum + value, 0) / data.length;
    const less = reduced(picture, 2.37);
    expect([less.width, less.height, less.data.length]).toEqual([270, 151, 270 * 151]);
    expect(Math.abs(mean(less) - mean(picture))).toBeLessThan(1);
    expect(new Set(reduced(flat(77, 641, 359), 2.37).data)).toEqual(new Set([77]));
  });

  it('are mirrored row by row, and twice is the picture again; the given one stays as it was', () => {
    expect(mirrored(small)).toEqual({ width: 4, height: 2, data: Uint8Array.from([40, 30, 20, 10, 80, 70, 60, 50]) });
    expect(mirrored(mirrored(small))).toEqual(small);
    expect(small.data[0]).toBe(10);
  });
});
