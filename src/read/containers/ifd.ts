import type { Problem } from '../../model/index.ts';
import { startsWith, u16, u32, u64 } from './bytes.ts';
import { brokenAt, limitAt, oddAt, truncatedAt } from './place.ts';
import { type Reads, read } from './reads.ts';

/** Byte order, width of offsets, and where the first directory lies. All offsets count from the TIFF header. */
export interface TiffHeader {
  readonly little: boolean;
  /** BigTIFF: 64-bit offsets. */
  readonly big: boolean;
  readonly firstIfd: number;
}

/** One entry of a directory. */
export interface IfdEntry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where the value stands, inside the entry or elsewhere. */
  readonly at: number;
  /** Bytes of the value. */
  readonly length: number;
}

/** One directory, named as ExifTool names its group: `IFD0`, `ExifIFD`, `SubIFD1`. */
export interface Ifd {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  readonly entries: readonly IfdEntry[];
}

/** All directories that could be reached, and what kept others from being read. */
export interface IfdTree {
  readonly header: TiffHeader;
  readonly ifds: readonly Ifd[];
  readonly problems: readonly Problem[];
}

const typeSizes: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
  129: 1,
};
const ifdLimit = 500;
const entryLimit = 2000;
const exifIfd = 0x8769;
const subIfds = 0x014a;

/** Second words of the headers of TIFF and its relatives: TIFF, Panasonic RW2, Olympus ORF (three), JPEG XR. */
const magics = new Set([42, 0x55, 0x4f52, 0x5352, 0x01bc]);

/** Reads a TIFF header from its first 16 bytes; undefined where it is none. */
export function tiffHeader(bytes: Uint8Array): TiffHeader | undefined {
  const little = startsWith(bytes, 'II');
  if (bytes.length < 8 || !(little || startsWith(bytes, 'MM'))) return undefined;
  const magic = u16(bytes, 2, little);
  if (magic === 43) {
    if (bytes.length < 16 || u16(bytes, 4, little) !== 8) return undefined;
    return { little, big: true, firstIfd: u64(bytes, 8, little) };
  }
  return magics.has(magic) ? { little, big: false, firstIfd: u32(bytes, 4, little) } : undefined;
}

interface Waiting {
  readonly name: string;
  readonly offset: number;
  /** True where the directory's own link to a next one counts. */
  readonly chained: boolean;
}

/**
 * Reads every directory that hangs on a header: the chain of images, Exif and SubIFDs; not GPS and interoperability, which
 * hold positions and version numbers. Each offset is read once, and no more than some hundred, so loops end. `shift` is added to positions in problems.
 */
export function* readIfds(header: TiffHeader, size: number, shift: number): Reads<IfdTree> {
  const ifds: Ifd[] = [];
  const problems: Problem[] = [];
  const seen = new Set<number>();
  const waiting: Waiting[] = [{ name: 'IFD0', offset: header.firstIfd, chained: true }];
  let images = 0;
  let looks = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    // Links that lead nowhere count too: a few hundred bytes can hold a million of them.
    if (++looks > ifdLimit) {
      problems.push(limitAt(shift + next.offset, 'ifds'));
      break;
    }
    if (seen.has(next.offset)) {
      problems.push(brokenAt(shift + next.offset, 'ifd-loop'));
      continue;
    }
    seen.add(next.offset);
    const { ifd, link, problem } = yield* readIfd(header, next, size, shift);
    if (problem !== undefined) problems.push(...problem);
    if (ifd === undefined) continue;
    ifds.push(ifd);
    if (next.chained && link !== 0) waiting.push({ name: `IFD${++images}`, offset: link, chained: true });
    waiting.push(...(yield* branches(header, ifd)));
  }
  return { header, ifds, problems };
}

interface ReadIfd {
  readonly ifd?: Ifd;
  readonly link: number;
  readonly problem?: readonly Problem[];
}

