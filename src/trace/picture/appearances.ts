import type { PicturePoint } from '../../model/index.ts';
import type { Hit } from './search.ts';

/** What the numbers of the index stand for: a still, or one frame of a clip. */
export interface PictureUnit {
  /** Path of the source. */
  readonly path: string;
  /** Seconds of the clip; null for a still. */
  readonly seconds: number | null;
}

/** A source seen in one frame of a video. */
export interface FrameHit extends Hit {
  /** Seconds of the video. */
  readonly at: number;
  /** True where the frame is decoded without any other. */
  readonly alone: boolean;
}

/** One source seen in frames that follow each other. */
export interface Appearance {
  readonly path: string;
  readonly mirrored: boolean;
  /** In the order of time; at least one. */
  readonly hits: readonly FrameHit[];
  /** The last frame before that was looked at and does not show it; null at the beginning of the video. */
  readonly before: number | null;
  /** The first frame after that does not; null at the end. */
  readonly after: number | null;
}

/** Frames of a gap that are looked at and do not show a source: up to so many, and seconds, it may still have been there. */
const mendable = { frames: 3, seconds: 4 };

/** Shares of two outlines' area up to which they are one place in the frame. */
export const samePlace = 0.4;

/**
 * Frames in which a source was seen, as appearances. A clip's frames look alike: of each video frame, the best counts.
 * @param times of all frames that were looked at, in any order
 * @param classOf of sources at one place, only those of one class are taken for copies of each other: a clip that holds a still
 * does not hide it, nor does a source that is only declared hide a marked one
 */
export function appearancesOf(
  hits: readonly FrameHit[],
  times: readonly number[],
  units: readonly PictureUnit[],
  classOf: (path: string) => string,
): Appearance[] {
  const proven = groupsIn(hits, times, units)
    .filter(isProven)
    .flatMap((group) => group.runs);
  return withoutRivals(proven, classOf).sort((a, b) => startOf(a) - startOf(b) || (a.path < b.path ? -1 : 1));
}

/** Share of the least weight of a proof from which other frames of the shot may bring the rest. */
const nearlyProven = 0.5;

/** Times of frames that alone show a source, and too weakly to prove it: the frames next to them must tell. */
export function doubtfulTimes(hits: readonly FrameHit[], times: readonly number[], units: readonly PictureUnit[]): number[] {
  const isNearly = ({ hits }: Group): boolean =>
    hits.some((hit) => hit.score >= single.score || weightOf(hit) >= nearlyProven * best.weight);
  const doubtful = groupsIn(hits, times, units).filter((group) => !isProven(group) && isNearly(group));
  return [...new Set(doubtful.map(({ hits: [first] }) => (first as FrameHit).at))].sort((a, b) => a - b);
}

/** Runs of one source with short gaps between them: together they prove it, but what lies in the gaps may be a cutaway. */
interface Group {
  readonly hits: readonly FrameHit[];
  readonly runs: readonly Appearance[];
}

function groupsIn(hits: readonly FrameHit[], times: readonly number[], units: readonly PictureUnit[]): Group[] {
  const order = [...new Set(times)].sort((a, b) => a - b);
  const rank = new Map(order.map((time, at) => [time, at]));
  const rankOf = ({ at }: FrameHit): number => rank.get(at) ?? 0;
  const lines = new Map<string, FrameHit[]>();
  for (const hit of hits) {
    const path = units[hit.source]?.path ?? '';
    const key = `${hit.mirrored ? 'm' : 'u'} ${path}`;
    const line = lines.get(key);
    if (line) line.push(hit);
    else lines.set(key, [hit]);
  }
  const follows = (one: FrameHit, next: FrameHit): boolean => rankOf(next) - rankOf(one) === 1;
  const isNear = (one: FrameHit, next: FrameHit): boolean =>
    follows(one, next) ||
    (rankOf(next) - rankOf(one) - 1 <= mendable.frames &&
      next.at - one.at <= mendable.seconds &&
      overlapOf(one.outline, next.outline) >= samePlace);
  return [...lines].flatMap(([key, line]) =>
    cutWhere(bestOfEach(line), isNear).map((group) => ({
      hits: group,
      runs: cutWhere(group, follows).map((run) => ({
        path: key.slice(2),
        mirrored: key.startsWith('m'),
        hits: run,
        before: order[rankOf(run[0] as FrameHit) - 1] ?? null,
        after: order[rankOf(run.at(-1) as FrameHit) + 1] ?? null,
      })),
    })),
  );
}

