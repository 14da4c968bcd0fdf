import type { JudgedAsset, TraceGap } from '../model/index.ts';
import { once } from '../tools/once.ts';
import type { Advance, PictureContext, TraceInput } from './context.ts';
import { indexDescriptors } from './picture/descriptor-index.ts';
import { shareFingerprints } from './picture/fingerprint.ts';
import type { IndexedSource } from './picture/source-print.ts';
import { fingerprintSources } from './picture/source-prints.ts';
import { asData, fromData, type Originals } from './picture/still-originals.ts';
import { searchStills } from './picture/stills.ts';
import { VersionPairs } from './picture/version-pairs.ts';
import { sightingsInVideo } from './picture/video-sightings.ts';
import { openVisionPool, type VisionPool } from './picture/vision-pool.ts';
import type { TraceParts } from './sources.ts';
import { type FoundAgain, type FoundInOthers, type KnownSources, unknownGaps } from './tracing.ts';

/** Finds marked stills and clips in videos and in other stills. */
export interface PictureSearch {
  inStills(): Promise<FoundInOthers>;
  inVideo(video: JudgedAsset): Promise<FoundAgain>;
  close(): Promise<void>;
}

const nothing: FoundInOthers = { sightings: [], gaps: [], originals: [] };

/**
 * Opens a search for pictures; what is looked for is decoded once, with the first question.
 * @param known what was found out where the stills were searched; null: here
 */
export function openPictures(parts: TraceParts, input: TraceInput, known: KnownSources | null, advance: Advance): PictureSearch {
  const pool = openVisionPool(input.jobs);
  const sourceGaps: TraceGap[] = [];
  const prepared = once(async () => {
    if (parts.stills.length + parts.clips.length === 0) return null;
    const sources = await indexedSources(parts, input, pool, sourceGaps);
    await input.remembered?.rest();
    if (sources.length === 0) return null;
    return { input, pool, pairs: new VersionPairs(pool), sources, digests: digestsOf(input) };
  });
  const searched = once(async () => {
    const context = await prepared();
    if (context === null) return null;
    const gaps: TraceGap[] = [];
    const { sightings, originals } = await searchStills(searchedStills(parts, input), { ...context, gaps });
    return { sightings, gaps, originals };
  });
  const originals = once(async (): Promise<Originals> => {
    if (known === null) return (await searched())?.originals ?? new Map();
    const stills = [...input.assets, ...input.marked];
    return fromData(known.originals, (await prepared())?.sources ?? [], stills, input.frames);
  });
  return {
    inStills: async () => {
      const answer = await searched();
      if (answer === null) return { ...nothing, gaps: sourceGaps };
      return { sightings: answer.sightings, gaps: [...sourceGaps, ...answer.gaps], originals: asData(answer.originals) };
    },
    inVideo: async (video) => {
      const context = await prepared();
      const gaps: TraceGap[] = [...unknownGaps(sourceGaps, known)];
      if (context === null) return { sightings: [], gaps };
      if (input.frames === null) return { sightings: [], gaps: [{ path: video.path, role: 'target', code: 'no-decoder' }] };
      const asked: PictureContext = { ...context, gaps };
      const sightings = await sightingsInVideo(video, { ...asked, originals: await originals() }, advance);
      return { sightings, gaps };
    },
    close: () => pool.close(),
  };
}

/** Hands the fingerprints of all sources over to the threads. Here only what is asked later is kept: they are large. */
async function indexedSources(
  parts: TraceParts,
  input: TraceInput,
  pool: VisionPool,
  gaps: TraceGap[],
): Promise<IndexedSource[]> {
  const prints = await fingerprintSources(parts, input, pool, gaps);
  if (prints.length === 0) return [];
  await pool.tell('sources', {
    sources: {
      index: indexDescriptors(prints.map(({ print }) => print.descriptors)),
      prints: shareFingerprints(prints.map(({ print }) => print)),
    },
  });
  return prints.map(({ asset, unit, print }) => ({ asset, unit, fingerprintWidth: print.width }));
}

/** Unmarked stills: each may be a copy of a source, or what a source was made from. */
function searchedStills(parts: TraceParts, { marked, declared }: TraceInput): JudgedAsset[] {
  const outside = marked.filter(
    ({ kind, verdict, size }) => kind === 'image' && verdict !== 'generated' && verdict !== 'edited' && size > 0,
  );
  return [...parts.otherStills, ...outside].filter(({ path }) => !declared.has(path));
}

function digestsOf({ assets, marked }: TraceInput): ReadonlyMap<string, string | null> {
  return new Map([...assets, ...marked].map(({ path, sha256 }) => [path, sha256]));
}
