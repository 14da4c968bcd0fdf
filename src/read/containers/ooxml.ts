import { isC2paStore } from './jumbf.ts';
import type { Reads, Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';
import { packetText } from './xmp-text.ts';
import { readDirectory, readEntry, type ZipEntry } from './zip.ts';

const propertyLimit = 1000;

/** Properties of the document: what a person gave (custom), and what programs tell of themselves. ECMA-376 part 2, 10. */
const propertyFiles = /^docProps\/(custom|core|app)\.xml$/i;
/** Where a ZIP keeps a C2PA store. C2PA 2.2, Appendix A.5. */
const manifest = 'META-INF/content_credential.c2pa';

/** Office documents: their properties (GB 45438-2025 puts its label among the custom ones), and a C2PA store. Pictures in them are not opened. */
export const walkOoxml: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const entries = yield* readDirectory(notes);
  if (entries === undefined) return notes.done();
  if (!entries.some(({ name }) => name === '[Content_Types].xml')) notes.broken(0, 'ooxml-content-types');
  for (const entry of entries) {
    if (propertyFiles.test(entry.name)) yield* properties(notes, entry);
    if (entry.name === manifest) yield* store(notes, entry);
  }
  return notes.done();
};

function* properties(notes: WalkNotes, entry: ZipEntry): Reads<void> {
  const content = yield* readEntry(notes, entry);
  if (content === undefined) return;
  const { offset, length } = content.range;
  notes.segment(entry.name, offset, length);
  const { text } = packetText(content.bytes);
  if (!/<\/(?:[\w.-]+:)?[Pp]roperties>\s*$|<\/(?:[\w.-]+:)?coreProperties>\s*$|<[^>]*[Pp]roperties[^>]*\/>\s*$/.test(text)) {
    notes.broken(offset, 'ooxml-properties');
  }
  const found = /custom/i.test(entry.name) ? customOf(text) : plainOf(text);
  for (const [name, value] of found.slice(0, propertyLimit)) {
    notes.fact('container', `ooxml:${name}`, value, notes.place(`${entry.name}, ${name}`, offset, length));
    if (name === 'Application') notes.tell({ software: value });
    if (name === 'created' && /^\d{4}-\d\d-\d\d/.test(value)) notes.tell({ created: value });
  }
  if (found.length > propertyLimit) notes.limit(offset, 'ooxml-properties');
}

/** `<property name="AIGC"><vt:lpwstr>{…}</vt:lpwstr></property>`. */
function customOf(text: string): [string, string][] {
  return [...text.matchAll(/<(?:[\w.-]+:)?property\b([^>]*)>([\s\S]*?)<\/(?:[\w.-]+:)?property>/g)].flatMap(
    ([, attributes = '', content = '']): [string, string][] => {
      const [, double, single] = /\bname\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes) ?? [];
      const value = plain(
        content.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, data: string) => escaped(data)).replace(/<[^>]*>/g, ''),
      );
      return double === undefined && single === undefined ? [] : [[plain(double ?? single ?? ''), value.trim()]];
    },
  );
}

/** Elements that hold a text: `<dc:creator>…</dc:creator>`, `<Application>…</Application>`. */
function plainOf(text: string): [string, string][] {
  return [...text.matchAll(/<(?:[\w.-]+:)?([\w.-]+)(?:\s[^>]*)?>([^<]+)<\//g)].map(([, name = '', value = '']) => [
    name,
    plain(value).trim(),
  ]);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function plain(text: string): string {
  return text.replace(
    /&(?:(lt|gt|quot|apos|amp)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g,
    (whole, name?: string, decimal?: string, hex?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function* store(notes: WalkNotes, entry: ZipEntry): Reads<void> {
  const content = yield* readEntry(notes, entry);
  if (content === undefined) return;
  const { offset, length } = content.range;
  notes.segment(manifest, offset, length);
  notes.fact('container', 'zip:entry', manifest, notes.place('central directory', offset, length));
  if (isC2paStore(content.bytes)) notes.stores.push(content.range);
  else notes.broken(offset, 'c2pa-box');
}
