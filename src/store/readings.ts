import { hash } from 'node:crypto';
import { join } from 'node:path';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { type Database, openDatabase, type StoreOptions, sumLength } from './database.ts';
import { type FileStamp, stampBytes, stampLength } from './stamp.ts';

/** What was read of files in earlier runs. It is a convenience: whatever goes wrong with it, they are read again. */
export interface ReadingStore {
  /**
   * What was remembered of a file as it is now; null: nothing, it has changed since, or the entry is damaged.
   * @param kind what is remembered, and by which version of what read it: another one asks for another entry
   * @param name path of the file in the report, a line feed, and its URI
   */
  get(kind: string, name: string, stamp: FileStamp): Uint8Array | null;
  /** Remembers what was read of a file instead of what was before, about a second later, or when `close` resolves. */
  put(kind: string, name: string, stamp: FileStamp, value: Uint8Array): void;
  /** Null where more can be put; else resolves when it can: what waits for the disk stays in memory. */
  ready(): Promise<void> | null;
  /** Writes what waits, and gives back the memory into which the file is mapped, until something is asked again. */
  rest(): Promise<void>;
  close(): Promise<void>;
}

/** Name of the one file of readings. The number is raised where entries change their form. */
export const readingFile = 'readings-3.lmdb';

/** 8 GiB: some ten million files. */
const standardLimit = 8 * 2 ** 30;

/** Bytes in a transaction: each costs a flush of the disk, in one of the four threads that also read files. */
const batchBytes = 1 << 20;

/** Milliseconds after which fewer bytes are written too: what a process that is killed may lose. */
const batchDelay = 1000;

/** Bytes that may wait for the disk; as many more may be on their way to it. */
const mostWaiting = 4 << 20;

/** What an entry costs in memory beside its bytes, roughly. */
const entryCost = 300;

/**
 * Opens the readings in a folder, as `openDatabase` does.
 * @returns null where they cannot be opened, which `onProblem` is told
 */
export async function openReadings(folder: string, options: StoreOptions = {}): Promise<ReadingStore | null> {
  const database = await openDatabase({ limit: standardLimit, ...options, file: join(folder, readingFile), keyOf, sumOf });
  return database === null ? null : new Readings(database);
}

class Readings implements ReadingStore {
  readonly #database: Database;
  #waiting = new Map<string, Uint8Array>();
  #waitingBytes = 0;
  #writing: Promise<void> | null = null;
  #timer: NodeJS.Timeout | null = null;
  /** What those wait for that were told to. */
  #room: Room | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  get(kind: string, name: string, stamp: FileStamp): Uint8Array | null {
    const entry = this.#database.get(nameOf(kind, name));
    if (entry === null || !stampBytes(stamp).equals(entry.subarray(0, stampLength))) return null;
    return unpacked(entry);
  }

  put(kind: string, name: string, stamp: FileStamp, value: Uint8Array): void {
    if (!this.#database.isWritable || value.length > longestValue) return;
    const entry = packed(stamp, value);
    this.#waiting.set(nameOf(kind, name), entry);
    this.#waitingBytes += entry.length + entryCost;
    if (this.#waitingBytes >= batchBytes) void this.#write();
    // A timer never keeps a process alive that has nothing else to do: whoever wants the last of it closes the store.
    else this.#timer ??= setTimeout(() => this.#writeLater(), batchDelay).unref();
  }

  #writeLater(): void {
    this.#timer = null;
    void this.#writeAll();
  }

  ready(): Promise<void> | null {
    if (this.#waitingBytes < mostWaiting) return this.#database.resting;
    this.#room ??= newRoom();
    const { promise } = this.#room;
    void this.#write();
    return promise;
  }

  async rest(): Promise<void> {
    await this.#writeAll();
    await this.#database.rest();
  }

  async close(): Promise<void> {
    await this.#writeAll();
    await this.#database.close();
  }

  /** All that was put until now: what is being written is not all of it. */
  async #writeAll(): Promise<void> {
    await this.#write();
    if (this.#waiting.size > 0) await this.#write();
  }

  /** Writes what waits, one batch after the other: what is put meanwhile waits for the next. */
  #write(): Promise<void> {
    this.#writing ??= this.#writeBatches().finally(() => {
      this.#writing = null;
    });
    return this.#writing;
  }

  async #writeBatches(): Promise<void> {
    do {
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = null;
      const batch = this.#waiting;
      this.#waiting = new Map();
      this.#waitingBytes = 0;
      this.#room?.make();
      this.#room = null;
      await this.#database.put(batch);
    } while (this.#waitingBytes >= batchBytes);
  }
}

interface Room {
  readonly promise: Promise<void>;
  readonly make: () => void;
}

function newRoom(): Room {
  let make = (): void => {};
  const promise = new Promise<void>((resolve) => {
    make = resolve;
  });
  return { promise, make };
}

const nameOf = (kind: string, name: string): string => `${kind}\n${name}`;

/**
 * Files of a folder stand side by side, so that a scan reads and writes few pages: the folders in which a file lies, on this machine
 * and in the report, are cut down to 72 bits, and its own name stands behind them. The whole name is in the sum: a key that only
 * seems right gives nothing.
 * @param name kind of what is remembered, path in the report and URI, a line each; a path may hold line feeds
 */
function keyOf(name: string): string {
  const uriAt = name.lastIndexOf('\n') + 1;
  const ownAt = Math.max(uriAt, name.lastIndexOf('/') + 1);
  const pathAt = Math.min(uriAt, name.lastIndexOf('/', uriAt) + 1);
  const [own, ofPath] = [name.slice(ownAt), name.slice(pathAt, uriAt)];
  const key = digestOf(`${name.slice(0, pathAt)}\n${name.slice(uriAt, ownAt)}`) + shortOf(own);
  // In a report, names with spaces and the like stand as they are, and twins are told apart.
  return ofPath === `${own}\n` ? key : key + digestOf(ofPath);
}

const shortOf = (own: string): string => (own.length <= 100 && !own.includes('\0') ? own : digestOf(own));

const digestOf = (text: string): string => hash('sha256', text, 'base64url').slice(0, 12);

/** Tells damage, not forgery: whoever can write here can write whole entries. Two sums of 32 bits, since one is right by chance. */
function sumOf(name: string, value: Uint8Array): Buffer {
  const sum = Buffer.alloc(sumLength);
  const ofName = crc32(name);
  sum.writeUInt32LE(crc32(value, ofName), 0);
  sum.writeUInt32LE(ofName, 4);
  return sum;
}

/** Values from here on are worth the time of being compressed, in bytes. */
const compressedFrom = 1024;

/** Bytes of the longest value that is remembered, and that one is expanded to. */
const longestValue = 1 << 28;

/** An entry: the stamp, a byte that says whether the value is compressed, and the value. */
function packed(stamp: FileStamp, value: Uint8Array): Uint8Array {
  const isCompressed = value.length >= compressedFrom;
  const stored = isCompressed ? deflateRawSync(value, { level: 1 }) : value;
  return Buffer.concat([stampBytes(stamp), Buffer.of(isCompressed ? 1 : 0), stored]);
}

function unpacked(entry: Buffer): Uint8Array {
  const stored = entry.subarray(stampLength + 1);
  return entry[stampLength] === 1 ? inflateRawSync(stored, { maxOutputLength: longestValue }) : stored;
}
