import { LazyList, type Plain } from '../model/index.ts';
import { flags, places } from '../tools/column.ts';
import { Packed } from '../tools/packed.ts';
import { sweep, sweptAfter } from '../tools/sweep.ts';
import type { DiscoveredAsset } from './discovered.ts';
import { entryOf } from './entry.ts';
import type { FileTable } from './file-table.ts';
import type { FoundFile } from './found-file.ts';
import type { Head, MetFile } from './head.ts';

/** Files up to which assets are kept once they are made: few take little memory, and are quicker to look at again. */
export const keptWhole = 30_000;

/** What is known of a row of the files. */
const state = { noAsset: 0, asset: 1, unread: 2 } as const;

/**
 * The assets among the files of a walk, sorted by path. Of each is kept what its head said, which nearly all share with others; the
 * asset itself is made when it is looked at, but for the few that belong to others or that others belong to.
 */
export class DiscoveredAssets extends LazyList<DiscoveredAsset> {
  readonly #files: FileTable;
  readonly #states = flags();
  /** Number of the head of each row, from 1. */
  readonly #headOf = places();
  readonly #heads: Omit<Head, 'size'>[] = [];
  /** Formats of those whose heads tell none. */
  readonly #formats = new Set<string>();
  readonly #numbers = new Map<string, number>();
  /** The first asset of each head. */
  readonly #first: DiscoveredAsset[] = [];
  /** Number of what its header settled, from 1. */
  readonly #plainOf = places();
  readonly #plains = new Packed<Plain>();
  readonly #whole = new Map<number, DiscoveredAsset>();
  /** Assets that were made, by row; none of many. */
  readonly #made: (DiscoveredAsset | undefined)[] = [];
  /** Rows of the assets; made when it is needed. */
  #rows: Uint32Array | null = null;
  #length = 0;

  constructor(files: FileTable) {
    super();
    this.#files = files;
  }

  get length(): number {
    return this.#length;
  }

  /** Keeps what a file says at its beginning. */
  meet(row: number, { size, head, plain }: MetFile): void {
    // A listing knows the size even of what could not be opened.
    if (size > 0) this.#files.setSize(row, size);
    let number = this.#numbers.get(head);
    if (number === undefined) {
      number = this.#heads.push(JSON.parse(head) as Omit<Head, 'size'>);
      this.#numbers.set(head, number);
    }
    this.#headOf.set(row, number);
    if (plain !== null) this.#plainOf.set(row, this.#plains.addText(plain) + 1);
  }

  headOf(row: number): Omit<Head, 'size'> {
    return this.#heads[this.#headOf.at(row) - 1] as Omit<Head, 'size'>;
  }

  /** Takes the file of a row for an asset. */
  add(row: number, isUnread: boolean): void {
    this.#setState(row, isUnread ? state.unread : state.asset);
    // Of an empty or unread file only its name tells what it would be.
    if (this.headOf(row).identity === null) this.#formats.add(this.#make(row).asset.format);
  }

  /** Takes an asset as it is given, instead of what its head says. */
  put(row: number, entry: DiscoveredAsset): void {
    this.#whole.set(row, entry);
    this.#setState(row, state.asset);
  }

  /** Takes the file of a row for none. */
  remove(row: number): void {
    this.#setState(row, state.noAsset);
  }

  override at(index: number): DiscoveredAsset | undefined {
    return index < 0 || index >= this.#length ? undefined : this.#entryAt(this.#index()[index] as number);
  }

  override pathAt(index: number): string | undefined {
    return index < 0 || index >= this.#length ? undefined : this.#files.pathOf(this.#index()[index] as number);
  }

  /** Formats of the assets, and at most of some files that are none. */
  formats(): ReadonlySet<string> {
    const ofHeads = this.#heads.flatMap(({ identity }) => (identity === null ? [] : [identity.mime]));
    return new Set([...ofHeads, ...this.#formats, ...[...this.#whole.values()].map(({ asset }) => asset.format)]);
  }

  override *[Symbol.iterator](): Iterator<DiscoveredAsset> {
    for (let row = 0; row < this.#files.length; row++) {
      if (this.#states.at(row) !== state.noAsset) yield this.#entryAt(row);
      if ((row + 1) % sweptAfter === 0) sweep();
    }
  }

  /** The number of the asset of a path; undefined where there is none. */
  numberOf(path: string): number | undefined {
    const row = this.#files.rowOf(path);
    if (row === undefined || this.#states.at(row) === state.noAsset) return undefined;
    const number = this.#index().indexOf(row);
    return number < 0 ? undefined : number;
  }

  /** Numbers of the assets that lie in one folder, folder by folder. */
  *byFolder(): Iterable<readonly number[]> {
    const folders = new Map<number, number[]>();
    for (const [index, row] of this.#index().entries()) {
      const folder = this.#files.folderOf(row);
      const others = folders.get(folder);
      if (others === undefined) folders.set(folder, [index]);
      else others.push(index);
    }
    yield* folders.values();
  }

  /** Of files that could be read, all of one head are alike but for names and sizes. */
  #like(row: number, { path, uri, size }: FoundFile): DiscoveredAsset {
    const number = this.#headOf.at(row);
    this.#first[number] ??= entryAt({ path, uri, size }, this.headOf(row));
    const { asset, problems } = this.#first[number];
    const { kind, format, recognised, parts } = asset;
    return { asset: { path, uri, size, kind, format, recognised, parts }, problems };
  }

  #setState(row: number, value: number): void {
    const was = this.#states.at(row);
    this.#length += Number(value !== state.noAsset) - Number(was !== state.noAsset);
    this.#states.set(row, value);
    if (this.#files.length <= keptWhole) this.#made[row] = undefined;
    this.#rows = null;
  }

  #index(): Uint32Array {
    if (this.#rows !== null) return this.#rows;
    const rows = new Uint32Array(this.#length);
    let index = 0;
    for (let row = 0; row < this.#files.length; row++) if (this.#states.at(row) !== state.noAsset) rows[index++] = row;
    this.#rows = rows;
    return rows;
  }

  #entryAt(row: number): DiscoveredAsset {
    const known = this.#whole.get(row) ?? this.#made[row];
    if (known !== undefined) return known;
    const made = this.#make(row);
    if (this.#files.length <= keptWhole) this.#made[row] = made;
    return made;
  }

  #make(row: number): DiscoveredAsset {
    const { path, uri, size } = this.#files.at(row) as FoundFile;
    const head = this.headOf(row);
    const entry =
      size > 0 && head.error === undefined ? this.#like(row, { path, uri, size }) : entryAt({ path, uri, size }, head);
    if (this.#states.at(row) === state.unread) return { ...entry, isUnread: true };
    const plain = this.#plainOf.at(row);
    if (plain === 0) return entry;
    const { asset, problems } = entry;
    return { asset, problems, plain: () => this.#plains.at(plain - 1) };
  }
}

function entryAt(file: FoundFile, head: Omit<Head, 'size'>): DiscoveredAsset {
  return entryOf(file, { ...head, size: file.size }) as DiscoveredAsset;
}
