import { type DiscoveredAssets, type FrameGroup, framesIn } from '../discover/index.ts';

/** A numbered picture by its number among the discovered assets. */
export interface NumberedAsset {
  readonly number: number;
  readonly path: string;
  readonly uri: string;
  readonly kind: string;
  readonly format: string;
}

/** Pictures below which a folder holds no sequence that nobody named. */
const fewestFrames = 24;

/**
 * The frames of sequences among the discovered assets, folder by folder, since no sequence lies in two.
 * @param isNamed tells the paths that a person called a sequence
 * @param hasNames false where nobody called any so
 */
export function frameGroups(
  found: DiscoveredAssets,
  isNamed: (path: string) => boolean,
  hasNames: boolean,
): readonly FrameGroup<NumberedAsset>[] {
  const groups: FrameGroup<NumberedAsset>[] = [];
  for (const numbers of found.byFolder()) {
    if (!hasNames && numbers.length < fewestFrames) continue;
    const files: NumberedAsset[] = [];
    for (const number of numbers) {
      const { path, uri, kind, format } = (found.at(number) as NonNullable<ReturnType<DiscoveredAssets['at']>>).asset;
      files.push({ number, path, uri, kind, format });
    }
    groups.push(...framesIn(files, (file) => file, isNamed).groups);
  }
  return groups;
}
