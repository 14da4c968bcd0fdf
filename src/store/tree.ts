import { readSync } from 'node:fs';

/**
 * What lmdb takes for granted in the pages of its file, looked at before it opens one. Offsets of its version 2, little-endian:
 * https://github.com/kriszyp/lmdb-js/blob/master/dependencies/lmdb/libraries/liblmdb/mdb.c (MDB_page_header, MDB_node, MDB_ovpage)
 */
const header = { pageAt: 0, transactionAt: 8, flagsAt: 18, lowerAt: 20, upperAt: 22, length: 24 } as const;
const node = { lowAt: 0, highAt: 2, flagsAt: 4, keyLengthAt: 6, length: 8 } as const;
const longValue = { pageAt: 0, transactionAt: 8, pagesAt: 16, length: 24 } as const;
const isBranch = 1;
const isLeaf = 2;
const isLong = 1;

/** lmdb goes down no further. */
const deepest = 32;

/** The root that says that a tree is empty. */
const noRoot = 2n ** 64n - 1n;

/** How the tree of free pages (its keys are numbers) and that of the entries are ordered; other bits of the flags are no matter. */
const orderFlags = 0xff;
const freeFlags = 8;
const mainFlags = 0;

/** A tree as a head speaks of it. */
export interface Tree {
  readonly flags: number;
  readonly depth: number;
  readonly root: bigint;
}

/** A file, and the state of it that a head speaks of. */
export interface Pages {
  readonly descriptor: number;
  readonly pageSize: number;
  readonly lastPage: number;
  readonly transaction: bigint;
}

/** True where lmdb can walk both trees and write into them without leaving the file: no page in two places, nothing too long. */
export function isTreeWhole(pages: Pages, main: Tree, free: Tree): boolean {
  const isOrdered = (main.flags & orderFlags) === mainFlags && (free.flags & orderFlags) === freeFlags;
  if (pages.lastPage > 2 ** 40 || !isOrdered) return false;
  const walk = new Walk(pages);
  return walk.isWhole(main, null) && walk.isWhole(free, (value) => walk.isFreeList(value));
}

/** Looks into the value of a node. */
type Look = (value: Buffer) => boolean;

class Walk {
  readonly #pages: Pages;
  /** A bit for each page: what was met once may not be met again. */
  readonly #met: Uint8Array;
  /** A page in memory for each step down. */
  readonly #memory: Buffer[] = [];

  constructor(pages: Pages) {
    this.#pages = pages;
    this.#met = new Uint8Array(Math.ceil((pages.lastPage + 1) / 8));
  }

  isWhole({ root, depth }: Tree, look: Look | null): boolean {
    if (root === noRoot) return depth === 0;
    return depth >= 1 && depth <= deepest && this.#isPageWhole(Number(root), depth, look);
  }

