import { read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';
import { xmpByteLimit } from './xmp.ts';
import { packetText } from './xmp-text.ts';

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** An XMP sidecar is one packet from end to end (XMP specification part 3, 1.2); without RDF in it there is nothing that was read. */
export const walkXmpSidecar: Walker = function* (file) {
  const notes = new WalkNotes(file);
  if (file.size > xmpByteLimit) {
    notes.limit(0, 'xmp-bytes');
    return notes.done();
  }
  if (file.size === 0) return { ...notes.done(), complete: false, problems: [{ code: 'empty-file' }] };
  const bytes = yield* read(0, file.size);
  const { text } = packetText(bytes);
  notes.segment('XMP', 0, bytes.length);
  notes.xmp(bytes, notes.place('XMP file', 0, bytes.length));
  // Comments may speak of RDF, too.
  const spoken = text.replace(/<!--[\s\S]*?-->/g, '');
  if (!spoken.includes(rdf) || !/<(?:[\p{L}_][\p{L}\p{N}_.-]*:)?RDF[\s/>]/u.test(spoken)) notes.broken(0, 'no-rdf');
  else if (!/^[\s\ufeff]*</.test(spoken) || !/>\s*$/.test(spoken)) notes.broken(0, 'xmp-outside');
  return notes.done();
};
