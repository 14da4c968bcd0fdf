import type { DeclarationProblem } from '../model/index.ts';
import type { Field, Fields, FieldType } from './field-types.ts';
import type { Complaint, Entry, Node, Place } from './source.ts';
import { knownKey, nearestKey, shownWords } from './spelling.ts';
import { readValue } from './values.ts';

/** Plain data in the canonical spelling. */
export type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain };

/** Where each field was written, and what was found wrong on the way. */
export class Findings {
  readonly problems: DeclarationProblem[] = [];
  readonly #places = new Map<string, Place>();
  /** Every field that a problem stands at or inside of; looked up for each of 50,000 uses. */
  readonly #complained = new Set<string>();
  readonly #misspelt = new Set<string>();
  readonly #ids = new Map<string, string>();
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** Remembers where `field` stands. */
  mark(field: string, place: Place): void {
    this.#places.set(field, place);
  }

  /** Remembers the id that the group at `field` gives itself. */
  called(field: string, id: string): void {
    this.#ids.set(field, id);
  }

  /** The id of the entry of a list that `field` lies in (`uses[0]` of `uses[0].degree`). */
  idOf(field: string): string | undefined {
    return this.#ids.get(/^[^.[\]]+\[\d+\]/.exec(field)?.[0] ?? '');
  }

  /** Every field that was written, with its place. */
  get places(): ReadonlyMap<string, Place> {
    return this.#places;
  }

  /** True where something was written at `field` itself. */
  wasWritten(field: string): boolean {
    return this.#places.has(field);
  }

  /** The place of a field, or of the nearest field around it that was written. */
  placeOf(field: string): Place | undefined {
    for (let at = field; ; at = parentOf(at)) {
      const place = this.#places.get(at);
      if (place || at === '') return place;
    }
  }

  /** True where a problem stands at `field` or inside it. */
  complainsOf(field: string): boolean {
    return this.#complained.has(field);
  }

  /** True where an unknown key inside `field` was probably meant to be `key`: then `key` is not missing, but misspelt. */
  isMisspelt(field: string, key: string): boolean {
    return this.#misspelt.has(`${field} ${key}`);
  }

