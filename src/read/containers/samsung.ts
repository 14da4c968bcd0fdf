import { latin1, startsWith, textOf, u16, u32 } from './bytes.ts';
import { type Reads, read } from './reads.ts';
import type { WalkNotes } from './walk-notes.ts';

const entryLimit = 200;
const valueLimit = 4 * 1024 * 1024;

/**
 * Samsung's trailer at the end of JPEG and PNG files: named blocks, of which `PhotoEditor_Re_Edit_Data` and `PEg_Info` tell
 * of edits. It is read from the end: a directory `SEFH … SEFT` whose entries say how far before it each block begins
 * (ExifTool, Samsung.pm, ProcessSamsung). True where there is one.
 */
export function* samsungTrailer(notes: WalkNotes, end: number): Reads<boolean> {
  const tail = yield* read(Math.max(0, end - 8), 8);
  if (!startsWith(tail, 'SEFT', 4)) return false;
  const length = u32(tail, 0, true);
  const start = end - 8 - length;
  if (length < 12 || start < 0) {
    notes.broken(end - 8, 'samsung-directory');
    return true;
  }
  const directory = yield* read(start, length);
  const count = u32(directory, 8, true);
  if (!startsWith(directory, 'SEFH') || count > entryLimit || 12 + count * 12 > length) {
    notes.broken(start, 'samsung-directory');
    return true;
  }
  notes.segment('Samsung trailer', start, length + 8);
  for (let index = 0; index < count; index++) {
    const at = 12 + index * 12;
    yield* block(notes, start - u32(directory, at + 4, true), u32(directory, at + 8, true), u16(directory, at + 2, true), start);
  }
  return true;
}

function* block(notes: WalkNotes, offset: number, size: number, type: number, end: number): Reads<void> {
  const head = yield* read(Math.max(0, offset), Math.min(size, 256));
  const nameLength = u32(head, 4, true);
  if (offset < 0 || offset + size > end || size < 8 || u16(head, 2, true) !== type || 8 + nameLength > head.length) {
    notes.broken(Math.max(0, offset), 'samsung-block');
    return;
  }
  const name = latin1(head, 8, 8 + nameLength);
  const start = offset + 8 + nameLength;
  const length = size - 8 - nameLength;
  notes.segment(`Samsung ${name}`, offset, size);
  // Pictures and film among the blocks are no statements; words are short.
  const first = yield* read(start, Math.min(length, 64));
  if (length === 0 || !looksLikeText(first)) return;
  if (length > valueLimit) {
    notes.limit(start, 'samsung-block');
    return;
  }
  const value = textOf(yield* read(start, length));
  notes.fact('container', `samsung:${name}`, value, notes.place(`Samsung trailer, ${name}`, start, length));
}

const looksLikeText = (bytes: Uint8Array): boolean => bytes.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
