import type { DiscoveredAsset } from '../discover/index.ts';
import { judge, judgePackage, nothingSpokenOf, type SpokenOf } from '../judge/index.ts';
import { conflictRules, markersFor } from '../markers/index.ts';
import type { Evidence, JudgedAsset, PixelOutcome, Problem, Reading, Segment } from '../model/index.ts';
import { type ReadEngines, readAsset } from '../read/index.ts';
import { readPixels } from '../read/pixels.ts';
import { withPlaces } from '../read/places/places.ts';
import { pixelDecision } from '../read/watermark/index.ts';
import { withPlainPath } from '../storage/connection.ts';
import { contentKeyOf, isWholeKey, keyOfNothing, rangeDigestOf } from '../storage/digest.ts';
import { framesOf } from '../storage/frame-uris.ts';
import type { Limit } from '../tools/at-once.ts';
import type { Examined, ExaminedAsset } from './examined.ts';
import type { AssetDigests } from './hash-assets.ts';
import { withoutPictures, withSmallPictures } from './ingredient-pictures.ts';
import type { ChosenOptions } from './options.ts';
import { pixelSubject } from './pixel-subject.ts';
import { nothingRemembered, type RememberedAssets } from './remembered-assets.ts';
import { withStatements } from './statements.ts';

/** What of a scan's options decides how much of an asset is read. */
export type ExamineOptions = Pick<ChosenOptions, 'pixels' | 'thumbnails' | 'trace'>;

/** A package beside its track files: judged by them as well. */
export function withTracks(examined: ExaminedAsset, tracks: readonly JudgedAsset[]): ExaminedAsset {
  return { ...examined, own: examined.asset, asset: judgePackage(examined.asset, tracks) };
}

/** Reads and judges one asset, and says of each piece of evidence where its bytes lie and how they are read. */
export async function readAndJudge(
  entry: DiscoveredAsset,
  engines: ReadEngines,
  options: Pick<ChosenOptions, 'pixels'>,
  spokenOf: SpokenOf = nothingSpokenOf,
  remembered: RememberedAssets = nothingRemembered,
): Promise<Examined> {
  const { asset, readings, pixels } = await judgeReadings(entry, engines, options, spokenOf, remembered);
  return { asset: { ...asset, evidence: await withPlaces(asset.evidence, asset, segmentsOf(readings)) }, readings, pixels };
}

function segmentsOf(readings: readonly Reading[]): readonly Segment[] {
  return readings.find(({ reader }) => reader === 'container')?.segments ?? [];
}

/** Reads and judges one asset; its pixels only where the cheaper readers and `--pixels` leave something to look for. */
async function judgeReadings(
  entry: DiscoveredAsset,
  engines: ReadEngines,
  options: Pick<ChosenOptions, 'pixels'>,
  spokenOf: SpokenOf,
  remembered: RememberedAssets,
): Promise<Examined> {
  const own = await remembered.readings(entry.asset, () => readAsset(entry.asset, engines));
  const read = [...own, ...(entry.readings ?? [])];
  const { asset, readings, problems: notes } = withStatements(entry.asset, read, spokenOf);
  const problems = [...entry.problems, ...notes];
  const judged = judge(asset, problems, readings, markersFor, conflictRules);
  // An empty file has said so already; a decoder's complaint would only puzzle.
  if (asset.size === 0) return { asset: judged, readings, pixels: 'failed' };
  const decision = engines.pixels === null ? 'no-decoder' : pixelDecision(pixelSubject(judged), options.pixels);
  if (decision !== 'read' || engines.pixels === null) return { asset: judged, readings, pixels: decision as PixelOutcome };
  const { pixels: decoder } = engines;
  const seen = await remembered.pixels(asset, () => readPixels(asset, decoder, segmentsOf(readings)));
  const all = [...readings, seen];
  const pixels = seen.problems.some(({ code }) => code === 'reader-warning') ? 'failed' : 'read';
  return { asset: judge(asset, problems, all, markersFor, conflictRules), readings: all, pixels };
}

/** Reads and judges one asset, and adds what the report needs of its bytes: digests and thumbnail. */
export async function examine(
  entry: DiscoveredAsset,
  engines: ReadEngines,
  options: ExamineOptions,
  spokenOf: SpokenOf,
  digestsOf: AssetDigests['of'],
  remembered: RememberedAssets,
): Promise<ExaminedAsset> {
  const examined = await withoutDigests(entry, engines, options, spokenOf, remembered);
  return { ...examined, asset: { ...examined.asset, ...(await digestsOf(examined.asset)) } };
}