  /** Adds a problem at a field, or at `place` where that is nearer. */
  add(field: string, complaint: Complaint, place = this.placeOf(field)): void {
    this.problems.push({ file: this.#file, ...place, field, ...complaint });
    for (let at = field; ; at = parentOf(at)) {
      this.#complained.add(at);
      if (at === '') break;
    }
    if (complaint.code === 'unknown-key') this.#misspelt.add(`${parentOf(field)} ${complaint.params?.nearest}`);
  }
}

/**
 * Reads a tree as the table of fields asks: keys and values are brought to their canonical spelling, what does not fit is
 * added to `findings`, an empty value counts as absent. Undefined where nothing usable stood there.
 */
export function validate(type: FieldType, node: Node, field: string, findings: Findings): Plain | undefined {
  findings.mark(field, node.place);
  if (node.kind === 'scalar' && isTodo(node.value)) {
    findings.add(field, { code: 'todo', params: { key: lastKey(field), ...askedFor(type) } });
    return undefined;
  }
  if (node.kind === 'scalar' && node.complaint) {
    findings.add(field, node.complaint);
    return undefined;
  }
  if (isHollow(type, node)) findings.add(field, { code: 'missing', params: { key: lastKey(field) } });
  if (isEmpty(node)) return undefined;
  if (type.type === 'map') return readMap(type, node, field, findings);
  if (type.type === 'list') return readList(type, node, field, findings);
  if (node.kind !== 'scalar') return wrongType(type.type, node, field, findings);
  const read = readValue(type, node.value, node.source);
  if ('value' in read) return read.value === '' ? undefined : read.value;
  if ('wrongType' in read) return wrongType(read.wrongType, node, field, findings);
  const { wrongValue: expected, allowed, nearest } = read;
  const params = {
    value: node.source.slice(0, 100),
    expected,
    ...(allowed ? { allowed: allowed.join(', ') } : {}),
    ...(nearest ? { nearest } : {}),
  };
  findings.add(field, { code: 'wrong-value', params });
  return undefined;
}

/**
 * True for what drafts leave to a person, `TODO`, alone or with a note behind it (`TODO: ask Anna`). Only in capitals and not
 * before a word, since there are titles that begin so ("Todo sobre mi madre").
 */
function isTodo(value: unknown): boolean {
  return typeof value === 'string' && /^\s*TODO\s*(?:$|[^\p{L}\p{N}\s/\\._*-])/u.test(value);
}

/** What a field wants to hold, for whoever fills it in. */
function askedFor(type: FieldType): { readonly allowed?: string; readonly expected?: string } {
  if (type.type === 'choice') return { allowed: type.values.join(', ') };
  if (type.type === 'list') return askedFor(type.of);
  if (type.type === 'boolean') return { allowed: 'yes, no' };
  return type.type === 'date' || type.type === 'timecode' ? { expected: type.type } : {};
}

function isEmpty(node: Node): boolean {
  // A space that does not break comes along where text is copied from a web page.
  return node.kind === 'scalar' && (node.value === null || (typeof node.value === 'string' && node.value.trim() === ''));
}

/** True where nothing stands in a list or map that must be filled. */
function isHollow(type: FieldType, node: Node): boolean {
  if ((type.type !== 'list' && type.type !== 'map') || !type.filled) return false;
  if (type.type === 'list') return isEmpty(node) || (node.kind === 'list' && node.items.length === 0);
  return isEmpty(node) || (node.kind === 'map' && node.entries.length === 0);
}

/** `uses[0].degree` -> `degree`, `when[0]` -> `when`. */
function lastKey(field: string): string {
  return /([^.[\]]*)(?:\[\d+\])?$/.exec(field)?.[1] ?? field;
}

function wrongType(expected: string, node: Node, field: string, findings: Findings): undefined {
  const found = node.kind === 'scalar' ? typeof node.value : node.kind;
  findings.add(field, { code: 'wrong-type', params: { expected, found: found === 'string' ? 'text' : found } });
  return undefined;
}

function readList(type: Extract<FieldType, { type: 'list' }>, node: Node, field: string, findings: Findings) {
  if (node.kind !== 'list') {
    const canStandAlone = node.kind === 'scalar' || type.of.type === 'map';
    if (!type.orSingle || !canStandAlone) return wrongType('list', node, field, findings);
    const single = validate(type.of, node, field, findings);
    return single === undefined ? undefined : [single];
  }
  return node.items
    .map((item, index) => validate(type.of, item, `${field}[${index}]`, findings))
    .filter((item) => item !== undefined);
}

function readMap(type: Extract<FieldType, { type: 'map' }>, node: Node, field: string, findings: Findings) {
  if (node.kind === 'scalar' && type.shorthand) {
    const field2 = type.fields[type.shorthand] as Field;
    const value = validate(field2, node, field, findings);
    return value === undefined ? undefined : { [type.shorthand]: value };
  }
  if (node.kind !== 'map') return wrongType('map', node, field, findings);
  const map: Record<string, Plain> = {};
  const seen = new Map<string, Entry>();
  for (const entry of node.entries) {
    const key = readKey(type.fields, entry, seen, field, findings);
    if (key === undefined) continue;
    const value = validate(type.fields[key] as Field, entry.node, join(field, key), findings);
    if (value !== undefined) map[key] = value;
    if (key === 'id' && typeof value === 'string') findings.called(field, value);
  }
  const wanted = Object.keys(type.fields).filter((key) => type.fields[key]?.required);
  for (const key of wanted) {
    const written = seen.get(key);
    const absent = written === undefined ? !findings.isMisspelt(field, key) : isEmpty(written.node);
    if (absent) findings.add(join(field, key), { code: 'missing', params: { key } }, written?.place ?? node.place);
  }
  return map;
}

function readKey(fields: Fields, entry: Entry, seen: Map<string, Entry>, field: string, findings: Findings): string | undefined {
  const key = knownKey(fields, entry.key);
  if (key === undefined) {
    const near = nearestKey(fields, entry.key);
    const shown = near ? { nearest: near } : shownWords(Object.keys(fields), entry.key);
    const params = { key: entry.key.slice(0, 100), ...shown };
    findings.add(join(field, entry.key.slice(0, 100)), { code: 'unknown-key', params }, entry.place);
    return undefined;
  }
  const first = seen.get(key);
  if (first) {
    const params = { reason: 'duplicate-key', key, firstLine: first.place.line };
    findings.add(join(field, key), { code: 'unparsable', params }, entry.place);
    return undefined;
  }
  seen.set(key, entry);
  return key;
}

/** `uses[0].degree` -> `uses[0]` -> `uses` -> the whole. */
function parentOf(field: string): string {
  const parent = field.replace(/(?:^|\.)[^.[\]]*$|\[\d+\]$/, '');
  // An unknown key may hold brackets of its own.
  return parent === field ? '' : parent;
}

function join(field: string, key: string): string {
  return field === '' ? key : `${field}.${key}`;
}
