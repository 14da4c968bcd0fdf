import { seiOfAnnexB, seiOfLengths } from './annexb-sei.ts';
import { latin1, startsWith, textOf, u32, u64, untilNul, wideOrder } from './bytes.ts';
import { id3Tag } from './id3.ts';
import { isFourcc, printable } from './printable.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { bextFacts, cartFacts, ixmlFacts } from './riff-broadcast.ts';
import { type Chunk, type ChunkForm, nextChunk, readChunk } from './riff-chunk.ts';
import { type MediaNotes, mediaHeader, nothingOfMedia, tellSeconds, tellTimes } from './riff-media.ts';
import { readPayload, unknownTextLimit, WalkNotes } from './walk-notes.ts';

/** What the chunks of a file have shown so far. */
interface Seen extends MediaNotes {
  /** Form type of the first RIFF chunk, `WAVE`, `AVI `, `WEBP`. */
  readonly type: string;
  readonly form: ChunkForm;
  /** True where the RIFF size was left open by a streaming writer. */
  readonly streamed: boolean;
  chunks: number;
  /** Samples, frames or picture data were met. */
  media: boolean;
  /** Milliseconds that the pictures of an animated WebP stay, together. */
  shownFor: number;
}

const chunkLimit = 200_000;
const listDepthLimit = 16;
/** Chunks of media and of indexes: never read. */
const skipped = new Set([
  'movi',
  'rec ',
  'idx1',
  'indx',
  'JUNK',
  'junk',
  'PAD ',
  'FLLR',
  'ANIM',
  'ANMF',
  'ICCP',
  'ALPH',
  'VP8 ',
  'VP8L',
  'fact',
  'smpl',
  'peak',
  'PEAK',
  'vprp',
  'strf',
  'strd',
  'levl',
  'minf',
  'elm1',
  'regn',
  'umid',
  'chna',
  'cue ',
  'dmlh',
  'fmt ',
  'ds64',
  'VP8X',
  'avih',
  'strh',
]);

/** Walks WAV, RF64, BW64, Wave64, AVI (OpenDML too) and WebP. */
export const walkRiff: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 64);
  const wave64 = startsWith(head, 'riff') && head.length >= 40;
  if (!wave64 && !/^(RIFF|RIFX|RF64|BW64)$/.test(latin1(head, 0, 4))) {
    notes.broken(0, 'riff-header');
    return notes.done();
  }
  const form: ChunkForm = { head: wave64 ? 24 : 8, little: !startsWith(head, 'RIFX'), large: new Map() };
  const size = u32(head, 4, form.little);
  const open = !wave64 && (size === 0 || size === 0xffffffff) && /^RIF/.test(latin1(head, 0, 4));
  const type = wave64 ? 'WAVE' : latin1(head, 8, 12);
  const seen: Seen = { type, form, streamed: open, chunks: 0, media: false, shownFor: 0, ...nothingOfMedia };
  if (!wave64 && /^(RF64|BW64)$/.test(latin1(head, 0, 4))) largeSizes(head, form);
  notes.segment(`${latin1(head, 0, 4)} ${type}`, 0, file.size);
  let end = wave64
    ? u64(head, 16, true)
    : open
      ? file.size
      : 8 + (size === 0xffffffff ? (form.large.get('RIFF') ?? file.size - 8) : size);
  if (end > file.size) {
    // Writers disagree whether the last padding byte counts.
    if (end > file.size + 1) notes.truncated(0, end);
    end = file.size;
  }
  yield* walkChunks(notes, seen, wave64 ? 40 : 12, end);
  yield* behindRiff(notes, seen, end);
  if (seen.shownFor > 0) notes.tell({ duration: seen.shownFor / 1000 });
  if (!seen.media && notes.complete) notes.broken(0, 'no-media');
  tellTimes(notes, seen);
  return notes.done();
};

