import type { Asset, Skipped, SkipReason } from '../model/index.ts';
import { globBase, globMatcher } from '../tools/glob.ts';

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

/** The names of a delivery, to hold declared paths and globs against: NFC on both sides, case only as the last resort. */
export class DeliveryPaths {
  readonly #assets = new Map<string, string>();
  readonly #assetsByCase = new Map<string, string[]>();
  /** Every asset as compared and as reported. */
  readonly #names: { readonly name: string; readonly path: string }[] = [];
  readonly #beside = new Map<string, 'present' | 'unread'>();

  constructor(assets: readonly Asset[], skipped: readonly Skipped[]) {
    for (const asset of assets) {
      // A message is an asset of its own and a part of each file that it speaks of: its own name means itself.
      for (const { path } of asset.parts) if (!this.#assets.has(nfc(path))) this.#assets.set(nfc(path), asset.path);
      this.#assets.set(nfc(asset.path), asset.path);
      this.#names.push({ name: nfc(asset.path), path: asset.path });
      const folded = nfc(asset.path).toLowerCase();
      this.#assetsByCase.set(folded, [...(this.#assetsByCase.get(folded) ?? []), asset.path]);
    }
    for (const { path, reason } of skipped) {
      const beside = besideOf[reason];
      if (beside) this.#beside.set(nfc(path), beside);
    }
  }

  /** True where something in the delivery was not read, so that what was not met may lie there. */
  get hasUnread(): boolean {
    return [...this.#beside.values()].includes('unread');
  }

  /**
   * What a declared text meets: the path itself, tried literally first so that names with brackets work; else it is a glob
   * (picomatch, `*` never crosses `/`); else the same path in other capitals. Backslashes count as slashes in the end, for
   * declarations that were written on Windows.
   */
  find(declared: string): PathHits {
    const text = nfc(declared).replace(/^(?:\.\/)+/, '');
    const hits = this.#find(text);
    if (hits.paths.length > 0 || hits.beside || !text.includes('\\')) return hits;
    return this.#find(text.replaceAll('\\', '/'));
  }

  #find(text: string): PathHits {
    const exact = this.#assets.get(text);
    if (exact !== undefined) return { paths: [exact], byCaseAlone: [], by: 'exact' };
    const globbed = this.#glob(text);
    const otherCase = this.#assetsByCase.get(text.toLowerCase()) ?? [];
    if (otherCase.length > 0 && globbed.paths.length === globbed.byCaseAlone.length) {
      return { paths: otherCase, byCaseAlone: otherCase, by: 'exact' };
    }
    if (globbed.paths.length > 0) return globbed;
    const beside = this.#whatIsBeside(text);
    return beside ? { ...globbed, beside } : globbed;
  }

  #glob(text: string): PathHits {
    const loose = globMatcher(text, { nocase: true });
    const strict = globMatcher(text);
    if (!loose || !strict) return { paths: [], byCaseAlone: [], by: 'glob' };
    const hits = this.#names.filter(({ name }) => loose(name));
    const byCaseAlone = hits.filter(({ name }) => !strict(name));
    return { paths: hits.map(({ path }) => path), byCaseAlone: byCaseAlone.map(({ path }) => path), by: 'glob' };
  }

  #whatIsBeside(text: string): 'present' | 'unread' | undefined {
    const named = this.#beside.get(text);
    if (named) return named;
    const matches = globMatcher(text);
    const globbed = matches ? [...this.#beside].filter(([path]) => matches(path)).map(([, beside]) => beside) : [];
    if (globbed.length > 0) return globbed.includes('present') ? 'present' : 'unread';
    const folders = ancestors(matches ? globBase(text) : text);
    return folders.some((folder) => this.#beside.get(folder) === 'unread') ? 'unread' : undefined;
  }
}

function nfc(path: string): string {
  return path.normalize('NFC');
}

/** `a/b/c` -> `a`, `a/b`, `a/b/c`. */
function ancestors(path: string): string[] {
  const names = path.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}
