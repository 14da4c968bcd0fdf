import { cpus } from 'node:os';
import pLimit from 'p-limit';
import { clipNames, type Discovered, discover, type ReadHeads, type Root } from './discover/index.ts';
import { sameGenerator, suggestedGenerator } from './markers/index.ts';
import { messages } from './messages/index.ts';
import {
  byPath,
  type DigestAlgorithm,
  type JudgedAsset,
  lazily,
  type Report,
  skipReasons,
  type WholeReport,
} from './model/index.ts';
import { namedAlgorithms, reconcile, withPackageOutcomes } from './reconcile/index.ts';
import { answer, type Papers } from './scan/answer.ts';
import { assembleReport, type RunResult, readAsset, reportHead } from './scan/assemble.ts';
import { cacheFolder } from './scan/cache.ts';
import { contentKeys } from './scan/examine.ts';
import { countedProgress, examineAll } from './scan/examine-all.ts';
import { assetDigests } from './scan/hash-assets.ts';
import { type HashThreads, openHashThreads } from './scan/hash-threads.ts';
import { type HeaderThreads, openHeaderThreads } from './scan/header-threads.ts';
import { type DeliveryManifests, holdManifests, openManifests } from './scan/manifests.ts';
import { besideDelivery, openMarked } from './scan/marked.ts';
import type { ChosenOptions, ScanOptions } from './scan/options.ts';
import { openBaseline, openPolicies, openWaivers } from './scan/papers.ts';
import { readHeadsIn } from './scan/read-heads.ts';
import { openRemembered, type Remembered } from './scan/remembered.ts';
import { rememberedHeads } from './scan/remembered-heads.ts';
import { openDeclaration, openEngines, openRoots, openTrust, papersInside, refuseWritesInside } from './scan/start.ts';
import { readSpokenOf } from './scan/statements.ts';
import { pathsSeen, tracedOrFailed } from './scan/traced.ts';

/**
 * Scans folders and files: discover, read, judge, trace, hold against the declaration, report.
 * @param places folders or files; paths in the report are relative to them
 * @throws CannotStart where nothing was scanned: a missing place, an invalid declaration, a missing engine
 * @throws the signal's reason as soon as `options.signal` is aborted; engines are stopped first
 */
export async function scan(places: readonly string[], options: ScanOptions = {}): Promise<WholeReport> {
  const report = await scanLazily(places, options);
  return { ...report, assets: [...report.assets] };
}

/** The same, where the report's assets are made when they are looked at: of a million files, not all at once. */
export async function scanLazily(places: readonly string[], options: ScanOptions = {}): Promise<Report> {
  const started = new Date();
  const chosen = withDefaults(options);
  const headers = openHeaderThreads(chosen.jobs, chosen.exiftool === 'always' ? null : chosen.pixels);
  const hashing = openHashThreads(chosen.jobs);
  try {
    return await scanWithThreads(places, chosen, { headers, hashing }, started);
  } finally {
    await Promise.all([headers.close(), hashing.close()]);
  }
}