/** RF64 keeps the true sizes in `ds64`, which must come first. */
function largeSizes(head: Uint8Array, form: ChunkForm): void {
  if (!startsWith(head, 'ds64', 12)) return;
  form.large.set('RIFF', u64(head, 20, true));
  form.large.set('data', u64(head, 28, true));
}

/** What follows the first RIFF chunk: more of them in AVI over 1 GB, chunks of tools that did not correct the size. */
function* behindRiff(notes: WalkNotes, seen: Seen, from: number): Reads<void> {
  let offset = from + (from % 2);
  while (offset < notes.file.size) {
    const chunk = yield* readChunk(seen.form, offset);
    if (!chunk || !isFourcc(chunk.id) || chunk.payload + chunk.length > notes.file.size) {
      if (chunk && startsWith(Buffer.from(chunk.id), 'RIFF')) notes.truncated(offset, chunk.payload + chunk.length);
      notes.unexplained('behind the last chunk', offset, notes.file.size - offset);
      return;
    }
    if (chunk.id === 'RIFF') yield* walkChunks(notes, seen, chunk.payload + 4, chunk.payload + chunk.length);
    else yield* walkChunk(notes, seen, chunk, '', 0);
    offset = chunk.next;
  }
}

function* walkChunks(notes: WalkNotes, seen: Seen, from: number, end: number, parent = '', depth = 0): Reads<void> {
  let offset = from;
  while (offset < end) {
    if (++seen.chunks > chunkLimit) return notes.limit(offset, 'chunks');
    const chunk = yield* readChunk(seen.form, offset);
    if (!chunk || end - offset < seen.form.head || !isFourcc(chunk.id)) {
      const rest = yield* read(offset, Math.min(end - offset, 4096));
      if (rest.some((byte) => byte !== 0)) notes.broken(offset, 'chunk');
      return;
    }
    const open = chunk.length === Number.POSITIVE_INFINITY || (chunk.id === 'data' && chunk.length === 0 && seen.streamed);
    if (open && chunk.id === 'data') {
      // A streaming writer cannot come back to the size: the samples reach to the end of the file, as players take it.
      seen.media = true;
      notes.segment('data', offset, end - offset);
      return;
    }
    if (chunk.payload + chunk.length > end) {
      if (chunk.payload + chunk.length > notes.file.size) notes.truncated(offset, chunk.payload + chunk.length);
      else notes.broken(offset, `${chunk.id}-past-${parent || 'RIFF'}`);
      if (chunk.id === 'LIST') yield* walkChunk(notes, seen, { ...chunk, length: end - chunk.payload, next: end }, parent, depth);
      return;
    }
    yield* walkChunk(notes, seen, chunk, parent, depth);
    offset = yield* nextChunk(seen.form, chunk);
  }
}

function* walkChunk(notes: WalkNotes, seen: Seen, chunk: Chunk, parent: string, depth: number): Reads<void> {
  const { id, payload, length } = chunk;
  if (id === 'LIST' || id === 'list') return yield* walkList(notes, seen, chunk, parent, depth);
  const path = parent === '' ? id : `${parent}/${id}`;
  notes.segment(path, chunk.offset, chunk.next - chunk.offset);
  const place = notes.place(`${path.trim()} chunk`, payload, length);
  if (/^(data|VP8 |VP8L|ANMF)$/.test(id)) {
    seen.media = true;
    // Milliseconds that a picture of an animation stays, 24 bits (https://developers.google.com/speed/webp/docs/riff_container).
    if (id === 'ANMF') seen.shownFor += u32(yield* read(payload + 12, 4), 0, true) & 0xffffff;
    if (id === 'data') tellSeconds(notes, seen, length);
  }
  if (id === 'C2PA') {
    const head = yield* read(payload, 8);
    if (startsWith(head, 'jumb', 4)) notes.stores.push({ offset: payload, length });
    else notes.broken(payload, 'c2pa-chunk');
  } else if (/^id3 $/i.test(id)) yield* id3Tag(notes, payload, payload + length, path.trim());
  else if (/^(fmt |fact|avih|strh|VP8X|VP8 |VP8L)$/.test(id))
    mediaHeader(notes, seen, id, yield* read(payload, Math.min(64, length)), seen.form.little);
  else if (skipped.has(id) || id === 'data' || length === 0 || /^(\d\d|ix)(db|dc|wb|tx|\d\d)$/.test(id)) return;
  else if (/^(bext|cart|iXML|_PMX|XMP |EXIF|axml)$/.test(id)) {
    const bytes = yield* readPayload(notes, payload, length);
    if (!bytes) return;
    if (id === 'bext') bextFacts(notes, bytes, place);
    else if (id === 'cart') cartFacts(notes, bytes, place);
    else if (id === 'iXML') ixmlFacts(notes, bytes, place);
    else if (id === 'EXIF') notes.exif(bytes, place);
    else if (id === 'axml') notes.fact('container', 'riff:axml', textOf(bytes), place);
    else notes.xmp(bytes, place);
  } else yield* textChunk(notes, chunk, parent, path);
}

