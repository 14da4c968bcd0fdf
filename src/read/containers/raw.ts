import { latin1, startsWith, textOf, u16, u32, untilNul, utf16Of } from './bytes.ts';
import { canonTrailer } from './canon-vrd.ts';
import { exifFacts } from './exif.ts';
import { keepFound } from './found.ts';
import { walkJpeg } from './jpeg.ts';
import { walkNested } from './nested.ts';
import { factAt } from './place.ts';
import { type FileFacts, type Reads, read, type Walk, type Walker } from './reads.ts';
import { walkTiffRaw } from './tiff.ts';
import { readPayload, WalkNotes } from './walk-notes.ts';

const entryLimit = 2000;
const depthLimit = 8;

/** Camera RAW by its first bytes: TIFF-like, or one of the makers' own containers (Fujifilm, Minolta, Sigma, early Canon). */
export const walkRaw: Walker = function* (file) {
  const head = yield* read(0, 16);
  if (startsWith(head, 'FUJIFILMCCD-RAW ')) return yield* fujifilm(file);
  if (startsWith(head, '\0MRM')) return yield* minolta(file);
  if (startsWith(head, 'FOVb')) return yield* sigma(file);
  if (startsWith(head, 'HEAPCCDR', 6)) return yield* canon(file);
  return yield* walkTiffRaw(file);
};

/** RAF: a header with the places of a JPEG (which holds all metadata), of a table and of the pixels. */
function* fujifilm(file: FileFacts): Reads<Walk> {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 108);
  for (const [at, name] of [84, 92, 100].map((at, index) => [at, ['JPEG', 'metadata', 'CFA'][index] ?? ''] as const)) {
    const offset = u32(head, at);
    const length = u32(head, at + 4);
    notes.segment(name, offset, length);
    if (offset + length > file.size) notes.truncated(file.size, offset + length);
    else if (name === 'JPEG')
      notes.adopt(yield* walkNested(walkJpeg, file, { offset, length, mime: 'image/jpeg', label: 'RAF preview' }));
  }
  return notes.done();
}

/** MRW: blocks of four characters and a length; `TTW` holds EXIF. */
function* minolta(file: FileFacts): Reads<Walk> {
  const notes = new WalkNotes(file);
  const end = 8 + u32(yield* read(4, 4), 0);
  if (end > file.size) notes.truncated(file.size, end);
  for (let at = 8, count = 0; at < Math.min(end, file.size) && count < entryLimit; count++) {
    const head = yield* read(at, 8);
    const length = u32(head, 4);
    const name = latin1(head, 1, 4);
    if (at + 8 + length > end || head[0] !== 0) {
      notes.broken(at, 'mrw-block');
      break;
    }
    notes.segment(name, at, length + 8);
    const tiff = name === 'TTW' ? yield* readPayload(notes, at + 8, length) : undefined;
    if (tiff !== undefined) keepFound(notes, exifFacts(tiff, notes.place('TTW (EXIF)', at + 8, length)));
    at += 8 + length;
  }
  return notes.done();
}

/** X3F: the directory is found by the last four bytes; `PROP` holds named values, images in JPEG hold EXIF. */
function* sigma(file: FileFacts): Reads<Walk> {
  const notes = new WalkNotes(file);
  const start = u32(yield* read(Math.max(0, file.size - 4), 4), 0, true);
  const directory = yield* read(start, 12);
  const count = u32(directory, 8, true);
  if (!startsWith(directory, 'SECd') || count > entryLimit) notes.broken(start, 'x3f-directory');
  else {
    const entries = yield* read(start + 12, count * 12);
    for (let at = 0; at + 12 <= entries.length; at += 12) {
      const offset = u32(entries, at, true);
      const length = u32(entries, at + 4, true);
      const name = latin1(entries, at + 8, at + 12);
      notes.segment(name, offset, length);
      if (offset + length > file.size) notes.truncated(file.size, offset + length);
      else if (name === 'PROP') yield* sigmaProperties(notes, offset, length);
      else if (name.startsWith('IMA')) yield* sigmaImage(notes, offset, length);
    }
    if (entries.length < count * 12) notes.broken(start, 'x3f-directory');
  }
  return notes.done();
}

