import { type DiscoveredAsset, type FrameGroup, gapsIn } from '../discover/index.ts';
import { isMarked, type Problem } from '../model/index.ts';
import { digestOfAll } from '../storage/digest.ts';
import type { ExaminedAsset } from './examined.ts';

/** A sequence and the frames that are assets of their own besides. */
export interface JoinedFrames {
  readonly sequence: ExaminedAsset;
  /** In the order of their numbers. */
  readonly odd: readonly ExaminedAsset[];
}

/** Share of its frames that must be alike in a sequence. */
const leastAlike = 0.5;

/**
 * Joins judged frames into one asset that says what most of them say; those that say something else, or differ in picture size,
 * software or size of file, stand beside it. Null where too few are alike to be a sequence. Pure.
 * @param frames those that were read, in the order of the group
 */
export function joinedFrames(group: FrameGroup<DiscoveredAsset>, frames: readonly ExaminedAsset[]): JoinedFrames | null {
  if (frames.length === 0) return null;
  const bySaying = new Map<string, ExaminedAsset[]>();
  for (const frame of frames) {
    const key = sayingOf(frame);
    const others = bySaying.get(key);
    if (others === undefined) bySaying.set(key, [frame]);
    else others.push(frame);
  }
  const most = [...bySaying.values()].reduce((best, alike) => (alike.length > best.length ? alike : best));
  const usual = usualSize(most.map(({ asset }) => asset.size));
  const alike = new Set(most.filter(({ asset }) => usual(asset.size)));
  // Of a sample, as many as it would be of all.
  const fewest = Math.min(frames.length, (group.fewest * frames.length) / group.frames.length);
  if (alike.size < fewest || alike.size < leastAlike * frames.length) return null;
  // Five hundred pictures that one model made are no film, and each is looked for in the cut.
  if (group.isOfStills && isMarked(most[0]?.asset.verdict ?? 'unmarked')) return null;
  const odd = frames.filter((frame) => !alike.has(frame));
  return { sequence: sequenceOf(group, frames, [...alike][0] as ExaminedAsset, odd), odd };
}

/** What two frames of one sequence have in common. Values of marks may differ from frame to frame: times, numbers, prompts. */
function sayingOf({ asset, pixels }: ExaminedAsset): string {
  const { verdict, strength, generators, evidence, about, c2pa, problems, conflicts } = asset;
  const marks = [...new Set(evidence.map(({ marker, says }) => `${marker} ${says}`))].sort();
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  const { width, height, software, make, model } = about;
  const looks = [width, height, software, make, model];
  return JSON.stringify([
    verdict,
    strength,
    generators,
    marks,
    conflicts,
    c2pa.state,
    codes,
    looks,
    pixels,
    asset.parts.length > 0,
  ]);
}

/** Share of files of exactly one size from which another size is odd: frames that are not compressed. */
const oneSize = 0.9;

/** Factor by which the size of a compressed frame may differ from the middle one: black ones are small. */
const sizeClass = 8;

function usualSize(sizes: readonly number[]): (size: number) => boolean {
  const sorted = [...sizes].sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1] ?? 0;
  const same = sorted.filter((size) => size === middle).length;
  if (same >= oneSize * sorted.length) return (size) => size === middle;
  return (size) => size * sizeClass >= middle && size <= middle * sizeClass;
}

function sequenceOf(
  { path, numbers, frames: named }: FrameGroup<DiscoveredAsset>,
  frames: readonly ExaminedAsset[],
  usual: ExaminedAsset,
  odd: readonly ExaminedAsset[],
): ExaminedAsset {
  const { asset } = usual;
  const { digests: _, ...judged } = asset;
  const [first, last] = [numbers[0] as number, numbers.at(-1) as number];
  const missing = gapsIn(numbers);
  const unread = numbers.length - frames.length;
  const lost = last - first + 1 - numbers.length;
  const notes: Problem[] = [
    ...(lost > 0 ? [{ code: 'frames-missing' as const, params: { count: lost, detail: listed(missing) } }] : []),
    ...(odd.length > 0 ? [{ code: 'odd-frames' as const, params: { count: odd.length } }] : []),
    ...(unread > 0 ? [{ code: 'frames-not-read' as const, params: { count: unread, total: numbers.length } }] : []),
  ];
  // The places of its evidence lie in one frame; whoever checks them later finds it among the parts.
  const { path: frame, uri, format, size } = asset;
  const parts = asset.evidence.some(({ at }) => at !== undefined) ? [{ path: frame, uri, format, size }] : [];
  return {
    pixels: usual.pixels,
    asset: {
      ...judged,
      // What lies in frames that nobody opened, nobody knows.
      ...(unread > 0 && isClean(asset) ? { verdict: 'unreadable' as const, strength: null } : {}),
      path,
      uri: named[0]?.asset.uri ?? uri,
      kind: 'sequence',
      size: named.reduce((sum, one) => sum + one.asset.size, 0),
      parts: [...asset.parts, ...parts],
      sequence: {
        first,
        last,
        count: numbers.length,
        missing,
        odd: odd.map((one) => one.asset.path),
        ...(unread > 0 ? { unread } : {}),
      },
      problems: [...asset.problems, ...notes],
      sha256: numbers.length === frames.length ? digestOfAll(frames.map(({ asset: { sha256 } }) => sha256)) : null,
    },
  };
}

const isClean = ({ verdict }: Pick<ExaminedAsset['asset'], 'verdict'>): boolean =>
  verdict === 'unmarked' || verdict === 'captured';

/** Gaps that a sentence names. */
const gapsNamed = 5;

function listed(missing: readonly { readonly first: number; readonly last: number }[]): string {
  const shown = missing.slice(0, gapsNamed).map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`));
  return shown.join(', ') + (missing.length > gapsNamed ? ', …' : '');
}
