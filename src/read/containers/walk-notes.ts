import type { About, Fact, FactSource, Problem, Segment } from '../../model/index.ts';
import { latin1 } from './bytes.ts';
import { exifFacts } from './exif.ts';
import { brokenAt, factAt, limitAt, oddAt, type Place, truncatedAt } from './place.ts';
import {
  type EmbeddedPicture,
  type FileFacts,
  type Reads,
  read,
  type StoreRange,
  type Stretch,
  segmentLimit,
  type Walk,
} from './reads.ts';
import { xmpFacts } from './xmp.ts';
import { xmpInText } from './xmp-anywhere.ts';

/** Bytes of one text value or of one packet that are read; more is a limit that was reached, and said. */
export const payloadLimit = 16 * 1024 * 1024;
const problemLimit = 100;
/** Embedded pictures that are remembered; an album has some tens. */
const pictureLimit = 200;
/** Stretches without structure that are remembered; real files have one or two. */
const stretchLimit = 1000;
/** Pixels of a large scan, and pixels that no coding puts into one byte: together a size that only exhausts memory. */
const manyPixels = 100_000_000;
const pixelsPerByte = 100_000;
/** Bytes of an unknown element that are looked at for text. */
export const unknownTextLimit = 64 * 1024;

/** What a walk has seen so far; collects facts, segments, problems, and whether everything could be read. */
export class WalkNotes {
  readonly file: FileFacts;
  readonly facts: Fact[] = [];
  readonly segments: Segment[] = [];
  readonly stores: StoreRange[] = [];
  readonly problems: Problem[] = [];
  readonly loose: Stretch[] = [];
  readonly pictures: EmbeddedPicture[] = [];
  about: About = {};
  complete = true;

  constructor(file: FileFacts) {
    this.file = file;
  }

  /** A place of this file. */
  place(where: string, offset: number, length: number): Place {
    return { path: this.file.path, where, offset, length };
  }

  /** Keeps one statement; an empty text states nothing and is left out. */
  fact(source: FactSource, name: string, value: string, place: Place): void {
    const fact = factAt(source, name, value, place);
    if (fact.value === '') return;
    this.facts.push(fact);
    this.xmpWithin(fact.value, place);
  }

  /** Takes over XMP that stands in a text of another purpose: its statements count wherever a writer put them. */
  xmpWithin(text: string, place: Place): void {
    const packet = xmpInText(text);
    if (packet === undefined) return;
    const { facts, problems } = xmpFacts(Buffer.from(packet), { ...place, where: `${place.where}, XMP` });
    this.facts.push(...facts);
    // The text itself was read, and may only speak of XMP: it hides no other place where a mark can lie.
    if (problems.length > 0) this.fail(oddAt(place.offset, 'xmp-in-text'));
  }

  /** Keeps a stretch of the file for `inspect`; a header that lies may put its end before its beginning. */
  segment(name: string, offset: number, length: number): void {
    if (this.segments.length < segmentLimit) this.segments.push({ name, offset, length: Math.max(0, length) });
  }

  /** Keeps a stretch that no structure explains, for the search that follows the walk. */
  unexplained(where: string, offset: number, length: number, known = false): void {
    if (length <= 0) return;
    if (this.loose.length < stretchLimit) this.loose.push({ where, offset, length, known });
    else this.fail(oddAt(offset, 'trailing-data'));
  }

  /** Keeps an embedded picture, for a walk of its own; `bytes` where it does not lie in the file as it is. */
  picture(where: string, offset: number, length: number, bytes?: Uint8Array): void {
    if (length <= 0) return;
    if (this.pictures.length >= pictureLimit) this.fail(oddAt(offset, 'pictures'));
    else this.pictures.push(bytes === undefined ? { where, offset, length } : { where, offset, length, bytes: bytes.slice() });
  }

