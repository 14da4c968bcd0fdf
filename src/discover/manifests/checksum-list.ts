import type { DigestAlgorithm } from '../../model/index.ts';
import { entryLimit, type ListedDigest, type ListedFile, type Listing, listedDigest, reversedBytes } from './listing.ts';

/** Names that programs give their algorithm, as in `MD5 (name) = …`. */
const spoken: Readonly<Record<string, DigestAlgorithm>> = {
  MD5: 'md5',
  SHA1: 'sha1',
  SHA256: 'sha256',
  SHA512: 'sha512',
  XXH64: 'xxh64',
  XXH3: 'xxh3',
  XXH128: 'xxh128',
  XXH128_LE: 'xxh128',
  XXH64_LE: 'xxh64',
  C4: 'c4',
};

/** Algorithms by the length of their hex, for lists whose name names none. */
const byLength: ReadonlyMap<number, DigestAlgorithm> = new Map([
  [32, 'md5'],
  [40, 'sha1'],
  [64, 'sha256'],
  [128, 'sha512'],
  [16, 'xxh64'],
]);

/** Algorithms whose digests look alike. */
const doubles: Readonly<Partial<Record<DigestAlgorithm, readonly DigestAlgorithm[]>>> = {
  md5: ['md5', 'xxh128'],
  xxh64: ['xxh64', 'xxh3'],
};

/** The algorithm that a list's own name tells: `MD5SUMS`, `a.mov.xxh64`, `manifest-sha256.txt`. */
export function algorithmOfName(name: string): DigestAlgorithm | undefined {
  const found = /(md5|sha-?1|sha-?256|sha-?512|xxh(?:ash)?-?128|xxh(?:ash)?-?64|xxh3|c4)/i.exec(name)?.[1];
  const plain = found?.toLowerCase().replace('-', '').replace('xxhash', 'xxh');
  return plain as DigestAlgorithm | undefined;
}

/**
 * Reads what md5sum, sha1sum, xxhsum and their kin write (GNU and BSD form), or a digest that stands alone.
 * @param named algorithm that the list's name tells
 * @param subject name of the file that a lone digest speaks of; undefined where the list's name tells none
 */
export function readChecksumList(text: string, named: DigestAlgorithm | undefined, subject?: string): Listing {
  const files: ListedFile[] = [];
  let broken: string | undefined;
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const isBlank = (line: string): boolean => /^\s*([#;].*)?$/.test(line);
  const isLone = lines.filter((line) => !isBlank(line)).length === 1;
  for (const [index, line] of lines.entries()) {
    if (isBlank(line)) continue;
    const file = gnuLine(line, named) ?? bsdLine(line) ?? (isLone ? loneDigest(line, named, subject) : undefined);
    if (file === undefined) broken ??= `line ${index + 1}`;
    else if (files.length >= entryLimit) broken ??= `more than ${entryLimit} entries`;
    else files.push(file);
  }
  return { files, ...(broken === undefined ? {} : { broken }) };
}

/** `digest  name`, `digest *name`; a backslash before it all says that `\n`, `\r` and `\\` in the name are escapes. */
function gnuLine(line: string, named: DigestAlgorithm | undefined): ListedFile | undefined {
  const match = /^(\\)?(?:(XXH3|XXH128|XXH64)_)?([0-9a-zA-Z]{8,128})(?: [ *]|[\t ]+\*?)(.+)$/.exec(line);
  if (match === null) return undefined;
  const [, escaped, prefix, value = '', name = ''] = match;
  const digest = digestOf(value, prefix === undefined ? named : spoken[prefix]);
  if (digest === undefined) return undefined;
  return { name: escaped === undefined ? name : unescaped(name), digests: digest };
}

/** `MD5 (name) = digest`, as BSD and `--tag` write it. */
function bsdLine(line: string): ListedFile | undefined {
  const match = /^(\\)?([A-Za-z0-9_-]{2,12}) ?\((.+)\) ?= ?([0-9a-zA-Z]+)\s*$/.exec(line);
  if (match === null) return undefined;
  const [, escaped, program = '', name = '', value = ''] = match;
  const algorithm = spoken[program.toUpperCase().replace(/^SHA-/, 'SHA')];
  const digest = algorithm && listedDigest(algorithm, value);
  if (digest === undefined) return isKnownElsewhere(program) ? { name, digests: [] } : undefined;
  // xxhsum --little-endian says so by its tag.
  const shown = /_LE$/i.test(program) ? { ...digest, value: reversedBytes(digest.value) } : digest;
  return { name: escaped === undefined ? name : unescaped(name), digests: [shown] };
}

/** Algorithms that are not compared; the file must be there all the same. */
function isKnownElsewhere(program: string): boolean {
  return /^(XXH32(_LE)?|SHA-?224|SHA-?384|SHA3-?\d+|SHA512-?\d+|BLAKE\w*|B2|SM3|RMD160|CRC\w*)$/i.test(program);
}

function loneDigest(line: string, named: DigestAlgorithm | undefined, subject: string | undefined): ListedFile | undefined {
  const digests = subject === undefined ? undefined : digestOf(line.trim(), named);
  return subject === undefined || digests === undefined ? undefined : { name: subject, digests };
}

/** Undefined for what is no digest at all; empty for one of an algorithm that is not compared. */
function digestOf(value: string, named: DigestAlgorithm | undefined): readonly ListedDigest[] | undefined {
  if (named !== undefined) {
    const digest = listedDigest(named, value);
    if (digest !== undefined) return [digest];
  }
  const c4 = listedDigest('c4', value);
  if (c4 !== undefined) return [c4];
  if (!/^[0-9a-f]+$/i.test(value)) return undefined;
  const algorithm = byLength.get(value.length);
  if (algorithm === undefined) return [8, 56, 96].includes(value.length) ? [] : undefined;
  // Where no name tells, 16 and 32 digits can be of two algorithms; that the wrong one agrees by chance is out of the question.
  return (
    doubles[algorithm]?.map((either) => ({ algorithm: either, value: value.toLowerCase() })) ?? [
      { algorithm, value: value.toLowerCase() },
    ]
  );
}

function unescaped(name: string): string {
  return name.replace(/\\([nr\\])/g, (_, letter: string) => (letter === 'n' ? '\n' : letter === 'r' ? '\r' : '\\'));
}
