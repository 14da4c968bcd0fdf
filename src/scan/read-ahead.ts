import { entryOf } from '../discover/entry.ts';
import type { Head, MetFile, NamedFile } from '../discover/index.ts';
import type { Asset, Reading } from '../model/index.ts';
import type { Limit } from '../tools/at-once.ts';
import type { RememberedAssets } from './remembered-assets.ts';

/** Reads an asset of which the container was walked. */
export type ReadWalked = (asset: Asset, walked: Reading) => Promise<readonly Reading[]>;

/** Reads what headers leave open (credentials, mostly) while other headers are still read: engines take long to start. */
export interface ReadAhead {
  /** Begins with a file that its header did not settle, though it was walked; nothing where enough is begun. */
  readonly begin: (file: NamedFile, met: MetFile, walked: Reading) => void;
  /** The same memory, that hands out what was begun. */
  readonly over: (remembered: RememberedAssets) => RememberedAssets;
  /** Begins nothing more, so that engines can be closed. */
  readonly stop: () => void;
}

/** Assets that are read before they are asked for, and characters that their walks may hold: what is begun is held in memory. */
const most = { assets: 500, characters: 8 << 20 };

/**
 * @param reader once engines are open; where they do not open, nothing is read
 * @param limit reads so many at a time
 */
export function openReadAhead(reader: Promise<ReadWalked>, limit: Limit): ReadAhead {
  // Whoever opens engines tells of what fails there.
  reader.catch(() => {});
  const begun = new Map<string, { readonly asset: Asset; readonly readings: Promise<readonly Reading[]> }>();
  let characters = 0;
  let isStopped = false;
  return {
    stop: () => {
      isStopped = true;
    },
    begin: ({ path, uri }, { size, head }, walked) => {
      const entry = entryOf({ path, uri, size }, JSON.parse(head) as Head);
      characters += charactersOf(walked);
      if (!('asset' in entry) || begun.size >= most.assets || characters > most.characters) return;
      const { asset } = entry;
      const readings = limit(async () => {
        const read = await reader;
        return isStopped ? [] : read(asset, walked);
      });
      // Whoever takes them is told; else nobody misses them.
      readings.catch(() => {});
      begun.set(uri, { asset, readings });
    },
    over: (remembered) => ({
      ...remembered,
      readings: (asset, make) => {
        const known = begun.get(asset.uri);
        begun.delete(asset.uri);
        // A sidecar that belongs to it is read with it; what else was found out of it makes it another asset.
        const isSame = known !== undefined && asset.parts.length === 0 && asset.format === known.asset.format;
        return isSame ? known.readings : remembered.readings(asset, make);
      },
    }),
  };
}

const charactersOf = ({ facts }: Reading): number => facts.reduce((sum, { value }) => sum + value.length, 0);
