import { seiOfAnnexB } from './annexb-sei.ts';
import { startsWith, textOf, u32, u64 } from './bytes.ts';
import { crc32Forward } from './crc.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { readPayload, WalkNotes } from './walk-notes.ts';

const fileId = 'nut/multimedia container\0';
/** Start codes of packets; every one begins with `N`. */
const startCodes: Readonly<Record<string, string>> = {
  '4e4d7a561f5f04ad': 'main',
  '4e5311405bf2f9db': 'stream',
  '4e4be4adeeca4569': 'syncpoint',
  '4e58dd672f23e64e': 'index',
  '4e49ab68b596ba78': 'info',
};
const infoCode = Buffer.from('4e49ab68b596ba78', 'hex');
const packetLimit = 10_000;
/** Bytes at a time, and in all, in which info packets are looked for among the frames. */
const step = 4 * 1024 * 1024;
const searchLimit = 512 * 1024 * 1024;
const fieldLimit = 10_000;

interface Packet {
  readonly kind: string;
  readonly offset: number;
  readonly payload: number;
  /** First byte of the checksum that ends it. */
  readonly check: number;
}

/**
 * Walks NUT (https://ffmpeg.org/~michael/nut.txt): its headers, the info packets wherever they stand among the frames, and
 * the index that ends a finished file.
 */
export const walkNut: Walker = function* (file) {
  const notes = new WalkNotes(file);
  if (!startsWith(yield* read(0, fileId.length), fileId)) {
    notes.broken(0, 'nut-header');
    return notes.done();
  }
  let at = fileId.length;
  const seen = new Set<string>();
  const said = new Set<string>();
  for (let count = 0; at < file.size && count < packetLimit; count++) {
    const packet = yield* readPacket(at);
    if (packet === undefined) {
      if (file.size - at < 16) notes.truncated(at, file.size + 1);
      else notes.broken(at, 'nut-packet');
      break;
    }
    seen.add(packet.kind);
    if (packet.kind === 'syncpoint') break;
    if (packet.check + 4 > file.size) {
      notes.truncated(at, packet.check + 4);
      break;
    }
    notes.segment(packet.kind, at, packet.check + 4 - at);
    yield* keepPacket(notes, packet, said);
    at = packet.check + 4;
  }
  if (notes.complete && !(seen.has('main') && seen.has('stream') && seen.has('syncpoint'))) notes.broken(at, 'nut-headers');
  if (notes.complete) {
    yield* seiOfAnnexB(notes, at, file.size - at);
    yield* amongFrames(notes, at, said);
  }
  return notes.done();
};

/** The packet whose start code stands at `offset`; undefined where none does. */
function* readPacket(offset: number): Reads<Packet | undefined> {
  const head = yield* read(offset, 24);
  const kind = startCodes[Buffer.from(head.subarray(0, 8)).toString('hex')];
  const reader = { at: 8 };
  const length = kind === undefined ? undefined : number(head, reader);
  if (kind === undefined || length === undefined || length < 4) return undefined;
  const payload = offset + reader.at + (length > 4096 ? 4 : 0);
  return { kind, offset, payload, check: offset + reader.at + (length > 4096 ? 4 : 0) + length - 4 };
}

/** Checks a packet by its checksum, and keeps what it says. */
function* keepPacket(notes: WalkNotes, packet: Packet, said: Set<string>): Reads<void> {
  const length = packet.check - packet.payload;
  const bytes = yield* readPayload(notes, packet.payload, length + 4);
  if (bytes === undefined) return;
  if (crc32Forward(bytes.subarray(0, length)) !== u32(bytes, length)) notes.broken(packet.offset, 'nut-checksum');
  if (packet.kind === 'info' && !infoFacts(notes, bytes.subarray(0, length), packet.payload, said))
    notes.broken(packet.offset, 'nut-info');
}

/** Headers and info packets are repeated among the frames, and new ones may stand there; the index ends the file. */
function* amongFrames(notes: WalkNotes, from: number, said: Set<string>): Reads<void> {
  const { size } = notes.file;
  const end = Math.min(size, from + searchLimit);
  for (let at = from; at < end; at += step) {
    const piece = Buffer.from(yield* read(at, Math.min(step + infoCode.length, size - at)));
    for (let hit = piece.indexOf(infoCode); hit >= 0 && hit < step; hit = piece.indexOf(infoCode, hit + 8)) {
      const packet = yield* readPacket(at + hit);
      if (packet !== undefined && packet.check + 4 <= size) yield* keepPacket(notes, packet, said);
    }
  }
  if (end < size) notes.limit(end, 'nut-frames');
  notes.segment('frames', from, size - from);
  // The last twelve bytes of an index give its length and its checksum. A writer into a pipe leaves none: that cannot be told
  // from a file that is cut.
  const tail = yield* read(size - 12, 12);
  const length = u64(tail, 0);
  const index = length >= 16 && length < size ? yield* readPacket(size - length) : undefined;
  if (index?.kind !== 'index' || index.check + 4 !== size) notes.broken(size, 'nut-no-index');
}

/** A variable-length number: seven bits a byte, the highest bit says that more follow. */
function number(bytes: Uint8Array, reader: { at: number }): number | undefined {
  let value = 0;
  for (let count = 0; count < 8; count++) {
    const byte = bytes[reader.at++];
    if (byte === undefined) return undefined;
    value = value * 128 + (byte & 127);
    if (byte < 128) return value;
  }
  return undefined;
}

/** Bytes behind their length, with the position of the first. */
function counted(bytes: Uint8Array, reader: { at: number }): { value: Uint8Array; at: number } | undefined {
  const length = number(bytes, reader);
  const at = reader.at;
  if (length === undefined || at + length > bytes.length) return undefined;
  reader.at += length;
  return { value: bytes.subarray(at, at + length), at };
}

/** Keeps the texts of an info packet, each once; false where its fields do not hold. */
function infoFacts(notes: WalkNotes, bytes: Uint8Array, offset: number, said: Set<string>): boolean {
  const reader = { at: 0 };
  // Stream, chapter, start and length of what is described.
  const [, , , , count] = Array.from({ length: 5 }, () => number(bytes, reader));
  if (count === undefined || count > fieldLimit) return false;
  for (let field = 0; field < count; field++) {
    const name = counted(bytes, reader);
    const kind = number(bytes, reader);
    if (name === undefined || kind === undefined) return false;
    // Signed numbers are folded: 0, 1, -1, 2, -2.
    const signed = ((kind + 1) & 1) === 1 ? -((kind + 1) >> 1) : (kind + 1) >> 1;
    if (signed === -2 && counted(bytes, reader) === undefined) return false;
    const text = signed === -1 || signed === -2 ? counted(bytes, reader) : undefined;
    if (signed < -2 && number(bytes, reader) === undefined) return false;
    if (signed >= -2 && signed < 0 && text === undefined) return false;
    if (text === undefined) continue;
    const [key, value] = [textOf(name.value), textOf(text.value)];
    if (said.has(`${key}=${value}`)) continue;
    said.add(`${key}=${value}`);
    notes.fact(
      'container',
      `tag:${key.replace(/^X-/, '')}`,
      value,
      notes.place(`info packet, ${key}`, offset + text.at, text.value.length),
    );
  }
  return reader.at <= bytes.length;
}
