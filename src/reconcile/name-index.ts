import { type GlobLiterals, globLiterals } from '../tools/glob-literals.ts';

/** Candidates below which no better list is looked for. */
const fewEnough = 32;
/** Letters that are indexed together, to find names by what stands in their middle (`*firefly*`). */
const gram = 3;
/** How often as many names as there are have been tried in full before that index is made: it costs as much as some globs. */
const fullTrials = 10;

/** Positions in a sorted list, `from` inclusive. */
interface Range {
  readonly order: readonly number[];
  readonly from: number;
  readonly to: number;
}

/**
 * Finds the names that a glob can meet, without trying it on all of them: by how they begin and end, by the folders that they
 * lie in, by how their last part begins and by what stands in it, all without regard to case. Names are expected in NFC. Each list is made when it
 * is first needed; 100,000 names cost about half a second for all of them.
 */
export class NameIndex {
  readonly #names: readonly string[];
  readonly #all: readonly number[];
  readonly #byStart: Sorted;
  readonly #byEnd: Sorted;
  readonly #byBasename: Sorted;
  #segments: Map<string, number[]> | undefined;
  #grams: Map<string, number[]> | undefined;
  #tried = 0;

  constructor(names: readonly string[]) {
    this.#names = names.map(folded);
    this.#all = names.map((_, index) => index);
    this.#byStart = new Sorted(() => this.#names);
    this.#byEnd = new Sorted(() => this.#names.map(reversed));
    this.#byBasename = new Sorted(() => this.#names.map(basename));
  }

