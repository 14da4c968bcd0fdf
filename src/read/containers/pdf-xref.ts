import { latin1 } from './bytes.ts';
import { decodedStream } from './pdf-stream.ts';
import { isDict, type PdfDict, PdfParser, PdfSyntaxError, type PdfValue } from './pdf-values.ts';
import { type Reads, read } from './reads.ts';

/** Where an object stands: at a byte of the file, or as one of those in an object stream. */
export type Entry = { readonly offset: number } | { readonly container: number; readonly index: number };

/** One cross-reference section with its trailer; a file that was saved again and again has one for each time. */
export interface Section {
  readonly entries: ReadonlyMap<number, Entry>;
  readonly trailer: PdfDict;
  readonly offset: number;
  readonly length: number;
}

/** A value that was read at a place of the file. */
export interface Located {
  readonly value: PdfValue;
  /** Bytes from the start of the file to what was parsed. */
  readonly base: number;
  /** First byte of the data of a stream; undefined for other objects. */
  readonly data?: number;
  /** First byte behind the object's value. */
  readonly end: number;
}

/** Why something could not be read; `detail` names it for the problem. */
export interface Failure {
  readonly failed: 'broken' | 'limit' | 'truncated';
  readonly detail: string;
}

/** Most objects are dictionaries of some hundred bytes, and there may be thousands of pages. */
const firstBytes = 4 * 1024;
/** Bytes of one object that is no stream. */
const objectLimit = 4 * 1024 * 1024;
/** Bytes of one cross-reference section. */
const sectionLimit = 32 * 1024 * 1024;
/** Entries of all sections of a file together. */
export const entryLimit = 2_000_000;

/** Parses at a place, with more and more bytes until it suffices. */
function* growing<T>(
  at: number,
  size: number,
  parse: (bytes: Uint8Array) => T,
  detail: string,
  limit: number,
): Reads<T | Failure> {
  for (let length = firstBytes; ; length *= 4) {
    const bytes = yield* read(at, Math.min(length, Math.max(0, size - at)));
    try {
      return parse(bytes);
    } catch (error) {
      if (!(error instanceof PdfSyntaxError)) throw error;
      if (!error.ended) return { failed: 'broken', detail };
      if (at + bytes.length >= size) return { failed: 'truncated', detail };
      if (length >= limit) return { failed: 'limit', detail };
    }
  }
}

/** Reads the indirect object at an offset; `id` is checked where it is given. */
export function* readObject(offset: number, size: number, id?: number): Reads<Located | Failure> {
  return yield* growing(
    offset,
    size,
    (bytes): Located => {
      const parser = new PdfParser(bytes);
      const found = parser.word();
      const generation = parser.word();
      if (!/^\d+$/.test(found) || !/^\d+$/.test(generation) || parser.word() !== 'obj')
        throw new PdfSyntaxError(bytes.length === 0);
      if (id !== undefined && Number(found) !== id) throw new PdfSyntaxError(false);
      const value = parser.value();
      const end = offset + parser.at;
      if (!isDict(value)) return { value, base: offset, end };
      parser.skip();
      if (parser.at + 8 > bytes.length && offset + bytes.length < size) throw new PdfSyntaxError(true);
      if (parser.word() !== 'stream') return { value, base: offset, end };
      return { value, base: offset, end, data: offset + behindLineEnd(bytes, parser.at) };
    },
    'pdf-object',
    objectLimit,
  );
}

/** Data begin behind the line end that follows the word stream: CR LF or LF (ISO 32000-2, 7.3.8.1); lone CR is also seen. */
function behindLineEnd(bytes: Uint8Array, at: number): number {
  let next = at;
  while (bytes[next] === 32 || bytes[next] === 9) next++;
  if (bytes[next] === 13) return bytes[next + 1] === 10 ? next + 2 : next + 1;
  return bytes[next] === 10 ? next + 1 : at;
}

