import { startsWith } from './bytes.ts';
import { leadingId3, trailingTags } from './mp3.ts';
import { read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

/** Bytes of the ADTS frame at `at` (ISO/IEC 13818-7 section 6.2); undefined where none stands there. */
function adtsLength(bytes: Uint8Array, at: number): number | undefined {
  const second = bytes[at + 1] ?? 0;
  if (bytes[at] !== 255 || (second & 0xf6) !== 0xf0 || at + 7 > bytes.length) return undefined;
  const length = (((bytes[at + 3] ?? 0) & 3) << 11) | ((bytes[at + 4] ?? 0) << 3) | ((bytes[at + 5] ?? 0) >> 5);
  return length >= 7 ? length : undefined;
}

/** Walks AAC in ADTS frames: tags before and behind, and the first frames. */
export const walkAac: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const start = yield* leadingId3(notes);
  const end = yield* trailingTags(notes, start);
  const bytes = yield* read(start, Math.min(32 * 1024, Math.max(0, end - start)));
  if (startsWith(bytes, 'ADIF')) notes.limit(start, 'adif');
  else {
    let at = 0;
    let frames = 0;
    while (frames < 16 && at < bytes.length) {
      const length = adtsLength(bytes, at);
      if (length === undefined) break;
      frames++;
      at += length;
    }
    const held = frames > 0 && (frames === 16 || at >= bytes.length);
    if (!held) notes.broken(start + at, 'adts-frame');
    else if (start + at > end) notes.truncated(start, start + at);
    else notes.segment('ADTS frames', start, end - start);
  }
  return notes.done();
};
