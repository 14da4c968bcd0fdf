import { descriptorBytes } from '../../tools/opencv.ts';

/** Words of 32 bits in one descriptor. */
export const words = descriptorBytes / 4;

/** Ones in 16 bits: a table that the processor keeps at hand is faster than counting. */
const onesOf = Uint8Array.from({ length: 65_536 }, (_, bits) => countOf(bits));

function countOf(bits: number): number {
  let count = 0;
  for (let left = bits; left > 0; left >>>= 1) count += left & 1;
  return count;
}

/** Ones in 32 bits. */
export const ones = (bits: number): number => (onesOf[bits & 0xffff] as number) + (onesOf[bits >>> 16] as number);

/**
 * Bits in which two descriptors differ (Hamming distance); once the sum has reached `enough`, it is not counted further.
 * @param atA where the descriptor begins, in words
 */
export function distance(a: Uint32Array, atA: number, b: Uint32Array, atB: number, enough: number): number {
  let bits = 0;
  for (let word = 0; word < words; word += 2) {
    bits += ones((a[atA + word] as number) ^ (b[atB + word] as number));
    bits += ones((a[atA + word + 1] as number) ^ (b[atB + word + 1] as number));
    if (bits >= enough) return bits;
  }
  return bits;
}
