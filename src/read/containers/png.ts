import { crc32 } from 'node:zlib';
import { latin1, startsWith, u32 } from './bytes.ts';
import { exifFacts } from './exif.ts';
import { keepFound } from './found.ts';
import { isC2paStore, jumbfHeadLength } from './jumbf.ts';
import { textChunk } from './png-text.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { samsungTrailer } from './samsung.ts';
import { payloadLimit, readPayload, WalkNotes } from './walk-notes.ts';

const chunkLimit = 1_000_000;
const chunksBehindLimit = 10_000;
/** Deflate packs at best 1032 to 1 (RFC 1951: 258 bytes for two bits). */
const deflateLimit = 1032;

interface Picture {
  /** Bytes of the picture before packing, at least. */
  raw: number;
  /** Bytes of all IDAT chunks. */
  packed: number;
}

/** PNG and APNG (PNG 3rd edition): every chunk to IEND and behind it, also those after the picture, and Samsung's trailer. */
export const walkPng: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 33);
  if (!startsWith(head, '\x89PNG\r\n\x1a\n')) notes.broken(0, 'png-signature');
  else if (head.length < 33) notes.truncated(file.size, 33);
  else if (!startsWith(head, 'IHDR', 12) || u32(head, 8) !== 13) notes.broken(8, 'png-header');
  else {
    const end = yield* chunks(notes, pictureOf(notes, head));
    if (end !== undefined && end < file.size) {
      notes.segment('after IEND', end, file.size - end);
      const isKnown = yield* samsungTrailer(notes, file.size);
      const behind = yield* chunksBehind(notes, end);
      notes.unexplained('behind IEND', behind, file.size - behind, isKnown);
    }
  }
  return notes.done();
};

function pictureOf(notes: WalkNotes, head: Uint8Array): Picture {
  const width = u32(head, 16);
  const height = u32(head, 20);
  const channels = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[head[25] ?? -1];
  if (width === 0 || height === 0 || channels === undefined) notes.broken(16, 'png-header');
  notes.tell({ width, height });
  return { raw: height * Math.ceil((width * (head[24] ?? 0) * (channels ?? 0)) / 8), packed: 0 };
}

/** Gives the position after IEND; undefined where the chunks do not lead there. */
function* chunks(notes: WalkNotes, picture: Picture): Reads<number | undefined> {
  const { size } = notes.file;
  let at = 8;
  for (let count = 0; count < chunkLimit; count++) {
    const head = yield* read(at, 8);
    if (head.length < 8) {
      notes.truncated(size, at + 12);
      return undefined;
    }
    const length = u32(head, 0);
    const type = latin1(head, 4, 8);
    if (!/^[A-Za-z]{4}$/.test(type) || length > 0x7fffffff) {
      notes.broken(at, 'png-chunk');
      return undefined;
    }
    const end = at + 12 + length;
    notes.segment(type, at, Math.min(end, size) - at);
    if (end > size) {
      // What is there of a credential is still read: its first manifest may be whole.
      if (type === 'caBX' && isC2paStore(yield* read(at + 8, jumbfHeadLength)))
        notes.stores.push({ offset: at + 8, length: size - at - 8 });
      notes.truncated(size, end);
      return undefined;
    }
    if (type === 'IDAT') picture.packed += length;
    else if (type === 'IEND') {
      checkPicture(notes, picture, at);
      return end;
    } else yield* chunk(notes, type, at + 8, length);
    at = end;
  }
  notes.limit(at, 'png-chunks');
  return undefined;
}

/** Chunks behind IEND are against the rules, and tools that append theirs write them all the same; gives where they end. */
function* chunksBehind(notes: WalkNotes, end: number): Reads<number> {
  const { size } = notes.file;
  const before = notes.facts.length;
  let at = end;
  for (let count = 0; at + 12 <= size && count < chunksBehindLimit; count++) {
    const head = yield* read(at, 8);
    const length = u32(head, 0);
    const type = latin1(head, 4, 8);
    if (!/^[A-Za-z]{4}$/.test(type) || at + 12 + length > size || length > payloadLimit) break;
    const bytes = yield* read(at + 4, length + 8);
    // Only the check sum tells a chunk from other bytes that happen to look like one.
    if (u32(bytes, length + 4) !== crc32(bytes.subarray(0, length + 4))) break;
    notes.segment(`${type} behind IEND`, at, 12 + length);
    yield* chunk(notes, type, at + 8, length);
    at += 12 + length;
  }
  notes.standIn('behind IEND', before);
  return at;
}

function checkPicture(notes: WalkNotes, { raw, packed }: Picture, at: number): void {
  if (packed === 0) notes.broken(at, 'png-no-picture');
  else if (raw > packed * deflateLimit) notes.broken(at, 'png-size');
}

function* chunk(notes: WalkNotes, type: string, offset: number, length: number): Reads<void> {
  if (!['tEXt', 'zTXt', 'iTXt', 'eXIf', 'caBX'].includes(type)) return;
  const data = yield* readPayload(notes, offset, length);
  if (data === undefined) return;
  const check = yield* read(offset + length, 4);
  if (u32(check, 0) !== crc32(data, crc32(type))) notes.broken(offset + length, 'png-crc');
  if (type === 'caBX') {
    if (isC2paStore(data)) notes.stores.push({ offset, length });
    else if (!startsWith(data, 'jumb', 4)) notes.broken(offset, 'c2pa-box');
  } else if (type === 'eXIf') {
    const skip = startsWith(data, 'Exif\0\0') ? 6 : 0;
    keepFound(notes, exifFacts(data.subarray(skip), notes.place('eXIf chunk', offset + skip, length - skip)));
  } else if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') textChunk(notes, { type, offset, data });
}