/** Bytes before the text in an associated data list: a cue's number, and in `ltxt` its length, purpose, country and language. */
const labelled: Readonly<Record<string, number>> = { labl: 4, note: 4, ltxt: 20 };

/** A text of INFO, or of a chunk that no specification names: services put labels and prompts there. */
function* textChunk(notes: WalkNotes, chunk: Chunk, parent: string, path: string): Reads<void> {
  const info = parent.endsWith('INFO');
  const { payload, length, id } = chunk;
  const bytes = yield* read(payload, Math.min(length, info ? 1_048_576 : unknownTextLimit));
  const label = labelled[id] ?? 0;
  const text = info ? infoText(bytes) : printable(bytes.subarray(label));
  if (text === undefined) return;
  if (length > bytes.length) notes.limit(payload + bytes.length, 'text-bytes');
  notes.fact(
    'container',
    info ? `info:${id}` : `riff:${id}`,
    text,
    notes.place(`${path.trim()} chunk`, payload + label, bytes.length - label),
  );
}

/** INFO texts end at a NUL; some writers put UTF-16 there, which is half NULs. */
function infoText(bytes: Uint8Array): string {
  const text = wideOrder(bytes) === undefined ? textOf(untilNul(bytes)) : textOf(bytes);
  return text.replace(/\0[\s\S]*$/, '').trimEnd();
}

function* walkList(notes: WalkNotes, seen: Seen, chunk: Chunk, parent: string, depth: number): Reads<void> {
  const type = latin1(yield* read(chunk.payload, 4));
  const path = parent === '' ? `LIST ${type}` : `${parent}/LIST ${type}`;
  notes.segment(path, chunk.offset, chunk.next - chunk.offset);
  if (type === 'movi') {
    seen.media = true;
    yield* seiOfAnnexB(notes, chunk.payload, chunk.length);
    yield* firstPictures(notes, seen, chunk);
  }
  if (skipped.has(type)) return;
  if (depth >= listDepthLimit) return notes.limit(chunk.offset, 'nesting');
  yield* walkChunks(notes, seen, chunk.payload + 4, chunk.payload + chunk.length, path, depth + 1);
}

/** AVI made of MP4 may keep its units with lengths instead of start codes: the first chunks of compressed pictures. */
function* firstPictures(notes: WalkNotes, seen: Seen, movi: Chunk): Reads<void> {
  const said = new Set<string>();
  let at = movi.payload + 4;
  for (let count = 0, pictures = 0; count < 64 && pictures < 3 && at < movi.payload + movi.length; count++) {
    const chunk = yield* readChunk(seen.form, at);
    if (!chunk || !isFourcc(chunk.id)) return;
    // `rec ` lists group the chunks of a moment.
    const isList = chunk.id === 'LIST';
    if (/^\d\dd[cb]$/.test(chunk.id)) {
      pictures++;
      yield* seiOfLengths(notes, chunk.payload, chunk.length, said);
    }
    at = isList ? chunk.payload + 4 : chunk.next;
  }
}
