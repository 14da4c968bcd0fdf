import { latin1 } from './bytes.ts';
import { isC2paStore } from './jumbf.ts';
import { type Found, PdfObjects, rangeOf } from './pdf-objects.ts';
import { pageStatements } from './pdf-pages.ts';
import { isDict, type PdfDict, PdfName, PdfString, type PdfValue, pdfText } from './pdf-values.ts';
import { entryLimit, readSection, type Section } from './pdf-xref.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

/** Revisions of a file that are read: each time that it was saved on top of itself adds one. */
const revisionLimit = 256;
const attachmentLimit = 1000;
const tailLength = 16 * 1024;

/**
 * PDF (ISO 32000-2): the information dictionary, the XMP of the document, and an attached C2PA store (C2PA 2.2, A.4), as
 * every revision has them, and what the pages of the newest state. Pictures placed on its pages are not opened.
 */
export const walkPdf: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 1024);
  const shift = Math.max(0, latin1(head).indexOf('%PDF-'));
  if (!latin1(head).startsWith('%PDF-', shift)) {
    notes.broken(0, 'pdf-header');
    return notes.done();
  }
  notes.segment('header', shift, 8);
  checkLinearized(notes, head, shift);
  const sections = yield* readSections(notes, shift);
  if (sections.length === 0) return notes.done();
  if (sections.some(({ trailer }) => (trailer.get('Encrypt') ?? null) !== null)) {
    // Strings and streams are ciphers even where no password is asked.
    notes.limit(sections[0]?.offset ?? 0, 'pdf-encrypted');
    return notes.done();
  }
  const reader = new DocumentReader(notes, new PdfObjects(notes, sections, shift));
  for (const [revision, { trailer, offset, length }] of sections.entries()) {
    yield* reader.revision(revision, trailer, { value: trailer, range: { offset, length }, exact: false });
  }
  return notes.done();
};

/** A linearised file says its own length, if nothing was added to it since (ISO 32000-2, F.3). */
function checkLinearized(notes: WalkNotes, head: Uint8Array, shift: number): void {
  const first = latin1(head).slice(shift);
  const promised = /^[^<]{0,200}<<[^>]{0,200}\/Linearized\b/.test(first) ? /\/L\s+(\d{1,15})\b/.exec(first)?.[1] : undefined;
  if (promised !== undefined && shift + Number(promised) > notes.file.size) notes.truncated(0, shift + Number(promised));
}

/** Every cross-reference section, newest first. */
function* readSections(notes: WalkNotes, shift: number): Reads<Section[]> {
  const { size } = notes.file;
  const tailAt = Math.max(0, size - tailLength);
  const tail = latin1(yield* read(tailAt, tailLength));
  const start = [...tail.matchAll(/startxref\s+(\d{1,15})(?=\s)/g)].at(-1);
  if (start === undefined || tail.indexOf('%%EOF', start.index) < 0) {
    if (!notes.problems.some(({ code }) => code === 'truncated')) notes.broken(tailAt, 'pdf-startxref');
    if (start === undefined) return [];
  }
  const sections: Section[] = [];
  const queue = [Number(start[1]) + shift];
  const seen = new Set<number>();
  let entries = 0;
  for (let offset = queue.shift(); offset !== undefined; offset = queue.shift()) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    if (seen.size > revisionLimit) {
      notes.limit(offset, 'pdf-revisions');
      break;
    }
    const section = yield* readSection(offset, size);
    if ('failed' in section) {
      if (section.failed === 'limit') notes.limit(offset, section.detail);
      else notes.broken(offset, section.detail);
      break;
    }
    sections.push(section);
    entries += section.entries.size;
    if (entries > entryLimit) {
      notes.limit(offset, 'pdf-entries');
      break;
    }
    notes.segment('xref', section.offset, section.length);
    for (const key of ['XRefStm', 'Prev']) {
      const next = section.trailer.get(key);
      if (typeof next === 'number') queue.push(next + shift);
    }
  }
  return sections;
}

class DocumentReader {
  readonly #notes: WalkNotes;
  readonly #objects: PdfObjects;
  /** Places that were read: most revisions share their objects. */
  readonly #seen = new Set<string>();
  #attachments = 0;

  constructor(notes: WalkNotes, objects: PdfObjects) {
    this.#notes = notes;
    this.#objects = objects;
  }

