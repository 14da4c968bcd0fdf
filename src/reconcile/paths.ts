import { type Asset, comparePaths, type List, type Skipped, type SkipReason } from '../model/index.ts';
import { globBase, globMatcher, isGlob } from '../tools/glob.ts';
import { FramePaths } from './frame-paths.ts';
import { NameIndex } from './name-index.ts';

/** What a declared path or glob meets. */
export interface PathHits {
  /** Paths of assets, sorted as the assets were. */
  readonly paths: readonly string[];
  /** Those of `paths` that differ from the declaration in case. */
  readonly byCaseAlone: readonly string[];
  /** `exact`: the declared text is the path itself. */
  readonly by: 'exact' | 'glob';
  /** Where no asset was met: a file of that name is there and is no asset, or what may lie there was not read. */
  readonly beside?: 'present' | 'unread';
}

/** What a skipped name proves about a declared one; the rest proves nothing. */
const besideOf: Partial<Record<SkipReason, 'present' | 'unread'>> = {
  'not-media': 'present',
  'link-inside': 'present',
  excluded: 'unread',
  'link-outside': 'unread',
  'special-file': 'unread',
  unreachable: 'unread',
  limit: 'unread',
};

/**
 * The names of a delivery, to hold declared paths, folders and globs against: NFC on both sides, case only as the last resort.
 * Every answer is remembered: declarations name one video in hundreds of ranges.
 */
export class DeliveryPaths {
  readonly #assets = new Map<string, string>();
  readonly #assetsByCase = new Map<string, string[]>();
  /** Every asset as compared and as reported; the index counts in this order. */
  readonly #names: { readonly name: string; readonly path: string }[] = [];
  readonly #index: NameIndex;
  readonly #beside = new Map<string, 'present' | 'unread'>();
  readonly #besideNames: readonly string[];
  readonly #besideIndex: NameIndex;
  readonly #found = new Map<string, PathHits>();
  readonly #frames: FramePaths;
  /** Frames that are assets of their own as well, by the sequence that they belong to: its name covers them. */
  readonly #oddFrames = new Map<string, readonly string[]>();

  /** True where something in the delivery was not read, so that what was not met may lie there. */
  readonly hasUnread: boolean;

