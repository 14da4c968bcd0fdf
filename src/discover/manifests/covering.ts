import { folderOf } from './placing.ts';

/** How many files lie in each folder and all folders below it; `''` is the root. */
export function filesByFolder(paths: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const path of paths) {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      counts.set(folder, (counts.get(folder) ?? 0) + 1);
      if (folder === '') break;
    }
  }
  return counts;
}

/**
 * The folder that a list speaks of in full, or null where it does not: its format promises nothing, but a list of most of
 * the files of a folder was made of that folder. The folder of the list itself is tried first, then the one that holds
 * all that it lists.
 * @param counts files by folder, manifests not counted
 */
export function spannedFolder(
  manifestPath: string,
  listed: ReadonlySet<string>,
  counts: ReadonlyMap<string, number>,
): string | null {
  if (listed.size < 2) return null;
  const common = commonFolder([...listed]);
  for (const folder of [folderOf(manifestPath), common]) {
    const isAround = folder === '' || common === folder || common.startsWith(`${folder}/`);
    if (isAround && listed.size * 2 > (counts.get(folder) ?? 0)) return folder;
  }
  return null;
}

function commonFolder(paths: readonly string[]): string {
  let common = folderOf(paths[0] ?? '').split('/');
  for (const path of paths) {
    const parts = folderOf(path).split('/');
    let length = 0;
    while (length < common.length && common[length] === parts[length]) length += 1;
    common = common.slice(0, length);
  }
  return common.join('/');
}
