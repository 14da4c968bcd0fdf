import { latin1, startsWith, u32 } from './bytes.ts';
import { crc32Forward } from './crc.ts';
import { pictureInBlock } from './flac-picture.ts';
import { type Clock, clockOf, granuleOf, secondsOf } from './ogg-length.ts';
import { oddAt } from './place.ts';
import { type Range, type Reads, read, type Walker } from './reads.ts';
import { vorbisComments } from './vorbis-comment.ts';
import { payloadLimit, WalkNotes } from './walk-notes.ts';

/** One page (RFC 3533 section 6). */
interface Page {
  readonly offset: number;
  readonly flags: number;
  readonly serial: number;
  /** Lacing values: lengths of segments; one under 255 ends a packet. */
  readonly lacing: Uint8Array;
  readonly data: number;
  readonly end: number;
}

/** A logical stream whose header packets are being gathered. */
interface Stream {
  readonly codec: string;
  pieces: Uint8Array[];
  ranges: Range[];
  length: number;
  /** Header packets that were read. */
  packets: number;
  done: boolean;
  clock?: Clock | undefined;
}

/** Bytes of pages that are passed in search of headers, and in a chained file in search of further streams. */
const pageBytesLimit = 64 * 1024 * 1024;

/** Walks Ogg: the comment headers of Vorbis, Opus, Theora, Speex and FLAC over any number of pages, and the last page. */
export const walkOgg: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const streams = new Map<number, Stream>();
  let offset = 0;
  const last = yield* lastPages(notes);
  while (offset < file.size) {
    const page = yield* readPage(offset);
    if (!page) {
      if (offset === 0 || [...streams.values()].some((stream) => !stream.done)) notes.broken(offset, 'ogg-page');
      break;
    }
    if (page.end > file.size) {
      notes.truncated(offset, page.end);
      break;
    }
    yield* walkPage(notes, streams, page);
    offset = page.end;
    // All headers are known and the file ends in one of these streams: the rest is sound and picture.
    if (streams.has(last.serial ?? -1) && [...streams.values()].every((stream) => stream.done)) break;
    if (offset > pageBytesLimit) {
      notes.limit(offset, 'ogg-pages');
      break;
    }
  }
  const open = [...streams.values()].some((stream) => !stream.done);
  if (notes.complete && open) notes.broken(file.size, 'ogg-headers');
  if (notes.complete) yield* tellLength(notes, streams, last.positions, offset);
  return notes.done();
};

/** How long the sound lasts, where it is the only stream beside a C2PA store. */
function* tellLength(
  notes: WalkNotes,
  streams: ReadonlyMap<number, Stream>,
  positions: ReadonlyMap<number, number>,
  from: number,
): Reads<void> {
  const [sound, ...others] = [...streams].filter(([, { codec }]) => codec !== 'c2pa');
  const [serial, stream] = sound ?? [];
  const last = serial === undefined ? undefined : positions.get(serial);
  if (serial === undefined || stream?.clock === undefined || last === undefined || others.length > 0) return;
  const duration = yield* secondsOf(stream.clock, serial, from, last);
  if (duration !== undefined) notes.tell({ duration });
}

function* readPage(offset: number): Reads<Page | undefined> {
  const head = yield* read(offset, 282);
  if (!startsWith(head, 'OggS') || head.length < 27) return undefined;
  const count = head[26] ?? 0;
  const lacing = head.slice(27, 27 + count);
  const data = offset + 27 + count;
  const end = data + lacing.reduce((sum, value) => sum + value, 0);
  return { offset, flags: head[5] ?? 0, serial: u32(head, 14, true), lacing, data, end };
}

/** What the end of the file shows. */
interface LastPages {
  /** Of the very last page; undefined where none was found. */
  readonly serial: number | undefined;
  /** The last position of each stream that has one here. */
  readonly positions: ReadonlyMap<number, number>;
}

/** The last pages; the end of the very last must be the end of the file, or rubbish may follow it. */
function* lastPages(notes: WalkNotes): Reads<LastPages> {
  const { size } = notes.file;
  const from = Math.max(0, size - 65_536 - 282);
  const tail = yield* read(from, size - from);
  const at = latin1(tail).lastIndexOf('OggS');
  if (at < 0) {
    // A page is at most 65,307 bytes long: the file does not end as Ogg, and where its last page ends is unknown.
    notes.broken(from, 'ogg-last-page');
    return { serial: undefined, positions: new Map() };
  }
  const positions = positionsIn(tail);
  const page = yield* readPage(from + at);
  if (!page || page.end > size) notes.truncated(from + at, page?.end ?? size + 1);
  else {
    // The last page of a stream says that it is (RFC 3533, section 6): one that does not is followed by more.
    if ((page.flags & 4) === 0) notes.truncated(page.end, Math.max(page.end, size) + 1);
    if (!(yield* isIntact(page))) notes.problems.push(oddAt(page.offset, 'ogg-crc'));
    notes.unexplained('behind the last page', page.end, size - page.end);
  }
  return { serial: page?.serial, positions };
}

