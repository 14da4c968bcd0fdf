import { deserialize, serialize } from 'node:v8';
import type { JudgedAsset, TraceGap } from '../../model/index.ts';
import { withPlainPath } from '../../storage/connection.ts';
import { contentKeyOf } from '../../storage/digest.ts';
import type { TraceInput } from '../context.ts';
import type { TraceParts } from '../sources.ts';
import { longestClip } from '../sources.ts';
import { decodeStill, gapOf } from './decode.ts';
import { type PictureFingerprint, pictureFingerprint, sourceSide } from './fingerprint.ts';
import type { SourcePrint } from './source-print.ts';
import type { VisionPool } from './vision-pool.ts';

/** Seconds between the frames of a clip that are looked for: what moves is still the same half a second later. */
const clipEvery = 0.5;

/** A fingerprint as it is remembered. */
interface Remembered {
  readonly seconds: number | null;
  readonly print: PictureFingerprint;
}

/** Fingerprints of all stills and clips that are looked for. Those that cannot be decoded, or are too flat, are told as gaps. */
export async function fingerprintSources(
  parts: TraceParts,
  input: TraceInput,
  pool: VisionPool,
  gaps: TraceGap[],
): Promise<SourcePrint[]> {
  const of = async (asset: JudgedAsset): Promise<SourcePrint[]> => {
    input.signal?.throwIfAborted();
    try {
      const found = await remembered(asset, input, () =>
        asset.kind === 'image' ? ofStill(asset, input, pool) : ofClip(asset, input, pool),
      );
      if (found.length === 0) gaps.push({ path: asset.path, role: 'source', code: 'too-flat' });
      return found.map(({ seconds, print }) => ({ asset, unit: { path: asset.path, seconds }, print }));
    } catch (error) {
      input.signal?.throwIfAborted();
      const isMissing = asset.kind === 'video' && input.frames === null;
      gaps.push(isMissing ? { path: asset.path, role: 'source', code: 'no-decoder' } : gapOf(error, asset.path, 'source'));
      return [];
    }
  };
  const found: SourcePrint[] = [];
  const assets = [...parts.stills, ...parts.clips];
  // As many at a time as there are threads; the order stays, so that the index is the same in every run.
  for (let at = 0; at < assets.length; at += pool.threads) {
    found.push(...(await Promise.all(assets.slice(at, at + pool.threads).map(of))).flat());
  }
  return found;
}

async function remembered(
  { uri }: JudgedAsset,
  { remembered: store }: TraceInput,
  make: () => Promise<Remembered[]>,
): Promise<Remembered[]> {
  const key = store === null ? null : await contentKeyOf(uri).catch(() => null);
  const known = key === null ? null : store?.get(key, pictureFingerprint);
  if (known != null) return deserialize(known) as Remembered[];
  const made = await make();
  if (key !== null) store?.put(key, pictureFingerprint, serialize(made));
  return made;
}

async function ofStill(asset: JudgedAsset, { frames }: TraceInput, pool: VisionPool): Promise<Remembered[]> {
  const picture = await decodeStill(asset, sourceSide, 1, frames);
  const print = await pool.ask('fingerprint', { picture });
  return print === null ? [] : [{ seconds: null, print }];
}

async function ofClip({ uri, about }: JudgedAsset, { frames, signal }: TraceInput, pool: VisionPool): Promise<Remembered[]> {
  if (frames === null) throw new Error('no ffmpeg');
  const isUpright = (about.height ?? 0) > (about.width ?? 0);
  // The longer side is what counts; of an upright clip that is the height.
  const width = isUpright ? Math.round((sourceSide * (about.width ?? 9)) / (about.height ?? 16)) : sourceSide;
  return withPlainPath(uri, async (path) => {
    const found: Remembered[] = [];
    for await (const frame of frames.frames(path, { every: clipEvery, to: longestClip, width, colour: 'grey' }, signal)) {
      const print = await pool.ask('fingerprint', { picture: { width: frame.width, height: frame.height, data: frame.data } });
      if (print !== null) found.push({ seconds: frame.seconds, print });
    }
    return found;
  });
}
