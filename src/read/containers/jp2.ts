import { walkBoxes } from './boxes.ts';
import { startsWith, textOf, u16, u32, utf16Of } from './bytes.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

const segmentsRead = 200_000;

/** JPEG 2000 in boxes (JP2, JPX, JPM, JPH): all boxes, and the codestreams in them. */
export const walkJp2: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 12);
  // A bare codestream under a name of JP2 occurs; it is read for what it is.
  if (startsWith(head, '\xff\x4f\xff\x51')) yield* codestream(notes, 0, file.size);
  else if (!startsWith(head, '\0\0\0\x0cjP  ') && !startsWith(head, '\0\0\0\x0cjP\x1a\x1a')) notes.broken(0, 'jp2-signature');
  else {
    let streams = 0;
    yield* walkBoxes(notes, 0, file.size, function* ({ type, start, end }) {
      if (type === 'ihdr') {
        const bytes = yield* read(start, 14);
        if (end - start !== 14 || u32(bytes, 0) === 0 || u32(bytes, 4) === 0) notes.broken(start, 'jp2-header');
        else notes.tell({ width: u32(bytes, 4), height: u32(bytes, 0) });
      } else if (type === 'jp2c') {
        streams++;
        yield* codestream(notes, start, end);
      } else if (type === 'mdat' || type === 'ftbl') streams++;
    });
    if (streams === 0) notes.broken(0, 'jp2-no-picture');
  }
  return notes.done();
};

/** A bare JPEG 2000 codestream (ISO 15444-1, annex A). */
export const walkJ2c: Walker = function* (file) {
  const notes = new WalkNotes(file);
  yield* codestream(notes, 0, file.size);
  return notes.done();
};

/** Main header, then from tile part to tile part by their lengths, to EOC. Comments are the only words in it. */
function* codestream(notes: WalkNotes, from: number, to: number): Reads<void> {
  const head = yield* read(from, 46);
  if (!startsWith(head, '\xff\x4f\xff\x51')) {
    notes.broken(from, 'j2c-start');
    return;
  }
  sizes(notes, head, from);
  let at = from + 2;
  let tile = 0;
  for (let count = 0; count < segmentsRead; count++) {
    const marker = yield* read(at, 12);
    const code = u16(marker, 0);
    if (at + 2 > to) {
      notes.truncated(to, at + 2);
      return;
    }
    if (code === 0xffd9) {
      if (tile === 0) notes.broken(at, 'j2c-no-tile');
      return;
    }
    const length = u16(marker, 2);
    if (code === 0xff90) {
      const part = u32(marker, 6);
      // Zero: the last tile part goes to the end of the codestream (A.4.2).
      tile = part === 0 ? to - 2 : at + part;
      if (length !== 10 || (part > 0 && part < 14) || tile > to) {
        if (tile > to) notes.truncated(to, tile + 2);
        else notes.broken(at, 'j2c-tile');
        return;
      }
      notes.segment('tile part', at, tile - at);
    } else if (code === 0xff93) {
      at = tile;
      if (tile === 0) {
        notes.broken(at, 'j2c-tile');
        return;
      }
      continue;
    } else if (code < 0xff30 || length < 2 || at + 2 + length > to) {
      notes.broken(at, 'j2c-marker');
      return;
    } else if (code === 0xff64) yield* comment(notes, at + 4, length - 2);
    at += 2 + length;
  }
  notes.limit(at, 'j2c-segments');
}

/** SIZ: size of the picture; a grid without area, or more tiles than there can be numbers for, is a damaged header. */
function sizes(notes: WalkNotes, head: Uint8Array, from: number): void {
  const field = (index: number): number => u32(head, 8 + index * 4);
  const width = field(0) - field(2);
  const height = field(1) - field(3);
  const components = u16(head, 40);
  const tileWidth = field(4);
  const tileHeight = field(5);
  const tiles = Math.ceil((field(0) - field(6)) / tileWidth) * Math.ceil((field(1) - field(7)) / tileHeight);
  // Components are 1 to 38 bits deep (table A.11).
  const isDepthSound = components === 0 || ((head[42] ?? 0) & 0x7f) < 38;
  const isSound = isDepthSound && width > 0 && height > 0 && tileWidth > 0 && tileHeight > 0 && tiles > 0 && tiles <= 65_535;
  if (!isSound || components === 0 || components > 16_384 || u16(head, 4) !== 38 + 3 * components)
    notes.broken(from + 2, 'j2c-size');
  else notes.tell({ width, height });
}

function* comment(notes: WalkNotes, offset: number, length: number): Reads<void> {
  const bytes = yield* read(offset, length);
  const kind = u16(bytes, 0);
  const body = bytes.subarray(2);
  // 1 is Latin-1 (A.9.2), 0 binary; some writers put text under 0, which shows.
  if (kind > 1 || (kind === 0 && body.some((byte) => byte < 0x09))) return;
  const text = body[0] === 0 ? utf16Of(body, false) : textOf(body);
  notes.fact('text', 'Comment', text, notes.place('COM segment', offset + 2, body.length));
}
