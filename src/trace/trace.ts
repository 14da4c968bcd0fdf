import type { JudgedAsset, Sighting, TraceCoverage, TraceGap } from '../model/index.ts';
import { openSound } from '../tools/ffmpeg-sound.ts';
import type { Advance, TraceInput } from './context.ts';
import { tracePictures } from './pictures.ts';
import { traceSounds } from './sounds.ts';
import { partsOf } from './sources.ts';

/** What was found again, and what could not be looked for. */
export interface TraceAnswer {
  /** Without timecodes, which the caller knows: sorted by target, time and source. */
  readonly sightings: readonly Sighting[];
  readonly coverage: TraceCoverage;
}

/** Finds the marked and declared stills, clips and sounds again in everything else. One bad file never stops it. */
export async function trace(input: TraceInput): Promise<TraceAnswer> {
  const parts = partsOf(input.assets, input.marked, input.declared);
  const gaps: TraceGap[] = [...parts.gaps];
  const isDeclaredOnly = onlyDeclared(input);
  const progress = progressOf(parts.videos, parts.sounds.length === 0 ? [] : parts.otherSounds, input.onProgress);
  const pictures = await tracePictures(parts, input, progress, gaps);
  const sound = parts.sounds.length === 0 ? null : await openSound(input.environment);
  const sounds = await traceSounds(parts, input, sound, progress, gaps);
  const sightings = [...pictures, ...sounds].map((sighting) =>
    isDeclaredOnly(sighting.source) ? { ...sighting, declaredOnly: true } : sighting,
  );
  const sources = new Set([...parts.stills, ...parts.clips, ...parts.sounds].map(({ path }) => path));
  const targets = new Set([...parts.videos, ...parts.otherStills, ...parts.otherSounds].map(({ path }) => path));
  return {
    sightings: sightings.sort(inOrder),
    coverage: { sources: sources.size, targets: sources.size === 0 ? 0 : targets.size, gaps: gaps.sort(byPath) },
  };
}

function onlyDeclared({ assets, marked, declared }: TraceInput): (path: string) => boolean {
  const known = new Map([...assets, ...marked].map(({ path, verdict }) => [path, verdict]));
  return (path) => {
    const verdict = known.get(path);
    return declared.has(path) && verdict !== 'generated' && verdict !== 'edited';
  };
}

function progressOf(videos: readonly JudgedAsset[], sounds: readonly JudgedAsset[], tell: TraceInput['onProgress']): Advance {
  const lengthOf = ({ about }: JudgedAsset): number => about.duration ?? 0;
  // Sound costs a tenth of what pictures cost.
  const total =
    videos.reduce((sum, video) => sum + lengthOf(video), 0) + sounds.reduce((sum, sound) => sum + lengthOf(sound) / 10, 0);
  const reached = new Map<string, number>();
  let done = 0;
  return (path, kind, seconds) => {
    const key = `${kind} ${path}`;
    const known = reached.get(key) ?? 0;
    if (seconds <= known) return;
    reached.set(key, seconds);
    done += (seconds - known) / (kind === 'sound' ? 10 : 1);
    tell?.({ done: Math.min(done, total), total, path });
  };
}

function inOrder(a: Sighting, b: Sighting): number {
  return (
    compare(a.in, b.in) ||
    (a.fromSeconds ?? 0) - (b.fromSeconds ?? 0) ||
    compare(a.source, b.source) ||
    (a.stream ?? 0) - (b.stream ?? 0)
  );
}

const byPath = (a: TraceGap, b: TraceGap): number =>
  compare(a.path, b.path) || compare(a.role, b.role) || compare(a.code, b.code);

/** By the bytes of the UTF-8 names, as everywhere (DESIGN 3, "Paths"). */
const compare = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
