import type { JudgedAsset, Sighting, TraceGap } from '../model/index.ts';
import type { Advance, PictureContext, TraceInput } from './context.ts';
import { indexDescriptors } from './picture/descriptor-index.ts';
import { shareFingerprints } from './picture/fingerprint.ts';
import type { IndexedSource } from './picture/source-print.ts';
import { fingerprintSources } from './picture/source-prints.ts';
import { type StillAnswer, searchStills } from './picture/stills.ts';
import { VersionPairs } from './picture/version-pairs.ts';
import { sightingsInVideo } from './picture/video-sightings.ts';
import { openVisionPool, type VisionPool } from './picture/vision-pool.ts';
import type { TraceParts } from './sources.ts';

/** Finds marked stills and clips in videos and in other stills. */
export async function tracePictures(
  parts: TraceParts,
  input: TraceInput,
  advance: Advance,
  gaps: TraceGap[],
): Promise<Sighting[]> {
  if (parts.stills.length + parts.clips.length === 0) return [];
  const pool = openVisionPool(input.jobs);
  try {
    const sources = await indexedSources(parts, input, pool, gaps);
    await input.remembered?.rest();
    if (sources.length === 0) return [];
    const context = { input, pool, pairs: new VersionPairs(pool), sources, gaps, digests: digestsOf(input) };
    const stills = await searchStills(originalsOf(parts, input), context);
    const videos = await inVideos(parts.videos, { ...context, stills }, advance);
    return [...stills.sightings, ...videos];
  } finally {
    await pool.close();
  }
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
function originalsOf(parts: TraceParts, { marked, declared }: TraceInput): JudgedAsset[] {
  const outside = marked.filter(
    ({ kind, verdict, size }) => kind === 'image' && verdict !== 'generated' && verdict !== 'edited' && size > 0,
  );
  return [...parts.otherStills, ...outside].filter(({ path }) => !declared.has(path));
}

function digestsOf({ assets, marked }: TraceInput): ReadonlyMap<string, string | null> {
  return new Map([...assets, ...marked].map(({ path, sha256 }) => [path, sha256]));
}

async function inVideos(
  videos: readonly JudgedAsset[],
  context: PictureContext & { stills: StillAnswer },
  advance: Advance,
): Promise<Sighting[]> {
  if (context.input.frames === null) {
    context.gaps.push(...videos.map(({ path }) => ({ path, role: 'target' as const, code: 'no-decoder' as const })));
    return [];
  }
  // Two at once: while one waits for the edges of what it found, the other decodes.
  const waiting = [...videos];
  const found: Sighting[] = [];
  const next = async (): Promise<void> => {
    for (let video = waiting.shift(); video !== undefined; video = waiting.shift()) {
      found.push(...(await sightingsInVideo(video, context, advance)));
    }
  };
  await Promise.all([next(), next()]);
  return found;
}
