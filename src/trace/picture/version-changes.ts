import type { FrameHit } from './appearances.ts';
import type { Decision } from './originals.ts';
import type { Found } from './video-search.ts';

/** How frames of one appearance are asked which version they show. */
export interface VersionProbe {
  /** Where the source stands in the frame at a time, seconds; null where it is not found there. */
  readonly hitAt: (seconds: number) => Promise<FrameHit | null>;
  /** Which version one frame shows. */
  readonly versionAt: (hit: FrameHit) => Promise<Decision>;
}

/** Frames of one appearance that are asked by themselves, at most. */
const askedFrames = 24;

/** Seconds between two of them, at most: in a picture that stands still, few frames were searched. */
const farApart = 2;

/** Seconds before the end of an appearance at which its last frame is asked, and from the last hit from which it is worth it. */
const nearEnd = { before: 0.1, away: 0.5 };

/** Seconds between two frames from which another one may lie between them, at 25 frames a second. */
const twoFrames = 0.06;

/** A frame that shows one version for sure. */
interface Told {
  readonly hit: FrameHit;
  readonly decision: Decision;
}

/** An appearance, or the part of one that shows one version. */
export interface Part {
  readonly found: Found;
  /** Null where frames asked by themselves do not settle it: then they are to be asked together. */
  readonly decision: Decision | null;
}

/** Frames, asked by themselves, that must say the same of a part, and none otherwise. */
const framesToSettle = 2;

/**
 * One appearance for each version that is shown: where a photograph turns into its altered copy, corners go on as if nothing
 * had happened. Frames that tell nothing go with those before them.
 */
export async function partsByVersion(found: Found, { hitAt, versionAt }: VersionProbe): Promise<readonly Part[]> {
  const toldOf = async (hit: FrameHit | null): Promise<Told | null> => {
    const decision = hit === null ? null : await versionAt(hit);
    const isTold = decision?.relation === 'marked' || decision?.relation === 'original';
    return hit !== null && decision !== null && isTold ? { hit, decision } : null;
  };
  const asked = askedOf(found);
  const told: Told[] = [];
  for (const one of asked) {
    const answer = await toldOf(typeof one === 'number' ? await hitAt(one) : one);
    if (answer !== null) told.push(answer);
  }
  const changes: Change[] = [];
  for (const [at, next] of told.slice(1).entries()) {
    const before = told[at] as Told;
    if (versionOf(before) === versionOf(next)) continue;
    changes.push({ before, next, at: await changeBetween(before, next, async (seconds) => toldOf(await hitAt(seconds))) });
  }
  const isUntold = told.length < asked.length;
  return partsAt(changes, found).map((part) => {
    const inside = told.filter(({ hit }) => hit.at >= part.from && hit.at < part.to);
    const isSettled = !isUntold && inside.length >= framesToSettle;
    return { found: part, decision: isSettled ? (inside[0] as Told).decision : null };
  });
}

const versionOf = ({ decision }: Told): Decision['relation'] => decision.relation;

/** Where one version turns into the other, seconds; the frames that told so before and after. */
interface Change {
  readonly before: Told;
  readonly next: Told;
  readonly at: number;
}

/** An appearance cut at each change; every part keeps a hit at least. */
function partsAt(changes: readonly Change[], found: Found): Found[] {
  const parts: Found[] = [];
  let [from, own] = [found.from, [...found.hits]];
  for (const { before, next, at } of changes) {
    const inside = own.filter((hit) => hit.at < at);
    parts.push({ ...found, from, to: at, hits: inside.length > 0 ? inside : [before.hit] });
    own = own.filter((hit) => hit.at >= at);
    if (own.length === 0) own = [next.hit];
    from = at;
  }
  return [...parts, { ...found, from, to: found.to, hits: own }];
}

/** The frames that are asked, in the order of time: hits, and seconds between them and behind them where none is near. */
function askedOf({ hits, to }: Found): readonly (FrameHit | number)[] {
  const end = to - nearEnd.before;
  const all = hits.flatMap((hit, at): readonly (FrameHit | number)[] => {
    const next = hits[at + 1]?.at ?? end;
    const isLast = at === hits.length - 1;
    return [hit, ...between(hit.at, next), ...(isLast && end - hit.at >= nearEnd.away ? [end] : [])];
  });
  if (all.length <= askedFrames) return all;
  const step = (all.length - 1) / (askedFrames - 1);
  return Array.from({ length: askedFrames }, (_, at) => all[Math.round(at * step)] as FrameHit | number);
}

/** Seconds evenly between two times, so that none are too far apart. */
function between(from: number, to: number): readonly number[] {
  const parts = Math.ceil((to - from) / farApart - 0.01);
  return Array.from({ length: Math.max(0, parts - 1) }, (_, at) => from + ((at + 1) * (to - from)) / parts);
}

/** The time of the first frame that shows the second version, by halving; in the middle of frames that tell nothing. */
async function changeBetween(first: Told, second: Told, at: (seconds: number) => Promise<Told | null>): Promise<number> {
  let [low, high] = [first.hit.at, second.hit.at];
  while (high - low > twoFrames) {
    const middle = (low + high) / 2;
    const told = await at(middle);
    if (told === null) return middle;
    if (versionOf(told) === versionOf(first) && told.hit.at < high) low = told.hit.at;
    else if (versionOf(told) === versionOf(second) && told.hit.at < high) high = told.hit.at;
    else break;
  }
  return high;
}
