import { decodedStream } from './pdf-stream.ts';
import { isDict, PdfParser, PdfRef, type PdfString, PdfSyntaxError, type PdfValue } from './pdf-values.ts';
import { type Entry, type Failure, readObject, type Section } from './pdf-xref.ts';
import { type Range, type Reads, read } from './reads.ts';
import { payloadLimit, type WalkNotes } from './walk-notes.ts';

/** An object as it was found. */
export interface Found {
  readonly value: PdfValue;
  /** Where the whole object stands; of one in an object stream, the stream. */
  readonly range: Range;
  /** True where positions in the value count from `range.offset`: not so in an object stream, which is packed. */
  readonly exact: boolean;
  /** First byte of the data of a stream. */
  readonly data?: number;
}

/** The place of a string in the file: its own bytes, or those of the object stream that packs it. */
export function rangeOf({ range, exact }: Found, { start, end }: PdfString): Range {
  return exact ? { offset: range.offset + start, length: end - start } : range;
}

interface Packed {
  readonly bytes: Uint8Array;
  readonly range: Range;
  /** Position of each object in `bytes`, by number. */
  readonly positions: ReadonlyMap<number, number>;
}

const referenceLimit = 16;
/** Object streams that are held unpacked, and bytes that are unpacked of all of them: pages may lie in hundreds. */
const heldLimit = 16;
const packedLimit = 256 * 1024 * 1024;
/** Objects that are fetched in all; documents need some dozens. */
const objectLimit = 20_000;

/** The objects of a file by number, as one of its revisions has them: 0 is the newest. */
export class PdfObjects {
  readonly #notes: WalkNotes;
  readonly #sections: readonly Section[];
  readonly #shift: number;
  readonly #packed = new Map<number, Packed>();
  #unpacked = 0;
  #fetched = 0;

  /** @param shift bytes before the header: positions count from there */
  constructor(notes: WalkNotes, sections: readonly Section[], shift: number) {
    this.#notes = notes;
    this.#sections = sections;
    this.#shift = shift;
  }

  /** Follows references to a value; undefined where there is none, with a problem where the newest revision promises one. */
  *resolve(value: PdfValue | undefined, revision: number, holder?: Found): Reads<Found | undefined> {
    if (!(value instanceof PdfRef))
      return value === undefined || holder === undefined ? undefined : { ...withoutData(holder), value };
    let at: PdfValue = value;
    for (let steps = 0; steps < referenceLimit; steps++) {
      if (!(at instanceof PdfRef)) return undefined;
      const found: Found | undefined = yield* this.#object(at.id, revision);
      if (found === undefined || !(found.value instanceof PdfRef)) return found;
      at = found.value;
    }
    this.#notes.broken(0, 'pdf-reference');
    return undefined;
  }

  /** The decoded bytes of a stream and where the raw ones lie; undefined, with a problem, where they cannot be had. */
  *stream(found: Found, revision: number): Reads<{ bytes: Uint8Array; range: Range; raw: boolean } | undefined> {
    const range = yield* this.dataRange(found, revision);
    if (range === undefined || !isDict(found.value)) return undefined;
    if (range.length > payloadLimit) {
      this.#notes.limit(range.offset, 'payload-bytes');
      return undefined;
    }
    const raw = yield* read(range.offset, range.length);
    const decoded = decodedStream(raw, found.value);
    if (!('failed' in decoded)) return { bytes: decoded.bytes, range, raw: decoded.bytes === raw };
    if (decoded.failed === 'broken') this.#notes.broken(range.offset, 'pdf-stream');
    else this.#notes.limit(range.offset, decoded.failed === 'filter' ? 'pdf-filter' : 'unpacked-bytes');
    return undefined;
  }

