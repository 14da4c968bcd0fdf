import { type Asset, type Fact, formatOf, type Part, type Problem, type Reading } from '../model/index.ts';
import { openFile, withPlainPath } from '../storage/connection.ts';
import type { OpenFile } from '../storage/local.ts';
import { NotFetched } from '../storage/spool.ts';
import type { C2paAnswer } from '../tools/c2pa/answer.ts';
import type { C2paEngine } from '../tools/c2pa/port.ts';
import type { ExifToolEngine } from '../tools/exiftool.ts';
import type { FfmpegEngine } from '../tools/ffmpeg.ts';
import type { FfprobeEngine } from '../tools/ffprobe.ts';
import { c2paReading, innerReading, statedReading } from './c2pa.ts';
import { statedIn } from './c2pa-claims.ts';
import { withEmbedding } from './c2pa-embedding.ts';
import { placeC2paFacts, readStore } from './c2pa-places.ts';
import { bindToMedia } from './c2pa-sidecar.ts';
import { uncheckedReading } from './c2pa-unchecked.ts';
import { withUpdates } from './c2pa-updates.ts';
import { exiftoolFailed, exiftoolReading, exiftoolUnasked } from './exiftool.ts';
import { ffprobeFailed, ffprobeReading } from './ffprobe.ts';
import { withoutMisreadText } from './misread-text.ts';
import type { PixelDecoder } from './pixels.ts';
import type { WalkedFile } from './walk-file.ts';
import { container, isWalkedInFull, unopenedWalk, walkTellsTime } from './walked.ts';
import { withWalkedSubjects } from './xmp-elsewhere.ts';

/** Where a C2PA store lies, as a walk found it. */
type StorePlace = NonNullable<Reading['c2paStores']>[number];

/** When ExifTool is asked: of what no walk of our own has read in full, or of every file. */
export const exiftoolUses = ['needed', 'always'] as const;
export type ExifToolUse = (typeof exiftoolUses)[number];

/** The engines that readers share; ffprobe and the picture decoder may be missing. */
export interface ReadEngines {
  readonly exiftool: ExifToolEngine;
  /** When ExifTool is asked; `needed` where absent. */
  readonly exiftoolUse?: ExifToolUse;
  readonly c2pa: C2paEngine;
  /** Walks a container in another thread, within limits; absent: it is walked here. */
  readonly walk?: (file: WalkedFile) => Promise<Reading | null>;
  readonly ffprobe: FfprobeEngine | null;
  readonly pixels: PixelDecoder | null;
  /** For thumbnails. */
  readonly ffmpeg: FfmpegEngine | null;
  /** Ends what an engine is busy with. */
  readonly signal: AbortSignal | undefined;
}

/** Formats of messages that describe several things, each with the files that it is stored in. */
const messageFormats: ReadonlySet<string> = new Set([
  'application/x-ddex-ern+xml',
  'application/vnd.iptc.g2.newsitem+xml',
  'application/ld+json',
  'application/x-ninjs+json',
]);

/** True for a message that may state something of other files. */
export const isMessage = ({ format, size }: Pick<Asset, 'format' | 'size'>): boolean => size > 0 && messageFormats.has(format);

/** What the messages among an asset and its parts state of things that they name; empty for any other asset. Never throws. */
export async function readStatements(asset: Asset, engines: Pick<ReadEngines, 'walk'>): Promise<readonly Fact[]> {
  const messages = [asset, ...asset.parts].filter(isMessage);
  const readings = await Promise.all(messages.map((message) => walkWith(engines, message)));
  return readings.flatMap((reading) => (reading?.facts ?? []).filter(({ of }) => of !== undefined));
}

/** Everything that the readers see in one asset and its parts. Never throws for what a file holds. */
export async function readAsset(asset: Asset, engines: ReadEngines): Promise<readonly Reading[]> {
  if (asset.size === 0) return [];
  const own = await readFile(asset, engines).catch(unreadable);
  const others = asset.parts.filter(({ size }) => size > 0);
  const parts = await Promise.all(
    others.map((part) =>
      readPart(part, asset, engines).catch((error) => unreadable(error).map((reading) => inPart(reading, part))),
    ),
  );
  return [...own, ...parts.flat()];
}

