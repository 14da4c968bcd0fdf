import { renameSync, rmSync, statSync } from 'node:fs';

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

/** The lock that lmdb keeps beside its file. */
const withLock = (file: string): string[] => [file, `${file}-lock`];
