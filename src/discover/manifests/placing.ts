/** Paths of the delivery, to look names of manifests up. */
export class PresentPaths {
  readonly all: ReadonlySet<string>;
  readonly #byName = new Map<string, string[]>();

  constructor(paths: Iterable<string>) {
    this.all = new Set(paths);
    for (const path of this.all) {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const same = this.#byName.get(name);
      if (same) same.push(path);
      else this.#byName.set(name, [path]);
    }
  }

  /** Paths whose last name is this one, 32 at most: a name that is everywhere places nothing. */
  named(name: string): readonly string[] {
    const found = this.#byName.get(name) ?? [];
    return found.length > 32 ? [] : found;
  }
}

/** Folder of a path, without a closing `/`; `''` for the root. */
export function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
}

/** A name below a folder; one that leads out of the delivery keeps its `..`, and so is nothing that lies in it. */
export function joined(folder: string, name: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of name.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Where the copy of a manifest's maker stands in the delivery: what lay in `from` lies in `to`. */
interface Move {
  readonly from: string;
  readonly to: string;
}

/** Different moves that one manifest can need; more are several jobs in one file. */
const mostMoves = 16;

/**
 * Paths in the delivery for the names of one manifest, in their order.
 * @param folder the folder that relative names start from
 * @param isStrict true where the format says so: then a name that is not there is absent, wherever its like may lie
 */
export function placed(names: readonly string[], folder: string, present: PresentPaths, isStrict: boolean): readonly string[] {
  const plain = names.map((name) => spelled(name, folder, present));
  if (isStrict) return plain.map((name) => joined(folder, name));
  const base = baseOf(plain, folder, present);
  const direct = plain.map((name) => (isAbsolute(name) ? undefined : joined(base ?? folder, name)));
  const open = plain.filter((name) => isAbsolute(name) || base === undefined);
  const moves = movesOf(open, folder, present);
  return plain.map((name, index) => {
    if (base !== undefined && direct[index] !== undefined) return direct[index];
    const move = moves.find(({ from }) => from === '' || name.startsWith(`${from}/`));
    return move === undefined ? (direct[index] ?? name) : joined(move.to, name.slice(move.from.length));
  });
}

/** NFC; backslashes are separators of Windows, but on Linux a name may hold one: then the file of that very name is there. */
function spelled(name: string, folder: string, present: PresentPaths): string {
  const composed = name.normalize('NFC');
  if (!composed.includes('\\') || present.all.has(joined(folder, composed))) return composed;
  return composed.replaceAll('\\', '/');
}

function isAbsolute(name: string): boolean {
  return /^(\/|[A-Za-z]:\/|file:\/\/)/.test(name);
}

/** The folder that relative names start from: that of the manifest, or one above it, where most of them are found. */
function baseOf(names: readonly string[], folder: string, present: PresentPaths): string | undefined {
  const relative = names.filter((name) => !isAbsolute(name));
  let best: { base: string; hits: number } | undefined;
  for (let base = folder; ; base = folderOf(base)) {
    const hits = relative.filter((name) => present.all.has(joined(base, name))).length;
    if (hits > (best?.hits ?? 0)) best = { base, hits };
    if (base === '') return best?.base;
  }
}

/**
 * Moves that place names of another machine, the one that places most first. Each name votes with the files of its own name:
 * what stands before the part that both paths end in was moved. Votes that tie are decided by the longer common end, then
 * by nearness to the manifest; what then still ties places nothing.
 */
function movesOf(names: readonly string[], folder: string, present: PresentPaths): readonly Move[] {
  const moves: Move[] = [];
  let open = names;
  while (open.length > 0 && moves.length < mostMoves) {
    const move = commonest(open, folder, present);
    if (move === undefined) break;
    moves.push(move);
    open = open.filter((name) => !(move.from === '' || name.startsWith(`${move.from}/`)));
  }
  return moves;
}

interface Votes extends Move {
  readonly isNear: boolean;
  count: number;
  length: number;
}

function commonest(names: readonly string[], folder: string, present: PresentPaths): Move | undefined {
  const votes = new Map<string, Votes>();
  for (const name of names) {
    for (const path of present.named(name.slice(name.lastIndexOf('/') + 1))) {
      const { from, to, length } = difference(name, path);
      const isAbove = from !== '' && (to === folder || folder.startsWith(`${to}/`) || to === '');
      // A relative name is not looked for in other folders: its like may lie there, and another file be missing here.
      if (!isAbsolute(name) && !isAbove) continue;
      const key = `${from}\0${to}`;
      const isNear = to === folder || to.startsWith(`${folder}/`) || folder.startsWith(`${to}/`) || to === '';
      const known = votes.get(key) ?? { from, to, isNear, count: 0, length: 0 };
      known.count += 1;
      known.length = Math.max(known.length, length);
      votes.set(key, known);
    }
  }
  const [first, second] = [...votes.values()].sort(order);
  return first === undefined || (second !== undefined && order(first, second) === 0) ? undefined : first;
}

function order(a: Votes, b: Votes): number {
  return b.count - a.count || b.length - a.length || Number(b.isNear) - Number(a.isNear);
}

/** What two paths have before the part that both end in, and how many names that part has. */
function difference(name: string, path: string): Move & { readonly length: number } {
  const [left, right] = [name.split('/'), path.split('/')];
  let length = 0;
  while (length < left.length && length < right.length && left.at(-1 - length) === right.at(-1 - length)) length += 1;
  return {
    from: left.slice(0, left.length - length).join('/'),
    to: right.slice(0, right.length - length).join('/'),
    length,
  };
}
