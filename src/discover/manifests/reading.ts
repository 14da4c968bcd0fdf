import type { ManifestKind, ManifestMismatch } from '../../model/index.ts';
import type { FoundFile } from '../found-file.ts';
import { type Generation, generationNumber, readChain, readGeneration, unitedGenerations } from './asc-mhl.ts';
import { bagManifestName, readBagManifest } from './bagit.ts';
import { algorithmOfName, readChecksumList } from './checksum-list.ts';
import type { Listing } from './listing.ts';
import { readMhl } from './mhl.ts';
import { type AssetMap, readAssetMap, readPackingList } from './packing-list.ts';
import { folderOf, joined } from './placing.ts';
import { beside, type NamePromise, promiseOf } from './recognise.ts';
import { rootName } from './xml.ts';

/** A manifest as it was read, before its names are looked up. */
export interface ReadManifest {
  readonly path: string;
  readonly kind: ManifestKind;
  readonly listing: Listing & Partial<Pick<Generation, 'ignores'>>;
  /** Folder that its names start from. */
  readonly folder: string;
  /** Folder that it covers in full by its format, null for none; undefined where its extent decides. */
  readonly covers?: string | null;
  readonly isStrict: boolean;
}

/** A file with its text, or with why it has none. */
export interface Opened {
  readonly file: FoundFile;
  readonly promise: NamePromise;
  readonly text?: string;
  readonly broken?: string;
}

/** Gathers what was read; generations and packages need each other's files, so they come last. */
export class Reading {
  readonly read: ReadManifest[] = [];
  readonly unreadable: ManifestMismatch[] = [];
  readonly own = new Set<string>();
  readonly #generations = new Map<string, { path: string; generation: Generation }[]>();
  readonly #chains = new Map<string, { path: string; numbers: ReadonlyMap<string, number> }>();
  readonly #maps = new Map<string, AssetMap>();
  readonly #packingLists = new Map<string, string>();
  readonly #files: ReadonlyMap<string, FoundFile>;
  #byStem: ReadonlyMap<string, readonly string[]> | undefined;
  readonly #open: (file: FoundFile) => Promise<Opened | undefined>;

  constructor(candidates: readonly FoundFile[], open: (file: FoundFile) => Promise<Opened | undefined>) {
    this.#files = new Map(candidates.map((file) => [file.path, file]));
    this.#open = open;
  }

  add({ file: { path }, promise, text, broken }: Opened): void {
    this.own.add(path);
    if (text === undefined) this.#refuse(path, broken);
    else if (promise === 'list' || promise === 'perhaps-list') this.#addList(path, text);
    else if (promise === 'bag') this.#addBag(path, text);
    else if (promise === 'asset-map') this.#addMap(path, text);
    else if (promise === 'packing-list') this.#addPackingList(path, text);
    else if (promise === 'chain') this.#addChain(path, text);
    else this.#addMhl(path, text, promise === 'generation');
  }

  /** Reads what only the whole set tells: packing lists that a map names, and histories of several generations. */
  async finish(): Promise<void> {
    for (const [folder, map] of this.#maps) {
      for (const id of map.packingLists) {
        const path = joined(folder, map.paths.get(id) ?? '');
        const file = this.#files.get(path);
        if (file === undefined || this.own.has(path)) continue;
        const opened = await this.#open(file);
        if (opened !== undefined) this.add(opened);
      }
    }
    for (const [path, text] of this.#packingLists) {
      const folder = folderOf(path);
      this.#keep({ path, kind: 'packing-list', listing: readPackingList(text, this.#maps.get(folder)), folder, isStrict: true });
    }
    for (const [folder, found] of this.#generations) this.#addHistory(folder, found);
  }

  #refuse(path: string, why: string | undefined): void {
    this.unreadable.push({ kind: 'unreadable-manifest', manifest: path, path, ...(why === undefined ? {} : { found: why }) });
  }

