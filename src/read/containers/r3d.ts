import { latin1, startsWith, textOf, u16, u32, untilNul } from './bytes.ts';
import { printable } from './printable.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { frameRateText } from './timecode.ts';
import { readPayload, unknownTextLimit, WalkNotes } from './walk-notes.ts';

const blockLimit = 2_000_000;
const alignment = 4096;
/** Bytes of the second block of version 1, in which its directory stands. */
const directoryWindow = 64 * 1024;
/** Pictures, sound, and the tables of their places. */
const skipped = /^(RED[12VA]|R[DE][VA][OS]|REO[BFS])$/;

/** ExifTool's names (Red.pm) of the entries that hold words; others keep their number. */
const names: Readonly<Record<number, string>> = {
  4096: 'StartEdgeCode',
  4097: 'StartTimecode',
  4101: 'DateTimeOriginal',
  4102: 'SerialNumber',
  4121: 'CameraType',
  4122: 'ReelNumber',
  4123: 'Take',
  4131: 'DateCreated',
  4132: 'TimeCreated',
  4133: 'FirmwareVersion',
  4137: 'ReelTimecode',
  4138: 'StorageType',
  4146: 'StorageSerialNumber',
  4147: 'StorageModel',
  4150: 'AspectRatio',
  4162: 'Revision',
  4182: 'OriginalFileName',
  4206: 'LensMake',
  4207: 'LensNumber',
  4208: 'LensModel',
  4209: 'Model',
  4220: 'CameraOperator',
  4230: 'VideoFormat',
  4246: 'Filter',
  4256: 'Brain',
  4257: 'Sensor',
  4286: 'Quality',
};

/**
 * Walks REDCODE: the header with its directory, then block behind block to the end of the file. The format is not published;
 * what is known of it is in ExifTool's Red.pm and in FFmpeg's libavformat/r3d.c.
 */
export const walkR3d: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 68);
  const size = u32(head, 0);
  if (!/^RED[12]$/.test(latin1(head, 4, 8)) || size < 68 || size > 0xffff) {
    notes.broken(0, 'r3d-header');
    return notes.done();
  }
  if (size > file.size) notes.truncated(0, size);
  else {
    yield* directory(notes, head[7] === 0x31 ? 1 : 2, size);
    yield* walkBlocks(notes);
  }
  return notes.done();
};

function* walkBlocks(notes: WalkNotes): Reads<void> {
  const { size } = notes.file;
  let at = 0;
  for (let count = 0; at < size; count++) {
    const head = yield* read(at, 8);
    const length = u32(head, 0);
    const type = latin1(head, 4, 8);
    if (count >= blockLimit) return notes.limit(at, 'r3d-blocks');
    if (head.length < 8) return notes.truncated(at, at + 8);
    if (!isBlock(head)) return notes.broken(at, 'r3d-block');
    if (at + length > size) return notes.truncated(at, at + length);
    notes.segment(type, at, length);
    if (!skipped.test(type)) yield* unknownBlock(notes, type, at + 8, length - 8);
    at = yield* nextBlock(at + length, size);
  }
}

/** Blocks follow one another, or each begins at a multiple of 4096. */
function* nextBlock(end: number, size: number): Reads<number> {
  const aligned = Math.ceil(end / alignment) * alignment;
  if (end >= size || isBlock(yield* read(end, 8))) return end;
  // The padding of the last block may end with the file.
  const padding = yield* read(end, Math.min(aligned, size) - end);
  return padding.every((byte) => byte === 0) ? Math.min(aligned, size) : end;
}

function isBlock(head: Uint8Array): boolean {
  return u32(head, 0) >= 8 && /^R[A-Z0-9]{3}$/.test(latin1(head, 4, 8));
}

function* unknownBlock(notes: WalkNotes, type: string, at: number, length: number): Reads<void> {
  const bytes = yield* read(at, Math.min(length, unknownTextLimit));
  const text = printable(bytes);
  if (text === undefined) return;
  if (length > bytes.length) notes.limit(at + bytes.length, 'text-bytes');
  notes.fact('container', `r3d:${type}`, text, notes.place(`${type} block`, at, bytes.length));
}

