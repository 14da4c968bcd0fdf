import { close, closeSync, constants, fstat, fstatSync, open, openSync, read, readSync, type Stats, statSync } from 'node:fs';
import { promisify } from 'node:util';

// Not the calls of `fs/promises`: a FileHandle costs three times as much, and a scan opens every file once.
const calls = { open: promisify(open), stat: promisify(fstat), close: promisify(close) };

/** Without O_NONBLOCK, opening a FIFO that took a file's place since the walk would wait for a writer for ever. */
const openForReading = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** The error where something else took a file's place since the walk; the code stands in reports, as those of the system do. */
export const notAFile = (): NodeJS.ErrnoException => Object.assign(new Error('no regular file any more'), { code: 'EFTYPE' });

/** A file that can be read at positions. */
export interface OpenFile {
  /** Bytes, when it was opened. */
  readonly size: number;
  /** At most `length` bytes at `offset`; fewer at the end of the file. Throws the operating system's error. */
  readAt(offset: number, length: number): Promise<Uint8Array>;
  /** Fills `bytes` with what stands at `offset`, and says how many bytes that were; fewer at the end of the file. */
  fill(bytes: Uint8Array, offset: number): Promise<number>;
  close(): Promise<void>;
}

/** Opens a `file:` URL for reading; throws the operating system's error where that fails. */
export async function openLocal(uri: string): Promise<OpenFile> {
  const file = await calls.open(pathOfUri(uri), openForReading);
  const found = await calls.stat(file).catch(async (error: unknown) => {
    await calls.close(file);
    throw error;
  });
  if (!found.isFile()) {
    await calls.close(file);
    throw notAFile();
  }
  const { size } = found;
  return {
    size,
    readAt: (offset, length) => readFully(file, offset, length),
    fill: (bytes, offset) => fill(file, bytes, offset),
    close: () => calls.close(file),
  };
}

/** What tells that a file is the one that was read: bytes, milliseconds, and where it lies on its disk. */
export type FileState = Pick<Stats, 'size' | 'mtimeMs' | 'ctimeMs' | 'ino' | 'dev'>;

const stateOf = ({ size, mtimeMs, ctimeMs, ino, dev }: Stats): FileState => ({ size, mtimeMs, ctimeMs, ino, dev });

/** True where a file is as it was then; not where it was changed so shortly before that a clock may have missed a later change. */
export function isAsItWas(uri: string, then: FileState, readAt: number): boolean {
  if (then.ctimeMs > readAt - clockStep || then.mtimeMs > readAt - clockStep) return false;
  try {
    const now = stateOf(statSync(pathOfUri(uri)));
    return (Object.keys(now) as (keyof FileState)[]).every((key) => now[key] === then[key]);
  } catch {
    return false;
  }
}

/** Milliseconds that the times of a file may stand still: FAT counts in steps of two seconds. */
const clockStep = 2000;

/** A file that can be read at positions, the caller waiting: for threads that do nothing else. */
export interface OpenFileNow {
  /** Bytes, when it was opened. */
  readonly size: number;
  /** As it was when it was opened. */
  readonly state: FileState;
  /** As `OpenFile.readAt`; the bytes are overwritten when another file is opened. */
  readAt(offset: number, length: number): Uint8Array;
  close(): void;
}

/** The same as `openLocal`, at once: a promise for each call costs more than the call where headers are small and cached. */
function openLocalNow(uri: string): OpenFileNow {
  const file = openSync(pathOfUri(uri), openForReading);
  try {
    const found = fstatSync(file);
    if (!found.isFile()) throw notAFile();
    const state = stateOf(found);
    const { size } = state;
    return {
      size,
      state,
      readAt: size <= scratch.length ? readAtOnce(file, size) : readingNow(file, size),
      close: () => closeSync(file),
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** Opens a file for as long as it is used. Throws what opening or `use` throws. */
export function withOpenNow<T>(uri: string, use: (open: OpenFileNow) => T): T {
  const open = openLocalNow(uri);
  try {
    return use(open);
  } finally {
    open.close();
  }
}

/** Most files of a delivery of stills fit into it; one buffer serves them all, one after the other. */
const scratch = new Uint8Array(64 * 1024);

/** A small file is read whole when it is first asked for anything: a call costs more than its bytes. */
function readAtOnce(file: number, size: number): OpenFileNow['readAt'] {
  let whole: Uint8Array | null = null;
  return (offset, length) => {
    whole ??= readFullyNow(file, 0, size, scratch);
    return whole.subarray(Math.min(offset, whole.length), Math.min(offset + length, whole.length));
  };
}

/** Nothing is asked for behind the end, where a call would only say that it is the end. */
function readingNow(file: number, size: number): OpenFileNow['readAt'] {
  return (offset, length) => {
    const wanted = Math.max(0, Math.min(length, size - offset));
    const { buffer, byteOffset } = Buffer.allocUnsafe(wanted);
    return readFullyNow(file, offset, wanted, new Uint8Array(buffer, byteOffset, wanted));
  };
}

function readFullyNow(file: number, offset: number, length: number, bytes: Uint8Array): Uint8Array {
  let filled = 0;
  while (filled < length) {
    const got = readSync(file, bytes, filled, length - filled, offset + filled);
    if (got === 0) break;
    filled += got;
  }
  return bytes.subarray(0, filled);
}

async function readFully(file: number, offset: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  return bytes.subarray(0, await fill(file, bytes, offset));
}

/** A read may return less than was asked (network file systems do); only 0 means the end. */
async function fill(file: number, bytes: Uint8Array, offset: number): Promise<number> {
  let filled = 0;
  while (filled < bytes.length) {
    const got = await readOnce(file, bytes, filled, offset + filled);
    if (got === 0) break;
    filled += got;
  }
  return filled;
}

function readOnce(file: number, bytes: Uint8Array, at: number, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(file, bytes, at, bytes.length - at, position, (error, got) => (error === null ? resolve(got) : reject(error)));
  });
}

/** A `file:` URL for the bytes of an absolute path, so that the very file can be opened again. */
export function uriOfPath(path: Buffer): string {
  return `file://${encodedBytes(path)}`;
}

/**
 * Bytes of a path as they stand in a URL. Names on Linux are bytes, not text: percent-encoding keeps those that are no UTF-8 and
 * those that Unicode normalisation would change.
 */
export function encodedBytes(path: Buffer): string {
  const text = process.platform === 'win32' ? windowsPath(path) : path;
  const plainly = text.toString('latin1');
  // Nearly every name; built byte by byte, a text of a million names takes ten times the memory.
  if (/^[-+./0-9:@-Z_a-z]*$/.test(plainly)) return plainly;
  let encoded = '';
  for (const byte of text) {
    const plain =
      (byte >= 0x2b && byte <= 0x3a && byte !== 0x2c) ||
      (byte >= 0x40 && byte <= 0x5a) ||
      byte === 0x5f ||
      (byte >= 0x61 && byte <= 0x7a);
    encoded += plain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/** `C:\\a` -> `/C:/a`; a single name stays as it is. */
function windowsPath(path: Buffer): Buffer {
  const text = path.toString().replaceAll('\\', '/');
  return Buffer.from(/^[A-Za-z]:/.test(text) ? `/${text}` : text);
}

/** The bytes of the path behind a URL that `uriOfPath` made. */
export function pathOfUri(uri: string): Buffer {
  const encoded = uri.slice('file://'.length);
  const path = Buffer.from(
    encoded.replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  return process.platform === 'win32' ? path.subarray(1) : path;
}
