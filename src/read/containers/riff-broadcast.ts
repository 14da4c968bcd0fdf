import { textOf, u32, untilNul, utf16IsLittle, utf16Of } from './bytes.ts';
import type { Place } from './place.ts';
import { placeWithin } from './place.ts';
import type { WalkNotes } from './walk-notes.ts';

/** Field, first byte, bytes. */
type FixedText = readonly [name: string, at: number, length: number];

/** EBU Tech 3285, "bext" chunk. */
const bextTexts: readonly FixedText[] = [
  ['Description', 0, 256],
  ['Originator', 256, 32],
  ['OriginatorReference', 288, 32],
  ['OriginationDate', 320, 10],
  ['OriginationTime', 330, 8],
];

/** AES46, "cart" chunk: the fields that say who or what made it. */
const cartTexts: readonly FixedText[] = [
  ['Title', 4, 64],
  ['Artist', 68, 64],
  ['CutID', 132, 64],
  ['ClientID', 196, 64],
  ['Category', 260, 64],
  ['Classification', 324, 64],
  ['OutCue', 388, 64],
  ['ProducerAppID', 488, 64],
  ['ProducerAppVersion', 552, 64],
  ['UserDef', 616, 64],
  ['URL', 1024, 1024],
];

/** Facts of a broadcast wave's `bext` chunk. */
export function bextFacts(notes: WalkNotes, bytes: Uint8Array, place: Place): void {
  fixedTexts(notes, 'bext:', bextTexts, bytes, place);
  const reference = u32(bytes, 342, true) * 4294967296 + u32(bytes, 338, true);
  if (bytes.length >= 346) notes.fact('container', 'bext:TimeReference', String(reference), placeWithin(place, 338, 8));
  const history = textOf(untilNul(bytes.subarray(602)));
  if (bytes.length > 602) notes.fact('container', 'bext:CodingHistory', history, placeWithin(place, 602, bytes.length - 602));
  const date = textOf(untilNul(bytes.subarray(320, 330))).replace(/[^0-9]/g, '-');
  const time = textOf(untilNul(bytes.subarray(330, 338))).replace(/[^0-9]/g, ':');
  if (!/^[12]\d{3}-\d\d-\d\d$/.test(date)) return;
  notes.tell({ created: /^\d\d:\d\d:\d\d$/.test(time) ? `${date}T${time}` : date });
}

/** Facts of a radio station's `cart` chunk, as `riff:cart/<field>`. */
export function cartFacts(notes: WalkNotes, bytes: Uint8Array, place: Place): void {
  fixedTexts(notes, 'riff:cart/', cartTexts, bytes, place);
  if (bytes.length <= 2048) return;
  notes.fact(
    'container',
    'riff:cart/TagText',
    textOf(untilNul(bytes.subarray(2048))),
    placeWithin(place, 2048, bytes.length - 2048),
  );
}

function fixedTexts(notes: WalkNotes, prefix: string, fields: readonly FixedText[], bytes: Uint8Array, place: Place): void {
  for (const [name, at, length] of fields) {
    if (at >= bytes.length) continue;
    const text = textOf(untilNul(bytes.subarray(at, at + length)));
    notes.fact('container', prefix + name, text.trim(), placeWithin(place, at, length));
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Facts of an `iXML` chunk (http://www.ixml.info): every element that holds text, and nothing but text. */
export function ixmlFacts(notes: WalkNotes, bytes: Uint8Array, place: Place): void {
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe || bytes[0] === 0 || bytes[1] === 0;
  const text = wide ? utf16Of(bytes, utf16IsLittle(bytes, true)) : textOf(bytes);
  for (const [, name, value] of text.matchAll(/<([A-Za-z_][\w:.-]*)(?:\s[^<>]*)?>([^<]*)<\/\1\s*>/g)) {
    const plain = (value ?? '').replace(/&(#x?[0-9a-fA-F]+|\w+);/g, entityText);
    if (plain.trim() !== '') notes.fact('container', `ixml:${name}`, plain.trim(), place);
  }
  notes.xmpWithin(text, place);
}

function entityText(whole: string, name: string): string {
  if (!name.startsWith('#')) return (Object.hasOwn(entities, name) ? entities[name] : undefined) ?? whole;
  const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