/** A disk or share that fails in the midst of a file costs that file alone; anything else is a bug. */
function unreadable(error: unknown): Reading[] {
  if (error instanceof NotFetched) return [unfetchedReading({ code: 'not-fetched', params: { detail: error.reason } })];
  if (typeof (error as NodeJS.ErrnoException).code !== 'string') throw error;
  return [unopenedWalk(error)];
}

async function readFile(asset: Asset, engines: ReadEngines): Promise<Reading[]> {
  const readings: Reading[] = [];
  const walked = await walkWith(engines, asset);
  if (walked !== null) readings.push(withEmbedding(walked, asset));
  // Bytes that are no format we know, under a name that promised one: ExifTool could only search them, for minutes.
  if (!asset.recognised && walked?.ok === false) return readings;
  if (!needsEngine(asset, walked, engines)) return readings;
  const byEngines = withPlainPath(asset.uri, async (path) => {
    const seen = isSettled(asset.format, walked, engines) ? null : await readAgain(path, asset, walked, engines);
    if (seen !== null) readings.push(seen);
    const stores = [...(walked?.c2paStores ?? []), ...(seen?.c2paStores ?? [])];
    if (stores.some(({ inner }) => inner === undefined)) {
      readings.push(await placed(await runC2pa(path, asset, engines.c2pa, walked?.c2paStores?.[0]), asset, walked));
    }
    for (const store of stores) readings.push(...(await readInner(path, asset, store, engines.c2pa)));
    const isTimed = asset.kind === 'video' || asset.kind === 'audio';
    if (engines.ffprobe && isTimed && !walkTellsTime(asset, walked))
      readings.push(await runFfprobe(path, engines.ffprobe, engines.signal));
  });
  await byEngines.catch(async (error: unknown) => {
    if (!(error instanceof NotFetched)) throw error;
    readings.push(...(await unfetched(error, asset, walked, engines)));
  });
  return readings;
}

/** True where an engine has anything to do, for which the file must lie on this machine. */
function needsEngine(asset: Asset, walked: Reading | null, engines: ReadEngines): boolean {
  if (!isSettled(asset.format, walked, engines) || (walked?.c2paStores ?? []).length > 0) return true;
  return engines.ffprobe !== null && (asset.kind === 'video' || asset.kind === 'audio') && !walkTellsTime(asset, walked);
}

/** What is said where engines could not be handed a file: what a credential states is read, and nothing of it is checked. */
async function unfetched(error: NotFetched, asset: Asset, walked: Reading | null, engines: ReadEngines): Promise<Reading[]> {
  const problem: Problem = { code: 'not-fetched', params: { detail: error.reason, size: asset.size } };
  const readings: Reading[] = [];
  if ((walked?.c2paStores ?? []).length > 0) {
    const unread: Reading = { ...c2paReading({ kind: 'error', error: '' }, engines.c2pa), problems: [problem] };
    readings.push(await placed(unread, asset, walked));
  }
  if (!isSettled(asset.format, walked, engines)) readings.push(unfetchedReading(problem));
  return readings;
}

/** What engines would have read, and did not: so the file was not read in full. */
const unfetchedReading = (problem: Problem): Reading => ({ ...container, ok: false, facts: [], problems: [problem] });

/** True where the walk has read all of a file, and nothing else is wanted. */
function isSettled(format: string, walked: Reading | null, { exiftoolUse }: ReadEngines): boolean {
  return exiftoolUse !== 'always' && walked?.ok === true && isWalkedInFull(format);
}

/** What ExifTool sees in a file, beside what the walk has read. */
async function readAgain(
  path: string,
  { format, size }: Pick<Asset, 'format' | 'size'>,
  walked: Reading | null,
  { exiftool }: ReadEngines,
): Promise<Reading> {
  if (size > textLimit && textFormats.test(format)) return exiftoolUnasked(exiftool.version);
  return withoutMisreadText(withWalkedSubjects(await runExifTool(path, exiftool), walked), walked);
}

/** Formats that ExifTool takes into memory whole, some four bytes for each byte, and those above which they are no texts any more. */
const [textFormats, textLimit] = [/^text\/|\+(xml|json)$|postscript/, 64 << 20];

/** The credential of a file inside the file: an appended picture, a cover. */
async function readInner(path: string, asset: Asset, store: StorePlace, engine: C2paEngine): Promise<Reading[]> {
  const { inner } = store;
  if (inner === undefined) return [];
  const answer = await engine.read(path, inner.mime, asset.size, inner);
  const whole: Reading = {
    ...container,
    ok: true,
    facts: [],
    problems: [],
    c2paStores: [store],
  };
  return [innerReading(await placed(c2paReading(answer, engine), asset, whole))];
}

