import { latin1, startsWith, u32 } from './bytes.ts';
import { printable } from './printable.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { readPayload, unknownTextLimit, WalkNotes } from './walk-notes.ts';

/** Chunks whose content is sound or tables of it. */
const skipped = new Set([
  'desc',
  'data',
  'pakt',
  'chan',
  'kuki',
  'mark',
  'regn',
  'inst',
  'midi',
  'ovvw',
  'peak',
  'edct',
  'umid',
  'free',
]);
const chunkLimit = 10_000;

/** Walks a Core Audio file (Apple, Core Audio Format Specification 1.0): chunk by chunk, the strings of `info` are facts. */
export const walkCaf: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 12);
  if (!startsWith(head, 'caff') || latin1(head, 8, 12) !== 'desc') {
    notes.broken(0, 'caf-header');
    return notes.done();
  }
  let hasData = false;
  let at = 8;
  for (let count = 0; at < file.size; count++) {
    if (count >= chunkLimit) {
      notes.limit(at, 'chunks');
      break;
    }
    const bytes = yield* read(at, 12);
    const type = latin1(bytes, 0, 4);
    if (bytes.length < 12 || !/^[\x20-\x7e]{4}$/.test(type)) {
      notes.broken(at, 'chunk');
      break;
    }
    // A data chunk of unknown size (-1) goes to the end of the file.
    const isOpen = type === 'data' && u32(bytes, 4) === 0xffffffff;
    const length = isOpen ? file.size - at - 12 : u32(bytes, 4) * 4294967296 + u32(bytes, 8);
    const end = at + 12 + length;
    notes.segment(type, at, Math.min(end, file.size) - at);
    hasData ||= type === 'data';
    if (end > file.size) {
      notes.truncated(at, end);
      break;
    }
    yield* chunk(notes, type, at + 12, length);
    at = end;
  }
  if (notes.complete && !hasData) notes.broken(0, 'no-data');
  return notes.done();
};

function* chunk(notes: WalkNotes, type: string, at: number, length: number): Reads<void> {
  if (skipped.has(type)) return;
  const bytes = yield* readPayload(notes, at, type === 'info' ? length : Math.min(length, unknownTextLimit));
  if (bytes === undefined) return;
  if (type === 'info') {
    infoStrings(notes, bytes, at);
    return;
  }
  // A uuid chunk begins with its 16 bytes; XMP stands in one of them.
  const skip = type === 'uuid' ? 16 : 0;
  const text = printable(bytes.subarray(skip));
  if (text !== undefined)
    notes.fact('container', `caf:${type}`, text, notes.place(`${type} chunk`, at + skip, bytes.length - skip));
}

/** Pairs of strings that end in NUL, behind their number. */
function infoStrings(notes: WalkNotes, bytes: Uint8Array, at: number): void {
  let offset = 4;
  for (let pair = 0; pair < u32(bytes, 0); pair++) {
    const keyEnd = bytes.indexOf(0, offset);
    const valueEnd = keyEnd < 0 ? -1 : bytes.indexOf(0, keyEnd + 1);
    if (valueEnd < 0) {
      notes.broken(at, 'caf-info');
      return;
    }
    const text = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString('utf8');
    const key = text(offset, keyEnd).replace(/^comments$/i, 'comment');
    notes.fact(
      'container',
      `tag:${key}`,
      text(keyEnd + 1, valueEnd),
      notes.place(`info ${key}`, at + keyEnd + 1, valueEnd - keyEnd - 1),
    );
    offset = valueEnd + 1;
  }
}
