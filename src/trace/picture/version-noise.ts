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
  const flat: number[] = [];
  const busy: [rest: number, texture: number][] = [];
  const step = Math.max(1, Math.floor(rest.length / 20000));
  const levels: number[] = [];
  for (let i = 0; i < rest.length; i += step) if (mask[i] === 1) levels.push(texture[i] as number);
  levels.sort((one, other) => one - other);
  const middle = levels[levels.length >> 1] ?? 0;
  for (let i = 0; i < rest.length; i += step) {
    if (mask[i] !== 1) continue;
    if ((texture[i] as number) <= middle) flat.push(rest[i] as number);
    else busy.push([rest[i] as number, texture[i] as number]);
  }
  flat.sort((one, other) => one - other);
  const floor = Math.min(bounds.steady ** 2, Math.max(bounds.least, 1.3 * (flat[Math.floor(flat.length / 3)] ?? 0)));
  const shares = busy.map(([left, of]) => Math.max(0, left - floor) / Math.max(of, 1)).sort((one, other) => one - other);
  const share = Math.min(bounds.share ** 2, Math.max(0.02, 1.3 * (shares[Math.floor(shares.length / 3)] ?? 0)));
  return { floor, share };
}
