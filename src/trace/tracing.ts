import { byPath, comparePaths, type JudgedAsset, type Sighting, type TraceCoverage, type TraceGap } from '../model/index.ts';
import type { StillOriginal } from './picture/still-originals.ts';
import { partsOf, type TraceParts } from './sources.ts';

/** What was found again in some targets, and what could not be looked for. */
export interface FoundAgain {
  readonly sightings: readonly Sighting[];
  readonly gaps: readonly TraceGap[];
}

/** What was found in everything that is no video, with the gaps of all sources. */
export interface FoundInOthers extends FoundAgain {
  /** Stills of which sources may have been made: videos are held against them too. */
  readonly originals: readonly StillOriginal[];
}

/** What was found out about sources where stills were searched, for whoever searches videos. */
export interface KnownSources {
  readonly originals: readonly StillOriginal[];
  /** Paths of sources that could not be looked for there, which is told already. */
  readonly lost: readonly string[];
}

/** What a search of videos must know of one of stills. */
export function knownBy({ originals, gaps }: FoundInOthers): KnownSources {
  return { originals, lost: gaps.filter(({ role }) => role === 'source').map(({ path }) => path) };
}

/** Gaps of sources that are not told yet: what others could look for, and this process cannot. */
export function unknownGaps(gaps: readonly TraceGap[], known: KnownSources | null): readonly TraceGap[] {
  return known === null ? [] : gaps.filter(({ path }) => !known.lost.includes(path));
}

/** Looks for what is marked: in this process, in one of its own, or on many machines. */
export interface Tracing {
  /** In stills and sound files. Asked before any video is. */
  others(): Promise<FoundInOthers>;
  /** In the pictures and the sound of one video, by its path. Gaps of sources are those of which `others` did not tell. */
  inVideo(path: string): Promise<FoundAgain>;
}

/** What is looked for, and in what. */
export interface TraceSubject {
  /** Of the delivery, judged. */
  readonly assets: Iterable<JudgedAsset>;
  /** Of the folders of `--marked`; looked for, and never searched. */
  readonly marked: readonly JudgedAsset[];
  /** Paths that a use of the declaration names. */
  readonly declared: ReadonlySet<string>;
}

/** What was found again, and what could not be looked for. */
export interface TraceAnswer {
  /** Without timecodes, which the caller knows: sorted by target, time and source. */
  readonly sightings: readonly Sighting[];
  readonly coverage: TraceCoverage;
}

/** Videos that one machine searches at once: while one waits for the edges of what it found, the other decodes. */
export const videosAtOnce = 2;

/**
 * Finds the marked and declared stills, clips and sounds again in everything else. One bad file never stops it.
 * @param atOnce videos that are asked for at a time
 */
export async function traceAll(subject: TraceSubject, tracing: Tracing, atOnce = videosAtOnce): Promise<TraceAnswer> {
  const { marked, declared } = subject;
  const assets = [...subject.assets];
  const parts = partsOf(assets, marked, declared);
  const others = await tracing.others();
  const found: FoundAgain[] = [{ sightings: [], gaps: parts.gaps }, others];
  const waiting = [...parts.videos];
  const next = async (): Promise<void> => {
    for (let video = waiting.shift(); video !== undefined; video = waiting.shift()) found.push(await tracing.inVideo(video.path));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, waiting.length) }, next));
  const isDeclaredOnly = onlyDeclared([...assets, ...marked], declared);
  const sightings = found
    .flatMap((one) => one.sightings)
    .map((sighting) => (isDeclaredOnly(sighting.source) ? { ...sighting, declaredOnly: true } : sighting));
  const gaps = found.flatMap((one) => one.gaps);
  return { sightings: sightings.sort(inOrder), coverage: { ...counted(parts), gaps: gaps.sort(inOrderOfPaths) } };
}

function counted(parts: TraceParts): Omit<TraceCoverage, 'gaps'> {
  const sources = new Set([...parts.stills, ...parts.clips, ...parts.sounds].map(({ path }) => path));
  const targets = new Set([...parts.videos, ...parts.otherStills, ...parts.otherSounds].map(({ path }) => path));
  return { sources: sources.size, targets: sources.size === 0 ? 0 : targets.size };
}

function onlyDeclared(assets: readonly JudgedAsset[], declared: ReadonlySet<string>): (path: string) => boolean {
  const known = byPath(assets);
  return (path) => {
    const verdict = known.get(path)?.verdict;
    return declared.has(path) && verdict !== 'generated' && verdict !== 'edited';
  };
}

function inOrder(a: Sighting, b: Sighting): number {
  return (
    comparePaths(a.in, b.in) ||
    (a.fromSeconds ?? 0) - (b.fromSeconds ?? 0) ||
    comparePaths(a.source, b.source) ||
    (a.stream ?? 0) - (b.stream ?? 0)
  );
}

const inOrderOfPaths = (a: TraceGap, b: TraceGap): number =>
  comparePaths(a.path, b.path) || comparePaths(a.role, b.role) || comparePaths(a.code, b.code);
