import type { About, Fact, Problem } from '../../model/index.ts';
import { latin1 } from './bytes.ts';
import { exifTagNames, exifText, textTypes } from './exif-text.ts';
import { type Ifd, type IfdEntry, type IfdTree, readIfds, readNumbers, type TiffHeader, tiffHeader } from './ifd.ts';
import { iptcFacts } from './iptc.ts';
import { brokenAt, factAt, limitAt, type Place, placeWithin } from './place.ts';
import { type Reads, read, runOnBytes } from './reads.ts';
import { xmpFacts } from './xmp.ts';

/** What an EXIF block says, and what was wrong with it. */
export interface ExifFacts {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  readonly about?: About;
}

const valueLimit = 16 * 1024 * 1024;
/** Bytes of all values together: entries may all point to the same bytes, so the size of the file limits nothing. */
const totalLimit = 128 * 1024 * 1024;
const factLimit = 50_000;
const payloads = { xmp: 0x02bc, iptc: 0x83bb, photoshop: 0x8649 } as const;
const makerNote = 0x927c;
/** Tags that hold words though their type says bytes. */
const wordTags = new Set([0x9286, 0x9c9b, 0x9c9c, 0x9c9d, 0x9c9e, 0x9c9f, 0xa480, 0xc68b, 0xc615, 0xc6f6, 0xc6f8, 0xc716]);
/** Numbers that are kept as text. */
const numberTags = new Set([0x9287, 0xa460]);

/**
 * Text and other telling tags of an EXIF block that begins with its TIFF header (`II*\0` or `MM\0*`), by ExifTool's names;
 * also XMP, IPTC and Photoshop resources that lie in its directories. `at` is the value's own bytes; where the place is not
 * as long as the block (packed, in pieces), the whole place.
 */
export function exifFacts(tiff: Uint8Array, place: Place): ExifFacts {
  return runOnBytes(exifBlock(tiff, place), tiff);
}

function* exifBlock(tiff: Uint8Array, place: Place): Reads<ExifFacts> {
  const header = tiffHeader(tiff.subarray(0, 16));
  if (header === undefined) return { facts: [], problems: [brokenAt(place.offset, 'exif-header')] };
  const exact = place.length === tiff.length;
  const tree = yield* readIfds(header, tiff.length, exact ? place.offset : 0);
  const found = yield* treeFacts(tree, exact ? place : { ...place, exact: false }, tiff.length);
  return { ...found, problems: [...tree.problems, ...found.problems] };
}

/** A place whose bytes are not those of the payload, so that every fact points to the whole. */
interface MaybeInexact extends Place {
  readonly exact?: boolean;
}

/** Reads Photoshop image resources; handed in by the TIFF walk, so that resources and EXIF cannot nest in each other for ever. */
export type ResourceReader = (block: Uint8Array, place: Place) => ExifFacts;

/** Facts of directories that were read; the values are asked for at their offsets, which count from the TIFF header. */
export function* treeFacts(tree: IfdTree, place: MaybeInexact, size: number, resources?: ResourceReader): Reads<ExifFacts> {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  let total = 0;
  for (const ifd of tree.ifds) {
    for (const entry of ifd.entries) {
      if (!isTelling(entry) || entry.at + entry.length > size) continue;
      total += entry.length + 64;
      if (total > totalLimit || facts.length > factLimit)
        return { facts, problems: [...problems, limitAt(place.offset, 'exif-bytes')] };
      const found = yield* entryFacts(tree.header, ifd, entry, place, resources);
      facts.push(...found.facts);
      problems.push(...found.problems);
    }
  }
  return { facts, problems, about: aboutOf(facts, yield* pictureSize(tree)) };
}

function isTelling(entry: IfdEntry): boolean {
  const { tag, type } = entry;
  if (entry.length === 0) return false;
  return textTypes.has(type) || isNamed(tag) || wordTags.has(tag) || numberTags.has(tag) || tag === makerNote || isPayload(tag);
}

const wholeTypes = new Set([3, 4]);
const isNamed = (tag: number): boolean => exifTagNames[tag] !== undefined;
const isPayload = (tag: number): boolean => tag === payloads.xmp || tag === payloads.iptc || tag === payloads.photoshop;

