import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

/**
 * Where lmdb says what its file is: two heads, a page each, written in turn. Little-endian, as all machines that it has binaries
 * for. https://github.com/kriszyp/lmdb-js/blob/master/dependencies/lmdb/libraries/liblmdb/mdb.c (MDB_meta)
 */
const head = { magicAt: 24, versionAt: 28, pageSizeAt: 48, lastPageAt: 144, transactionAt: 152, length: 160 } as const;
const magic = 0xbeefc0de;
const version = 2;

/**
 * True where lmdb can open a file: where there is none yet, or an empty one, or one whose heads hold and that is as long as they
 * say. Asked first, because lmdb 3.5 ends the process (segmentation fault) on a head that does not hold, and reading behind
 * the end of a mapped file does so too (bus error).
 */
export function isSound(file: string): boolean {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) return true;
  const descriptor = openSync(file, 'r');
  try {
    const first = headAt(descriptor, 0);
    if (first === null) return false;
    const second = headAt(descriptor, first.pageSize);
    if (second === null || second.pageSize !== first.pageSize) return false;
    const newer = second.transaction > first.transaction ? second : first;
    // The size is asked for last: another scan may be writing, and pages come before the head that speaks of them.
    return (newer.lastPage + 1n) * BigInt(first.pageSize) <= BigInt(fstatSync(descriptor).size);
  } finally {
    closeSync(descriptor);
  }
}

function headAt(descriptor: number, at: number) {
  const bytes = Buffer.alloc(head.length);
  if (readSync(descriptor, bytes, 0, head.length, at) < head.length) return null;
  if (bytes.readUInt32LE(head.magicAt) !== magic || bytes.readUInt32LE(head.versionAt) !== version) return null;
  const pageSize = bytes.readUInt32LE(head.pageSizeAt);
  const isPageSize = pageSize >= 512 && pageSize <= 65536 && (pageSize & (pageSize - 1)) === 0;
  if (!isPageSize) return null;
  return {
    pageSize,
    lastPage: bytes.readBigUInt64LE(head.lastPageAt),
    transaction: bytes.readBigUInt64LE(head.transactionAt),
  };
}