async function withoutDigests(
  entry: DiscoveredAsset,
  engines: ReadEngines,
  options: ExamineOptions,
  spokenOf: SpokenOf,
  remembered: RememberedAssets,
): Promise<ExaminedAsset> {
  const { asset: judged, pixels } = await readAndJudge(entry, engines, options, spokenOf, remembered);
  const c2pa = options.thumbnails ? await withSmallPictures(judged.c2pa) : withoutPictures(judged.c2pa);
  const asset = { ...judged, c2pa, evidence: await withDigests(judged) };
  const pictures = options.trace && judged.verdict === 'edited' && judged.kind === 'image' ? { pictures: judged.c2pa } : {};
  const wantsPicture = options.thumbnails && (asset.kind === 'image' || asset.kind === 'video') && asset.verdict !== 'unmarked';
  if (!wantsPicture) return { asset, pixels, ...pictures };
  const thumbnail = await remembered.thumbnail(asset, () => pictureOf(asset, engines));
  const missing: readonly Problem[] = thumbnail === null && asset.verdict !== 'unreadable' ? [{ code: 'no-thumbnail' }] : [];
  return { asset: { ...asset, thumbnail, problems: [...asset.problems, ...missing] }, pixels, ...pictures };
}

/** Bytes of one piece of evidence that are hashed. */
const evidenceLimit = 16 << 20;

/** Evidence with the digest of its bytes, so that a report can be held against the media later. */
async function withDigests(asset: JudgedAsset): Promise<readonly Evidence[]> {
  const uris = new Map([asset, ...asset.parts].map(({ path, uri }) => [path, uri]));
  return Promise.all(
    asset.evidence.map(async (piece) => {
      const uri = uris.get(piece.at?.path ?? '');
      if (piece.at === undefined || uri === undefined || piece.at.length > evidenceLimit) return piece;
      const sha256 = await rangeDigestOf(uri, piece.at).catch(() => null);
      return sha256 === null ? piece : { ...piece, at: { ...piece.at, sha256 } };
    }),
  );
}

/**
 * A thumbnail by sharp; of stills that sharp does not know (PSD, EXR, DPX), from a frame that ffmpeg decodes; of videos a filmstrip.
 * A scan can do without either, so sharp is loaded when first needed.
 */
async function pictureOf(asset: JudgedAsset, { ffmpeg }: ReadEngines): Promise<string | null> {
  try {
    const { filmstripOf, thumbnailOf } = await import('../tools/thumbnail.ts');
    return await withPlainPath(asset.uri, async (path) => {
      if (asset.kind === 'image') {
        const direct = await thumbnailOf(path).catch(() => null);
        if (direct !== null || ffmpeg === null) return direct;
      }
      if (ffmpeg === null) return null;
      if (asset.kind === 'image') return thumbnailOf(await ffmpeg.frame(path, 0));
      const frames: Buffer[] = [];
      for (const second of filmstripTimes(asset.about.duration ?? 0)) {
        const frame = await ffmpeg.frame(path, second).catch(() => null);
        // A clip that cannot be decoded here would only take the time limit again at every other place.
        if (frame === null) break;
        frames.push(frame);
      }
      // The duration that a file states may be wrong: its first frame is asked for last.
      return filmstripOf(frames.length > 0 ? frames : [await ffmpeg.frame(path, 0)]);
    });
  } catch {
    return null;
  }
}

/** Frames of a filmstrip. */
const stripFrames = 4;

/** Where the frames of a filmstrip are taken, seconds: spread over the clip, without its first and last frames, often black. */
export function filmstripTimes(duration: number): readonly number[] {
  if (!(duration > 1)) return [0];
  return Array.from({ length: stripFrames }, (_, at) => Math.round(((at + 0.5) / stripFrames) * duration * 1000) / 1000);
}

/** Content keys of the assets that findings may speak of, by path; finding ids rest on them. */
export async function contentKeys(
  assets: Iterable<JudgedAsset>,
  remembered: RememberedAssets,
  limit: Limit,
): Promise<ReadonlyMap<string, string>> {
  const keys = [...assets].map((asset) =>
    limit(async () => [asset.path, await keyOf(asset, remembered).catch(() => asset.path)] as const),
  );
  return new Map(await Promise.all(keys));
}

/** The content key of a file, remembered. */
export function fileKey(file: Pick<JudgedAsset, 'path' | 'uri'>, remembered: RememberedAssets): Promise<string> {
  return remembered.key(file, () => contentKeyOf(file.uri));
}

/** Of a sequence, the keys of its first frame and its last, and how many there are. */
async function keyOf(asset: JudgedAsset, remembered: RememberedAssets): Promise<string> {
  const key = (file: Pick<JudgedAsset, 'path' | 'uri'>) => fileKey(file, remembered);
  // Nobody need be asked for no bytes, and not every storage hands them out.
  if (asset.problems.some(({ code }) => code === 'empty-file')) return keyOfNothing;
  const frameOf = framesOf(asset);
  if (asset.sequence === undefined || frameOf === null) {
    // Its digest is its key: nothing is read twice.
    return asset.sha256 !== null && isWholeKey(asset.size) ? asset.sha256 : key(asset);
  }
  const { first, last, count } = asset.sequence;
  return [await key(frameOf(first)), await key(frameOf(last)), count].join(' ');
}
