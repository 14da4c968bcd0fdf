import type { DigestAlgorithm, FileDigests, JudgedAsset } from '../model/index.ts';
import { type HashOrder, hashPlan } from './hash-plan.ts';

/** Hashes a whole file. @throws the operating system's error, or where nothing could be read of it for too long */
export type DigestsOf = (
  file: { readonly path: string; readonly uri: string; readonly size: number },
  algorithms: readonly DigestAlgorithm[],
) => Promise<FileDigests>;

/** The digests of assets, as far as anything needs them. */
export interface AssetDigests {
  /** True where the file of an asset is hashed. */
  readonly isWanted: (asset: Pick<JudgedAsset, 'path' | 'verdict' | 'size'>) => boolean;
  /** What an asset holds of them: all where one pass over its bytes gave them, null where it was not hashed or could not be. */
  readonly of: (asset: JudgedAsset) => Promise<Pick<JudgedAsset, 'sha256' | 'digests'>>;
}

/**
 * @param computed where what was computed of a file that a manifest lists is entered by its path: frames of a sequence are no assets
 * in the end, and none is hashed a second time for the manifest
 */
export function assetDigests(order: HashOrder, digestsOf: DigestsOf, computed?: Map<string, FileDigests>): AssetDigests {
  const plan = hashPlan(order);
  return {
    isWanted: (asset) => plan(asset).length > 0,
    of: async (asset) => {
      const algorithms = plan(asset);
      if (algorithms.length === 0) return { sha256: null };
      const all = await digestsOf(asset, algorithms).catch((): FileDigests => ({}));
      const listed = order.listed(asset.path);
      if (listed.length > 0) computed?.set(asset.path, only(all, listed));
      // Of SHA-256 the asset has a field; beside it, what a manifest lists stands as it is compared.
      const others = algorithms.filter((algorithm) => algorithm !== 'sha256' || listed.includes(algorithm));
      const digests = only(all, others);
      return { sha256: all.sha256 ?? null, ...(Object.keys(digests).length > 0 ? { digests } : {}) };
    },
  };
}

function only(all: FileDigests, algorithms: readonly DigestAlgorithm[]): FileDigests {
  return Object.fromEntries(
    algorithms.flatMap((algorithm) => (all[algorithm] === undefined ? [] : [[algorithm, all[algorithm]]])),
  );
}
