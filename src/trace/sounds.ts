import { deserialize, serialize } from 'node:v8';
import type { JudgedAsset, Sighting, TraceGap } from '../model/index.ts';
import { withPlainPath } from '../storage/connection.ts';
import { contentKeyOf } from '../storage/digest.ts';
import { openSound, type SoundEngine, type SoundStream } from '../tools/ffmpeg-sound.ts';
import { once } from '../tools/once.ts';
import type { Advance, TraceInput } from './context.ts';
import { failureIn } from './failure.ts';
import {
  findSounds,
  type SoundFingerprint,
  type SoundHit,
  type SoundIndex,
  type SoundSource,
  soundFingerprint,
  soundFingerprintVersion,
  soundIndex,
  soundRate,
} from './sound/index.ts';
import type { TraceParts } from './sources.ts';
import { type FoundAgain, type KnownSources, unknownGaps } from './tracing.ts';

/** One audio stream of a file, with what makes it findable again. */
interface Heard {
  readonly stream: SoundStream;
  readonly print: SoundFingerprint;
}

/** Finds marked sounds in the sound of everything else. */
export interface SoundSearch {
  /** In sound files; with what could not be looked for anywhere. */
  inFiles(): Promise<FoundAgain>;
  inVideo(video: JudgedAsset): Promise<FoundAgain>;
}

const nothing: FoundAgain = { sightings: [], gaps: [] };

/**
 * Opens a search for sounds; what is looked for is decoded once, with the first question.
 * @param known what was found out where sound files were searched; null: here
 */
export function openSounds(parts: TraceParts, input: TraceInput, known: KnownSources | null, advance: Advance): SoundSearch {
  if (parts.sounds.length === 0) return { inFiles: async () => nothing, inVideo: async () => nothing };
  const sourceGaps: TraceGap[] = [];
  const digests = new Map([...input.assets, ...input.marked].map(({ path, sha256 }) => [path, sha256]));
  const prepared = once(async () => {
    const engine = await openSound(input.environment);
    if (engine === null) {
      sourceGaps.push(...parts.sounds.map(({ path }) => ({ path, role: 'source' as const, code: 'no-decoder' as const })));
      return null;
    }
    const index = await indexed(parts, engine, input, advance, sourceGaps);
    return index.sources.length === 0 ? null : { engine, index };
  });
  const inTarget = async (asset: JudgedAsset): Promise<FoundAgain> => {
    const opened = await prepared();
    const gaps: TraceGap[] = [...unknownGaps(sourceGaps, known)];
    if (opened === null) return { sightings: [], gaps };
    const sightings: Sighting[] = [];
    for (const { stream, print } of await streamsOf(asset, 'target', opened.engine, input, advance, gaps)) {
      const hits = findSounds(opened.index, print, stream.stream).filter(
        ({ source }) => source !== asset.path && (asset.sha256 === null || digests.get(source) !== asset.sha256),
      );
      sightings.push(...hits.map((hit) => sightingOf(asset, hit, stream)));
    }
    return { sightings, gaps };
  };
  return {
    inFiles: async () => {
      await prepared();
      const found: FoundAgain[] = [{ sightings: [], gaps: sourceGaps }];
      for (const asset of parts.otherSounds) if (asset.kind !== 'video') found.push(await inTarget(asset));
      return { sightings: found.flatMap((one) => one.sightings), gaps: found.flatMap((one) => one.gaps) };
    },
    inVideo: inTarget,
  };
}

async function indexed(
  parts: TraceParts,
  engine: SoundEngine,
  input: TraceInput,
  advance: Advance,
  gaps: TraceGap[],
): Promise<SoundIndex> {
  const sources: SoundSource[] = [];
  for (const asset of parts.sounds) {
    // A clip without sound is looked for by its pictures alone.
    const streams = await streamsOf(asset, 'source', engine, input, advance, gaps);
    const [first] = streams;
    if (first !== undefined) sources.push({ source: asset.path, fingerprint: first.print });
  }
  const index = soundIndex(sources);
  const kinds = new Map(parts.sounds.map(({ path, kind }) => [path, kind]));
  // That the sound of a clip cannot be looked for is no gap: its pictures can.
  gaps.push(...index.gaps.filter(({ path }) => kinds.get(path) === 'audio'));
  return index;
}

function sightingOf(asset: JudgedAsset, hit: SoundHit, { startSeconds }: SoundStream): Sighting {
  const { source, score, inliers, stream, channels, speed, sourceFromSeconds, sourceToSeconds } = hit;
  return {
    source,
    in: asset.path,
    // A stream that begins after the first picture is heard so much later.
    fromSeconds: Math.max(0, hit.fromSeconds + startSeconds),
    toSeconds: Math.max(0, hit.toSeconds + startSeconds),
    from: null,
    to: null,
    score,
    medium: 'sound',
    relation: 'marked',
    inliers,
    sourceFromSeconds,
    sourceToSeconds,
    stream,
    ...(channels === undefined ? {} : { channels }),
    ...(speed === undefined ? {} : { speed }),
  };
}

/** Fingerprints of all audio streams of a file; those that cannot be decoded are told as gaps. */
async function streamsOf(
  asset: JudgedAsset,
  role: TraceGap['role'],
  engine: SoundEngine,
  { remembered, signal }: TraceInput,
  advance: Advance,
  gaps: TraceGap[],
): Promise<Heard[]> {
  const algorithm = `sound-${soundFingerprintVersion}`;
  const key = remembered === null ? null : await contentKeyOf(asset.uri).catch(() => null);
  const known = key === null ? null : remembered?.get(key, algorithm);
  if (known != null) return deserialize(known) as Heard[];
  try {
    const heard = await withPlainPath(asset.uri, async (path) => {
      const all: Heard[] = [];
      for (const stream of await engine.streams(path, signal)) {
        const order = { path, stream: stream.stream, channels: stream.channels, rate: soundRate, ...(signal && { signal }) };
        const pieces = told(engine.decode(order), stream.channels, (seconds) => advance(asset.path, 'sound', seconds));
        all.push({ stream, print: await soundFingerprint(pieces, stream.channels) });
      }
      return all;
    });
    if (key !== null) remembered?.put(key, algorithm, serialize(heard));
    return heard;
  } catch (error) {
    signal?.throwIfAborted();
    gaps.push({ path: asset.path, role, code: 'not-decoded', detail: failureIn(error, asset.path) });
    return [];
  }
}

/** The pieces themselves, while telling how many seconds went by. */
async function* told(pieces: AsyncIterable<Int16Array>, channels: number, tell: (seconds: number) => void) {
  let samples = 0;
  for await (const piece of pieces) {
    samples += piece.length / channels;
    tell(samples / soundRate);
    yield piece;
  }
}
