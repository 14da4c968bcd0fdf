import { latin1, startsWith, textOf, u16 } from './bytes.ts';
import { keepFound } from './found.ts';
import { iptcFacts } from './iptc.ts';
import { isC2paStore } from './jumbf.ts';
import { resourceFacts } from './photoshop.ts';
import type { Place } from './place.ts';
import { type Range, type Reads, read, type StoreRange, type Walker } from './reads.ts';
import { readPayload, WalkNotes } from './walk-notes.ts';
import { xmpFacts } from './xmp.ts';

const blockLimit = 1_000_000;
const step = 8 * 1024;
/** Label of the extension that says how long the next picture stays. */
const graphicControl = 249;
/** A code of LZW stands for at most 4095 pixels and takes at least three bits. */
const pixelsPerByte = (4096 * 8) / 3;
/** XMP lies in a GIF without sub-block lengths and is followed by bytes that lead any reader out (XMP part 3, 1.1.2). */
const xmpTrailer = 258;

/** GIF (87a and 89a): every block to the trailer; comments, XMP, C2PA and ImageMagick's profiles. */
export const walkGif: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 13);
  if (!/^GIF8[79]a/.test(latin1(head, 0, 6))) notes.broken(0, 'gif-signature');
  else if (head.length < 13) notes.truncated(file.size, 13);
  else {
    const width = u16(head, 6, true);
    const height = u16(head, 8, true);
    notes.tell({ width, height });
    if (width === 0 || height === 0) notes.broken(6, 'gif-size');
    yield* blocks(notes, 13 + colours(head[10] ?? 0));
  }
  return notes.done();
};

/** Bytes of the colour table that the flags announce. */
const colours = (flags: number): number => ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1));

function* blocks(notes: WalkNotes, first: number): Reads<void> {
  const { size } = notes.file;
  let at = first;
  let images = 0;
  let hundredths = 0;
  for (let count = 0; count < blockLimit; count++) {
    const head = yield* read(at, 10);
    if (head.length === 0) {
      notes.truncated(size, at + 1);
      return;
    }
    let next: number | undefined;
    if (head[0] === 0x3b) {
      notes.segment('trailer', at, 1);
      notes.unexplained('behind the trailer', at + 1, size - at - 1);
      if (images === 0) notes.broken(at, 'gif-no-picture');
      // A still may carry a delay as well, and lasts no time.
      if (images > 1 && hundredths > 0) notes.tell({ duration: hundredths / 100 });
      return;
    }
    if (head[0] === 0x2c) {
      next = yield* image(notes, at, head);
      images++;
    } else if (head[0] === 0x21) {
      if (head[1] === graphicControl) hundredths += u16(head, 4, true);
      next = yield* extension(notes, at, head[1] ?? 0);
    }
    // Some writers put a spare zero between blocks; decoders pass over it.
    else if (head[0] === 0) next = at + 1;
    else {
      notes.broken(at, 'gif-block');
      return;
    }
    if (next === undefined) {
      notes.truncated(size, size + 1);
      return;
    }
    at = next;
  }
  notes.limit(at, 'gif-blocks');
}

function* image(notes: WalkNotes, at: number, head: Uint8Array): Reads<number | undefined> {
  const start = at + 10 + colours(head[9] ?? 0) + 1;
  const end = yield* afterSubBlocks(start, notes.file.size);
  notes.segment('image', at, (end ?? notes.file.size) - at);
  const pixels = u16(head, 5, true) * u16(head, 7, true);
  if (pixels === 0 || (end !== undefined && pixels > (end - start) * pixelsPerByte)) notes.broken(at, 'gif-size');
  return end;
}

/** Position after the terminator of sub-blocks that begin at `from`; undefined where the file ends before it. */
function* afterSubBlocks(from: number, size: number): Reads<number | undefined> {
  let at = from;
  while (at < size) {
    const base = at;
    const bytes = yield* read(base, step);
    while (at - base < bytes.length) {
      const length = bytes[at - base] ?? 0;
      at += 1 + length;
      if (length === 0) return at;
    }
  }
  return undefined;
}

function* extension(notes: WalkNotes, at: number, label: number): Reads<number | undefined> {
  const end = yield* afterSubBlocks(at + 2, notes.file.size);
  const name = { [graphicControl]: 'graphic control', 254: 'comment', 1: 'plain text', 255: 'application' }[label] ?? 'extension';
  notes.segment(name, at, (end ?? notes.file.size) - at);
  if (label === graphicControl && end !== at + 8) notes.broken(at, 'gif-control');
  if (end === undefined || label === graphicControl) return end;
  const bytes = yield* readPayload(notes, at + 2, end - at - 2);
  if (bytes === undefined) return end;
  const place = notes.place(`${name} extension`, at + 2, bytes.length);
  if (label === 254) notes.fact('text', 'Comment', textOf(joinedBlocks(bytes)), place);
  else if (label === 1) notes.fact('text', 'PlainText', textOf(joinedBlocks(bytes.subarray(1 + (bytes[0] ?? 0)))), place);
  else if (label === 255) application(notes, latin1(bytes, 1, 12), bytes.subarray(1 + (bytes[0] ?? 0)), place);
  return end;
}

function application(notes: WalkNotes, id: string, bytes: Uint8Array, whole: Place): void {
  const skipped = whole.length - bytes.length;
  const place = { ...whole, where: `application extension ${id}`, offset: whole.offset + skipped, length: bytes.length };
  if (id === 'XMP DataXMP') xmp(notes, bytes, place);
  else if (id.startsWith('C2PA_GIF')) {
    const store = joinedBlocks(bytes.subarray(0, 1024));
    if (isC2paStore(store)) notes.stores.push(...storeInBlocks(bytes, place.offset));
    else if (!startsWith(store, 'jumb', 4)) notes.broken(place.offset, 'c2pa-box');
  } else if (id.startsWith('MGK8BIM')) keepFound(notes, resourceFacts(joinedBlocks(bytes), place));
  else if (id.startsWith('MGKIPTC')) keepFound(notes, iptcFacts(joinedBlocks(bytes), place));
  else if (id.startsWith('AIGC') || id.startsWith('TC260')) notes.fact('text', 'AIGC', textOf(joinedBlocks(bytes)), place);
}

/** A store in sub-blocks, as pieces without the byte of length before each. */
function storeInBlocks(bytes: Uint8Array, offset: number): StoreRange[] {
  const pieces: Range[] = [];
  for (let at = 0; at < bytes.length && bytes[at] !== 0; at += 1 + (bytes[at] ?? 0)) {
    pieces.push({ offset: offset + at + 1, length: Math.min(bytes[at] ?? 0, bytes.length - at - 1) });
  }
  const [first, ...more] = pieces;
  return first === undefined ? [] : [more.length === 0 ? first : { ...first, more }];
}

function xmp(notes: WalkNotes, bytes: Uint8Array, place: Place): void {
  const end = bytes.length - xmpTrailer;
  // A writer that did cut the packet into sub-blocks is met as well: its first byte is a length, not the packet's `<`.
  if (end >= 0 && bytes[end] === 1 && bytes[end + 1] === 0xff) {
    keepFound(notes, xmpFacts(bytes.subarray(0, end), { ...place, length: end }));
  } else keepFound(notes, xmpFacts(joinedBlocks(bytes), place));
}

/** The data of sub-blocks without their lengths. */
function joinedBlocks(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length && bytes[at] !== 0; at += 1 + (bytes[at] ?? 0)) {
    parts.push(bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0)));
  }
  return Buffer.concat(parts);
}
