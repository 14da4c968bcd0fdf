import { walkBoxes } from './boxes.ts';
import { startsWith } from './bytes.ts';
import { type Reads, read, type Walker } from './reads.ts';
import { WalkNotes } from './walk-notes.ts';

const signature = '\0\0\0\x0cJXL \x0d\x0a\x87\x0a';

/** JPEG XL: a bare codestream, which holds no metadata, or boxes around one (ISO 18181-2). */
export const walkJxl: Walker = function* (file) {
  const notes = new WalkNotes(file);
  const head = yield* read(0, 16);
  if (startsWith(head, '\xff\x0a')) {
    notes.segment('codestream', 0, file.size);
    pictureSize(notes, head.subarray(2));
    if (file.size < 12) notes.truncated(file.size, 12);
  } else if (startsWith(head, signature)) yield* boxes(notes);
  else notes.broken(0, 'jxl-signature');
  return notes.done();
};

function* boxes(notes: WalkNotes): Reads<void> {
  let streams = 0;
  yield* walkBoxes(notes, 0, notes.file.size, function* ({ type, start, end }) {
    if (type !== 'jxlc' && type !== 'jxlp') return;
    const skip = type === 'jxlp' ? 4 : 0;
    const head = yield* read(start + skip, 16);
    if (streams === 0) {
      if (startsWith(head, '\xff\x0a')) pictureSize(notes, head.subarray(2));
      else if (end - start - skip >= 2) notes.broken(start, 'jxl-codestream');
    }
    if (end - start - skip > 0) streams++;
  });
  if (streams === 0) notes.broken(0, 'jxl-no-picture');
}

/** SizeHeader of the codestream (ISO 18181-1, D.2): numbers of varying width, lowest bit first. */
function pictureSize(notes: WalkNotes, bytes: Uint8Array): void {
  let position = 0;
  const bits = (count: number): number => {
    let value = 0;
    for (let bit = 0; bit < count; bit++, position++) value += (((bytes[position >> 3] ?? 0) >> (position & 7)) & 1) * 2 ** bit;
    return value;
  };
  const isSmall = bits(1) === 1;
  const side = (): number => (isSmall ? (bits(5) + 1) * 8 : bits([9, 13, 18, 30][bits(2)] ?? 9) + 1);
  const height = side();
  const ratio = bits(3);
  const ratios = [undefined, 1, 12 / 10, 4 / 3, 3 / 2, 16 / 9, 5 / 4, 2];
  const factor = ratios[ratio];
  notes.tell({ width: factor === undefined ? side() : Math.floor(height * factor), height });
}
