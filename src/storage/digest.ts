import { createHash, type Hash } from 'node:crypto';
import { openLocal } from './local.ts';

/** Bytes read at once while hashing. */
const piece = 1 << 20;

/** Files up to this size (bytes) have their whole digest as content key. */
const wholeKeyLimit = 64 << 20;

/**
 * Digest of a file, lower-case hex.
 * @param exclusions byte ranges that are left out, as a C2PA data hash does
 * @throws the operating system's error; RangeError for an unknown algorithm
 */
export async function digestOf(
  uri: string,
  algorithm = 'sha256',
  exclusions: readonly { readonly start: number; readonly length: number }[] = [],
): Promise<string> {
  const hash = newHash(algorithm);
  const file = await openLocal(uri);
  try {
    let at = 0;
    for (const { start, length } of [...exclusions].sort((a, b) => a.start - b.start)) {
      await addRange(hash, file.readAt, at, Math.min(start, file.size));
      at = Math.max(at, start + length);
    }
    await addRange(hash, file.readAt, at, file.size);
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

/** Hands all bytes of a file to each of `takers`, in one pass. Throws the operating system's error. */
export async function passBytes(uri: string, takers: readonly { update(bytes: Uint8Array): unknown }[]): Promise<void> {
  const file = await openLocal(uri);
  try {
    const all = { update: (bytes: Uint8Array) => takers.forEach((taker) => void taker.update(bytes)) };
    await addRange(all, file.readAt, 0, file.size);
  } finally {
    await file.close();
  }
}

/** SHA-256 of a stretch of a file, lower-case hex. Throws the operating system's error. */
export async function rangeDigestOf(
  uri: string,
  { offset, length }: { readonly offset: number; readonly length: number },
): Promise<string> {
  const file = await openLocal(uri);
  try {
    return createHash('sha256')
      .update(await file.readAt(offset, length))
      .digest('hex');
  } finally {
    await file.close();
  }
}

/**
 * The content key of a file: its SHA-256 up to 64 MiB; above, SHA-256 of its size, first MiB and last MiB. Finding ids rest
 * on it, so it survives renames and does not cost the reading of a feature film.
 */
export async function contentKeyOf(uri: string): Promise<string> {
  const file = await openLocal(uri);
  try {
    if (file.size <= wholeKeyLimit) return await digestOf(uri);
    const hash = createHash('sha256').update(String(file.size));
    hash.update(await file.readAt(0, piece));
    hash.update(await file.readAt(file.size - piece, piece));
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

/** The digest of a sequence: SHA-256 of the digests of its frames in order, a line each; null where one of them is not known. */
export function digestOfAll(digests: readonly (string | null)[]): string | null {
  if (digests.includes(null)) return null;
  return createHash('sha256')
    .update(digests.map((digest) => `${digest}\n`).join(''))
    .digest('hex');
}

function newHash(algorithm: string): Hash {
  if (!['sha256', 'sha384', 'sha512'].includes(algorithm)) throw new RangeError(`unknown hash algorithm ${algorithm}`);
  return createHash(algorithm);
}

async function addRange(
  hash: { update(bytes: Uint8Array): unknown },
  readAt: (offset: number, length: number) => Promise<Uint8Array>,
  from: number,
  to: number,
): Promise<void> {
  for (let at = from; at < to; ) {
    const bytes = await readAt(at, Math.min(piece, to - at));
    if (bytes.length === 0) return;
    hash.update(bytes);
    at += bytes.length;
  }
}
