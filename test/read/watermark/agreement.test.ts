import { expect, test } from 'vitest';
import { agreementOf, sumsOf } from '../../../src/read/watermark/agreement.ts';
import { knownMessages } from '../../../src/read/watermark/messages.ts';

/** Every block says the same, but for `spots`. */
const blocks = (spots: Readonly<Record<number, number>>): Float64Array =>
  Float64Array.from({ length: 4096 }, (_, i) => spots[i] ?? -0.7342);

const everyMessageOf = function* (free: number, length: number) {
  for (let bits = 0; bits < 1 << free; bits++) yield Uint8Array.from({ length }, (_, i) => (bits >> (i % free)) & 1);
};

test('a flat picture agrees with no message, whether or not its blocks fill the last repeat', () => {
  for (const length of [32, 46, 48, 136]) {
    const sums = sumsOf(blocks({}), length);
    for (const bits of everyMessageOf(8, length)) expect(agreementOf({ bits, rhythm: 1 }, sums).log10Chance).toBe(0);
  }
});

test('three blocks that speak are three bits, whichever they are', () => {
  for (const { bits } of knownMessages) {
    let lowest = 0;
    for (let at = 0; at < bits.length; at++) {
      // Each says what the message says there.
      const says = (i: number) => (bits[i % bits.length] === 1 ? 4 : -6);
      const sums = sumsOf(blocks({ [at]: says(at), [at + 7]: says(at + 7), [at + 2000]: says(at + 2000) }), bits.length);
      lowest = Math.min(lowest, agreementOf({ bits, rhythm: 1 }, sums).log10Chance);
    }
    expect(lowest).toBeLessThan(-0.1);
    expect(lowest).toBeGreaterThan(-3);
  }
});

test('the rhythm of bytes is no agreement with a text', () => {
  const text = Uint8Array.from({ length: 136 }, (_, i) => [0, 1, 1, i & 1, (i >> 3) & 1, (i >> 4) & 1, 0, 1][i & 7] as number);
  const sums = sumsOf(
    Float64Array.from({ length: 136 * 30 }, (_, i) => [-2, 2, 2, 0, 0, 0, 0, 0][i & 7] as number),
    136,
  );
  expect(agreementOf({ bits: text, rhythm: 1 }, sums).log10Chance).toBeLessThan(-9);
  expect(agreementOf({ bits: text, rhythm: 8 }, sums).log10Chance).toBe(0);
});
