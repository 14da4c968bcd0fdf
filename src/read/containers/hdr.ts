import { latin1, textOf } from './bytes.ts';
import { read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

const headerLimit = 1024 * 1024;

/** Radiance HDR: the lines of its header, and that the file can hold the picture. */
export const walkHdr: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const bytes = yield* read(0, Math.min(file.size, headerLimit));
  if (!latin1(bytes, 0, 2).startsWith('#?')) {
    notes.broken(0, 'hdr-signature');
    return notes.done();
  }
  let at = 0;
  for (;;) {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) {
      if (bytes.length < file.size) notes.limit(at, 'hdr-header');
      else notes.truncated(file.size, file.size + 1);
      return notes.done();
    }
    const line = textOf(bytes.subarray(at, end)).trim();
    const place = notes.place('header line', at, end - at);
    at = end + 1;
    if (line === '') break;
    const [, name, value] = /^([A-Za-z][\w-]*)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name !== undefined) notes.fact('container', `hdr:${name}`, value ?? '', place);
    // The first line is the signature; others that are no variables are commands that made the picture, or comments.
    else if (place.offset > 0) notes.fact('container', 'hdr:line', line, place);
    if (name?.toUpperCase() === 'SOFTWARE') notes.tell({ software: value ?? '' });
  }
  const end = bytes.indexOf(0x0a, at);
  const sizes = /^([+-])([XY])\s+(\d+)\s+[+-][XY]\s+(\d+)\s*$/.exec(latin1(bytes, at, end < 0 ? at : end));
  if (sizes === null) {
    notes.broken(at, 'hdr-size');
    return notes.done();
  }
  const [first, second] = [Number(sizes[3]), Number(sizes[4])];
  notes.tell(sizes[2] === 'Y' ? { width: second, height: first } : { width: first, height: second });
  notes.segment('header', 0, end + 1);
  // Run length coding of old repeats a pixel of four bytes at will; the newer one begins each line with four bytes.
  const least = first * 4;
  if (first === 0 || second === 0) notes.broken(at, 'hdr-size');
  else if (end + 1 + least > file.size) notes.truncated(file.size, end + 1 + least);
  return notes.done();
};