  /** Says of all facts from the `from`th on that they stand in `label`. */
  standIn(label: string, from: number): void {
    for (let index = from; index < this.facts.length; index++) {
      const fact = this.facts[index];
      if (fact !== undefined) this.facts[index] = { ...fact, where: `${label}, ${fact.where}` };
    }
  }

  /** Adds what is known about the media; what was said first stays. */
  tell(about: About): void {
    this.about = { ...about, ...this.about };
  }

  /** The file ends at its size although `end` was promised by what stands at `at`. */
  truncated(at: number, end: number): void {
    this.fail(truncatedAt(at, end - this.file.size));
  }

  broken(at: number, detail: string): void {
    this.fail(brokenAt(at, detail));
  }

  limit(at: number, limit: string): void {
    this.fail(limitAt(at, limit));
  }

  /** Takes over an XMP packet. */
  xmp(packet: Uint8Array, place: Place): void {
    const { facts, problems } = xmpFacts(packet, place);
    this.facts.push(...facts);
    for (const problem of problems) this.fail(problem);
  }

  /** Takes over a TIFF structure, with or without the `Exif` signature before it. */
  exif(bytes: Uint8Array, place: Place): void {
    const signature = latin1(bytes, 0, 6) === 'Exif\0\0' ? 6 : 0;
    const tiff = bytes.subarray(signature);
    const { facts, problems, about } = exifFacts(tiff, { ...place, offset: place.offset + signature, length: tiff.length });
    this.facts.push(...facts);
    for (const problem of problems) this.fail(problem);
    if (about) this.tell(about);
  }

  /** Takes over the notes of a part of the file that another walk has read. */
  adopt(walk: Walk): void {
    for (const fact of walk.facts) this.facts.push(fact);
    for (const segment of walk.segments) this.segment(segment.name, segment.offset, segment.length);
    this.stores.push(...walk.c2paStores);
    for (const problem of walk.problems) if (this.problems.length < problemLimit) this.problems.push(problem);
    for (const { where, offset, length, known } of walk.loose ?? []) this.unexplained(where, offset, length, known);
    for (const { where, offset, length, bytes } of walk.pictures ?? []) this.picture(where, offset, length, bytes);
    if (!walk.complete) this.complete = false;
    if (walk.about) this.tell(walk.about);
  }

  /** The result of the walk. */
  done(): Walk {
    const { width = 0, height = 0 } = this.about;
    const pixels = width * height;
    if (pixels > manyPixels && pixels > this.file.size * pixelsPerByte) this.fail(oddAt(0, 'picture-size'));
    const { facts, segments, stores, complete, problems, about } = this;
    const own = stores.filter((store) => store.inner === undefined);
    const inner = stores.filter((store) => store.inner !== undefined);
    const loose = this.loose.length === 0 ? {} : { loose: this.loose };
    const pictures = this.pictures.length === 0 ? {} : { pictures: this.pictures };
    const result = { facts, segments, c2paStores: [...own, ...inner], complete, problems, ...loose, ...pictures };
    return Object.keys(about).length > 0 ? { ...result, about } : result;
  }

  private fail(problem: Problem): void {
    if (problem.code !== 'reader-warning') this.complete = false;
    const text = JSON.stringify(problem);
    if (this.problems.length < problemLimit && !this.problems.some((known) => JSON.stringify(known) === text))
      this.problems.push(problem);
  }
}

/**
 * Reads a payload in full. Undefined, with a problem noted, where it is longer than `payloadLimit` or the file ends in it.
 */
export function* readPayload(
  notes: WalkNotes,
  offset: number,
  length: number,
  limit = payloadLimit,
): Reads<Uint8Array | undefined> {
  if (length > limit) {
    notes.limit(offset, 'payload-bytes');
    return undefined;
  }
  const bytes = yield* read(offset, length);
  if (bytes.length < length) {
    notes.truncated(offset, offset + length);
    return undefined;
  }
  return bytes;
}
