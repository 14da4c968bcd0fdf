import { latin1, startsWith, u16, u32 } from './bytes.ts';
import { missingAtEnd } from './flac-frames.ts';
import { leadingId3, trailingTags } from './mp3.ts';
import { printable } from './printable.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { vorbisComments } from './vorbis-comment.ts';
import { readPayload, unknownTextLimit, WalkNotes } from './walk-notes.ts';

const blockNames = ['STREAMINFO', 'PADDING', 'APPLICATION', 'SEEKTABLE', 'VORBIS_COMMENT', 'CUESHEET', 'PICTURE'];
const blockLimit = 4096;

/** Walks FLAC (RFC 9639): ID3 before it (C2PA lies there), the metadata blocks, the first frame, tags behind. */
export const walkFlac: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const start = yield* leadingId3(notes);
  const end = yield* trailingTags(notes, start);
  const magic = yield* read(start, 4);
  if (!startsWith(magic, 'fLaC')) {
    notes.broken(start, 'flac-header');
    return notes.done();
  }
  const frames = yield* walkBlocks(notes, start + 4);
  if (frames === undefined) return notes.done();
  const sync = yield* read(frames, 2);
  if (sync.length < 2) notes.truncated(start, file.size + 1);
  else if (sync[0] !== 255 || ((sync[1] ?? 0) & 0xfc) !== 0xf8) notes.broken(frames, 'flac-frame');
  else {
    notes.segment('frames', frames, end - frames);
    yield* checkEnd(notes, start + 8, frames, end);
  }
  return notes.done();
};

/** Bytes of the tail in which the last frame is looked for: more than any real frame has. */
const tailLimit = 256 * 1024;

/** The last frame must be whole, and be the last one that STREAMINFO promises: tags behind the sound are lost with it. */
function* checkEnd(notes: WalkNotes, info: number, frames: number, end: number): Reads<void> {
  const bytes = yield* read(info, 18);
  const [least, most] = [u16(bytes, 0), u16(bytes, 2)];
  const samples = ((bytes[13] ?? 0) & 15) * 4294967296 + u32(bytes, 14);
  const from = Math.max(frames, end - tailLimit);
  const missing = missingAtEnd(yield* read(from, end - from), samples, least === most ? least : 0);
  if (missing !== undefined) notes.truncated(end, end + 1);
}

/** Reads the metadata blocks; hands back where the frames begin, undefined where the blocks do not hold. */
function* walkBlocks(notes: WalkNotes, from: number): Reads<number | undefined> {
  let at = from;
  for (let block = 0; block < blockLimit; block++) {
    const head = yield* read(at, 4);
    const type = (head[0] ?? 0) & 127;
    const length = u32(head, 0) % 16777216;
    if (at + 4 + length > notes.file.size || head.length < 4) {
      notes.truncated(at, at + 4 + length);
      return undefined;
    }
    if (type === 127 || (block === 0 && (type !== 0 || length !== 34))) {
      notes.broken(at, 'flac-block');
      return undefined;
    }
    notes.segment(blockNames[type] ?? `block ${type}`, at, 4 + length);
    yield* walkBlock(notes, type, at + 4, length);
    at += 4 + length;
    if (((head[0] ?? 0) & 128) !== 0) return at;
  }
  notes.limit(at, 'flac-blocks');
  return undefined;
}

function* walkBlock(notes: WalkNotes, type: number, at: number, length: number): Reads<void> {
  if (type === 0) {
    const bytes = yield* read(at, 18);
    const rate = u32(bytes, 10) >>> 12;
    const samples = ((bytes[13] ?? 0) & 15) * 4294967296 + u32(bytes, 14);
    if (u16(bytes, 0) < 16 || rate === 0) notes.broken(at, 'flac-streaminfo');
    else if (samples > 0) notes.tell({ duration: samples / rate });
  } else if (type === 4) {
    const bytes = yield* readPayload(notes, at, length);
    if (bytes && !vorbisComments(notes, bytes, 0, notes.place('VORBIS_COMMENT', at, length))) notes.broken(at, 'vorbis-comment');
  } else if (type === 6) yield* pictureHolds(notes, at, length);
  else if (type === 2) {
    const bytes = yield* read(at, Math.min(length, unknownTextLimit));
    const text = printable(bytes.subarray(4));
    if (text !== undefined)
      notes.fact('container', `flac:${latin1(bytes, 0, 4)}`, text, notes.place('APPLICATION', at + 4, bytes.length - 4));
  }
}

/** The lengths inside a picture block must fit into it. */
function* pictureHolds(notes: WalkNotes, at: number, length: number): Reads<void> {
  const mime = u32(yield* read(at + 4, 4), 0);
  const description = mime < length ? u32(yield* read(at + 8 + mime, 4), 0) : length;
  const fixed = 32 + mime + description;
  const data = fixed <= length ? u32(yield* read(at + fixed - 4, 4), 0) : length;
  if (fixed + data > length) notes.broken(at, 'flac-picture');
  else notes.picture('PICTURE block', at + fixed, data);
}
