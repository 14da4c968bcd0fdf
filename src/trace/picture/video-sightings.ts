import type { JudgedAsset, Sighting } from '../../model/index.ts';
import { withPlainPath } from '../../storage/connection.ts';
import { atOnce } from '../../tools/at-once.ts';
import type { FrameEngine } from '../../tools/ffmpeg-frames.ts';
import { proofPicture } from '../../tools/still-picture.ts';
import type { Advance, PictureContext } from '../context.ts';
import { type FrameHit, speedOf } from './appearances.ts';
import { decodeStill, frameAt } from './decode.ts';
import type { Decision } from './originals.ts';
import { proofSide } from './stills.ts';
import { type Part, partsByVersion } from './version-changes.ts';
import { searchVideo } from './video.ts';
import type { Found } from './video-search.ts';
import { comparedOf, decisionOf, framesIn, probeOf, type ShownFrames, type VideoContext } from './video-versions.ts';

/** Sources seen in one video. What could not be decoded is told as a gap. */
export async function sightingsInVideo(video: JudgedAsset, context: VideoContext, advance: Advance): Promise<Sighting[]> {
  const { input, pool, sources, gaps, digests } = context;
  const frames = input.frames as FrameEngine;
  const byPath = new Map(sources.map((one) => [one.asset.path, one]));
  const classOf = (path: string): string => {
    const source = byPath.get(path);
    const isMarked = source?.asset.verdict === 'generated' || source?.asset.verdict === 'edited';
    return `${source?.unit.seconds === null ? 'still' : 'clip'} ${isMarked}`;
  };
  return withPlainPath(video.uri, async (path) => {
    const units = sources.map(({ unit }) => unit);
    const onFrame = (seconds: number): void => advance(video.path, 'picture', seconds);
    const { found, broken } = await searchVideo(path, { frames, pool, units, classOf, signal: input.signal, onFrame });
    if (broken !== null) gaps.push({ path: video.path, role: 'target', code: 'not-decoded', detail: broken });
    advance(video.path, 'picture', video.about.duration ?? 0);
    const isItself = (source: string): boolean =>
      source === video.path || (video.sha256 !== null && digests.get(source) === video.sha256);
    // While a thread compares, the next frame is decoded.
    const limited = atOnce(pool.threads + 1);
    return Promise.all(
      // Source by source: how a source differs from its original is kept only for a while.
      [...found]
        .sort(bySource)
        .filter((one) => !isItself(one.path))
        .map((one) =>
          limited(() => {
            input.signal?.throwIfAborted();
            return sightingsOf(video, path, one, context);
          }),
        ),
    ).then((all) => all.flat());
  });
}

const bySource = (one: Found, other: Found): number =>
  one.path < other.path ? -1 : one.path > other.path ? 1 : one.from - other.from;

async function sightingsOf(video: JudgedAsset, path: string, found: Found, context: VideoContext): Promise<Sighting[]> {
  const frames = framesIn(path, context.input.frames as FrameEngine);
  const parts = await partsByVersion(found, probeOf(found, frames, context));
  return Promise.all(parts.map((part) => sightingOf(video, frames, part, context)));
}

async function sightingOf(video: JudgedAsset, frames: ShownFrames, part: Part, context: VideoContext): Promise<Sighting> {
  const { found } = part;
  const { input, sources } = context;
  const best = clearestOf(found.hits);
  const { asset, unit } = sources[best.source] as PictureContext['sources'][number];
  const { relation, original } = part.decision ?? (await decisionOf(comparedOf(found.hits), frames, context));
  const proof = input.pictures ? await proofOf(frames, asset, unit.seconds, best, original, context) : null;
  return {
    source: asset.path,
    in: video.path,
    fromSeconds: found.from,
    toSeconds: found.to,
    from: null,
    to: null,
    score: best.score,
    medium: unit.seconds === null ? 'still' : 'clip',
    relation,
    inliers: best.inliers,
    area: best.area,
    outline: best.outline,
    shownSeconds: best.at,
    mirrored: found.mirrored,
    ...clipPart(found, sources),
    ...(original === null ? {} : { original: original.path }),
    ...(proof === null ? {} : { proof }),
  };
}

/** Share of the best hit's weight from which a frame that is decoded at once is shown rather than that one. */
const nearlyBest = 0.7;

/** The hit that is shown as the proof. */
function clearestOf(hits: readonly FrameHit[]): FrameHit {
  const weightOf = ({ inliers, score }: FrameHit): number => inliers * score;
  const byWeight = [...hits].sort((a, b) => weightOf(b) - weightOf(a));
  const best = byWeight[0] as FrameHit;
  return byWeight.find((hit) => hit.alone && weightOf(hit) >= nearlyBest * weightOf(best)) ?? best;
}

/** Which part of a clip was used, and how fast it runs. */
function clipPart(
  { hits, from, to }: Found,
  sources: PictureContext['sources'],
): Pick<Sighting, 'sourceFromSeconds' | 'sourceToSeconds' | 'speed'> {
  const pairs = hits.flatMap(({ at, source }) => {
    const seconds = sources[source]?.unit.seconds;
    return seconds == null ? [] : [[at, seconds] as const];
  });
  if (pairs.length === 0) return {};
  const speed = speedOf(pairs);
  const seconds = pairs.map(([, second]) => second);
  if (speed === null) return { sourceFromSeconds: Math.min(...seconds), sourceToSeconds: Math.max(...seconds) };
  const [at, second] = pairs[0] as readonly [number, number];
  const ends = [second + (from - at) * speed, second + (to - at) * speed].map((end) => Math.max(0, end));
  return { sourceFromSeconds: Math.min(...ends), sourceToSeconds: Math.max(...ends), speed };
}

async function proofOf(
  shown: ShownFrames,
  asset: JudgedAsset,
  clipSeconds: number | null,
  hit: FrameHit,
  original: Decision['original'],
  { input }: PictureContext,
): Promise<NonNullable<Sighting['proof']> | null> {
  const frames = input.frames as FrameEngine;
  try {
    const source =
      clipSeconds === null
        ? await decodeStill(asset, proofSide, 3, frames)
        : await withPlainPath(asset.uri, (clip) => frameAt(frames, clip, clipSeconds, proofSide, false));
    const target = await shown.of(hit);
    if (source === null || target === null) return null;
    const other = original === null ? null : await original.load();
    return {
      source: await proofPicture(source, proofSide),
      target: await proofPicture(target, proofSide),
      ...(other === null ? {} : { original: await proofPicture({ ...other, data: Uint8Array.from(other.data) }, proofSide) }),
    };
  } catch {
    // A proof that cannot be drawn takes nothing from what was found.
    return null;
  }
}
