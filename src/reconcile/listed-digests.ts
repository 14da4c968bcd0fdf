import { type Declaration, type DigestAlgorithm, digestAlgorithms, type Manifest } from '../model/index.ts';

/** What manifests say of the digest of one file. */
export interface ListedDigest {
  /** More than one where a format leaves open in which order it writes the bytes. */
  readonly values: readonly string[];
  /** Path of the manifest; of several that agree, the first. */
  readonly manifest: string;
}

/** Digests that checksum manifests list: statements, which hold as long as nobody has computed another one. */
export interface ListedDigests {
  /** Undefined where no manifest lists one, or nothing can be taken from what they list. */
  readonly of: (path: string, algorithm: DigestAlgorithm) => ListedDigest | undefined;
  /** Paths of the files that have a digest, as manifests list them. */
  readonly pathsWith: (algorithm: DigestAlgorithm, value: string) => readonly string[];
}

/** The algorithms of the digests by which declared uses name assets. */
export function namedAlgorithms(declaration: Declaration | null): readonly DigestAlgorithm[] {
  const refs = (declaration?.uses ?? []).flatMap(({ assets }) => assets);
  return digestAlgorithms.filter((algorithm) => refs.some((ref) => algorithm in ref));
}

type ByPath = Map<string, ListedDigest>;

/**
 * Look-ups into the digests that manifests list of files that are there. Nothing is taken of a file that has not the size that its
 * manifest lists, nor where manifests contradict each other. Pure.
 * @param files every file of the delivery, bytes
 * @param algorithms those that anybody will ask for: of a million files, the others are not kept
 */
export function listedDigests(
  manifests: readonly Manifest[],
  files: Iterable<{ readonly path: string; readonly size: number }>,
  algorithms: readonly DigestAlgorithm[],
): ListedDigests {
  const listed = new Map(algorithms.map((algorithm): [DigestAlgorithm, ByPath] => [algorithm, new Map()]));
  if (manifests.length > 0 && algorithms.length > 0) {
    const sizes = new Map<string, number>();
    for (const { path, size } of files) sizes.set(path, size);
    for (const manifest of manifests) addEntries(listed, manifest, sizes);
  }
  // Made when first asked for: only a digest that meets no asset asks.
  const turned = new Map<DigestAlgorithm, ReadonlyMap<string, readonly string[]>>();
  return {
    of: (path, algorithm) => usable(listed.get(algorithm)?.get(path)),
    pathsWith: (algorithm, value) => {
      const byValue = turned.get(algorithm) ?? pathsByValue(listed.get(algorithm));
      turned.set(algorithm, byValue);
      return byValue.get(value) ?? [];
    },
  };
}

function pathsByValue(byPath: ByPath = new Map()): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const [path, { values }] of byPath) {
    for (const value of values) {
      const before = paths.get(value);
      if (before === undefined) paths.set(value, [path]);
      else before.push(path);
    }
  }
  return paths;
}

/** The same without files of which somebody has computed another digest than a manifest lists. */
export function withoutDisproved(listed: ListedDigests, disproved: ReadonlySet<string>): ListedDigests {
  return {
    of: (path, algorithm) => (disproved.has(path) ? undefined : listed.of(path, algorithm)),
    pathsWith: (algorithm, value) => listed.pathsWith(algorithm, value).filter((path) => !disproved.has(path)),
  };
}

function usable(digest: ListedDigest | undefined): ListedDigest | undefined {
  return digest === undefined || digest.values.length === 0 ? undefined : digest;
}

function addEntries(
  listed: ReadonlyMap<DigestAlgorithm, ByPath>,
  { path: manifest, entries }: Manifest,
  sizes: ReadonlyMap<string, number>,
): void {
  for (const { path, size, digests } of entries) {
    const actual = sizes.get(path);
    if (actual === undefined) continue;
    const isOther = size !== undefined && size !== actual;
    for (const algorithm of new Set(digests.map((digest) => digest.algorithm))) {
      const byPath = listed.get(algorithm);
      if (byPath === undefined) continue;
      const before = byPath.get(path);
      const own = digests.flatMap((digest) => (digest.algorithm === algorithm ? [digest.value] : []));
      // What all of them can mean; nothing is left where they contradict each other.
      const values = isOther ? [] : before === undefined ? own : own.filter((value) => before.values.includes(value));
      byPath.set(path, { values, manifest: before?.manifest ?? manifest });
    }
  }
}
