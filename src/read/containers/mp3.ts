import { latin1, startsWith, textOf, u32, untilNul } from './bytes.ts';
import { id3Length, id3Tag, syncsafe } from './id3.ts';
import { promisedBy, tellLength } from './mp3-length.ts';
import { constantSeconds, firstFrame, missingInLastFrame } from './mpeg-audio.ts';
import { oddAt } from './place.ts';
import { printable } from './printable.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { readPayload, WalkNotes } from './walk-notes.ts';

/** Bytes behind the tags in which the first frame must begin: encoders and editors leave padding there. */
const syncWindow = 256 * 1024;

/** Bytes of the largest frame of Layer III (320 kbit/s at 32 kHz): writers count with or without the one that holds the number. */
const oneFrame = 1441;

/** Walks MP3 (and MP2): ID3v2 at the start and the end, APEv2, Lyrics3, ID3v1, and the first frames. */
export const walkMp3: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const start = yield* leadingId3(notes);
  const end = yield* trailingTags(notes, start);
  const bytes = yield* read(start, Math.min(syncWindow, Math.max(0, end - start)));
  const first = firstFrame(bytes);
  if (first === undefined) notes.broken(start, 'no-mpeg-frame');
  else {
    notes.segment('MPEG frames', start + first, end - start - first);
    yield* tellLength(notes, bytes, start, first, end);
    // Tags at the end would be lost with it; where they are there, nothing is.
    if (end === file.size) yield* checkEnd(notes, bytes, start + first, first);
  }
  return notes.done();
};

/** Bytes of the tail in which the last frames are looked for. */
const tailLimit = 32 * 1024;
/** A length in the tag that lasts this much longer than the sound tells of one that was cut. */
const lengthTolerance = 1.1;

/** What tells that sound is missing: the number of bytes in the first frame, the last frame itself, the length in the tag. */
function* checkEnd(notes: WalkNotes, bytes: Uint8Array, sound: number, first: number): Reads<void> {
  const { size } = notes.file;
  const promised = promisedBy(bytes, first)?.bytes;
  // Editors leave this number as it was; only a clear lack is an end that was cut off.
  if (promised !== undefined && sound + promised > size + oneFrame) return notes.truncated(sound, sound + promised);
  const from = Math.max(sound, size - tailLimit);
  const missing = missingInLastFrame(yield* read(from, size - from));
  if (missing !== undefined && missing > 0) return notes.truncated(sound, size + missing);
  const said = Number(notes.facts.find(({ name }) => name === 'TLEN')?.value) / 1000;
  const seconds = promised === undefined ? constantSeconds(bytes, first, size - sound) : undefined;
  // A cut between two frames. Editors leave this number too, so that it is no proof.
  if (seconds !== undefined && said > seconds * lengthTolerance + 1)
    notes.problems.push(oddAt(size, 'shorter-than-its-tag-says'));
}

/** Reads the ID3v2 tags at the start of a file, one behind another; hands back where they end. */
export function* leadingId3(notes: WalkNotes): Reads<number> {
  let at = 0;
  for (let tags = 0; tags < 16; tags++) {
    const length = yield* id3Tag(notes, at, notes.file.size);
    if (length === undefined) break;
    at += length;
  }
  return Math.min(at, notes.file.size);
}

/** Reads what stands behind the sound, from the end backwards; hands back where the sound ends. */
export function* trailingTags(notes: WalkNotes, start: number): Reads<number> {
  let end = notes.file.size;
  for (let tags = 0; tags < 16 && end > start; tags++) {
    const before = end;
    const tail = yield* read(Math.max(start, end - 128), Math.min(128, end - start));
    const tailAt = end - tail.length;
    if (tail.length === 128 && startsWith(tail, 'TAG')) {
      id3v1Facts(notes, tail, tailAt);
      end -= 128;
    } else if (startsWith(tail, 'APETAGEX', tail.length - 32)) end = yield* apeTag(notes, tail, end);
    else if (startsWith(tail, 'LYRICS200', tail.length - 9)) end -= 15 + Number(latin1(tail, tail.length - 15, tail.length - 9));
    else if (startsWith(tail, '3DI', tail.length - 10)) end = yield* footedId3(notes, tail, end);
    else end = yield* bareId3(notes, start, end);
    if (!(end < before && end >= start)) return before;
  }
  return end;
}

