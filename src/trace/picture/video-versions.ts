import type { FrameEngine, VideoFrame } from '../../tools/ffmpeg-frames.ts';
import type { PictureContext } from '../context.ts';
import type { FrameHit } from './appearances.ts';
import { decodeStill, frameAt } from './decode.ts';
import { greyIn, reduced } from './grey.ts';
import { type Decision, decideVersion, type Original, type Shown } from './originals.ts';
import type { Originals } from './still-originals.ts';
import type { VersionProbe } from './version-changes.ts';
import { comparedSide } from './version-differences.ts';
import { type Found, searchedWidth } from './video-search.ts';

/** What is known when versions in a video are told: the sources, and what they may have been made from. */
export type VideoContext = PictureContext & { readonly originals: Originals };

/** Frames of one video in colour, as large as versions are compared; the last few are kept. Null where one cannot be decoded. */
export interface ShownFrames {
  /** The frame of a hit. */
  readonly of: (hit: FrameHit) => Promise<VideoFrame | null>;
  /** The first frame from a time on, seconds. */
  readonly from: (seconds: number) => Promise<VideoFrame | null>;
}

/** Frames that are kept, of 3 MB each: what is asked next is mostly what was asked last. */
const kept = 6;

/** Frames of the video at a path. */
export function framesIn(path: string, frames: FrameEngine): ShownFrames {
  const decoded = new Map<number, VideoFrame | null>();
  const keep = (at: number, frame: VideoFrame | null): void => {
    const [oldest] = decoded.keys();
    if (decoded.size >= kept && oldest !== undefined) decoded.delete(oldest);
    decoded.set(at, frame);
  };
  return {
    of: async ({ at, alone }) => {
      const known = decoded.get(at);
      if (known !== undefined) return known;
      const frame = await frameAt(frames, path, at, comparedSide, alone);
      keep(at, frame);
      return frame;
    },
    from: async (seconds) => {
      const frame = await frameAt(frames, path, seconds, comparedSide, true);
      if (frame !== null) keep(frame.seconds, frame);
      return frame;
    },
  };
}

/** Asks single frames of an appearance which version they show; where no original is known, none can tell. */
export function probeOf({ path: source, hits, mirrored }: Found, frames: ShownFrames, context: VideoContext): VersionProbe {
  const { sources, pool } = context;
  const units = sources.flatMap(({ unit }, number) => (unit.path === source ? [number] : []));
  const isKnown = originalsOf(hits, context).length > 0;
  return {
    hitAt: async (seconds) => {
      const shown = isKnown ? await frames.from(seconds) : null;
      if (shown === null) return null;
      const frame = reduced(greyIn(shown), shown.width / searchedWidth);
      const hit = await pool.ask('look', { frame, units, mirrored });
      return hit === null ? null : { ...hit, at: shown.seconds, alone: true };
    },
    versionAt: async (hit) => (isKnown ? decisionOf([hit], frames, context) : undecided),
  };
}

const undecided: Decision = { relation: 'ambiguous', original: null };

/** The known originals of what hits show; none of a clip. */
function originalsOf(hits: readonly FrameHit[], { sources, originals }: VideoContext): readonly Original[] {
  const { asset, unit } = sources[(hits[0] as FrameHit).source] as PictureContext['sources'][number];
  return unit.seconds === null ? (originals.get(asset.path) ?? []) : [];
}

/** Whether the marked source is on screen in some frames, or what it was made from. */
export async function decisionOf(hits: readonly FrameHit[], frames: ShownFrames, context: VideoContext): Promise<Decision> {
  const { input, sources } = context;
  const { asset, fingerprintWidth } = sources[(hits[0] as FrameHit).source] as PictureContext['sources'][number];
  const originals = originalsOf(hits, context);
  if (originals.length === 0) return { relation: asset.verdict === 'edited' ? 'either' : 'marked', original: null };
  const shown: Shown[] = [];
  for (const hit of hits) {
    const frame = await frames.of(hit);
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

/** Frames of one appearance in which versions are compared. */
const comparedFrames = 3;

/** Hits spread over an appearance in which versions are compared; its first and last frame may be half dissolved. */
export function comparedOf(hits: readonly FrameHit[]): FrameHit[] {
  const within = hits.length > 4 ? hits.slice(1, -1) : hits;
  // Frames that are decoded at once where there are enough of them.
  const alone = within.filter((hit) => hit.alone);
  const inner = alone.length >= comparedFrames - 1 ? alone : within;
  const step = Math.max(1, inner.length / comparedFrames);
  return Array.from(
    { length: Math.min(comparedFrames, inner.length) },
    (_, at) => inner[Math.floor((at + 0.5) * step)] as FrameHit,
  ).filter(Boolean);
}
