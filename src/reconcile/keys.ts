import { type DigestAlgorithm, type JudgedAsset, plainDigest } from '../model/index.ts';

/** Digests, those first that nobody can forge. */
export const digestKeys = [
  'sha256',
  'sha512',
  'c4',
  'sha1',
  'md5',
  'xxh128',
  'xxh3',
  'xxh64',
] as const satisfies readonly DigestAlgorithm[];

/** How a use names an asset, strongest first (reference: FIELD A6, step 3). */
export const matchKeys = [...digestKeys, 'documentId', 'exact', 'glob', 'timecode'] as const;
/** One of them. */
export type MatchKey = (typeof matchKeys)[number];

/** Keys of which a file proves that it is the one; every key that an entry gives must fit. */
export const provenKeys = [...digestKeys, 'documentId'] as const;
/** One of them. */
export type ProvenKey = (typeof provenKeys)[number];
/** Those that an entry gives. */
export type Keys = Readonly<Partial<Record<ProvenKey, string>>>;

/** Digests are compared in lower case, but for C4; xxHash is written with and without `0x`. */
export function keysOf(given: Keys): Keys {
  return Object.fromEntries(
    provenKeys.flatMap((key) => {
      const text = given[key];
      if (text === undefined) return [];
      const digits = key.startsWith('xxh') ? text.trim().replace(/^0x/i, '') : text;
      return [[key, key === 'documentId' ? text : (plainDigest(key, digits) ?? text)]];
    }),
  );
}

/** The digest of an asset, where somebody computed it. */
export function computedOf({ sha256, digests }: JudgedAsset, algorithm: DigestAlgorithm): string | undefined {
  return (algorithm === 'sha256' ? sha256 : null) ?? digests?.[algorithm];
}

/** A key as messages name it: SHA-256 and document ids are known by their looks. */
export function written(key: ProvenKey, value: string | undefined): string | undefined {
  return key === 'sha256' || key === 'documentId' ? value : `${key}:${value}`;
}
