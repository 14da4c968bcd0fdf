import { cpus } from 'node:os';
import pLimit from 'p-limit';
import { discover, type FileTable, type ReadHeads } from './discover/index.ts';
import type { Report, WholeReport } from './model/index.ts';
import { readAsset } from './read/index.ts';
import { namedAlgorithms } from './reconcile/index.ts';
import { cacheFolder } from './scan/cache.ts';
import { openHashSession } from './scan/hash-session.ts';
import { openHashThreads } from './scan/hash-threads.ts';
import { openHeaderThreads } from './scan/header-threads.ts';
import { besideDelivery, openMarked } from './scan/marked.ts';
import type { ChosenOptions, ScanOptions } from './scan/options.ts';
import { openBaseline, openPolicies, openWaivers } from './scan/papers.ts';
import { openReadAhead } from './scan/read-ahead.ts';
import { readHeadsIn } from './scan/read-heads.ts';
import { openRemembered } from './scan/remembered.ts';
import { rememberedAssets } from './scan/remembered-assets.ts';
import { rememberedHeads } from './scan/remembered-heads.ts';
import { listedStamps, refuseSpoolInside, remoteSettings, standardSpool, withinReach } from './scan/remote-places.ts';
import type { Both, OpenedRun } from './scan/run.ts';
import { runStages } from './scan/stages.ts';
import { openDeclaration, openEngines, openRoots, openTrust, refuseWritesInside } from './scan/start.ts';
import { withConnection, withoutConnection } from './storage/connection.ts';
import { readingOrder } from './work/order.ts';

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
  const { shown, settings, ...named } = await remoteSettings(places, options);
  if (settings === null) return withoutConnection(() => scanConnected(places, options));
  return withConnection(settings, () => scanConnected(shown, { ...options, ...named }));
}

async function scanConnected(places: readonly string[], options: ScanOptions): Promise<Report> {
  const started = new Date();
  const chosen = withinReach(withDefaults(options), places);
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
  refuseSpoolInside([...roots, ...outside], chosen.spool);
  const cache = await cacheFolder([...roots, ...outside], chosen);
  const declaration = await openDeclaration(roots, chosen);
  const policies = await openPolicies(chosen.policies, declaration);
  const [waivers, baseline] = await Promise.all([openWaivers(chosen.waivers), openBaseline(chosen.baseline)]);
  const trust = openTrust(chosen.trust);
  const today = started.toISOString().slice(0, 10);
  // Loaded where work is shared out: else neither the queue nor its packages are needed.
  const share = chosen.queue && (await (await import('./work/share.ts')).openShare(chosen.queue, [...roots, ...outside]));
  const folder = cache ?? (await share?.folder());
  // Starting engines takes half a second, in which folders can be walked.
  const listed = listedStamps();
  const onProblem = (detail: string): void => chosen.onCacheProblem?.(folder ?? '', detail);
  const remembering = openRemembered(folder, onProblem, chosen.signal, listed.of);
  const heads = remembering.then(({ now }) => {
    const known = now && rememberedHeads(now, headers.pixels);
    return known && share ? share.overHeads(known) : known;
  });
  const reading = Promise.all([openEngines(chosen, trust), remembering]).then(([opened, remembered]) => {
    const engines = { ...opened, walk: headers.walk };
    const session = openHashSession(remembered, [...roots, ...outside], chosen.hash);
    const own = rememberedAssets(remembered, { engines, trust, today, session: session.id });
    return { engines, session, remembered, assets: share ? share.overAssets(own) : own };
  });
  const ahead = openReadAhead(
    reading.then(({ engines, assets }) => {
      return (asset, stillWalked) =>
        assets.readings(asset, () => readAsset(asset, { ...engines, walk: async (file) => stillWalked() ?? headers.walk(file) }));
    }),
    pLimit(Math.max(1, chosen.jobs - 1)),
  );
  const headsHere = readHeadsIn(headers, heads, ahead);
  const shared = reading.then(({ engines, session, remembered }) => {
    const order = readingOrder(engines, chosen, trust, namedAlgorithms(declaration?.content ?? null), session.id);
    return { order, remembered, today };
  });
  shared.catch(() => {});
  const readHeads = share ? share.before(headsHere, shared) : headsHere;
  const discovering = discoverBoth({ roots, outside, declaration, readHeads, options: chosen, onWalked: listed.learn });
  discovering.catch(() => {});
  const closed = async (error: unknown): Promise<never> => {
    await Promise.all([(await remembering).close(), share?.close()]);
    throw error;
  };
  const { engines, session, assets } = await reading.catch(closed);
  try {
    const run = {
      discovering,
      started,
      roots,
      outside,
      cache,
      trust,
      engines,
      headers,
      remembered: ahead.over(assets),
      ahead,
      session,
      today,
      hashing,
      declaration,
      policies,
      waivers,
      earlier: baseline,
      shareTracing: share?.tracing(shared),
      options: chosen,
    };
    return await untilAborted(runStages(run, pLimit(chosen.jobs * 2)), chosen.signal);
  } finally {
    ahead.stop();
    const isAborted = chosen.signal?.aborted === true;
    await Promise.all([engines.exiftool.close(isAborted), engines.c2pa.close(), (await remembering).close()]);
    await share?.close();
  }
}

async function discoverBoth({
  roots,
  outside,
  declaration,
  readHeads,
  options,
  onWalked,
}: Pick<OpenedRun, 'roots' | 'outside' | 'declaration' | 'options'> & {
  readonly readHeads: ReadHeads;
  readonly onWalked: (files: FileTable) => void;
}): Promise<Both> {
  const limit = pLimit(options.jobs * 2);
  const { include, exclude, sequences, sequenceSample } = options;
  const inside = declaration?.isInside ? { declaration: declaration.path } : {};
  const found = await discover(roots, { include, exclude, sequences, sequenceSample, onWalked, ...inside }, limit, readHeads);
  const only = besideDelivery(outside, roots);
  return { found, beside: await discover(outside, { include: [], exclude, only, onWalked }, limit, readHeads) };
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
    s3: {},
    spoolLimit: standardSpool,
    ...options,
  };
}
