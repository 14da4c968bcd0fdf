import { latin1, startsWith, textOf, u16, u32, u64 } from './bytes.ts';
import { id3Tag } from './id3.ts';
import { isFourcc, printable } from './printable.ts';
import { type FileFacts, type Reads, read, type Walk, type Walker } from './reads.ts';
import { readPayload, unknownTextLimit, WalkNotes } from './walk-notes.ts';

const chunkLimit = 100_000;
/** Samples, and what tells how they are coded. */
const skipped = new Set(['DSD ', 'DST ', 'DSTI', 'FVER', 'FS  ', 'CHNL', 'CMPR', 'ABSS', 'LSCO', 'MARK']);

/** Walks DSD sound: DSF (Sony) and DSDIFF (Philips). */
export const walkDsd: Walker = function* (file) {
  const head = yield* read(0, 4);
  return startsWith(head, 'FRM8') ? yield* walkDsdiff(file) : yield* walkDsf(file);
};

/** DSF: three chunks, and one ID3v2 tag at the end to which the first chunk points. "DSF File Format Specification" 1.01. */
function* walkDsf(file: FileFacts): Reads<Walk> {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 92);
  const size = u64(head, 12, true);
  const tagAt = u64(head, 20, true);
  const format = u64(head, 32, true);
  if (
    !startsWith(head, 'DSD ') ||
    (head.length >= 92 && (u64(head, 4, true) !== 28 || !startsWith(head, 'fmt ', 28) || format < 52))
  )
    notes.broken(0, 'dsf-header');
  else if (head.length < 92 || size > file.size) notes.truncated(0, Math.max(size, 92));
  else {
    const dataAt = 28 + format;
    const data = yield* read(dataAt, 12);
    const end = dataAt + u64(data, 4, true);
    const [rate, samples] = [u32(head, 56, true), u64(head, 64, true)];
    if (rate > 0) notes.tell({ duration: samples / rate });
    notes.segment('fmt ', 28, format);
    if (!startsWith(data, 'data') || end < dataAt + 12) notes.broken(dataAt, 'dsf-data');
    else if (end > file.size) notes.truncated(dataAt, end);
    else {
      notes.segment('data', dataAt, end - dataAt);
      yield* dsfTag(notes, tagAt === 0 ? end : tagAt, end);
    }
  }
  return notes.done();
}

/** The tag must begin where the sound ends, and nothing may stand behind it but zeros. */
function* dsfTag(notes: WalkNotes, at: number, end: number): Reads<void> {
  const { size } = notes.file;
  const length = at >= end && at < size ? yield* id3Tag(notes, at, size) : undefined;
  if (at !== end || (length === undefined && at < size)) notes.broken(at, 'dsf-tag');
  const behind = at + (length ?? 0);
  if (behind >= size) return;
  const rest = yield* read(behind, Math.min(size - behind, unknownTextLimit));
  if (rest.some((byte) => byte !== 0) || rest.length < size - behind) notes.broken(behind, 'dsf-tag');
}

/** DSDIFF: chunks with 64-bit sizes inside one form. "DSDIFF 1.5 specification", Philips. */
function* walkDsdiff(file: FileFacts): Reads<Walk> {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 16);
  const end = 12 + u64(head, 4);
  if (!startsWith(head, 'DSD ', 12)) notes.broken(0, 'dff-header');
  else {
    if (end > file.size + 1) notes.truncated(0, end);
    const found = new Set<string>();
    yield* walkChunks(notes, 16, Math.min(end, file.size), '', found);
    // Taggers that know no form sizes put ID3 behind it.
    if (end < file.size) yield* walkChunks(notes, end + (end % 2), file.size, '', found);
    if (notes.complete && !(found.has('PROP') && (found.has('DSD ') || found.has('DST ')))) notes.broken(0, 'no-media');
  }
  return notes.done();
}

function* walkChunks(notes: WalkNotes, from: number, end: number, parent: string, found: Set<string>): Reads<void> {
  let at = from;
  for (let count = 0; at < end; count++) {
    const head = yield* read(at, 12);
    const id = latin1(head, 0, 4);
    const length = u64(head, 4);
    if (count >= chunkLimit) return notes.limit(at, 'chunks');
    if (head.length < 12 || end - at < 12 || !isFourcc(id)) return notes.broken(at, 'chunk');
    if (at + 12 + length > end) {
      if (at + 12 + length > notes.file.size) notes.truncated(at, at + 12 + length);
      else notes.broken(at, `${id}-past-${parent || 'FRM8'}`);
      return;
    }
    found.add(id);
    notes.segment(parent + id, at, 12 + length);
    yield* walkChunk(notes, id, at + 12, length, parent, found);
    at += 12 + length + (length % 2);
  }
}

function* walkChunk(notes: WalkNotes, id: string, at: number, length: number, parent: string, found: Set<string>): Reads<void> {
  if (skipped.has(id) || length === 0) return;
  if (/^id3 $/i.test(id)) {
    if ((yield* id3Tag(notes, at, at + length)) === undefined) notes.broken(at, 'dff-id3');
  } else if (id === 'PROP' && parent === '') yield* walkChunks(notes, at + 4, at + length, 'PROP/', found);
  else if (id === 'DIIN' && parent === '') yield* walkChunks(notes, at, at + length, 'DIIN/', found);
  else if (id === 'DIAR' || id === 'DITI') {
    const bytes = yield* readPayload(notes, at, length);
    if (bytes === undefined) return;
    const text = u32(bytes, 0);
    if (4 + text > length) notes.broken(at, id);
    else
      notes.fact(
        'container',
        id === 'DIAR' ? 'dff:Artist' : 'dff:Title',
        textOf(bytes.subarray(4, 4 + text)),
        notes.place(`${id} chunk`, at + 4, text),
      );
  } else if (id === 'COMT') {
    const bytes = yield* readPayload(notes, at, length);
    if (bytes !== undefined) comments(notes, bytes, at);
  } else {
    const bytes = yield* read(at, Math.min(length, unknownTextLimit));
    const text = printable(bytes);
    if (text === undefined) return;
    if (length > bytes.length) notes.limit(at + bytes.length, 'text-bytes');
    notes.fact('container', `dff:${id}`, text, notes.place(`${id} chunk`, at, bytes.length));
  }
}

/** Comments, under the name by which markers know comments of any container: each with a date, a kind and a counted text, each padded to an even length. */
function comments(notes: WalkNotes, bytes: Uint8Array, at: number): void {
  let position = 2;
  for (let left = u16(bytes, 0); left > 0; left--) {
    const length = u32(bytes, position + 10);
    if (position + 14 + length > bytes.length) {
      notes.broken(at + position, 'COMT');
      return;
    }
    const text = textOf(bytes.subarray(position + 14, position + 14 + length));
    notes.fact('container', 'dff:Comment', text, notes.place('COMT chunk', at + position + 14, length));
    position += 14 + length + (length % 2);
  }
}
