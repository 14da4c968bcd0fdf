/** What resampling, compression and grain leave between two prints of one picture: a floor, and a share of its structure. */
export interface Noise {
  /** Energy (squared levels of 255) in flat parts. */
  readonly floor: number;
  /** Energy for each unit of energy of the structure. */
  readonly share: number;
}

/** Bounds of the estimate, so that a picture altered nearly everywhere does not pass for noise. */
export interface NoiseBounds {
  /** Least floor, in squared levels. */
  readonly least: number;
  /** Highest floor, in levels. */
  readonly steady: number;
  /** Highest share, of amplitudes. */
  readonly share: number;
}

/**
 * Estimates the noise from the quieter part of what is left over: `rest` and `texture` are energies for each pixel or block.
 * The lower third is used, because up to half of a picture may have been replaced.
 */
export function noiseOf(
  rest: ArrayLike<number>,
  texture: ArrayLike<number>,
  mask: ArrayLike<number>,
  bounds: NoiseBounds,
): Noise {
  const step = Math.max(1, Math.floor(rest.length / 20000));
  const used: number[] = [];
  for (let i = 0; i < rest.length; i += step) if (mask[i] === 1) used.push(i);
  const levels = Float64Array.from(used, (i) => texture[i] as number).sort();
  const middle = levels[levels.length >> 1] ?? 0;
  const flat: number[] = [];
  const busy: number[] = [];
  for (const i of used) ((texture[i] as number) <= middle ? flat : busy).push(i);
  const rests = Float64Array.from(flat, (i) => rest[i] as number).sort();
  const floor = Math.min(bounds.steady ** 2, Math.max(bounds.least, 1.3 * (rests[Math.floor(rests.length / 3)] ?? 0)));
  const shareOf = (i: number) => Math.max(0, (rest[i] as number) - floor) / Math.max(texture[i] as number, 1);
  const shares = Float64Array.from(busy, shareOf).sort();
  const share = Math.min(bounds.share ** 2, Math.max(0.02, 1.3 * (shares[Math.floor(shares.length / 3)] ?? 0)));
  return { floor, share };
}
