import { SaxesParser, type SaxesTagNS } from 'saxes';
import { startsWith } from './bytes.ts';
import { read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';
import { xmpFacts } from './xmp.ts';
import { type PacketText, packetText } from './xmp-text.ts';

const sizeLimit = 64 * 1024 * 1024;
const textLimit = 64 * 1024;
const depthLimit = 1000;
const entityLimit = 200;

/** Thrown to leave the parser at a limit; never leaves this file. */
class LimitReached extends Error {}

/** SVG: XMP in its metadata, generators' comments, titles and descriptions, and a C2PA manifest (C2PA 2.2, A.3.6). */
export const walkSvg: Walker = function* (file) {
  const notes = new WalkNotes(file);
  if (file.size > sizeLimit) {
    notes.limit(0, 'svg-bytes');
    return notes.done();
  }
  const bytes = yield* read(0, file.size);
  const source = packetText(bytes);
  const reader = new SvgReader(notes, source, bytes);
  reader.run();
  return notes.done();
};

interface Element {
  readonly name: string;
  /** Position of the first character after the opening tag. */
  readonly start: number;
  text: string;
}

class SvgReader {
  readonly #notes: WalkNotes;
  readonly #source: PacketText;
  readonly #bytes: Uint8Array;
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #stack: Element[] = [];
  /** Prefixes that each open tag declares. */
  readonly #scopes: Record<string, string>[] = [];
  #isSvg = false;
  #isBroken = false;
  /** Prefixes in force where metadata begin: they may be declared on any tag before. */
  #metadata: { start: number; namespaces: Record<string, string> } | undefined;

  constructor(notes: WalkNotes, source: PacketText, bytes: Uint8Array) {
    this.#notes = notes;
    this.#source = source;
    this.#bytes = bytes;
  }

  run(): void {
    const parser = this.#parser;
    // A prefix that nobody declared leaves the text readable all the same.
    parser.on('error', (error) => {
      if (!error.message.includes('unbound namespace prefix')) this.#broken();
    });
    parser.on('doctype', (doctype) => this.#entities(doctype));
    parser.on('comment', (comment) => this.#comment(comment.trim()));
    parser.on('opentag', (tag) => this.#open(tag));
    parser.on('text', (text) => this.#text(text));
    parser.on('cdata', (text) => this.#text(text));
    parser.on('closetag', (tag) => this.#close(tag));
    try {
      parser.write(this.#source.text.replace(/^\s+(?=<\?xml)/, '')).close();
    } catch (error) {
      if (!(error instanceof LimitReached)) throw error;
      this.#notes.limit(0, error.message);
    }
    if (!this.#isSvg) this.#notes.broken(0, 'svg-root');
  }

  #broken(): void {
    if (!this.#isBroken) this.#notes.broken(this.#byte(this.#parser.position), 'svg-xml');
    this.#isBroken = true;
  }

  #byte(position: number): number {
    return this.#source.byteAt(position) ?? 0;
  }

  /** Illustrator names its namespaces by entities of the document type; plain ones are taken, others stay unknown. */
  #entities(doctype: string): void {
    const found = [...doctype.matchAll(/<!ENTITY\s+([\w.-]+)\s+(?:"([^"&%<]{0,1000})"|'([^'&%<]{0,1000})')\s*>/g)];
    for (const [, name, double, single] of found.slice(0, entityLimit)) {
      if (name !== undefined) this.#parser.ENTITIES[name] = double ?? single ?? '';
    }
  }

  #comment(comment: string): void {
    const end = this.#byte(this.#parser.position);
    const length = Buffer.byteLength(comment) + 7;
    const place = this.#notes.place('XML comment', Math.max(0, end - length), length);
    if (comment !== '') this.#notes.fact('text', 'Comment', comment.slice(0, textLimit), place);
  }

  #open(tag: SaxesTagNS): void {
    const { length } = this.#stack;
    if (length >= depthLimit) throw new LimitReached('svg-depth');
    if (length === 0 && tag.local === 'svg') {
      this.#isSvg = true;
      this.#size(tag);
    }
    if (tag.local === 'metadata' && this.#metadata === undefined) {
      const namespaces = Object.assign({}, ...this.#scopes, tag.ns) as Record<string, string>;
      this.#metadata = { start: this.#parser.position, namespaces };
    }
    this.#stack.push({ name: tag.local, start: this.#parser.position, text: '' });
    this.#scopes.push(tag.ns);
  }

  #size(tag: SaxesTagNS): void {
    const number = (name: string): number => Number.parseFloat(tag.attributes[name]?.value ?? '');
    const [, , boxWidth = Number.NaN, boxHeight = Number.NaN] = (tag.attributes.viewBox?.value ?? '').split(/[\s,]+/).map(Number);
    const width = number('width') || boxWidth;
    const height = number('height') || boxHeight;
    if (width > 0 && height > 0) this.#notes.tell({ width: Math.round(width), height: Math.round(height) });
  }

  #text(text: string): void {
    const element = this.#stack.at(-1);
    if (element !== undefined && element.text.length < textLimit) element.text += text;
  }

  #close(tag: SaxesTagNS): void {
    const element = this.#stack.pop();
    this.#scopes.pop();
    if (element === undefined) return;
    const end = this.#source.text.lastIndexOf('<', this.#parser.position - 1);
    const start = this.#byte(element.start);
    const length = Math.max(0, this.#byte(end) - start);
    const isManifest = element.name === 'manifest' && /c2pa/.test(tag.uri + tag.prefix);
    if (isManifest) this.#manifest(element, start, length);
    else if (element.name === 'metadata') this.#xmp(element, end);
    else if ((element.name === 'title' || element.name === 'desc') && element.text.trim() !== '') {
      this.#notes.fact('text', element.name, element.text.trim(), this.#notes.place(`${element.name} element`, start, length));
    }
  }

  #manifest(element: Element, start: number, length: number): void {
    const head = Buffer.from(element.text.replace(/\s+/g, '').slice(0, 64), 'base64');
    // By its place it is a store, also where its boxes are those of a draft: what it states nobody can check, and that must be told.
    if (startsWith(head, 'jumb', 4)) this.#notes.stores.push({ offset: start, length });
    else this.#notes.broken(start, 'c2pa-box');
    this.#notes.segment('c2pa:manifest', start, length);
  }

  #xmp(element: Element, end: number): void {
    const { start } = element;
    const from = this.#byte(start);
    const to = this.#byte(end);
    if (this.#metadata === undefined || end <= start) return;
    const exact = this.#source.byteAt(0) !== undefined;
    const packet = exact ? this.#bytes.subarray(from, to) : Buffer.from(this.#source.text.slice(start, end));
    const place = this.#notes.place('metadata element', from, exact ? to - from : this.#bytes.length);
    const { facts, problems } = xmpFacts(packet, place, this.#metadata.namespaces);
    // The manifest is no property, though it stands among them.
    const kept = facts.filter((fact) => !/^c2pa:manifest$/i.test(fact.name));
    this.#notes.segment('metadata', from, to - from);
    this.#notes.facts.push(...kept);
    this.#metadata = undefined;
    if (problems.length > 0) this.#broken();
  }
}
