import { lstatSync } from 'node:fs';
import { openLocalNow, pathOfUri } from '../storage/local.ts';
import { headLength, type Identity, identify } from './identify.ts';
import type { NamedFile } from './walk.ts';

/** What the first bytes of a file say. */
export interface Head {
  /** Bytes; 0 where nobody tells. */
  readonly size: number;
  /** Null where neither content nor name are media, and of an empty file. */
  readonly identity: Identity | null;
  /** Set where it could not be read: the operating system's word for it. */
  readonly error?: string;
}

/** Reads the first bytes of a file. Never throws. */
export function headOf({ path, uri }: NamedFile): Head {
  try {
    const open = openLocalNow(uri);
    try {
      const { size } = open;
      return { size, identity: size === 0 ? null : identify(open.readAt(0, headLength), path) };
    } finally {
      open.close();
    }
  } catch (error) {
    return { size: sizeByName(uri), identity: null, error: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

/** A folder tells the size even of what nobody may read. */
function sizeByName(uri: string): number {
  try {
    return lstatSync(pathOfUri(uri)).size;
  } catch {
    return 0;
  }
}
