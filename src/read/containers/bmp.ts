import { i32, startsWith, u16, u32 } from './bytes.ts';
import { walkNested } from './nested.ts';
import { oddAt } from './place.ts';
import { walkPng } from './png.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

const headerSizes = new Set([12, 16, 40, 52, 56, 64, 108, 124]);
const depths = new Set([1, 2, 4, 8, 16, 24, 32, 64]);
const iconLimit = 1000;
/** A run of RLE takes two bytes and stands for at most 255 pixels. */
const runPixels = 255;

interface Dib {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly compression: number;
  readonly headerSize: number;
  /** Bytes of packed pixels as the header tells; 0 where it tells none. */
  readonly pixelBytes: number;
  /** Colours of the palette. */
  readonly colours: number;
}

/** BMP: it holds no metadata; its header must be possible and its picture in the file, and what lies beside them is searched. */
export const walkBmp: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 14);
  if (!startsWith(head, 'BM')) notes.broken(0, 'bmp-signature');
  else {
    const dib = yield* readDib(notes, 14);
    if (dib !== undefined) {
      notes.tell({ width: dib.width, height: dib.height });
      const start = u32(head, 10, true);
      notes.segment('headers', 0, 14 + dib.headerSize);
      if (start < 14 + dib.headerSize || start > file.size) notes.broken(10, 'bmp-offset');
      else {
        fits(notes, dib, start, file.size);
        beside(notes, dib, start);
      }
    }
  }
  return notes.done();
};

function* readDib(notes: WalkNotes, at: number): Reads<Dib | undefined> {
  const bytes = yield* read(at, 40);
  const headerSize = u32(bytes, 0, true);
  if (bytes.length < 12 || bytes.length < Math.min(40, headerSize)) {
    notes.truncated(notes.file.size, at + 40);
    return undefined;
  }
  const isOld = headerSize === 12;
  const width = isOld ? u16(bytes, 4, true) : i32(bytes, 4, true);
  const height = Math.abs(isOld ? u16(bytes, 6, true) : i32(bytes, 8, true));
  const bits = u16(bytes, isOld ? 10 : 14, true);
  const compression = headerSize >= 40 ? u32(bytes, 16, true) : 0;
  const pixelBytes = headerSize >= 40 ? u32(bytes, 20, true) : 0;
  const colours = headerSize >= 40 ? u32(bytes, 32, true) : 0;
  // 4 and 5 are JPEG and PNG, where the depth is zero.
  const isDepthSound = depths.has(bits) || (bits === 0 && (compression === 4 || compression === 5));
  const isRunSound = !(compression === 1 && bits !== 8) && !(compression === 2 && bits !== 4);
  if (!headerSizes.has(headerSize) || width <= 0 || height === 0 || !isDepthSound || compression > 13 || !isRunSound) {
    notes.broken(at, 'bmp-header');
    return undefined;
  }
  // More colours than the depth can name are a damaged count; 0 means all of them.
  if (colours > 65_536 || (bits <= 8 && colours > 2 ** bits * 256)) notes.broken(at + 32, 'bmp-palette');
  return { width, height, bits, compression, pixelBytes, headerSize, colours };
}

/** True where each pixel takes the same bits. */
const isPlain = ({ compression }: Dib): boolean => compression === 0 || compression === 3 || compression === 6;

/** Bytes of the pixels of such a picture. */
const rowsOf = ({ width, height, bits }: Dib): number => Math.ceil((width * bits) / 32) * 4 * height;

function fits(notes: WalkNotes, dib: Dib, start: number, end: number): void {
  const least = isPlain(dib) ? rowsOf(dib) : Math.floor((dib.width * dib.height) / runPixels / 64);
  notes.segment('pixels', start, end - start);
  // The padding of the last row is left out by some writers.
  if (start + least > end + 3) notes.truncated(end, start + least);
}

/** Between headers and pixels lies a palette, and behind the pixels a colour profile (BITMAPV5HEADER, bV5ProfileData) or what nobody knows. */
function beside(notes: WalkNotes, dib: Dib, start: number): void {
  const { size } = notes.file;
  const headers = 14 + dib.headerSize;
  notes.unexplained('between headers and pixels', headers, start - headers, true);
  const end = start + (isPlain(dib) ? rowsOf(dib) : dib.pixelBytes);
  if (end > start) notes.unexplained('behind the pixels', end, size - end, dib.headerSize === 124);
}

/** ICO and CUR: each picture is a PNG or a BMP without its file header. */
export const walkIco: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 6);
  const count = u16(head, 4, true);
  if (u16(head, 0, true) !== 0 || ![1, 2].includes(u16(head, 2, true)) || count === 0) notes.broken(0, 'ico-header');
  else if (6 + count * 16 > file.size) notes.truncated(file.size, 6 + count * 16);
  else {
    if (count > iconLimit) notes.limit(0, 'ico-pictures');
    const entries = (yield* read(6, Math.min(count, iconLimit) * 16)).slice();
    for (let at = 0; at < entries.length; at += 16) yield* icon(notes, entries.subarray(at, at + 16), at / 16);
  }
  return notes.done();
};

function* icon(notes: WalkNotes, entry: Uint8Array, index: number): Reads<void> {
  const length = u32(entry, 8, true);
  const offset = u32(entry, 12, true);
  notes.segment(`picture ${index + 1}`, offset, length);
  if (offset + length > notes.file.size) {
    notes.truncated(notes.file.size, offset + length);
    return;
  }
  if (startsWith(yield* read(offset, 8), '\x89PNG\r\n\x1a\n')) {
    notes.adopt(yield* walkNested(walkPng, notes.file, { offset, length, mime: 'image/png', label: `picture ${index + 1}` }));
    return;
  }
  const dib = yield* readDib(notes, offset);
  if (dib === undefined) return;
  // The height counts the picture and its mask; the entry's own sizes are one byte, 0 for 256.
  const height = Math.floor(dib.height / 2);
  const palette = dib.bits <= 8 ? (dib.colours || 2 ** dib.bits) * 4 : 0;
  // Programs go by either: what they show is not what another shows.
  if (dib.width % 256 !== entry[0] || height % 256 !== entry[1]) notes.problems.push(oddAt(offset, 'ico-size'));
  fits(notes, { ...dib, height }, offset + dib.headerSize + palette, offset + length);
  notes.tell({ width: dib.width, height });
}