async function scanWithThreads(
  places: readonly string[],
  chosen: ChosenOptions,
  { headers, hashing }: Pick<OpenedRun, 'headers' | 'hashing'>,
  started: Date,
): Promise<Report> {
  const roots = await openRoots(places);
  const outside = await openMarked(chosen.marked, roots);
  await refuseWritesInside([...roots, ...outside], chosen.writes);
  const cache = await cacheFolder([...roots, ...outside], chosen);
  const declaration = await openDeclaration(roots, chosen);
  const policies = await openPolicies(chosen.policies, declaration);
  const [waivers, baseline] = await Promise.all([openWaivers(chosen.waivers), openBaseline(chosen.baseline)]);
  const trust = openTrust(chosen.trust);
  // Starting engines takes half a second, in which folders can be walked.
  const remembering = openRemembered(cache, (detail) => chosen.onCacheProblem?.(cache ?? '', detail));
  const heads = remembering.then(({ now }) => now && rememberedHeads(now, headers.pixels));
  const readHeads = readHeadsIn(headers, heads);
  const discovering = discoverBoth({ roots, outside, declaration, readHeads, options: chosen });
  discovering.catch(() => {});
  const closed = async (error: unknown): Promise<never> => {
    await (await remembering).close();
    throw error;
  };
  const engines = { ...(await openEngines(chosen, trust).catch(closed)), walk: headers.walk };
  try {
    const run = {
      discovering,
      started,
      readHeads,
      roots,
      outside,
      cache,
      trust,
      engines,
      headers,
      remembered: await remembering,
      hashing,
      declaration,
      policies,
      waivers,
      earlier: baseline,
      options: chosen,
    };
    return await untilAborted(scanWith(run), chosen.signal);
  } finally {
    const isAborted = chosen.signal?.aborted === true;
    await Promise.all([engines.exiftool.close(isAborted), engines.c2pa.close(), (await remembering).close()]);
  }
}

/** A run with everything opened. */
type OpenedRun = Pick<RunResult, 'started' | 'roots' | 'trust' | 'engines' | 'declaration' | 'policies' | 'options'> &
  Papers & {
    readonly headers: HeaderThreads;
    /** What earlier scans read. */
    readonly remembered: Remembered;
    readonly readHeads: ReadHeads;
    readonly hashing: HashThreads;
    /** Folders of `--marked`. */
    readonly outside: readonly Root[];
    readonly discovering: Promise<Both>;
    /** Where fingerprints are remembered. */
    readonly cache: string | undefined;
  };

/** What lies in the delivery, and beside it in the folders of `--marked`. */
interface Both {
  readonly found: Discovered;
  readonly beside: Discovered;
}

async function discoverBoth({
  roots,
  outside,
  declaration,
  readHeads,
  options,
}: Pick<OpenedRun, 'roots' | 'outside' | 'declaration' | 'readHeads' | 'options'>): Promise<Both> {
  const limit = pLimit(options.jobs * 2);
  const { include, exclude, sequences, sequenceSample } = options;
  const inside = declaration?.isInside ? { declaration: declaration.path } : {};
  const found = await discover(roots, { include, exclude, sequences, sequenceSample, ...inside }, limit, readHeads);
  const only = besideDelivery(outside, roots);
  return { found, beside: await discover(outside, { include: [], exclude, only }, limit, readHeads) };
}

