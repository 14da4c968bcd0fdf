import { describe, expect, it } from 'vitest';
import { detailStrength, likeness } from '../../../src/trace/picture/correlation.ts';
import { dissolved, each, flat, grained, scene } from './drawn.ts';

const size = [320, 180] as const;
const source = scene(1, ...size);
const other = scene(2, ...size);
const everywhere = flat(255, ...size);

describe('how well a frame shows a source', () => {
  it('is whole for the source itself, and nearly so for it graded, dark, hazy or grained', () => {
    expect(likeness(source, source, everywhere).score).toBe(1);
    const grades: Record<string, (value: number) => number> = {
      dark: (value) => value * 0.4,
      hazy: (value) => 150 + value * 0.25,
      gamma: (value) => 255 * (value / 255) ** 1.6,
    };
    for (const [name, grade] of Object.entries(grades)) {
      expect(likeness(source, each(source, grade), everywhere).score, name).toBeGreaterThan(0.85);
    }
    expect(likeness(source, grained(source, 4), everywhere).score).toBeGreaterThan(0.8);
  });

  it('is near nothing for another picture, for the negative, and for a flat frame', () => {
    expect(likeness(source, other, everywhere).score).toBeLessThan(0.1);
    expect(
      likeness(
        source,
        each(source, (value) => 255 - value),
        everywhere,
      ).score,
    ).toBe(0);
    expect(likeness(source, flat(128, ...size), everywhere)).toMatchObject({ score: 0 });
    expect(likeness(source, flat(128, ...size), everywhere).blocks).toBe(likeness(source, source, everywhere).blocks);
  });

  it('does not take one slope for another: skies that darken upwards are all alike', () => {
    const sky = each(flat(0, ...size), (_, at) => 40 + Math.floor(at / 320) * 1.1);
    const dusk = each(flat(0, ...size), (_, at) => 20 + Math.floor(at / 320) * 0.9 + (at % 320) * 0.1);
    expect(likeness(sky, dusk, everywhere)).toEqual({ blocks: 0, score: 0 });
    // Nor does a slope across the frame, as of a vignette, hide the picture.
    const vignette = each(source, (value, at) => value * 0.6 + (at % 320) * 0.3);
    expect(likeness(source, vignette, everywhere).score).toBeGreaterThan(0.95);
  });

  it('counts only blocks that lie within the frame, and only those under a lower third fail', () => {
    const leftHalf = each(everywhere, (_, at) => (at % 320 < 160 ? 255 : 0));
    const halfShown = each(source, (value, at) => (at % 320 < 160 ? value : 0));
    const all = likeness(source, source, everywhere).blocks;
    const left = likeness(source, halfShown, leftHalf);
    expect(left.score).toBe(1);
    expect(left.blocks).toBeGreaterThan(all * 0.35);
    expect(left.blocks).toBeLessThan(all * 0.65);
    const titled = each(source, (value, at) => (at < 320 * 120 ? value : 20));
    expect(likeness(source, titled, everywhere).score).toBeCloseTo(0.66, 1);
    expect(likeness(source, source, flat(0, ...size))).toEqual({ blocks: 0, score: 0 });
  });
});

describe('how much of the detail is left in a dissolve', () => {
  it.each([0, 0.25, 0.5, 0.75, 1])('is the share of the picture: %d', (share) => {
    expect(detailStrength(source, dissolved(other, source, share), everywhere)).toBeCloseTo(share, 1);
    expect(detailStrength(source, dissolved(flat(0, ...size), source, share), everywhere)).toBeCloseTo(share, 1);
  });

  it('does not depend on the brightness of what the picture dissolves into', () => {
    const [intoBlack, intoWhite] = [0, 255].map((grey) =>
      detailStrength(source, dissolved(flat(grey, ...size), source, 0.5), everywhere),
    ) as [number, number];
    expect(Math.abs(intoBlack - intoWhite)).toBeLessThan(0.02);
  });

  it('is nothing where nothing of the picture lies in the frame', () => {
    expect(detailStrength(source, source, flat(0, ...size))).toBe(0);
    expect(detailStrength(flat(9, ...size), source, everywhere)).toBe(0);
  });
});
