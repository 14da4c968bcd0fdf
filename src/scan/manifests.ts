import { type Discovered, discoverManifests, type FoundManifests, type Root } from '../discover/index.ts';
import type { DigestAlgorithm, FileDigests, JudgedAsset, List } from '../model/index.ts';
import { type HeldManifests, listedAlgorithms, manifestMismatches } from '../reconcile/index.ts';
import { passBytes } from '../storage/digest.ts';
import { openHasher } from '../tools/hashers.ts';

/** The checksum manifests of a delivery. */
export interface DeliveryManifests extends FoundManifests {
  /** In which algorithms a manifest gives a digest of the file at a path. */
  readonly algorithms: (path: string) => readonly DigestAlgorithm[];
}

type Limit = <T>(task: () => Promise<T>) => Promise<T>;

/** Reads the checksum manifests of what was discovered. */
export async function openManifests(roots: readonly Root[], found: Discovered, limit: Limit): Promise<DeliveryManifests> {
  const manifests = await discoverManifests(roots, found, limit);
  const algorithms = listedAlgorithms(manifests.manifests);
  return { ...manifests, algorithms: (path) => algorithms.get(path) ?? [] };
}

/** What `holdManifests` holds against each other. */
export interface ManifestCase {
  readonly manifests: DeliveryManifests;
  readonly found: Discovered;
  /** With the digests that were computed of them. */
  readonly assets: List<JudgedAsset>;
  /** Paths that no manifest has to list, besides the manifests: answers and reports that lie in the delivery. */
  readonly papers: readonly string[];
  /** True where the digests of all files are asked for, and not only those of assets that need one. */
  readonly hash: boolean;
}

/** Holds the manifests against the folder: presence and size always, and every digest that was computed. */
export async function holdManifests(subject: ManifestCase, limit: Limit): Promise<HeldManifests> {
  const { manifests, found, papers } = subject;
  const held = manifestMismatches(manifests.manifests, {
    files: found.files,
    isUnseen: found.isUnseen,
    isExempt: (path) => manifests.own.has(path) || papers.includes(path),
    digests: await knownDigests(subject, limit),
  });
  return { ...held, mismatches: [...held.mismatches, ...manifests.unreadable] };
}

/** Digests by path: those of the assets, and with `--hash` of everything else that a manifest lists. */
async function knownDigests({ manifests, found, assets, hash }: ManifestCase, limit: Limit): Promise<Map<string, FileDigests>> {
  if (manifests.manifests.length === 0) return new Map();
  const known = new Map(assets.map((asset) => [asset.path, asset.digests ?? {}]));
  const others = found.files.filter(({ path }) => hash && !known.has(path) && manifests.algorithms(path).length > 0);
  const digests = others.map(({ path, uri }) =>
    limit(async () => [path, await digestsOf(uri, manifests.algorithms(path)).catch(() => ({}))] as const),
  );
  for (const [path, found] of await Promise.all(digests)) known.set(path, found);
  return known;
}

/** Digests of a file in one pass over its bytes. Throws the operating system's error. */
export async function digestsOf(uri: string, algorithms: readonly DigestAlgorithm[]): Promise<FileDigests> {
  if (algorithms.length === 0) return {};
  const hashers = await Promise.all(algorithms.map(openHasher));
  await passBytes(uri, hashers);
  return Object.fromEntries(hashers.map((hasher) => [hasher.algorithm, hasher.digest()]));
}
