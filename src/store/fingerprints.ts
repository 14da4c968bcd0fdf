import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Database, openDatabase, type StoreOptions, sumLength } from './database.ts';

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

/** Name of the one file of fingerprints. The number is raised where entries change their form. */
export const fingerprintFile = 'fingerprints-1.lmdb';

/** 4 GiB: some hundred hours of video. */
const standardLimit = 4 * 2 ** 30;

/**
 * Opens the fingerprints in a folder, as `openDatabase` does.
 * @returns null where they cannot be opened, which `onProblem` is told
 */
export async function openFingerprints(folder: string, options: StoreOptions = {}): Promise<FingerprintStore | null> {
  const database = await openDatabase({
    limit: standardLimit,
    ...options,
    file: join(folder, fingerprintFile),
    keyOf,
    sumOf: (_name, value) => createHash('sha256').update(value).digest().subarray(0, sumLength),
  });
  return database === null ? null : new Fingerprints(database);
}

class Fingerprints implements FingerprintStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  get(key: string, algorithm: string): Uint8Array | null {
    const value = this.#database.get(nameOf(key, algorithm));
    // A copy of its own: whoever sees numbers in it needs it to begin at an even address.
    return value === null ? null : new Uint8Array(value);
  }

  put(key: string, algorithm: string, value: Uint8Array): void {
    void this.#database.put([[nameOf(key, algorithm), value]]);
  }

  rest(): Promise<void> {
    return this.#database.rest();
  }

  close(): Promise<void> {
    return this.#database.close();
  }
}

const nameOf = (key: string, algorithm: string): string => `${algorithm}\n${key}`;

/** Paths may stand in for keys of files that could not be read; they are longer than lmdb takes. */
function keyOf(name: string): string {
  return Buffer.byteLength(name) <= 400 ? name : createHash('sha256').update(name).digest('hex');
}
