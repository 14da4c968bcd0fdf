import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RootDatabase } from 'lmdb';
import { makeFolder } from '../tools/folder.ts';
import { detailOf, isDamage, reasonOf } from './failure.ts';
import { remove, setAside, sizeOf, tryWriting } from './file.ts';
import { isSound } from './head.ts';
import { mappedBytes } from './mapped.ts';

/** Settings of a store. */
export interface StoreOptions {
  /** Told once, in the words of the system, where the store cannot be used (any more). */
  readonly onProblem?: (detail: string) => void;
  /** Bytes from which on it begins anew at the next opening: what was remembered of deliveries of long ago is of no use. */
  readonly limit?: number;
  /** Bytes that it leaves free on its disk, 64 MiB where nothing is said. */
  readonly spare?: number;
}

/** What makes one store different from another. */
export interface DatabaseSettings {
  /** Path of the one file, beside which lmdb keeps a lock. */
  readonly file: string;
  readonly limit: number;
  readonly onProblem?: StoreOptions['onProblem'];
  readonly spare?: StoreOptions['spare'];
  /** The key under which a name stands: lmdb takes 1978 bytes at most, and no zero among them. */
  readonly keyOf: (name: string) => string;
  /** The `sumLength` bytes that stand before each value: lmdb keeps no sums of its own, and disks and shares lie. */
  readonly sumOf: (name: string, value: Uint8Array) => Buffer;
}

/** Bytes of the sum before each value. */
export const sumLength = 8;

const standardSpare = 64 << 20;

/** Bytes without which lmdb cannot even be opened to read: the lock that it maps would end the process (bus error). */
const leastRoom = 1 << 20;

/** Bytes of the file in memory from which on it is mapped anew. */
const mostMapped = 32 << 20;

/** Bytes of pages read and entries written, after which the system is asked how many there are. */
const askedAfter = 4 << 20;

/** Address space for the file, in bytes: where it grows beyond, it is mapped a second time beside the first. Windows would fill the disk. */
const addresses = process.platform === 'win32' ? {} : { mapSize: 2 ** 34 };

/** Bytes that looking for one entry brings into memory: the system maps the neighbours of a page with it. */
const mappedByGet = 16 << 10;

/**
 * Opens a database in a folder, which is made where it is missing. Several scans may share it, in one process or in several; it
 * must lie on a disk of this machine, since lmdb maps it into memory. A damaged file is set aside, and a new one begun.
 * @returns null where it cannot be opened, which `onProblem` is told
 */
export async function openDatabase(settings: DatabaseSettings): Promise<Database | null> {
  const { file } = settings;
  const tell = once(settings.onProblem ?? (() => {}));
  try {
    // Loaded when needed: where there is no binary for this machine, a scan goes on without it.
    const { open } = await import('lmdb');
    makeFolder(dirname(file));
    if (!hasRoom(dirname(file), leastRoom)) throw new Error('ENOSPC');
    if (sizeOf(file) > settings.limit) remove(file);
    if (!isSound(file)) {
      tell('damaged');
      setAside(file);
    }
    if (sizeOf(file) === 0) tryWriting(file);
    /**
     * The flags stay as lmdb-js sets them. Its writes go to a thread of its own; the process may be killed at any moment, since
     * a page is never written over while a head speaks of it; and a head counts after a power cut only once its pages are
     * flushed (`overlappingSync`, on all systems but Windows, which flushes at each commit instead). `noSync` would cost the
     * whole file at a power cut, `useWritemap` the process on a full disk (bus error). Its LZ4 `compression` prints a damaged
     * value byte by byte to the standard error before a sum could be asked, and reads values only with the very dictionary of
     * its release. https://github.com/kriszyp/lmdb-js#overlapping-sync-options
     *
     * Entries are put in batches by their own name, not by turn: the answer to a turn is a promise that nobody gets, and that ends
     * the process where a write fails. By default (`batchStartThreshold`), a transaction begins after a thousand entries, and
     * waits for this thread, which may wait for that very transaction where two scans of one process open the file.
     */
    const batches = { eventTurnBatching: false, batchStartThreshold: Number.POSITIVE_INFINITY };
    const flags = { path: file, noSubdir: true, encoding: 'binary', ...addresses, ...batches } as const;
    const reopen = (): RootDatabase<Buffer, string> => open(flags);
    return new Database(reopen, settings, tell);
  } catch (error) {
    tell(detailOf(error));
    return null;
  }
}

/** Bytes by name, with a sum before each. It is a convenience: whatever goes wrong with it is told once, and it is done without. */
export class Database {
  readonly #reopen: () => RootDatabase<Buffer, string>;
  /** Null while it rests. */
  #database: RootDatabase<Buffer, string> | null;
  readonly #settings: DatabaseSettings;
  readonly #tell: (detail: string) => void;
  #state: 'open' | 'full' | 'damaged' | 'closed' = 'open';
  /** lmdb-js never says that a failed write is flushed, nor closes a file that waits for it: then it stays open until the end. */
  #hasFailedWriting = false;
  readonly #writing = new Set<Promise<void>>();
  /** Since it was opened or woken. */
  #hasWritten = false;
  /** Bytes that were touched since the system was asked, and before that since the file was mapped, roughly. */
  #touched = 0;
  #touchedBefore = 0;
  /** Bytes of files that were in memory when it was mapped. */
  #mappedBefore = mappedBytes();
  #resting: Promise<void> | null = null;

