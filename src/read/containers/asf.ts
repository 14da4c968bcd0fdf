import { startsWith, u16, u32, u64, utf16Of } from './bytes.ts';
import { type Place, placeWithin } from './place.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { readPayload, WalkNotes } from './walk-notes.ts';

/** Objects by identifier, as the bytes stand in the file (Advanced Systems Format specification, section 10). */
const objects = {
  header: '3026b2758e66cf11a6d900aa0062ce6c',
  data: '3626b2758e66cf11a6d900aa0062ce6c',
  fileProperties: 'a1dcab8c47a9cf118ee400c00c205365',
  contentDescription: '3326b2758e66cf11a6d900aa0062ce6c',
  extendedContent: '40a4d0d207e3d21197f000a0c95ea850',
  headerExtension: 'b503bf5f2ea9cf118ee300c00c205365',
  metadata: 'eacbf8c5af5b77488467aa8c44fa4cca',
  metadataLibrary: '941c23449894d149a1411d134e457054',
  xmp: 'cbcf7abea997e8429c71999491e3afac',
} as const;

const objectLimit = 10_000;

/** Walks ASF (WMV, WMA): the header object's descriptions, XMP, and the sizes of the other objects. */
export const walkAsf: Walker = function* (file) {
  const notes = new WalkNotes(file);
  let offset = 0;
  let data = false;
  for (let count = 0; offset < file.size; count++) {
    const head = yield* read(offset, 30);
    const id = Buffer.from(head.subarray(0, 16)).toString('hex');
    const size = u64(head, 16, true);
    if (count === 0 && id !== objects.header) {
      notes.broken(0, 'asf-header');
      break;
    }
    if (head.length < 24 || size < 24 || count > objectLimit) {
      if (!data) notes.broken(offset, 'asf-object');
      break;
    }
    if (id === objects.data) data = true;
    notes.segment(
      id === objects.header ? 'header' : id === objects.data ? 'data' : 'object',
      offset,
      Math.min(size, file.size - offset),
    );
    if (offset + size > file.size) {
      notes.truncated(offset, offset + size);
      if (id !== objects.header) break;
    }
    if (id === objects.header) yield* walkObjects(notes, offset + 30, Math.min(file.size, offset + size), 0);
    else if (id === objects.xmp) yield* walkObject(notes, id, offset + 24, size - 24, 0);
    offset += size;
  }
  if (notes.complete && !data) notes.broken(0, 'no-data-object');
  return notes.done();
};

function* walkObjects(notes: WalkNotes, from: number, end: number, depth: number): Reads<void> {
  let offset = from;
  for (let count = 0; offset + 24 <= end; count++) {
    if (count > objectLimit) return notes.limit(offset, 'asf-objects');
    const head = yield* read(offset, 24);
    const size = u64(head, 16, true);
    if (size < 24 || offset + size > end) return notes.broken(offset, 'asf-object');
    yield* walkObject(notes, Buffer.from(head.subarray(0, 16)).toString('hex'), offset + 24, size - 24, depth);
    offset += size;
  }
}

function* walkObject(notes: WalkNotes, id: string, at: number, length: number, depth: number): Reads<void> {
  if (id === objects.headerExtension) {
    if (depth < 4) yield* walkObjects(notes, at + 22, at + length, depth + 1);
    return;
  }
  if (!Object.values<string>(objects).includes(id)) return;
  const bytes = yield* readPayload(notes, at, length);
  if (!bytes) return;
  const place = notes.place('header', at, length);
  if (id === objects.xmp) notes.xmp(bytes, notes.place('XMP object', at, length));
  else if (id === objects.fileProperties) properties(notes, bytes);
  else if (id === objects.contentDescription) description(notes, bytes, place);
  else if (id === objects.extendedContent) extended(notes, bytes, place);
  else if (id === objects.metadata || id === objects.metadataLibrary) metadata(notes, bytes, place);
}

/** Seconds from 1601, where Windows counts from, to 1970. */
const epoch1601 = 11_644_473_600;

function properties(notes: WalkNotes, bytes: Uint8Array): void {
  const created = u64(bytes, 24, true) / 1e7 - epoch1601;
  const duration = u64(bytes, 40, true) / 1e7 - u64(bytes, 56, true) / 1e3;
  if (duration > 0) notes.tell({ duration });
  if (created > 0 && created < 8e9) notes.tell({ created: new Date(created * 1000).toISOString().replace(/\.\d+/, '') });
}

function description(notes: WalkNotes, bytes: Uint8Array, place: Place): void {
  let at = 10;
  for (const [index, name] of ['Title', 'Author', 'Copyright', 'Description', 'Rating'].entries()) {
    const length = u16(bytes, index * 2, true);
    text(notes, name, bytes.subarray(at, at + length), placeWithin(place, at, length, name));
    at += length;
  }
}

function extended(notes: WalkNotes, bytes: Uint8Array, place: Place): void {
  let at = 2;
  for (let left = u16(bytes, 0, true); left > 0; left--) {
    const nameLength = u16(bytes, at, true);
    const name = utf16Of(bytes.subarray(at + 2, at + 2 + nameLength), true).replace(/\0+$/, '');
    const type = u16(bytes, at + 2 + nameLength, true);
    const length = u16(bytes, at + 4 + nameLength, true);
    const valueAt = at + 6 + nameLength;
    if (valueAt + length > bytes.length) {
      notes.broken(place.offset + at, 'asf-descriptor');
      return;
    }
    value(notes, name, type, bytes.subarray(valueAt, valueAt + length), placeWithin(place, valueAt, length, name));
    at = valueAt + length;
  }
}

function metadata(notes: WalkNotes, bytes: Uint8Array, place: Place): void {
  let at = 2;
  for (let left = u16(bytes, 0, true); left > 0; left--) {
    const nameLength = u16(bytes, at + 4, true);
    const type = u16(bytes, at + 6, true);
    const length = u32(bytes, at + 8, true);
    const name = utf16Of(bytes.subarray(at + 12, at + 12 + nameLength), true).replace(/\0+$/, '');
    const valueAt = at + 12 + nameLength;
    if (valueAt + length > bytes.length) {
      notes.broken(place.offset + at, 'asf-metadata');
      return;
    }
    value(notes, name, type, bytes.subarray(valueAt, valueAt + length), placeWithin(place, valueAt, length, name));
    at = valueAt + length;
  }
}

/** Types: 0 text, 1 bytes, 2 boolean, 3 to 5 numbers. Of bytes only an XMP packet states something. */
function value(notes: WalkNotes, name: string, type: number, bytes: Uint8Array, place: Place): void {
  if (type === 0) text(notes, name, bytes, place);
  else if (type === 1 && startsWith(bytes, '<?xpacket')) notes.xmp(bytes, place);
  else if (type >= 2 && type <= 5 && bytes.length <= 8) {
    const number = bytes.length === 8 ? u64(bytes, 0, true) : bytes.length === 4 ? u32(bytes, 0, true) : u16(bytes, 0, true);
    notes.fact('container', `tag:${name}`, String(number), place);
  }
}

function text(notes: WalkNotes, name: string, bytes: Uint8Array, place: Place): void {
  notes.fact('container', `tag:${name}`, utf16Of(bytes, true), place);
}
