import { bagManifestName } from './bagit.ts';
import { folderOf } from './placing.ts';

/** What the name of a file promises. */
export type NamePromise = 'generation' | 'chain' | 'mhl' | 'asset-map' | 'packing-list' | 'bag' | 'list' | 'perhaps-list';

/** Folder that holds the generations of an ASC Media Hash List. */
const generationFolder = /(^|\/)ascmhl\/[^/]+$/;

const listName =
  /\.(md5|sha1|sha256|sha512|xxh|xxh3|xxh64|xxh128|xxhash)(sums?)?(\.txt)?$|^(md5|sha-?(1|256|512)|xxh(3|64|128)?|xxhash)sums?(\.txt|\.asc)?$/i;

/** Names under which people keep lists; their content decides. */
const perhapsListName =
  /(^|[ ._-])(checksums?|hash(es)?|digests?|md5|sha-?(1|256|512)|xxh(ash)?(3|64|128)?|manifest)([ ._-][^/]*)?\.(txt|lst)$/i;

/** Files that belong to a manifest or a package without listing anything; no manifest has to list them. */
const companionName = /^(bagit\.txt|bag-info\.txt|fetch\.txt|volindex(\.xml)?|ascmhl_collection\.xml)$/i;

/**
 * What a path promises by its name; undefined for any other file.
 * @param isThere tells whether a path is in the delivery
 */
export function promiseOf(path: string, isThere: (path: string) => boolean): NamePromise | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.mhl$/i.test(name)) return generationFolder.test(path) ? 'generation' : 'mhl';
  if (/^ascmhl_chain\.xml$/i.test(name)) return 'chain';
  if (/^assetmap(\.xml)?$/i.test(name)) return 'asset-map';
  if (/(^|[ ._-])(pkl|packing[ ._-]?list)([ ._-]|[0-9a-f-]{36}|\.xml$).*$/i.test(name) && /\.xml$/i.test(name))
    return 'packing-list';
  if (bagManifestName.test(name) && isThere(beside(path, 'bagit.txt'))) return 'bag';
  if (listName.test(name)) return 'list';
  return perhapsListName.test(name) ? 'perhaps-list' : undefined;
}

/** True for a file that a manifest or package needs beside it, such as `bagit.txt`. */
export function isCompanion(path: string): boolean {
  return companionName.test(path.slice(path.lastIndexOf('/') + 1)) || generationFolder.test(path);
}

/** The path of another name in the same folder. */
export function beside(path: string, name: string): string {
  const folder = folderOf(path);
  return folder === '' ? name : `${folder}/${name}`;
}
