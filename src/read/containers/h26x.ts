import { isSei, seiFacts } from './bmff-sei.ts';
import { oddAt } from './place.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

const step = 4 * 1024 * 1024;
/** Bytes behind a step in which an SEI unit that begins in it must end. */
const unitLimit = 256 * 1024;
/** Bytes of one stream that are searched from end to end; of a longer one its beginning, and this is said. */
const searchLimit = 512 * 1024 * 1024;

/** What tells a stream of one codec: types of units that it cannot be without. */
interface Codec {
  readonly hevc: boolean;
  readonly typeOf: (head: number) => number;
  /** Sequence parameter set. */
  readonly parameters: number;
  /** Highest type that is a slice of a picture. */
  readonly lastSlice: number;
  readonly firstSlice: number;
}

/** Rec. ITU-T H.264 table 7-1. */
const h264: Codec = { hevc: false, typeOf: (head) => head & 31, parameters: 7, firstSlice: 1, lastSlice: 5 };
/** Rec. ITU-T H.265 table 7-1. */
const h265: Codec = { hevc: true, typeOf: (head) => (head >> 1) & 63, parameters: 33, firstSlice: 0, lastSlice: 31 };

/** Walks a raw H.264 stream (annex B: units between start codes): the texts of all its SEI units. */
export const walkH264: Walker = stream(h264);

/** Walks a raw H.265 stream. */
export const walkH265: Walker = stream(h265);

interface Seen {
  parameters: boolean;
  pictures: boolean;
  readonly said: Set<string>;
}

function stream(codec: Codec): Walker {
  return function* (file) {
    const notes = new WalkNotes(file);
    const head = Buffer.from(yield* read(0, 64));
    const first = head.indexOf('000001', 0, 'hex');
    if (first < 0 || head.subarray(0, first).some((byte) => byte !== 0)) {
      notes.broken(0, 'start-code');
      return notes.done();
    }
    const seen: Seen = { parameters: false, pictures: false, said: new Set() };
    const end = Math.min(file.size, searchLimit);
    for (let at = 0; at < end && notes.complete; at += step) yield* piece(notes, codec, seen, at);
    if (notes.complete && !seen.parameters) notes.broken(0, 'no-parameter-set');
    else if (notes.complete && !seen.pictures) notes.broken(file.size, 'no-pictures');
    // Statements stand before the first picture, as in every other container of such streams.
    if (end < file.size) notes.problems.push(oddAt(end, 'rest-not-searched'));
    notes.segment('NAL units', 0, file.size);
    return notes.done();
  };
}

/** Looks at the units that begin in one step of the stream. */
function* piece(notes: WalkNotes, codec: Codec, seen: Seen, at: number): Reads<void> {
  const bytes = Buffer.from(yield* read(at, step + unitLimit));
  const isLast = at + bytes.length >= notes.file.size;
  for (let code = bytes.indexOf('000001', 0, 'hex'); code >= 0 && code < step; ) {
    const next = bytes.indexOf('000001', code + 3, 'hex');
    const unit = bytes.subarray(code + 3, next < 0 ? undefined : next);
    const head = unit[0];
    const offset = at + code + 3;
    if (head === undefined) return notes.truncated(offset, offset + 1);
    if (head >= 128) return notes.broken(offset, 'nal-unit');
    const type = codec.typeOf(head);
    seen.parameters ||= type === codec.parameters;
    seen.pictures ||= type >= codec.firstSlice && type <= codec.lastSlice;
    if (isSei(unit, codec.hevc)) {
      if (next < 0 && !isLast) notes.limit(offset, 'sei-bytes');
      else seiFacts(notes, unit, codec.hevc, { offset, length: unit.length }, seen.said);
    }
    code = next;
  }
}
