import { startsWith, u16, u32, u64, utf16Of } from './bytes.ts';
import { type LengthNotes, noteLengths, secondsOfTracks, trackSet } from './mxf-length.ts';
import { printable } from './printable.ts';
import type { Reads } from './reads.ts';
import { frameRateText, timecodeText } from './timecode.ts';
import { readPayload, type WalkNotes } from './walk-notes.ts';

/** What the sets of a file have shown so far. */
export interface SetNotes {
  readonly timecodes: { start: number; base: number; drop: boolean }[];
  readonly rates: string[];
  /** What tells how long the tracks of the material package are. */
  readonly lengths: LengthNotes;
  /** Statements that were kept: header and footer repeat each other. */
  readonly said: Set<string>;
}

/** Properties that are UTF-16 text (SMPTE RP 210, SMPTE ST 377-1 annexes A and B). */
const texts: Readonly<Record<number, string>> = {
  15361: 'CompanyName',
  15362: 'ProductName',
  15364: 'VersionString',
  15368: 'Platform',
  17410: 'PackageName',
  18434: 'TrackName',
  16393: 'TaggedValueName',
  20481: 'TaggedValueName',
};

const timecodeSet = 0x14;
const taggedValueSet = 0x3f;

/** Keeps what one local set of the header metadata says. */
export function* walkSet(notes: WalkNotes, seen: SetNotes, key: string, at: number, length: number): Reads<void> {
  if (length > 1_048_576) return notes.limit(at, 'mxf-set');
  const bytes = yield* readPayload(notes, at, length);
  if (!bytes) return;
  const kind = Number.parseInt(key.slice(28, 30), 16);
  let name = '';
  const timecode = { start: 0, base: 0, drop: false };
  noteLengths(seen.lengths, kind, [...localTags(bytes)]);
  for (const tag of localTags(bytes)) {
    const { value } = tag;
    const said = (property: string, text: string) => keep(notes, seen, property, text, at + tag.at, value.length);
    if (kind === taggedValueSet && tag.tag === 0x5001) name = text16(value);
    else if (kind === taggedValueSet && tag.tag === 0x5003) said(name || 'TaggedValue', indirectText(value));
    else if (texts[tag.tag] !== undefined) said(texts[tag.tag] ?? '', text16(value));
    else if (tag.tag === 0x3c06) created(notes, value);
    else if (tag.tag === 0x3203) notes.tell({ width: u32(value, 0) });
    else if (tag.tag === 0x3202) notes.tell({ height: u32(value, 0) });
    else if (tag.tag === 0x1501) timecode.start = u64(value, 0);
    else if (tag.tag === 0x1502) timecode.base = u16(value, 0);
    else if (tag.tag === 0x1503) timecode.drop = value[0] === 1;
    else if (tag.tag === 0x4b01 && kind === trackSet && u32(value, 4) > 0)
      seen.rates.push(frameRateText(u32(value, 0), u32(value, 4)));
    else if (tag.tag >= 0x8000) said(`0x${tag.tag.toString(16)}`, dynamicText(value));
  }
  if (kind === timecodeSet && timecode.base > 0) seen.timecodes.push(timecode);
}

function keep(notes: WalkNotes, seen: SetNotes, property: string, text: string, at: number, length: number): void {
  const whole = `${property}=${text}`;
  if (text === '' || seen.said.has(whole)) return;
  seen.said.add(whole);
  notes.fact('container', `mxf:${property}`, text, notes.place('header metadata', at, length));
}

/** Start timecode and rate: the material package comes first in the files that are delivered. */
export function tellTimecode(notes: WalkNotes, seen: SetNotes): void {
  const timecode = seen.timecodes[0];
  if (timecode) notes.tell({ timecode: timecodeText(timecode.start, timecode.base, timecode.drop) });
  const rate = seen.rates.find((text) => Number(text.split('/')[0]) / Number(text.split('/')[1] ?? 1) < 1000);
  if (rate !== undefined) notes.tell({ frameRate: rate });
  const duration = secondsOfTracks(seen.lengths);
  if (duration > 0) notes.tell({ duration });
}

function text16(bytes: Uint8Array): string {
  const text = utf16Of(bytes, false);
  const nul = text.indexOf('\0');
  return nul < 0 ? text : text.slice(0, nul);
}

/** An AAF "indirect" value: byte order, the type's identifier, the value (AAF Object Specification, section 5.15). */
function indirectText(bytes: Uint8Array): string {
  const little = bytes[0] === 0x4c;
  const body = bytes.subarray(17);
  const text = utf16Of(body, little);
  const nul = text.indexOf('\0');
  return readable(nul < 0 ? text : text.slice(0, nul)) ? text.slice(0, nul < 0 ? undefined : nul) : '';
}

/** Properties that the primer names: text where they are nothing but that, in UTF-16 or UTF-8. */
function dynamicText(bytes: Uint8Array): string {
  if (bytes.length < 4 || startsWith(bytes, '\x06\x0e\x2b\x34')) return '';
  const wide = text16(bytes);
  if (wide.length >= 3 && readable(wide) && /^[\x20-\x7e\s]/.test(wide)) return wide;
  // Sixteen bytes are most often an identifier, and some of them look like Latin-1.
  const narrow = bytes.length >= 8 ? (printable(bytes) ?? '') : '';
  return /^[\x20-\x7e\s]*$/.test(narrow) ? narrow : '';
}

function readable(text: string): boolean {
  return text !== '' && !/[\p{C}\ufffd]/u.test(text.replace(/\s/g, ' '));
}

/** A time stamp: year, month, day, hour, minute, second, quarter milliseconds. */
function created(notes: WalkNotes, bytes: Uint8Array): void {
  const year = u16(bytes, 0);
  if (year < 1990 || year > 2200) return;
  const two = (at: number) => String(bytes[at] ?? 0).padStart(2, '0');
  notes.tell({ created: `${year}-${two(2)}-${two(3)}T${two(4)}:${two(5)}:${two(6)}` });
}

/** Two-byte tags and lengths of a local set, as pairs of tag and value. */
function* localTags(bytes: Uint8Array): Generator<{ tag: number; at: number; value: Uint8Array }> {
  let at = 0;
  while (at + 4 <= bytes.length) {
    const length = u16(bytes, at + 2);
    yield { tag: u16(bytes, at), at: at + 4, value: bytes.subarray(at + 4, at + 4 + length) };
    at += 4 + length;
  }
}
