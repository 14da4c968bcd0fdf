/** Kinds of checksum manifests. */
export const manifestKinds = ['asc-mhl', 'mhl', 'checksum-list', 'packing-list', 'bagit'] as const;
export type ManifestKind = (typeof manifestKinds)[number];

/** Digests that manifests of the trade carry. */
export const digestAlgorithms = ['md5', 'sha1', 'sha256', 'sha512', 'xxh64', 'xxh3', 'xxh128', 'c4'] as const;
export type DigestAlgorithm = (typeof digestAlgorithms)[number];

/** Digits of each digest that is written in hex. */
const hexDigits: Readonly<Record<Exclude<DigestAlgorithm, 'c4'>, number>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha512: 128,
  xxh64: 16,
  xxh3: 16,
  xxh128: 32,
};

/** A regular expression of what `plainDigest` gives. */
export function digestPattern(algorithm: DigestAlgorithm): string {
  // C4 (SMPTE ST 2114): `c4` and 88 digits of base 58, in which capitals count.
  return algorithm === 'c4' ? '^c4[1-9A-HJ-NP-Za-km-z]{88}$' : `^[0-9a-f]{${hexDigits[algorithm]}}$`;
}

const patterns = Object.fromEntries(
  digestAlgorithms.map((algorithm) => [algorithm, new RegExp(digestPattern(algorithm))]),
) as Readonly<Record<DigestAlgorithm, RegExp>>;

/** A digest as digests are compared: lower-case hex, base 58 for C4; undefined where the text is none of that algorithm. */
export function plainDigest(algorithm: DigestAlgorithm, text: string): string | undefined {
  const value = text.trim();
  const plain = algorithm === 'c4' ? value : value.toLowerCase();
  return patterns[algorithm].test(plain) ? plain : undefined;
}

/** Digests of one file, as far as they were computed: lower-case hex; base 58 for C4. */
export type FileDigests = Readonly<Partial<Record<DigestAlgorithm, string>>>;

/** One file as a manifest lists it. */
export interface ManifestEntry {
  /** Path in the delivery, as assets are named. */
  readonly path: string;
  /** Bytes, where the manifest says. */
  readonly size?: number;
  readonly digests: readonly {
    readonly algorithm: DigestAlgorithm /** Lower-case hex; base58 for C4. */;
    readonly value: string;
  }[];
}

/** A checksum manifest found in the delivery. */
export interface Manifest {
  /** Where it lies, as assets are named. */
  readonly path: string;
  readonly kind: ManifestKind;
  /** Folder whose files it claims to list in full, `''` for the root; null where it speaks of single files only. */
  readonly covers: string | null;
  /** Patterns, in the syntax of `.gitignore`, of files in that folder that it does not speak of. */
  readonly ignores?: readonly string[];
  readonly entries: readonly ManifestEntry[];
}

/** How a file of the delivery and its entry in a manifest disagree. */
export const mismatchKinds = ['absent', 'not-listed', 'size', 'digest', 'unreadable-manifest'] as const;
export interface ManifestMismatch {
  readonly kind: (typeof mismatchKinds)[number];
  readonly manifest: string;
  /** Path of the file; that of the manifest itself where it could not be read. */
  readonly path: string;
  /** For `size` and `digest`: what the manifest says and what was found. */
  readonly expected?: string;
  readonly found?: string;
  readonly algorithm?: DigestAlgorithm;
}

/** What was held against a manifest, for the coverage of a report. */
export interface ManifestCoverage {
  readonly path: string;
  readonly kind: ManifestKind;
  readonly entries: number;
  /** Entries whose digest was computed and compared. */
  readonly digestsChecked: number;
}