/** A single frame proves a source only where it is plain: chance is rarely the same in two frames. */
const single = { score: 0.55, inliers: 60 };

/**
 * What the best of its frames must show: much likeness, or a product of agreeing features and likeness. Measured with
 * `npm run bench:trace` on an hour with 185 true finds and 33 false ones: the false ones had up to 9.6 and a score of up to
 * 0.57; the true ones 19 and more, but for three with scores from 0.82.
 */
const best = { score: 0.8, weight: 15 };

/** Whether a hit could not be chance. */
export const isPlain = (hit: Hit): boolean => hit.score >= best.score || hit.inliers * hit.score >= best.weight;

function isProven({ hits }: Group): boolean {
  return (
    hits.some(isPlain) &&
    (hits.length > 1 || hits.some(({ score, inliers }) => score >= single.score || inliers >= single.inliers))
  );
}

/** Hits of one source in the order of time, the best of each frame. */
export function bestOfEach(hits: readonly FrameHit[]): FrameHit[] {
  const best = new Map<number, FrameHit>();
  for (const hit of hits) if (weightOf(hit) > weightOf(best.get(hit.at))) best.set(hit.at, hit);
  return [...best.values()].sort((a, b) => a.at - b.at);
}

/** Cuts hits where one does not belong to the one before. */
function cutWhere(hits: readonly FrameHit[], belongs: (one: FrameHit, next: FrameHit) => boolean): FrameHit[][] {
  const runs: FrameHit[][] = [];
  for (const hit of hits) {
    const before = runs.at(-1)?.at(-1);
    if (before !== undefined && belongs(before, hit)) runs.at(-1)?.push(hit);
    else runs.push([hit]);
  }
  return runs;
}

/**
 * Where several sources are seen at one place at one time they are copies or versions of each other: the one that fits best is
 * what is shown.
 */
function withoutRivals(found: readonly Appearance[], classOf: (path: string) => string): Appearance[] {
  const byWeight = [...found].sort((a, b) => totalOf(b) - totalOf(a) || (a.path < b.path ? -1 : 1));
  const kept: Appearance[] = [];
  for (const one of byWeight) {
    const shared = one.hits.filter((hit) =>
      kept.some(
        ({ path, hits }) =>
          classOf(path) === classOf(one.path) &&
          hits.some((other) => other.at === hit.at && overlapOf(other.outline, hit.outline) >= samePlace),
      ),
    );
    if (shared.length * 2 < one.hits.length) kept.push(one);
  }
  return kept;
}

const startOf = ({ hits }: Appearance): number => (hits[0] as FrameHit).at;
const weightOf = (hit: FrameHit | undefined): number => (hit === undefined ? 0 : hit.inliers * hit.score);
const totalOf = ({ hits }: Appearance): number => hits.reduce((sum, hit) => sum + weightOf(hit), 0);

/** Share that the boxes around two outlines have in common, of the area of both, within the frame. */
export function overlapOf(a: readonly PicturePoint[], b: readonly PicturePoint[]): number {
  const [one, two] = [boxOf(a), boxOf(b)];
  const across = Math.min(one.right, two.right) - Math.max(one.left, two.left);
  const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
  if (across <= 0 || down <= 0) return 0;
  const shared = across * down;
  return shared / (areaOf(one) + areaOf(two) - shared);
}

function boxOf(outline: readonly PicturePoint[]) {
  const within = (value: number): number => Math.min(1, Math.max(0, value));
  const [xs, ys] = [outline.map(([x]) => within(x)), outline.map(([, y]) => within(y))];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

const areaOf = ({ left, right, top, bottom }: ReturnType<typeof boxOf>): number => (right - left) * (bottom - top);

/** Frames from which a clip's speed can be told: each is known to half a second only. */
const fewestForSpeed = 4;

/** How fast a clip runs, in seconds of the source for each of the video; negative backwards, null for too few frames. */
export function speedOf(pairs: readonly (readonly [at: number, seconds: number])[]): number | null {
  const count = pairs.length;
  const [meanAt, meanSeconds] = [0, 1].map((of) => pairs.reduce((sum, pair) => sum + (pair[of] as number), 0) / count);
  const spread = pairs.reduce((sum, [at]) => sum + (at - (meanAt as number)) ** 2, 0);
  if (count < fewestForSpeed || spread < 1e-6) return null;
  return pairs.reduce((sum, [at, seconds]) => sum + (at - (meanAt as number)) * (seconds - (meanSeconds as number)), 0) / spread;
}
