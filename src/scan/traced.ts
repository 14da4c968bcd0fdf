import type {
  Declaration,
  JudgedAsset,
  List,
  PlayedSighting,
  Playlist,
  Sighting,
  Skipped,
  TraceCoverage,
} from '../model/index.ts';
import { byPath, isMarked } from '../model/index.ts';
import { type ListedDigests, namedByUses, Played, timecodesOf } from '../reconcile/index.ts';
import {
  openSteady,
  partsOf,
  progressOf,
  type TraceAnswer,
  type TraceOrder,
  type TraceProgress,
  traceAll,
} from '../trace/index.ts';
import type { ChosenOptions } from './options.ts';
import type { ShareTracing } from './run.ts';

/** What tracing works on. */
export interface TraceCase {
  /** True where one of the assets is marked. */
  readonly hasMarked: boolean;
  readonly assets: List<JudgedAsset>;
  /** Of the folders of `--marked`. */
  readonly marked: readonly JudgedAsset[];
  readonly skipped: readonly Skipped[];
  /** What the compositions of IMF packages play. */
  readonly playlists: readonly Playlist[];
  readonly declaration: Declaration | null;
  readonly documentIds: (path: string) => readonly string[];
  /** Digests that checksum manifests list. */
  readonly listed: ListedDigests;
  readonly options: ChosenOptions;
  /** Where fingerprints are remembered; undefined where they are not. */
  readonly cache: string | undefined;
  readonly shareTracing: ShareTracing | undefined;
}

/** What was seen again, with the timecodes of where it is seen. */
export interface Traced {
  readonly sightings: readonly Sighting[];
  readonly traced: TraceCoverage;
}

/**
 * Looks for everything that is marked or declared in everything else; null where that is switched off. Where there is nothing to
 * look for, no engine is started.
 */
async function traced(subject: TraceCase): Promise<Traced | null> {
  const { assets, declaration, options } = subject;
  if (!options.trace) return null;
  const declared = namedByUses(declaration, assets, subject.skipped, subject.documentIds, subject.marked, subject.listed);
  const marked = subject.marked.filter(({ path, kind, verdict }) => isMarked(verdict) || declared.has(path) || kind === 'image');
  const isSource = ({ path, verdict }: JudgedAsset): boolean => isMarked(verdict) || declared.has(path);
  const hasSources = subject.hasMarked || marked.some(isSource) || (declared.size > 0 && assets.some(isSource));
  if (!hasSources) return { sightings: [], traced: { sources: 0, targets: 0, gaps: [] } };
  const { environment, jobs, thumbnails: pictures } = options;
  const order: TraceOrder = { assets, marked, declared, environment, jobs, pictures, cache: subject.cache };
  const { sightings, coverage } = await told(order, subject);
  return { sightings: withTimecodes(sightings, subject), traced: coverage };
}

/** What tracing gave, or the words with which it failed: then nothing is claimed of what is seen where. */
export interface TracedOrFailed {
  readonly seen: Traced | null;
  readonly failure?: string;
}

/**
 * The same as `traced`, where a failure of tracing itself (a worker that does not start, a bug) is told and not thrown: it must not
 * take what the scan has found by then. @throws the signal's reason where the scan was stopped
 */
export async function tracedOrFailed(subject: TraceCase): Promise<TracedOrFailed> {
  try {
    return { seen: await traced(subject) };
  } catch (error) {
    if (subject.options.signal?.aborted === true) throw error;
    return { seen: null, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** Traces, and tells how far it has come. */
async function told(order: TraceOrder, { options, shareTracing }: TraceCase): Promise<TraceAnswer> {
  let last: TraceProgress | null = null;
  const advance = progressOf(partsOf([...order.assets], order.marked, order.declared), (progress) => {
    last = progress;
    options.onTracing?.(progress);
  });
  const search = openSteady(order, {
    signal: options.signal,
    advance,
    onCacheProblem: (detail) => options.onCacheProblem?.(order.cache ?? '', detail),
  });
  try {
    const shared = await shareTracing?.(search, order, advance);
    // How many others search at a time, they decide.
    const answer = shared ? await traceAll(order, shared, Number.POSITIVE_INFINITY) : await traceAll(order, search);
    // What ends before its stated duration, has no sound or cannot be decoded adds less: that is searched as far as it can be.
    const reached = last as TraceProgress | null;
    if (reached !== null && reached.done < reached.total) options.onTracing?.({ ...reached, done: reached.total });
    return answer;
  } finally {
    await search.close();
  }
}

/** Places in compositions that are told of one sighting; what is played more often is told by these. */
const playsLimit = 1000;

/** Tracing knows seconds; how an asset counts them, its own timecode, the composition that plays it and the declaration say. */
export function withTimecodes(
  sightings: readonly Sighting[],
  { assets, playlists, declaration }: Pick<TraceCase, 'assets' | 'playlists' | 'declaration'>,
): readonly Sighting[] {
  const known = byPath(assets);
  const played = new Played(playlists);
  const timecodes = (path: string, span: readonly [number, number]) => {
    const asset = known.get(path);
    const place = asset === undefined ? null : timecodesOf(asset, declaration?.delivery, span);
    return { from: place?.from ?? null, to: place?.to ?? null };
  };
  return sightings.map((sighting) => {
    const { fromSeconds, toSeconds } = sighting;
    if (fromSeconds === null || toSeconds === null) return { ...sighting, from: null, to: null };
    const span = [fromSeconds, toSeconds] as const;
    if (!played.isTrack(sighting.in)) return { ...sighting, ...timecodes(sighting.in, span) };
    const places = played.places(sighting.in, span).slice(0, playsLimit);
    const plays = places.map(
      ({ in: path, span: [from, to] }): PlayedSighting => ({
        in: path,
        fromSeconds: rounded(from),
        toSeconds: rounded(to),
        ...timecodes(path, [from, to]),
      }),
    );
    return { ...sighting, from: plays[0]?.from ?? null, to: plays[0]?.to ?? null, plays };
  });
}

/** To a microsecond: what lies below it is the arithmetic's own. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

/** Paths that findings on sightings speak of: sources, targets and the originals that they were held against. */
export function pathsSeen(sightings: readonly Sighting[]): ReadonlySet<string> {
  return new Set(sightings.flatMap(({ source, in: target, original }) => [source, target, ...(original ? [original] : [])]));
}