/** ID3v1 in the frame names of ID3v2, so that a marker has to know one of them. */
function id3v1Facts(notes: WalkNotes, tag: Uint8Array, at: number): void {
  const fields = [
    ['TIT2', 3, 30],
    ['TPE1', 33, 30],
    ['TALB', 63, 30],
    ['TYER', 93, 4],
    ['COMM', 97, tag[125] === 0 ? 28 : 30],
  ] as const;
  notes.segment('ID3v1', at, 128);
  for (const [name, start, length] of fields) {
    const text = textOf(untilNul(tag.subarray(start, start + length))).trimEnd();
    notes.fact('id3', name, text, notes.place('ID3v1', at + start, length));
  }
}

/** ID3v2.4 with a footer, as it is put at the end of a file. */
function* footedId3(notes: WalkNotes, tail: Uint8Array, end: number): Reads<number> {
  const size = syncsafe(tail, tail.length - 4);
  const at = end - size - 20;
  return at >= 0 && (yield* id3Tag(notes, at, end, 'ID3 at the end')) !== undefined ? at : end;
}

/** An ID3v2 tag at the end without footer, as some taggers leave it: found where a header's size reaches exactly to the end. */
function* bareId3(notes: WalkNotes, start: number, end: number): Reads<number> {
  const from = Math.max(start, end - 64 * 1024);
  const bytes = yield* read(from, end - from);
  for (let at = bytes.indexOf(0x49); at >= 0; at = bytes.indexOf(0x49, at + 1)) {
    const length = id3Length(bytes, at);
    if (length === undefined || length < 20 || from + at + length !== end) continue;
    yield* id3Tag(notes, from + at, end, 'ID3 at the end');
    return from + at;
  }
  return end;
}

/** APEv2 (and 1): https://wiki.hydrogenaud.io/index.php?title=APEv2_specification */
function* apeTag(notes: WalkNotes, tail: Uint8Array, end: number): Reads<number> {
  const footer = tail.subarray(tail.length - 32);
  const size = u32(footer, 12, true);
  const items = u32(footer, 16, true);
  const headed = (u32(footer, 20, true) & 0x80000000) !== 0;
  const at = end - size;
  if (size < 32 || at < 0) {
    notes.broken(end - 32, 'ape-size');
    return end - 32;
  }
  notes.segment('APEv2', at - (headed ? 32 : 0), end - at + (headed ? 32 : 0));
  const bytes = yield* readPayload(notes, at, size - 32);
  if (bytes) apeItems(notes, bytes, at, items);
  return at - (headed ? 32 : 0);
}

function apeItems(notes: WalkNotes, bytes: Uint8Array, at: number, items: number): void {
  let position = 0;
  for (let item = 0; item < items; item++) {
    const length = u32(bytes, position, true);
    const binary = ((u32(bytes, position + 4, true) >> 1) & 3) === 1;
    const key = untilNul(bytes, position + 8);
    const valueAt = position + 8 + key.length + 1;
    if (position + 8 > bytes.length || valueAt + length > bytes.length) {
      notes.broken(at + position, 'ape-item');
      return;
    }
    const value = bytes.subarray(valueAt, valueAt + length);
    // A file name stands before the picture.
    const skip = untilNul(value).length + 1;
    if (binary && /^cover art/i.test(textOf(key))) notes.picture(`APEv2 ${textOf(key)}`, at + valueAt + skip, length - skip);
    const text = binary ? printable(value) : textOf(value);
    const place = notes.place(`APEv2 ${textOf(key)}`, at + valueAt, length);
    for (const part of text?.split('\0') ?? []) notes.fact('container', `tag:${textOf(key)}`, part, place);
    position = valueAt + length;
  }
}
