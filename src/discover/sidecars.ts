import { formatOf, type Part, type Problem } from '../model/index.ts';
import type { DiscoveredAsset } from './discovered.ts';
import { textName } from './text-kinds.ts';
import { sortByPath } from './walk.ts';

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

/** Which media are there, by path and by path without extension. */
export class MediaNames {
  readonly #byPath: ReadonlyMap<string, DiscoveredAsset>;
  readonly #byBase = new Map<string, DiscoveredAsset[]>();

  constructor(found: readonly DiscoveredAsset[]) {
    const media = found.filter((entry) => !isSidecar(entry));
    this.#byPath = new Map(media.map((entry) => [entry.asset.path, entry]));
    for (const entry of media) {
      const base = entry.asset.path.replace(/\.[^./]*$/, '');
      this.#byBase.set(base, [...(this.#byBase.get(base) ?? []), entry]);
    }
  }

  /** The media of a `.xmp` or `.c2pa`: `name.ext.xmp` that very file, else the only one of the name, else the RAW among several. */
  ofSidecar(path: string): readonly DiscoveredAsset[] {
    const stem = path.replace(sidecarName, '');
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
    const stem = path.replace(textName, '').replace(/\.xml$/i, '');
    const named = this.#byPath.get(stem);
    if (named) return [named];
    const siblings = this.#byBase.get(stem) ?? [];
    return siblings.filter(({ asset }) => ['image', 'video', 'audio'].includes(asset.kind));
  }
}

/** By content, not by name: a picture that is called `a.xmp` is a picture, and must not vanish behind another one. */
function isSidecar({ asset }: DiscoveredAsset): boolean {
  return (sidecarName.test(asset.path) && asset.kind === 'sidecar') || besideFormats.has(asset.format);
}

/**
 * Joins sidecars to their media. An XMP or C2PA sidecar that finds none stays an asset of its own, with a problem; a message
 * or graph that finds none is one without a problem, since it says something by itself.
 */
export function joinSidecars(found: readonly DiscoveredAsset[]): readonly DiscoveredAsset[] {
  if (!found.some(isSidecar)) return found;
  const names = new MediaNames(found);
  const parts = new Map<string, Part[]>();
  const problems = new Map<string, Problem[]>();
  const alone: DiscoveredAsset[] = [];
  for (const entry of found) {
    if (!isSidecar(entry)) continue;
    const isNamed = sidecarName.test(entry.asset.path);
    const owners = isNamed ? names.ofSidecar(entry.asset.path) : names.ofText(entry.asset.path);
    const { path, uri, format, size } = entry.asset;
    for (const owner of owners) {
      parts.set(owner.asset.path, [...(parts.get(owner.asset.path) ?? []), { path, uri, format, size }]);
      const told = entry.problems.map((problem) => ({ ...problem, params: { ...problem.params, part: path } }));
      problems.set(owner.asset.path, [...(problems.get(owner.asset.path) ?? []), ...told]);
    }
    if (owners.length > 0) continue;
    alone.push(isNamed ? { ...entry, problems: [...entry.problems, { code: 'orphan-sidecar' }] } : entry);
  }
  const joined = found
    .filter((entry) => !isSidecar(entry))
    .map((entry) => {
      const own = parts.get(entry.asset.path);
      if (own === undefined) return entry;
      const told = problems.get(entry.asset.path) ?? [];
      return { asset: { ...entry.asset, parts: sortByPath(own) }, problems: [...entry.problems, ...told] };
    });
  return [...joined, ...alone];
}
