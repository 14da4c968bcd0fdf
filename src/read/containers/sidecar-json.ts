import type { Subject } from '../../model/index.ts';
import type { Reads, Walker } from './reads.ts';
import { readText } from './sidecar-text.ts';
import { WalkNotes } from './walk-notes.ts';

const depthLimit = 64;
const valueLimit = 200_000;
/** Statements of one file; each is looked up in the bytes. */
const statementLimit = 500;

interface Leaf {
  /** Keys from the top, without those of lists. */
  readonly path: readonly string[];
  readonly value: string;
  /** The objects in which each key of the path stands. */
  readonly holders: readonly Holder[];
}

/** An object of the file, with its place in it: `/@graph/0`. */
interface Holder {
  readonly pointer: string;
  readonly object: Readonly<Record<string, unknown>>;
}

interface Json {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly leaves: readonly Leaf[];
}

/** Settings or a graph in JSON: the whole text, and settings lines that stand in it as values. */
export const walkSettingsJson: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const json = yield* readJson(notes);
  if (json === undefined) return notes.done();
  notes.fact('sidecar', 'text', json.text.trim(), notes.place('JSON file', 0, json.bytes.length));
  for (const leaf of json.leaves) {
    if (/Steps: \d{1,5}, [\s\S]{0,400}Sampler: /.test(leaf.value)) state(notes, 'text', leaf, json);
  }
  return notes.done();
};

/** JSON-LD: what schema.org's digitalSourceType and the words around it say. https://schema.org/digitalSourceType */
export const walkJsonLd: Walker = metadata('jsonld', /^(digital_?source_?type|credittext|copyrightnotice|usageinfo)$/i);

/** ninjs (https://iptc.org/standards/ninjs/), the Video Metadata Hub, and dumps of tags: the digital source type. */
export const walkMetadataJson: Walker = metadata('json', /^(digital_?source_?type|creditline)$/i);

function metadata(prefix: string, wanted: RegExp): Walker {
  return function* (file) {
    const notes = new WalkNotes(file);
    const json = yield* readJson(notes);
    for (const leaf of json?.leaves ?? []) {
      const at = leaf.path.findLastIndex((key) => wanted.test(localName(key)));
      const key = leaf.path[at];
      const inner = leaf.path.slice(at + 1);
      // A term may be an object: its id, uri or code names it, its label does not.
      const isTerm = inner.length === 0 || (inner.length === 1 && /^@?(id|value|uri|qcode|code|literal)$/i.test(inner[0] ?? ''));
      if (json === undefined || key === undefined || !isTerm) continue;
      state(notes, `${prefix}:${spelt(localName(key))}`, leaf, json, subjectOf(leaf.holders[at]));
    }
    return notes.done();
  };
}

/** `schema:digitalSourceType`, `https://schema.org/digitalSourceType` and `XMP-iptcExt:DigitalSourceType` are one property. */
function localName(key: string): string {
  return key.split(/[:/#]/).at(-1) ?? key;
}

function spelt(name: string): string {
  return /^digital_?source_?type$/i.test(name) ? 'digitalSourceType' : name;
}

/** Keys that name the file of the object in which they stand: schema.org, RO-Crate, ninjs, ExifTool's dumps. */
const fileKeys = /^(contenturl|@id|url|href|sourcefile|filename)$/i;
const filesLimit = 100;

/** What a statement in this object speaks of; undefined where the object names no file. What encloses it is another thing. */
function subjectOf(holder: Holder | undefined): Subject | undefined {
  if (holder === undefined) return undefined;
  const { object, pointer } = holder;
  const files = Object.entries(object).flatMap(([key, value]) => {
    if (fileKeys.test(localName(key))) return addressesIn(value);
    // ninjs 1 keeps renditions by name, ninjs 2 and 3 as a list.
    if (localName(key) !== 'renditions' || typeof value !== 'object' || value === null) return [];
    return Object.values(value).flatMap((one: unknown) => addressesIn((one as { href?: unknown } | null)?.href));
  });
  if (files.length === 0) return undefined;
  const title = [object.name, object.headline].find((text) => typeof text === 'string' && text !== '');
  return {
    id: pointer === '' ? '/' : pointer,
    ...(typeof title === 'string' ? { title } : {}),
    files: [...new Set(files)].slice(0, filesLimit),
  };
}

/** An address, several, or nodes that have one as their id or value. */
function addressesIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (Array.isArray(value)) return value.slice(0, filesLimit).flatMap((one) => (Array.isArray(one) ? [] : addressesIn(one)));
  if (typeof value !== 'object' || value === null) return [];
  const node = value as Readonly<Record<string, unknown>>;
  return [node['@id'], node['@value']].filter((one) => typeof one === 'string');
}

/** A statement with the bytes of its value, where these stand in the file once only. */
function state(notes: WalkNotes, name: string, { path, value }: Leaf, { bytes }: Json, of?: Subject): void {
  if (notes.facts.length >= statementLimit) {
    notes.limit(0, 'json-statements');
    return;
  }
  const written = Buffer.from(JSON.stringify(value));
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const first = all.indexOf(written);
  const isSingle = first >= 0 && all.indexOf(written, first + 1) < 0;
  const place = isSingle ? notes.place('', first, written.length) : notes.place('', 0, bytes.length);
  const from = notes.facts.length;
  notes.fact('sidecar', name, value, { ...place, where: `JSON, ${path.join('/')}` });
  if (of === undefined) return;
  for (const [index, fact] of notes.facts.slice(from).entries()) notes.facts[from + index] = { ...fact, of };
}

function* readJson(notes: WalkNotes): Reads<Json | undefined> {
  const content = yield* readText(notes);
  if (content === undefined) return undefined;
  const { text, bytes } = content;
  let value: unknown;
  try {
    value = JSON.parse(withoutNaN(text));
  } catch {
    // The text still shows what it says, a graph above all; but not all of it could be taken apart.
    notes.broken(0, 'json');
    return { text, bytes, leaves: [] };
  }
  const leaves: Leaf[] = [];
  const held = collect(value, { path: [], holders: [] }, '', leaves);
  if (!held) notes.limit(0, 'json-values');
  return { text, bytes, leaves };
}

/** Every text below a value; false where there are more than the limits allow. */
function collect(value: unknown, at: Omit<Leaf, 'value'>, pointer: string, leaves: Leaf[], depth = 0): boolean {
  if (depth > depthLimit || leaves.length >= valueLimit) return false;
  if (typeof value === 'string') leaves.push({ ...at, value });
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every((item, index) => collect(item, at, `${pointer}/${index}`, leaves, depth + 1));
  const holder = { pointer, object: value as Readonly<Record<string, unknown>> };
  const holders = [...at.holders, holder];
  return Object.entries(value).every(([key, inner]) =>
    collect(inner, { path: [...at.path, key], holders }, `${pointer}/${key}`, leaves, depth + 1),
  );
}

/** Python writes NaN, which JSON forbids and graphs of ComfyUI hold. */
function withoutNaN(text: string): string {
  return text.replace(/([:[,]\s{0,8})(?:NaN|-?Infinity)(?=\s{0,8}[,\]}])/g, '$1null');
}
