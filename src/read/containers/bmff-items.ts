import { inflateSync } from 'node:zlib';
import { type Box, type BoxCount, childBoxes } from './bmff-box.ts';
import { latin1, textOf, u16, u32, u64, untilNul } from './bytes.ts';
import { type Range, type Reads, read } from './reads.ts';
import { payloadLimit, readPayload, type WalkNotes } from './walk-notes.ts';

/** One item of a HEIF file (ISO/IEC 14496-12 section 8.11) that can hold a mark. */
interface Item {
  readonly id: number;
  readonly type: string;
  readonly contentType: string;
  readonly contentEncoding: string;
}

interface Location {
  /** 0: offsets in the file; 1: in the `idat` box; 2: in another item. */
  readonly method: number;
  readonly extents: readonly Range[];
}

const itemLimit = 20_000;

/** Exif, XMP and text items of a `meta` box, and the size of the largest picture; `children` are those of the box. */
export function* itemFacts(notes: WalkNotes, count: BoxCount, children: readonly Box[]): Reads<void> {
  const child = (type: string) => children.find((box) => box.type === type);
  const iinf = child('iinf');
  const iloc = child('iloc');
  const iprp = child('iprp');
  if (iprp) yield* pictureSize(notes, count, iprp);
  if (!iinf) return;
  const items = yield* readItems(notes, count, iinf);
  if (items.length === 0) return;
  const bytes = iloc ? yield* readPayload(notes, iloc.payload, iloc.end - iloc.payload) : undefined;
  const locations = bytes ? parseLocations(bytes, new Set(items.map((item) => item.id))) : undefined;
  if (!locations) return notes.broken(iloc?.payload ?? iinf.payload, 'iloc');
  for (const item of items) yield* readItem(notes, item, locations.get(item.id), child('idat'));
}

