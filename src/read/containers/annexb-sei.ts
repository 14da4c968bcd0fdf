import { isSei, seiFacts } from './bmff-sei.ts';
import { type Reads, read } from './reads.ts';
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
 * Keeps the SEI texts at the start of an H.264 stream in Annex B form (start codes; ISO/IEC 14496-10, annex B), as AVI and MXF
 * carry it among their own headers.
 */
export function* seiOfAnnexB(notes: WalkNotes, offset: number, length: number): Reads<void> {
  const stream = yield* read(offset, Math.min(length, streamLimit, Math.max(0, notes.file.size - offset)));
  const said = new Set<string>();
  for (const { bytes, at, isEnded } of unitsOf(stream)) {
    const range = { offset: offset + at, length: bytes.length };
    if (isEnded && isSei(bytes, false)) seiFacts(notes, bytes, false, range, said);
  }
}
