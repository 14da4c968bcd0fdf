/** Folders that a list to choose from can hold. */
const most = 300;

/** Folders of a delivery, two levels deep, or one where that were too many; sorted, without those of single files. */
export function foldersOf(paths: readonly string[]): readonly string[] {
  const deep = atDepth(paths, 2);
  const chosen = deep.size <= most ? deep : atDepth(paths, 1);
  return [...chosen].sort();
}

function atDepth(paths: readonly string[], depth: number): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/').slice(0, -1);
    for (let level = 1; level <= Math.min(depth, parts.length); level++) folders.add(parts.slice(0, level).join('/'));
  }
  return folders;
}
