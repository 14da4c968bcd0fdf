import type { SightingRelation } from '../../model/index.ts';
import type { FrameHit } from './appearances.ts';
import type { Found } from './video-search.ts';

/** How frames of one appearance are asked which version they show. */
export interface VersionProbe {
  /** Where the source stands in the frame at a time, seconds; null where it is not found there. */
  readonly hitAt: (seconds: number) => Promise<FrameHit | null>;
  /** Which version one frame shows. */
  readonly versionAt: (hit: FrameHit) => Promise<SightingRelation>;
}

/** Frames of one appearance that are asked by themselves, at most. */
const askedFrames = 4;

/** Seconds before the end of an appearance at which its last frame is asked, and from the last hit from which it is worth it. */
const nearEnd = { before: 0.1, away: 0.5 };

/** Seconds between two frames from which another one may lie between them, at 25 frames a second. */
const twoFrames = 0.06;

/** A frame that shows one version for sure. */
interface Told {
  readonly hit: FrameHit;
  readonly version: 'marked' | 'original';
}

/**
 * One appearance for each version that is shown: where a photograph turns into its altered copy, corners go on as if nothing
 * had happened. Frames that tell nothing go with those before them.
 */
export async function partsByVersion(found: Found, { hitAt, versionAt }: VersionProbe): Promise<readonly Found[]> {
  const toldOf = async (hit: FrameHit | null): Promise<Told | null> => {
    const version = hit === null ? 'ambiguous' : await versionAt(hit);
    return hit !== null && (version === 'marked' || version === 'original') ? { hit, version } : null;
  };
  const last = found.hits.at(-1) as FrameHit;
  const end = found.to - nearEnd.before;
  const asked = spread(found.hits);
  const hits = end - last.at >= nearEnd.away ? [...asked, await hitAt(end)] : asked;
  const told: Told[] = [];
  for (const hit of hits) {
    const one = await toldOf(hit);
    if (one !== null) told.push(one);
  }
  const parts: Found[] = [];
  let [from, own] = [found.from, [...found.hits]];
  for (const [at, next] of told.slice(1).entries()) {
    const before = told[at] as Told;
    if (before.version === next.version) continue;
    const change = await changeBetween(before, next, async (seconds) => toldOf(await hitAt(seconds)));
    const inside = own.filter((hit) => hit.at < change);
    parts.push({ ...found, from, to: change, hits: inside.length > 0 ? inside : [before.hit] });
    own = own.filter((hit) => hit.at >= change);
    if (own.length === 0) own = [next.hit];
    from = change;
  }
  return parts.length === 0 ? [found] : [...parts, { ...found, from, to: found.to, hits: own }];
}

function spread(hits: readonly FrameHit[]): readonly FrameHit[] {
  if (hits.length <= askedFrames) return hits;
  const step = (hits.length - 1) / (askedFrames - 1);
  return Array.from({ length: askedFrames }, (_, at) => hits[Math.round(at * step)] as FrameHit);
}

/** The time of the first frame that shows the second version, by halving; in the middle of frames that tell nothing. */
async function changeBetween(first: Told, second: Told, at: (seconds: number) => Promise<Told | null>): Promise<number> {
  let [low, high] = [first.hit.at, second.hit.at];
  while (high - low > twoFrames) {
    const middle = (low + high) / 2;
    const told = await at(middle);
    if (told === null) return middle;
    if (told.version === first.version && told.hit.at < high) low = told.hit.at;
    else if (told.version === second.version && told.hit.at < high) high = told.hit.at;
    else break;
  }
  return high;
}
