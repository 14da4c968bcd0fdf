import { seiCodec, seiFacts } from './bmff-sei.ts';
import { u32 } from './bytes.ts';
import { type Range, type Reads, read } from './reads.ts';
import type { WalkNotes } from './walk-notes.ts';

/** Bytes of a stream that are looked at: SEI messages stand before the first picture. */
const streamLimit = 256 * 1024;

/** Units that are looked at in one stream. */
const unitLimit = 20_000;

/** What stands between two start codes of an MPEG stream (00 00 01). */
export interface Unit {
  readonly bytes: Uint8Array;
  /** Bytes from the start of the stream. */
  readonly at: number;
  /** False for the last one: where it ends is not in sight. */
  readonly isEnded: boolean;
}

/** The units of a stream, in order. */
export function* unitsOf(bytes: Uint8Array): Generator<Unit> {
  const stream = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = stream.indexOf('000001', 0, 'hex');
  for (let count = 0; at >= 0 && count < unitLimit; count++) {
    const next = stream.indexOf('000001', at + 3, 'hex');
    yield { bytes: stream.subarray(at + 3, next < 0 ? undefined : next), at: at + 3, isEnded: next >= 0 };
    at = next;
  }
}

/**
 * Keeps the SEI texts at the start of an H.264 or H.265 stream in Annex B form (start codes; ISO/IEC 14496-10, annex B), as AVI
 * and MXF carry it among their own headers.
 */
export function* seiOfAnnexB(notes: WalkNotes, offset: number, length: number): Reads<void> {
  const stream = yield* read(offset, Math.min(length, streamLimit, Math.max(0, notes.file.size - offset)));
  const said = new Set<string>();
  for (const { bytes, at, isEnded } of unitsOf(stream)) {
    const range = { offset: offset + at, length: bytes.length };
    if (isEnded) keepSei(notes, bytes, range, said);
  }
}

/** Keeps the texts of a unit of either codec, where it is SEI. */
export function keepSei(notes: WalkNotes, unit: Uint8Array, range: Range, said: Set<string>): void {
  const codec = seiCodec(unit);
  if (codec !== undefined) seiFacts(notes, unit, codec === 'h265', range, said);
}

/** Units of one picture that are followed; encoders write a handful before it. */
const pictureUnits = 64;

/**
 * Keeps the SEI texts of one picture whose units have their lengths (four bytes) before them, as MP4 has them, in a container that
 * does not say so. Nothing where the lengths do not lead to the end of the picture.
 */
export function* seiOfLengths(notes: WalkNotes, offset: number, length: number, said: Set<string>): Reads<void> {
  const bytes = yield* read(offset, Math.min(length, streamLimit));
  const units: Range[] = [];
  for (let at = 0; at < length; ) {
    const isInSight = at + 5 <= bytes.length;
    if (!isInSight && bytes.length === length) return;
    if (!isInSight || units.length >= pictureUnits) break;
    const size = u32(bytes, at);
    if (size === 0 || at + 4 + size > length || (bytes[at + 4] ?? 0) >= 128) return;
    units.push({ offset: at + 4, length: size });
    at += 4 + size;
  }
  for (const unit of units) {
    const end = unit.offset + unit.length;
    if (end <= bytes.length)
      keepSei(notes, bytes.subarray(unit.offset, end), { offset: offset + unit.offset, length: unit.length }, said);
  }
}
