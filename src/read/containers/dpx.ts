import { startsWith, textOf, u16, u32, untilNul } from './bytes.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

/** A text field of a fixed header: name of the fact, place, length. */
type Field = readonly [name: string, at: number, length: number];

const userLimit = 1024 * 1024;

/** SMPTE ST 268: generic, image source, film and television headers. */
const dpxFields: readonly Field[] = [
  ['fileName', 36, 100],
  ['created', 136, 24],
  ['creator', 160, 100],
  ['project', 260, 200],
  ['copyright', 460, 200],
  ['sourceFileName', 1432, 100],
  ['sourceDate', 1532, 24],
  ['inputDevice', 1556, 32],
  ['inputSerial', 1588, 32],
  ['filmFormat', 1680, 32],
  ['frameId', 1732, 32],
  ['slate', 1764, 100],
];

/** Cineon 4.5: file information and image origination. */
const cineonFields: readonly Field[] = [
  ['fileName', 32, 100],
  ['created', 132, 12],
  ['sourceFileName', 912, 100],
  ['sourceDate', 1012, 12],
  ['inputDevice', 1036, 64],
  ['inputModel', 1100, 32],
  ['inputSerial', 1132, 32],
];

/** Samples a pixel by the descriptor of an image element (ST 268, table 1). */
const samples: Readonly<Record<number, number>> = { 50: 3, 51: 4, 52: 4, 100: 2, 101: 3, 102: 3, 103: 4 };

/** DPX: the words of its headers, its user data, and that the picture elements lie in the file. */
export const walkDpx: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = (yield* read(0, 2048)).slice();
  const little = startsWith(head, 'XPDS');
  if (!little && !startsWith(head, 'SDPX')) notes.broken(0, 'dpx-signature');
  else if (head.length < 1664) notes.truncated(file.size, 1664);
  else {
    const start = u32(head, 4, little);
    notes.segment('headers', 0, start);
    fieldFacts(notes, 'dpx', dpxFields, head, start);
    const software = textOf(untilNul(head.subarray(160, 260)));
    if (/^[\x20-\x7e]+$/.test(software)) notes.tell({ software: software.trim() });
    dpxElements(notes, head, little, start);
    yield* userData(notes, u32(head, 32, little), start);
  }
  return notes.done();
};

/** Cineon: the words of its headers, and that the picture lies in the file. */
export const walkCineon: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = (yield* read(0, 2048)).slice();
  const little = startsWith(head, '\xd7\x5f\x2a\x80');
  if (!little && !startsWith(head, '\x80\x2a\x5f\xd7')) notes.broken(0, 'cineon-signature');
  else if (head.length < 1024) notes.truncated(file.size, 1024);
  else {
    const start = u32(head, 4, little);
    notes.segment('headers', 0, start);
    fieldFacts(notes, 'cineon', cineonFields, head, start);
    cineonPicture(notes, head, little, start);
  }
  return notes.done();
};

function fieldFacts(notes: WalkNotes, prefix: string, fields: readonly Field[], head: Uint8Array, end: number): void {
  for (const [name, at, length] of fields) {
    // Unset fields are filled with 0xff or zeroes; a header cut short holds the picture where the field would be.
    if (at + length > end || head[at] === 0xff) continue;
    const text = textOf(untilNul(head.subarray(at, at + length)));
    if (text.trim() !== '') notes.fact('container', `${prefix}:${name}`, text, notes.place('header', at, length));
  }
}

function dpxElements(notes: WalkNotes, head: Uint8Array, little: boolean, start: number): void {
  const { size } = notes.file;
  const count = u16(head, 770, little);
  const width = u32(head, 772, little);
  const height = u32(head, 776, little);
  if (count === 0 || count > 8 || width === 0 || height === 0 || start < 768 || start > size) {
    notes.broken(768, 'dpx-header');
    return;
  }
  notes.tell({ width, height });
  for (let index = 0; index < count; index++) {
    const at = 780 + index * 72;
    const bits = head[at + 23] ?? 0;
    if (![1, 8, 10, 12, 16, 32, 64].includes(bits)) notes.broken(at + 23, 'dpx-depth');
    fieldFacts(notes, 'dpx', [['description', at + 40, 32]], head, start);
    const isPlain = u16(head, at + 26, little) === 0;
    const offset = u32(head, at + 28, little);
    const from = offset === 0xffffffff || offset === 0 ? start : offset;
    const values = width * height * (samples[head[at + 20] ?? 0] ?? 1);
    const least = isPlain ? Math.floor(values * sampleBytes(bits, u16(head, at + 24, little) !== 0)) : 1;
    notes.segment(`element ${index + 1}`, from, Math.min(least, size - from));
    if (from + least > size) notes.truncated(size, from + least);
  }
}

/** Bytes of one sample: packed tightly, or filled up to words of 32 bits with three samples of ten, or 16 with one of twelve. */
function sampleBytes(bits: number, isFilled: boolean): number {
  if (isFilled && bits === 10) return 4 / 3;
  return isFilled && bits === 12 ? 2 : bits / 8;
}

/** User data have an owner's name and then what the owner likes; text among them is kept. */
function* userData(notes: WalkNotes, length: number, start: number): Reads<void> {
  if (length === 0 || length === 0xffffffff) return;
  if (2048 + length > start) {
    notes.broken(32, 'dpx-user-data');
    return;
  }
  notes.segment('user data', 2048, length);
  const bytes = yield* read(2048, Math.min(length, userLimit));
  if (length > userLimit) notes.limit(2048, 'dpx-user-data');
  const owner = textOf(untilNul(bytes.subarray(0, 32)));
  const text = textOf(bytes.subarray(32)).replace(/\0+$/, '');
  if (/^[\x20-\x7e]+$/.test(owner)) notes.fact('container', 'dpx:userId', owner, notes.place('user data', 2048, 32));
  if (/^[\s\x20-\x7e\u00a0-\uffff]+$/.test(text)) {
    notes.fact('container', 'dpx:userData', text, notes.place('user data', 2080, bytes.length - 32));
  }
}

function cineonPicture(notes: WalkNotes, head: Uint8Array, little: boolean, start: number): void {
  const { size } = notes.file;
  const channels = head[193] ?? 0;
  const bits = head[198] ?? 0;
  const width = u32(head, 200, little);
  const height = u32(head, 204, little);
  if (channels === 0 || channels > 8 || width === 0 || height === 0 || start < 1024 || start > size)
    notes.broken(192, 'cineon-header');
  else if (![1, 8, 10, 12, 16].includes(bits)) notes.broken(198, 'cineon-depth');
  else {
    notes.tell({ width, height });
    const end = start + Math.floor((width * height * channels * bits) / 8);
    if (end > size) notes.truncated(size, end);
  }
}
