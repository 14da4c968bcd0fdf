import { latin1, startsWith, textOf, u16, u32, untilNul } from './bytes.ts';
import { id3Tag } from './id3.ts';
import { isFourcc, printable } from './printable.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { type Chunk, type ChunkForm, nextChunk, readChunk } from './riff-chunk.ts';
import { readPayload, unknownTextLimit, WalkNotes } from './walk-notes.ts';

const form: ChunkForm = { head: 8, little: false, large: new Map() };
const skipped = new Set(['SSND', 'FVER', 'MARK', 'INST', 'MIDI', 'AESD', 'SAXL', 'FLLR', 'CHAN', 'PEAK', 'basc', 'trns', 'cate']);
const chunkLimit = 100_000;

/** Walks AIFF and AIFC: text chunks, comments, ID3 and application chunks; samples are passed over. */
export const walkAiff: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 12);
  if (!startsWith(head, 'FORM') || !/^AIF[FC]$/.test(latin1(head, 8, 12))) {
    notes.broken(0, 'form-header');
    return notes.done();
  }
  const end = 8 + u32(head, 4);
  if (end > file.size + 1) notes.truncated(0, end);
  const found = new Set<string>();
  let offset = 12;
  for (let count = 0; offset < file.size; count++) {
    if (count >= chunkLimit) {
      notes.limit(offset, 'chunks');
      break;
    }
    const chunk = yield* readChunk(form, offset);
    if (!chunk || !isFourcc(chunk.id)) {
      if (offset < Math.min(end, file.size) - 8) notes.broken(offset, 'chunk');
      break;
    }
    if (chunk.payload + chunk.length > file.size) {
      // Behind the promised end it is rubbish.
      if (offset < end) notes.truncated(offset, chunk.payload + chunk.length);
      break;
    }
    found.add(chunk.id);
    notes.segment(chunk.id, offset, chunk.next - offset);
    yield* walkChunk(notes, chunk);
    offset = yield* nextChunk(form, chunk);
  }
  if (notes.complete && !found.has('COMM')) notes.broken(0, 'no-COMM');
  return notes.done();
};

function* walkChunk(notes: WalkNotes, chunk: Chunk): Reads<void> {
  const { id, payload, length } = chunk;
  if (skipped.has(id) || length === 0) return;
  const place = notes.place(`${id} chunk`, payload, length);
  if (/^id3 $/i.test(id)) return void (yield* id3Tag(notes, payload, payload + length, 'ID3'));
  if (id === 'COMM') return duration(notes, yield* read(payload, 18));
  if (/^(NAME|AUTH|\(c\) |ANNO)$/.test(id)) {
    const bytes = yield* readPayload(notes, payload, length);
    if (bytes) notes.fact('container', `riff:${id}`, textOf(untilNul(bytes)).trimEnd(), place);
  } else if (id === 'COMT') {
    const bytes = yield* readPayload(notes, payload, length);
    if (bytes) comments(notes, bytes, payload);
  } else {
    const bytes = yield* read(payload, Math.min(length, unknownTextLimit));
    if (id === 'APPL' && startsWith(bytes, 'XMP ')) {
      const packet = yield* readPayload(notes, payload + 4, length - 4);
      if (packet) notes.xmp(packet, notes.place('APPL (XMP)', payload + 4, length - 4));
      return;
    }
    const skip = id === 'APPL' ? 4 : 0;
    const text = printable(bytes.subarray(skip));
    if (text === undefined) return;
    if (length > bytes.length) notes.limit(payload + bytes.length, 'text-bytes');
    notes.fact('container', `riff:${id}`, text, notes.place(`${id} chunk`, payload + skip, bytes.length - skip));
  }
}

/** Time stamped comments: count, then for each a time, a marker and a counted text. */
function comments(notes: WalkNotes, bytes: Uint8Array, at: number): void {
  let position = 2;
  for (let left = u16(bytes, 0); left > 0; left--) {
    const length = u16(bytes, position + 6);
    if (position + 8 + length > bytes.length) {
      notes.broken(at + position, 'COMT');
      return;
    }
    const text = textOf(bytes.subarray(position + 8, position + 8 + length));
    notes.fact('container', 'riff:COMT', text, notes.place('COMT chunk', at + position + 8, length));
    position += 8 + length + (length % 2);
  }
}

/** Frames by the sample rate, an 80-bit float. */
function duration(notes: WalkNotes, bytes: Uint8Array): void {
  const exponent = (u16(bytes, 8) & 0x7fff) - 16383;
  const rate = (u32(bytes, 10) / 2 ** 31) * 2 ** exponent;
  if (rate > 0 && Number.isFinite(rate)) notes.tell({ duration: u32(bytes, 2) / rate });
}
