import { textOf, untilNul } from './bytes.ts';
import { type Element, readElement } from './ebml.ts';
import { printable } from './printable.ts';
import { type Reads, read } from './reads.ts';
import { readPayload, type WalkNotes } from './walk-notes.ts';

/** Elements that one file may have besides its clusters. */
export const elementLimit = 200_000;
/** Identifier of SimpleTag. */
export const simpleTagId = 0x67c8;

/** Name and value, and tags inside the tag; the name may stand behind the value. */
export function* simpleTag(notes: WalkNotes, seen: { elements: number }, tag: Element, path: string, depth: number): Reads<void> {
  if (depth > 16) return notes.broken(tag.offset, 'nested-too-deep');
  const end = tag.payload + tag.length;
  const nested: Element[] = [];
  let name = '';
  let value: Element | undefined;
  for (let offset = tag.payload; offset < end; ) {
    if (++seen.elements > elementLimit) return notes.limit(offset, 'elements');
    const child = yield* readElement(offset);
    if (!child || child.payload + child.length > end) return notes.broken(offset, `element-in-${path}`);
    if (child.id === 0x45a3) name = textOf(untilNul(yield* read(child.payload, Math.min(child.length, 65536))));
    else if (child.id === 0x4487 || child.id === 0x4485) value = child;
    else if (child.id === simpleTagId) nested.push(child);
    offset = child.payload + child.length;
  }
  if (value) {
    const bytes = yield* readPayload(notes, value.payload, value.length);
    const text = bytes && (value.id === 0x4487 ? textOf(untilNul(bytes)) : printable(bytes));
    if (text !== undefined)
      notes.fact('container', `matroska:${name}`, text, notes.place(`${path} ${name}`, value.payload, value.length));
  }
  for (const child of nested) yield* simpleTag(notes, seen, child, `${path} ${name}/SimpleTag`, depth + 1);
}
