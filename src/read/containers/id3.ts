import { inflateSync } from 'node:zlib';
import { latin1, startsWith, u32 } from './bytes.ts';
import { frameFacts, pictureStart } from './id3-content.ts';
import { frameNames22 } from './id3-frames.ts';
import { type Reads, read } from './reads.ts';
import { payloadLimit, readPayload, type WalkNotes } from './walk-notes.ts';

/** The frames of one tag: read in place, or held in memory where the tag was written unsynchronised. */
interface Body {
  /** Bytes from the start of the file (or of `held`) to the first frame, and behind the last. */
  readonly start: number;
  readonly end: number;
  readonly version: number;
  /** The tag without its stuffing; positions of frames are then not those of the file. */
  readonly held?: Uint8Array;
  /** Where the whole tag lies. */
  readonly tagAt: number;
  readonly tagLength: number;
  readonly where: string;
}

const frameLimit = 10_000;
/** Bytes in which type and description of a picture end. */
const pictureHead = 64 * 1024;

/** Seven bits a byte, as ID3v2 writes sizes. */
export function syncsafe(bytes: Uint8Array, at: number): number {
  const byte = (index: number) => (bytes[at + index] ?? 0) & 127;
  return byte(0) * 2097152 + byte(1) * 16384 + byte(2) * 128 + byte(3);
}

/** Bytes of the ID3v2 tag whose header is in `head`, header and footer included; undefined where there is none. */
export function id3Length(head: Uint8Array, at = 0): number | undefined {
  if (!startsWith(head, 'ID3', at) || at + 10 > head.length) return undefined;
  const major = head[at + 3] ?? 0;
  const sizeFits = [6, 7, 8, 9].every((index) => (head[at + index] ?? 0) < 128);
  if (major < 2 || major > 4 || !sizeFits) return undefined;
  return 10 + syncsafe(head, at + 6) + (major === 4 && ((head[at + 5] ?? 0) & 16) !== 0 ? 10 : 0);
}

/**
 * Reads the ID3v2.2, 2.3 or 2.4 tag at `offset` (https://id3.org): facts, XMP and C2PA stores go to `notes`.
 * Hands back its length in bytes; undefined where no tag stands there.
 */
export function* id3Tag(notes: WalkNotes, offset: number, limit: number, where = 'ID3'): Reads<number | undefined> {
  const head = yield* read(offset, 20);
  const length = id3Length(head);
  if (length === undefined) return undefined;
  notes.segment(where, offset, Math.min(length, notes.file.size - offset));
  const version = head[3] ?? 0;
  const flags = head[5] ?? 0;
  const end = Math.min(offset + 10 + syncsafe(head, 6), limit);
  if (offset + length > limit) {
    if (limit >= notes.file.size) notes.truncated(offset, offset + length);
    else notes.broken(offset, 'id3-size');
  }
  const stuffed = version < 4 && (flags & 128) !== 0;
  const tag = { version, tagAt: offset, tagLength: end - offset, where };
  if (version === 2 && (flags & 64) !== 0) notes.limit(offset, 'id3-compressed');
  else if (stuffed) {
    const bytes = yield* readPayload(notes, offset + 10, end - offset - 10);
    if (!bytes) return length;
    const held = withoutStuffing(bytes);
    yield* walkFrames(notes, { ...tag, held, start: extendedHeader(held, version, flags), end: held.length });
  } else yield* walkFrames(notes, { ...tag, start: offset + 10 + extendedHeader(head.subarray(10), version, flags), end });
  return length;
}

/** Bytes of the extended header: 2.3 does not count the size field, 2.4 does. */
function extendedHeader(bytes: Uint8Array, version: number, flags: number): number {
  if (version < 3 || (flags & 64) === 0) return 0;
  return version === 3 ? 4 + u32(bytes, 0) : syncsafe(bytes, 0);
}

function* bytesAt(body: Body, at: number, length: number): Reads<Uint8Array> {
  if (body.held) return body.held.subarray(at, at + length);
  return yield* read(at, Math.min(length, body.end - at));
}

