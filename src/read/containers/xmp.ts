import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { Fact, Problem } from '../../model/index.ts';
import { preferredPrefix } from './namespaces.ts';
import { brokenAt, factAt, limitAt, type Place, placeWithin } from './place.ts';
import { withSubjects } from './xmp-subject.ts';
import { type PacketText, packetText } from './xmp-text.ts';

/** What an XMP packet says, and what was wrong with it. */
export interface XmpFacts {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

/** Bytes of a packet that are read: depth maps and panoramas in extended XMP reach tens of MiB. */
export const xmpByteLimit = 64 * 1024 * 1024;
const depthLimit = 128;
const factLimit = 20_000;
const valueLimit = 4 * 1024 * 1024;
/** Photoshop repeats ancestors by the hundred thousand, and they hold nothing but ids: more of them are neither kept nor missed. */
const ancestors = 'photoshop:DocumentAncestors';
const ancestorLimit = 500;

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const xmlns = 'http://www.w3.org/2000/xmlns/';
const xml = 'http://www.w3.org/XML/1998/namespace';
const outer = 'adobe:ns:meta/';
/** RDF's own words, which add nothing to the path of a property. */
const scaffold = new Set(['RDF', 'Description', 'Bag', 'Seq', 'Alt', 'li', 'value']);

interface Frame {
  /** Name of the property that encloses or is this element; undefined outside of any. */
  readonly path: string | undefined;
  /** The resource that a description at the top names as its subject; its own properties inherit it. */
  readonly about: string | undefined;
  readonly start: number;
  text: string;
}

/** Thrown to leave the parser at a limit; never leaves this file. */
class LimitReached extends Error {}

/**
 * Every property of an XMP packet as facts: attributes and elements, one fact a list item, structures joined by `/`.
 * The packet must be whole. What does not parse is a problem, with the facts kept that were read.
 * `namespaces` are prefixes declared outside the packet (in an SVG).
 * `at` is the property's own bytes; where the place is not as long as the packet (packed, in pieces), the whole place.
 */
export function xmpFacts(packet: Uint8Array, place: Place, namespaces: Readonly<Record<string, string>> = {}): XmpFacts {
  if (packet.length > xmpByteLimit) return { facts: [], problems: [limitAt(place.offset, 'xmp-bytes')] };
  const reader = new PacketReader(packetText(packet), place, place.length === packet.length, namespaces);
  reader.run();
  return { facts: withSubjects(reader.facts, reader.abouts, place.path), problems: [...reader.problems.values()] };
}

class PacketReader {
  readonly facts: Fact[] = [];
  /** The subject of each fact. */
  readonly abouts: (string | undefined)[] = [];
  readonly problems = new Map<string, Problem>();
  readonly #source: PacketText;
  readonly #place: Place;
  readonly #exact: boolean;
  readonly #parser: SaxesParser<{ xmlns: true; fragment: true }>;
  readonly #frames: Frame[] = [];
  #attributes = new Map<string, { start: number; end: number }>();
  #attributeEnd = 0;
  #ancestors = 0;

  constructor(source: PacketText, place: Place, exact: boolean, namespaces: Readonly<Record<string, string>>) {
    const { xml: _bound, xmlns: _own, ...additionalNamespaces } = namespaces;
    this.#parser = new SaxesParser({ xmlns: true, fragment: true, additionalNamespaces });
    this.#source = source;
    this.#place = place;
    this.#exact = exact;
  }