  constructor(assets: List<Asset>, skipped: readonly Skipped[]) {
    this.#frames = new FramePaths(assets);
    for (const asset of assets) {
      // A message is an asset of its own and a part of each file that it speaks of: its own name means itself.
      if (asset.sequence !== undefined) this.#oddFrames.set(asset.path, asset.sequence.odd);
      const parts = asset.sequence === undefined ? asset.parts : [];
      for (const { path } of parts) if (!this.#assets.has(nfc(path))) this.#assets.set(nfc(path), asset.path);
      this.#assets.set(nfc(asset.path), asset.path);
      const name = nfc(asset.path);
      this.#names.push({ name, path: asset.path });
      append(this.#assetsByCase, name.toLowerCase(), asset.path);
    }
    for (const { path, reason } of skipped) {
      const beside = besideOf[reason];
      if (beside) this.#beside.set(nfc(path), beside);
    }
    this.hasUnread = [...this.#beside.values()].includes('unread');
    this.#index = new NameIndex(this.#names.map(({ name }) => name));
    this.#besideNames = [...this.#beside.keys()];
    this.#besideIndex = new NameIndex(this.#besideNames);
  }

  /**
   * What a declared text meets: the path itself, tried literally first so that names with brackets work; then the folder of
   * that name, which stands for all that lies in it; else it is a glob (picomatch, `*` never crosses `/`; with a slash at the
   * end, all that lies in the folders it meets); else the same path or folder in other capitals. Backslashes count as slashes
   * in the end, for declarations that were written on Windows.
   */
  find(declared: string): PathHits {
    const known = this.#found.get(declared);
    if (known) return known;
    const text = nfc(declared).replace(/^(?:\.\/)+/, '');
    let hits = this.#find(text);
    if (isUnmet(hits) && text.includes('\\')) hits = this.#find(text.replaceAll('\\', '/').replace(/^(?:\.\/)+/, ''));
    this.#found.set(declared, hits);
    return hits;
  }

  /** True of a file that is there and is no asset. */
  isBeside(path: string): boolean {
    const name = nfc(path);
    return this.#frames.has(name) || this.#beside.get(name) === 'present';
  }

  /**
   * For a text that meets nothing, what its writer may have meant: the text without its first folders (absolute paths, paths
   * that begin with the delivery's own folder), a file of that name elsewhere, or the file with another extension.
   */
  nearest(declared: string): string | undefined {
    const names = nfc(declared)
      .replaceAll('\\', '/')
      .split('/')
      .filter((name) => name !== '' && name !== '.');
    for (let at = 1; at < names.length; at++) {
      // What begins with a wildcard meets too much to be a hint.
      if (isGlob(names[at] ?? '')) break;
      const rest = names.slice(at).join('/');
      const [only, ...others] = this.find(rest).paths;
      if (only !== undefined) return others.length === 0 ? only : rest;
    }
    const last = names.at(-1) ?? '';
    const stem = /^(.+)\.[^.]+$/.exec(last)?.[1];
    const folder = names
      .slice(0, -1)
      .map((name) => `${name}/`)
      .join('');
    const [index] = [...this.#index.named(last), ...(stem === undefined ? [] : this.#index.beginning(`${folder}${stem}.`))];
    return index === undefined ? undefined : this.#names[index]?.path;
  }

  #find(text: string): PathHits {
    const exact = this.#assets.get(text);
    if (exact !== undefined) return { paths: [exact, ...(this.#oddFrames.get(exact) ?? [])], byCaseAlone: [], by: 'exact' };
    const folder = this.#folder(text);
    if (folder.paths.length > folder.byCaseAlone.length) return folder;
    const globbed = this.#glob(text.endsWith('/') ? `${text.replace(/\/+$/, '')}/**` : text);
    const otherCase = this.#assetsByCase.get(text.toLowerCase()) ?? [];
    if (otherCase.length > 0 && globbed.paths.length === globbed.byCaseAlone.length) {
      return { paths: otherCase, byCaseAlone: otherCase, by: 'exact' };
    }
    if (globbed.paths.length > 0) return globbed;
    if (folder.paths.length > 0) return folder;
    const beside = globbed.beside ?? this.#whatIsBeside(text);
    return beside ? { ...globbed, beside } : globbed;
  }

  /** What lies in the folder of that name; where folders differ by case, only in the one that is named. */
  #folder(text: string): PathHits {
    const folder = text.replace(/\/+$/, '');
    const below = folder === '' ? [] : this.#index.below(folder).flatMap((index) => this.#names[index] ?? []);
    const exact = below.filter(({ name }) => name.startsWith(`${folder}/`));
    const paths = (exact.length > 0 ? exact : below).map(({ path }) => path);
    return { paths, byCaseAlone: exact.length > 0 ? [] : paths, by: 'glob' };
  }

  #glob(text: string): PathHits {
    const candidates = isGlob(text) ? this.#index.candidates(text) : [];
    // Making a matcher costs more than all the rest for the many entries that can meet nothing.
    const loose = candidates.length > 0 ? globMatcher(text, { nocase: true }) : undefined;
    const strict = candidates.length > 0 ? globMatcher(text) : undefined;
    const paths: string[] = [];
    const byCaseAlone: string[] = [];
    for (const index of candidates) {
      const { name, path } = this.#names[index] ?? { name: '', path: '' };
      if (this.#frames.paths.has(path)) continue;
      if (strict?.(name)) paths.push(path);
      else if (loose?.(name)) {
        paths.push(path);
        byCaseAlone.push(path);
      }
    }
    const { whole, some } = this.#framesMet(text, false);
    const isOpen = whole.length === 0 && !some && paths.length === byCaseAlone.length;
    const otherCase = isOpen ? this.#framesMet(text, true).whole : [];
    byCaseAlone.push(...otherCase);
    const frames = [...whole, ...otherCase];
    const all = frames.length === 0 ? paths : [...paths, ...frames].sort(comparePaths);
    return { paths: all, byCaseAlone, by: 'glob', ...(all.length === 0 && some ? { beside: 'present' } : {}) };
  }

  /** A glob that meets all frames of a sequence meets the sequence; one that meets some of them meets files that are no assets. */
  #framesMet(text: string, nocase: boolean): { readonly whole: readonly string[]; readonly some: boolean } {
    if (this.#frames.paths.size === 0 || !isGlob(text)) return { whole: [], some: false };
    const matches = globMatcher(text, { nocase });
    return matches === undefined ? { whole: [], some: false } : this.#frames.met(matches, globBase(text));
  }

  #whatIsBeside(text: string): 'present' | 'unread' | undefined {
    if (this.#frames.has(text)) return 'present';
    if (this.#beside.size === 0) return undefined;
    const named = this.#beside.get(text.replace(/\/+$/, ''));
    if (named) return named;
    const globbed = isGlob(text) ? this.#besideGlob(text) : this.#besideBelow(text.replace(/\/+$/, ''));
    if (globbed.length > 0) return globbed.includes('present') ? 'present' : 'unread';
    const folders = ancestors(isGlob(text) ? globBase(text) : text);
    return folders.some((folder) => this.#beside.get(folder) === 'unread') ? 'unread' : undefined;
  }

  #besideGlob(text: string): ('present' | 'unread')[] {
    const candidates = this.#besideIndex.candidates(text);
    const matches = candidates.length > 0 ? globMatcher(text) : undefined;
    return this.#besideAt(candidates).flatMap(({ name, beside }) => (matches?.(name) ? [beside] : []));
  }

  #besideBelow(folder: string): ('present' | 'unread')[] {
    const below = folder === '' ? [] : this.#besideAt(this.#besideIndex.below(folder));
    return below.flatMap(({ name, beside }) => (name.startsWith(`${folder}/`) ? [beside] : []));
  }

  #besideAt(indices: readonly number[]): { readonly name: string; readonly beside: 'present' | 'unread' }[] {
    return indices.flatMap((index) => {
      const name = this.#besideNames[index] ?? '';
      const beside = this.#beside.get(name);
      return beside ? [{ name, beside }] : [];
    });
  }
}

function isUnmet({ paths, beside }: PathHits): boolean {
  return paths.length === 0 && beside === undefined;
}

function nfc(path: string): string {
  return path.normalize('NFC');
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** `a/b/c` -> `a`, `a/b`, `a/b/c`. */
function ancestors(path: string): string[] {
  const names = path.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}
