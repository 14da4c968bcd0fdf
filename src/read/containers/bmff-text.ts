import type { Box } from './bmff-box.ts';
import { startsWith } from './bytes.ts';
import { printableAfter } from './printable.ts';
import { type Reads, read } from './reads.ts';
import { unknownTextLimit, type WalkNotes } from './walk-notes.ts';

/** Keeps the text of a box that no specification names: plain, or behind version and flags or a `data` header. */
export function* unknownText(notes: WalkNotes, box: Box, name: string): Reads<void> {
  const length = box.end - box.payload;
  const bytes = yield* read(box.payload, Math.min(length, unknownTextLimit));
  const found = printableAfter(bytes, startsWith(bytes, 'data', 4) ? [16] : [0, 4, 6, 8]);
  // Four letters behind a number are far more often a code than a statement.
  if (!found || found.text.length < 3) return;
  if (length > unknownTextLimit) notes.limit(box.payload + unknownTextLimit, 'unknown-text-bytes');
  notes.fact('container', name, found.text, notes.place(box.path, box.payload + found.skip, bytes.length - found.skip));
}
