import { u32 } from './bytes.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

const blockLength = 80;
const sequenceLength = 150 * blockLength;
/** Frames beside the first whose headers are looked at, spread over the file. */
const sampleCount = 32;

/** Section types of the 150 blocks of a sequence: header, subcode, VAUX, then nine times audio and fifteen times video. */
const sections = [0, 1, 1, 2, 2, 2, ...Array.from({ length: 9 }, () => [3, ...Array.from({ length: 15 }, () => 4)]).flat()];

/** How the frames of one file are built. */
interface FrameForm {
  /** Sequences of one channel: 10 for 525 lines, 12 for 625. */
  readonly sequences: number;
  /** 1 for DV and DVCPRO, 2 for DVCPRO50 and 720 lines, 4 for DVCPRO HD. */
  readonly channels: number;
  /** Bytes. */
  readonly length: number;
}

/**
 * Walks raw DV (DIF blocks: IEC 61834-2, SMPTE 314M and 370M). It has no place for statements about the picture: the packs
 * hold dates and timecode. So what is checked is that it is DV at all: every block of the first frame, headers of others, whole frames.
 */
export const walkDv: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const form = yield* firstFrame(notes);
  if (form === undefined) return notes.done();
  const frames = Math.floor(file.size / form.length);
  const step = Math.max(1, Math.floor(frames / sampleCount));
  for (let frame = step; frame < frames; frame += step) yield* frameHeader(notes, form, frame);
  if (frames > 1) yield* frameHeader(notes, form, frames - 1);
  const rest = file.size - frames * form.length;
  if (rest > 0) {
    yield* frameHeader(notes, form, frames);
    notes.truncated(frames * form.length, (frames + 1) * form.length);
  }
  notes.segment('DV frames', 0, frames * form.length);
  return notes.done();
};

/** Checks every block of the first frame; undefined, with a problem, where they are not as they must be. */
function* firstFrame(notes: WalkNotes): Reads<FrameForm | undefined> {
  const head = yield* read(0, 6 * blockLength);
  const sequences = ((head[3] ?? 0) & 0x80) === 0 ? 10 : 12;
  const single = sequences * sequenceLength;
  const channels = channelsOf(head, yield* read(single, blockLength));
  const form = { sequences, channels, length: single * channels };
  for (let at = 0; at < form.length; at += sequenceLength) {
    const bytes = yield* read(at, sequenceLength);
    const bad = badBlock(bytes, (at / sequenceLength) % sequences);
    if (bad !== undefined) {
      if (bytes.length < sequenceLength && bad * blockLength + blockLength > bytes.length) notes.truncated(at, form.length);
      else notes.broken(at + bad * blockLength, 'dv-block');
      return undefined;
    }
  }
  tell(notes, head, sequences, form.length);
  return form;
}

/** The first block of a sequence that is not what must stand there; undefined where all are. */
function badBlock(bytes: Uint8Array, sequence: number): number | undefined {
  const bad = sections.findIndex((section, block) => {
    const at = block * blockLength;
    return at + blockLength > bytes.length || (bytes[at] ?? 0) >> 5 !== section || (bytes[at + 1] ?? 0) >> 4 !== sequence;
  });
  return bad < 0 ? undefined : bad;
}

/** By the signal type in the VAUX source pack (SMPTE 314M, 370M); where there is no such pack, by whether a second channel follows. */
function channelsOf(head: Uint8Array, next: Uint8Array): number {
  const pack = 5 * blockLength + 48;
  const signal = head[pack] === 0x60 ? (head[pack + 3] ?? 0) & 0x1f : -1;
  if (signal === 0x14) return 4;
  if (signal === 0x18 || signal === 4) return 2;
  const isOther = next.length > 0 && (((next[1] ?? 0) ^ (head[1] ?? 0)) & 8) !== 0;
  return isOther ? 2 : 1;
}

/** A frame begins with a header block of sequence 0. */
function* frameHeader(notes: WalkNotes, form: FrameForm, frame: number): Reads<void> {
  const at = frame * form.length;
  const [kind = 0, sequence = 0, , lines = 0] = yield* read(at, 4);
  if (at >= notes.file.size - 4) return;
  const sequences = (lines & 0x80) === 0 ? 10 : 12;
  if (kind >> 5 !== 0 || sequence >> 4 !== 0 || sequences !== form.sequences) notes.broken(at, 'dv-block');
}

/** Duration by the number of frames, and the time of recording. */
function tell(notes: WalkNotes, head: Uint8Array, sequences: number, length: number): void {
  const isHalf = (u32(head, 5 * blockLength + 48) & 0x1f) === 0x18;
  const rate = sequences === 10 ? 30000 / (isHalf ? 500.5 : 1001) : isHalf ? 50 : 25;
  const frameRate = sequences === 10 ? (isHalf ? '60000/1001' : '30000/1001') : String(rate);
  notes.tell({ frameRate, duration: Math.floor(notes.file.size / length) / rate });
  const date = packOf(head, 0x62, [0x3f, 0x1f, 0xff]);
  if (date === undefined) return;
  const time = packOf(head, 0x63, [0x7f, 0x7f, 0x3f]);
  const [day, month, year = ''] = date;
  // Two digits of a year, and DV is of 1995; ExifTool cuts at the same year.
  const created = `${year < '90' ? '20' : '19'}${year}-${month}-${day}`;
  notes.tell({ created: time === undefined ? created : `${created}T${[...time].reverse().join(':')}` });
}

/** The last three bytes of a pack of the VAUX, in BCD under masks (IEC 61834-4); undefined where it is not there or says nothing. */
function packOf(head: Uint8Array, type: number, masks: readonly number[]): readonly string[] | undefined {
  for (let pack = 0; pack < 45; pack++) {
    const at = (3 + Math.floor(pack / 15)) * blockLength + 3 + (pack % 15) * 5;
    if (head[at] !== type) continue;
    const digits = masks.map((mask, index) => ((head[at + 2 + index] ?? 0) & mask).toString(16).padStart(2, '0'));
    if (digits.every((pair) => /^\d\d$/.test(pair))) return digits;
  }
  return undefined;
}
