import { isMarked, type JudgedAsset, type TraceGap } from '../model/index.ts';

/** Seconds of the longest clip that is looked for; a marked programme is no clip, and what it is made of has marks of its own. */
export const longestClip = 600;

/** Everything that is looked for, and everything that is searched. */
export interface TraceParts {
  readonly stills: readonly JudgedAsset[];
  readonly clips: readonly JudgedAsset[];
  readonly sounds: readonly JudgedAsset[];
  /** Videos, stills and sound files in which they are looked for. */
  readonly videos: readonly JudgedAsset[];
  readonly otherStills: readonly JudgedAsset[];
  readonly otherSounds: readonly JudgedAsset[];
  readonly gaps: readonly TraceGap[];
}

/**
 * Sorts assets into sources and targets: marked or declared ones are looked for; in everything of the delivery that is not
 * itself wholly generated. Assets of `--marked` are sources, or originals of them, and never searched.
 */
export function partsOf(
  assets: readonly JudgedAsset[],
  marked: readonly JudgedAsset[],
  declared: ReadonlySet<string>,
): TraceParts {
  const isSource = ({ path, verdict, size }: JudgedAsset): boolean => size > 0 && (isMarked(verdict) || declared.has(path));
  const sources = [...assets, ...marked].filter(isSource);
  const targets = assets.filter(({ verdict, size }) => size > 0 && verdict !== 'generated');
  const clips = sources.filter(({ kind }) => kind === 'video');
  const tooLong = clips.filter(({ about }) => (about.duration ?? 0) > longestClip);
  return {
    stills: sources.filter(({ kind }) => kind === 'image'),
    clips: clips.filter((clip) => !tooLong.includes(clip)),
    // A generated clip brings its sound with it; one that was only altered may have a genuine one.
    sounds: sources.filter(({ kind, verdict }) => kind === 'audio' || (kind === 'video' && verdict === 'generated')),
    videos: targets.filter(({ kind }) => kind === 'video'),
    otherStills: targets.filter(({ kind, verdict }) => kind === 'image' && !isMarked(verdict)),
    otherSounds: targets.filter(({ kind, verdict }) => kind === 'video' || (kind === 'audio' && !isMarked(verdict))),
    gaps: tooLong.map(({ path }) => ({ path, role: 'source' as const, code: 'too-long' as const })),
  };
}
