import { latin1, startsWith, textOf, u16, u32, utf16Of } from './bytes.ts';
import { exifFacts, looksLikeTiff } from './exif.ts';
import { keepFound } from './found.ts';
import { readIfds, readNumbers, tiffHeader } from './ifd.ts';
import { boxLength, isC2paStore } from './jumbf.ts';
import { resourceFacts } from './photoshop.ts';
import { oddAt } from './place.ts';
import { type Range, type Reads, read, runOnBytes } from './reads.ts';
import type { WalkNotes } from './walk-notes.ts';
import { xmpByteLimit, xmpFacts } from './xmp.ts';

/** A payload, or what a segment holds of one. */
interface Piece {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

const xmpSignature = 'http://ns.adobe.com/xap/1.0/';
const extensionSignature = 'http://ns.adobe.com/xmp/extension/\0';
const photoshopSignature = 'Photoshop 3.0\0';
const oldPhotoshop = 'Adobe_Photoshop2.5:';
const piecesLimit = xmpByteLimit;

/** The marker segments of a JPEG that can speak; payloads that are spread over several are joined at the end. */
export class JpegPayloads {
  readonly #notes: WalkNotes;
  readonly #exif: Piece[][] = [];
  readonly #photoshop: Piece[] = [];
  readonly #extensions = new Map<string, Piece[]>();
  readonly #boxes = new Map<number, Piece[]>();
  #held = 0;
  #mpf: Piece | undefined;

  constructor(notes: WalkNotes) {
    this.#notes = notes;
  }

  /** Reads the payload of one segment where its marker is one that can speak. */
  *take(code: number, offset: number, length: number): Reads<void> {
    const isApp = code >= 0xe0 && code <= 0xef;
    const isFrame = code >= 0xc0 && code <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(code);
    if (!isApp && !isFrame && code !== 0xfe) return;
    const bytes = yield* read(offset, length);
    if (isFrame) this.#frame(code, bytes, offset);
    else if (code === 0xfe) this.#text('Comment', textOf(bytes), 'COM', offset, length);
    else this.#application(code - 0xe0, { offset, bytes });
  }

  #application(number: number, piece: Piece): void {
    const { bytes, offset } = piece;
    const name = `APP${number}`;
    if (startsWith(bytes, 'AIGC{')) this.#text('AIGC', textOf(bytes.subarray(4)), name, offset + 4, bytes.length - 4);
    else if (number === 1) this.#app1(piece);
    else if (number === 2 && startsWith(bytes, 'MPF\0')) this.#mpf ??= part(piece, 4);
    else if (number === 10 && startsWith(bytes, 'UNICODE\0')) {
      this.#text('Comment', utf16Of(bytes.subarray(8), false), name, offset + 8, bytes.length - 8);
    } else if (number === 11 && startsWith(bytes, 'JP')) this.#keep(listIn(this.#boxes, u16(bytes, 2)), part(piece, 4));
    else if (number === 13 && startsWith(bytes, photoshopSignature)) this.#keep(this.#photoshop, part(piece, 14));
    else if (number === 13 && startsWith(bytes, oldPhotoshop)) this.#keep(this.#photoshop, part(piece, 27));
  }