function* sigmaProperties(notes: WalkNotes, offset: number, length: number): Reads<void> {
  const bytes = yield* readPayload(notes, offset, length);
  if (bytes === undefined) return;
  const count = u32(bytes, 8, true);
  if (count > entryLimit || 24 + count * 8 > length) {
    notes.broken(offset, 'x3f-properties');
    return;
  }
  const words = 24 + count * 8;
  const wordAt = (index: number): string => {
    const text = utf16Of(bytes.subarray(Math.min(length, words + index * 2)), true);
    return text.slice(0, Math.max(0, text.indexOf('\0')));
  };
  for (let at = 24; at < words; at += 8) {
    const value = wordAt(u32(bytes, at + 4, true));
    const name = wordAt(u32(bytes, at, true));
    notes.fact('container', `x3f:${name}`, value, notes.place('PROP', offset, length));
    if (name === 'CAMMANUF') notes.tell({ make: value });
    if (name === 'CAMMODEL') notes.tell({ model: value });
  }
}

function* sigmaImage(notes: WalkNotes, offset: number, length: number): Reads<void> {
  const head = yield* read(offset, 32);
  if (startsWith(head, '\xff\xd8\xff', 28)) {
    notes.adopt(
      yield* walkNested(walkJpeg, notes.file, {
        offset: offset + 28,
        length: length - 28,
        mime: 'image/jpeg',
        label: 'X3F preview',
      }),
    );
  }
}

/** CRW: Canon's CIFF heap; a directory at the end of each block, words in records of type 0x0800 (CIFF 1.0 revision 4). */
function* canon(file: FileFacts): Reads<Walk> {
  const notes = new WalkNotes(file);
  const little = startsWith(yield* read(0, 2), 'II');
  const start = u32(yield* read(2, 4), 0, little);
  if (start >= file.size) notes.truncated(file.size, start + 1);
  else yield* canonBlock({ notes, little, seen: new Set() }, start, file.size - start, 0);
  yield* canonTrailer(notes, file.size);
  return notes.done();
}

const canonNames: Readonly<Record<number, string>> = { 5: 'ImageDescription', 11: 'CanonFirmwareVersion', 16: 'OwnerName' };

interface Heap {
  readonly notes: WalkNotes;
  readonly little: boolean;
  /** Directories that were read: records may lead back to them. */
  readonly seen: Set<number>;
}

function* canonBlock(heap: Heap, start: number, length: number, depth: number): Reads<void> {
  const { notes, little, seen } = heap;
  const at = start + u32(yield* read(start + length - 4, 4), 0, little);
  const count = u16(yield* read(at, 2), 0, little);
  const end = start + length - 4;
  if (seen.has(at) || depth > depthLimit || length < 6 || at + 2 + count * 10 > end || count > entryLimit) {
    notes.broken(start, 'crw-directory');
    return;
  }
  seen.add(at);
  notes.segment('CIFF directory', at, 2 + count * 10);
  const entries = (yield* read(at + 2, count * 10)).slice();
  for (let entry = 0; entry < entries.length; entry += 10) {
    const tag = u16(entries, entry, little);
    const isInside = (tag & 0xc000) === 0x4000;
    const size = isInside ? 8 : u32(entries, entry + 2, little);
    const offset = isInside ? at + 4 + entry : start + u32(entries, entry + 6, little);
    const kind = tag & 0x3800;
    if (offset + size > end && !isInside) notes.broken(at + 2 + entry, 'crw-record');
    else if (kind === 0x2800 || kind === 0x3000) yield* canonBlock(heap, offset, size, depth + 1);
    else if (kind === 0x0800 && size <= 65_536) canonWords(notes, tag & 0x7ff, yield* read(offset, size), offset);
  }
}

function canonWords(notes: WalkNotes, id: number, bytes: Uint8Array, offset: number): void {
  const place = notes.place('CIFF', offset, bytes.length);
  const first = untilNul(bytes);
  if (id === 10) {
    const make = textOf(first);
    const model = textOf(untilNul(bytes, first.length + 1));
    notes.facts.push(factAt('exif', 'Make', make, place), factAt('exif', 'Model', model, place));
    notes.tell({ make, model });
  } else if (canonNames[id] !== undefined) notes.fact('exif', canonNames[id], textOf(first), place);
}