async function readPart(part: Part, asset: Asset, engines: ReadEngines): Promise<Reading[]> {
  if (part.format !== 'application/c2pa') {
    const walked = await walkWith(engines, part);
    const seen = isSettled(part.format, walked, engines)
      ? null
      : await withPlainPath(part.uri, (path) => readAgain(path, part, walked, engines));
    return [walked, seen].filter((reading) => reading !== null).map((reading) => inPart(reading, part));
  }
  const { c2pa } = engines;
  const answer =
    refusedStore(part.size) ?? (await withPlainPath(part.uri, (path) => c2pa.read(path, 'application/c2pa', part.size)));
  const reading = c2paReading(await bindToMedia(answer, asset.uri), c2pa);
  return [inPart(await placed(reading, part, await walkWith(engines, part)), part)];
}

/** Names the sidecar in the place of each fact, since the asset's report shows them under the media's name. */
function inPart(reading: Reading, part: Part): Reading {
  const { about: _, ...rest } = reading;
  return {
    ...rest,
    reader: `${reading.reader} (sidecar)`,
    facts: reading.facts.map((fact) => ({ ...fact, where: `${part.path}: ${fact.where}` })),
    problems: reading.problems.map((problem) => ({ ...problem, params: { ...problem.params, part: part.path } })),
  };
}

/** The walks are many modules: where threads do them, this one need not load them. */
const walkWith = async (engines: Pick<ReadEngines, 'walk'>, { path, format, uri }: WalkedFile): Promise<Reading | null> =>
  (engines.walk ?? (await import('./walk-file.ts')).walkFile)({ path, format, uri });

/** The C2PA reading with the place of each fact in the file, and what a store states that the engine could not read. */
async function placed(reading: Reading, file: Pick<Asset, 'path' | 'uri'>, walked: Reading | null): Promise<Reading> {
  const open = await openFile(file.uri);
  try {
    const placed = await placeC2paFacts(await withStated(reading, walked, open), walked, open, file.path);
    return await withUpdates(placed, walked, open, file.path);
  } finally {
    await open.close();
  }
}

async function withStated(reading: Reading, walked: Reading | null, open: OpenFile): Promise<Reading> {
  const store = walked?.c2paStores?.[0];
  if (reading.ok || store === undefined) return reading;
  const stated = statedIn((await readStore(store, open))?.bytes ?? new Uint8Array());
  return stated === null ? reading : statedReading(reading, stated);
}

async function runExifTool(path: string, exiftool: ExifToolEngine): Promise<Reading> {
  try {
    return exiftoolReading(await exiftool.read(path), exiftool.version);
  } catch (error) {
    return exiftoolFailed(error, exiftool.version);
  }
}

/** Bytes of a manifest store that an engine is handed: it takes the whole of it into memory, several times over. */
const storeLimit = 256 << 20;

const refusedStore = (length: number): C2paAnswer | null =>
  length > storeLimit ? { kind: 'error', error: `its store of ${length} bytes is longer than the limit of ${storeLimit}` } : null;

/** The engine's word on a file, or, where it does not know the format, on the bytes of the store alone. */
async function runC2pa(path: string, asset: Asset, engine: C2paEngine, store: StorePlace | undefined): Promise<Reading> {
  const refused = refusedStore(store?.length ?? 0);
  if (refused !== null) return c2paReading(refused, engine);
  const mime = formatOf(asset.format)?.c2pa;
  if (mime !== undefined) return c2paReading(await engine.read(path, mime, asset.size), engine);
  const isWhole = store !== undefined && store.more === undefined && store.length > 0;
  const answer: C2paAnswer = isWhole ? await engine.read(path, 'application/c2pa', asset.size, store) : { kind: 'none' };
  return uncheckedReading(answer, engine, asset.format);
}

async function runFfprobe(path: string, ffprobe: FfprobeEngine, signal: AbortSignal | undefined): Promise<Reading> {
  try {
    return ffprobeReading(await ffprobe.probe(path, signal), ffprobe.version);
  } catch (error) {
    return ffprobeFailed(error, ffprobe.version);
  }
}