  #app1(piece: Piece): void {
    const { bytes } = piece;
    if (startsWith(bytes, 'Exif\0')) {
      const tiff = part(piece, 6);
      // EXIF of more than 64 KiB goes on in the next segment, without a header of its own (ExifTool, JPEG notes).
      const last = this.#exif.at(-1);
      if (looksLikeTiff(tiff.bytes) || last === undefined) this.#keep(this.#exif[this.#exif.push([]) - 1] ?? [], tiff);
      else this.#keep(last, tiff);
    } else if (startsWith(bytes, extensionSignature)) {
      this.#keep(listIn(this.#extensions, latin1(bytes, 35, 67)), part(piece, 67));
    } else if (startsWith(bytes, xmpSignature)) {
      this.#xmp(part(piece, bytes[xmpSignature.length] === 0 ? xmpSignature.length + 1 : xmpSignature.length));
    } else if (startsWith(bytes, '<?xpacket') || startsWith(bytes, '<x:xmpmeta')) this.#xmp(piece);
  }

  #keep(list: Piece[], piece: Piece): void {
    this.#held += piece.bytes.length;
    if (this.#held > piecesLimit) this.#notes.limit(piece.offset, 'jpeg-payloads');
    // A copy: the bytes of a read are only lent.
    else list.push({ offset: piece.offset, bytes: piece.bytes.slice() });
  }

  #text(name: string, value: string, where: string, offset: number, length: number): void {
    this.#notes.fact('text', name, value, this.#notes.place(where, offset, length));
  }

  #xmp({ bytes, offset }: Piece): void {
    this.#notes.xmp(bytes, this.#notes.place('APP1 (XMP)', offset, bytes.length));
  }

  /**
   * Picture size; and whether the file can hold it at all. Huffman coding spends at least one bit on each block of at least
   * one component, so sixteen times less than that (the coarsest sampling) is a header that lies.
   */
  #frame(code: number, bytes: Uint8Array, offset: number): void {
    const height = u16(bytes, 1);
    const width = u16(bytes, 3);
    if (bytes.length < 6 || width === 0) this.#notes.broken(offset, 'jpeg-frame');
    else if (height > 0) this.#notes.tell({ width, height });
    const blocks = Math.ceil(width / 32) * Math.ceil(height / 32);
    if ([0xc0, 0xc1, 0xc2].includes(code) && blocks / 8 > this.#notes.file.size) this.#notes.broken(offset, 'jpeg-size');
  }

  /** Reads the payloads that were kept back until all their pieces were there. */
  finish(): void {
    for (const pieces of this.#exif) keepFound(this.#notes, exifFacts(joined(pieces), this.#placeOf('APP1 (EXIF)', pieces)));
    if (this.#photoshop.length > 0) {
      keepFound(this.#notes, resourceFacts(joined(this.#photoshop), this.#placeOf('APP13 (Photoshop)', this.#photoshop)));
    }
    for (const [guid, pieces] of this.#extensions) this.#extension(guid, pieces);
    for (const pieces of this.#boxes.values()) this.#box(pieces);
  }

  /** One piece: its bytes. Several: the stretch from the first to the last, which is longer than what they hold. */
  #placeOf(where: string, pieces: readonly Piece[]) {
    const first = Math.min(...pieces.map((piece) => piece.offset));
    const end = Math.max(...pieces.map((piece) => piece.offset + piece.bytes.length));
    return this.#notes.place(where, first, end - first);
  }

  /** Extended XMP (XMP part 3, 1.1.3.1): pieces of one GUID, each with the full length and its own place in it. */
  #extension(guid: string, pieces: Piece[]): void {
    const full = u32(pieces[0]?.bytes ?? new Uint8Array(0), 0);
    const bodies = pieces.map((piece) => ({ at: u32(piece.bytes, 4), piece: part(piece, 8) })).sort((a, b) => a.at - b.at);
    let length = 0;
    for (const { at, piece } of bodies) if (at === length) length += piece.bytes.length;
    const start = pieces[0]?.offset ?? 0;
    if (length !== full || !/^[0-9A-F]{32}$/i.test(guid)) {
      this.#notes.broken(start, 'xmp-extended');
      return;
    }
    const packet = joined(bodies.map(({ piece }) => piece));
    const place = this.#placeOf(
      'APP1 (extended XMP)',
      bodies.map(({ piece }) => piece),
    );
    keepFound(this.#notes, xmpFacts(packet, place));
  }

  /** JUMBF in APP11 (ISO 19566-5, annex D): packet number and repeated box header in each piece. */
  #box(pieces: Piece[]): void {
    const ordered = [...pieces].sort((a, b) => u32(a.bytes, 0) - u32(b.bytes, 0));
    const first = ordered[0];
    if (first === undefined || !isC2paStore(first.bytes.subarray(4))) return;
    const header = u32(first.bytes, 4) === 1 ? 16 : 8;
    const length = ordered.reduce((sum, piece) => sum + piece.bytes.length - 4 - header, header);
    const more = ordered
      .slice(1)
      .map(({ offset, bytes }) => ({ offset: offset + 4 + header, length: bytes.length - 4 - header }));
    this.#notes.stores.push({ offset: first.offset + 4, length: first.bytes.length - 4, ...(more.length === 0 ? {} : { more }) });
    if (length < boxLength(first.bytes, 4)) this.#notes.broken(first.offset, 'c2pa-pieces');
  }

  /** The images that an MPF index lists beside the first (CIPA DC-007) and that are there. */
  *otherImages(): Reads<Range[]> {
    const mpf = this.#mpf;
    const header = mpf && tiffHeader(mpf.bytes.subarray(0, 16));
    if (mpf === undefined) return [];
    if (header === undefined) {
      this.#notes.broken(mpf.offset, 'mpf-header');
      return [];
    }
    const bytes = mpf.bytes;
    const ifd = runOnBytes(readIfds(header, bytes.length, mpf.offset), bytes).ifds[0];
    const index = ifd?.entries.find((entry) => entry.tag === 0xb002);
    const counter = ifd?.entries.find((entry) => entry.tag === 0xb001);
    const count = counter === undefined ? 0 : (runOnBytes(readNumbers(header, counter, 1), bytes)[0] ?? 0);
    if (index === undefined || index.length < count * 16) {
      this.#notes.broken(mpf.offset, 'mpf-index');
      return [];
    }
    const images: Range[] = [];
    for (let at = index.at + 16; at + 16 <= Math.min(index.at + index.length, bytes.length); at += 16) {
      const image = { offset: mpf.offset + u32(bytes, at + 8, header.little), length: u32(bytes, at + 4, header.little) };
      const start = yield* read(image.offset, 3);
      if (image.offset + image.length > this.#notes.file.size || !startsWith(start, '\xff\xd8\xff')) {
        // Tools that rewrite a file keep the index and drop or move the images; appended ones are met after EOI.
        this.#notes.problems.push(oddAt(mpf.offset + at, 'mpf-entry'));
      } else images.push(image);
    }
    return images;
  }
}

function listIn<Key>(lists: Map<Key, Piece[]>, key: Key): Piece[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

const part = (piece: Piece, skip: number): Piece => ({ offset: piece.offset + skip, bytes: piece.bytes.subarray(skip) });

const joined = (pieces: readonly Piece[]): Uint8Array =>
  pieces.length === 1 && pieces[0] !== undefined ? pieces[0].bytes : Buffer.concat(pieces.map(({ bytes }) => bytes));
