import { type DigestAlgorithm, plainDigest } from '../../model/index.ts';

/** Entries that one manifest may have; a season in single frames has some two million. */
export const entryLimit = 5_000_000;

/** One line of a manifest, its path as written there. */
export interface ListedFile {
  readonly name: string;
  /** Bytes. */
  readonly size?: number;
  readonly digests: readonly ListedDigest[];
}

/** A digest in the form of `ManifestEntry`. Where an entry has several, one that agrees proves the content. */
export interface ListedDigest {
  readonly algorithm: DigestAlgorithm;
  readonly value: string;
}

/** What a manifest says, before its paths are looked up in the delivery. */
export interface Listing {
  readonly files: readonly ListedFile[];
  /** Where the text is broken, in the terms of its format (`line 7`); undefined where all of it was read. */
  readonly broken?: string;
}

/** The digest in the form of `ManifestEntry`; undefined where the text is none of that algorithm. */
export function listedDigest(algorithm: DigestAlgorithm, text: string): ListedDigest | undefined {
  const value = plainDigest(algorithm, text);
  return value === undefined ? undefined : { algorithm, value };
}

/** The same bytes in the other order. */
export function reversedBytes(hex: string): string {
  return (hex.match(/../g) ?? []).reverse().join('');
}

/** A number of bytes as manifests write it; undefined for anything else. */
export function listedSize(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
}
