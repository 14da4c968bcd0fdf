import { i32, latin1, startsWith, textOf, u32, u64 } from './bytes.ts';
import { keepFound } from './found.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { readPayload, WalkNotes } from './walk-notes.ts';
import { xmpFacts } from './xmp.ts';

const attributeLimit = 10_000;
const partLimit = 1000;
const chunkLimit = 1_000_000;
/** Lines of one chunk by the number of the compression (OpenEXR, "Scan line blocks"). */
const linesPerChunk = [1, 1, 1, 16, 32, 16, 32, 32, 32, 256];

interface Part {
  width: number;
  height: number;
  compression: number;
  isTiled: boolean;
  chunkCount: number | undefined;
}

/** OpenEXR: the attributes of every part, and that each chunk of the offset tables lies in the file. */
export const walkExr: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 8);
  if (!startsWith(head, '\x76\x2f\x31\x01')) notes.broken(0, 'exr-signature');
  else if ((head[4] ?? 0) !== 2) notes.broken(4, 'exr-version');
  else {
    const flags = u32(head, 4, true);
    yield* parts(notes, (flags & 0x1000) !== 0, (flags & 0x200) !== 0);
  }
  return notes.done();
};

function* parts(notes: WalkNotes, isMultipart: boolean, isTiled: boolean): Reads<void> {
  const found: Part[] = [];
  let at: number | undefined = 8;
  do {
    const part: Part = { width: 0, height: 0, compression: 0, isTiled, chunkCount: undefined };
    at = yield* attributes(notes, at, part);
    if (at === undefined) return;
    found.push(part);
    if (part.width > 0 && found.length === 1) notes.tell({ width: part.width, height: part.height });
    if (!isMultipart) break;
  } while ((yield* read(at, 1))[0] !== 0 && found.length < partLimit);
  let table = isMultipart ? at + 1 : at;
  for (const part of found) {
    const next: number | undefined = yield* offsetTable(notes, table, part, isMultipart);
    if (next === undefined) return;
    table = next;
  }
}

/** Reads one header to its closing zero and gives the position after it. */
function* attributes(notes: WalkNotes, from: number, part: Part): Reads<number | undefined> {
  let at = from;
  for (let count = 0; count < attributeLimit; count++) {
    const head = yield* read(at, 520);
    if (head[0] === 0) return at + 1;
    const nameEnd = head.indexOf(0);
    const typeEnd = head.indexOf(0, nameEnd + 1);
    if (nameEnd < 0 || nameEnd > 255 || typeEnd < 0) {
      if (at + head.length >= notes.file.size) notes.truncated(notes.file.size, notes.file.size + 1);
      else notes.broken(at, 'exr-attribute');
      return undefined;
    }
    const start = at + typeEnd + 5;
    const length = u32(head, typeEnd + 1, true);
    if (start + length > notes.file.size) {
      notes.truncated(notes.file.size, start + length);
      return undefined;
    }
    notes.segment(latin1(head, 0, nameEnd), at, start + length - at);
    yield* attribute(notes, part, latin1(head, 0, nameEnd), latin1(head, nameEnd + 1, typeEnd), start, length);
    at = start + length;
  }
  notes.limit(at, 'exr-attributes');
  return undefined;
}

function* attribute(notes: WalkNotes, part: Part, name: string, type: string, start: number, length: number): Reads<void> {
  if (type === 'string' || type === 'stringvector') {
    const bytes = yield* readPayload(notes, start, length);
    if (bytes !== undefined) words(notes, name, type, bytes, start);
    if (name === 'type' && bytes !== undefined) part.isTiled = /tile/.test(textOf(bytes));
    return;
  }
  const value = yield* read(start, Math.min(length, 16));
  if (name === 'dataWindow') {
    part.width = i32(value, 8, true) - i32(value, 0, true) + 1;
    part.height = i32(value, 12, true) - i32(value, 4, true) + 1;
    if (part.width <= 0 || part.height <= 0) notes.broken(start, 'exr-window');
  } else if (name === 'compression') part.compression = value[0] ?? 0;
  else if (name === 'chunkCount') part.chunkCount = u32(value, 0, true);
}

function words(notes: WalkNotes, name: string, type: string, bytes: Uint8Array, start: number): void {
  const place = notes.place(`attribute ${name}`, start, bytes.length);
  if (/^\s*<(\?xpacket|x:xmpmeta|rdf:RDF)/.test(latin1(bytes, 0, 64))) keepFound(notes, xmpFacts(bytes, place));
  else if (type === 'string') notes.fact('container', `exr:${name}`, textOf(bytes), place);
  else {
    for (let at = 0; at + 4 <= bytes.length; at += 4 + u32(bytes, at, true)) {
      notes.fact('container', `exr:${name}`, textOf(bytes.subarray(at + 4, at + 4 + u32(bytes, at, true))), place);
    }
  }
  if (name === 'software' || name === 'Software') notes.tell({ software: textOf(bytes) });
}

/** Every chunk must begin in the file, behind the tables. Tiled parts say how many there are only where they have to. */
function* offsetTable(notes: WalkNotes, at: number, part: Part, isMultipart: boolean): Reads<number | undefined> {
  const lines = linesPerChunk[part.compression] ?? 1;
  const count = part.chunkCount ?? (part.isTiled ? undefined : Math.ceil(part.height / lines));
  if (part.width <= 0 || count === undefined) {
    if (part.width === 0) notes.broken(8, 'exr-no-window');
    if (at >= notes.file.size) notes.truncated(notes.file.size, at + 8);
    return undefined;
  }
  const end = at + count * 8;
  if (count > chunkLimit || end > notes.file.size) {
    if (end > notes.file.size) notes.truncated(notes.file.size, end);
    else notes.limit(at, 'exr-chunks');
    return undefined;
  }
  notes.segment('offset table', at, count * 8);
  const table = yield* read(at, count * 8);
  let last = 0;
  for (let index = 0; index < count; index++) {
    const offset = u64(table, index * 8, true);
    // Writers that were stopped leave zeroes.
    if (offset < end || offset + 8 > notes.file.size) {
      notes.broken(at + index * 8, 'exr-offset');
      return end;
    }
    last = Math.max(last, offset);
  }
  if (!part.isTiled && last > 0) {
    const skip = isMultipart ? 4 : 0;
    const size = u32(yield* read(last + skip + 4, 4), 0, true);
    const isDeep = notes.facts.some((fact) => fact.name === 'exr:type' && fact.value.startsWith('deep'));
    if (!isDeep && last + skip + 8 + size > notes.file.size) notes.truncated(notes.file.size, last + skip + 8 + size);
  }
  return end;
}
