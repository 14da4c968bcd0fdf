import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RootDatabase } from 'lmdb';
import { isSound } from './head.ts';

/** Fingerprints of earlier runs. It is a convenience: whatever goes wrong with it, they are made again. */
export interface FingerprintStore {
  /**
   * What was remembered; null where nothing was, or what was is damaged.
   * @param key the content key of the file
   * @param algorithm name and version of what made the fingerprint: another one asks for another entry
   */
  get(key: string, algorithm: string): Uint8Array | null;
  /** Remembers a fingerprint, at some time before `close` resolves. */
  put(key: string, algorithm: string, value: Uint8Array): void;
  /** Gives back the memory into which the file is mapped, until something is asked again. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/** Settings of a store. */
export interface StoreOptions {
  /** Told once, in the words of the system, where the store cannot be used (any more). */
  readonly onProblem?: (detail: string) => void;
  /** Bytes from which on it begins anew at the next opening: fingerprints of deliveries of long ago are of no use. */
  readonly limit?: number;
}

/** Name of the one file, beside which lmdb keeps a lock. The number is raised where entries change their form. */
const fileName = 'fingerprints-1.lmdb';

/** 4 GiB: some hundred hours of video. */
const standardLimit = 4 * 2 ** 30;

/** Bytes of SHA-256 before each value: lmdb keeps no sums of its own, and disks and shares lie. */
const sumLength = 8;

/**
 * Opens the store in a folder, which is made where it is missing. Several scans may share it, in one process or in several; it
 * must lie on a disk of this machine, since lmdb maps it into memory. A damaged file is set aside, and a new one begun.
 * @returns null where it cannot be opened, which `onProblem` is told
 */
export async function openFingerprints(folder: string, options: StoreOptions = {}): Promise<FingerprintStore | null> {
  const tell = once(options.onProblem ?? (() => {}));
  try {
    // Loaded when needed: where there is no binary for this machine, a scan goes on without it.
    const { open } = await import('lmdb');
    makeFolder(folder);
    const file = join(folder, fileName);
    if (sizeOf(file) > (options.limit ?? standardLimit)) remove(file);
    if (!isSound(file)) {
      tell('damaged');
      setAside(file);
    }
    const reopen = (): RootDatabase<Buffer, string> => open({ path: file, noSubdir: true, encoding: 'binary' });
    return new Fingerprints(reopen, file, tell);
  } catch (error) {
    tell(detailOf(error));
    return null;
  }
}

/** Node's own way never ends where the system says that a folder's parent is missing and it is not, as in /proc. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another scan may have made it meanwhile.
    if (!isFolder(folder)) throw error;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Bytes that a folder remembers; 0 where there is nothing. */
export function rememberedBytes(folder: string): number {
  return sizeOf(join(folder, fileName));
}

class Fingerprints implements FingerprintStore {
  readonly #reopen: () => RootDatabase<Buffer, string>;
  /** Null while it rests. */
  #database: RootDatabase<Buffer, string> | null;
  readonly #file: string;
  readonly #tell: (detail: string) => void;
  #state: 'open' | 'full' | 'damaged' | 'closed' = 'open';

  constructor(reopen: () => RootDatabase<Buffer, string>, file: string, tell: (detail: string) => void) {
    this.#reopen = reopen;
    this.#database = reopen();
    this.#file = file;
    this.#tell = tell;
  }

  get(key: string, algorithm: string): Uint8Array | null {
    if (this.#state === 'damaged' || this.#state === 'closed') return null;
    try {
      const stored = this.#awake().getBinary(nameOf(key, algorithm));
      if (stored === undefined) return null;
      // A copy of its own: whoever sees numbers in it needs it to begin at an even address.
      const value = new Uint8Array(stored.subarray(sumLength));
      if (sumOf(value).equals(stored.subarray(0, sumLength))) return value;
      this.#fail('damaged', 'damaged');
    } catch (error) {
      this.#fail('damaged', detailOf(error));
    }
    return null;
  }

  put(key: string, algorithm: string, value: Uint8Array): void {
    if (this.#state !== 'open') return;
    const entry = Buffer.concat([sumOf(value), value]);
    const failed = (error: unknown): void => this.#fail(isDamage(error) ? 'damaged' : 'full', detailOf(error));
    try {
      this.#awake().put(nameOf(key, algorithm), entry).catch(failed);
    } catch (error) {
      failed(error);
    }
  }

  async close(): Promise<void> {
    const state = this.#state;
    if (state === 'closed') return;
    this.#state = 'closed';
    await this.rest();
    if (state === 'damaged') setAside(this.#file);
  }

  async rest(): Promise<void> {
    const database = this.#database;
    this.#database = null;
    try {
      await database?.flushed;
      await database?.close();
    } catch (error) {
      this.#tell(detailOf(error));
    }
  }

  #awake(): RootDatabase<Buffer, string> {
    this.#database ??= this.#reopen();
    return this.#database;
  }

  #fail(state: 'full' | 'damaged', detail: string): void {
    if (this.#state !== 'closed') this.#state = state;
    this.#tell(detail);
  }
}

/** Paths may stand in for keys of files that could not be read; they are longer than lmdb takes. */
function nameOf(key: string, algorithm: string): string {
  const name = `${algorithm}\n${key}`;
  return Buffer.byteLength(name) <= 400 ? name : createHash('sha256').update(name).digest('hex');
}

function sumOf(value: Uint8Array): Buffer {
  return createHash('sha256').update(value).digest().subarray(0, sumLength);
}

/** Whether an error of lmdb says that the file is broken, not that it cannot be reached. */
function isDamage(error: unknown): boolean {
  return /MDB_(INVALID|CORRUPTED|PAGE_NOTFOUND|PANIC|VERSION_MISMATCH|BAD_)/.test(String((error as Error)?.message));
}

/** Keeps one damaged file, for whoever wants to know why. */
function setAside(file: string): void {
  for (const name of [file, `${file}-lock`]) {
    try {
      renameSync(name, `${name}.damaged`);
    } catch {
      // Gone already, or held by another scan: that one sets it aside.
    }
  }
}

function remove(file: string): void {
  for (const name of [file, `${file}-lock`]) rmSync(name, { force: true });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function once(tell: (detail: string) => void): (detail: string) => void {
  let isTold = false;
  return (detail) => {
    if (!isTold) tell(detail);
    isTold = true;
  };
}

function detailOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : (message ?? String(error));
}
