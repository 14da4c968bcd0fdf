import { latin1, startsWith, u16 } from './bytes.ts';
import { leadingId3, trailingTags } from './mp3.ts';
import { read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

/** Frames at the start that must follow one another. */
const frameCount = 16;
/** Bytes at the end in which the last frames are looked for: an E-AC-3 frame has at most 4096. */
const tailWindow = 16 * 1024;

/** Kilobits a second by half of `frmsizecod` (ATSC A/52, table 5.18). */
const bitRates = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];

/** Bytes of the AC-3 or E-AC-3 frame at `at` (ATSC A/52, 5.3.1 and annex E 2.2); undefined where none stands there. */
function frameLength(bytes: Uint8Array, at: number): number | undefined {
  if (u16(bytes, at) !== 0x0b77 || at + 6 > bytes.length) return undefined;
  const code = bytes[at + 4] ?? 0;
  const version = (bytes[at + 5] ?? 0) >> 3;
  if (version > 16) return undefined;
  if (version > 10) {
    // Rates below 32 kHz are coded in two further bits, of which 3 is reserved; so is stream type 3.
    const isReserved = code >> 4 === 15 || (bytes[at + 2] ?? 0) >> 6 === 3;
    return isReserved ? undefined : ((u16(bytes, at + 2) & 0x7ff) + 1) * 2;
  }
  const rate = bitRates[(code & 63) >> 1];
  if (rate === undefined || code >> 6 === 3) return undefined;
  if (code >> 6 === 0) return rate * 4;
  return code >> 6 === 2 ? rate * 6 : (Math.floor((rate * 1536) / 705.6) + (code & 1)) * 2;
}

/** Where frames that follow one another from `at` end, which may be behind the bytes. */
function chainEnd(bytes: Uint8Array, at: number, most = Number.POSITIVE_INFINITY): { end: number; frames: number } {
  let end = at;
  let frames = 0;
  while (frames < most && end < bytes.length) {
    const length = frameLength(bytes, end);
    if (length === undefined) break;
    end += length;
    frames++;
  }
  return { end, frames };
}

/** How the last frames end: with the bytes, behind them, or neither. */
function lastFrames(bytes: Uint8Array): 'whole' | 'cut' | undefined {
  let seen: 'cut' | undefined;
  for (let at = bytes.indexOf(0x0b); at >= 0; at = bytes.indexOf(0x0b, at + 1)) {
    const { end, frames } = chainEnd(bytes, at);
    if (frames > 0 && end === bytes.length) return 'whole';
    if (frames > 1 && end > bytes.length) seen = 'cut';
    // Less of the last frame than its header needs.
    if (frames > 0 && bytes.length - end < 6 && end < bytes.length && startsWith(bytes, '\x0b', end)) seen = 'cut';
  }
  return seen;
}

/** Walks AC-3 and E-AC-3: the frames at both ends, and tags before and behind, for which the format itself has no place. */
export const walkAc3: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const start = yield* leadingId3(notes);
  const end = yield* trailingTags(notes, start);
  // Frames that end in a tag were not cut at the end of the file.
  const cut = (at: number) => (end < file.size ? notes.broken(at, 'ac3-frame') : notes.truncated(at, file.size + 1));
  const head = yield* read(start, Math.min(frameCount * 4096, Math.max(0, end - start)));
  // The same frames with the bytes of each word exchanged, as some recorders write them.
  if (latin1(head, 0, 2) === '\x77\x0b') notes.limit(start, 'ac3-byte-order');
  else {
    const first = chainEnd(head, 0, frameCount);
    const behind = start + first.end;
    if (first.frames > 0 && behind > end) cut(start);
    else if (first.frames === 0 || (first.frames < frameCount && behind < end)) notes.broken(behind, 'ac3-frame');
    else {
      const tailAt = Math.max(start, end - tailWindow);
      const last = lastFrames(yield* read(tailAt, end - tailAt));
      if (last === undefined) notes.broken(tailAt, 'ac3-frame');
      else if (last === 'cut') cut(tailAt);
      notes.segment('AC-3 frames', start, end - start);
    }
  }
  return notes.done();
};