function* readIfd(header: TiffHeader, wanted: Waiting, size: number, shift: number): Reads<ReadIfd> {
  const { little, big } = header;
  const { offset, name } = wanted;
  const counter = big ? 8 : 2;
  const width = big ? 20 : 12;
  const at = shift + offset;
  if (offset < 8 || offset + counter > size) return { link: 0, problem: [brokenAt(at, 'ifd-offset')] };
  const head = yield* read(offset, counter);
  const count = big ? u64(head, 0, little) : u16(head, 0, little);
  // An empty directory is against the rules but hides nothing; an empty first one leaves nothing that could be right.
  if (count === 0 && name !== 'IFD0') return { link: 0, problem: [oddAt(at, 'ifd-empty')] };
  if (count === 0 || count > entryLimit) return { link: 0, problem: [brokenAt(at, 'ifd-count')] };
  const bytes = yield* read(offset + counter, count * width + (big ? 8 : 4));
  const problem: Problem[] = [];
  const entries: IfdEntry[] = [];
  for (let index = 0; index < count; index++) {
    if ((index + 1) * width > bytes.length) {
      problem.push(truncatedAt(at + counter + bytes.length, count * width - bytes.length));
      break;
    }
    const entry = entryAt(bytes, index * width, offset + counter, header);
    if (entry === undefined) problem.push(brokenAt(at + counter + index * width, 'ifd-type'));
    else if (entry.at + entry.length > size) problem.push(brokenAt(at + counter + index * width, 'ifd-value'));
    if (entry !== undefined) entries.push(entry);
  }
  // The link of a directory that is the last of its block is often left out; that ends the chain like a zero.
  const link = big ? u64(bytes, count * width, little) : u32(bytes, count * width, little);
  return { ifd: { name, offset, length: counter + bytes.length, entries }, link, problem };
}

function entryAt(bytes: Uint8Array, at: number, base: number, { little, big }: TiffHeader): IfdEntry | undefined {
  const type = u16(bytes, at + 2, little);
  const size = typeSizes[type];
  if (size === undefined) return undefined;
  const count = big ? u64(bytes, at + 4, little) : u32(bytes, at + 4, little);
  const length = count * size;
  const field = at + (big ? 12 : 8);
  const inside = length <= (big ? 8 : 4);
  const value = inside ? base + field : big ? u64(bytes, field, little) : u32(bytes, field, little);
  return { tag: u16(bytes, at, little), type, count, at: value, length };
}

function* branches(header: TiffHeader, ifd: Ifd): Reads<Waiting[]> {
  const found: Waiting[] = [];
  for (const entry of ifd.entries) {
    if (found.length > ifdLimit) break;
    if (entry.tag === exifIfd) {
      const [offset = 0] = yield* readNumbers(header, entry, 1);
      found.push({ name: 'ExifIFD', offset, chained: false });
    } else if (entry.tag === subIfds) {
      const offsets = yield* readNumbers(header, entry, ifdLimit + 1);
      // Some writers chain what is below a SubIFD by its link: a list of one, and then on like the images.
      offsets.forEach((offset, index) => {
        if (offset !== 0) found.push({ name: index === 0 ? 'SubIFD' : `SubIFD${index}`, offset, chained: false });
      });
    }
  }
  return found;
}

/** The unsigned whole numbers of an entry (BYTE, SHORT, LONG, IFD and their 64-bit forms), at most `most`; none for other types. */
export function* readNumbers(header: TiffHeader, entry: IfdEntry, most: number): Reads<number[]> {
  const size = typeSizes[entry.type] ?? 0;
  if (![1, 3, 4, 13, 16, 18].includes(entry.type)) return [];
  const bytes = yield* read(entry.at, Math.min(entry.count, most) * size);
  const numbers: number[] = [];
  for (let at = 0; at + size <= bytes.length; at += size) {
    if (size === 1) numbers.push(bytes[at] ?? 0);
    else if (size === 2) numbers.push(u16(bytes, at, header.little));
    else numbers.push(size === 4 ? u32(bytes, at, header.little) : u64(bytes, at, header.little));
  }
  return numbers;
}