/** Finds the directory: in version 2 behind the records of the header, in version 1 in the second block. */
function* directory(notes: WalkNotes, version: 1 | 2, size: number): Reads<void> {
  const at = version === 1 ? size : 0;
  const length = version === 1 ? Math.min(directoryWindow, notes.file.size - size) : size;
  const bytes = yield* readPayload(notes, at, length);
  if (bytes === undefined) return;
  const records = (bytes[64] ?? 0) * 24 + (bytes[65] ?? 0) * 20 + (bytes[66] ?? 0) * 16;
  const start = version === 1 ? 34 : 68 + records;
  if (version === 2) picture(notes, bytes);
  const end = start + 2 + u16(bytes, start);
  const own = end <= bytes.length ? entriesOf(bytes, start + 2, end) : undefined;
  if (own?.isWhole) return keep(notes, bytes, at, own.entries);
  // Where it stands elsewhere, its first entry still is the edge code, of 15 bytes.
  const first = [0, 6].map((next) => Buffer.from(bytes).indexOf(Buffer.from([0, 15, 16, next]))).filter((place) => place >= 0);
  const found = first.length > 0 ? entriesOf(bytes, Math.min(...first), bytes.length) : undefined;
  if (found !== undefined) keep(notes, bytes, at, found.entries);
  if (!found?.isWhole) notes.broken(at, 'r3d-directory');
}

/** A number whose upper four bits are the type (1: text), and where its value lies in the block. */
interface Entry {
  readonly tag: number;
  readonly at: number;
  readonly length: number;
}

/** The entries between two positions, each with its length first; a length of 0 ends them. */
function entriesOf(bytes: Uint8Array, from: number, end: number): { entries: Entry[]; isWhole: boolean } {
  const entries: Entry[] = [];
  let at = from;
  while (at + 4 <= end && u16(bytes, at) !== 0) {
    const length = u16(bytes, at);
    const tag = u16(bytes, at + 2);
    if (length < 4 || at + length > end || tag >> 12 > 9) return { entries, isWhole: false };
    entries.push({ tag, at: at + 4, length: length - 4 });
    at += length;
  }
  return { entries, isWhole: entries.length > 0 };
}

function keep(notes: WalkNotes, bytes: Uint8Array, base: number, entries: readonly Entry[]): void {
  const texts = new Map<string, string>();
  for (const { tag, at, length } of entries) {
    if (tag >> 12 !== 1) continue;
    const name = names[tag] ?? `0x${tag.toString(16)}`;
    const text = textOf(untilNul(bytes.subarray(at, at + length)));
    texts.set(name, text);
    notes.fact('container', `r3d:${name}`, text, notes.place(`directory, ${name}`, base + at, length));
  }
  tell(notes, texts);
}

function tell(notes: WalkNotes, texts: ReadonlyMap<string, string>): void {
  const model = texts.get('Model') || texts.get('CameraType');
  const timecode = /^\d\d:\d\d:\d\d[:;]\d\d$/.exec(texts.get('StartTimecode') ?? '')?.[0];
  const created = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(texts.get('DateTimeOriginal') ?? '');
  const [, year, month, day, hour, minute, second] = created ?? [];
  if (model) notes.tell({ model });
  if (timecode) notes.tell({ timecode });
  if (created) notes.tell({ created: `${year}-${month}-${day}T${hour}:${minute}:${second}` });
}

/** Size and rate of the picture, in the first `rdi` record of version 2. */
function picture(notes: WalkNotes, bytes: Uint8Array): void {
  if (!startsWith(bytes, 'rdi', 68)) return;
  const [width, height] = [u32(bytes, 76), u32(bytes, 80)];
  const [scale, rate] = [u16(bytes, 86), u32(bytes, 88)];
  if (width > 0 && height > 0) notes.tell({ width, height });
  if (scale > 0 && rate > 0) notes.tell({ frameRate: frameRateText(rate, scale) });
}
