import { latin1, startsWith, textOf, u32, untilNul } from './bytes.ts';
import { read, type Walker } from './reads.ts';
import { readPayload, WalkNotes } from './walk-notes.ts';

/** Bytes of a sample by the number of its encoding; those that are packed to less than a byte stand as fractions. */
const sampleBytes: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 3,
  5: 4,
  6: 4,
  7: 8,
  23: 0.5,
  24: 1,
  25: 0.375,
  26: 0.625,
  27: 1,
};
const headerLength = 24;
/** The highest number that an encoding has. */
const encodings = 27;

/**
 * Walks Sun audio (.au, .snd; https://pubs.opengroup.org/external/auformat.html): the annotation between its header and the
 * sound, and whether the sound is all there.
 */
export const walkAu: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, headerLength);
  const [start, size, encoding, rate, channels] = [4, 8, 12, 16, 20].map((at) => u32(head, at)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const isSound = encoding >= 1 && encoding <= encodings && rate > 0 && channels > 0 && channels < 1024;
  if (!startsWith(head, '.snd') || (head.length === headerLength && (!isSound || start < headerLength))) {
    notes.broken(0, 'au-header');
    return notes.done();
  }
  if (head.length < headerLength || start > file.size) {
    notes.truncated(0, Math.max(start, headerLength));
    return notes.done();
  }
  notes.segment('header', 0, start);
  const annotation = yield* readPayload(notes, headerLength, start - headerLength);
  if (annotation !== undefined) annotationFacts(notes, annotation);
  // A writer that could not come back to the size leaves it open: the sound goes to the end of the file.
  const end = size === 0xffffffff ? file.size : start + size;
  notes.segment('sound', start, Math.min(end, file.size) - start);
  const perSecond = (sampleBytes[encoding] ?? 0) * rate * channels;
  if (perSecond > 0) notes.tell({ duration: (end - start) / perSecond });
  if (end > file.size) notes.truncated(start, end);
  else notes.unexplained('behind the sound', end, file.size - end);
  return notes.done();
};

/** One text up to its NUL, which ffmpeg fills with lines of `key=value`. */
function annotationFacts(notes: WalkNotes, bytes: Uint8Array): void {
  const text = untilNul(bytes);
  let at = 0;
  for (const line of latin1(text).split('\n')) {
    const equals = /^[A-Za-z][\w -]{0,40}=/.exec(line)?.[0].length ?? 0;
    const key = equals === 0 ? 'comment' : line.slice(0, equals - 1);
    const value = text.subarray(at + equals, at + line.length);
    notes.fact(
      'container',
      `tag:${key}`,
      textOf(value).trim(),
      notes.place(`annotation, ${key}`, headerLength + at + equals, value.length),
    );
    at += line.length + 1;
  }
  // Bytes behind the text are padding, or something that a tool hid there.
  notes.unexplained('behind the annotation', headerLength + text.length, bytes.length - text.length, true);
}
