import { type DiscoveredAsset, type DiscoveredAssets, type FrameGroup, framesIn } from '../discover/index.ts';
import { sweep, sweptAfter } from '../tools/sweep.ts';

/** A sequence as names promise it; of its frames only their numbers among the discovered assets, since there may be a million. */
export type NumberedFrames = FrameGroup<number>;

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
): readonly NumberedFrames[] {
  const groups: NumberedFrames[] = [];
  let seen = 0;
  for (const numbers of found.byFolder()) {
    seen += numbers.length;
    if (seen >= sweptAfter) {
      seen = 0;
      sweep();
    }
    if (!hasNames && numbers.length < fewestFrames) continue;
    const files = numbers.map((number) => {
      const { path, uri, kind, format } = (found.at(number) as DiscoveredAsset).asset;
      return { number, path, uri, kind, format };
    });
    for (const group of framesIn(files, (file) => file, isNamed).groups)
      groups.push({ ...group, frames: group.frames.map(({ number }) => number) });
  }
  return groups;
}
