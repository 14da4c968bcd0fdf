import { comparePaths } from '../model/index.ts';
import type { Limit } from '../tools/at-once.ts';
import type { DiscoveredAsset } from './discovered.ts';
import { entryOf } from './entry.ts';
import type { FoundFile, NamedFile } from './found-file.ts';
import type { Head, ReadHeads } from './head.ts';
import { joinSidecars } from './sidecars.ts';
import { pageName, textName } from './text-kinds.ts';
import { sidecarTexts } from './texts.ts';

/**
 * The assets among listed files, with the sidecars that are listed beside them; sorted by path. What only the whole of a delivery
 * tells (sequences, packages, manifests) is not asked.
 */
export async function discoverListed(
  files: readonly NamedFile[],
  readHeads: ReadHeads,
  limit: Limit,
): Promise<readonly DiscoveredAsset[]> {
  const found = new Map<string, DiscoveredAsset>();
  const texts: FoundFile[] = [];
  await readHeads(files, ({ size, head, plain }, at) => {
    const { path, uri } = files[at] as NamedFile;
    const entry = entryOf({ path, uri, size }, { ...(JSON.parse(head) as Head), size });
    if ('asset' in entry) found.set(path, plain === null ? entry : { ...entry, plain: () => JSON.parse(plain) });
    else if (entry.reason === 'not-media' && (textName.test(path) || pageName.test(path))) texts.push({ path, uri, size });
  });
  const media = [...found.values()];
  for (const entry of await sidecarTexts(texts, media, limit)) if ('asset' in entry) found.set(entry.asset.path, entry);
  const { changed, taken } = joinSidecars([...found.values()]);
  for (const entry of changed) found.set(entry.asset.path, entry);
  for (const path of taken) found.delete(path);
  return [...found.values()].sort((a, b) => comparePaths(a.asset.path, b.asset.path));
}
