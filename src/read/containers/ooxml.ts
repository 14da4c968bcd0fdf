import { SaxesParser } from 'saxes';
import { isC2paStore } from './jumbf.ts';
import type { Reads, Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';
import { packetText } from './xmp-text.ts';
import { readDirectory, readEntry, type ZipEntry } from './zip.ts';

const propertyLimit = 1000;
const textLimit = 64 * 1024;
const depthLimit = 64;

/** Thrown to leave the parser; never leaves this file. */
class BrokenProperties extends Error {}

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
  const found = propertiesOf(packetText(content.bytes).text);
  if (found === undefined) notes.broken(offset, 'ooxml-properties');
  for (const [name, value] of (found ?? []).slice(0, propertyLimit)) {
    notes.fact('container', `ooxml:${name}`, value, notes.place(`${entry.name}, ${name}`, offset, length));
    if (name === 'Application') notes.tell({ software: value });
    if (name === 'created' && /^\d{4}-\d\d-\d\d/.test(value)) notes.tell({ created: value });
  }
  if ((found?.length ?? 0) > propertyLimit) notes.limit(offset, 'ooxml-properties');
}

/**
 * `<property name="AIGC"><vt:lpwstr>{…}</vt:lpwstr></property>` by its name, `<dc:creator>…</dc:creator>` by that of its element;
 * undefined where the XML does not hold.
 */
function propertiesOf(text: string): readonly (readonly [string, string])[] | undefined {
  const parser = new SaxesParser({ xmlns: true });
  const found: [string, string][] = [];
  let depth = 0;
  let current: { name: string; text: string } | undefined;
  parser.on('error', () => {
    throw new BrokenProperties();
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    // Looking up a namespace costs the parser as much as the nesting is deep; properties nest four deep.
    if (depth > depthLimit) throw new BrokenProperties();
    if (depth === 2) current = { name: tag.attributes.name?.value ?? tag.local, text: '' };
  });
  const add = (more: string): void => {
    if (current !== undefined && current.text.length < textLimit) current.text += more;
  };
  parser.on('text', add);
  parser.on('cdata', add);
  parser.on('closetag', () => {
    if (current !== undefined && depth === 2) {
      found.push([current.name, current.text.trim()]);
      current = undefined;
    }
    depth -= 1;
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (!(error instanceof BrokenProperties)) throw error;
    return undefined;
  }
  return found;
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
