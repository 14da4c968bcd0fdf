import { expect, test } from 'vitest';
import { log10ChanceOf } from '../../../src/read/watermark/chance.ts';

const scores = Float64Array.from([5, -3, 2.5, 0.1, -7, 1, 1, 4, -0.4, 2, -6, 3]);

/** Share of all sign vectors whose sum with the scores reaches the agreement. */
function exactly(agreement: number): number {
  let reached = 0;
  for (let signs = 0; signs < 1 << scores.length; signs++) {
    const sum = scores.reduce((total, score, i) => total + ((signs >> i) & 1 ? score : -score), 0);
    if (sum >= agreement - 1e-9) reached += 1;
  }
  return reached / (1 << scores.length);
}

test('the bound is never below the exact probability, and not far above it', () => {
  const all = scores.reduce((sum, score) => sum + Math.abs(score), 0);
  for (let share = 0.1; share < 1; share += 0.05) {
    const bound = log10ChanceOf(share * all, scores);
    const exact = Math.log10(exactly(share * all));
    expect(bound).toBeGreaterThanOrEqual(exact - 1e-9);
    expect(bound).toBeLessThan(exact + 1.2);
  }
});

test('full agreement has the chance 2^-n; bits without a score do not count', () => {
  const all = scores.reduce((sum, score) => sum + Math.abs(score), 0);
  expect(log10ChanceOf(all, scores)).toBeCloseTo(-12 * Math.log10(2), 9);
  expect(log10ChanceOf(3, Float64Array.from([1, 0, 1, 1, 0]))).toBeCloseTo(-3 * Math.log10(2), 9);
});

test('no agreement, no scores and enormous scores give numbers', () => {
  expect(log10ChanceOf(0, scores)).toBe(0);
  expect(log10ChanceOf(-4, scores)).toBe(0);
  expect(log10ChanceOf(0, new Float64Array(48))).toBe(0);
  expect(log10ChanceOf(1, new Float64Array(0))).toBe(0);
  const huge = scores.map((score) => score * 1e200);
  expect(log10ChanceOf(20e200, huge)).toBeCloseTo(log10ChanceOf(20, scores), 6);
});

test('scores that are rounding beside the largest are no bits that agree', () => {
  const one = Float64Array.from({ length: 46 }, (_, i) => (i === 0 ? 8 : 1e-11));
  expect(log10ChanceOf(8 - 45e-11, one)).toBeGreaterThanOrEqual(Math.log10(0.5) - 1e-9);
  expect(log10ChanceOf(8 + 45e-11, one)).toBeGreaterThanOrEqual(Math.log10(0.5) - 1e-9);
});
