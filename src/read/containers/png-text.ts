import { latin1, startsWith, textOf } from './bytes.ts';
import { type ExifFacts, exifFacts } from './exif.ts';
import { keepFound } from './found.ts';
import { inflated } from './inflate.ts';
import { iptcFacts } from './iptc.ts';
import { resourceFacts } from './photoshop.ts';
import type { Place } from './place.ts';
import type { WalkNotes } from './walk-notes.ts';
import { xmpFacts } from './xmp.ts';

/** One chunk with its data, which begin at `offset` of the file. */
export interface TextChunk {
  readonly type: 'tEXt' | 'zTXt' | 'iTXt';
  readonly offset: number;
  readonly data: Uint8Array;
}

interface Packed {
  readonly keyword: string;
  readonly start: number;
  readonly isPacked: boolean;
}

const xmpKeyword = 'XML:com.adobe.xmp';

/** Reads a text chunk (PNG 3rd edition, 11.3.3): a fact by its keyword, XMP, or a profile that ImageMagick wrote in hexadecimal. */
export function textChunk(notes: WalkNotes, chunk: TextChunk): void {
  const { type, offset, data } = chunk;
  const text = textStart(chunk);
  if (text === undefined) {
    notes.broken(offset, 'png-text');
    return;
  }
  const where = `${type} chunk "${text.keyword}"`;
  // Packed text points to its whole chunk, header and check sum included.
  const place = text.isPacked
    ? notes.place(where, offset - 8, data.length + 12)
    : notes.place(where, offset + text.start, data.length - text.start);
  const body = data.subarray(text.start);
  const plain = text.isPacked ? inflated(body) : { bytes: body };
  if ('failed' in plain) {
    if (plain.failed === 'limit') notes.limit(offset, 'png-text');
    else notes.broken(offset, 'png-deflate');
  } else if (text.keyword === xmpKeyword) keepFound(notes, xmpFacts(plain.bytes, place));
  else if (/^raw profile type /i.test(text.keyword)) rawProfile(notes, text.keyword.slice(17).toLowerCase(), plain.bytes, place);
  else {
    const value = textOf(plain.bytes);
    notes.fact('text', text.keyword, value, place);
    if (text.keyword === 'Software') notes.tell({ software: value });
  }
}

function textStart({ type, data }: TextChunk): Packed | undefined {
  const nul = data.indexOf(0);
  // Chunks without the separator occur: all of it is keyword then, and there is nothing to read.
  if (nul < 0) return undefined;
  const keyword = textOf(data.subarray(0, nul)).trim();
  if (type === 'tEXt') return { keyword, start: nul + 1, isPacked: false };
  if (type === 'zTXt') return data[nul + 1] === 0 ? { keyword, start: nul + 2, isPacked: true } : undefined;
  const language = data.indexOf(0, nul + 3);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  return translated < 0 ? undefined : { keyword, start: translated + 1, isPacked: data[nul + 1] === 1 };
}

/**
 * `\nexif\n    1234\n45786966…`: name, length, hexadecimal digits in lines (ImageMagick, coders/png.c). ExifTool writes
 * `IPTC profile` for the name, with a blank.
 */
function rawProfile(notes: WalkNotes, kind: string, text: Uint8Array, place: Place): void {
  if (!['exif', 'app1', 'iptc', '8bim', 'xmp'].includes(kind)) return;
  const parts = /^\s*([^\r\n]+)[\r\n]\s*(\d+)\s+([0-9a-fA-F\s]*)/.exec(latin1(text));
  const bytes = Buffer.from((parts?.[3] ?? '').replace(/\s+/g, ''), 'hex');
  if (parts === null || bytes.length < Number(parts[2])) notes.broken(place.offset, 'png-profile');
  else profileFacts(notes, bytes, place);
}

/** What a profile holds shows in its first bytes better than in its name: `APP1` may be EXIF or XMP, `iptc` is mostly Photoshop's. */
function profileFacts(notes: WalkNotes, bytes: Uint8Array, place: Place): void {
  if (startsWith(bytes, 'Exif\0\0')) keepWhole(notes, place, exifFacts(bytes.subarray(6), place));
  else if (startsWith(bytes, 'II') || startsWith(bytes, 'MM')) keepWhole(notes, place, exifFacts(bytes, place));
  else if (startsWith(bytes, 'Photoshop 3.0\0')) keepWhole(notes, place, resourceFacts(bytes.subarray(14), place));
  else if (startsWith(bytes, '8BIM')) keepWhole(notes, place, resourceFacts(bytes, place));
  else if (bytes[0] === 0x1c) keepWhole(notes, place, iptcFacts(bytes, place));
  else if (startsWith(bytes, 'http://ns.adobe.com/xap/1.0/\0')) keepWhole(notes, place, xmpFacts(bytes.subarray(29), place));
  else if (bytes.includes(0x3c)) keepWhole(notes, place, xmpFacts(bytes, place));
  else if (bytes.some((byte) => byte !== 0)) notes.broken(place.offset, 'png-profile');
}

/** A profile lies packed or in hexadecimal digits: what it says stands somewhere in the whole of it, at no byte of its own. */
function keepWhole(notes: WalkNotes, { path, offset, length }: Place, found: ExifFacts): void {
  keepFound(notes, { ...found, facts: found.facts.map((fact) => ({ ...fact, at: { path, offset, length } })) });
}
