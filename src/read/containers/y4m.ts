import { latin1, startsWith, textOf } from './bytes.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

const signature = 'YUV4MPEG2';
/** Bytes of the first line, and of the line before a frame; real ones have about a hundred. */
const lineLimit = 16 * 1024;
/** Frames whose lines are read one by one; two hours at 60 frames a second are fewer. */
const frameLimit = 1_000_000;

/** Samples of colour for each of brightness, by the beginning of the colour space's name; of halves and quarters the whole pixels. */
const chroma: readonly (readonly [RegExp, (width: number, height: number) => number])[] = [
  [/^444alpha/, (width, height) => 3 * width * height],
  [/^444/, (width, height) => 2 * width * height],
  [/^422/, (width, height) => 2 * Math.ceil(width / 2) * height],
  [/^411/, (width, height) => 2 * Math.ceil(width / 4) * height],
  [/^410/, (width, height) => 2 * Math.ceil(width / 4) * Math.ceil(height / 4)],
  [/^420/, (width, height) => 2 * Math.ceil(width / 2) * Math.ceil(height / 2)],
  [/^mono/, () => 0],
];

/**
 * Walks YUV4MPEG2 (https://wiki.multimedia.cx/index.php/YUV4MPEG2, mjpegtools' yuv4mpeg(5)): the comments (`X…`) of its first
 * line and of the line before each frame, and whether the last frame is whole.
 */
export const walkY4m: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* line(0);
  if (head === undefined || !startsWith(head, `${signature} `)) {
    notes.broken(0, 'y4m-header');
    return notes.done();
  }
  notes.segment('header', 0, head.length + 1);
  comments(notes, head, 0, 'header');
  const bytes = frameBytes(notes, latin1(head));
  if (bytes === undefined) notes.broken(0, 'y4m-header');
  else yield* frames(notes, head.length + 1, bytes);
  return notes.done();
};

/** A line without its end; undefined where it has none within reach. */
function* line(at: number): Reads<Uint8Array | undefined> {
  for (const length of [256, lineLimit]) {
    const bytes = yield* read(at, length);
    const end = bytes.indexOf(10);
    if (end >= 0) return bytes.slice(0, end);
  }
  return undefined;
}

/** Bytes of a frame, by what the first line says; undefined where it does not say it, or says it in words unknown to us. */
function frameBytes(notes: WalkNotes, head: string): number | undefined {
  const said = (letter: string): string => new RegExp(` ${letter}(\\S+)`).exec(head)?.[1] ?? '';
  const [width, height, space] = [Number(said('W')), Number(said('H')), said('C') || '420'];
  const colour = chroma.find(([name]) => name.test(space))?.[1];
  if (!(width > 0 && height > 0 && width < 1e6 && height < 1e6) || colour === undefined) return undefined;
  notes.tell({ width, height });
  const [over = 0, under = 0] = said('F').split(':').map(Number);
  if (over > 0 && under > 0) notes.tell({ frameRate: under === 1 ? String(over) : `${over}/${under}` });
  const depth = Number(/(?:p|mono)(\d\d)$/.exec(space)?.[1] ?? 8);
  return (width * height + colour(width, height)) * (depth > 8 ? 2 : 1);
}

function* frames(notes: WalkNotes, from: number, bytes: number): Reads<void> {
  let at = from;
  for (let frame = 0; at < notes.file.size; frame++) {
    if (frame >= frameLimit) return notes.limit(at, 'frames');
    const head = yield* line(at);
    if (head === undefined && at + 6 > notes.file.size) return notes.truncated(at, at + 6 + bytes);
    if (head === undefined || !/^FRAME( |$)/.test(latin1(head))) return notes.broken(at, 'y4m-frame');
    comments(notes, head, at, 'a frame');
    at += head.length + 1 + bytes;
    if (at > notes.file.size) return notes.truncated(at - bytes, at);
  }
  if (at === from) notes.broken(at, 'no-frames');
  else notes.segment('frames', from, at - from);
}

/** The parameters that begin with X are free: `XYSCSS=420JPEG` of mjpegtools is a key with its value, others are text. */
function comments(notes: WalkNotes, bytes: Uint8Array, offset: number, where: string): void {
  for (const match of latin1(bytes).matchAll(/ X(?:([A-Za-z]\w{0,40})=)?(\S*)/g)) {
    const [, key = 'comment', value = ''] = match;
    const at = match.index + match[0].length - value.length;
    const text = textOf(bytes.subarray(at, at + value.length));
    notes.fact('container', `tag:${key}`, text, notes.place(`${where}, X`, offset + at, value.length));
  }
}
