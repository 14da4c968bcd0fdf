import { startsWith, u16, u32 } from './bytes.ts';
import { leadingId3, trailingTags } from './mp3.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { readPayload, WalkNotes } from './walk-notes.ts';
import { wrappedWave } from './wave-wrapper.ts';

/** First version whose file begins with a descriptor of its parts. */
const described = 3980;
const frameLimit = 4_000_000;

/**
 * Walks Monkey's Audio (MACLib.h of its SDK, https://www.monkeysaudio.com): its header, the header and trailer of the WAV
 * that was coded, and the tags at the end.
 */
export const walkApe: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const start = yield* leadingId3(notes);
  const end = yield* trailingTags(notes, start);
  const head = yield* read(start, 76);
  const version = u16(head, 4, true);
  if (!startsWith(head, 'MAC ') || version < 3000 || version > 5000) notes.broken(start, 'ape-header');
  else if (head.length < (version >= described ? 76 : 32)) notes.truncated(start, start + 76);
  else if (version >= described) yield* walkDescribed(notes, head, start, end);
  else yield* walkOld(notes, head, start, end);
  return notes.done();
};

/** From 3.98 on the descriptor counts the bytes of every part, so that they must reach exactly to the tags. */
function* walkDescribed(notes: WalkNotes, head: Uint8Array, start: number, end: number): Reads<void> {
  const sizes = [8, 12, 16, 20].map((at) => u32(head, at, true));
  const [descriptor = 0, header = 0, seekTable = 0, waveHeader = 0] = sizes;
  const frames = u32(head, 24, true) + u32(head, 28, true) * 4294967296;
  const trailer = u32(head, 32, true);
  const waveAt = start + descriptor + header + seekTable;
  const trailerAt = waveAt + waveHeader + frames;
  if (descriptor < 52 || header < 24) return notes.broken(start, 'ape-header');
  const about = yield* read(start + descriptor, 24);
  const [perFrame, last, count, rate] = [4, 8, 12, 20].map((at) => u32(about, at, true)) as [number, number, number, number];
  if (count === 0 || rate === 0 || count > frameLimit || seekTable < count * 4)
    return notes.broken(start + descriptor, 'ape-header');
  if (trailerAt + trailer > notes.file.size) return notes.truncated(start, trailerAt + trailer);
  if (trailerAt + trailer !== end) return notes.broken(trailerAt + trailer, 'ape-size');
  notes.tell({ duration: ((count - 1) * perFrame + last) / rate });
  notes.segment('header', start, descriptor + header + seekTable);
  notes.segment('frames', waveAt + waveHeader, frames);
  yield* wrappedWave(notes, [{ offset: waveAt, length: waveHeader }], [{ offset: trailerAt, length: trailer }]);
}

/** Before 3.98 only the table of frames says where they begin; the last one reaches to the trailer. */
function* walkOld(notes: WalkNotes, head: Uint8Array, start: number, end: number): Reads<void> {
  const flags = u16(head, 8, true);
  const [rate, ownHeader, trailer, count] = [12, 16, 20, 24].map((at) => u32(head, at, true)) as [number, number, number, number];
  // Flags 4 and 16: a peak level, and the number of entries in the table of frames, stand between.
  const extra = ((flags & 4) !== 0 ? 4 : 0) + ((flags & 16) !== 0 ? 4 : 0);
  const entries = (flags & 16) !== 0 ? u32(yield* read(start + 32 + extra - 4, 4), 0, true) : count;
  // Flag 32: the header of the WAV is not kept, the decoder makes one.
  const waveHeader = (flags & 32) !== 0 ? 0 : ownHeader;
  const waveAt = start + 32 + extra;
  const tableAt = waveAt + waveHeader;
  const trailerAt = end - trailer;
  if (count === 0 || rate === 0 || count > frameLimit || entries < count || entries > frameLimit)
    return notes.broken(start, 'ape-header');
  if (tableAt + entries * 4 > trailerAt) return notes.truncated(start, notes.file.size + tableAt + entries * 4 - trailerAt);
  const table = yield* readPayload(notes, tableAt, entries * 4);
  if (table === undefined) return;
  let before = 0;
  for (let frame = 0; frame < count; frame++) {
    const at = u32(table, frame * 4, true);
    if (at <= before) return notes.broken(tableAt + frame * 4, 'ape-frames');
    if (start + at >= trailerAt) return notes.truncated(tableAt + frame * 4, notes.file.size + start + at + 1 - trailerAt);
    before = at;
  }
  notes.segment('frames', start + u32(table, 0, true), trailerAt - start - u32(table, 0, true));
  yield* wrappedWave(notes, [{ offset: waveAt, length: waveHeader }], [{ offset: trailerAt, length: trailer }]);
}
