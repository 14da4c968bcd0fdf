import { assetKeys } from '../../written/declaration-fields.ts';
import type { FieldType } from '../../written/field-types.ts';
import type { Complaint, Entry, Node } from '../../written/source.ts';
import { fieldsOfList } from './columns.ts';
import { looksLikeDay, looksLikeExponent, withoutTextSign } from './csv.ts';
import { type DateOrder, isoDate } from './dates.ts';
import type { Cell } from './table.ts';

/** What a table settles for all of its cells. */
export interface Reading {
  readonly order: DateOrder;
  /** True for a CSV, in whose cells anything is a text. */
  readonly isCsv: boolean;
  /** Ids and names of the tools that are listed, in lower case: `T1, T2` in one cell means both. */
  readonly tools: ReadonlySet<string>;
}

const yes = new Set(['yes', 'y', 'true', 'ja', 'j', 'wahr', 'oui', 'vrai', 'sí', 'si', 'verdadero', 'sì', 'vero', 'sim']);
const no = new Set(['no', 'n', 'false', 'nein', 'falsch', 'non', 'faux', 'falso', 'não', 'nao']);

/** What a cell says, as the field's type asks. A cell that is not understood keeps its place and its complaint. */
export function nodeOfCell(type: FieldType, key: string, cell: Cell, reading: Reading): Node {
  const text = reading.isCsv ? withoutTextSign(cell.text) : cell.text;
  const isSigned = text !== cell.text;
  if (type.type === 'list') {
    if (fieldsOfList(type) !== undefined) return groupsOf(key, text, cell);
    return listOf(type.of, key, { ...cell, text }, reading, isSigned);
  }
  return singleOf(type, { ...cell, text }, reading, isSigned);
}

function singleOf(type: FieldType, cell: Cell, reading: Reading, isSigned: boolean): Node {
  const text = cell.text.trim();
  switch (type.type) {
    case 'date':
      return dateOf(text, cell, reading.order);
    case 'number':
      return scalar(/^[+-]?\d+,\d+(?=$|\s*%)/.test(text) ? text.replace(',', '.') : text, cell);
    case 'frame-rate':
      return scalar(text.replace(',', '.'), cell);
    case 'boolean':
    case 'choice':
      return scalar(type.type === 'choice' && !type.values.includes('yes') ? text : yesOrNo(text), cell);
    default:
      return textOf(text, cell, isSigned || (!reading.isCsv && cell.kind === 'text'));
  }
}

function yesOrNo(text: string): string {
  const word = text.toLowerCase();
  return yes.has(word) ? 'yes' : no.has(word) ? 'no' : text;
}

function dateOf(text: string, cell: Cell, order: DateOrder): Node {
  const date = isoDate(text, order);
  if (date === 'ambiguous') return complaining(cell, 'wrong-value', { value: text, expected: 'date-order' });
  return scalar(date?.iso ?? text, cell);
}

/** A spreadsheet turns ids into dates and digests into rounded numbers; what it threw away cannot be had back. */
function textOf(text: string, cell: Cell, isSurelyText: boolean): Node {
  const shown = { value: text.slice(0, 100) };
  if (cell.kind === 'mangled') return complaining(cell, 'unparsable', { reason: 'mangled-number', ...shown });
  if (cell.kind === 'date') return complaining(cell, 'unparsable', { reason: 'mangled-date', ...shown });
  if (isSurelyText) return scalar(text, cell);
  if (looksLikeExponent(text)) return complaining(cell, 'unparsable', { reason: 'mangled-number', ...shown });
  if (looksLikeDay(text)) return complaining(cell, 'unparsable', { reason: 'mangled-date', ...shown });
  return scalar(text, cell);
}

function listOf(of: FieldType, key: string, cell: Cell, reading: Reading, isSigned: boolean): Node {
  const items = splitItems(cell.text).flatMap((item): Item[] => {
    if (item.isQuoted) return [item];
    const parts = item.text.split(',').map((part) => ({ text: part.trim(), isQuoted: false }));
    // A comma may belong to a name; it separates where no value has one, or where every part is a tool that is listed.
    const separates =
      of.type === 'choice' || (key === 'tools' && parts.every(({ text }) => reading.tools.has(text.toLowerCase())));
    return separates ? parts.filter(({ text }) => text !== '') : [item];
  });
  return {
    kind: 'list',
    items: items.map(({ text, isQuoted }) => singleOf(of, { ...cell, text }, reading, isSigned || isQuoted)),
    place: cell.place,
  };
}

