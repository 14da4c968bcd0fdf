import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { createWriteStream, readdirSync, rmSync } from 'node:fs';
import { rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isRunning } from '../tools/alive.ts';
import { makeFolder } from '../tools/folder.ts';
import { RemoteError, type RemoteStorage, type SpoolSettings } from './remote.ts';
import { pieces, sameBody } from './remote-file.ts';
import { again } from './retry.ts';

/** Why an object was not fetched whole: `none` is fetched at all, or it is `larger` than what may lie in the spool. */
export class NotFetched extends Error {
  readonly reason: 'none' | 'larger';

  constructor(reason: NotFetched['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

interface Copy {
  readonly file: string;
  size: number;
  users: number;
  readonly ready: Promise<void>;
}

/** Copies of whole objects, for engines that read local files only. Nobody else can read them, and none outlives the run. */
export interface Spool {
  /** Calls `use` with the path of a copy. @throws NotFetched where it is too large; RemoteError */
  readonly with: <T>(uri: string, use: (path: string) => Promise<T>) => Promise<T>;
  /** Removes what nobody uses just now. */
  readonly rest: () => void;
  readonly close: () => Promise<void>;
}

/** Milliseconds that a copy waits for room while nobody gives any back: a film that is decoded may take as long. */
const patience = 15 * 60_000;

/** Folders of runs begin so; the number of the process follows. */
const folderName = /^trueslate-spool-(\d+)-/;

/**
 * Opens a spool in a folder, and removes from there what runs left that were killed.
 * @param storageOf what holds an object
 */
export function openSpool({ folder, limit }: SpoolSettings, storageOf: (uri: string) => Promise<RemoteStorage>): Spool {
  const own = join(folder, `trueslate-spool-${process.pid}-${randomBytes(6).toString('hex')}`);
  const copies = new Map<string, Copy>();
  const waiting: (() => void)[] = [];
  let isMade = false;
  /** Bytes of the copies that the caller holds already: waiting for these to be given back, it would wait for itself. */
  const held = new AsyncLocalStorage<number>();
  const used = (): number => [...copies.values()].reduce((sum, { size }) => sum + size, 0);

  /** A process that is told to end does not close what it has opened. */
  const leave = (): void => rmSync(own, { recursive: true, force: true });
  /** Removes what nobody uses, the oldest first, until the copy has room, and takes that for it: at once, since others wait too. */
  const makeRoom = async (own: Copy, size: number): Promise<void> => {
    for (;;) {
      for (const [uri, copy] of copies) {
        if (used() + size <= limit) break;
        if (copy.users > 0) continue;
        copies.delete(uri);
        rmSync(copy.file, { force: true });
      }
      if (used() + size <= limit) {
        own.size = size;
        return;
      }
      const freed = new Promise<'freed'>((resolve) => waiting.push(() => resolve('freed')));
      const late = new AbortController();
      const left = await Promise.race([freed, wait(patience, 'late', { signal: late.signal, ref: false }).catch(() => 'freed')]);
      late.abort();
      // Whoever holds one copy may wait for a second, as another does: nobody would ever go on.
      if (left === 'late') throw new NotFetched('larger', `${size}`);
    }
  };
  const fetched = async (uri: string, copy: Copy): Promise<void> => {
    if (!isMade) {
      makeFolder(own, 0o700);
      isMade = true;
      process.on('exit', leave);
    }
    const storage = await storageOf(uri);
    const { size, tag, body } = await again(() => storage.get(uri, 0, 0).catch(() => storage.get(uri, 0)));
    body.destroy();
    if (size + (held.getStore() ?? 0) > limit) throw new NotFetched('larger', `${size}`);
    await makeRoom(copy, size);
    await download(storage, { uri, tag, size }, copy.file);
  };
  const copyOf = (uri: string): Copy => {
    const known = copies.get(uri);
    if (known !== undefined) return known;
    const file = join(own, `${randomBytes(6).toString('hex')}${endingOf(uri)}`);
    let copy: Copy | undefined;
    const ready = Promise.resolve().then(() => fetched(uri, copy as Copy));
    ready.catch(() => {});
    copy = { file, size: 0, users: 0, ready };
    copies.set(uri, copy);
    return copy;
  };
  return {
    with: async (uri, use) => {
      const copy = copyOf(uri);
      copy.users += 1;
      try {
        await copy.ready.catch(async (error: unknown) => {
          // What could not be fetched is asked for again the next time.
          if (copies.get(uri) === copy) copies.delete(uri);
          await rm(copy.file, { force: true });
          throw error;
        });
        return await held.run((held.getStore() ?? 0) + copy.size, () => use(copy.file));
      } finally {
        copy.users -= 1;
        for (const go of waiting.splice(0)) go();
      }
    },
    rest: () => {
      for (const [uri, copy] of copies) {
        if (copy.users > 0) continue;
        copies.delete(uri);
        rmSync(copy.file, { force: true });
      }
    },
    close: async () => {
      process.off('exit', leave);
      if (isMade) await rm(own, { recursive: true, force: true });
    },
  };
}

/** Removes the folders of runs that are no more. @throws the operating system's error where the folder cannot be made */
export function sweepSpool(folder: string): void {
  makeFolder(folder, 0o700);
  for (const name of readdirSync(folder)) {
    const process = folderName.exec(name)?.[1];
    if (process !== undefined && !isRunning(Number(process))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

/** The ending of a name, which tells engines what to expect. */
function endingOf(uri: string): string {
  return /\.[A-Za-z0-9]{1,8}$/.exec(uri)?.[0] ?? '';
}

/** Fetches an object into a file; after a break, it goes on where it stopped. */
async function download(
  storage: RemoteStorage,
  { uri, tag, size }: { readonly uri: string; readonly tag: string; readonly size: number },
  file: string,
): Promise<void> {
  const written = async (): Promise<number> =>
    stat(file).then(
      ({ size: have }) => have,
      () => 0,
    );
  const onward = () =>
    again(async () => {
      const from = Math.min(size, await written());
      const target = createWriteStream(file, { flags: from === 0 ? 'w' : 'r+', start: from, mode: 0o600 });
      if (from < size) {
        const body = await sameBody(storage, { uri, tag, size }, from, size - 1).catch((error: unknown) => {
          target.destroy();
          throw error;
        });
        await pipeline(pieces(body), target);
      } else await pipeline([], target);
      const have = await written();
      if (have > size) await truncate(file, size);
      if (have < size) throw new RemoteError('ECONNRESET', `${size - have} of ${size} bytes did not come`, true);
    });
  for (let had = -1; ; ) {
    try {
      await onward();
      return;
    } catch (error) {
      // Where bytes came, a line that breaks every minute still brings a film.
      const have = await written();
      if (!(error instanceof RemoteError) || !error.isFleeting || have <= had) throw error;
      had = have;
    }
  }
}
