import { latin1, startsWith, textOf, untilNul, utf16IsLittle } from './bytes.ts';
import { type Place, placeWithin } from './place.ts';
import { printable, utf16Text } from './printable.ts';
import type { WalkNotes } from './walk-notes.ts';

/** MIME types under which a C2PA store lies in a GEOB frame (C2PA 2.2 annex A.3.6, and its older name). */
const c2paTypes = new Set(['application/c2pa', 'application/x-c2pa-manifest-store']);

/** Keeps what one frame says. `data` is the frame's plain content, `place` where that lies; pictures never come here. */
export function frameFacts(notes: WalkNotes, name: string, data: Uint8Array, place: Place): void {
  const encoding = data[0] ?? 0;
  if (name === 'TXXX' || name === 'WXXX') described(notes, name, data, 1, place);
  else if (/^T/.test(name) || /^(GRP1|MVNM|MVIN|IPLS)$/.test(name)) {
    for (const text of texts(data.subarray(1), encoding)) notes.fact('id3', name, text, place);
  } else if (/^W/.test(name)) notes.fact('id3', name, textOf(untilNul(data)), place);
  else if (name === 'COMM') described(notes, name, data, 4, place);
  else if (name === 'USLT' || name === 'SYLT') notes.fact('id3', name, 'present', place);
  else if (name === 'PRIV') privateFact(notes, data, place);
  else if (name === 'GEOB') objectFact(notes, data, place);
  else if (name === 'UFID') owned(notes, name, data, place);
  else if (!/^(APIC|PCNT|POPM|RBUF|MCDI|RVA2|RVAD|EQU2|EQUA|ETCO|MLLT|SYTC|SEEK|ASPI|RVRB|CHAP|CTOC)$/.test(name)) {
    const text = printable(data);
    if (text !== undefined) notes.fact('id3', name, text, place);
  }
}

/** Encoding, perhaps a language, a description, then the value: COMM, TXXX, WXXX. */
function described(notes: WalkNotes, frame: string, data: Uint8Array, start: number, place: Place): void {
  const encoding = data[0] ?? 0;
  const end = terminator(data, start, encoding);
  const description = decode(data.subarray(start, end), encoding);
  const name = description === '' ? frame : `${frame}:${description}`;
  const valueAt = Math.min(data.length, end + width(encoding));
  const value = data.subarray(valueAt);
  const at = placeWithin(place, valueAt, value.length);
  if (frame === 'WXXX') notes.fact('id3', name, textOf(untilNul(value)), at);
  else for (const text of texts(value, encoding)) notes.fact('id3', name, text, at);
}

function privateFact(notes: WalkNotes, data: Uint8Array, place: Place): void {
  const owner = untilNul(data);
  const at = owner.length + 1;
  if (latin1(owner) === 'XMP') notes.xmp(data.subarray(at), placeWithin(place, at, data.length - at, 'XMP'));
  else owned(notes, 'PRIV', data, place);
}

function owned(notes: WalkNotes, frame: string, data: Uint8Array, place: Place): void {
  const owner = untilNul(data);
  const at = owner.length + 1;
  const text = printable(data.subarray(at));
  if (text !== undefined) notes.fact('id3', `${frame}:${textOf(owner)}`, text, placeWithin(place, at, data.length - at));
}

function objectFact(notes: WalkNotes, data: Uint8Array, place: Place): void {
  const encoding = data[0] ?? 0;
  const mime = latin1(untilNul(data, 1));
  const nameAt = 1 + mime.length + 1;
  const nameEnd = terminator(data, nameAt, encoding);
  const descriptionAt = nameEnd + width(encoding);
  const descriptionEnd = terminator(data, descriptionAt, encoding);
  const at = descriptionEnd + width(encoding);
  const content = data.subarray(at);
  if (c2paTypes.has(mime.toLowerCase())) {
    if (startsWith(content, 'jumb', 4)) notes.stores.push({ offset: place.offset + at, length: content.length });
    else notes.broken(place.offset, 'c2pa-geob');
    return;
  }
  const description = decode(data.subarray(descriptionAt, descriptionEnd), encoding);
  const text = printable(content);
  if (text !== undefined) notes.fact('id3', `GEOB:${description || mime}`, text, placeWithin(place, at, content.length));
}

const width = (encoding: number) => (encoding === 1 || encoding === 2 ? 2 : 1);

/** Where the string that begins at `start` ends: at its terminator, or with the data. */
function terminator(data: Uint8Array, start: number, encoding: number): number {
  const step = width(encoding);
  for (let at = start; at + step <= data.length; at += step) if (data[at] === 0 && (step === 1 || data[at + 1] === 0)) return at;
  return data.length;
}

/** Bytes before the picture in an APIC frame: encoding, MIME type (three letters in 2.2), kind, description. */
export function pictureStart(data: Uint8Array, version: number): number {
  const kindAt = version === 2 ? 4 : 1 + untilNul(data, 1).length + 1;
  const encoding = data[0] ?? 0;
  return Math.min(data.length, terminator(data, kindAt + 1, encoding) + width(encoding));
}

/** Strings of a text frame: 2.4 parts several by terminators. */
function texts(data: Uint8Array, encoding: number): string[] {
  const found: string[] = [];
  let at = 0;
  while (at < data.length) {
    const end = terminator(data, at, encoding);
    const text = decode(data.subarray(at, end), encoding);
    if (text !== '') found.push(text);
    at = end + width(encoding);
  }
  return found;
}

function decode(bytes: Uint8Array, encoding: number): string {
  if (encoding === 1) return utf16Text(bytes, utf16IsLittle(bytes, true));
  if (encoding === 2) return utf16Text(bytes, false);
  return textOf(bytes);
}
