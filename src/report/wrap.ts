// East Asian wide characters and emoji take two columns: https://www.unicode.org/reports/tr11/
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const combining = /\p{Mn}|\p{Me}|\u200d/u;

const columnsOf = (character: string): number => (combining.test(character) ? 0 : wide.test(character) ? 2 : 1);

/** Columns that a printable text takes in a terminal. */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

/** A word cut into pieces of at most `width` columns. */
function pieces(word: string, width: number): string[] {
  const found: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const needed = columnsOf(character);
    if (used + needed > width && piece !== '') {
      found.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += needed;
  }
  return [...found, piece];
}

/**
 * Lines of at most `width` columns, broken at spaces, and inside a word only where the word alone is too long. The first line
 * begins with `first`, the others with `rest` (spaces of the same width where it is left out).
 */
export function wrap(text: string, width: number, first = '', rest = ' '.repeat(columns(first))): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  const room = Math.max(10, width - Math.max(columns(first), columns(rest)));
  for (const word of text.split(' ').flatMap((part) => pieces(part, room))) {
    if (!empty && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}
