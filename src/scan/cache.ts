import type { Root } from '../discover/index.ts';
import { realFile } from '../discover/index.ts';
import { isInside } from '../storage/inside.ts';
import { CannotStart } from './cannot-start.ts';
import type { ChosenOptions } from './options.ts';

/**
 * The folder in which readings and fingerprints are remembered; undefined where none is wanted. Nothing is written there yet.
 * @throws CannotStart where the named folder lies in a scanned one, which is never written into; without one of the usual
 * places, a scan only does without
 */
export async function cacheFolder(
  roots: readonly Root[],
  { cache, usualCache, onCacheProblem }: ChosenOptions,
): Promise<string | undefined> {
  const folder = cache ?? usualCache;
  if (folder === undefined) return undefined;
  const real = await realFile(folder);
  if (!roots.some((root) => isInside(root.real, real))) return folder;
  if (cache !== undefined) throw new CannotStart('cache-inside', { folder });
  onCacheProblem?.(folder, 'inside');
  return undefined;
}