interface Item {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** The entries of a list in one cell, separated by semicolons or line breaks; quotes keep a semicolon inside an entry. */
export function splitItems(text: string): Item[] {
  const items: Item[] = [];
  // One entry: quoted (quotes doubled inside), or anything up to the next separator.
  for (const match of text.matchAll(/\s*(?:"((?:[^"]|"")*)"[^\S\n]*(?=[;\r\n]|$)|([^;\r\n]+))/g)) {
    if (match[1] !== undefined) items.push({ text: match[1].replaceAll('""', '"'), isQuoted: true });
    else if ((match[2] as string).trim() !== '') items.push({ text: (match[2] as string).trim(), isQuoted: false });
  }
  return items;
}

/** Lists of groups that can be written in one cell: paths and digests, and ranges of timecode. */
function groupsOf(key: string, text: string, cell: Cell): Node {
  if (key === 'assets') {
    return { kind: 'list', items: splitItems(text).map((item) => assetOf(item, cell)), place: cell.place };
  }
  if (key !== 'timecodes') return complaining(cell, 'unparsable', { reason: 'needs-columns', key });
  // The semicolon of drop-frame timecode stands between two pairs of digits and separates nothing.
  const items = text.split(/[\r\n]+|(?<!\d\d:\d\d:\d\d);|;(?!\d\d)/).filter((item) => item.trim() !== '');
  return { kind: 'list', items: items.map((item) => rangeOf(item.trim(), cell)), place: cell.place };
}

/** Keys that an entry may begin with, `sha256: …`; anything else is a path. */
export const entryKeys = [...assetKeys, 'umid', 'imfAssetUuid', 'clipName', 'phash'] as const;
const keyed = new RegExp(`^(${entryKeys.join('|')})\\s*[:=]\\s*(\\S[\\s\\S]*)$`, 'i');

function assetOf({ text, isQuoted }: Item, cell: Cell): Node {
  const match = isQuoted ? null : keyed.exec(text);
  const key = match && entryKeys.find((known) => known.toLowerCase() === match[1]?.toLowerCase());
  if (match && key) return map({ [key]: unquoted(match[2] as string) }, cell);
  if (/^[0-9a-f]{64}$/i.test(text) && !isQuoted) return map({ sha256: text }, cell);
  if (/^xmp\.[di]id:/i.test(text) && !isQuoted) return map({ documentId: text }, cell);
  if (looksLikeExponent(text) && !isQuoted) return textOf(text, cell, false);
  return map({ path: text }, cell);
}

function unquoted(text: string): string {
  return /^"(?:[^"]|"")*"$/.test(text) ? text.slice(1, -1).replaceAll('""', '"') : text;
}

const range =
  /^(?:([\s\S]*?)[\s@|,]\s*)?(\d\d:\d\d:\d\d[:;]\d{2,3})\s*(?:-|–|—|->|→|\/|to|bis|\s)\s*(\d\d:\d\d:\d\d[:;]\d{2,3})$/i;

function rangeOf(text: string, cell: Cell): Node {
  const match = range.exec(text);
  if (!match) return complaining(cell, 'wrong-value', { value: text.slice(0, 100), expected: 'timecode-range' });
  const asset = match[1]?.replace(/[\s:@|,]+$/, '').trim() ?? '';
  return map({ ...(asset === '' ? {} : { asset }), in: match[2] as string, out: match[3] as string }, cell);
}

function map(values: Readonly<Record<string, string>>, cell: Cell): Node {
  const entries = Object.entries(values).map(([key, value]): Entry => ({ key, place: cell.place, node: scalar(value, cell) }));
  return { kind: 'map', entries, place: cell.place };
}

function scalar(value: string, cell: Cell): Node {
  return { kind: 'scalar', value, source: value, place: cell.place };
}

function complaining(cell: Cell, code: Complaint['code'], params: Complaint['params'] & object): Node {
  return { kind: 'scalar', value: cell.text, source: cell.text, place: cell.place, complaint: { code, params } };
}

/** The key of a field whose cell a column fills, for the choice of a syntax. */
export function keyOf(path: readonly string[]): string {
  return path.at(-1) ?? '';
}
