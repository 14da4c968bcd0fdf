import type { Readable } from 'node:stream';
import type { OpenFile } from './local.ts';
import { numberOfTag, RemoteError, type RemoteStorage } from './remote.ts';
import { again } from './retry.ts';

/** Bytes asked for at once where less is wanted: a request costs as much as some 100 KiB, and a header is mostly shorter. */
const block = 64 * 1024;

/** Blocks of a file that are kept: a walk goes back to tables that it has left. */
const kept = 4;

/** Milliseconds without a byte after which a request is made again. */
const silence = 30_000;

/** Bytes of a file, as they came. */
interface Held {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/**
 * Opens an object that is read by ranges. All of them are of the one object that was opened: where another takes its place
 * meanwhile, reading fails with `ECHANGED`.
 * @param wanted number of the tag that it must have
 * @throws RemoteError
 */
export async function openRemote(storage: RemoteStorage, uri: string, wanted?: number): Promise<OpenFile> {
  const first = await firstBlock(storage, uri);
  const { size, tag } = first;
  // What was remembered under the tag of a listing must not be what another object said.
  if (wanted !== undefined && wanted > 0 && numberOfTag(tag) !== wanted) throw new RemoteError('ECHANGED', '', false);
  const held: Held[] = [{ offset: 0, bytes: first.bytes }];
  const readAt = async (offset: number, length: number): Promise<Uint8Array> => {
    const end = Math.min(size, offset + length);
    if (offset >= end) return new Uint8Array(0);
    const known = held.find((one) => offset >= one.offset && end <= one.offset + one.bytes.length);
    if (known !== undefined) return known.bytes.subarray(offset - known.offset, end - known.offset);
    const last = Math.min(size, Math.max(end, offset + block));
    const bytes = await again(async () => {
      return gathered(await sameBody(storage, { uri, tag, size }, offset, last - 1), last - offset);
    });
    if (bytes.length <= 16 * block) held.unshift({ offset, bytes });
    held.length = Math.min(held.length, kept);
    return bytes.subarray(0, end - offset);
  };
  return {
    size,
    readAt,
    fill: async (bytes, offset) => {
      const got = await readAt(offset, bytes.length);
      bytes.set(got);
      return got.length;
    },
    close: async () => {},
  };
}

async function firstBlock(storage: RemoteStorage, uri: string): Promise<{ size: number; tag: string; bytes: Uint8Array }> {
  return again(async () => {
    const { body, size, tag } = await storage.get(uri, 0, block - 1).catch((error: unknown) => {
      // Of an empty object no range can be had. https://www.rfc-editor.org/rfc/rfc9110#section-15.5.17
      if ((error as RemoteError).code !== 'InvalidRange') throw error;
      return storage.get(uri, 0);
    });
    return { size, tag, bytes: await gathered(body, Math.min(size, block)) };
  });
}

/**
 * The bytes of an object as it was when it was opened, from a place to another. Not every server heeds the condition that it is the same.
 * @throws RemoteError `ECHANGED` where it is another by now
 */
export async function sameBody(
  storage: RemoteStorage,
  { uri, tag, size }: { readonly uri: string; readonly tag: string; readonly size: number },
  from: number,
  to: number,
): Promise<Readable> {
  const answer = await storage.get(uri, from, to, tag === '' ? undefined : tag);
  if (answer.size === size && answer.tag === tag) return answer.body;
  answer.body.destroy();
  throw new RemoteError('ECHANGED', '', false);
}

/** All bytes of an answer. @throws RemoteError where they end early, or nothing comes for too long */
async function gathered(body: Readable, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  for await (const piece of pieces(body)) {
    const wanted = piece.subarray(0, length - filled);
    bytes.set(wanted, filled);
    filled += wanted.length;
    // Read to its end, the connection serves the next request; a server that knows no ranges would send the whole film.
    if (wanted.length < piece.length) break;
  }
  if (filled < length) throw new RemoteError('ECONNRESET', `${length - filled} of ${length} bytes did not come`, true);
  return bytes;
}

/** What comes of an answer, piece by piece. @throws RemoteError where the connection breaks or falls silent */
export async function* pieces(body: Readable): AsyncIterable<Uint8Array> {
  const watch = setTimeout(() => body.destroy(new RemoteError('ETIMEDOUT', 'no byte came for too long', true)), silence);
  try {
    for await (const piece of body) {
      watch.refresh();
      yield piece as Uint8Array;
    }
  } catch (error) {
    if (error instanceof RemoteError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new RemoteError(typeof code === 'string' ? code : 'ECONNRESET', message, true);
  } finally {
    clearTimeout(watch);
    body.destroy();
  }
}
