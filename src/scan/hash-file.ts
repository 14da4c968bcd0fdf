import type { DigestAlgorithm, FileDigests } from '../model/index.ts';
import { passBytes } from '../storage/digest.ts';
import { openHasher } from '../tools/hashers.ts';

/** What a thread for hashing is asked. */
export interface HashAsk {
  readonly uri: string;
  readonly algorithms: readonly DigestAlgorithm[];
}

/**
 * Digests of a file in one pass over its bytes.
 * @param onPiece called after each piece of it
 * @throws the operating system's error
 */
export async function hashFile({ uri, algorithms }: HashAsk, onPiece?: () => void): Promise<FileDigests> {
  if (algorithms.length === 0) return {};
  const hashers = await Promise.all(algorithms.map(openHasher));
  await passBytes(uri, hashers, onPiece);
  return Object.fromEntries(hashers.map((hasher) => [hasher.algorithm, hasher.digest()]));
}
