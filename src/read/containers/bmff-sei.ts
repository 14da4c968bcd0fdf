import { textOf, u16, u32 } from './bytes.ts';
import { printable } from './printable.ts';
import { type Range, type Reads, read } from './reads.ts';
import type { WalkNotes } from './walk-notes.ts';

/** The beginning of a track's sample tables. */
export interface SampleTable {
  readonly perChunk: number;
  readonly chunkOffsets: readonly number[];
  /** Bytes, in decoding order. */
  readonly sampleSizes: readonly number[];
}

/** Bytes of samples that are read for SEI messages: they stand before the picture. */
const sampleBytesLimit = 256 * 1024;

/** Where the first samples lie. */
function firstSamples(table: SampleTable): Range[] {
  const ranges: Range[] = [];
  let chunk = 0;
  let inChunk = 0;
  let offset = table.chunkOffsets[0];
  for (const length of table.sampleSizes) {
    if (offset === undefined) break;
    ranges.push({ offset, length });
    offset += length;
    if (++inChunk < Math.max(1, table.perChunk)) continue;
    inChunk = 0;
    offset = table.chunkOffsets[++chunk];
  }
  return ranges;
}

/** Keeps the `user_data_unregistered` messages of the first samples of an H.264 or H.265 track. */
export function* seiOfSamples(notes: WalkNotes, table: SampleTable, lengthSize: number, hevc: boolean): Reads<void> {
  let left = sampleBytesLimit;
  const said = new Set<string>();
  for (const sample of firstSamples(table)) {
    const bytes = yield* read(sample.offset, Math.min(left, sample.length));
    left -= bytes.length;
    seiOfNals(notes, bytes, sample.offset, lengthSize, hevc, said);
    if (left <= 0) break;
  }
}

/** Keeps the SEI texts of one sample: NAL units with their lengths before them. `offset` is where `bytes` begin in the file. */
export function seiOfNals(
  notes: WalkNotes,
  bytes: Uint8Array,
  offset: number,
  lengthSize: number,
  hevc: boolean,
  said: Set<string>,
): void {
  let at = 0;
  while (at + lengthSize < bytes.length) {
    const length = lengthSize === 4 ? u32(bytes, at) : lengthSize === 2 ? u16(bytes, at) : (bytes[at] ?? 0);
    const nal = bytes.subarray(at + lengthSize, at + lengthSize + length);
    if (nal.length === 0) break;
    if (isSei(nal, hevc)) seiFacts(notes, nal, hevc, { offset: offset + at + lengthSize, length: nal.length }, said);
    at += lengthSize + length;
  }
}

/**
 * The codec of an SEI unit where nothing else says it; undefined for any other unit. Exact first bytes, as every encoder writes
 * them: 06 is a rare slice in H.265, and 4E and 50 with 01 are extensions of H.264 that no plain stream has.
 */
export function seiCodec(nal: Uint8Array): 'h264' | 'h265' | undefined {
  if (nal[0] === 0x06) return 'h264';
  return (nal[0] === 0x4e || nal[0] === 0x50) && nal[1] === 1 ? 'h265' : undefined;
}

/** NAL unit type 6 of H.264; 39 and 40 (prefix and suffix) of H.265. */
export function isSei(nal: Uint8Array, hevc: boolean): boolean {
  const head = nal[0] ?? 0;
  const type = hevc ? (head >> 1) & 63 : head & 31;
  return hevc ? type === 39 || type === 40 : type === 6;
}

/** Keeps the unregistered user data of one SEI NAL unit (H.264 and H.265 annex D); each text once. */
export function seiFacts(notes: WalkNotes, nal: Uint8Array, hevc: boolean, range: Range, said: Set<string>): void {
  const bytes = withoutEmulation(nal.subarray(hevc ? 2 : 1));
  let at = 0;
  // The last byte is the stop bit.
  while (at + 2 < bytes.length) {
    let type = 0;
    while (bytes[at] === 255) type += bytes[at++] ?? 0;
    type += bytes[at++] ?? 0;
    let size = 0;
    while (bytes[at] === 255) size += bytes[at++] ?? 0;
    size += bytes[at++] ?? 0;
    const payload = bytes.subarray(at, at + size);
    at += size;
    if (type !== 5 || payload.length < 16) continue;
    const uuid = Buffer.from(payload.subarray(0, 16)).toString('hex');
    const data = payload.subarray(16);
    const value = printable(data) ?? readableStart(data);
    if (said.has(uuid + value)) continue;
    said.add(uuid + value);
    // An empty payload is still a statement: the identifier names who wrote it.
    notes.fact(
      'container',
      `sei:${uuid}`,
      value === '' ? '(no text)' : value,
      notes.place('SEI user data of the first pictures', range.offset, range.length),
    );
  }
}

/** Data: its leading text where there is some, else its first bytes as hex. */
function readableStart(data: Uint8Array): string {
  const end = data.findIndex((byte) => byte < 9 || byte > 126);
  const text = end < 0 ? data : data.subarray(0, end);
  return text.length >= 4 ? textOf(text) : Buffer.from(data.subarray(0, 64)).toString('hex');
}

/** Removes the bytes that keep start codes out of a NAL unit: 00 00 03 stands for 00 00. */
function withoutEmulation(bytes: Uint8Array): Uint8Array {
  const plain = new Uint8Array(bytes.length);
  let length = 0;
  let zeros = 0;
  for (const byte of bytes) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    plain[length++] = byte;
  }
  return plain.subarray(0, length);
}
