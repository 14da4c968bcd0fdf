import type { JudgedAsset } from '../model/index.ts';
import type { TraceInput } from './context.ts';
import { openPictures } from './pictures.ts';
import { openSounds } from './sounds.ts';
import { partsOf } from './sources.ts';
import type { FoundAgain, KnownSources, Tracing } from './tracing.ts';

/** A search in this process: threads and what is looked for are there until it is closed. */
export interface TraceSearch extends Tracing {
  close(): Promise<void>;
}

/**
 * Opens a search in this process.
 * @param known where others search the stills, what they found out; null: it is found out here
 */
export function openSearch(input: TraceInput, known: KnownSources | null = null): TraceSearch {
  const parts = partsOf(input.assets, input.marked, input.declared);
  const advance = input.advance ?? (() => {});
  const pictures = openPictures(parts, input, known, advance);
  const sounds = openSounds(parts, input, known, advance);
  const videos = new Map(parts.videos.map((video) => [video.path, video]));
  return {
    others: async () => {
      const seen = await pictures.inStills();
      const heard = await sounds.inFiles();
      return { ...joined(seen, heard), originals: seen.originals };
    },
    inVideo: async (path) => {
      const video = videos.get(path) as JudgedAsset;
      return joined(await pictures.inVideo(video), await sounds.inVideo(video));
    },
    close: () => pictures.close(),
  };
}

const joined = (a: FoundAgain, b: FoundAgain): FoundAgain => ({
  sightings: [...a.sightings, ...b.sightings],
  gaps: [...a.gaps, ...b.gaps],
});
