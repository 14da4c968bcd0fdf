import { cpus } from 'node:os';
import pLimit from 'p-limit';
import { discover } from './discover/index.ts';
import { sameGenerator } from './markers/index.ts';
import type { Report } from './model/index.ts';
import { reconcile } from './reconcile/index.ts';
import { assembleReport } from './scan/assemble.ts';
import { contentKeys, examine, type PixelOutcome } from './scan/examine.ts';
import type { ChosenOptions, ScanOptions } from './scan/options.ts';
import { openDeclaration, openEngines, openRoots, openTrust, refuseWritesInside } from './scan/start.ts';

/**
 * Scans folders and files: discover, read, judge, hold against the declaration, report.
 * @param places folders or files; paths in the report are relative to them
 * @throws CannotStart where nothing was scanned: a missing place, an invalid declaration, a missing engine
 * @throws the signal's reason where `options.signal` was aborted, after the engines were stopped
 */
export async function scan(places: readonly string[], options: ScanOptions = {}): Promise<Report> {
  const started = new Date();
  const chosen = withDefaults(options);
  const roots = await openRoots(places);
  refuseWritesInside(roots, chosen.writes);
  const declaration = await openDeclaration(roots, chosen);
  const trust = openTrust(chosen.trust);
  const engines = await openEngines(chosen, trust);
  try {
    const limit = pLimit(chosen.jobs * 2);
    const { include, exclude } = chosen;
    const found = await discover(
      roots,
      { include, exclude, ...(declaration?.isInside ? { declaration: declaration.path } : {}) },
      limit,
    );
    const outcomes: PixelOutcome[] = [];
    let done = 0;
    const assets = await Promise.all(
      found.assets.map((entry) =>
        limit(async () => {
          chosen.signal?.throwIfAborted();
          const { asset, pixels } = await examine(entry, engines, chosen, declaration?.content ?? null);
          outcomes.push(pixels);
          done += 1;
          chosen.onAsset?.(asset);
          chosen.onProgress?.({ done, total: found.assets.length, path: asset.path });
          return asset;
        }),
      ),
    );
    const keys = await contentKeys(assets, limit);
    const documentIds = new Map(
      assets.map(({ path, about }) => [path, about.documentId === undefined ? [] : [about.documentId]]),
    );
    const { skipped } = found;
    const crossCheck = reconcile({
      assets,
      skipped,
      declaration: declaration?.content ?? null,
      keys: (path) => keys.get(path) ?? path,
      sameGenerator,
      documentIds: (path) => documentIds.get(path) ?? [],
    });
    return assembleReport({
      ...crossCheck,
      started,
      roots,
      trust,
      engines,
      declaration,
      assets,
      skipped,
      pixels: outcomes,
      options: chosen,
    });
  } finally {
    await Promise.all([engines.exiftool.close(), engines.c2pa.close()]);
  }
}

/** Processors beyond this number do not read one disk faster. */
const mostJobs = 8;

/** Options with their defaults filled in. */
export function withDefaults(options: ScanOptions): ChosenOptions {
  return {
    trust: [],
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
