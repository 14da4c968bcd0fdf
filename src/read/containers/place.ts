import type { Fact, FactSource, Problem } from '../../model/index.ts';

/** Where a payload lies in a file: what payload parsers need to say where a fact stands. */
export interface Place {
  /** Goes into `Fact.at.path`. */
  readonly path: string;
  /** For people: `APP1 (XMP)`. */
  readonly where: string;
  /** Bytes from the start of the file to the first byte of the payload. */
  readonly offset: number;
  /** Bytes that the payload takes in the file; more or fewer than the payload has where it is packed or in pieces. */
  readonly length: number;
}

/** A part of a place: `offset` counts from the start of the payload; `where` is added to that of the whole. */
export function placeWithin(place: Place, offset: number, length: number, where?: string): Place {
  return {
    path: place.path,
    where: where === undefined ? place.where : `${place.where}, ${where}`,
    offset: place.offset + offset,
    length,
  };
}

/** A fact that stands at a place; trailing NULs of the value are padding and are dropped. */
export function factAt(source: FactSource, name: string, value: string, place: Place): Fact {
  const { path, offset, length } = place;
  return { source, name, value: withoutTrailingNuls(value), where: place.where, at: { path, offset, length } };
}

function withoutTrailingNuls(value: string): string {
  let end = value.length;
  while (end > 0 && value.charCodeAt(end - 1) === 0) end--;
  return value.slice(0, end);
}

/** The structure does not hold at byte `at` of the file; `detail` is a code word such as `xmp-xml` or `png-crc`. */
export function brokenAt(at: number, detail: string): Problem {
  return { code: 'broken-structure', params: { at, detail } };
}

/** The file ends before byte `at + missing`, though its structure promises that much. */
export function truncatedAt(at: number, missing: number): Problem {
  return { code: 'truncated', params: { at, missing } };
}

/** A limit of ours kept something at byte `at` from being read; `limit` names it, `xmp-bytes`. */
export function limitAt(at: number, limit: string): Problem {
  return { code: 'limit-reached', params: { at, limit } };
}

/** Something odd at byte `at` that hides no place where a mark can lie; `reader` is `walk` for a container walk. */
export function oddAt(at: number, detail: string): Problem {
  return { code: 'reader-warning', params: { reader: 'walk', at, detail } };
}

/** True where a problem means that something could not be read in full. */
export function isFailure(problem: Problem): boolean {
  return problem.code !== 'reader-warning';
}