  /** Indices of the names that a glob may meet, and maybe of others; in the order of the names. */
  candidates(pattern: string): readonly number[] {
    const found = globLiterals(pattern).map((literals) => this.#nearest(literals));
    if (found.length === 1) return found[0] ?? [];
    return ascending([...new Set(found.flat())]);
  }

  /** Indices of the names that lie below a folder, in the order of the names. */
  below(folder: string): readonly number[] {
    return listed(this.#byStart.range(`${folded(folder)}/`));
  }

  /** Indices of the names whose last part is this one, in the order of the names. */
  named(name: string): readonly number[] {
    const range = this.#byBasename.range(folded(name));
    return listed(range).filter((index) => basename(this.#names[index] ?? '') === folded(name));
  }

  /** Indices of the names that begin so, in the order of the names. */
  beginning(start: string): readonly number[] {
    return listed(this.#byStart.range(folded(start)));
  }

  /** The shortest of the lists that the literals lead to. */
  #nearest(literals: GlobLiterals): readonly number[] {
    const [prefix, suffix, start] = [literals.prefix, literals.suffix, literals.basename].map(folded) as [string, string, string];
    let best: Range = { order: this.#all, from: 0, to: this.#all.length };
    const attempts: (() => Range)[] = [
      ...(prefix === '' ? [] : [() => this.#byStart.range(prefix)]),
      ...(suffix === '' ? [] : [() => this.#byEnd.range(reversed(suffix))]),
      ...literals.segments.map((name) => () => this.#inFolder(folded(name))),
      ...(start === '' ? [] : [() => this.#byBasename.range(start)]),
    ];
    for (const attempt of attempts) {
      const range = attempt();
      if (range.to - range.from < best.to - best.from) best = range;
      if (best.to - best.from <= fewEnough) break;
    }
    const inside = literals.inside.map(folded);
    for (const text of best.to - best.from > fewEnough ? inside : []) {
      const range = this.#containing(text, best);
      if (range.to - range.from < best.to - best.from) best = range;
    }
    // Comparing texts costs a tenth of trying the glob.
    const held = best.order.slice(best.from, best.to).filter((index) => {
      const name = this.#names[index] ?? '';
      const base = name.lastIndexOf('/') + 1;
      const isHeld = name.startsWith(prefix) && name.endsWith(suffix) && name.startsWith(start, base);
      return isHeld && inside.every((text) => name.includes(text, base));
    });
    return best.order === this.#all ? held : ascending(held);
  }

  /** The names whose last part holds a text, and maybe others; `before` where that is not worth an index yet. */
  #containing(text: string, before: Range): Range {
    if (text.length < gram) return before;
    this.#tried += before.to - before.from;
    if (!this.#grams && this.#tried < fullTrials * this.#all.length) return before;
    this.#grams ??= gramLists(this.#names);
    const lists = [...gramsOf(text)].map((letters) => this.#grams?.get(letters) ?? []);
    const order = lists.reduce((shortest, list) => (list.length < shortest.length ? list : shortest));
    return { order, from: 0, to: order.length };
  }

  #inFolder(name: string): Range {
    this.#segments ??= segmentLists(this.#names);
    const order = this.#segments.get(name) ?? [];
    return { order, from: 0, to: order.length };
  }
}

/** Texts in their order, to find those that begin alike. */
class Sorted {
  readonly #make: () => readonly string[];
  #made: { readonly texts: readonly string[]; readonly order: readonly number[] } | undefined;

  constructor(make: () => readonly string[]) {
    this.#make = make;
  }

  /** The places of the texts that begin so. */
  range(start: string): Range {
    this.#made ??= sorted(this.#make());
    const { texts, order } = this.#made;
    const from = firstAt(order.length, (at) => (texts[order[at] ?? 0] ?? '') >= start);
    const count = firstAt(order.length - from, (at) => !(texts[order[from + at] ?? 0] ?? '').startsWith(start));
    return { order, from, to: from + count };
  }
}

function sorted(texts: readonly string[]): { texts: readonly string[]; order: readonly number[] } {
  const order = texts.map((_, index) => index);
  order.sort((a, b) => compared(texts[a] ?? '', texts[b] ?? '') || a - b);
  return { texts, order };
}

function compared(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The first number below `count` for which `holds`, where it holds for all after it; `count` where it never does. */
function firstAt(count: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function listed({ order, from, to }: Range): readonly number[] {
  return from === 0 && to === order.length && isAscending(order) ? order : ascending(order.slice(from, to));
}

function isAscending(order: readonly number[]): boolean {
  return order.every((index, at) => at === 0 || (order[at - 1] ?? 0) < index);
}

function ascending(indices: number[]): number[] {
  return indices.sort((a, b) => a - b);
}

function segmentLists(names: readonly string[]): Map<string, number[]> {
  return listsOf(names, (name) => new Set(name.split('/')));
}

function gramLists(names: readonly string[]): Map<string, number[]> {
  return listsOf(names, (name) => gramsOf(basename(name)));
}

/** Every run of letters that is indexed: `abcd` -> `abc`, `bcd`. */
function gramsOf(text: string): Set<string> {
  const grams = new Set<string>();
  for (let at = 0; at + gram <= text.length; at++) grams.add(text.slice(at, at + gram));
  return grams;
}

/** For every key the indices of the names that have it, ascending. */
function listsOf(names: readonly string[], keysOf: (name: string) => ReadonlySet<string>): Map<string, number[]> {
  const lists = new Map<string, number[]>();
  names.forEach((name, index) => {
    for (const key of keysOf(name)) {
      const list = lists.get(key);
      if (list) list.push(index);
      else lists.set(key, [index]);
    }
  });
  return lists;
}

function basename(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function reversed(text: string): string {
  let turned = '';
  for (let at = text.length - 1; at >= 0; at--) turned += text.charAt(at);
  return turned;
}

/**
 * A text as a regular expression with the flag `i` compares it: letter by letter by its capital, but never a foreign letter as
 * an ASCII one. Lower case would not do: `ς` and `σ` have one capital. https://tc39.es/ecma262/#sec-runtime-semantics-canonicalize-ch
 */
export function folded(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly ASCII, for which capitals are simple.
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toUpperCase();
  let all = '';
  for (let at = 0; at < text.length; at++) all += capital(text.charAt(at));
  return all;
}

function capital(unit: string): string {
  const upper = unit.toUpperCase();
  const isForeign = unit.charCodeAt(0) > 127;
  return upper.length !== 1 || (isForeign && upper.charCodeAt(0) < 128) ? unit : upper;
}
