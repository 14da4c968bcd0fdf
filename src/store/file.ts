import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** Bytes of a file; 0 where there is none. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Moves a damaged database out of the way, and keeps the last one of them for whoever wants to know why. */
export function setAside(file: string): void {
  for (const name of withLock(file)) {
    try {
      renameSync(name, `${name}.damaged`);
    } catch {
      // Gone already, or held by another scan: that one sets it aside.
    }
  }
}

/** Removes a database, of which nothing is wanted any more. */
export function remove(file: string): void {
  for (const name of withLock(file)) rmSync(name, { force: true });
}

/** Bytes of a trial: more than the heads of a new database. */
const trial = 64 << 10;

/**
 * Writes a little beside where a new database is to be. Where its first page cannot be written (a quota, of which the free room says
 * nothing; a disk that breaks), lmdb-js ends the process by a segmentation fault.
 * @throws the operating system's error
 */
export function tryWriting(file: string): void {
  const beside = `${file}-trial`;
  try {
    writeFileSync(beside, Buffer.alloc(trial), { flush: true });
  } finally {
    rmSync(beside, { force: true });
  }
}

/** The lock that lmdb keeps beside its file. */
const withLock = (file: string): string[] => [file, `${file}-lock`];
