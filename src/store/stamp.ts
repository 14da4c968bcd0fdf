/** What tells that a file is still the one that was read, as `fs.stat` with `bigint` gives it. */
export interface FileStamp {
  /** Bytes. */
  readonly size: number;
  /** When its content was changed, in nanoseconds since 1970. */
  readonly modified: bigint;
  /** When its content, name or owner was changed, in nanoseconds since 1970: a program can set `modified` back, but not this. */
  readonly changed: bigint;
  readonly inode: bigint;
  readonly device: bigint;
}

/** Bytes of a stamp as it stands before what is remembered. */
export const stampLength = 40;

/** The stamp as bytes that can be compared. */
export function stampBytes(stamp: FileStamp): Buffer {
  const bytes = Buffer.allocUnsafe(stampLength);
  bytes.writeBigUInt64LE(BigInt(stamp.size), 0);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, stamp.modified), 8);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, stamp.changed), 16);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, stamp.inode), 24);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, stamp.device), 32);
  return bytes;
}

/** FAT counts in steps of two seconds, other file systems and the caches of network shares in smaller ones. */
const coarsestTick = 2_000_000_000n;

/**
 * False where a file was changed less than two seconds ago, or in the future: changed once more within the tick of the clock, it
 * would keep its stamp, so what was read of it is not to be remembered.
 * https://git-scm.com/docs/racy-git
 * @param now nanoseconds since 1970, asked before the file was read
 */
export function isSettled(stamp: FileStamp, now: bigint): boolean {
  return now - stamp.modified >= coarsestTick && now - stamp.changed >= coarsestTick;
}
