import { latin1, startsWith } from './bytes.ts';
import { oddAt } from './place.ts';
import { runOnBytes, type Walker } from './reads.ts';
import { walkJsonLd } from './sidecar-json.ts';
import { readText } from './sidecar-text.ts';
import { WalkNotes } from './walk-notes.ts';

/** Blocks of JSON-LD that are read in one page; sites write one to five. */
const blockLimit = 200;

const opening = /<script\b[^>]{0,1000}\btype\s*=\s*["']?application\/ld\+json\b[^>]{0,1000}>/gi;

/**
 * Walks a web page: its blocks of JSON-LD, each as a JSON-LD file of its own (https://www.w3.org/TR/json-ld11/#embedding-json-ld-in-html-documents).
 */
export const walkHtml: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const content = yield* readText(notes);
  if (content === undefined) return notes.done();
  const { bytes } = content;
  if (startsWith(bytes, '\xff\xfe') || startsWith(bytes, '\xfe\xff')) {
    notes.limit(0, 'html-utf-16');
    return notes.done();
  }
  const text = latin1(bytes);
  let blocks = 0;
  for (const match of text.matchAll(opening)) {
    if (++blocks > blockLimit) {
      notes.limit(match.index, 'html-blocks');
      break;
    }
    const from = match.index + match[0].length;
    const close = text.slice(from).search(/<\/script/i);
    if (close < 0) notes.broken(match.index, 'html-script');
    else takeBlock(notes, bytes, from, from + close, blocks);
  }
  return notes.done();
};

/** Takes over what a block says; one that is no JSON is of no use to anybody, and hides no other. */
function takeBlock(notes: WalkNotes, bytes: Uint8Array, from: number, to: number, number: number): void {
  const block = withoutWrapping(bytes.subarray(from, to));
  const at = from + block.start;
  const walk = runOnBytes(walkJsonLd({ path: notes.file.path, size: block.bytes.length }), block.bytes);
  notes.segment('JSON-LD', from, to - from);
  for (const fact of walk.facts) {
    const moved = fact.at === undefined ? {} : { at: { ...fact.at, offset: fact.at.offset + at } };
    notes.facts.push({ ...fact, ...moved, where: `script ${number}, ${fact.where}` });
  }
  if (!walk.complete) {
    const isSilent = walk.facts.length === 0 && !/digital_?source_?type/i.test(latin1(block.bytes));
    if (isSilent) notes.problems.push(oddAt(at, 'json-ld'));
    else notes.broken(at, 'json-ld');
  }
}

/** Old editors wrap scripts into a comment or CDATA, which JSON does not know. */
function withoutWrapping(bytes: Uint8Array): { bytes: Uint8Array; start: number } {
  const text = latin1(bytes);
  const start = /^\s*(?:\/\/|\/\*)?\s*(?:<!\[CDATA\[|<!--)(?:\s*\*\/)?/.exec(text)?.[0].length ?? 0;
  const end =
    start === 0 ? text.length : text.length - (/(?:\/\/|\/\*)?\s*(?:\]\]>|-->)(?:\s*\*\/)?\s*$/.exec(text)?.[0].length ?? 0);
  return { bytes: bytes.subarray(start, end), start };
}
