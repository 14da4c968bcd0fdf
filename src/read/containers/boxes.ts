import { latin1, startsWith, u32, u64 } from './bytes.ts';
import { exifFacts } from './exif.ts';
import { keepFound } from './found.ts';
import { unbrotlied } from './inflate.ts';
import { iptcFacts } from './iptc.ts';
import { isC2paStore, jumbfHeadLength } from './jumbf.ts';
import { resourceFacts } from './photoshop.ts';
import type { Place } from './place.ts';
import { type Reads, read } from './reads.ts';
import { readPayload, type WalkNotes } from './walk-notes.ts';
import { xmpFacts } from './xmp.ts';

/** A box of JPEG 2000 or JPEG XL (ISO 15444-1, annex I): its type and where its content lies. */
export interface StillBox {
  readonly type: string;
  /** Start of the header. */
  readonly offset: number;
  /** Start of the content. */
  readonly start: number;
  readonly end: number;
}

const boxLimit = 100_000;
const depthLimit = 12;
/** Boxes that hold boxes. */
const superboxes = new Set(['jp2h', 'asoc', 'jpch', 'jplh', 'res ', 'uinf', 'comp', 'ftbl']);
/** Those of the second half are written by Adobe's plug-in for JPEG 2000 (ExifTool Jpeg2000.pm). */
const uuids: Readonly<Record<string, 'xmp' | 'exif' | 'iptc' | 'photoshop'>> = {
  '\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac': 'xmp',
  'JpgTiffExif->JP2': 'exif',
  '\x33\xc7\xa4\xd2\xb8\x1d\x47\x23\xa0\xba\xf1\xa3\xe0\x97\xad\x38': 'iptc',
  '\x05\x37\xcd\xab\x9d\x0c\x44\x31\xa7\x2a\xfa\x56\x1f\x2a\x11\x3e': 'exif',
  '\x09\xa1\x4e\x97\xc0\xb4\x42\xe0\xbe\xbf\x36\xdf\x6f\x0c\xe3\x6f': 'iptc',
  '\x2c\x4c\x01\x00\x85\x04\x40\xb9\xa0\x3e\x56\x21\x48\xd6\xdf\xeb': 'photoshop',
};

/** Hands every box between two positions to `visit`, those inside superboxes too, and reads those that hold metadata. */
export function* walkBoxes(
  notes: WalkNotes,
  from: number,
  to: number,
  visit: (box: StillBox) => Reads<void>,
  depth = 0,
): Reads<void> {
  let at = from;
  for (let count = 0; at < to && count < boxLimit; count++) {
    const head = yield* read(at, 16);
    const short = u32(head, 0);
    const start = at + (short === 1 ? 16 : 8);
    const end = short === 0 ? to : at + (short === 1 ? u64(head, 8) : short);
    const type = latin1(head, 4, 8);
    if (start > to || end < start || !/^[\x20-\x7e]{4}$/.test(type)) {
      // A few bytes after the last box are padding; at the top of a file they are what some writer left behind.
      if (depth > 0 || at === from || to - at >= 8) notes.broken(at, 'box-header');
      return;
    }
    notes.segment(type, at, Math.min(end, to) - at);
    if (end > to) {
      if (depth > 0) notes.broken(at, 'box-length');
      else notes.truncated(to, end);
      return;
    }
    const box = { type, offset: at, start, end };
    yield* metadata(notes, box);
    yield* visit(box);
    if (superboxes.has(type)) {
      if (depth >= depthLimit) notes.limit(at, 'box-depth');
      else yield* walkBoxes(notes, start, end, visit, depth + 1);
    }
    at = end;
  }
  if (at < to) notes.limit(at, 'boxes');
}

function* metadata(notes: WalkNotes, box: StillBox): Reads<void> {
  const { type, offset, start, end } = box;
  if (type === 'jumb') {
    const head = yield* read(offset, jumbfHeadLength);
    if (isC2paStore(head)) notes.stores.push({ offset, length: end - offset });
  } else if (type === 'xml ' || type === 'jp2i' || type === 'Exif') {
    const bytes = yield* readPayload(notes, start, end - start);
    if (bytes !== undefined) content(notes, type, bytes, notes.place(`${type.trim()} box`, start, bytes.length));
  } else if (type === 'uuid') yield* uuidBox(notes, box);
  else if (type === 'brob') {
    const bytes = yield* readPayload(notes, start, end - start);
    if (bytes !== undefined) packed(notes, bytes, notes.place('brob box', offset, end - offset));
  }
}

function content(notes: WalkNotes, type: string, bytes: Uint8Array, place: Place): void {
  if (type === 'xml ' || type === 'jp2i') keepFound(notes, xmpFacts(bytes, place));
  else if (type === 'Exif') {
    // Four bytes say how far the TIFF header is (ISO 18181-2, 9.4.4); the six of JPEG's `Exif` are what they skip.
    const skip = startsWith(bytes, 'II*\0') || startsWith(bytes, 'MM\0*') ? 0 : 4 + u32(bytes, 0);
    const isPacked = place.length !== bytes.length;
    const shifted = isPacked ? place : { ...place, offset: place.offset + skip, length: bytes.length - skip };
    keepFound(notes, exifFacts(bytes.subarray(skip), shifted));
  }
}

/** A Brotli-compressed box: its type, then its packed content (ISO 18181-2, 9.4.6). */
function packed(notes: WalkNotes, bytes: Uint8Array, place: Place): void {
  const type = latin1(bytes, 0, 4);
  const plain = unbrotlied(bytes.subarray(4));
  if ('failed' in plain) {
    if (plain.failed === 'limit') notes.limit(place.offset, 'box-brotli');
    else notes.broken(place.offset, 'box-brotli');
  } else if (type === 'jumb') {
    // A store must lie in the file as it is (C2PA 2.2, A.3.8): this one no engine can check.
    notes.broken(place.offset, 'c2pa-packed');
  } else content(notes, type, plain.bytes, { ...place, where: `brob box (${type.trim()})` });
}

function* uuidBox(notes: WalkNotes, { start, end }: StillBox): Reads<void> {
  const id = latin1(yield* read(start, 16), 0, 16);
  const kind = uuids[id];
  if (kind === undefined) return;
  const bytes = yield* readPayload(notes, start + 16, end - start - 16);
  if (bytes === undefined) return;
  const place = notes.place(`uuid box (${kind.toUpperCase()})`, start + 16, bytes.length);
  if (kind === 'xmp') keepFound(notes, xmpFacts(bytes, place));
  else if (kind === 'iptc') keepFound(notes, iptcFacts(bytes, place));
  else if (kind === 'photoshop') keepFound(notes, resourceFacts(bytes, place));
  else {
    const skip = startsWith(bytes, 'Exif\0\0') ? 6 : 0;
    keepFound(notes, exifFacts(bytes.subarray(skip), { ...place, offset: place.offset + skip, length: bytes.length - skip }));
  }
}
