import { seiOfNals } from './bmff-sei.ts';
import { startsWith, textOf, u16, u32 } from './bytes.ts';
import { type Place, placeWithin } from './place.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { readPayload, WalkNotes } from './walk-notes.ts';

/** Tags that are looked at in search of script data, which stands at the beginning. */
const tagLimit = 2000;

/** Bytes of a picture that are looked at: SEI messages stand before it. */
const pictureLimit = 256 * 1024;

/** Walks Flash Video: strings and numbers of its script data (`onMetaData`, `onXMPData`), and whether its end is there. */
export const walkFlv: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 9);
  if (!startsWith(head, 'FLV') || head.length < 9) {
    notes.broken(0, 'flv-header');
    return notes.done();
  }
  let offset = u32(head, 5) + 4;
  let tags = 0;
  let pictures = 0;
  const said = new Set<string>();
  while (offset < file.size && tags < tagLimit) {
    const tag = yield* read(offset, 11);
    const kind = (tag[0] ?? 0) & 31;
    const length = u32(tag, 0) % 16777216;
    if (tag.length < 11 || ![8, 9, 18].includes(kind)) {
      notes.broken(offset, 'flv-tag');
      break;
    }
    if (offset + 11 + length > file.size) {
      notes.truncated(offset, offset + 11 + length);
      break;
    }
    if (kind === 9 && pictures++ < 3) yield* pictureSei(notes, offset + 11, length, said);
    if (kind === 18) {
      const bytes = yield* readPayload(notes, offset + 11, length);
      notes.segment('script data', offset, length + 15);
      if (bytes) scriptFacts(notes, bytes, notes.place('FLV script data', offset + 11, length));
    }
    offset += length + 15;
    tags++;
  }
  if (tags === 0) notes.broken(offset, 'no-tags');
  else if (notes.complete && offset < file.size) yield* lastTag(notes);
  // The length behind the last tag is left away by some writers; a piece of it is a cut.
  else if (notes.complete && offset > file.size && offset - file.size < 4) notes.truncated(file.size, offset);
  return notes.done();
};

/** SEI texts of a video tag: H.264 (codec 7), NAL units with four bytes of length behind a header of five. */
function* pictureSei(notes: WalkNotes, offset: number, length: number, said: Set<string>): Reads<void> {
  const bytes = yield* read(offset, Math.min(length, pictureLimit));
  const isUnits = ((bytes[0] ?? 0) & 15) === 7 && bytes[1] === 1;
  if (isUnits) seiOfNals(notes, bytes.subarray(5), offset + 5, 4, false, said);
}

/** The last four bytes give the length of the last tag: they lead to its header. */
function* lastTag(notes: WalkNotes): Reads<void> {
  const { size } = notes.file;
  const length = u32(yield* read(size - 4, 4), 0);
  const kind = ((yield* read(Math.max(0, size - 4 - length), 1))[0] ?? 0) & 31;
  if (length < 11 || length > size || ![8, 9, 18].includes(kind)) notes.truncated(size - 4, size + 1);
}

/** Action Message Format 0: a name, then values; nesting is followed to a depth of 8. */
function scriptFacts(notes: WalkNotes, bytes: Uint8Array, place: Place): void {
  const reader = { at: 0, values: 0 };
  const name = amfValue(notes, bytes, reader, '', place, 0);
  while (reader.at < bytes.length && reader.values < 5000 && name !== undefined) {
    if (amfValue(notes, bytes, reader, name, place, 0) === undefined) return;
  }
}

/** Reads one value and keeps it under `name`; hands back its text, undefined where it cannot be read. */
function amfValue(
  notes: WalkNotes,
  bytes: Uint8Array,
  reader: { at: number; values: number },
  name: string,
  place: Place,
  depth: number,
): string | undefined {
  const type = bytes[reader.at++];
  reader.values++;
  if (type === undefined || depth > 8 || reader.values > 5000) return undefined;
  const start = reader.at;
  if (type === 2 || type === 12) {
    const size = type === 2 ? u16(bytes, start) : u32(bytes, start);
    const at = start + (type === 2 ? 2 : 4);
    reader.at = at + size;
    const text = textOf(bytes.subarray(at, at + size));
    const where = placeWithin(place, at, size, name);
    if (name === 'liveXML') notes.xmp(bytes.subarray(at, at + size), where);
    else if (name !== '') notes.fact('container', `tag:${name}`, text, where);
    return text;
  }
  const fixed: Readonly<Record<number, number>> = { 0: 8, 1: 1, 5: 0, 6: 0, 7: 2, 11: 10 };
  if (fixed[type] !== undefined) {
    reader.at += fixed[type] ?? 0;
    if (reader.at > bytes.length) return undefined;
    if (type === 0) number(notes, name, new DataView(bytes.buffer, bytes.byteOffset).getFloat64(start));
    return '';
  }
  if (type === 10) {
    reader.at += 4;
    for (let left = u32(bytes, start); left > 0; left--)
      if (amfValue(notes, bytes, reader, name, place, depth + 1) === undefined) return undefined;
    return '';
  }
  if (type !== 3 && type !== 8) return undefined;
  if (type === 8) reader.at += 4;
  while (reader.at + 3 <= bytes.length) {
    const size = u16(bytes, reader.at);
    const key = textOf(bytes.subarray(reader.at + 2, reader.at + 2 + size));
    reader.at += 2 + size;
    if (size === 0 && bytes[reader.at] === 9) {
      reader.at++;
      return '';
    }
    if (amfValue(notes, bytes, reader, key, place, depth + 1) === undefined) return undefined;
  }
  return '';
}

function number(notes: WalkNotes, name: string, value: number): void {
  if (!(value > 0)) return;
  if (name === 'duration') notes.tell({ duration: value });
  else if (name === 'width') notes.tell({ width: value });
  else if (name === 'height') notes.tell({ height: value });
  else if (name === 'framerate') notes.tell({ frameRate: String(Number(value.toFixed(3))) });
}
