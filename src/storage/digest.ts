import { createHash, type Hash } from 'node:crypto';
import { openFile } from './connection.ts';

/** Bytes of the ends of a file that its content key rests on, and of each stretch between exclusions. */
const piece = 1 << 20;

/** Bytes read at once of a whole file: what disks and network shares hand out at full speed. */
const passedAtOnce = 4 << 20;

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
  if (exclusions.length === 0) {
    await passBytes(uri, [hash]);
    return hash.digest('hex');
  }
  const file = await openFile(uri);
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

/**
 * Hands all bytes of a file to each of `takers`, in one pass; while they work, the next piece is read. What they are handed is
 * overwritten later.
 * @param onPiece called after each piece
 * @throws the operating system's error
 */
export async function passBytes(
  uri: string,
  takers: readonly { update(bytes: Uint8Array): unknown }[],
  onPiece: () => void = () => {},
): Promise<void> {
  const file = await openFile(uri);
  const length = file.size > piece ? passedAtOnce : file.size;
  let [current, next] = [pieceOf(length), pieceOf(file.size > length ? length : 0)];
  const read = (bytes: Uint8Array, at: number): Promise<number> => {
    const reading = file.fill(bytes.subarray(0, Math.max(0, Math.min(length, file.size - at))), at);
    // Whoever waits for it is told; until then a failure is nobody's.
    reading.catch(() => {});
    return reading;
  };
  let reading = read(current, 0);
  try {
    for (let at = 0; ; ) {
      const got = await reading;
      if (got === 0) return;
      at += got;
      reading = read(next, at);
      for (const taker of takers) taker.update(current.subarray(0, got));
      onPiece();
      [current, next] = [next, current];
    }
  } finally {
    await reading.catch(() => {});
    spare.push(...[current, next].filter((buffer) => buffer.length === passedAtOnce).slice(0, 2 - spare.length));
    await file.close();
  }
}

/** Pieces of the file before, two at most: new memory for each of a hundred thousand frames costs a tenth of their hashing. */
const spare: Buffer[] = [];

function pieceOf(length: number): Buffer {
  return (length === passedAtOnce ? spare.pop() : undefined) ?? Buffer.allocUnsafeSlow(length);
}

/** SHA-256 of a stretch of a file, lower-case hex. Throws the operating system's error. */
export async function rangeDigestOf(
  uri: string,
  { offset, length }: { readonly offset: number; readonly length: number },
): Promise<string> {
  const file = await openFile(uri);
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
  const file = await openFile(uri);
  try {
    if (isWholeKey(file.size)) return await digestOf(uri);
    const hash = createHash('sha256').update(String(file.size));
    hash.update(await file.readAt(0, piece));
    hash.update(await file.readAt(file.size - piece, piece));
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

/** The content key of an empty file. */
export const keyOfNothing = createHash('sha256').digest('hex');

/** True where the content key of a file of that size (bytes) is its SHA-256. */
export function isWholeKey(size: number): boolean {
  return size <= wholeKeyLimit;
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
