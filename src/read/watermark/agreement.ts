import { log10ChanceOf } from './chance.ts';
import type { KnownMessage } from './messages.ts';

/** How well one message agrees with one way of reading a picture. */
export interface Agreement {
  /** Bits of the message that the picture repeats. */
  readonly matching: number;
  /** log10 of an upper bound on the probability that a random message agrees as well. */
  readonly log10Chance: number;
}

/** Sums below this share of the largest say nothing: a picture that is flat but for one corner speaks for a few bits alone. */
const smallestShare = 1e-3;

/** Below this (in nats) all sums are what rounding left of a picture in grey or one colour. */
const smallestSum = 1e-3;

/**
 * The scores of each bit's blocks, added up: block n carries bit n modulo `length`. The mean of all blocks is taken from each
 * first, since some bits have one block more, and a picture of one colour would say that.
 */
export function sumsOf(scores: Float64Array, length: number): Float64Array {
  const sums = new Float64Array(length);
  let mean = 0;
  for (const score of scores) mean += score / scores.length;
  for (let i = 0, bit = 0; i < scores.length; i++) {
    sums[bit] = (sums[bit] as number) + (scores[i] as number) - mean;
    bit = bit + 1 === length ? 0 : bit + 1;
  }
  return sums;
}

/** Holds the sums of a picture's blocks against a message. The chance is counted without what the message's rhythm explains. */
export function agreementOf(known: Pick<KnownMessage, 'bits' | 'rhythm'>, sums: Float64Array): Agreement {
  const plain = centred(sums, 1);
  const steady = outspoken(known.rhythm === 1 ? plain : centred(sums, known.rhythm));
  let matching = 0;
  let agreement = 0;
  for (let i = 0; i < sums.length; i++) {
    const side = known.bits[i] === 1 ? 1 : -1;
    if ((plain[i] as number) * side > 0) matching += 1;
    agreement += (steady[i] as number) * side;
  }
  return { matching, log10Chance: log10ChanceOf(agreement, steady) };
}

/** The sums with 0 for those that say nothing. */
function outspoken(sums: Float64Array): Float64Array {
  const largest = sums.reduce((most, sum) => Math.max(most, Math.abs(sum)), 0);
  const least = Math.max(smallestSum, smallestShare * largest);
  return sums.map((sum) => (Math.abs(sum) < least ? 0 : sum));
}

/** The sums less the mean of those that share a place in a rhythm; with rhythm 1 less the mean of all, which is the picture's. */
function centred(sums: Float64Array, rhythm: number): Float64Array {
  const result = sums.slice();
  for (let place = 0; place < rhythm; place++) {
    let sum = 0;
    for (let bit = place; bit < sums.length; bit += rhythm) sum += sums[bit] as number;
    const mean = sum / (sums.length / rhythm);
    for (let bit = place; bit < sums.length; bit += rhythm) result[bit] = (sums[bit] as number) - mean;
  }
  return result;
}