function* readItem(notes: WalkNotes, item: Item, location: Location | undefined, idat: Box | undefined): Reads<void> {
  const where = `meta/${item.contentType || item.type} item ${item.id}`;
  const first = location?.extents[0];
  if (!location || !first) return;
  if (location.method > 1 || (location.method === 1 && !idat)) return notes.limit(first.offset, 'item-construction');
  const base = location.method === 1 && idat ? idat.payload : 0;
  const pieces: Uint8Array[] = [];
  let total = 0;
  for (const extent of location.extents) {
    total += extent.length;
    if (total > payloadLimit) return notes.limit(base + extent.offset, 'payload-bytes');
    const piece = yield* readPayload(notes, base + extent.offset, extent.length);
    if (!piece) return;
    pieces.push(piece);
  }
  let bytes: Uint8Array = pieces.length === 1 ? (pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(pieces);
  if (item.contentEncoding !== '') {
    const plain = inflated(bytes, item.contentEncoding);
    if (!plain) return notes.limit(base + first.offset, 'item-encoding');
    bytes = plain;
  }
  const place = notes.place(where, base + first.offset, total);
  if (item.type === 'Exif') {
    // Starts with the distance from behind these four bytes to the TIFF header (ISO/IEC 23008-12 annex A.2.1).
    const start = 4 + u32(bytes, 0);
    if (start + 8 > bytes.length) return notes.broken(place.offset, 'exif-item');
    notes.exif(bytes.subarray(start), { ...place, offset: place.offset + start, length: total - start });
  } else if (isXmp(item.contentType)) notes.xmp(bytes, place);
  else notes.fact('container', `item:${item.contentType}`, textOf(bytes), place);
}

function inflated(bytes: Uint8Array, encoding: string): Uint8Array | undefined {
  if (encoding !== 'deflate') return undefined;
  try {
    return inflateSync(bytes, { maxOutputLength: payloadLimit });
  } catch {
    return undefined;
  }
}

function isXmp(contentType: string): boolean {
  return contentType === 'application/rdf+xml';
}

function isText(contentType: string): boolean {
  return isXmp(contentType) || contentType.startsWith('text/') || /(json|xml)$/.test(contentType);
}

function* readItems(notes: WalkNotes, count: BoxCount, iinf: Box): Reads<Item[]> {
  const head = yield* read(iinf.payload, 4);
  const items: Item[] = [];
  const entries = yield* childBoxes(notes, count, iinf, iinf.payload + (head[0] === 0 ? 6 : 8));
  if (entries.length > itemLimit) notes.limit(iinf.offset, 'items');
  for (const box of entries.slice(0, itemLimit)) {
    if (box.type !== 'infe') continue;
    const bytes = yield* read(box.payload, Math.min(box.end - box.payload, 1024));
    const item = parseItem(bytes);
    if (item.type === 'Exif' || (item.type === 'mime' && isText(item.contentType))) items.push(item);
  }
  return items;
}

function parseItem(bytes: Uint8Array): Item {
  const version = bytes[0] ?? 0;
  const wide = version >= 3;
  const id = wide ? u32(bytes, 4) : u16(bytes, 4);
  let at = wide ? 10 : 8;
  const type = version >= 2 ? latin1(bytes, at, at + 4) : 'mime';
  if (version >= 2) at += 4;
  const strings: string[] = [];
  while (strings.length < 3 && at < bytes.length) {
    const text = untilNul(bytes, at);
    strings.push(textOf(text));
    at += text.length + 1;
  }
  return {
    id,
    type,
    contentType: type === 'mime' ? (strings[1] ?? '') : '',
    contentEncoding: type === 'mime' ? (strings[2] ?? '') : '',
  };
}

/** Reads an `iloc` payload, keeping the items that are `wanted`; undefined where it does not hold. */
export function parseLocations(bytes: Uint8Array, wanted: ReadonlySet<number>): Map<number, Location> | undefined {
  const version = bytes[0] ?? 0;
  const sizes = u16(bytes, 4);
  const offsetSize = sizes >> 12;
  const lengthSize = (sizes >> 8) & 15;
  const baseSize = (sizes >> 4) & 15;
  const indexSize = version > 0 ? sizes & 15 : 0;
  const number = (at: number, size: number) => (size === 8 ? u64(bytes, at) : size === 4 ? u32(bytes, at) : 0);
  let at = version < 2 ? 8 : 10;
  let left = version < 2 ? u16(bytes, 6) : u32(bytes, 6);
  const locations = new Map<number, Location>();
  for (; left > 0; left--) {
    if (at + 6 > bytes.length) return undefined;
    const id = version < 2 ? u16(bytes, at) : u32(bytes, at);
    at += version < 2 ? 2 : 4;
    const method = version > 0 ? u16(bytes, at) & 15 : 0;
    at += version > 0 ? 4 : 2;
    const base = number(at, baseSize);
    const extentCount = u16(bytes, at + baseSize);
    at += baseSize + 2;
    const extents: Range[] = [];
    for (let index = 0; index < extentCount; index++) {
      const offset = base + number(at + indexSize, offsetSize);
      const length = number(at + indexSize + offsetSize, lengthSize);
      at += indexSize + offsetSize + lengthSize;
      if (at > bytes.length) return undefined;
      if (wanted.has(id)) extents.push({ offset, length });
    }
    if (wanted.has(id)) locations.set(id, { method, extents });
  }
  return locations;
}

function* pictureSize(notes: WalkNotes, count: BoxCount, iprp: Box): Reads<void> {
  let best = { width: 0, height: 0 };
  for (const ipco of yield* childBoxes(notes, count, iprp)) {
    if (ipco.type !== 'ipco') continue;
    for (const property of yield* childBoxes(notes, count, ipco)) {
      if (property.type !== 'ispe') continue;
      const bytes = yield* read(property.payload, 12);
      const [width, height] = [u32(bytes, 4), u32(bytes, 8)];
      if (width * height > best.width * best.height) best = { width, height };
    }
  }
  if (best.width > 0) notes.tell(best);
}
