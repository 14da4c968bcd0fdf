import { type Box, type BoxCount, childBoxes } from './bmff-box.ts';
import { walkMeta } from './bmff-meta.ts';
import { unknownText } from './bmff-text.ts';
import { latin1, startsWith, textOf, u16, u32, u64, utf16Of } from './bytes.ts';
import type { Place } from './place.ts';
import { printableAfter, utf16Text } from './printable.ts';
import type { Reads } from './reads.ts';
import { readPayload, type WalkNotes } from './walk-notes.ts';

/** Text boxes of 3GPP TS 26.244 section 8: version and flags, a 16-bit language, then text in UTF-8 or marked UTF-16. */
const threeGppTexts = new Set(['titl', 'auth', 'dscp', 'cprt', 'perf', 'gnre', 'albm', 'coll']);

/**
 * Walks a `udta` box: QuickTime international text (`©too`), 3GPP texts, `XMP_`, `meta`, Windows `Xtra`, and the text of
 * any other child, since services put their labels (`AIGC`, JSON) into boxes of their own naming.
 */
export function* walkUdta(notes: WalkNotes, count: BoxCount, udta: Box, depth: number): Reads<void> {
  for (const child of yield* childBoxes(notes, count, udta)) {
    const length = child.end - child.payload;
    if (child.type === 'meta') yield* walkMeta(notes, count, child, depth + 1);
    else if (child.type === 'XMP_' || child.uuid === 'be7acfcb97a942e89c71999491e3afac') {
      const packet = yield* readPayload(notes, child.payload, length);
      if (packet) notes.xmp(packet, notes.place(child.path, child.payload, length));
    } else if (child.type.startsWith('\u00a9') || threeGppTexts.has(child.type)) {
      const bytes = yield* readPayload(notes, child.payload, length);
      if (bytes) textFacts(notes, child, bytes);
    } else if (child.type === 'Xtra') {
      const bytes = yield* readPayload(notes, child.payload, length);
      if (bytes) xtraFacts(notes, child, bytes);
    } else yield* unknownText(notes, child, `udta:${child.type}`);
  }
}

function textFacts(notes: WalkNotes, box: Box, bytes: Uint8Array): void {
  const name = `udta:${box.type}`;
  if (threeGppTexts.has(box.type)) {
    const text = textOrUtf16(bytes.subarray(6));
    notes.fact('container', name, text, notes.place(box.path, box.payload + 6, bytes.length - 6));
    return;
  }
  let at = 0;
  while (at + 4 <= bytes.length) {
    const size = u16(bytes, at);
    if (size === 0 || at + 4 + size > bytes.length) break;
    notes.fact('container', name, languageText(bytes.subarray(at + 4, at + 4 + size), u16(bytes, at + 2)), {
      ...notes.place(box.path, box.payload + at + 4, size),
    });
    at += 4 + size;
  }
  if (at > 0) return;
  // Some cameras and tools write the bare text, others an iTunes `data` box.
  const skip = startsWith(bytes, 'data', 4) ? 16 : 0;
  const found = printableAfter(bytes, skip === 0 ? [0, 4] : [skip]);
  if (found)
    notes.fact('container', name, found.text, notes.place(box.path, box.payload + found.skip, bytes.length - found.skip));
}

/** Languages under 0x400 are Macintosh codes with MacRoman text; the rest are ISO 639 with UTF-8 or marked UTF-16. */
function languageText(bytes: Uint8Array, language: number): string {
  const text = textOrUtf16(bytes);
  if (language >= 0x400 || text !== latin1(bytes)) return text;
  return new TextDecoder('macintosh').decode(bytes);
}

function textOrUtf16(bytes: Uint8Array): string {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (marked) return utf16Text(bytes, false);
  const text = textOf(bytes);
  const nul = text.indexOf('\0');
  return nul < 0 ? text : text.slice(0, nul);
}

/** Windows attributes: https://exiftool.org/TagNames/Microsoft.html#Xtra (each: size, name, values with size and type). */
function xtraFacts(notes: WalkNotes, box: Box, bytes: Uint8Array): void {
  let at = 0;
  while (at + 8 <= bytes.length) {
    const size = u32(bytes, at);
    if (size < 12 || at + size > bytes.length) {
      notes.broken(box.payload + at, 'xtra');
      return;
    }
    const nameLength = u32(bytes, at + 4);
    const name = latin1(bytes, at + 8, at + 8 + nameLength);
    let value = at + 8 + nameLength + 4;
    while (value + 6 <= at + size) {
      const length = u32(bytes, value);
      if (length < 6 || value + length > at + size) break;
      const place = notes.place(`${box.path}/${name}`, box.payload + value + 6, length - 6);
      xtraValue(notes, name, u16(bytes, value + 4), bytes.subarray(value + 6, value + length), place);
      value += length;
    }
    at += size;
  }
}

function xtraValue(notes: WalkNotes, name: string, type: number, value: Uint8Array, place: Place): void {
  if (type === 8) notes.fact('container', `udta:${name}`, utf16Of(value, true), place);
  else if (type === 19 && value.length === 8) notes.fact('container', `udta:${name}`, String(u64(value, 0, true)), place);
}
