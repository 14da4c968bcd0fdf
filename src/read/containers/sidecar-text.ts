import { type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';
import { packetText } from './xmp-text.ts';

/** Bytes of a text sidecar; discovery takes none that is longer. */
export const textSizeLimit = 16 * 1024 * 1024;

/** The whole of a text; undefined, with a problem, where it is too long or its encoding cannot be told. */
export function* readText(notes: WalkNotes): Reads<{ text: string; bytes: Uint8Array } | undefined> {
  const { size } = notes.file;
  if (size > textSizeLimit) {
    notes.limit(0, 'text-bytes');
    return undefined;
  }
  const bytes = yield* read(0, size);
  return { text: packetText(bytes).text.replace(/^\ufeff/, ''), bytes };
}

/** Generation settings in a text file: the whole text is the statement. */
export const walkSettingsText: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const content = yield* readText(notes);
  if (content !== undefined)
    notes.fact('sidecar', 'text', content.text.trim(), notes.place('text file', 0, content.bytes.length));
  return notes.done();
};
