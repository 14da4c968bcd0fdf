import type { PlainMap } from '../../written/read.ts';
import { byFolder, type Group, nameOf } from './groups.ts';

/** Assets that a use names one by one even where a glob would do. */
const fewAssets = 12;

/** Assets that one glob may cover: above, policies take it for a blanket declaration (D18). */
const globLimit = 200;

/**
 * The entries that name the assets of a group: exact paths, and a glob only where it meets the whole group and nothing else
 * that lies in the folder, marked or not. `inFolder` holds every path of the delivery by its folder.
 */
export function entriesOf(group: Group, inFolder: ReadonlyMap<string, readonly string[]>): readonly PlainMap[] {
  const digests = new Map(group.assets.map(({ path, sha256 }) => [path, sha256]));
  return [...byFolder([...digests.keys()])].flatMap(([folder, paths]) => {
    const others = (inFolder.get(folder) ?? []).filter((path) => !digests.has(path));
    const glob = paths.length > fewAssets && paths.length <= globLimit ? globOf(folder, paths, others) : undefined;
    return glob === undefined ? paths.map((path) => exact(path, digests.get(path) ?? null)) : [{ path: glob }];
  });
}

/** The entry that names one file. */
export function entryOf(path: string): PlainMap {
  return exact(path, null);
}

/** A path by itself; by its digest where reading would change it, since blanks at the ends of a text are not kept. */
function exact(path: string, sha256: string | null): PlainMap {
  // `TODO` means that something is missing, and a digest or an id that it is one; before a name of a file it is a path.
  const written = path.includes('/') ? path : /^(?:TODO\b|[0-9a-f]{64}$|xmp\.)/i.test(path) ? `./${path}` : path;
  if (written === written.trim()) return { path: written };
  return sha256 === null ? { path: blanksAsWildcards(path) } : { sha256 };
}

/** The path as a glob that meets it though blanks at its ends are lost: each is one wildcard. */
function blanksAsWildcards(path: string): string {
  const [, before = '', middle = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(path) ?? [];
  return `${'?'.repeat(before.length)}${middle.replace(/[*?[\]{}()!+@\\]/g, '\\$&')}${'?'.repeat(after.length)}`;
}

function globOf(folder: string, paths: readonly string[], others: readonly string[]): string | undefined {
  const names = paths.map(nameOf);
  const end = /\.[^.]*$/.exec(commonEnd(names))?.[0] ?? '';
  const heads = ['', commonStart(names).replace(/\d+$/, '')];
  // Case counts only in the last resort of matching, so what lies beside is compared without it.
  const beside = others.map((path) => nameOf(path).toLowerCase());
  const head = heads.find((start) => !beside.some((name) => meets(name, start.toLowerCase(), end.toLowerCase())));
  if (head === undefined || (folder === '' && head === '')) return undefined;
  const literal = `${folder === '' ? '' : `${folder}/`}${head}`;
  const isPlain = !/[*?[\]{}()!+@\\]|^\s|^\.\//.test(literal + end) && end.trim() === end;
  return isPlain ? `${literal}*${end}` : undefined;
}

function meets(name: string, head: string, end: string): boolean {
  return name.length >= head.length + end.length && name.startsWith(head) && name.endsWith(end);
}

function commonStart(names: readonly string[]): string {
  const [first = '', ...rest] = names;
  let length = first.length;
  for (const name of rest) while (!name.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}

function commonEnd(names: readonly string[]): string {
  const [first = '', ...rest] = names;
  let start = 0;
  for (const name of rest) while (!name.endsWith(first.slice(start))) start += 1;
  return first.slice(start);
}
