import { createHash } from 'node:crypto';
import type { DigestAlgorithm } from '../model/index.ts';

/** Takes a file's bytes one after the other, and gives their digest at the end. */
export interface Hasher {
  readonly algorithm: DigestAlgorithm;
  update(bytes: Uint8Array): void;
  /** Lower-case hex, xxHash in its canonical (big-endian) order; base 58 for C4. */
  digest(): string;
}

const wasm = { xxh64: 'createXXHash64', xxh3: 'createXXHash3', xxh128: 'createXXHash128' } as const;

/** A new hasher; seeds of xxHash are 0, as in every manifest. */
export async function openHasher(algorithm: DigestAlgorithm): Promise<Hasher> {
  if (algorithm === 'xxh64' || algorithm === 'xxh3' || algorithm === 'xxh128') {
    // Loaded where it is needed: most deliveries are listed in digests that Node computes itself.
    const hash = (await (await import('hash-wasm'))[wasm[algorithm]]()).init();
    return { algorithm, update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  }
  const hash = createHash(algorithm === 'c4' ? 'sha512' : algorithm);
  const digest = algorithm === 'c4' ? () => c4Of(hash.digest()) : () => hash.digest('hex');
  return { algorithm, update: (bytes) => void hash.update(bytes), digest };
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** C4 identifier of a SHA-512 digest (SMPTE ST 2114): `c4`, and the number in base 58 filled up to 88 digits. */
function c4Of(sha512: Buffer): string {
  let number = BigInt(`0x${sha512.toString('hex')}`);
  let digits = '';
  for (; number > 0n; number /= 58n) digits = `${base58[Number(number % 58n)]}${digits}`;
  return `c4${digits.padStart(88, '1')}`;
}
