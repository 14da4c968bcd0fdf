import { cpus } from 'node:os';
import pLimit from 'p-limit';
import { clipNames, discover } from './discover/index.ts';
import { sameGenerator, suggestedGenerator } from './markers/index.ts';
import { messages } from './messages/index.ts';
import type { JudgedAsset, Report } from './model/index.ts';
import { reconcile } from './reconcile/index.ts';
import { answer, type Papers } from './scan/answer.ts';
import { assembleReport, type RunResult, readAsset, reportHead } from './scan/assemble.ts';
import { contentKeys, examine } from './scan/examine.ts';
import { holdManifests, openManifests } from './scan/manifests.ts';
import type { ChosenOptions, ScanOptions } from './scan/options.ts';
import { openBaseline, openPolicies, openWaivers } from './scan/papers.ts';
import { openDeclaration, openEngines, openRoots, openTrust, papersInside, refuseWritesInside } from './scan/start.ts';
import { readSpokenOf } from './scan/statements.ts';

/**
 * Scans folders and files: discover, read, judge, hold against the declaration, report.
 * @param places folders or files; paths in the report are relative to them
 * @throws CannotStart where nothing was scanned: a missing place, an invalid declaration, a missing engine
 * @throws the signal's reason as soon as `options.signal` is aborted; engines are stopped first
 */
export async function scan(places: readonly string[], options: ScanOptions = {}): Promise<Report> {
  const started = new Date();
  const chosen = withDefaults(options);
  const roots = await openRoots(places);
  await refuseWritesInside(roots, chosen.writes);
  const declaration = await openDeclaration(roots, chosen);
  const policies = await openPolicies(chosen.policies, declaration);
  const [waivers, baseline] = await Promise.all([openWaivers(chosen.waivers), openBaseline(chosen.baseline)]);
  const trust = openTrust(chosen.trust);
  const engines = await openEngines(chosen, trust);
  try {
    const run = { started, roots, trust, engines, declaration, policies, waivers, earlier: baseline, options: chosen };
    return await untilAborted(scanWith(run), chosen.signal);
  } finally {
    const isAborted = chosen.signal?.aborted === true;
    await Promise.all([engines.exiftool.close(isAborted), engines.c2pa.close()]);
  }
}

/** A run with everything opened. */
type OpenedRun = Pick<RunResult, 'started' | 'roots' | 'trust' | 'engines' | 'declaration' | 'policies' | 'options'> & Papers;

/** The stages, in order, with everything opened. */
async function scanWith(run: OpenedRun): Promise<Report> {
  const { roots, engines, declaration, options } = run;
  const limit = pLimit(options.jobs * 2);
  const { include, exclude } = options;
  const inside = declaration?.isInside ? { declaration: declaration.path } : {};
  const found = await discover(roots, { include, exclude, ...inside }, limit);
  const manifests = await openManifests(roots, found, limit);
  const spokenOf = await readSpokenOf(found.assets, roots.length > 1, limit);
  const total = found.assets.length;
  const bytes = { done: 0, total: found.assets.reduce((sum, { asset }) => sum + asset.size, 0) };
  let done = 0;
  const texts = messages(options.language);
  options.onHead?.(reportHead(run));
  const tell = inOrderOfNumbers((asset: JudgedAsset) => options.onReadAsset?.(readAsset(asset, texts)));
  const examined = await Promise.all(
    found.assets.map((entry, number) =>
      limit(async () => {
        options.signal?.throwIfAborted();
        const result = await examine(
          entry,
          engines,
          options,
          declaration?.content ?? null,
          spokenOf,
          manifests.algorithms(entry.asset.path),
        );
        done += 1;
        bytes.done += entry.asset.size;
        options.onAsset?.(result.asset);
        tell(number, result.asset);
        options.onProgress?.({ done, total, path: result.asset.path, bytes: { ...bytes } });
        return result;
      }),
    ),
  );
  const assets = examined.map(({ asset }) => asset);
  const { skipped } = found;
  const papers = await papersInside(roots, [run.waivers?.file, run.earlier?.file]);
  const held = await holdManifests({ manifests, found, assets, papers, hash: options.hash }, limit);
  const clips = await clipNames(found.files, limit);
  const keys = await contentKeys(assets, limit);
  const documentIds = new Map(assets.map(({ path, about }) => [path, about.documentId]));
  const today = run.started.toISOString().slice(0, 10);
  const crossCheck = reconcile({
    assets,
    skipped,
    declaration: declaration?.content ?? null,
    keys: (path) => keys.get(path) ?? path,
    sameGenerator,
    policies: run.policies.map(({ policy }) => policy),
    today,
    suggestedBy: suggestedGenerator,
    clips,
    trustLists: run.trust.lists.length,
    mismatches: held.mismatches,
    documentIds: (path) => [documentIds.get(path)].filter((id) => id !== undefined),
  });
  const answered = answer(crossCheck, run, today);
  const pixels = examined.map(({ pixels: outcome }) => outcome);
  return assembleReport({ ...run, ...crossCheck, ...answered, assets, skipped, manifests: held.coverage, pixels });
}

/** Passes values on in the order of their numbers, each as soon as all before it have come. */
function inOrderOfNumbers<Value>(pass: (value: Value) => void): (number: number, value: Value) => void {
  const waiting = new Map<number, Value>();
  let next = 0;
  return (number, value) => {
    waiting.set(number, value);
    for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
      waiting.delete(next);
      next += 1;
      pass(ready);
    }
  };
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
    hash: false,
    thumbnails: true,
    pixels: 'auto',
    jobs: Math.min(cpus().length, mostJobs),
    language: 'en',
    writes: [],
    environment: {},
    ...options,
  };
}
