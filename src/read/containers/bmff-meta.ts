import { type Box, type BoxCount, boxDepthLimit, childBoxes } from './bmff-box.ts';
import { itemFacts } from './bmff-items.ts';
import { unknownText } from './bmff-text.ts';
import { i32, latin1, startsWith, textOf, u32, untilNul } from './bytes.ts';
import { id3Tag } from './id3.ts';
import type { Place } from './place.ts';
import { printable, utf16Text } from './printable.ts';
import { type Reads, read } from './reads.ts';
import { readPayload, type WalkNotes } from './walk-notes.ts';

/**
 * Walks a `meta` box, wherever it stands: QuickTime metadata (`keys` + `ilst`), iTunes `ilst`, HEIF items, `ID32`, `xml `.
 * In ISO files it begins with version and flags, in QuickTime files with its first child.
 */
export function* walkMeta(notes: WalkNotes, count: BoxCount, meta: Box, depth: number): Reads<void> {
  if (depth > boxDepthLimit) return notes.broken(meta.offset, 'nested-too-deep');
  const head = yield* read(meta.payload, 12);
  const bare = startsWith(head, 'hdlr', 4) || startsWith(head, 'keys', 4);
  const children = yield* childBoxes(notes, count, meta, meta.payload + (bare ? 0 : 4));
  notes.segment(meta.path, meta.offset, meta.end - meta.offset);
  const keysBox = children.find((child) => child.type === 'keys');
  const keys = keysBox ? yield* readKeys(notes, keysBox) : [];
  for (const child of children) {
    const length = child.end - child.payload;
    if (child.type === 'ilst') yield* walkIlst(notes, count, child, keys);
    else if (child.type === 'xml ') {
      const bytes = yield* readPayload(notes, child.payload + 4, length - 4);
      if (bytes) xmlFacts(notes, bytes, notes.place(child.path, child.payload + 4, length - 4));
    } else if (child.type === 'ID32') yield* id3Tag(notes, child.payload + 6, child.end, child.path);
    else if (child.type === 'uuid' && child.uuid === 'be7acfcb97a942e89c71999491e3afac') {
      const bytes = yield* readPayload(notes, child.payload, length);
      if (bytes) notes.xmp(bytes, notes.place(child.path, child.payload, length));
    } else if (!metaBoxes.has(child.type))
      yield* unknownText(notes, child, child.uuid === undefined ? `udta:${child.type}` : `uuid:${child.uuid}`);
  }
  if (children.some((child) => child.type === 'iinf')) yield* itemFacts(notes, count, children);
}

/** Boxes of a meta box whose content is structure, or items that are read by their list (ISO/IEC 14496-12, 8.11). */
const metaBoxes = new Set(
  'hdlr keys ilst pitm iloc iinf iprp iref idat ipro dinf grpl free skip mhdr ctry lang bxml ID32'.split(' '),
);

/** XMP where it is that; anything else (Sony's NonRealTimeMeta) is kept whole. */
function xmlFacts(notes: WalkNotes, bytes: Uint8Array, place: Place): void {
  const text = textOf(untilNul(bytes));
  if (text.includes('<rdf:RDF')) notes.xmp(bytes, place);
  else notes.fact('container', 'meta:xml', text, place);
}

/** The names of a `keys` box, in order (Apple, QuickTime File Format, "Metadata Item Keys Atom"). */
function* readKeys(notes: WalkNotes, box: Box): Reads<string[]> {
  const bytes = yield* readPayload(notes, box.payload, box.end - box.payload);
  if (!bytes) return [];
  const keys: string[] = [];
  const promised = u32(bytes, 4);
  let at = 8;
  while (keys.length < promised && at + 8 <= bytes.length) {
    const size = u32(bytes, at);
    if (size < 8 || at + size > bytes.length) break;
    keys.push(textOf(bytes.subarray(at + 8, at + size)));
    at += size;
  }
  if (keys.length < promised) notes.broken(box.payload + at, 'keys');
  return keys;
}

function* walkIlst(notes: WalkNotes, count: BoxCount, ilst: Box, keys: readonly string[]): Reads<void> {
  for (const item of yield* childBoxes(notes, count, ilst)) {
    const index = u32(Buffer.from(item.type, 'latin1'), 0);
    const key = keys[index - 1];
    let name = key === undefined ? `ilst:${item.type}` : `keys:${key}`;
    const parts = yield* childBoxes(notes, count, item);
    if (item.type === '----') name = yield* freeformName(parts);
    const path = `${ilst.path}/${key ?? name.replace('ilst:', '')}`;
    for (const part of parts) if (part.type === 'data') yield* dataFact(notes, part, name, path);
  }
}

/** iTunes free-form items: reverse domain in `mean`, the name in `name`. */
function* freeformName(parts: readonly Box[]): Reads<string> {
  const names = ['', ''];
  for (const part of parts) {
    const index = ['mean', 'name'].indexOf(part.type);
    if (index < 0) continue;
    const bytes = yield* read(part.payload + 4, Math.min(1024, Math.max(0, part.end - part.payload - 4)));
    names[index] = textOf(bytes);
  }
  return `ilst:----:${names[0]}:${names[1]}`;
}

/** Well-known types: https://developer.apple.com/documentation/quicktime-file-format/well-known_types */
const pictureTypes = new Set([12, 13, 14, 27]);

function* dataFact(notes: WalkNotes, data: Box, name: string, path: string): Reads<void> {
  const start = data.payload + 8;
  const length = data.end - start;
  if (length <= 0) return;
  const type = u32(yield* read(data.payload, 8), 0);
  if (pictureTypes.has(type) || (type !== 1 && name === 'ilst:covr')) return notes.picture(path, start, length);
  const bytes = yield* readPayload(notes, start, length);
  if (!bytes) return;
  const value = dataText(bytes, type);
  if (value !== undefined) notes.fact('container', name, value, notes.place(path, start, length));
}

function dataText(bytes: Uint8Array, type: number): string | undefined {
  if (type === 1 || type === 4) return textOf(bytes);
  if (type === 2 || type === 5) return utf16Text(bytes, false);
  if ((type === 21 || type === 22) && bytes.length <= 4) return String(integer(bytes, type === 21));
  if (type === 65 || type === 66 || type === 67) return String(integer(bytes.subarray(0, 4), true));
  if (type === 75 || type === 76 || type === 77) return String(integer(bytes.subarray(0, 4), false));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (type === 23 && bytes.length === 4) return String(view.getFloat32(0));
  if (type === 24 && bytes.length === 8) return String(view.getFloat64(0));
  return printable(bytes) ?? (bytes.length <= 4 ? String(integer(bytes, false)) : undefined);
}

function integer(bytes: Uint8Array, signed: boolean): number {
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  const span = 256 ** bytes.length;
  return signed && value >= span / 2 ? value - span : value;
}

/** Type of the handler, `mdta`, `vide`, `tmcd`; empty where there is none. */
export function* handlerType(children: readonly Box[]): Reads<string> {
  const box = children.find((child) => child.type === 'hdlr');
  return box ? latin1(yield* read(box.payload + 8, 4)) : '';
}

/** A 16.16 fixed-point number, whole part. */
export function fixedWhole(bytes: Uint8Array, at: number): number {
  return i32(bytes, at) >> 16;
}
