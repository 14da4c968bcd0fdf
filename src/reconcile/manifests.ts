import {
  comparePaths,
  type DigestAlgorithm,
  type FileDigests,
  type List,
  type Manifest,
  type ManifestCoverage,
  type ManifestEntry,
  type ManifestMismatch,
} from '../model/index.ts';
import { globMatcher } from '../tools/glob.ts';

/** What lies in the delivery, for manifests to be held against. */
export interface DeliveredFiles {
  /** Every regular file that was met and is not excluded. */
  readonly files: List<{ readonly path: string; readonly size: number }>;
  /** True for a path that was not looked at: excluded, below a folder that could not be read, a link. */
  readonly isUnseen: (path: string) => boolean;
  /** True for a file that no manifest has to list: manifests themselves, the declaration, waivers. */
  readonly isExempt: (path: string) => boolean;
  /** By path. */
  readonly digests: ReadonlyMap<string, FileDigests>;
}

/** How the manifests and the delivery disagree, and what was held against what. */
export interface HeldManifests {
  /** Sorted by manifest and path. */
  readonly mismatches: readonly ManifestMismatch[];
  /** In the order of the manifests. */
  readonly coverage: readonly ManifestCoverage[];
}

/** Holds checksum manifests against the files of a delivery: presence and size of all, digests of those that have any. */
export function manifestMismatches(manifests: readonly Manifest[], delivered: DeliveredFiles): HeldManifests {
  if (manifests.length === 0) return { mismatches: [], coverage: [] };
  const sizes = new Map(delivered.files.map(({ path, size }) => [path, size]));
  const mismatches: ManifestMismatch[] = [];
  const coverage = manifests.map((manifest) => {
    const { path, kind, entries } = manifest;
    let digestsChecked = 0;
    for (const entry of entries) {
      const digest = comparedDigest(entry, delivered.digests.get(entry.path));
      if (digest !== undefined) digestsChecked += 1;
      const mismatch = entryMismatch(manifest, entry, sizes.get(entry.path), digest, delivered);
      if (mismatch !== undefined) mismatches.push(mismatch);
    }
    return { path, kind, entries: entries.length, digestsChecked };
  });
  mismatches.push(...notListed(manifests, delivered));
  mismatches.sort((a, b) => comparePaths(a.manifest, b.manifest) || comparePaths(a.path, b.path) || comparePaths(a.kind, b.kind));
  return { mismatches: withoutRepeats(mismatches), coverage };
}

/** A digest of an entry beside that of the file; one that agrees, where any does, since it proves the content. */
interface ComparedDigest {
  readonly algorithm: DigestAlgorithm;
  readonly expected: string;
  readonly found: string;
}

function comparedDigest(entry: ManifestEntry, found: FileDigests | undefined): ComparedDigest | undefined {
  const pairs = entry.digests.flatMap(({ algorithm, value }) => {
    const own = found?.[algorithm];
    return own === undefined ? [] : [{ algorithm, expected: value, found: own }];
  });
  return pairs.find((pair) => pair.expected === pair.found) ?? pairs[0];
}

function entryMismatch(
  { path: manifest }: Manifest,
  { path, size: listed }: ManifestEntry,
  size: number | undefined,
  digest: ComparedDigest | undefined,
  { isUnseen }: DeliveredFiles,
): ManifestMismatch | undefined {
  if (size === undefined) return isUnseen(path) ? undefined : { kind: 'absent', manifest, path };
  // Files of different size have different digests: one finding says it all.
  if (listed !== undefined && listed !== size)
    return { kind: 'size', manifest, path, expected: String(listed), found: String(size) };
  if (digest === undefined || digest.expected === digest.found) return undefined;
  return { kind: 'digest', manifest, path, ...digest };
}

/**
 * Files in a folder that a manifest lists in full, and that no manifest lists. Each is told once, of the manifest whose
 * folder is the nearest; where two cover the same folder, of the first.
 */
function notListed(manifests: readonly Manifest[], { files, isExempt }: DeliveredFiles): ManifestMismatch[] {
  const listed = new Set(manifests.flatMap(({ entries }) => entries.map(({ path }) => path)));
  const covering = manifests
    .flatMap((manifest) =>
      manifest.covers === null ? [] : [{ ...manifest, covers: manifest.covers, isIgnored: ignoring(manifest) }],
    )
    .sort((a, b) => b.covers.length - a.covers.length || comparePaths(a.path, b.path));
  if (covering.length === 0) return [];
  const byFolder = new Map<string, (typeof covering)[number]>();
  for (const manifest of covering) if (!byFolder.has(manifest.covers)) byFolder.set(manifest.covers, manifest);
  return files.flatMap(({ path }) => {
    if (listed.has(path) || isExempt(path)) return [];
    const nearest = nearestAbove(path, byFolder);
    if (nearest === undefined || nearest.isIgnored(path)) return [];
    return [{ kind: 'not-listed' as const, manifest: nearest.path, path }];
  });
}

function nearestAbove<T>(path: string, byFolder: ReadonlyMap<string, T>): T | undefined {
  for (let folder = path; folder !== ''; ) {
    folder = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : '';
    const found = byFolder.get(folder);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Patterns of `.gitignore` (https://git-scm.com/docs/gitignore) without its negations, which no manifest was seen to have. */
function ignoring({ covers, ignores = [] }: Manifest): (path: string) => boolean {
  const base = covers === null || covers === '' ? '' : `${covers}/`;
  const tests = ignores.flatMap((written) => {
    const pattern = written.normalize('NFC').replace(/\/+$/, '');
    const isRooted = pattern.includes('/');
    const glob = isRooted ? pattern.replace(/^\/+/, '') : `**/${pattern}`;
    const [file, below] = [globMatcher(glob), globMatcher(`${glob}/**`)];
    if (pattern === '') return [];
    return [(path: string) => path === glob || file?.(path) === true || below?.(path) === true];
  });
  return (path) => tests.some((test) => test(path.slice(base.length)));
}

function withoutRepeats(sorted: readonly ManifestMismatch[]): ManifestMismatch[] {
  return sorted.filter((mismatch, index) => {
    const before = sorted[index - 1];
    return (
      before === undefined ||
      before.manifest !== mismatch.manifest ||
      before.path !== mismatch.path ||
      before.kind !== mismatch.kind
    );
  });
}

/** The algorithms that manifests give digests in, by path of the file. Of a million files, most have the same list, which is kept once. */
export function listedAlgorithms(manifests: readonly Manifest[]): ReadonlyMap<string, readonly DigestAlgorithm[]> {
  const lists = new Map<string, readonly DigestAlgorithm[]>();
  const listed = new Map<string, readonly DigestAlgorithm[]>();
  for (const { entries } of manifests) {
    for (const { path, digests } of entries) {
      if (digests.length === 0) continue;
      const all = [...new Set([...(listed.get(path) ?? []), ...digests.map(({ algorithm }) => algorithm)])];
      const key = all.join();
      const list = lists.get(key) ?? all;
      lists.set(key, list);
      listed.set(path, list);
    }
  }
  return listed;
}
