import { entryOf } from '../discover/entry.ts';
import type { Head, MetFile, NamedFile } from '../discover/index.ts';
import type { Asset, Reading } from '../model/index.ts';
import { isAsItWas } from '../storage/local.ts';
import type { Limit } from '../tools/at-once.ts';
import type { Walked } from './header-task.ts';
import type { RememberedAssets } from './remembered-assets.ts';

/** Reads an asset of which the container was walked; the walk is that of the file as it is now, or null: it must be walked again. */
export type ReadWalked = (asset: Asset, stillWalked: () => Reading | null) => Promise<readonly Reading[]>;

/** Reads what headers leave open (credentials, mostly) while other headers are still read: engines take long to start. */
export interface ReadAhead {
  /** Begins with a file that its header did not settle, though it was walked; nothing where enough is begun. */
  readonly begin: (file: NamedFile, met: MetFile, walked: Walked) => void;
  /** The same memory, that hands out what was begun. */
  readonly over: (remembered: RememberedAssets) => RememberedAssets;
  /** Begins nothing more, so that engines can be closed. */
  readonly stop: () => void;
}

/** Assets that are read before they are asked for, and characters from which on none is begun: all of it is held in memory. */
const most = { assets: 500, characters: 16 << 20 };

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
      if (!('asset' in entry) || begun.size >= most.assets || characters > most.characters) return;
      const { asset } = entry;
      characters += charactersIn(walked.reading);
      const readings = limit(async () => {
        const read = await reader;
        if (isStopped) throw new Error('stopped');
        // A delivery may still be copied while it is scanned. Asked as late as it is used: whoever remembers the answer has looked at
        // the file before, and must not remember of its new bytes what the old ones said.
        const answer = await read(asset, () => (isAsItWas(uri, walked.state, walked.at) ? walked.reading : null));
        // Credentials may hold pictures of megabytes.
        characters += charactersIn(answer);
        return answer;
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

const charactersIn = (value: unknown): number => JSON.stringify(value).length;
