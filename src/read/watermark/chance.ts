/**
 * Upper bound on the probability that a random message agrees with these scores as well as the given one does: log10.
 * The scores stay as they are (so nothing is assumed of the picture); the message's bits are fair coins. The sum of
 * `scores[i]` with random signs then reaches `agreement` with a probability of at most
 * min over t of exp(-t agreement) prod cosh(t scores[i]) (Chernoff's bound, https://en.wikipedia.org/wiki/Chernoff_bound);
 * where every bit agrees the bound is 2^-n, the exact value. 0 where the agreement is no better than chance.
 */
export function log10ChanceOf(agreement: number, scores: Float64Array): number {
  let sum = 0;
  let largest = 0;
  let count = 0;
  for (const score of scores) {
    sum += Math.abs(score);
    largest = Math.max(largest, Math.abs(score));
  }
  // Scores that rounding could have left do not count as bits that agree.
  for (const score of scores) if (Math.abs(score) > 1e-6 * largest) count += 1;
  if (!(agreement > 0) || !(sum > 0)) return 0;
  if (agreement >= sum * (1 - 1e-9)) return -count * Math.LOG10E * Math.LN2;
  const exponent = (t: number): number => {
    let total = -t * agreement;
    for (const score of scores) total += logCosh(t * score);
    return total;
  };
  return Math.min(0, lowestOf(exponent, largest)) * Math.LOG10E;
}

/** ln cosh x without overflow. */
function logCosh(x: number): number {
  const size = Math.abs(x);
  return size + Math.log1p(Math.exp(-2 * size)) - Math.LN2;
}

/** The lowest value of a convex function of t > 0, by golden section over the logarithm of t. Any t gives a valid bound. */
function lowestOf(exponent: (t: number) => number, largest: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(1e-4 / largest);
  let high = Math.log(1e4 / largest);
  let a = high - golden * (high - low);
  let b = low + golden * (high - low);
  let atA = exponent(Math.exp(a));
  let atB = exponent(Math.exp(b));
  for (let step = 0; step < 60; step++) {
    if (atA < atB) {
      high = b;
      b = a;
      atB = atA;
      a = high - golden * (high - low);
      atA = exponent(Math.exp(a));
    } else {
      low = a;
      a = b;
      atA = atB;
      b = low + golden * (high - low);
      atB = exponent(Math.exp(b));
    }
  }
  return Math.min(atA, atB);
}
