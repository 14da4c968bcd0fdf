import { latin1 } from './bytes.ts';
import { keepFound } from './found.ts';
import type { Found, PdfObjects } from './pdf-objects.ts';
import { isDict, type PdfDict, PdfRef, type PdfValue } from './pdf-values.ts';
import { resourceFacts } from './photoshop.ts';
import type { Reads } from './reads.ts';
import type { WalkNotes } from './walk-notes.ts';

/** Nodes of the page tree that are read: scripts and manuals have some hundred pages. */
const nodeLimit = 10_000;

/**
 * What the pages of the newest revision state beside the document: their XMP (ISO 32000-2, 14.3.2), and what Photoshop and
 * Illustrator keep with them of their own (14.5).
 */
export function* pageStatements(notes: WalkNotes, objects: PdfObjects, catalog: Found): Reads<void> {
  if (!isDict(catalog.value)) return;
  const reader = new PageReader(notes, objects);
  const waiting: { value: PdfValue | undefined; holder: Found }[] = [{ value: catalog.value.get('Pages'), holder: catalog }];
  const seen = new Set<number>();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    // A tree that leads back to itself is read once.
    if (node.value instanceof PdfRef && seen.has(node.value.id)) continue;
    if (node.value instanceof PdfRef) seen.add(node.value.id);
    if (seen.size > nodeLimit) return notes.limit(node.holder.range.offset, 'pdf-pages');
    const found = yield* objects.resolve(node.value, 0, node.holder);
    if (found === undefined || !isDict(found.value)) continue;
    yield* reader.page(found, found.value);
    const kids = yield* objects.resolve(found.value.get('Kids'), 0, found);
    if (kids === undefined || !Array.isArray(kids.value)) continue;
    // The first page is read first.
    for (const value of (kids.value as readonly PdfValue[]).slice(0, nodeLimit + 1).reverse())
      waiting.push({ value, holder: kids });
  }
}

class PageReader {
  readonly #notes: WalkNotes;
  readonly #objects: PdfObjects;
  /** Streams that were read: pages share them. */
  readonly #read = new Set<number>();

  constructor(notes: WalkNotes, objects: PdfObjects) {
    this.#notes = notes;
    this.#objects = objects;
  }

  *page(page: Found, dict: PdfDict): Reads<void> {
    const xmp = yield* this.#stream(dict.get('Metadata'), page, 'Metadata stream (XMP) of a page');
    if (xmp !== undefined) this.#notes.xmp(xmp.bytes, xmp.place);
    if (!dict.has('PieceInfo')) return;
    const resources = yield* this.#piece(page, dict, ['PieceInfo', 'AdobePhotoshop', 'Private'], 'ImageResources');
    if (resources !== undefined) {
      const { facts, problems, about } = resourceFacts(resources.bytes, resources.place);
      // Sizes are those of a picture, and no page's.
      const { width: _, height: __, ...camera } = about ?? {};
      keepFound(this.#notes, { facts, problems, about: camera });
    }
    const illustrator = yield* this.#piece(page, dict, ['PieceInfo', 'Illustrator', 'Private'], 'AIMetaData');
    if (illustrator !== undefined) this.#notes.xmpWithin(latin1(illustrator.bytes), illustrator.place);
  }

  /** A stream at the end of dictionaries within dictionaries. */
  *#piece(page: Found, dict: PdfDict, path: readonly string[], name: string) {
    let [holder, within] = [page, dict];
    for (const key of path) {
      const found: Found | undefined = yield* this.#objects.resolve(within.get(key), 0, holder);
      if (found === undefined || !isDict(found.value)) return undefined;
      [holder, within] = [found, found.value];
    }
    return yield* this.#stream(within.get(name), holder, `${path[1]} data of a page`);
  }

  /** A stream that was not read before, and its place; undefined where there is none. */
  *#stream(value: PdfValue | undefined, holder: Found, where: string) {
    const found = yield* this.#objects.resolve(value, 0, holder);
    if (found?.data === undefined || this.#read.has(found.data)) return undefined;
    this.#read.add(found.data);
    const content = yield* this.#objects.stream(found, 0);
    if (content === undefined) return undefined;
    const { offset, length } = content.range;
    this.#notes.segment(where, offset, length);
    return { bytes: content.bytes, place: this.#notes.place(where, offset, length) };
  }
}
