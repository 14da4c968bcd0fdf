// Bytes that no disk or file system can make smaller, the same for the same seed.
import { createCipheriv } from 'node:crypto';

const piece = 4 << 20;

/** Pieces of pseudo-random bytes, `length` in all: the key stream of AES in counter mode. */
export function* randomPieces(length, seed) {
  const stream = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16));
  const nothing = Buffer.alloc(piece);
  for (let left = length; left > 0; left -= piece) yield stream.update(left < piece ? nothing.subarray(0, left) : nothing);
}
