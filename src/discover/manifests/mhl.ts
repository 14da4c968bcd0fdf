import {
  entryLimit,
  type ListedDigest,
  type ListedFile,
  type Listing,
  listedDigest,
  listedSize,
  reversedBytes,
} from './listing.ts';
import { readXml } from './xml.ts';

/** Digests of MHL 1.x that are compared. Its `xxhash` (32 bit, decimal) and `null` are not: presence and size still count. */
const elements: Readonly<Record<string, (text: string) => readonly (ListedDigest | undefined)[]>> = {
  md5: (text) => [listedDigest('md5', text)],
  sha1: (text) => [listedDigest('sha1', text)],
  sha256: (text) => [listedDigest('sha256', text)],
  sha512: (text) => [listedDigest('sha512', text)],
  xxhash64be: (text) => [listedDigest('xxh64', text)],
  xxhash64: (text) => {
    // The element means the bytes in little-endian order (https://mediahashlist.org, "xxhash64be" was added because of it);
    // scripts write the usual order under the same name, so either is taken. That both agree by chance is out of the question.
    const written = listedDigest('xxh64', text);
    return [written && { ...written, value: reversedBytes(written.value) }, written];
  },
};

/** Reads a Media Hash List of version 1.x (mediahashlist.org). */
export function readMhl(text: string): Listing {
  const files: ListedFile[] = [];
  let current: { name?: string; size?: number; digests: ListedDigest[] } = { digests: [] };
  let unread: string | undefined;
  const broken = readXml(text, ({ name, within, text: content }) => {
    if (name === 'hash') {
      const { name: file, ...rest } = current;
      if (file !== undefined && files.length < entryLimit) files.push({ name: file, ...rest });
      else if (file !== undefined) unread ??= `more than ${entryLimit} entries`;
      current = { digests: [] };
    } else if (within.at(-1) === 'hash') {
      if (name === 'file') current.name = content.trim();
      const size = name === 'size' ? listedSize(content) : undefined;
      if (size !== undefined) current.size = size;
      for (const digest of (Object.hasOwn(elements, name) ? elements[name]?.(content) : undefined) ?? []) {
        if (digest === undefined) unread ??= `${name} of ${current.name ?? ''}`;
        else current.digests.push(digest);
      }
    }
  });
  const why = broken ?? unread;
  return { files, ...(why === undefined ? {} : { broken: why }) };
}
