import { plainDigest } from '../model/index.ts';
import type { FieldType } from './field-types.ts';
import { knownValue, nearest } from './spelling.ts';

/** What a single value turned out to be: its canonical form, or what was wrong with it. */
export type Value =
  | { readonly value: string | number | boolean }
  | { readonly wrongType: string }
  | { readonly wrongValue: string; readonly allowed?: readonly string[]; readonly nearest?: string };

type Single = Exclude<FieldType, { type: 'list' | 'map' }>;

/** Reads one scalar as the type asks; `source` is the text as written, so that `5.10` stays `5.10`. Pure. */
export function readValue(type: Single, value: unknown, source: string): Value {
  if (type.type === 'boolean') return readBoolean(value);
  if (type.type === 'number') return readNumber(type, value);
  if (type.type === 'choice') return readChoice(type.values, value);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return { wrongType: 'text' };
  const text = (typeof value === 'string' ? value : source).normalize('NFC').trim();
  switch (type.type) {
    case 'text':
      return { value: text };
    case 'date':
      return isDate(text) ? { value: text } : { wrongValue: 'date' };
    case 'timecode':
      return parseTimecode(text) ? { value: text } : { wrongValue: 'timecode' };
    case 'digest': {
      // xxHash is a number, and some programs write it as one.
      const digest = plainDigest(type.algorithm, type.algorithm.startsWith('xxh') ? text.replace(/^0x/i, '') : text);
      return digest === undefined ? { wrongValue: type.algorithm } : { value: digest };
    }
    case 'frame-rate': {
      const rate = knownFrameRate(text);
      return rate ? { value: rate } : { wrongValue: 'frame-rate', allowed: frameRates };
    }
  }
}

function readBoolean(value: unknown): Value {
  if (typeof value === 'boolean') return { value };
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (word === 'yes' || word === 'true') return { value: true };
  if (word === 'no' || word === 'false') return { value: false };
  return { wrongValue: 'yes-or-no', allowed: ['true', 'false', 'yes', 'no'] };
}

function readNumber(type: { readonly min: number; readonly max: number }, value: unknown): Value {
  const number = typeof value === 'string' ? Number(value.replace(/\s*%$/, '') || Number.NaN) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) return { wrongType: 'number' };
  return number >= type.min && number <= type.max ? { value: number } : { wrongValue: `${type.min}-${type.max}` };
}

/** People, and YAML, write yes and no in two ways; a list of values has one of them. */
const twins: Readonly<Record<string, string>> = { yes: 'true', true: 'yes', no: 'false', false: 'no' };

function readChoice(values: readonly string[], value: unknown): Value {
  const written = typeof value === 'boolean' ? String(value) : value;
  if (typeof written !== 'string') return { wrongType: 'text' };
  const known = knownValue(values, written) ?? knownValue(values, twins[written.trim().toLowerCase()] ?? written);
  if (known !== undefined) return { value: known };
  const near = nearest(values, written);
  return { wrongValue: 'choice', allowed: values, ...(near === undefined ? {} : { nearest: near }) };
}

/** A calendar date, with or without a time: `2026-11-20`, `2026-11-20T10:00:00Z`. */
function isDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text);
  if (!match) return false;
  const [, year, month, day] = match.map(Number) as [number, number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Frame rates of deliveries, as they are written; NTSC rates rounded as everybody rounds them. */
export const frameRates = [
  '23.976',
  '24',
  '25',
  '29.97',
  '30',
  '47.952',
  '48',
  '50',
  '59.94',
  '60',
  '100',
  '119.88',
  '120',
] as const;

/** The rate of the list that a text means (`25.00`, `25 fps`, `24000/1001`, `23.98`); undefined where none is. */
export function knownFrameRate(text: string): string | undefined {
  const match = /^(\d+(?:\.\d+)?)(?:\s*\/\s*(\d+))?(?:\s*(?:fps|p))?$/i.exec(text);
  if (!match) return undefined;
  const rate = Number(match[1]) / Number(match[2] ?? 1);
  return frameRates.find((known) => Math.abs(Number(known) - rate) < 0.005);
}

/** Hours, minutes, seconds and frames of a timecode. */
export interface Timecode {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly frames: number;
}

/** Reads `HH:MM:SS:FF`, with `;` before the frames for drop frame (SMPTE ST 12-1); undefined for anything else. */
export function parseTimecode(text: string): Timecode | undefined {
  const match = /^(\d{2}):(\d{2}):(\d{2})[:;](\d{2,3})$/.exec(text);
  if (!match) return undefined;
  const [, hours, minutes, seconds, frames] = match.map(Number) as [number, number, number, number, number];
  if (hours > 23 || minutes > 59 || seconds > 59 || frames >= 120) return undefined;
  return { hours, minutes, seconds, frames };
}
