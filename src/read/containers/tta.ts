import { crc32 } from 'node:zlib';
import { startsWith, u16, u32 } from './bytes.ts';
import { leadingId3, trailingTags } from './mp3.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { readPayload, WalkNotes } from './walk-notes.ts';

const headerLength = 22;

/**
 * Walks True Audio (https://tta.tausoft.org, "TTA1 format description"): tags before and behind the sound, and the table that
 * counts the bytes of every frame, so that they must reach exactly to the tags.
 */
export const walkTta: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const start = yield* leadingId3(notes);
  const end = yield* trailingTags(notes, start);
  const head = yield* read(start, headerLength);
  if (startsWith(head, 'TTA2')) notes.limit(start, 'tta2');
  else if (!startsWith(head, 'TTA1')) notes.broken(start, 'tta-header');
  else if (head.length < headerLength) notes.truncated(start, start + headerLength);
  else if (u32(head, 18, true) !== crc32(head.subarray(0, 18))) notes.broken(start, 'tta-header');
  else yield* frames(notes, head, start, end);
  return notes.done();
};

function* frames(notes: WalkNotes, head: Uint8Array, start: number, end: number): Reads<void> {
  const [channels, rate, samples] = [u16(head, 6, true), u32(head, 10, true), u32(head, 14, true)];
  // A frame lasts 256/245 of a second.
  const perFrame = Math.floor((256 * rate) / 245);
  if (channels === 0 || perFrame === 0 || samples === 0) return notes.broken(start, 'tta-header');
  notes.tell({ duration: samples / rate });
  const count = Math.ceil(samples / perFrame);
  const tableAt = start + headerLength;
  const table = yield* readPayload(notes, tableAt, count * 4 + 4);
  if (table === undefined) return;
  if (u32(table, count * 4, true) !== crc32(table.subarray(0, count * 4))) return notes.broken(tableAt, 'tta-seek-table');
  let at = tableAt + table.length;
  notes.segment('header', start, at - start);
  const from = at;
  for (let frame = 0; frame < count; frame++) at += u32(table, frame * 4, true);
  notes.segment('frames', from, Math.min(at, end) - from);
  if (at > notes.file.size) notes.truncated(tableAt, at);
  else if (at > end) notes.broken(tableAt, 'tta-size');
  else {
    // The tag of True Audio is APEv2, which is found from its end: one that only begins is cut.
    if (startsWith(yield* read(at, 8), 'APETAGEX') && at < end) notes.truncated(at, notes.file.size + 1);
    notes.unexplained('behind the last frame', at, end - at);
  }
}
