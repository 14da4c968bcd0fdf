import { startsWith, textOf, u16, u32, untilNul } from './bytes.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

const depths = new Set([8, 15, 16, 24, 32]);
/** Words of the extension area (Truevision TGA 2.0, C.6): name of the fact, place, length. */
const extensionFields: readonly (readonly [string, number, number])[] = [
  ['author', 2, 41],
  ['comments', 43, 81],
  ['comments', 124, 81],
  ['comments', 205, 81],
  ['comments', 286, 81],
  ['job', 379, 41],
  ['software', 426, 41],
];

/** Targa: image id and the words of the extension area; its header must be possible and its picture in the file. */
export const walkTga: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = (yield* read(0, 18)).slice();
  if (head.length < 18) notes.truncated(file.size, 18);
  else {
    const footer = yield* read(Math.max(0, file.size - 26), 26);
    const isNew = startsWith(footer, 'TRUEVISION-XFILE.', 8);
    const extension = isNew ? u32(footer, 0, true) : 0;
    const packed = picture(notes, head);
    if (packed !== undefined && notes.complete) yield* packets(notes, packed);
    const idLength = head[0] ?? 0;
    notes.segment('header', 0, 18 + idLength);
    if (idLength > 0) {
      const id = textOf(untilNul(yield* read(18, idLength)));
      // The id is free bytes; words are kept, the rest says nothing.
      if (/^[\s\x20-\x7e\u00a0-\uffff]+$/.test(id))
        notes.fact('container', 'tga:imageId', id, notes.place('image id', 18, idLength));
    }
    if (extension > 0) yield* extensionFacts(notes, extension);
  }
  return notes.done();
};

/** Runs of pixels that make up a packed picture. */
interface Packed {
  readonly start: number;
  readonly pixels: number;
  readonly pixelBytes: number;
}

/** Packed pictures up to this many bytes are followed to their last pixel. */
const packedLimit = 64 * 1024 * 1024;
const piece = 1024 * 1024;

/** Follows the packets of a packed picture, without their pixels: only they tell whether its end, and what lies behind it, is there. */
function* packets(notes: WalkNotes, { start, pixels, pixelBytes }: Packed): Reads<void> {
  const { size } = notes.file;
  if (size - start > packedLimit) return;
  let at = start;
  let done = 0;
  while (done < pixels) {
    const bytes = yield* read(at, Math.min(piece, Math.max(0, size - at)));
    let inside = 0;
    while (done < pixels && inside < bytes.length) {
      const head = bytes[inside] ?? 0;
      const count = (head & 127) + 1;
      inside += 1 + (head >= 128 ? 1 : count) * pixelBytes;
      done += count;
    }
    at += inside;
    if (at > size || (bytes.length === 0 && done < pixels)) return notes.truncated(size, Math.max(at, size + 1));
  }
}

/** Checks the header; hands out the picture where it is packed. */
function picture(notes: WalkNotes, head: Uint8Array): Packed | undefined {
  const { size } = notes.file;
  const [idLength = 0, mapType = 0, type = 0] = head;
  const mapLength = u16(head, 5, true);
  const mapDepth = head[7] ?? 0;
  const width = u16(head, 12, true);
  const height = u16(head, 14, true);
  const depth = head[16] ?? 0;
  const isMapped = type === 1 || type === 9;
  const isSound = mapType <= 1 && [1, 2, 3, 9, 10, 11, 32, 33].includes(type) && width > 0 && height > 0 && depths.has(depth);
  // Indices of eight bits reach no colour past the 256th.
  const isMapSound =
    mapType === 0
      ? !isMapped
      : depths.has(mapDepth) && (!isMapped || (mapLength > 0 && (depth > 8 || u16(head, 3, true) + mapLength <= 256)));
  if (!isSound || !isMapSound || (isMapped && depth > 16)) {
    notes.broken(0, 'tga-header');
    return undefined;
  }
  notes.tell({ width, height });
  const pixelBytes = Math.ceil(depth / 8);
  const start = 18 + idLength + (mapType === 1 ? mapLength * Math.ceil(mapDepth / 8) : 0);
  // A packet of run length coding stands for at most 128 pixels.
  const least = type >= 9 ? Math.ceil((width * height) / 128) * (1 + pixelBytes) : width * height * pixelBytes;
  notes.segment('pixels', start, Math.min(least, size - start));
  if (start + least > size) notes.truncated(size, start + least);
  return type >= 9 && type <= 11 ? { start, pixels: width * height, pixelBytes } : undefined;
}

function* extensionFacts(notes: WalkNotes, at: number): Reads<void> {
  const bytes = yield* read(at, 495);
  if (bytes.length < 495 || u16(bytes, 0, true) < 495) {
    notes.broken(at, 'tga-extension');
    return;
  }
  notes.segment('extension area', at, 495);
  for (const [name, start, length] of extensionFields) {
    const text = textOf(untilNul(bytes.subarray(start, start + length))).trim();
    notes.fact('container', `tga:${name}`, text, notes.place('extension area', at + start, length));
    if (name === 'software' && /^[\x20-\x7e]+$/.test(text)) notes.tell({ software: text });
  }
}