  /** What is broken is told; what could be read of it counts, but covers nothing. */
  #keep(manifest: ReadManifest): void {
    const { listing, path } = manifest;
    const isEmpty = listing.files.length === 0 && manifest.kind !== 'asc-mhl';
    if (listing.broken !== undefined || isEmpty) this.#refuse(path, listing.broken ?? 'no entries');
    if (listing.files.length === 0) return;
    this.read.push(listing.broken === undefined ? manifest : { ...manifest, covers: null });
  }

  #addList(path: string, text: string): void {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const stem = name.replace(/\.(md5|sha\d+|xxh\w*)(\.txt)?$/i, '');
    const subject = stem === name ? undefined : this.#subjectOf(path, stem);
    const listing = readChecksumList(text, algorithmOfName(name), subject);
    const [only, ...others] = listing.files;
    // `clip.mov.md5` speaks of the clip beside it, whatever way to it stands in the line.
    const isOfOne =
      subject !== undefined &&
      only !== undefined &&
      others.length === 0 &&
      /(^|[/\\])([^/\\]*)$/.exec(only.name)?.[2] === subject;
    const own = isOfOne ? { ...listing, files: [{ ...only, name: subject }] } : listing;
    const rest = isOfOne ? { covers: null, isStrict: true } : { isStrict: false };
    this.#keep({ path, kind: 'checksum-list', listing: own, folder: folderOf(path), ...rest });
  }

  /** `clip.mov` of `clip.mov.md5`; of `clip.md5` the only file that is called `clip` but for its extension. */
  #subjectOf(path: string, stem: string): string | undefined {
    if (stem.includes('.') || this.#files.has(beside(path, stem))) return stem;
    this.#byStem ??= byStem(this.#files.keys());
    const others = (this.#byStem.get(beside(path, stem)) ?? []).filter((other) => promiseOf(other, () => false) === undefined);
    return others.length === 1 ? others[0]?.slice(folderOf(path).length).replace(/^\//, '') : undefined;
  }

  #addBag(path: string, text: string): void {
    const [, tag, algorithm = 'md5'] = bagManifestName.exec(path.slice(path.lastIndexOf('/') + 1)) ?? [];
    const listing = readBagManifest(text, algorithm.toLowerCase() as 'md5');
    // Every payload manifest lists the whole payload; tag files may stay unlisted (RFC 8493, sections 2.1.3 and 2.2.1).
    const covers = tag === undefined ? beside(path, 'data') : null;
    this.#keep({ path, kind: 'bagit', listing, folder: folderOf(path), covers, isStrict: true });
  }

  #addMap(path: string, text: string): void {
    const map = readAssetMap(text);
    if (map.broken !== undefined || rootName(text) !== 'AssetMap') this.#refuse(path, map.broken ?? 'no AssetMap');
    if (rootName(text) === 'AssetMap') this.#maps.set(folderOf(path), map);
  }

  #addPackingList(path: string, text: string): void {
    if (rootName(text) === 'PackingList') this.#packingLists.set(path, text);
    // By its name alone a spreadsheet saved as XML can be called a packing list, too.
    else if (rootName(text) === undefined) this.#refuse(path, 'no PackingList');
    else this.own.delete(path);
  }

  #addChain(path: string, text: string): void {
    const links = readChain(text);
    if (links === undefined) {
      this.#refuse(path, undefined);
      return;
    }
    const folder = folderOf(path);
    this.#chains.set(folder, { path, numbers: new Map(links.map((link) => [link.name, link.number])) });
    this.#keep({ path, kind: 'asc-mhl', listing: { files: links }, folder, covers: null, isStrict: true });
  }

  #addMhl(path: string, text: string, isGeneration: boolean): void {
    if (rootName(text) !== 'hashlist') {
      this.#refuse(path, 'no hashlist');
    } else if (!isSecond(text)) {
      this.#keep({ path, kind: 'mhl', listing: readMhl(text), folder: folderOf(path), isStrict: false });
    } else if (isGeneration) {
      const folder = folderOf(path);
      this.#generations.set(folder, [...(this.#generations.get(folder) ?? []), { path, generation: readGeneration(text) }]);
    } else {
      // A packing list of the reference tool's `flatten` lies apart from any history.
      this.#keep({ path, kind: 'asc-mhl', listing: readGeneration(text), folder: folderOf(path), isStrict: false });
    }
  }

  #addHistory(folder: string, found: readonly { path: string; generation: Generation }[]): void {
    const numbers = this.#chains.get(folder)?.numbers;
    const numberOf = (path: string): number => {
      const name = path.slice(folder.length + 1);
      return numbers?.get(name) ?? generationNumber(name);
    };
    const ordered = [...found].sort((a, b) => numberOf(a.path) - numberOf(b.path));
    for (const { path, generation } of ordered) if (generation.broken !== undefined) this.#refuse(path, generation.broken);
    const newest = ordered.at(-1);
    if (newest === undefined) return;
    const isWhole = ordered.every(({ generation }) => generation.broken === undefined);
    const listing = {
      files: unitedGenerations(ordered.map(({ generation }) => generation)),
      ignores: [...new Set(ordered.flatMap(({ generation }) => generation.ignores))],
    };
    const root = folderOf(folder);
    this.read.push({ path: newest.path, kind: 'asc-mhl', listing, folder: root, covers: isWhole ? root : null, isStrict: true });
  }
}

/** ASC MHL calls itself version 2 of the hash list; MHL 1.x is another format under the same name. */
function isSecond(text: string): boolean {
  const tag = /<(?:\w{1,64}:)?hashlist\b[^>]*/.exec(text.slice(0, 64 * 1024))?.[0] ?? '';
  return /\bversion\s*=\s*["']2/.test(tag);
}

function byStem(paths: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const stems = new Map<string, string[]>();
  for (const path of paths) {
    const stem = path.replace(/\.[^./]*$/, '');
    const same = stems.get(stem);
    if (same) same.push(path);
    else stems.set(stem, [path]);
  }
  return stems;
}
