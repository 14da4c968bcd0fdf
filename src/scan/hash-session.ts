import { randomUUID } from 'node:crypto';
import type { Root } from '../discover/index.ts';
import type { FileStamp } from '../store/index.ts';
import type { Remembered } from './remembered.ts';

/** The hashing of a delivery, which may take several runs. */
export interface HashSession {
  /** Digests are remembered under this name: those of another session are no answer. */
  readonly id: string;
  /** The delivery was hashed to its end. */
  readonly end: () => void;
}

/** Days after which an interrupted scan is not gone on with. */
const longest = 7;

/** It is no file that is remembered here. */
const nowhere: FileStamp = { size: 0, modified: 0n, changed: 0n, inode: 0n, device: 0n };

/**
 * Opens the session of a scan. Digests that `--hash` asks for are those of the bytes as they are: what an earlier scan computed does
 * not prove that the disk still gives them. Only a scan that was interrupted is gone on with where it was; else a delivery of
 * fifteen terabytes would begin anew. Digests that a report needs to name a file are remembered as long as the file stays as it is.
 */
export function openHashSession({ now }: Remembered, roots: readonly Root[], isHashed: boolean): HashSession {
  if (now === null || !isHashed) return { id: 'named', end: () => {} };
  const question = { kind: 'session', by: '1' };
  const file = { path: roots.map(({ folder, file: own }) => own ?? folder).join('\n'), uri: 'session:' };
  const keep = (id: string | null) => now.keep(question, file, nowhere, JSON.stringify({ id, began: Date.now() }));
  const { id: open = null, began = 0 } = JSON.parse(now.recall(question, file, nowhere) ?? '{}') as {
    id?: string | null;
    began?: number;
  };
  const id = open !== null && Math.abs(Date.now() - began) < longest * 86_400_000 ? open : randomUUID();
  if (id !== open) keep(id);
  return { id, end: () => keep(null) };
}
