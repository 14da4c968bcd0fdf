import { startsWith, u32 } from './bytes.ts';
import { keepFound } from './found.ts';
import { type Reads, read } from './reads.ts';
import { readPayload, type WalkNotes } from './walk-notes.ts';
import { xmpFacts } from './xmp.ts';

const mark = 'CANON OPTIONAL DATA\0';
const headLength = 28;
const footLength = 64;
const xmpBlock = 0xffff00f6;
const blockLimit = 100;

/**
 * The trailer that Canon's Digital Photo Professional appends to JPEG and RAW files: blocks of type and length, one of
 * which may be XMP (ExifTool, CanonVRD.pm). True where there is one.
 */
export function* canonTrailer(notes: WalkNotes, end: number): Reads<boolean> {
  const foot = yield* read(Math.max(0, end - footLength), footLength);
  if (!startsWith(foot, mark)) return false;
  const length = u32(foot, mark.length);
  const start = end - footLength - length - headLength;
  if (start < 0 || !startsWith(yield* read(start, mark.length), mark)) {
    notes.broken(end - footLength, 'canon-trailer');
    return true;
  }
  notes.segment('Canon trailer', start, end - start);
  const last = end - footLength;
  for (let at = start + headLength, count = 0; at + 8 <= last && count < blockLimit; count++) {
    const head = yield* read(at, 8);
    const size = u32(head, 4);
    if (at + 8 + size > last) {
      notes.broken(at, 'canon-trailer');
      break;
    }
    const packet = u32(head, 0) === xmpBlock ? yield* readPayload(notes, at + 8, size) : undefined;
    if (packet !== undefined) keepFound(notes, xmpFacts(packet, notes.place('Canon trailer (XMP)', at + 8, size)));
    at += 8 + size;
  }
  return true;
}
