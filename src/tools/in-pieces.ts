/** Characters after which pieces of a text are handed on: each write of its own costs more than a line. */
const usual = 1 << 16;

/** The same text in fewer, longer pieces. */
export function* gathered(pieces: Iterable<string>, enough = usual): Iterable<string> {
  let waiting: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < enough) continue;
    yield waiting.join('');
    waiting = [];
    length = 0;
  }
  if (length > 0) yield waiting.join('');
}
