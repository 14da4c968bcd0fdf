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
  readonly marked?: readonly string[];
  readonly queue?: NonNullable<ScanOptions['queue']>;
}

/**
 * How the places of a scan are reached that are no folders, and these places as reports show them; null where there are none.
 * @throws CannotStart where the spool cannot be used
 */
export async function remoteSettings(places: readonly string[], options: ScanOptions): Promise<RemotePlaces> {
  const { marked = [], declaration, queue } = options;
  const named = [...places, ...marked, ...(declaration ? [declaration] : []), ...(queue ? [queue.results] : [])];
  if (!named.some(isRemote)) return { shown: places, settings: null };
  const addresses = addressesOf(named.filter(isRemote));
  return {
    shown: places.map((place) => (isRemote(place) ? shownAddress(place) : place)),
    ...(marked.length > 0 ? { marked: marked.map(shownAddress) } : {}),
    ...(queue ? { queue: { ...queue, results: shownAddress(queue.results) } } : {}),
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
    // No address, but what somebody mistyped in it may be a key all the same.
    return place.replace(/[?#].*$/s, '').replace(/^([a-z]+:\/\/)[^/]*@/i, '$1');
  }
}

/** Addresses in full by what is shown of them. @throws CannotStart where two look alike: one would be read for the other */
function addressesOf(places: readonly string[]): Readonly<Record<string, string>> {
  const addresses = new Map<string, string>();
  for (const place of places) {
    const shown = shownAddress(place);
    if (addresses.has(shown) && addresses.get(shown) !== place)
      throw new CannotStart('overlapping-roots', { place: shown, within: shown });
    addresses.set(shown, place);
  }
  return Object.fromEntries(addresses);
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
