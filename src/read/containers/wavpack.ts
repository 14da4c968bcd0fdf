import { latin1, startsWith, u16, u32 } from './bytes.ts';
import { leadingId3, trailingTags } from './mp3.ts';
import { type Range, type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';
import { wrappedWave } from './wave-wrapper.ts';

const blockLimit = 2_000_000;
const pieceLimit = 1000;
const rates = [6000, 8000, 9600, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000, 192000];
const [riffHeader, riffTrailer, otherHeader, otherTrailer] = [0x21, 0x22, 0x23, 0x24];

/** The file that was coded, in pieces. */
interface Wrapper {
  readonly header: Range[];
  readonly trailer: Range[];
}

/**
 * Walks WavPack (https://www.wavpack.com/WavPack5FileFormat.pdf): every block and the headers of its parts, the header and
 * trailer of the WAV that was coded, and the tags at the end.
 */
export const walkWavpack: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const start = yield* leadingId3(notes);
  const end = yield* trailingTags(notes, start);
  const wrapper: Wrapper = { header: [], trailer: [] };
  let at = start;
  for (let blocks = 0; at < end || blocks === 0; blocks++) {
    if (blocks >= blockLimit) notes.limit(at, 'wavpack-blocks');
    const next = yield* walkBlock(notes, at, end, wrapper);
    if (!notes.complete || next === undefined) break;
    if (blocks === 0) duration(notes, yield* read(at, 32));
    at = next;
  }
  if (at > start) notes.segment('WavPack blocks', start, at - start);
  yield* wrappedWave(notes, wrapper.header, wrapper.trailer);
  return notes.done();
};

/** Reads one block; hands back where the next begins, undefined (with a problem) where the block does not hold. */
function* walkBlock(notes: WalkNotes, at: number, end: number, wrapper: Wrapper): Reads<number | undefined> {
  const head = yield* read(at, 32);
  const next = at + 8 + u32(head, 4, true);
  const version = u16(head, 8, true);
  if (!startsWith(head, 'wvpk') || (head.length === 32 && (next < at + 32 || version < 0x402 || version > 0x410))) {
    if (at > 0 && isCutSignature(head)) notes.truncated(at, at + 32);
    else notes.broken(at, 'wavpack-block');
  } else if (next > notes.file.size || head.length < 32) notes.truncated(at, Math.max(next, at + 32));
  else if (next > end) notes.broken(at, 'wavpack-block');
  else {
    yield* walkParts(notes, at + 32, next, wrapper);
    return next;
  }
  return undefined;
}

/** The parts of one block: a kind, and a size in words of 16 bit. */
function* walkParts(notes: WalkNotes, from: number, end: number, wrapper: Wrapper): Reads<void> {
  let at = from;
  while (at + 2 <= end) {
    const [kind = 0, ...size] = yield* read(at, 4);
    const isLong = (kind & 0x80) !== 0;
    const payload = at + (isLong ? 4 : 2);
    const words = (size[0] ?? 0) + (isLong ? (size[1] ?? 0) * 256 + (size[2] ?? 0) * 65536 : 0);
    const length = words * 2 - ((kind & 0x40) !== 0 ? 1 : 0);
    if (payload + words * 2 > end || length < 0) break;
    const id = kind & 0x3f;
    const isHeader = id === riffHeader || id === otherHeader;
    if (isHeader || id === riffTrailer || id === otherTrailer) {
      notes.segment(isHeader ? 'wrapped header' : 'wrapped trailer', payload, length);
      (isHeader ? wrapper.header : wrapper.trailer).push({ offset: payload, length });
      if (wrapper.header.length + wrapper.trailer.length > pieceLimit) return notes.limit(at, 'wavpack-pieces');
    }
    at = payload + words * 2;
  }
  if (at !== end) notes.broken(at, 'wavpack-part');
}

/** Samples of the whole file by the rate of the first block; either may be unknown. */
function duration(notes: WalkNotes, head: Uint8Array): void {
  const rate = rates[(u32(head, 24, true) >>> 23) & 15];
  const samples = u32(head, 12, true);
  if (rate !== undefined && samples !== 0xffffffff) notes.tell({ duration: (samples + (head[11] ?? 0) * 4294967296) / rate });
}

/** Less of a block than its name. */
function isCutSignature(head: Uint8Array): boolean {
  return head.length < 4 && head.length > 0 && latin1(head) === 'wvpk'.slice(0, head.length);
}
