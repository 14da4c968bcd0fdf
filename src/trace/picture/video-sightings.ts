import type { JudgedAsset, Sighting } from '../../model/index.ts';
import { withPlainPath } from '../../storage/plain-path.ts';
import { atOnce } from '../../tools/at-once.ts';
import { type FrameEngine, firstOf, type VideoFrame } from '../../tools/ffmpeg-frames.ts';
import { proofPicture } from '../../tools/still-picture.ts';
import type { Advance, PictureContext } from '../context.ts';
import { type FrameHit, speedOf } from './appearances.ts';
import { decodeStill, frameAt } from './decode.ts';
import { type Decision, decideVersion, type Original, type Shown } from './originals.ts';
import { proofSide, type StillAnswer } from './stills.ts';
import { partsByVersion, type VersionProbe } from './version-changes.ts';
import { comparedSide } from './version-differences.ts';
import { searchVideo } from './video.ts';
import { type Found, greyOf, searchedWidth } from './video-search.ts';

/** Frames of one appearance in which versions are compared. */
const comparedFrames = 3;

/** Sources seen in one video. What could not be decoded is told as a gap. */
export async function sightingsInVideo(
  video: JudgedAsset,
  context: PictureContext & { readonly stills: StillAnswer },
  advance: Advance,
): Promise<Sighting[]> {
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
    const limited = atOnce(pool.threads);
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

type VideoContext = PictureContext & { readonly stills: StillAnswer };

async function sightingsOf(video: JudgedAsset, path: string, found: Found, context: VideoContext): Promise<Sighting[]> {
  const frameOf = framesIn(path, context.input.frames as FrameEngine);
  const parts = await partsByVersion(found, probeOf(path, found, frameOf, context));
  return Promise.all(parts.map((part) => sightingOf(video, frameOf, part, context)));
}

/** Asks single frames of an appearance which version they show; where no original is known, none can tell. */
function probeOf(path: string, { path: source, hits, mirrored }: Found, frameOf: FrameOf, context: VideoContext): VersionProbe {
  const { input, sources, pool } = context;
  const units = sources.flatMap(({ unit }, number) => (unit.path === source ? [number] : []));
  const isKnown = originalsOf(hits, context).length > 0;
  return {
    hitAt: async (seconds) => {
      if (!isKnown) return null;
      const form = { every: 'all', width: searchedWidth, colour: 'grey', threads: 1 } as const;
      const frames = (input.frames as FrameEngine).frames(path, { ...form, from: seconds, to: seconds + 0.5 }, input.signal);
      const frame = await firstOf(frames);
      if (frame === null) return null;
      const hit = await pool.ask('look', { frame: greyOf(frame), units, mirrored }, [frame.data]);
      return hit === null ? null : { ...hit, at: frame.seconds, alone: false };
    },
    versionAt: async (hit) => (isKnown ? (await decisionOf([hit], frameOf, context)).relation : 'ambiguous'),
  };
}

async function sightingOf(video: JudgedAsset, frameOf: FrameOf, found: Found, context: VideoContext): Promise<Sighting> {
  const { input, sources } = context;
  const best = clearestOf(found.hits);
  const { asset, unit } = sources[best.source] as PictureContext['sources'][number];
  const { relation, original } = await decisionOf(spreadOver(found.hits, comparedFrames), frameOf, context);
  const proof = input.pictures ? await proofOf(frameOf, asset, unit.seconds, best, original, context) : null;
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

/** Gives the frame of a hit in colour, as large as versions are compared; each is decoded once. Null where it cannot be. */
type FrameOf = (hit: FrameHit) => Promise<VideoFrame | null>;

function framesIn(path: string, frames: FrameEngine): FrameOf {
  const decoded = new Map<number, VideoFrame | null>();
  return async ({ at, alone }) => {
    const known = decoded.get(at);
    if (known !== undefined) return known;
    const frame = await frameAt(frames, path, at, comparedSide, alone);
    decoded.set(at, frame);
    return frame;
  };
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

/** The known originals of what hits show; none of a clip. */
function originalsOf(hits: readonly FrameHit[], { sources, stills }: VideoContext): readonly Original[] {
  const { asset, unit } = sources[(hits[0] as FrameHit).source] as PictureContext['sources'][number];
  return unit.seconds === null ? (stills.originals.get(asset.path) ?? []) : [];
}

/** Whether the marked source is on screen in some frames, or what it was made from. */
async function decisionOf(hits: readonly FrameHit[], frameOf: FrameOf, context: VideoContext): Promise<Decision> {
  const { input, sources } = context;
  const { asset, fingerprintWidth } = sources[(hits[0] as FrameHit).source] as PictureContext['sources'][number];
  const originals = originalsOf(hits, context);
  if (originals.length === 0) return { relation: asset.verdict === 'edited' ? 'either' : 'marked', original: null };
  const shown: Shown[] = [];
  for (const hit of hits) {
    const frame = await frameOf(hit);
    if (frame !== null) shown.push({ picture: frame, matrix: hit.matrix, searchedWidth });
  }
  if (shown.length === 0) return { relation: 'ambiguous', original: originals[0] ?? null };
  const load = () => decodeStill(asset, comparedSide, 3, input.frames);
  const source = { path: asset.path, load, fingerprintWidth };
  const decision = await decideVersion(source, originals, shown, context);
  // What looks like the original of something wholly generated may be a copy of it with a title: only a camera's word settles it.
  const isUnsure = decision.relation === 'original' && asset.verdict === 'generated' && decision.original?.isCaptured === false;
  return isUnsure ? { ...decision, relation: 'ambiguous' } : decision;
}

/** Hits spread over an appearance; its first and last frame may be half dissolved. */
function spreadOver(hits: readonly FrameHit[], count: number): FrameHit[] {
  const within = hits.length > 4 ? hits.slice(1, -1) : hits;
  // Frames that are decoded at once where there are enough of them.
  const alone = within.filter((hit) => hit.alone);
  const inner = alone.length >= count - 1 ? alone : within;
  const step = Math.max(1, inner.length / count);
  return Array.from(
    { length: Math.min(count, inner.length) },
    (_, at) => inner[Math.floor((at + 0.5) * step)] as FrameHit,
  ).filter(Boolean);
}

async function proofOf(
  frameOf: FrameOf,
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
    const target = await frameOf(hit);
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
