import type { Fields } from './field-types.ts';

/** A key or value without what people vary: case, and the separators `_`, `-` and blank. */
export function bare(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/g, '');
}

/** The key of `fields` that `written` spells (`frame_rate`, `Frame Rate`, `framerate`); undefined where none does. */
export function knownKey(fields: Fields, written: string): string | undefined {
  if (Object.hasOwn(fields, written)) return written;
  const wanted = bare(written);
  return Object.keys(fields).find((key) => bare(key) === wanted);
}

/** The value of a closed list that `written` spells; undefined where none does. */
export function knownValue(values: readonly string[], written: string): string | undefined {
  const wanted = bare(written);
  return values.find((value) => bare(value) === wanted);
}

/** The key that was probably meant by an unknown one; undefined where nothing is near enough to be more than a guess. */
export function nearestKey(fields: Fields, written: string): string | undefined {
  const wanted = bare(written);
  const renamed = Object.keys(fields).find((key) => fields[key]?.otherNames?.some((other) => bare(other) === wanted));
  return renamed ?? nearest(Object.keys(fields), written);
}

/** The word that is fewest edits away from `written`, where that is at most a third of it; the first of equals. */
export function nearest(words: readonly string[], written: string): string | undefined {
  const wanted = bare(written);
  // A word of thousands of letters is no misspelling, and the comparison is quadratic.
  if (wanted.length > 60) return undefined;
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const word of words) {
    const edits = editDistance(wanted, bare(word));
    if (edits < fewest) {
      best = word;
      fewest = edits;
    }
  }
  return best;
}

/** What is shown of the known words where one is unknown: all of them where they are few, else those that are most like it. */
export function shownWords(words: readonly string[], written: string): { readonly known: string } | { readonly closest: string } {
  if (words.length <= 12) return { known: words.join(', ') };
  const wanted = bare(written).slice(0, 60);
  const rank = new Map(
    words.map((word) => [word, editDistance(wanted, bare(word)) / Math.max(wanted.length, bare(word).length)]),
  );
  const sorted = [...words].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
  return { closest: sorted.slice(0, 3).join(', ') };
}

/** Insertions, deletions, replacements and swaps of neighbours between two words (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(cell(last, j) + 1, cell(row, j - 1) + 1, cell(last, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) edits = Math.min(edits, cell(beforeLast, j - 2) + 1);
      row.push(edits);
    }
    beforeLast = last;
    last = row;
  }
  return cell(last, b.length);
}

function cell(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
