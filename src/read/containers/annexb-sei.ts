import { isSei, seiFacts } from './bmff-sei.ts';
import { type Reads, read } from './reads.ts';
import type { WalkNotes } from './walk-notes.ts';

/** Bytes of a stream that are looked at: SEI messages stand before the first picture. */
const streamLimit = 256 * 1024;

/** NAL units that are looked at. */
const unitLimit = 2000;

/**
 * Keeps the SEI texts at the start of an H.264 stream in Annex B form (start codes; ISO/IEC 14496-10, annex B), as AVI and MXF
 * carry it among their own headers.
 */
export function* seiOfAnnexB(notes: WalkNotes, offset: number, length: number): Reads<void> {
  const bytes = yield* read(offset, Math.min(length, streamLimit, Math.max(0, notes.file.size - offset)));
  const stream = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const said = new Set<string>();
  let at = stream.indexOf('000001', 0, 'hex');
  for (let units = 0; at >= 0 && units < unitLimit; units++) {
    const next = stream.indexOf('000001', at + 3, 'hex');
    const unit = stream.subarray(at + 3, next < 0 ? undefined : next);
    // Only a unit whose end is in sight: the last one may be cut by the limit.
    if (next >= 0 && isSei(unit, false)) seiFacts(notes, unit, false, { offset: offset + at + 3, length: unit.length }, said);
    at = next;
  }
}
