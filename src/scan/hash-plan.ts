import { type DigestAlgorithm, isMarked, type JudgedAsset, type List } from '../model/index.ts';

/** Files up to this size (bytes) are hashed where a declared use names digests that no manifest lists. */
const namedLimit = 64 << 20;

/** What decides which files are hashed whole, and how. */
export interface HashOrder {
  /** True where digests of all assets are asked for. */
  readonly hash: boolean;
  /** Algorithms of the digests by which declared uses name assets. */
  readonly named: readonly DigestAlgorithm[];
  /** In which algorithms a manifest gives a digest of the file at a path. */
  readonly listed: (path: string) => readonly DigestAlgorithm[];
  /** True where what manifests say of the file in that algorithm can be taken instead of hashing it. */
  readonly isSettled: (path: string, algorithm: DigestAlgorithm) => boolean;
}

/** The algorithms in which the file of an asset is hashed; none where it is not. */
export type HashPlan = (asset: Pick<JudgedAsset, 'path' | 'verdict' | 'size'>) => readonly DigestAlgorithm[];

/**
 * A file is hashed where that is asked for, where it is marked, or where a declared use may mean it and no manifest answers; then in
 * all algorithms that anything can be held against, since its bytes are read once only. Pure.
 */
export function hashPlan({ hash, named, listed, isSettled }: HashOrder): HashPlan {
  return ({ path, verdict, size }) => {
    const isNamed = size <= namedLimit && named.some((algorithm) => !isSettled(path, algorithm));
    if (!hash && !isMarked(verdict) && !isNamed) return [];
    return [...new Set<DigestAlgorithm>(['sha256', ...listed(path), ...named])];
  };
}

/** The files that a manifest lists and of which nothing was computed yet. Pure. */
export function filesToHash<File extends { readonly path: string }>(
  files: List<File>,
  listed: (path: string) => readonly DigestAlgorithm[],
  computed: { has(path: string): boolean },
): readonly File[] {
  return files.filter(({ path }) => !computed.has(path) && listed(path).length > 0);
}
