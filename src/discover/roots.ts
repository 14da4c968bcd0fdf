import type { Stats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { remoteStorage } from '../storage/connection.ts';
import { isInside } from '../storage/inside.ts';
import { isRemote, type RemoteError } from '../storage/remote.ts';

/** A folder or file that the user named. */
export interface Root {
  /** Absolute, as the user named it; of what lies elsewhere, its address without a closing `/`. */
  readonly folder: string;
  /** The same with all links resolved. */
  readonly real: string;
  /** Set where a single file was named. */
  readonly file?: string;
  /** Prefix of its paths, `name/`; empty where there is one root. */
  readonly prefix: string;
}

/** A place that the user named and that cannot be scanned; the scan does not start. */
export class MissingRoot extends Error {
  readonly place: string;
  readonly reason: string;
  constructor(place: string, reason: string) {
    super(`${place}: ${reason}`);
    this.place = place;
    this.reason = reason;
  }
}

/**
 * Resolves the places that the user named.
 * @throws MissingRoot where one does not exist or is neither folder nor file
 */
export async function rootsOf(places: readonly string[]): Promise<readonly Root[]> {
  const seen = new Map<string, number>();
  const roots: Root[] = [];
  for (const place of places) {
    const { name, ...root } = isRemote(place) ? await remoteRoot(place) : await localRoot(place);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    const prefix = places.length === 1 ? '' : `${count === 1 ? name : `${name}~${count}`}/`;
    roots.push({ ...root, prefix });
  }
  for (const root of roots) {
    const within = roots.find(
      (other) => other !== root && other.file === undefined && isInside(other.real, root.file ?? root.real),
    );
    if (within !== undefined) throw new MissingRoot(root.file ?? root.folder, `inside:${within.folder}`);
  }
  return roots;
}

type NamedRoot = Omit<Root, 'prefix'> & { readonly name: string };

async function localRoot(place: string): Promise<NamedRoot> {
  const absolute = resolve(place);
  const found: Stats = await stat(absolute).catch((error: NodeJS.ErrnoException) => {
    throw new MissingRoot(place, error.code ?? error.message);
  });
  if (!found.isDirectory() && !found.isFile()) throw new MissingRoot(place, 'special');
  const folder = found.isDirectory() ? absolute : dirname(absolute);
  const name = basename(absolute).normalize('NFC') || 'root';
  return { name, folder, real: await realpath(folder), ...(found.isDirectory() ? {} : { file: absolute }) };
}

/** A place is there where something lies at it: storage knows no folders. */
async function remoteRoot(place: string): Promise<NamedRoot> {
  const folder = place.replace(/\/+$/, '');
  try {
    for await (const page of (await remoteStorage(place)).list(place)) {
      if (page.length === 0) continue;
      const isFile = page[0]?.name === '';
      const name = basename(folder).normalize('NFC') || 'root';
      return { name, folder, real: folder, ...(isFile ? { file: folder } : {}) };
    }
  } catch (error) {
    throw new MissingRoot(place, (error as RemoteError).code ?? (error as Error).message);
  }
  throw new MissingRoot(place, 'ENOENT');
}
