import { startsWith } from './bytes.ts';
import { leadingId3, trailingTags } from './mp3.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

/** Bytes of the ADTS frame at `at` (ISO/IEC 13818-7 section 6.2); undefined where none stands there. */
function adtsLength(bytes: Uint8Array, at: number): number | undefined {
  const second = bytes[at + 1] ?? 0;
  if (bytes[at] !== 255 || (second & 0xf6) !== 0xf0 || at + 7 > bytes.length) return undefined;
  const length = (((bytes[at + 3] ?? 0) & 3) << 11) | ((bytes[at + 4] ?? 0) << 3) | ((bytes[at + 5] ?? 0) >> 5);
  return length >= 7 ? length : undefined;
}

/** Frames that are followed; a day of sound has four million. */
const frameLimit = 5_000_000;
/** Frames that must hold for this to be AAC at all; a file may have fewer. */
const firstFrames = 16;

/** Walks AAC in ADTS frames: tags before and behind, and every frame, since nothing else tells where the sound ends. */
export const walkAac: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const start = yield* leadingId3(notes);
  const end = yield* trailingTags(notes, start);
  if (startsWith(yield* read(start, 4), 'ADIF')) notes.limit(start, 'adif');
  else yield* frames(notes, start, end);
  return notes.done();
};

function* frames(notes: WalkNotes, start: number, end: number): Reads<void> {
  let at = start;
  let count = 0;
  for (; at < end; count++) {
    if (count >= frameLimit) return notes.limit(at, 'frames');
    const bytes = yield* read(at, Math.min(7, end - at));
    // Less than a header that begins as one does.
    const isCut = count > 0 && bytes.length < 7 && bytes[0] === 255 && ((bytes[1] ?? 0xf0) & 0xf6) === 0xf0;
    if (isCut) return notes.truncated(start, at + 7);
    const length = adtsLength(bytes, 0);
    if (length === undefined) break;
    at += length;
  }
  if (at > end) return notes.truncated(start, at);
  if (at < end && count < firstFrames) return notes.broken(at, 'adts-frame');
  notes.segment('ADTS frames', start, at - start);
  notes.unexplained('behind the last frame', at, end - at);
}
