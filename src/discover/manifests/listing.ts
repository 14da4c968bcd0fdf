import type { DigestAlgorithm } from '../../model/index.ts';

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

/** Hex digits of each digest that is written in hex. */
const hexLengths: Readonly<Record<Exclude<DigestAlgorithm, 'c4'>, number>> = {
  md5: 32,
  sha1: 40,
  sha256: 64,
  sha512: 128,
  xxh64: 16,
  xxh3: 16,
  xxh128: 32,
};

/** The digest in the form of `ManifestEntry`; undefined where the text is none of that algorithm. */
export function listedDigest(algorithm: DigestAlgorithm, text: string): ListedDigest | undefined {
  const value = text.trim();
  // C4 (SMPTE ST 2114): `c4` and 88 digits of base 58, in which capitals count.
  if (algorithm === 'c4') return /^c4[1-9A-HJ-NP-Za-km-z]{88}$/.test(value) ? { algorithm, value } : undefined;
  const isDigest = value.length === hexLengths[algorithm] && /^[0-9a-f]+$/i.test(value);
  return isDigest ? { algorithm, value: value.toLowerCase() } : undefined;
}

/** The same bytes in the other order. */
export function reversedBytes(hex: string): string {
  return (hex.match(/../g) ?? []).reverse().join('');
}

/** A number of bytes as manifests write it; undefined for anything else. */
export function listedSize(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
}
