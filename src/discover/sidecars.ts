import { formatOf, type List, type Part, type Problem, sortByPath } from '../model/index.ts';
import type { DiscoveredAsset } from './discovered.ts';
import { textName } from './text-kinds.ts';

const sidecarName = /\.(xmp|c2pa)$/i;
/** Formats that are known by content and speak of what lies beside them under the same name. */
const besideFormats: ReadonlySet<string> = new Set([
  'text/x-generation-settings',
  'application/x-generation-settings+json',
  'application/x-comfyui-graph+json',
  'application/ld+json',
  'application/x-ninjs+json',
  'application/vnd.iptc.g2.newsitem+xml',
]);

/** Which media lie beside sidecars and texts, by path and by path without extension. */
export class MediaNames {
  readonly #byPath: ReadonlyMap<string, DiscoveredAsset>;
  readonly #byBase = new Map<string, DiscoveredAsset[]>();

  /** @param beside paths of the sidecars and texts of which the media will be asked for: of a million others nothing is kept */
  constructor(found: List<DiscoveredAsset>, beside: readonly string[]) {
    const wanted = new Set(beside.flatMap((path) => [stemOfSidecar(path), stemOfText(path)]));
    const isWanted = ({ path }: DiscoveredAsset['asset']): boolean => wanted.has(path) || wanted.has(baseOf(path));
    const media = wanted.size === 0 ? [] : found.filter((entry) => isWanted(entry.asset) && !isSidecar(entry));
    this.#byPath = new Map(media.map((entry) => [entry.asset.path, entry]));
    for (const entry of media) {
      const base = baseOf(entry.asset.path);
      this.#byBase.set(base, [...(this.#byBase.get(base) ?? []), entry]);
    }
  }

  /** The media of a `.xmp` or `.c2pa`: `name.ext.xmp` that very file, else the only one of the name, else the RAW among several. */
  ofSidecar(path: string): readonly DiscoveredAsset[] {
    const stem = stemOfSidecar(path);
    const named = this.#byPath.get(stem);
    if (named) return [named];
    const siblings = this.#byBase.get(stem) ?? [];
    if (siblings.length === 1) return siblings;
    const raws = siblings.filter(({ asset }) =>
      ['image/x-raw', 'image/x-canon-cr3', 'image/x-adobe-dng'].includes(formatOf(asset.format)?.mime ?? ''),
    );
    return raws.length === 1 ? raws : [];
  }

  /** The media that a text speaks of: `name.ext.txt` of that very file, else every picture, film and sound of the name. */
  ofText(path: string): readonly DiscoveredAsset[] {
    const stem = stemOfText(path);
    const named = this.#byPath.get(stem);
    if (named) return [named];
    const siblings = this.#byBase.get(stem) ?? [];
    return siblings.filter(({ asset }) => ['image', 'video', 'audio'].includes(asset.kind));
  }
}

const stemOfSidecar = (path: string): string => path.replace(sidecarName, '');
const stemOfText = (path: string): string => path.replace(textName, '').replace(/\.xml$/i, '');
const baseOf = (path: string): string => path.replace(/\.[^./]*$/, '');

/** By content, not by name: a picture that is called `a.xmp` is a picture, and must not vanish behind another one. */
function isSidecar({ asset }: DiscoveredAsset): boolean {
  return (sidecarName.test(asset.path) && asset.kind === 'sidecar') || besideFormats.has(asset.format);
}

/** What joining sidecars to their media changes among the assets. */
export interface JoinedSidecars {
  /** Media with their sidecars among their parts, and sidecars that found none. */
  readonly changed: readonly DiscoveredAsset[];
  /** Paths of sidecars that are assets no more. */
  readonly taken: readonly string[];
}

/**
 * Joins sidecars to their media. An XMP or C2PA sidecar that finds none stays an asset of its own, with a problem; a message
 * or graph that finds none is one without a problem, since it says something by itself.
 */
export function joinSidecars(found: List<DiscoveredAsset>): JoinedSidecars {
  const sidecars = found.filter(isSidecar);
  const names = new MediaNames(
    found,
    sidecars.map(({ asset }) => asset.path),
  );
  const owned = new Map<string, { readonly owner: DiscoveredAsset; readonly parts: Part[]; readonly problems: Problem[] }>();
  const alone: DiscoveredAsset[] = [];
  const taken: string[] = [];
  for (const entry of sidecars) {
    const { path, uri, format, size } = entry.asset;
    const isNamed = sidecarName.test(path);
    const owners = isNamed ? names.ofSidecar(path) : names.ofText(path);
    for (const owner of owners) {
      const own = owned.get(owner.asset.path) ?? { owner, parts: [], problems: [] };
      own.parts.push({ path, uri, format, size });
      own.problems.push(...entry.problems.map((problem) => ({ ...problem, params: { ...problem.params, part: path } })));
      owned.set(owner.asset.path, own);
    }
    if (owners.length > 0) taken.push(path);
    else if (isNamed) alone.push({ asset: entry.asset, problems: [...entry.problems, { code: 'orphan-sidecar' }] });
  }
  const joined = [...owned.values()].map(
    // A frame that a sample left out is read for its sidecar.
    ({ owner: { plain: _, isUnread: __, ...rest }, parts, problems }): DiscoveredAsset => ({
      ...rest,
      asset: { ...rest.asset, parts: sortByPath(parts) },
      problems: [...rest.problems, ...problems],
    }),
  );
  return { changed: [...joined, ...alone], taken };
}