/** Version 0 of the structure, behind the signature. */
const pageStart = Buffer.from('OggS\0', 'latin1');

function positionsIn(tail: Uint8Array): ReadonlyMap<number, number> {
  const bytes = Buffer.from(tail.buffer, tail.byteOffset, tail.length);
  const positions = new Map<number, number>();
  for (let at = bytes.indexOf(pageStart); at >= 0; at = bytes.indexOf(pageStart, at + 1)) {
    const granule = granuleOf(tail, at);
    if (at + 27 <= tail.length && granule !== undefined) positions.set(u32(tail, at + 14, true), granule);
  }
  return positions;
}

/** True where the checksum of a page is that of its bytes, taken with zeros in its own place. */
function* isIntact(page: Page): Reads<boolean> {
  const bytes = Uint8Array.from(yield* read(page.offset, page.end - page.offset));
  const stated = u32(bytes, 22, true);
  return crc32Forward(bytes.fill(0, 22, 26)) === stated;
}

function codecOf(packet: Uint8Array): string {
  if (startsWith(packet, '\x01vorbis')) return 'vorbis';
  if (startsWith(packet, 'OpusHead')) return 'opus';
  if (startsWith(packet, '\x80theora')) return 'theora';
  if (startsWith(packet, 'Speex   ')) return 'speex';
  if (startsWith(packet, '\x7fFLAC')) return 'flac';
  return latin1(packet, 0, 8).includes('c2pa') ? 'c2pa' : '';
}

function* walkPage(notes: WalkNotes, streams: Map<number, Stream>, page: Page): Reads<void> {
  const first = (page.flags & 2) !== 0;
  if (first) {
    const codec = codecOf(yield* read(page.data, 16));
    notes.segment(`${codec || 'unknown'} stream`, page.offset, page.end - page.offset);
    // C2PA 2.3 puts the store into a stream of its own; engines decide what they make of it.
    if (codec === 'c2pa') notes.stores.push({ offset: page.data, length: page.end - page.data });
    streams.set(page.serial, { codec, pieces: [], ranges: [], length: 0, packets: 0, done: codec === '' || codec === 'c2pa' });
  }
  const stream = streams.get(page.serial);
  if (!stream || stream.done) return;
  if (!(yield* isIntact(page))) notes.broken(page.offset, 'ogg-crc');
  let at = page.data;
  let length = 0;
  for (const [index, value] of page.lacing.entries()) {
    length += value;
    const ends = value < 255;
    if (!ends && index < page.lacing.length - 1) continue;
    yield* gather(notes, stream, at, length);
    at += length;
    length = 0;
    if (ends) finishPacket(notes, stream);
    if (stream.done) return;
  }
}

function* gather(notes: WalkNotes, stream: Stream, offset: number, length: number): Reads<void> {
  stream.length += length;
  if (stream.length > payloadLimit) {
    stream.done = true;
    notes.limit(offset, 'payload-bytes');
    return;
  }
  stream.pieces.push((yield* read(offset, length)).slice());
  stream.ranges.push({ offset, length });
}

/** Bytes before the comment list, by codec. */
const commentStarts: Readonly<Record<string, readonly [signature: string, start: number]>> = {
  vorbis: ['\x03vorbis', 7],
  opus: ['OpusTags', 8],
  theora: ['\x81theora', 7],
  speex: ['', 0],
};

/** Speex and Opus have their comments in the second packet, FLAC in any metadata block before the first frame. */
function finishPacket(notes: WalkNotes, stream: Stream): void {
  const packet = Buffer.concat(stream.pieces);
  const { ranges, codec } = stream;
  const first = ranges[0] ?? { offset: 0, length: 0 };
  const last = ranges.at(-1) ?? first;
  stream.pieces = [];
  stream.ranges = [];
  stream.length = 0;
  stream.packets++;
  if (stream.packets === 1) {
    stream.clock = clockOf(codec, packet);
    return;
  }
  const exact = ranges.length === 1;
  const place = notes.place(`${codec} comment`, first.offset, last.offset + last.length - first.offset);
  if (codec === 'flac') {
    const type = (packet[0] ?? 0) & 127;
    if (type === 4 && !vorbisComments(notes, packet, 4, place, exact)) notes.broken(first.offset, 'vorbis-comment');
    const picture = type === 6 ? pictureInBlock(packet.subarray(4)) : undefined;
    if (picture !== undefined) {
      const start = 4 + picture.offset;
      notes.picture('PICTURE block', place.offset, place.length, packet.subarray(start, start + picture.length));
    }
    if (packet[0] === 255 || ((packet[0] ?? 0) & 128) !== 0) stream.done = true;
    return;
  }
  const [signature, start] = commentStarts[codec] ?? ['', 0];
  if (!startsWith(packet, signature)) notes.broken(first.offset, 'ogg-comment');
  else if (!vorbisComments(notes, packet, start, place, exact)) notes.broken(first.offset, 'vorbis-comment');
  stream.done = true;
}
