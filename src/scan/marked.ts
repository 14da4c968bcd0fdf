import { basename, relative, sep } from 'node:path';
import type { Root } from '../discover/index.ts';
import { isInside } from '../storage/inside.ts';
import { isRemote } from '../storage/remote.ts';
import { CannotStart } from './cannot-start.ts';
import { openRoots } from './start.ts';

/**
 * The folders of `--marked` as roots whose paths begin with `marked:NAME/`. What of the delivery lies in one (a project folder
 * with its renders) is left out of it.
 * @throws CannotStart where one is missing, is no folder, overlaps another, or lies in the delivery
 */
export async function openMarked(places: readonly string[], delivered: readonly Root[]): Promise<readonly Root[]> {
  const roots = await openRoots(places);
  for (const { file, folder, real } of roots) {
    if (file !== undefined) throw new CannotStart('marked-not-folder', { place: file });
    const within = delivered.find((root) => root.file === undefined && isInside(root.real, real));
    if (within !== undefined) throw new CannotStart('marked-inside', { place: folder, within: within.folder });
  }
  return roots.map((root) => ({ ...root, prefix: `marked:${root.prefix || `${basename(root.folder).normalize('NFC')}/`}` }));
}

const wayTo = (folder: string, place: string): string =>
  isRemote(folder) ? place.slice(folder.length + 1) : relative(folder, place).split(sep).join('/');

/** Tells which paths of the folders of `--marked` are not the delivery's own. */
export function besideDelivery(marked: readonly Root[], delivered: readonly Root[]): (path: string) => boolean {
  const own = new Set(
    marked.flatMap(({ real, prefix }) =>
      delivered
        .map((root) => root.file ?? root.real)
        .filter((place) => isInside(real, place))
        .map((place) => `${prefix}${wayTo(real, place)}`.normalize('NFC')),
    ),
  );
  return (path) => !own.has(path);
}
