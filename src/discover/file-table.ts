import { comparePaths, LazyList } from '../model/index.ts';
import { encodedBytes } from '../storage/local.ts';
import { flags, lengths, places, sizes } from '../tools/column.ts';
import type { FoundFile, Listed } from './found-file.ts';

/** Bytes of names that are kept in one piece; a name is at most 255 long on every file system that we know. */
const pieceLength = 1 << 20;

/** True of a name whose bytes all stand in a URI as they are; all of those are ASCII, so that they stand so in a path too. */
function isPlain(name: Buffer): boolean {
  for (let at = 0; at < name.length; at++) if (plainBytes[name[at] as number] !== 1) return false;
  return true;
}

/** 1 of the bytes that `encodedBytes` leaves as they are. */
const plainBytes = Uint8Array.from({ length: 256 }, (_, byte) =>
  encodedBytes(Buffer.of(byte)) === String.fromCharCode(byte) ? 1 : 0,
);

interface Folder {
  /** Paths of its files begin so. */
  readonly prefix: string;
  /** URIs of its files begin so. */
  readonly uri: string;
}

/**
 * The files of a walk in the order of their paths, as columns: the bytes of the name, the folder and the size, some 40 bytes for
 * each. Paths and URIs are made of them when they are asked for.
 */
export class FileTable extends LazyList<FoundFile> {
  readonly #folders: Folder[] = [];
  readonly #folderOf = places();
  readonly #nameAt = places();
  readonly #nameLength = lengths();
  readonly #sizes = sizes();
  /** 1 of names whose bytes stand in paths and in URIs as they are. */
  readonly #isPlain = flags();
  readonly #pieces: Buffer[] = [];
  #end = pieceLength;
  #length = 0;
  readonly #modified = sizes();
  readonly #tags = sizes();
  #isListed = false;
  /** Paths of the few rows whose names normalise to that of another. */
  readonly #renamed = new Map<number, string>();

  get length(): number {
    return this.#length;
  }

  /**
   * @param path of the folder with a closing `/`, or the prefix of a root
   * @param uri of the folder with a closing `/`, where it is none of this machine
   */
  addFolder(bytes: Buffer, path: string, uri = `file://${encodedBytes(bytes)}/`): number {
    return this.#folders.push({ prefix: path, uri }) - 1;
  }

  /** Keeps what a listing tells of a file. */
  setListed(row: number, { size, modified, tag }: Listed): void {
    this.#sizes.set(row, size);
    this.#modified.set(row, modified);
    this.#tags.set(row, tag);
    this.#isListed = true;
  }

  /** What a listing told of a file; null where none did. */
  listedAt(row: number): Listed | null {
    return this.#isListed && this.#modified.at(row) + this.#tags.at(row) > 0
      ? { size: this.#sizes.at(row), modified: this.#modified.at(row), tag: this.#tags.at(row) }
      : null;
  }

  /** @param path kept where it is not the folder's with the name behind it */
  add(folder: number, name: Buffer, path: string): void {
    const row = this.#length++;
    if (this.#pieces.length === 0 || this.#end + name.length > pieceLength) {
      // Not from the pool, whose pieces are small.
      this.#pieces.push(Buffer.allocUnsafeSlow(pieceLength));
      this.#end = 0;
    }
    const piece = this.#pieces.at(-1) as Buffer;
    name.copy(piece, this.#end);
    this.#folderOf.set(row, folder);
    this.#nameAt.set(row, (this.#pieces.length - 1) * pieceLength + this.#end);
    this.#nameLength.set(row, name.length);
    this.#isPlain.set(row, isPlain(name) ? 1 : 0);
    this.#end += name.length;
    if (path !== this.pathOf(row)) this.#renamed.set(row, path);
  }

  /** The files without some of them: the same table where none is left out. */
  without(isLeftOut: (path: string) => boolean): FileTable {
    const left = new Set<number>();
    for (let row = 0; row < this.#length; row++) if (isLeftOut(this.pathOf(row))) left.add(row);
    if (left.size === 0) return this;
    const kept = new FileTable();
    kept.#folders.push(...this.#folders);
    for (let row = 0; row < this.#length; row++) if (!left.has(row)) kept.#take(this, row, this.pathOf(row));
    return kept;
  }

  /** Takes a row of another table. */
  #take(other: FileTable, row: number, path: string): void {
    this.add(other.folderOf(row), other.nameOf(row), path);
    const listed = other.listedAt(row);
    if (listed !== null) this.setListed(this.#length - 1, listed);
  }

  setSize(row: number, size: number): void {
    this.#sizes.set(row, size);
  }

  folderOf(row: number): number {
    return this.#folderOf.at(row);
  }

  nameOf(row: number): Buffer {
    const { piece, start, end } = this.#placeOf(row);
    return piece.subarray(start, end);
  }

  #placeOf(row: number): { readonly piece: Buffer; readonly start: number; readonly end: number } {
    const at = this.#nameAt.at(row);
    const start = at % pieceLength;
    return { piece: this.#pieces[(at - start) / pieceLength] as Buffer, start, end: start + this.#nameLength.at(row) };
  }

  /** The name of a row where it stands in paths and URIs as it is: nearly every one, and asked for again and again. */
  #plainName(row: number): string | null {
    if (this.#isPlain.at(row) === 0) return null;
    const { piece, start, end } = this.#placeOf(row);
    return piece.toString('latin1', start, end);
  }

  pathOf(row: number): string {
    const renamed = this.#renamed.size === 0 ? undefined : this.#renamed.get(row);
    if (renamed !== undefined) return renamed;
    const { prefix } = this.#folders[this.#folderOf.at(row)] as Folder;
    return prefix + (this.#plainName(row) ?? this.nameOf(row).toString().normalize('NFC'));
  }

  override at(row: number): FoundFile | undefined {
    if (row < 0 || row >= this.#length) return undefined;
    const { uri } = this.#folders[this.#folderOf.at(row)] as Folder;
    const name = this.#plainName(row) ?? encodedBytes(this.nameOf(row));
    const file = { path: this.pathOf(row), uri: uri + name, size: this.#sizes.at(row) };
    const listed = this.listedAt(row);
    return listed === null ? file : { ...file, listed };
  }

  /** The row of a path; undefined where no file has it. */
  rowOf(path: string): number | undefined {
    let [low, high] = [0, this.#length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const order = comparePaths(this.pathOf(middle), path);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  /**
   * The same files where two names, of files or of folders, normalise to one: the later one, by its bytes, gets `~2` before its
   * extension, so that the name still promises what it did. In the order of these paths.
   */
  withDistinctPaths(): FileTable {
    const taken = new Set(this.map(({ path }) => path));
    const met = new Set<string>();
    const rows = this.map(({ path, uri }, row) => ({ path, uri, row })).sort((a, b) => (a.uri < b.uri ? -1 : 1));
    const named = rows.map(({ path, row }) => {
      if (!met.has(path)) {
        met.add(path);
        return { row, path };
      }
      let count = 2;
      const numbered = (): string => path.replace(/(\.[^./]*)?$/, `~${count}$1`);
      while (taken.has(numbered())) count += 1;
      taken.add(numbered());
      return { row, path: numbered() };
    });
    const distinct = new FileTable();
    distinct.#folders.push(...this.#folders);
    for (const { path, row } of named.sort((a, b) => comparePaths(a.path, b.path))) {
      distinct.#take(this, row, path);
    }
    return distinct;
  }
}