  /** Where the data of a stream lie. A wrong length, which is common, gives way to the word that ends the stream. */
  *dataRange(found: Found, revision: number): Reads<Range | undefined> {
    const { data, value } = found;
    if (data === undefined || !isDict(value)) return undefined;
    const length = (yield* this.resolve(value.get('Length'), revision, found))?.value;
    if (typeof length === 'number' && length >= 0) {
      const behind = yield* read(data + length, 16);
      if (/^\s{0,4}endstream/.test(Buffer.from(behind).toString('latin1'))) return { offset: data, length };
      if (data + length > this.#notes.file.size) {
        this.#notes.truncated(data, data + length);
        return undefined;
      }
    }
    const bytes = Buffer.from(yield* read(data, payloadLimit));
    const end = bytes.indexOf('endstream');
    if (end >= 0) return { offset: data, length: bytes[end - 1] === 10 && bytes[end - 2] === 13 ? end - 2 : end - 1 };
    this.#notes.broken(data, 'pdf-stream');
    return undefined;
  }

  #entry(id: number, revision: number): Entry | undefined {
    for (let index = revision; index < this.#sections.length; index++) {
      const entry = this.#sections[index]?.entries.get(id);
      if (entry !== undefined) return entry;
    }
    return undefined;
  }

  *#object(id: number, revision: number): Reads<Found | undefined> {
    const entry = this.#entry(id, revision);
    // A reference to an object that is in no table is null, by the specification (7.3.10).
    if (entry === undefined) return undefined;
    if (this.#fetched++ >= objectLimit) {
      this.#notes.limit(0, 'pdf-objects');
      return undefined;
    }
    if ('container' in entry) return yield* this.#fromPacked(entry.container, id, revision);
    const object = yield* readObject(entry.offset + this.#shift, this.#notes.file.size, id);
    if ('failed' in object) {
      if (revision === 0) this.note(object, entry.offset + this.#shift);
      return undefined;
    }
    const range = { offset: object.base, length: object.end - object.base };
    return { value: object.value, range, exact: true, ...(object.data === undefined ? {} : { data: object.data }) };
  }

  *#fromPacked(container: number, id: number, revision: number): Reads<Found | undefined> {
    const packed = this.#packed.get(container) ?? (yield* this.#unpack(container, revision));
    const position = packed?.positions.get(id);
    if (packed === undefined) return undefined;
    try {
      if (position === undefined) throw new PdfSyntaxError(false);
      // A number at the very end is whole: the space tells the parser so.
      const value = new PdfParser(Buffer.concat([packed.bytes.subarray(position), Buffer.from(' ')])).value();
      return { value, range: packed.range, exact: false };
    } catch (error) {
      if (!(error instanceof PdfSyntaxError)) throw error;
      if (revision === 0) this.#notes.broken(packed.range.offset, 'pdf-object');
      return undefined;
    }
  }

  /** An object stream: pairs of number and position, then the objects (ISO 32000-2, 7.5.7). */
  *#unpack(container: number, revision: number): Reads<Packed | undefined> {
    const entry = this.#entry(container, revision);
    if (entry === undefined || 'container' in entry) {
      this.#notes.broken(0, 'pdf-object');
      return undefined;
    }
    if (this.#unpacked >= packedLimit) {
      this.#notes.limit(entry.offset, 'pdf-object-streams');
      return undefined;
    }
    const found = yield* this.#object(container, revision);
    const content = found === undefined ? undefined : yield* this.stream(found, revision);
    const first = found !== undefined && isDict(found.value) ? found.value.get('First') : undefined;
    if (content === undefined || typeof first !== 'number') return undefined;
    const head = Buffer.from(content.bytes.subarray(0, first)).toString('latin1').trim().split(/\s+/).map(Number);
    const positions = new Map<number, number>();
    for (let index = 0; index + 1 < head.length; index += 2) positions.set(head[index] ?? 0, first + (head[index + 1] ?? 0));
    const packed = { bytes: content.bytes, range: content.range, positions };
    this.#unpacked += content.bytes.length;
    const oldest = this.#packed.size >= heldLimit ? this.#packed.keys().next().value : undefined;
    if (oldest !== undefined) this.#packed.delete(oldest);
    this.#packed.set(container, packed);
    return packed;
  }

  /** Notes a failure as a problem of the walk. */
  note({ failed, detail }: Failure, at: number): void {
    if (failed === 'limit') this.#notes.limit(at, detail);
    else if (failed === 'truncated') this.#notes.truncated(at, this.#notes.file.size + 1);
    else this.#notes.broken(at, detail);
  }
}

function withoutData({ range, exact }: Found): Omit<Found, 'value' | 'data'> {
  return { range, exact };
}
