import { formatOf, type Part } from '../model/index.ts';
import type { DiscoveredAsset } from './discovered.ts';

const sidecarName = /\.(xmp|c2pa)$/i;

/**
 * Joins sidecars to their media: `name.ext.xmp` to that very file; `name.xmp` and `name.c2pa` to the only sibling of that
 * base name, else to the RAW among several. What finds no media stays an asset of its own, with a problem.
 */
export function joinSidecars(found: readonly DiscoveredAsset[]): DiscoveredAsset[] {
  const media = found.filter(({ asset }) => !sidecarName.test(asset.path));
  const byPath = new Map(media.map((entry) => [entry.asset.path, entry]));
  const byBase = groupByBase(media);
  const parts = new Map<string, Part[]>();
  const orphans: DiscoveredAsset[] = [];
  for (const entry of found) {
    if (!sidecarName.test(entry.asset.path)) continue;
    const owner = ownerOf(entry.asset.path, byPath, byBase);
    if (owner === undefined) {
      orphans.push({ ...entry, problems: [...entry.problems, { code: 'orphan-sidecar' }] });
    } else {
      const { path, uri, format, size } = entry.asset;
      parts.set(owner.asset.path, [...(parts.get(owner.asset.path) ?? []), { path, uri, format, size }]);
    }
  }
  const joined = media.map((entry) => {
    const own = parts.get(entry.asset.path);
    return own === undefined ? entry : { ...entry, asset: { ...entry.asset, parts: own } };
  });
  return [...joined, ...orphans];
}

function ownerOf(
  sidecar: string,
  byPath: ReadonlyMap<string, DiscoveredAsset>,
  byBase: ReadonlyMap<string, readonly DiscoveredAsset[]>,
): DiscoveredAsset | undefined {
  const stem = sidecar.replace(sidecarName, '');
  const named = byPath.get(stem);
  if (named) return named;
  const siblings = byBase.get(stem) ?? [];
  if (siblings.length === 1) return siblings[0];
  const raws = siblings.filter(({ asset }) =>
    ['image/x-raw', 'image/x-canon-cr3', 'image/x-adobe-dng'].includes(formatOf(asset.format)?.mime ?? ''),
  );
  return raws.length === 1 ? raws[0] : undefined;
}

function groupByBase(media: readonly DiscoveredAsset[]): Map<string, DiscoveredAsset[]> {
  const groups = new Map<string, DiscoveredAsset[]>();
  for (const entry of media) {
    const base = entry.asset.path.replace(/\.[^./]*$/, '');
    groups.set(base, [...(groups.get(base) ?? []), entry]);
  }
  return groups;
}