/** The stages, in order, with everything opened. */
async function scanWith(run: OpenedRun): Promise<Report> {
  const { roots, declaration, options } = run;
  const limit = pLimit(options.jobs * 2);
  const { found, beside } = await run.discovering;
  const paper = declaration?.content ?? null;
  const manifests = await openManifests(roots, found, namedAlgorithms(paper), limit);
  options.onHead?.(reportHead(run));
  const { judged: assets, markedOnes } = await readBoth(run, found, beside, manifests, limit);
  // What it holds in memory, tracing needs.
  await Promise.all([run.engines.c2pa.close(), run.headers.close()]);
  const marked = [...markedOnes];
  const { skipped } = found;
  const papers = await papersInside(roots, [run.waivers?.file, run.earlier?.file]);
  const held = await holdManifests({ manifests, found, papers, hash: options.hash, threads: run.hashing }, limit);
  const clips = await clipNames(found.files, limit);
  const lookUps = [byPath(assets), byPath(marked)];
  const documentIds = (path: string): readonly string[] => {
    const id = lookUps.flatMap((known) => known.get(path) ?? [])[0]?.about.documentId;
    return id === undefined ? [] : [id];
  };
  const pictured = {
    assets: lazily(assets, (asset) => assets.withFullPictures(asset)),
    marked: marked.map((asset) => markedOnes.withFullPictures(asset)),
  };
  const { playlists } = found;
  const { listed } = held;
  const subject = { ...pictured, playlists, skipped, declaration: paper, documentIds, listed, options, cache: run.cache };
  const { seen, failure: tracingFailure } = await tracedOrFailed(subject);
  const paths = pathsSeen(seen?.sightings ?? []);
  const keys = new Map([...(await contentKeys(assets, limit, paths)), ...(await contentKeys(marked, limit, paths))]);
  const today = run.started.toISOString().slice(0, 10);
  const crossCheck = reconcile({
    // What the track files of a package state, findings tell of these alone.
    assets: lazily(assets, (asset) => assets.ownOf(asset)),
    playlists,
    skipped,
    declaration: paper,
    keys: (path) => keys.get(path) ?? path,
    sameGenerator,
    policies: run.policies.map(({ policy }) => policy),
    today,
    suggestedBy: suggestedGenerator,
    clips,
    trustLists: run.trust.lists.length,
    mismatches: held.mismatches,
    marked,
    documentIds,
    listed,
    ...seen,
  });
  const answered = answer(crossCheck, run, today, assets);
  const unread = beside.skipped.filter(({ reason }) => skipReasons[reason].incomplete).length;
  const outcomes = withPackageOutcomes(assets, answered.outcomes);
  const result = { ...run, ...crossCheck, ...answered, outcomes, ...seen, tracingFailure, assets, skipped, marked, unread };
  return assembleReport({ ...result, manifests: held.coverage, pixels: assets.pixels });
}

/** Reads and judges the delivery, and what lies beside it in the folders of `--marked`. */
async function readBoth(
  { roots, engines, headers, hashing, declaration, options }: OpenedRun,
  found: Discovered,
  beside: Discovered,
  manifests: DeliveryManifests,
  limit: <T>(task: () => Promise<T>) => Promise<T>,
) {
  const texts = messages(options.language);
  const progress = countedProgress([found.assets, beside.assets], options.onProgress);
  const { onReadAsset } = options;
  const common = { engines, headers };
  const named = namedAlgorithms(declaration?.content ?? null);
  const isSettled = (path: string, algorithm: DigestAlgorithm) => manifests.listed.of(path, algorithm) !== undefined;
  const hashed = { hash: options.hash, named, listed: manifests.algorithms, isSettled };
  const delivered = {
    ...common,
    isDelivery: true,
    found: found.assets,
    options,
    digests: assetDigests(hashed, hashing, manifests.computed),
    spokenOf: await readSpokenOf(found.assets, roots.length > 1, engines, limit),
    onFile: progress,
    onJudged: onReadAsset && ((asset: JudgedAsset) => onReadAsset(readAsset(asset, texts))),
  };
  const outside = {
    ...common,
    isDelivery: false,
    found: beside.assets,
    options,
    // A project folder may hold all camera files: nobody asked for their digests.
    digests: assetDigests({ ...hashed, hash: false, listed: () => [] }, hashing),
    spokenOf: await readSpokenOf(beside.assets, true, engines, limit),
    onFile: progress,
  };
  const [judged, markedOnes] = await Promise.all([examineAll(delivered, limit), examineAll(outside, limit)]);
  return { judged, markedOnes };
}

/** The work's outcome, or the signal's reason as soon as it is aborted: nobody waits for files that are still being read. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', stop));
}

/** Processors beyond this number do not read one disk faster. */
const mostJobs = 8;

/** Options with their defaults filled in. */
export function withDefaults(options: ScanOptions): ChosenOptions {
  return {
    trust: [],
    policies: [],
    c2paEngine: 'wasm',
    include: [],
    exclude: [],
    sequences: [],
    sequenceSample: 1,
    hash: false,
    thumbnails: true,
    exiftool: 'needed',
    pixels: 'auto',
    marked: [],
    trace: true,
    jobs: Math.min(cpus().length, mostJobs),
    language: 'en',
    writes: [],
    environment: {},
    ...options,
  };
}
