import { type Reads, read } from './reads.ts';

/** One EBML element (RFC 8794). */
export interface Element {
  readonly id: number;
  readonly offset: number;
  readonly payload: number;
  /** Bytes of the payload; `Infinity` where the writer left it open. */
  readonly length: number;
}

/** Reads the element header at `offset`; undefined where none can stand there. */
export function* readElement(offset: number): Reads<Element | undefined> {
  const head = yield* read(offset, 12);
  const idLength = Math.clz32(head[0] ?? 0) - 23;
  if (idLength > 4 || head.length < idLength + 1) return undefined;
  let id = 0;
  for (let at = 0; at < idLength; at++) id = id * 256 + (head[at] ?? 0);
  const first = head[idLength] ?? 0;
  const sizeLength = Math.clz32(first) - 23;
  if (sizeLength > 8 || head.length < idLength + sizeLength) return undefined;
  let length = first & (0xff >> sizeLength);
  let open = length === 0xff >> sizeLength;
  for (let at = 1; at < sizeLength; at++) {
    const byte = head[idLength + at] ?? 0;
    if (byte !== 255) open = false;
    length = length * 256 + byte;
  }
  return { id, offset, payload: offset + idLength + sizeLength, length: open ? Number.POSITIVE_INFINITY : length };
}

/** Unsigned integer of up to eight bytes. */
export function unsigned(bytes: Uint8Array): number {
  let value = 0;
  for (const byte of bytes) value = value * 256 + byte;
  return value;
}

/** Float of four or eight bytes; 0 where it is neither. */
export function float(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return bytes.length === 4 ? view.getFloat32(0) : bytes.length === 8 ? view.getFloat64(0) : 0;
}