  *revision(revision: number, trailer: PdfDict, holder: Found): Reads<void> {
    const info = yield* this.#objects.resolve(trailer.get('Info'), revision, holder);
    if (info !== undefined && this.#isNew('info', info)) yield* this.#info(info, revision);
    const root = yield* this.#objects.resolve(trailer.get('Root'), revision, holder);
    if (root === undefined || !isDict(root.value)) {
      if (revision === 0) this.#notes.broken(holder.range.offset, 'pdf-catalog');
      return;
    }
    if (!this.#isNew('root', root) && revision > 0) return;
    yield* this.#metadata(root, root.value, revision);
    if (revision === 0) yield* pageStatements(this.#notes, this.#objects, root);
    yield* this.#associated(root, root.value, revision);
    const names = yield* this.#objects.resolve(root.value.get('Names'), revision, root);
    if (names !== undefined && isDict(names.value)) {
      const tree = yield* this.#objects.resolve(names.value.get('EmbeddedFiles'), revision, names);
      if (tree !== undefined) yield* this.#nameTree(tree, revision, 0);
    }
  }

  #isNew(what: string, { range, exact, value }: Found): boolean {
    // Objects of one object stream share its place, and differ by what they say.
    const key = exact ? `${what} ${range.offset}` : `${what} ${range.offset} ${isDict(value) ? [...value.keys()].join() : ''}`;
    const isNew = !this.#seen.has(key);
    this.#seen.add(key);
    return isNew;
  }

  *#info(info: Found, revision: number): Reads<void> {
    if (!isDict(info.value)) return;
    this.#notes.segment('Info', info.range.offset, info.range.length);
    const where = revision === 0 ? 'Info dictionary' : 'Info dictionary of an earlier revision';
    for (const [key, value] of info.value) {
      const found = yield* this.#objects.resolve(value, revision, info);
      if (found === undefined) continue;
      const text = textOf(found.value);
      if (text === undefined) continue;
      const { offset, length } = found.value instanceof PdfString ? rangeOf(found, found.value) : found.range;
      this.#notes.fact('container', `pdf:${key}`, text, this.#notes.place(`${where}, /${key}`, offset, length));
      if (revision === 0 && (key === 'Creator' || (key === 'Producer' && !info.value.has('Creator'))))
        this.#notes.tell({ software: text });
      if (revision === 0 && key === 'CreationDate') this.#notes.tell(createdBy(text));
    }
  }

  *#metadata(root: Found, catalog: PdfDict, revision: number): Reads<void> {
    const metadata = yield* this.#objects.resolve(catalog.get('Metadata'), revision, root);
    if (metadata?.data === undefined || !this.#isNew('metadata', metadata)) return;
    const content = yield* this.#objects.stream(metadata, revision);
    if (content === undefined) return;
    const { offset, length } = content.range;
    this.#notes.segment('Metadata', offset, length);
    const where = revision === 0 ? 'Metadata stream (XMP)' : 'Metadata stream (XMP) of an earlier revision';
    this.#notes.xmp(content.bytes, this.#notes.place(where, offset, length));
  }

  *#associated(root: Found, catalog: PdfDict, revision: number): Reads<void> {
    const files = yield* this.#objects.resolve(catalog.get('AF'), revision, root);
    if (files === undefined || !Array.isArray(files.value)) return;
    for (const file of files.value as readonly PdfValue[]) {
      if (this.#attachments > attachmentLimit) return;
      const specification = yield* this.#objects.resolve(file, revision, files);
      if (specification !== undefined) yield* this.#attachment(specification, revision);
    }
  }

  *#nameTree(node: Found, revision: number, depth: number): Reads<void> {
    if (!isDict(node.value)) return;
    if (depth > 16) return this.#notes.limit(node.range.offset, 'pdf-depth');
    const names = yield* this.#objects.resolve(node.value.get('Names'), revision, node);
    if (names !== undefined && Array.isArray(names.value)) {
      for (const [index, entry] of (names.value as readonly PdfValue[]).entries()) {
        if (this.#attachments > attachmentLimit) return;
        const file = index % 2 === 0 ? undefined : yield* this.#objects.resolve(entry, revision, names);
        if (file !== undefined) yield* this.#attachment(file, revision);
      }
    }
    const kids = yield* this.#objects.resolve(node.value.get('Kids'), revision, node);
    if (kids === undefined || !Array.isArray(kids.value)) return;
    for (const entry of kids.value as readonly PdfValue[]) {
      const kid = yield* this.#objects.resolve(entry, revision, kids);
      if (this.#attachments > attachmentLimit) return;
      if (kid !== undefined && this.#isNew('names', kid)) yield* this.#nameTree(kid, revision, depth + 1);
    }
  }

  /** A file specification; of those with relationship C2PA_Manifest the embedded file is a C2PA store. */
  *#attachment(file: Found, revision: number): Reads<void> {
    if (this.#attachments++ >= attachmentLimit) return this.#notes.limit(file.range.offset, 'pdf-attachments');
    if (!isDict(file.value)) return;
    const relationship = (yield* this.#objects.resolve(file.value.get('AFRelationship'), revision, file))?.value;
    if (!(relationship instanceof PdfName) || relationship.name !== 'C2PA_Manifest') return;
    const embedded = yield* this.#objects.resolve(file.value.get('EF'), revision, file);
    if (embedded === undefined || !isDict(embedded.value)) return;
    const stream = yield* this.#objects.resolve(embedded.value.get('F') ?? embedded.value.get('UF'), revision, embedded);
    if (stream?.data === undefined || !this.#isNew('store', stream)) return;
    const { offset, length } = file.range;
    this.#notes.fact(
      'container',
      'pdf:AFRelationship',
      '/C2PA_Manifest',
      this.#notes.place('file specification', offset, length),
    );
    yield* this.#store(stream, revision);
  }

  *#store(stream: Found, revision: number): Reads<void> {
    if (!isDict(stream.value)) return;
    const isPacked = stream.value.has('Filter');
    const range = yield* this.#objects.dataRange(stream, revision);
    if (range === undefined) return;
    const bytes = isPacked ? (yield* this.#objects.stream(stream, revision))?.bytes : yield* read(range.offset, 64);
    if (bytes === undefined) return;
    if (isC2paStore(bytes)) this.#notes.stores.push(range);
    else this.#notes.broken(range.offset, 'c2pa-box');
    this.#notes.segment('C2PA_Manifest', range.offset, range.length);
  }
}

function textOf(value: PdfValue): string | undefined {
  if (value instanceof PdfString) return pdfText(value);
  return value instanceof PdfName ? value.name : undefined;
}

/** `D:20260805102030+02'00'` -> `2026-08-05T10:20:30+02:00`; nothing for anything else. */
function createdBy(text: string): { created?: string } {
  const match = /^D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?(?:([+-]\d\d)'(\d\d)|(Z))?/.exec(text);
  if (!match) return {};
  const [, year, month, day, hour, minute, second, zoneHour, zoneMinute, utc] = match;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) return { created: date };
  const zone = zoneHour === undefined ? (utc ?? '') : `${zoneHour}:${zoneMinute}`;
  return { created: `${date}T${hour}:${minute}:${second}${zone}` };
}
