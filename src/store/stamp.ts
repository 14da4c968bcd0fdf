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

/** The stamp as bytes that can be compared; they hold until the next stamp is written. */
export function stampBytes(stamp: FileStamp): Buffer {
  numbers[0] = BigInt(stamp.size);
  // Before 1970, times are negative: as numbers without a sign they wrap around.
  numbers[1] = stamp.modified;
  numbers[2] = stamp.changed;
  numbers[3] = stamp.inode;
  numbers[4] = stamp.device;
  return bytes;
}

/** One place for all: a stamp is written for every file that is looked up. In the order of this machine, as lmdb writes its own numbers. */
const numbers = new BigUint64Array(stampLength / 8);
const bytes = Buffer.from(numbers.buffer);

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