  constructor(reopen: () => RootDatabase<Buffer, string>, settings: DatabaseSettings, tell: (detail: string) => void) {
    this.#reopen = reopen;
    this.#database = reopen();
    this.#settings = settings;
    this.#tell = tell;
  }

  /** Resolves when the file is mapped anew; null where it is not about to be. */
  get resting(): Promise<void> | null {
    return this.#resting;
  }

  /** False where it takes nothing any more: what is put is dropped. */
  get isWritable(): boolean {
    return this.#state === 'open';
  }

  /** The bytes of a name, in memory of their own; null where there are none, or damaged ones. */
  get(name: string): Buffer | null {
    if (this.#state === 'damaged' || this.#state === 'closed') return null;
    try {
      const stored = this.#awake().getBinary(this.#settings.keyOf(name));
      this.#touch(mappedByGet + (stored?.length ?? 0));
      if (stored === undefined) return null;
      const value = stored.subarray(sumLength);
      if (this.#settings.sumOf(name, value).equals(stored.subarray(0, sumLength))) return value;
      this.#fail('damaged', 'damaged');
    } catch (error) {
      this.#failBy(error);
    }
    return null;
  }

  /**
   * Writes values in one transaction.
   * @returns resolves when they can be read again, or are given up, which is told; never rejects
   */
  put(entries: Iterable<readonly [name: string, value: Uint8Array]>): Promise<void> {
    const writing = this.#write(entries).finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
    return writing;
  }

  /** Gives back the memory into which the file is mapped, until something is asked again. */
  async rest(): Promise<void> {
    while (this.#writing.size > 0) await Promise.all(this.#writing);
    if (this.#hasFailedWriting) return;
    const database = this.#database;
    try {
      // Whoever asks meanwhile still asks this one: a second one would keep the file mapped.
      await database?.flushed;
      if (this.#database !== database) return;
      this.#database = null;
      await database?.close();
    } catch (error) {
      this.#tell(detailOf(error));
    }
  }

  async close(): Promise<void> {
    const state = this.#state;
    if (state === 'closed') return;
    this.#state = 'closed';
    await this.rest();
    if (state === 'damaged') setAside(this.#settings.file);
  }

  async #write(entries: Iterable<readonly [name: string, value: Uint8Array]>): Promise<void> {
    if (this.#state !== 'open') return;
    const { keyOf, sumOf, file, spare = standardSpare } = this.#settings;
    if (!hasRoom(dirname(file), Math.max(spare, leastRoom))) return this.#fail('full', 'ENOSPC');
    try {
      const database = this.#awake();
      this.#hasWritten = true;
      let written = 0;
      await database.batch(() => {
        for (const [name, value] of entries) {
          written += value.length + 256;
          void database.put(keyOf(name), Buffer.concat([sumOf(name, value), value]));
        }
      });
      this.#touch(written);
    } catch (error) {
      this.#hasFailedWriting = true;
      this.#failBy(await reasonOf(error));
    }
  }

  /**
   * What is read or written stays in memory as long as the file is mapped: with a store of a million files, hundreds of megabytes.
   * How much that is, only the system knows: it maps neighbours of a page with it, up to whole megabytes.
   * @param bytes of the pages that were touched, roughly
   */
  #touch(bytes: number): void {
    this.#touched += bytes;
    if (this.#touched < askedAfter) return;
    this.#touchedBefore += this.#touched;
    this.#touched = 0;
    const now = mappedBytes();
    const mapped = now === null || this.#mappedBefore === null ? this.#touchedBefore : now - this.#mappedBefore;
    if (mapped < mostMapped) return;
    this.#touchedBefore = 0;
    if (this.#hasWritten) {
      // Whoever writes on meanwhile would keep it mapped: they are asked to wait.
      this.#resting ??= this.rest().finally(() => {
        this.#resting = null;
      });
    } else {
      // Done at once where nothing was written.
      void this.#database?.close();
      this.#database = null;
    }
  }

  #awake(): RootDatabase<Buffer, string> {
    if (this.#database === null) {
      this.#mappedBefore = mappedBytes();
      this.#database = this.#reopen();
      this.#touched = 0;
      this.#touchedBefore = 0;
      this.#hasWritten = false;
    }
    return this.#database;
  }

  #failBy(error: unknown): void {
    this.#fail(isDamage(error) ? 'damaged' : 'full', detailOf(error));
  }

  #fail(state: 'full' | 'damaged', detail: string): void {
    if (this.#state !== 'closed') this.#state = state;
    this.#tell(detail);
  }
}

/** What is only remembered does not fill a disk that others need; and lmdb-js prints an error of its own where it is full. */
function hasRoom(folder: string, spare: number): boolean {
  try {
    const { bavail, bsize, blocks } = statfsSync(folder);
    // Some file systems do not count.
    return blocks === 0 || bavail * bsize >= spare;
  } catch {
    return true;
  }
}

function once(tell: (detail: string) => void): (detail: string) => void {
  let isTold = false;
  return (detail) => {
    if (!isTold) tell(detail);
    isTold = true;
  };
}
