import { type Discovered, discoverManifests, type FoundManifests, type Root } from '../discover/index.ts';
import type { DigestAlgorithm, FileDigests } from '../model/index.ts';
import {
  type HeldManifests,
  type ListedDigests,
  listedAlgorithms,
  listedDigests,
  manifestMismatches,
  withoutDisproved,
} from '../reconcile/index.ts';
import type { Limit } from '../tools/at-once.ts';
import type { DigestsOf } from './hash-assets.ts';
import { filesToHash } from './hash-plan.ts';

/** The checksum manifests of a delivery. */
export interface DeliveryManifests extends FoundManifests {
  /** In which algorithms a manifest gives a digest of the file at a path. */
  readonly algorithms: (path: string) => readonly DigestAlgorithm[];
  /** What manifests list in the algorithms by which declared uses name assets. */
  readonly listed: ListedDigests;
  /** What was computed of the files that a manifest lists, by path; whoever hashes one enters it. */
  readonly computed: Map<string, FileDigests>;
}

/**
 * Reads the checksum manifests of what was discovered.
 * @param named algorithms of the digests by which declared uses name assets
 */
export async function openManifests(
  roots: readonly Root[],
  found: Discovered,
  named: readonly DigestAlgorithm[],
  limit: Limit,
): Promise<DeliveryManifests> {
  const manifests = await discoverManifests(roots, found, limit);
  const algorithms = listedAlgorithms(manifests.manifests);
  const listed = listedDigests(manifests.manifests, found.files, named);
  return { ...manifests, listed, algorithms: (path) => algorithms.get(path) ?? [], computed: new Map() };
}

/** What `holdManifests` holds against each other. */
export interface ManifestCase {
  readonly manifests: DeliveryManifests;
  readonly found: Discovered;
  /** Paths that no manifest has to list, besides the manifests: answers and reports that lie in the delivery. */
  readonly papers: readonly string[];
  /** True where the digests of all files are asked for, and not only those of assets that need one. */
  readonly hash: boolean;
  readonly digestsOf: DigestsOf;
}

/** How manifests and delivery disagree, and what is left of the digests that manifests list. */
export interface HeldDelivery extends HeldManifests {
  readonly listed: ListedDigests;
}

/** Holds the manifests against the folder: presence and size always, and every digest that was computed. */
export async function holdManifests(subject: ManifestCase, limit: Limit): Promise<HeldDelivery> {
  const { manifests, found, papers } = subject;
  if (subject.hash) await hashOthers(subject, limit);
  const held = manifestMismatches(manifests.manifests, {
    files: found.files,
    isUnseen: found.isUnseen,
    isExempt: (path) => manifests.own.has(path) || papers.includes(path),
    digests: manifests.computed,
  });
  const disproved = held.mismatches.flatMap(({ kind, path }) => (kind === 'digest' ? [path] : []));
  const listed = withoutDisproved(manifests.listed, new Set(disproved));
  return { ...held, mismatches: [...held.mismatches, ...manifests.unreadable], listed };
}

/** Hashes what a manifest lists and nobody hashed as an asset, or as a frame of one. */
async function hashOthers({ manifests, found, digestsOf }: ManifestCase, limit: Limit): Promise<void> {
  const { algorithms, computed } = manifests;
  const others = filesToHash(found.files, algorithms, computed).map((file) =>
    limit(async () => {
      const digests = await digestsOf(file, algorithms(file.path)).catch(() => ({}));
      computed.set(file.path, digests);
    }),
  );
  await Promise.all(others);
}
