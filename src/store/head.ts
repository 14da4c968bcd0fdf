import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { sizeOf } from './file.ts';
import { isTreeWhole, type Tree } from './tree.ts';

/**
 * Where lmdb says what its file is: two heads, a page each, written in turn, and a third in the second half of the first page,
 * written once all that it speaks of is flushed to the disk. Little-endian, as all machines that it has binaries for.
 * https://github.com/kriszyp/lmdb-js/blob/master/dependencies/lmdb/libraries/liblmdb/mdb.c (MDB_meta, MDB_db)
 */
const head = {
  magicAt: 24,
  versionAt: 28,
  mapSizeAt: 40,
  freeAt: 48,
  mainAt: 96,
  lastPageAt: 144,
  transactionAt: 152,
  bootAt: 160,
  length: 168,
} as const;
const tree = { flagsAt: 4, depthAt: 6, rootAt: 40 } as const;
const magic = 0xbeefc0de;
const version = 2;

/** Set in the flags of the first tree while not all that a head speaks of is flushed. */
const unflushed = 0x1000;

/** Bytes of address space, more than which no system gives: where a head asks for it, it is damaged. */
const largestMap = 2n ** 46n;

interface Head {
  readonly pageSize: number;
  readonly lastPage: number;
  readonly transaction: bigint;
  readonly isFlushed: boolean;
  /** Of the system that wrote it; 0 where it does not count its boots. */
  readonly boot: bigint;
  readonly free: Tree;
  readonly main: Tree;
}

/**
 * True where lmdb can open a file, read all of it and write into it: where there is none yet, or an empty one, or one whose heads
 * and trees hold and that is as long as they say. Asked first, because lmdb trusts its file: it ends the process where a head
 * does not hold, where a page speaks of another one behind the end of the file, or where a list of free pages lists a used one.
 */
export function isSound(file: string): boolean {
  if (sizeOf(file) === 0) return true;
  const descriptor = openSync(file, 'r');
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      const current = headOf(descriptor);
      if (current === null) return false;
      if (isWhole(descriptor, current)) return true;
      if (headOf(descriptor)?.transaction === current.transaction) return false;
    }
    // Another scan writes faster than this one looks, over pages that are free by now. It has looked itself when it opened.
    return true;
  } finally {
    closeSync(descriptor);
  }
}

function isWhole(descriptor: number, { pageSize, lastPage, transaction, free, main }: Head): boolean {
  // The size is asked for last: another scan may be writing, and pages come before the head that speaks of them.
  if ((lastPage + 1) * pageSize > fstatSync(descriptor).size) return false;
  return isTreeWhole({ descriptor, pageSize, lastPage, transaction }, main, free);
}

/** The head that lmdb goes by; null where one is damaged. */
function headOf(descriptor: number): Head | null {
  const first = headAt(descriptor, 0, true);
  if (first === null) return null;
  const { pageSize } = first;
  const [second, flushed] = [headAt(descriptor, pageSize, true), headAt(descriptor, pageSize / 2, false)];
  if (second === null || flushed === null || second.pageSize !== pageSize) return null;
  if (flushed.pageSize !== pageSize && flushed.transaction !== 0n) return null;
  const boot = bootOfNow();
  const safe = picked(picked(first, second, boot), flushed, boot);
  const newest = first.transaction < second.transaction ? second : first;
  // lmdb goes back to the safe one only where it tells of another transaction (mdb_env_open).
  return newest.transaction === safe.transaction ? newest : safe;
}

/** After a power cut, a head counts only if all that it speaks of was flushed before (mdb_pick_meta). */
function picked(one: Head, other: Head, boot: bigint | null): Head {
  const [older, newer] = one.transaction < other.transaction ? [one, other] : [other, one];
  if (other.transaction === 0n) return one;
  const isOfThisBoot = boot === null || (newer.boot !== 0n && newer.boot === boot);
  return isOfThisBoot || newer.isFlushed ? newer : older;
}

/** What lmdb takes from the name of this boot: its first eight digits; null where only a call of the system tells it. */
function bootOfNow(): bigint | null {
  try {
    return BigInt(`0x${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').slice(0, 8)}`);
  } catch {
    return null;
  }
}

/** Only the first two heads have a magic number, and the third is empty until something was flushed. */
function headAt(descriptor: number, at: number, hasMagic: boolean): Head | null {
  const bytes = Buffer.alloc(head.length);
  if (readSync(descriptor, bytes, 0, head.length, at) < head.length) return null;
  const isMagic = bytes.readUInt32LE(head.magicAt) === magic && bytes.readUInt32LE(head.versionAt) === version;
  const pageSize = bytes.readUInt32LE(head.freeAt);
  const isPageSize = pageSize >= 512 && pageSize <= 65536 && (pageSize & (pageSize - 1)) === 0;
  if (hasMagic && !(isMagic && isPageSize)) return null;
  if (bytes.readBigUInt64LE(head.mapSizeAt) > largestMap) return null;
  return {
    pageSize,
    lastPage: Number(bytes.readBigUInt64LE(head.lastPageAt)),
    transaction: bytes.readBigUInt64LE(head.transactionAt),
    isFlushed: (bytes.readUInt16LE(head.freeAt + tree.flagsAt) & unflushed) === 0,
    boot: bytes.readBigUInt64LE(head.bootAt),
    free: treeAt(bytes, head.freeAt),
    main: treeAt(bytes, head.mainAt),
  };
}

const treeAt = (bytes: Buffer, at: number): Tree => ({
  flags: bytes.readUInt16LE(at + tree.flagsAt),
  depth: bytes.readUInt16LE(at + tree.depthAt),
  root: bytes.readBigUInt64LE(at + tree.rootAt),
});