  /** Numbers of pages; before a run of them stands its length, below zero. Zeros are room to write into. */
  isFreeList(list: Buffer): boolean {
    if (list.length < 8) return false;
    const length = Number(list.readBigUInt64LE(0));
    if (length * 8 + 8 > list.length) return false;
    for (let index = 1; index <= length; index++) {
      const number = Number(list.readBigInt64LE(index * 8));
      if (number === 0) continue;
      if (number < 0) index += 1;
      if (index > length) return false;
      const first = number > 0 ? number : Number(list.readBigInt64LE(index * 8));
      if (!this.#meet(first, Math.max(1, -number))) return false;
    }
    return true;
  }

  #isPageWhole(page: number, depth: number, look: Look | null): boolean {
    if (!this.#meet(page, 1)) return false;
    const bytes = this.#read(page, depth);
    const kind = depth === 1 ? isLeaf : isBranch;
    if (!this.#isHeaderWhole(bytes, page, kind)) return false;
    const { pageSize } = this.#pages;
    const count = bytes.readUInt16LE(header.lowerAt) >> 1;
    const upper = bytes.readUInt16LE(header.upperAt) + header.length;
    let room = pageSize - upper;
    for (let index = 0; index < count; index++) {
      const at = bytes.readUInt16LE(header.length + index * 2) + header.length;
      if (at < upper || at % 2 !== 0 || at + node.length > pageSize) return false;
      const length = kind === isLeaf ? this.#leafLength(bytes, at, look) : this.#branchLength(bytes, at, index, depth, look);
      if (length === null) return false;
      room -= length + (length % 2);
    }
    // Nodes that fill their page exactly, none of them across its end, lie side by side.
    return room === 0;
  }

  #isHeaderWhole(bytes: Buffer, page: number, kind: number): boolean {
    const [lower, upper] = [bytes.readUInt16LE(header.lowerAt), bytes.readUInt16LE(header.upperAt)];
    return (
      bytes.readBigUInt64LE(header.pageAt) === BigInt(page) &&
      bytes.readBigUInt64LE(header.transactionAt) <= this.#pages.transaction &&
      bytes.readUInt16LE(header.flagsAt) === kind &&
      lower % 2 === 0 &&
      lower >= (kind === isLeaf ? 2 : 4) &&
      lower <= upper &&
      upper <= this.#pages.pageSize - header.length
    );
  }

  /** Bytes of a node that speaks of a page below; null where it, or what is below, is damaged. */
  #branchLength(bytes: Buffer, at: number, index: number, depth: number, look: Look | null): number | null {
    const keyLength = bytes.readUInt16LE(at + node.keyLengthAt);
    const length = node.length + keyLength;
    if (at + length > bytes.length || (keyLength === 0 && index > 0)) return null;
    const below = bytes.readUInt32LE(at + node.lowAt) + bytes.readUInt16LE(at + node.flagsAt) * 2 ** 32;
    return this.#isPageWhole(below, depth - 1, look) ? length : null;
  }

  /** Bytes of a node that holds a value, or says in which pages it is; null where it is damaged. */
  #leafLength(bytes: Buffer, at: number, look: Look | null): number | null {
    const keyLength = bytes.readUInt16LE(at + node.keyLengthAt);
    const valueLength = bytes.readUInt32LE(at + node.lowAt);
    const flags = bytes.readUInt16LE(at + node.flagsAt);
    const isKey = look === null ? keyLength > 0 : keyLength === 8;
    if (!isKey || (flags !== 0 && flags !== isLong)) return null;
    const valueAt = at + node.length + keyLength;
    const length = node.length + keyLength + (flags === isLong ? longValue.length : valueLength);
    if (at + length > bytes.length) return null;
    const isWhole =
      flags === isLong
        ? this.#isLongWhole(bytes, valueAt, valueLength, look)
        : look === null || look(bytes.subarray(valueAt, valueAt + valueLength));
    return isWhole ? length : null;
  }

  /** A value in pages of its own, the first of which begins with a header. */
  #isLongWhole(bytes: Buffer, at: number, length: number, look: Look | null): boolean {
    const { descriptor, pageSize, transaction } = this.#pages;
    const page = Number(bytes.readBigUInt64LE(at + longValue.pageAt));
    const count = Number(bytes.readBigUInt64LE(at + longValue.pagesAt));
    if (bytes.readBigUInt64LE(at + longValue.transactionAt) > transaction) return false;
    if (header.length + length > count * pageSize || !this.#meet(page, count)) return false;
    if (look === null) return true;
    const value = Buffer.alloc(length);
    return readSync(descriptor, value, 0, length, page * pageSize + header.length) === length && look(value);
  }

  /** False where pages are none that a tree may have, or were met before. */
  #meet(first: number, count: number): boolean {
    if (first < 2 || first + count - 1 > this.#pages.lastPage) return false;
    for (let page = first; page < first + count; page++) {
      const [byte, bit] = [page >> 3, 1 << (page & 7)];
      if (((this.#met[byte] ?? 0) & bit) !== 0) return false;
      this.#met[byte] = (this.#met[byte] ?? 0) | bit;
    }
    return true;
  }

  #read(page: number, depth: number): Buffer {
    const { descriptor, pageSize } = this.#pages;
    const memory = this.#memory[depth] ?? Buffer.alloc(pageSize);
    this.#memory[depth] = memory;
    if (readSync(descriptor, memory, 0, pageSize, page * pageSize) < pageSize) memory.fill(0);
    return memory;
  }
}