function* entryFacts(
  header: TiffHeader,
  ifd: Ifd,
  entry: IfdEntry,
  place: MaybeInexact,
  resources?: ResourceReader,
): Reads<ExifFacts> {
  const where = place.where === '' ? ifd.name : `${place.where}, ${ifd.name}`;
  const at = place.exact === false ? { ...place, where } : { ...placeWithin(place, entry.at, entry.length), where };
  const name = exifTagNames[entry.tag] ?? `Exif_0x${entry.tag.toString(16).padStart(4, '0')}`;
  if (entry.tag === makerNote) return { facts: [factAt('exif', 'MakerNote', `${entry.length} bytes`, at)], problems: [] };
  // Some cameras write a number where a text belongs: Software as a SHORT.
  if (numberTags.has(entry.tag) || (wholeTypes.has(entry.type) && isNamed(entry.tag) && !wordTags.has(entry.tag))) {
    const numbers = yield* readNumbers(header, entry, 8);
    return { facts: numbers.length > 0 ? [factAt('exif', name, numbers.join(' '), at)] : [], problems: [] };
  }
  if (entry.length > valueLimit) return { facts: [], problems: [limitAt(at.offset, 'exif-value')] };
  const value = yield* read(entry.at, entry.length);
  if (isPayload(entry.tag)) return payloadFacts(entry.tag, value, at, resources);
  const text = withoutPadding(exifText(entry.tag, value, header.little));
  return { facts: text === '' ? [] : [factAt('exif', name, text, at)], problems: [] };
}

/** What follows the first NUL is kept where it says something: Copyright has two parts, and some writers hide words there. */
function withoutPadding(text: string): string {
  const end = text.indexOf('\0');
  if (end < 0) return text;
  const words = text.slice(end).replaceAll('\0', ' ').trimEnd();
  return words === '' ? text.slice(0, end) : text.slice(0, end) + words;
}

function payloadFacts(tag: number, value: Uint8Array, place: Place, resources?: ResourceReader): ExifFacts {
  // An empty or blanked field is no packet: writers reserve room so.
  if (value.every((byte) => byte === 0 || byte === 0x20)) return { facts: [], problems: [] };
  if (tag === payloads.xmp) return xmpFacts(value, { ...place, where: `${place.where}, XMP` });
  if (tag === payloads.photoshop) {
    return resources?.(value, { ...place, where: `${place.where}, Photoshop resources` }) ?? { facts: [], problems: [] };
  }
  return iptcFacts(iptcInOrder(value), { ...place, where: `${place.where}, IPTC` });
}

/** Some writers store IPTC as LONGs and swap its bytes with the file's order (ExifTool does the same). */
function iptcInOrder(value: Uint8Array): Uint8Array {
  if (value[0] === 0x1c || value[3] !== 0x1c) return value;
  return Uint8Array.from(value, (_, index) => value[(index & ~3) + 3 - (index & 3)] ?? 0);
}

function* pictureSize(tree: IfdTree): Reads<{ width?: number; height?: number }> {
  const sizeOf = (ifd: Ifd | undefined, widthTag: number, heightTag: number) => {
    const width = ifd?.entries.find((entry) => entry.tag === widthTag);
    const height = ifd?.entries.find((entry) => entry.tag === heightTag);
    return width === undefined || height === undefined ? undefined : { width, height };
  };
  const exif = tree.ifds.find((ifd) => ifd.name === 'ExifIFD');
  const found = sizeOf(tree.ifds[0], 0x0100, 0x0101) ?? sizeOf(exif, 0xa002, 0xa003);
  if (found === undefined) return {};
  const [width] = yield* readNumbers(tree.header, found.width, 1);
  const [height] = yield* readNumbers(tree.header, found.height, 1);
  return width === undefined || height === undefined ? {} : { width, height };
}

/** What the report's reader wants to know, out of facts that were found. */
export function aboutOf(facts: readonly Fact[], size: { width?: number; height?: number } = {}): About {
  const first = (name: string) => facts.find((fact) => fact.source === 'exif' && fact.name === name)?.value.trim();
  const created = isoDate(first('DateTimeOriginal') ?? first('CreateDate') ?? first('ModifyDate'), first('OffsetTimeOriginal'));
  const about: { -readonly [Key in keyof About]: About[Key] } = { ...size };
  const [make, model, software] = [first('Make'), first('Model'), first('Software')];
  if (make) about.make = make;
  if (model) about.model = model;
  if (software) about.software = software;
  if (created) about.created = created;
  return about;
}

/** `2024:05:06 07:08:09` and an offset as ISO 8601; undefined for the blanks and zeroes of unset clocks. */
function isoDate(value: string | undefined, offset: string | undefined): string | undefined {
  const parts = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d:\d\d(?::\d\d)?)/.exec(value ?? '');
  if (parts === null || parts[1] === '0000') return undefined;
  const zone = /^(Z|[+-]\d\d:\d\d)$/.exec(offset ?? '')?.[1] ?? '';
  return `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}${zone}`;
}

/** True where the bytes begin like an EXIF block; for containers that hold one with or without a prefix. */
export function looksLikeTiff(bytes: Uint8Array): boolean {
  return ['II*\0', 'MM\0*'].includes(latin1(bytes, 0, 4));
}
