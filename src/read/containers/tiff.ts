import { startsWith } from './bytes.ts';
import { treeFacts } from './exif.ts';
import { keepFound } from './found.ts';
import { type Ifd, type IfdEntry, type IfdTree, readIfds, readNumbers, type TiffHeader, tiffHeader } from './ifd.ts';
import { walkJpeg } from './jpeg.ts';
import { isC2paStore, jumbfHeadLength } from './jumbf.ts';
import { walkNested } from './nested.ts';
import { resourceFacts } from './photoshop.ts';
import { isFailure } from './place.ts';
import { type FileFacts, type Reads, read, type Walk, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

const stripLimit = 200_000;
/** C2PA 2.2, A.3.5 (Embedding manifests into TIFF). */
const c2paTag = 0xcd41;
/** Pairs of tags that say where pieces of the picture begin and how long they are: strips, tiles, JPEG XR image and alpha. */
const pieces: readonly (readonly [number, number])[] = [
  [0x0111, 0x0117],
  [0x0144, 0x0145],
  [0xbcc0, 0xbcc1],
  [0xbcc2, 0xbcc3],
];

/** The thumbnail of TIFF 6 and EXIF: JPEGInterchangeFormat and its length. */
const thumbnail = [0x0201, 0x0202] as const;
/** Bytes that a GPS or interoperability directory takes with its values, at most. */
const unreadDirectory = 1024;

/** TIFF, BigTIFF, DNG and JPEG XR: every directory, and that the picture lies in the file. */
export const walkTiff: Walker = (file) => walkDirectories(file, true);

/** Camera RAW: the same, but its pixels are packed in ways of each maker, so that sizes prove nothing. */
export const walkTiffRaw: Walker = (file) => walkDirectories(file, false);

function* walkDirectories(file: FileFacts, isPlain: boolean): Reads<Walk> {
  const notes = new WalkNotes(file);
  const header = tiffHeader(yield* read(0, 16));
  if (header === undefined) {
    notes.broken(0, 'tiff-header');
    return notes.done();
  }
  const tree = yield* readIfds(header, file.size, 0);
  keepFound(notes, { facts: [], problems: tree.problems });
  keepFound(notes, yield* treeFacts(tree, notes.place('', 0, file.size), file.size, resourceFacts));
  for (const ifd of tree.ifds) {
    notes.segment(ifd.name, ifd.offset, ifd.length);
    yield* c2paStore(notes, ifd);
    yield* picture(notes, tree.header, ifd);
    yield* preview(notes, ifd);
    yield* smallPicture(notes, tree.header, ifd);
  }
  if (tree.ifds.length === 0 && !tree.problems.some(isFailure)) notes.broken(header.firstIfd, 'ifd-offset');
  if (isPlain) {
    yield* checkSize(notes, tree);
    const end = yield* lastByte(tree);
    notes.unexplained('behind the last directory and strip', end, file.size - end);
  }
  return notes.done();
}

function* c2paStore(notes: WalkNotes, ifd: Ifd): Reads<void> {
  const entry = tagged(ifd, c2paTag);
  if (entry === undefined || entry.at + entry.length > notes.file.size) return;
  const head = yield* read(entry.at, Math.min(jumbfHeadLength, entry.length));
  if (isC2paStore(head)) notes.stores.push({ offset: entry.at, length: entry.length });
  else if (!startsWith(head, 'jumb', 4)) notes.broken(entry.at, 'c2pa-box');
}

/** Panasonic keeps the camera's words in a JPEG inside the RAW file (ExifTool, PanasonicRaw tag 0x002e). */
function* preview(notes: WalkNotes, ifd: Ifd): Reads<void> {
  const entry = tagged(ifd, 0x002e);
  if (entry === undefined || entry.at + entry.length > notes.file.size) return;
  if (!startsWith(yield* read(entry.at, 3), '\xff\xd8\xff')) return;
  notes.adopt(
    yield* walkNested(walkJpeg, notes.file, { offset: entry.at, length: entry.length, mime: 'image/jpeg', label: 'JpgFromRaw' }),
  );
}

/** The thumbnail of a directory, where it is a JPEG of its own. */
function* smallPicture(notes: WalkNotes, header: TiffHeader, ifd: Ifd): Reads<void> {
  const [start, size] = thumbnail.map((tag) => tagged(ifd, tag));
  if (start === undefined || size === undefined) return;
  const [offset = 0] = yield* readNumbers(header, start, 1);
  const [length = 0] = yield* readNumbers(header, size, 1);
  if (offset + length > notes.file.size || !startsWith(yield* read(offset, 3), '\xff\xd8\xff')) return;
  notes.picture(`${ifd.name} thumbnail`, offset, length);
}

/** Every strip or tile must lie in the file. */
function* picture(notes: WalkNotes, header: TiffHeader, ifd: Ifd): Reads<void> {
  for (const [offsetTag, lengthTag] of pieces) {
    const starts = tagged(ifd, offsetTag);
    const lengths = tagged(ifd, lengthTag);
    if (starts === undefined || lengths === undefined) continue;
    const offsets = yield* readNumbers(header, starts, stripLimit);
    const counts = yield* readNumbers(header, lengths, stripLimit);
    // Sparse files leave pieces out with offset and length zero (GDAL); Panasonic fills unknown ones with ones.
    const outside = offsets.findIndex(
      (offset, index) => offset !== 0xffffffff && offset + (counts[index] ?? 0) > notes.file.size,
    );
    if (outside < 0) continue;
    notes.truncated(notes.file.size, (offsets[outside] ?? 0) + (counts[outside] ?? 0));
    return;
  }
}

/** Where the last of all directories, values, strips, tiles and old thumbnails ends. */
function* lastByte(tree: IfdTree): Reads<number> {
  let end = 0;
  for (const ifd of tree.ifds) {
    end = Math.max(end, ifd.offset + ifd.length);
    for (const entry of ifd.entries) {
      end = Math.max(end, entry.at + entry.length);
      // A directory of positions or version numbers, which is not read: its values are short and lie close behind it.
      if (entry.tag === 0x8825 || entry.tag === 0xa005) {
        const [offset = 0] = yield* readNumbers(tree.header, entry, 1);
        end = Math.max(end, offset + unreadDirectory);
      }
    }
    for (const [offsetTag, lengthTag] of [...pieces, thumbnail]) {
      const starts = tagged(ifd, offsetTag);
      const lengths = tagged(ifd, lengthTag);
      if (starts === undefined || lengths === undefined) continue;
      const counts = yield* readNumbers(tree.header, lengths, stripLimit);
      for (const [index, offset] of (yield* readNumbers(tree.header, starts, stripLimit)).entries()) {
        end = Math.max(end, offset + (counts[index] ?? 0));
      }
    }
  }
  return end;
}

/** An unpacked picture needs its bytes: a width and height that the strips cannot hold are a damaged header. */
function* checkSize(notes: WalkNotes, tree: IfdTree): Reads<void> {
  const { header } = tree;
  for (const ifd of tree.ifds) {
    const number = function* (tag: number, missing: number): Reads<number> {
      const entry = tagged(ifd, tag);
      return entry === undefined ? missing : ((yield* readNumbers(header, entry, 1))[0] ?? missing);
    };
    const lengths = tagged(ifd, 0x0117) ?? tagged(ifd, 0x0145);
    const photometric = yield* number(0x0106, 0);
    const isPlain = (yield* number(0x0103, 0)) === 1 && photometric !== 6;
    if (lengths === undefined || !isPlain || lengths.count > stripLimit) continue;
    const bits =
      (yield* number(0x0100, 0)) * (yield* number(0x0101, 0)) * (yield* number(0x0115, 1)) * (yield* number(0x0102, 1));
    const held = (yield* readNumbers(header, lengths, stripLimit)).reduce((sum, length) => sum + length, 0);
    if (bits / 8 > held) notes.broken(ifd.offset, 'tiff-size');
  }
}

const tagged = (ifd: Ifd, tag: number): IfdEntry | undefined => ifd.entries.find((entry) => entry.tag === tag);
