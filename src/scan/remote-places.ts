import { resolve } from 'node:path';
import type { FileTable, Root } from '../discover/index.ts';
import { isInside } from '../storage/inside.ts';
import { isRemote, type RemoteSettings } from '../storage/remote.ts';
import { sweepSpool } from '../storage/spool.ts';
import type { FileStamp } from '../store/index.ts';
import { CannotStart } from './cannot-start.ts';
import type { ChosenOptions, ScanOptions } from './options.ts';
import type { ListedStamps } from './remembered.ts';

/** Bytes that may lie in the spool unless told otherwise: 20 GiB. */
export const standardSpool = 20 * 2 ** 30;

/** Places as reports show them, and how they are reached. */
export interface RemotePlaces {
  readonly shown: readonly string[];
  /** Null where all of them are folders and files of this machine. */
  readonly settings: RemoteSettings | null;
  /** The declaration, where it was named. */
  readonly declaration?: string;
}

/**
 * How the places of a scan are reached that are no folders, and these places as reports show them; null where there are none.
 * @throws CannotStart where the spool cannot be used
 */
export async function remoteSettings(places: readonly string[], options: ScanOptions): Promise<RemotePlaces> {
  const { marked = [], declaration, queue } = options;
  const named = [...places, ...marked, ...(declaration ? [declaration] : []), ...(queue ? [queue.results] : [])];
  if (!named.some(isRemote)) return { shown: places, settings: null };
  const addresses = Object.fromEntries(named.filter(isRemote).map((place) => [shownAddress(place), place]));
  return {
    shown: places.map((place) => (isRemote(place) ? shownAddress(place) : place)),
    ...(declaration ? { declaration: isRemote(declaration) ? shownAddress(declaration) : declaration } : {}),
    settings: { ...reach(options), addresses },
  };
}

/** How storage is reached with these options. @throws CannotStart where the spool cannot be used */
export function reach({ s3 = {}, spool, spoolLimit = standardSpool }: ReachOptions): RemoteSettings {
  const folder = spool === undefined ? null : resolve(spool);
  if (folder !== null) {
    try {
      sweepSpool(folder);
    } catch (error) {
      const detail = (error as NodeJS.ErrnoException).code ?? String(error);
      throw new CannotStart('spool-unusable', { folder, detail });
    }
  }
  return { s3, addresses: {}, spool: folder === null ? null : { folder, limit: spoolLimit } };
}

/** What of the options tells it. */
export type ReachOptions = Pick<ScanOptions, 's3' | 'spool' | 'spoolLimit'>;

/** @throws CannotStart where the spool lies in what is scanned */
export function refuseSpoolInside(roots: readonly Root[], spool: string | undefined): void {
  if (spool === undefined) return;
  const folder = resolve(spool);
  if (roots.some(({ real }) => isInside(real, folder))) throw new CannotStart('spool-unusable', { folder, detail: 'inside' });
}

/** An address without what may be a key: a user's name and password, and what a signed address bears behind its `?`. */
export function shownAddress(place: string): string {
  if (!/^https?:/i.test(place)) return place;
  try {
    const { origin, pathname } = new URL(place);
    return `${origin}${pathname}`;
  } catch {
    return place;
  }
}

/** What needs whole objects is left out where none may be fetched: coverage says so. */
export function withinReach(chosen: ChosenOptions, places: readonly string[]): ChosenOptions {
  if (chosen.spool !== undefined || ![...places, ...chosen.marked].some(isRemote)) return chosen;
  return { ...chosen, pixels: 'off', thumbnails: false, trace: false };
}

/** Stamps of objects, as their listings told them. */
export function listedStamps(): { readonly of: ListedStamps; readonly learn: (files: FileTable) => void } {
  const tables: FileTable[] = [];
  const of = (path: string): FileStamp | null => {
    for (const table of tables) {
      const row = table.rowOf(path);
      const listed = row === undefined ? null : table.listedAt(row);
      // Nothing changes below a tag, so that no clock need tick: the number stands for it and the size.
      if (listed !== null && listed.tag > 0) return stampOf(listed);
    }
    return null;
  };
  return { of, learn: (files) => tables.push(files) };
}

const stampOf = ({
  size,
  modified,
  tag,
}: {
  readonly size: number;
  readonly modified: number;
  readonly tag: number;
}): FileStamp => ({
  size,
  modified: BigInt(modified) * 1_000_000n,
  changed: 0n,
  inode: BigInt(tag),
  device: 0n,
});