  run(): void {
    const parser = this.#parser;
    // A prefix that nobody declared leaves the property readable, under the prefix that it has.
    parser.on('error', (error) => {
      if (!error.message.includes('unbound namespace prefix')) this.#broken();
    });
    parser.on('opentagstart', () => this.#startOfTag());
    parser.on('attribute', (attribute) => this.#attribute(attribute.name));
    parser.on('opentag', (tag) => this.#open(tag));
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
    parser.on('closetag', () => this.#close());
    try {
      parser.write(withoutInstructions(this.#source.text)).close();
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error;
      this.problems.set(error.message, limitAt(this.#place.offset, error.message));
    }
    while (this.#frames.length > 0) this.#close();
  }

  #broken(): void {
    if (!this.problems.has('xmp-xml')) this.problems.set('xmp-xml', brokenAt(this.#absolute(this.#parser.position), 'xmp-xml'));
  }

  #absolute(position: number): number {
    return this.#exact ? this.#place.offset + (this.#source.byteAt(position) ?? 0) : this.#place.offset;
  }

  #startOfTag(): void {
    if (this.#frames.length >= depthLimit) throw new LimitReached('xmp-depth');
    this.#attributes = new Map();
    this.#attributeEnd = this.#parser.position;
  }

  #attribute(name: string): void {
    const end = this.#parser.position;
    const start = this.#source.text.indexOf(name, this.#attributeEnd - 1);
    this.#attributes.set(name, { start: start < 0 || start >= end ? this.#attributeEnd : start, end });
    this.#attributeEnd = end;
  }

  #open(tag: SaxesTagNS): void {
    const parent = this.#frames.at(-1)?.path;
    const path = pathOf(tag, parent);
    const start = Math.max(0, this.#source.text.lastIndexOf('<', this.#parser.position - 1));
    const about = parent === undefined ? (aboutOf(tag) ?? this.#frames.at(-1)?.about) : this.#frames.at(-1)?.about;
    this.#frames.push({ path, about, start: this.#startOf(tag, start), text: '' });
    for (const attribute of Object.values(tag.attributes)) {
      const name = attributePath(attribute, path, parent);
      const range = this.#attributes.get(attribute.name);
      if (name !== undefined) this.#add(name, about, attribute.value, range?.start ?? start, range?.end ?? this.#parser.position);
    }
  }

  /** A tag begins at its own `<`, which attribute values may repeat only escaped; so the first attribute leads back to it. */
  #startOf(tag: SaxesTagNS, fallback: number): number {
    const first = this.#attributes.values().next().value;
    const from = first === undefined ? this.#parser.position : first.start;
    const start = this.#source.text.lastIndexOf(`<${tag.name}`, from);
    return start < 0 ? fallback : start;
  }

  #text(text: string): void {
    const frame = this.#frames.at(-1);
    if (frame !== undefined) frame.text += text;
  }

  #close(): void {
    const frame = this.#frames.pop();
    if (frame?.path === undefined) return;
    this.#add(frame.path, frame.about, frame.text.trim(), frame.start, this.#parser.position);
  }

  #add(name: string, about: string | undefined, value: string, start: number, end: number): void {
    if (value === '' || (name === ancestors && ++this.#ancestors > ancestorLimit)) return;
    if (this.facts.length >= factLimit) throw new LimitReached('xmp-facts');
    const kept = value.length > valueLimit ? value.slice(0, valueLimit) : value;
    // A picture or depth map in base64 may be cut without loss; words may not.
    if (kept !== value && !/^[A-Za-z0-9+/=\s]*$/.test(value)) {
      this.problems.set('xmp-value', limitAt(this.#absolute(start), 'xmp-value'));
    }
    this.abouts.push(about);
    this.facts.push(factAt('xmp', name, kept, this.#placeOf(start, end)));
  }

  #placeOf(start: number, end: number): Place {
    const first = this.#source.byteAt(start);
    const last = this.#source.byteAt(end);
    if (!this.#exact || first === undefined || last === undefined) return this.#place;
    return placeWithin(this.#place, first, last - first);
  }
}

/**
 * Processing instructions as spaces: `<?xpacket` says nothing that is needed here, and writers misplace `<?xml`
 * and end instructions in ways that XML forbids.
 */
function withoutInstructions(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (let start = text.indexOf('<?'); start >= 0; start = text.indexOf('<?', from)) {
    const end = text.indexOf('?>', start);
    if (end < 0) break;
    parts.push(text.slice(from, start), ' '.repeat(end + 2 - start));
    from = end + 2;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

interface Name {
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
}

function aboutOf({ attributes }: SaxesTagNS): string | undefined {
  const about = Object.values(attributes).find(
    ({ local, uri, prefix }) => local === 'about' && (uri === rdf || (uri === '' && prefix === '')),
  );
  return about?.value.trim();
}

function pathOf(tag: Name, parent: string | undefined): string | undefined {
  if (tag.uri === outer || (tag.uri === rdf && scaffold.has(tag.local))) return parent;
  return joined(parent, tag);
}

function attributePath(attribute: Name, path: string | undefined, parent: string | undefined): string | undefined {
  const { uri, local, prefix } = attribute;
  if (uri === xmlns || prefix === 'xmlns' || local === 'xmlns' || uri === xml || prefix === 'xml') return undefined;
  if (uri === rdf || (uri === '' && prefix === '')) {
    if (local === 'about') return path ?? 'rdf:about';
    if (local === 'resource' || local === 'value') return path ?? parent;
    // Attributes of no namespace are no XMP, but some tools write them so: `<rdf:Description Software="…">`.
    return uri === '' && prefix === '' ? joined(path, attribute) : undefined;
  }
  return joined(path, attribute);
}

function joined(parent: string | undefined, name: Name): string {
  if (parent !== undefined) return `${parent}/${name.local}`;
  const prefix = preferredPrefix(name.uri) ?? name.prefix;
  return prefix === '' ? name.local : `${prefix}:${name.local}`;
}