function* walkFrames(notes: WalkNotes, body: Body): Reads<void> {
  const headSize = body.version === 2 ? 6 : 10;
  const idSize = body.version === 2 ? 3 : 4;
  let at = body.start;
  for (let count = 0; at + headSize < body.end; count++) {
    if (count >= frameLimit) return notes.limit(body.tagAt, 'id3-frames');
    const head = yield* bytesAt(body, at, headSize);
    if (head.length < headSize || head[0] === 0) return;
    const id = latin1(head, 0, idSize);
    if (!/^[A-Z0-9 ]+$/.test(id)) return notes.broken(body.held ? body.tagAt : at, 'id3-frame');
    const size = yield* frameSize(body, head, at);
    const dataAt = at + headSize;
    if (dataAt + size > body.end) return notes.broken(body.held ? body.tagAt : at, `id3-${id}`);
    yield* walkFrame(notes, body, id, dataAt, size, body.version === 2 ? 0 : (head[9] ?? 0));
    at = dataAt + size;
  }
}

/** 2.4 sizes are syncsafe, but old iTunes wrote plain ones: the reading that leads to the next frame is taken. */
function* frameSize(body: Body, head: Uint8Array, at: number): Reads<number> {
  if (body.version === 2) return u32(head, 2) % 16777216;
  const plain = u32(head, 4);
  const safe = syncsafe(head, 4);
  if (body.version === 3 || plain === safe) return plain;
  if ([4, 5, 6, 7].some((index) => (head[index] ?? 0) > 127)) return plain;
  const leadsOn = function* (size: number): Reads<boolean> {
    if (at + 10 + size === body.end) return true;
    const next = yield* bytesAt(body, at + 10 + size, 4);
    return next.length === 4 && (next[0] === 0 || /^[A-Z][A-Z0-9]{3}$/.test(latin1(next)));
  };
  return !(yield* leadsOn(safe)) && (yield* leadsOn(plain)) ? plain : safe;
}

function* walkFrame(notes: WalkNotes, body: Body, id: string, at: number, size: number, flags: number): Reads<void> {
  const name = body.version === 2 ? (frameNames22[id] ?? id) : id;
  const fileAt = body.held ? body.tagAt : at;
  notes.segment(`${body.where}/${id}`, fileAt, body.held ? 0 : size);
  if (size === 0) return;
  const coding = frameCoding(body.version, flags);
  const isPlain = !body.held && !coding.encrypted && !coding.stuffed && !coding.compressed;
  if (name === 'APIC' && isPlain) {
    const start = coding.skip + pictureStart(yield* bytesAt(body, at + coding.skip, Math.min(size, pictureHead)), body.version);
    return notes.picture(`${body.where} frame ${id}`, at + start, size - start);
  }
  if (!body.held && size > payloadLimit) return notes.limit(at, 'payload-bytes');
  let data = yield* bytesAt(body, at, size);
  if (data.length < size) return;
  if (coding.encrypted) return notes.limit(fileAt, 'id3-encrypted');
  if (coding.skip > data.length) return notes.broken(fileAt, `id3-${id}`);
  data = data.subarray(coding.skip);
  if (coding.stuffed) data = withoutStuffing(data);
  if (coding.compressed) {
    const plain = inflated(data);
    if (!plain) return notes.broken(fileAt, `id3-${id}-zlib`);
    data = plain;
  }
  const where = `${body.where} frame ${id}`;
  const exact = !body.held && !coding.stuffed && !coding.compressed;
  const place = body.held
    ? notes.place(where, body.tagAt, body.tagLength)
    : notes.place(where, at + (exact ? coding.skip : 0), exact ? data.length : size);
  if (name === 'APIC') notes.picture(where, place.offset, place.length, data.subarray(pictureStart(data, body.version)));
  else frameFacts(notes, name, data, place);
}

function frameCoding(version: number, flags: number) {
  if (version === 3) {
    const compressed = (flags & 128) !== 0;
    const encrypted = (flags & 64) !== 0;
    return { compressed, encrypted, stuffed: false, skip: (compressed ? 4 : 0) + ((flags & 32) !== 0 ? 1 : 0) };
  }
  const skip = ((flags & 64) !== 0 ? 1 : 0) + ((flags & 1) !== 0 ? 4 : 0);
  return { compressed: (flags & 8) !== 0, encrypted: (flags & 4) !== 0, stuffed: (flags & 2) !== 0, skip };
}

function inflated(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return inflateSync(bytes, { maxOutputLength: payloadLimit });
  } catch {
    return undefined;
  }
}

/** Undoes the stuffing that keeps MPEG sync words out of a tag: FF 00 stands for FF. */
function withoutStuffing(bytes: Uint8Array): Uint8Array {
  const plain = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    plain[length++] = bytes[at] ?? 0;
    if (bytes[at] === 255 && bytes[at + 1] === 0) at++;
  }
  return plain.subarray(0, length);
}