/** Reads a cross-reference section, table or stream. */
export function* readSection(offset: number, size: number): Reads<Section | Failure> {
  const head = yield* read(offset, 32);
  if (/^\s*xref/.test(latin1(head))) {
    return yield* growing(offset, size, (bytes) => table(bytes, offset), 'pdf-xref', sectionLimit);
  }
  const object = yield* readObject(offset, size);
  if ('failed' in object) return { ...object, detail: 'pdf-xref' };
  const { value, data } = object;
  if (!isDict(value) || data === undefined) return { failed: 'broken', detail: 'pdf-xref' };
  const length = value.get('Length');
  if (typeof length !== 'number' || !(length >= 0)) return { failed: 'broken', detail: 'pdf-xref' };
  if (length > sectionLimit) return { failed: 'limit', detail: 'pdf-xref' };
  const raw = yield* read(data, length);
  if (raw.length < length) return { failed: 'truncated', detail: 'pdf-xref' };
  const decoded = decodedStream(raw, value);
  if ('failed' in decoded) return { failed: decoded.failed === 'broken' ? 'broken' : 'limit', detail: 'pdf-xref' };
  const entries = streamEntries(decoded.bytes, value);
  return entries === undefined
    ? { failed: 'broken', detail: 'pdf-xref' }
    : { entries, trailer: value, offset, length: data + length - offset };
}

/** ISO 32000-2, 7.5.4: subsections of `first count`, then lines of offset, generation, and n (in use) or f (free). */
function table(bytes: Uint8Array, offset: number): Section {
  const parser = new PdfParser(bytes);
  parser.word();
  const entries = new Map<number, Entry>();
  for (;;) {
    const word = parser.word();
    if (word === 'trailer') break;
    const count = Number(parser.word());
    let first = Number(word);
    if (word === '' || !Number.isInteger(first) || !Number.isInteger(count)) throw new PdfSyntaxError(parser.at >= bytes.length);
    if (entries.size + count > entryLimit) throw new PdfSyntaxError(false);
    for (let index = 0; index < count; index++) {
      const at = Number(parser.word());
      const generation = parser.word();
      const state = parser.word();
      if (state === '' && parser.at >= bytes.length) throw new PdfSyntaxError(true);
      if (!Number.isInteger(at) || (state !== 'n' && state !== 'f')) throw new PdfSyntaxError(parser.at >= bytes.length);
      // Some writers number the head of the free list 1: it is always object 0.
      if (index === 0 && first === 1 && state === 'f' && at === 0 && generation === '65535') first = 0;
      if (state === 'n' && at > 0) entries.set(first + index, { offset: at });
    }
  }
  const trailer = parser.value();
  if (!isDict(trailer)) throw new PdfSyntaxError(false);
  return { entries, trailer, offset, length: parser.at };
}

/** ISO 32000-2, 7.5.8: fields of W bytes; type 1 at an offset, type 2 in an object stream. */
function streamEntries(bytes: Uint8Array, dict: PdfDict): ReadonlyMap<number, Entry> | undefined {
  const widths = numbers(dict.get('W'));
  const size = dict.get('Size');
  const index = dict.has('Index') ? numbers(dict.get('Index')) : [0, typeof size === 'number' ? size : 0];
  if (widths.length < 3 || widths.some((width) => !(width >= 0 && width <= 8)) || index.length % 2 === 1) return undefined;
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const step = widths.reduce((sum, width) => sum + width, 0);
  const field = (at: number, width: number): number => {
    let value = 0;
    for (let byte = 0; byte < width; byte++) value = value * 256 + (bytes[at + byte] ?? 0);
    return value;
  };
  const entries = new Map<number, Entry>();
  let at = 0;
  for (let pair = 0; pair < index.length; pair += 2) {
    const [first = 0, count = 0] = index.slice(pair, pair + 2);
    for (let number = 0; number < count && at + step <= bytes.length && step > 0; number++, at += step) {
      const type = typeWidth === 0 ? 1 : field(at, typeWidth);
      const second = field(at + typeWidth, secondWidth);
      if (type === 1) entries.set(first + number, { offset: second });
      if (type === 2) entries.set(first + number, { container: second, index: field(at + typeWidth + secondWidth, thirdWidth) });
    }
  }
  return entries;
}

function numbers(value: PdfValue | undefined): number[] {
  return Array.isArray(value) ? value.filter((item): item is number => typeof item === 'number') : [];
}
