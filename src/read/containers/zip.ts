import { inflateRawSync } from 'node:zlib';
import { latin1, textOf, u16, u32 } from './bytes.ts';
import { unpackedLimit } from './inflate.ts';
import { type Range, type Reads, read } from './reads.ts';
import { readPayload, type WalkNotes } from './walk-notes.ts';

/** A file inside a ZIP, as the directory at the end lists it. */
export interface ZipEntry {
  readonly name: string;
  /** Bytes from the start of the file to its own header. */
  readonly offset: number;
  /** Bytes as they lie in the file. */
  readonly packed: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
}

const directoryLimit = 32 * 1024 * 1024;
const entryLimit = 100_000;
/** The end record, with the longest comment that it can have. */
const endLength = 22 + 65535;

/** The directory of a ZIP (APPNOTE.TXT 4.3.12-16); undefined, with a problem, where it cannot be read. */
export function* readDirectory(notes: WalkNotes): Reads<readonly ZipEntry[] | undefined> {
  const { size } = notes.file;
  const tailAt = Math.max(0, size - endLength);
  const tail = yield* read(tailAt, endLength);
  const end = latin1(tail).lastIndexOf('PK\x05\x06');
  if (end < 0 || end + 22 > tail.length) {
    notes.broken(0, 'zip-end');
    return undefined;
  }
  const length = u32(tail, end + 12, true);
  const offset = u32(tail, end + 16, true);
  if (offset === 0xffffffff || length > directoryLimit) {
    // ZIP64 is for files beyond 4 GiB: no document is.
    notes.limit(tailAt + end, 'zip-directory');
    return undefined;
  }
  notes.segment('central directory', offset, length);
  const bytes = yield* readPayload(notes, offset, length, directoryLimit);
  return bytes === undefined ? undefined : entriesOf(notes, bytes, offset, u16(tail, end + 10, true));
}

function entriesOf(notes: WalkNotes, bytes: Uint8Array, offset: number, count: number): ZipEntry[] | undefined {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at + 46 <= bytes.length && latin1(bytes, at, at + 4) === 'PK\x01\x02') {
    const nameEnd = at + 46 + u16(bytes, at + 28, true);
    if (entries.length >= entryLimit) {
      notes.limit(offset + at, 'zip-entries');
      return entries;
    }
    entries.push({
      name: textOf(bytes.subarray(at + 46, nameEnd)),
      offset: u32(bytes, at + 42, true),
      packed: u32(bytes, at + 20, true),
      method: u16(bytes, at + 10, true),
      isEncrypted: (u16(bytes, at + 8, true) & 1) === 1,
    });
    at = nameEnd + u16(bytes, at + 30, true) + u16(bytes, at + 32, true);
  }
  if (at !== bytes.length || entries.length !== count) notes.broken(offset + at, 'zip-directory');
  return entries;
}

/** Where the bytes of an entry lie, and those bytes unpacked; undefined, with a problem, where they cannot be had. */
export function* readEntry(notes: WalkNotes, entry: ZipEntry): Reads<{ bytes: Uint8Array; range: Range } | undefined> {
  const header = yield* read(entry.offset, 30);
  if (latin1(header, 0, 4) !== 'PK\x03\x04') {
    notes.broken(entry.offset, 'zip-entry');
    return undefined;
  }
  const start = entry.offset + 30 + u16(header, 26, true) + u16(header, 28, true);
  const range = { offset: start, length: entry.packed };
  if (entry.isEncrypted || (entry.method !== 0 && entry.method !== 8)) {
    notes.limit(start, 'zip-method');
    return undefined;
  }
  const packed = yield* readPayload(notes, start, entry.packed);
  if (packed === undefined || entry.method === 0) return packed === undefined ? undefined : { bytes: packed, range };
  try {
    return { bytes: inflateRawSync(packed, { maxOutputLength: unpackedLimit }), range };
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') notes.limit(start, 'unpacked-bytes');
    else notes.broken(start, 'zip-data');
    return undefined;
  }
}
