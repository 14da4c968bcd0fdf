import { type Declaration, type DigestAlgorithm, digestAlgorithms } from '../model/index.ts';

/** The algorithms of the digests by which declared uses name assets. */
export function namedAlgorithms(declaration: Declaration | null): readonly DigestAlgorithm[] {
  const refs = (declaration?.uses ?? []).flatMap(({ assets }) => assets);
  return digestAlgorithms.filter((algorithm) => refs.some((ref) => algorithm in ref));
}
