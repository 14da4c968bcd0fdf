import { openLocalNow } from '../storage/local.ts';
import { headLength, type Identity, identify } from './identify.ts';
import type { NamedFile } from './walk.ts';

/** What the first bytes of a file say. */
export type Head =
  /** `identity` is null where neither content nor name are media, and for an empty file. */
  | { readonly size: number; readonly identity: Identity | null }
  /** The operating system's word for why it could not be read. */
  | { readonly error: string };

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
    return { error: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}
