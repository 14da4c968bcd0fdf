import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { findDeclarationNames, parseDeclaration } from '../declare/index.ts';
import { liesInside, MissingRoot, type Root, realFile, rootsOf } from '../discover/index.ts';
import type { Declaration } from '../model/index.ts';
import type { ReadEngines } from '../read/index.ts';
import type { PixelDecoder } from '../read/pixels.ts';
import { openFile, remoteStorage } from '../storage/connection.ts';
import { isInside } from '../storage/inside.ts';
import { isRemote } from '../storage/remote.ts';
import { openC2pa } from '../tools/c2pa/engine.ts';
import { readTrust, type TrustMaterial, UnusableTrustList } from '../tools/c2pa/trust.ts';
import { openExifTool } from '../tools/exiftool.ts';
import { openFfmpeg } from '../tools/ffmpeg.ts';
import { openFfprobe } from '../tools/ffprobe.ts';
import { CannotStart } from './cannot-start.ts';
import type { ChosenOptions } from './options.ts';

/** The declaration that a scan holds the delivery against. */
export interface ReadDeclaration {
  /** Where it lies, for reading it. */
  readonly file: string;
  /** As reports name it: relative to the root that it lies in, else as the user named it. */
  readonly path: string;
  /** True where it lies among the assets' paths. */
  readonly isInside: boolean;
  readonly sha256: string;
  readonly content: Declaration;
}

/**
 * The named places as roots.
 * @throws CannotStart where one is missing
 */
export async function openRoots(places: readonly string[]): Promise<readonly Root[]> {
  try {
    return await rootsOf(places);
  } catch (error) {
    if (!(error instanceof MissingRoot)) throw error;
    const within = /^inside:([\s\S]*)$/.exec(error.reason)?.[1];
    if (within !== undefined) throw new CannotStart('overlapping-roots', { place: error.place, within });
    throw new CannotStart('missing-root', { place: error.place, detail: error.reason });
  }
}

/** The delivery is never written into, not even by a report. @throws CannotStart */
export async function refuseWritesInside(roots: readonly Root[], files: readonly string[]): Promise<void> {
  for (const file of files) {
    if (await liesInside(roots, file)) throw new CannotStart('report-inside', { file });
  }
}

/**
 * The named declaration, else the one that lies in the root of the only folder scanned, else none.
 * @throws CannotStart where it cannot be read or does not hold
 */
export async function openDeclaration(roots: readonly Root[], options: ChosenOptions): Promise<ReadDeclaration | null> {
  const file = options.declaration === undefined ? await declarationInRoot(roots) : options.declaration;
  if (file === null) return null;
  const bytes = await readBytes(file).catch((error: NodeJS.ErrnoException) => {
    throw new CannotStart('declaration-unreadable', { file, detail: error.code ?? error.message });
  });
  const parsed = parseDeclaration(bytes, file);
  if ('problems' in parsed)
    throw new CannotStart('declaration-invalid', { file, count: parsed.problems.length }, parsed.problems);
  options.onDeclaration?.(file, options.declaration === undefined);
  const inside = await pathInRoots(roots, file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { file, path: inside ?? file, isInside: inside !== undefined, sha256, content: parsed.declaration };
}

/** Bytes that a declaration may have; one with 50,000 uses has about 16 MiB. */
const declarationLimit = 32 << 20;

/** A regular file of sensible size: opening anything else (a FIFO) could wait for ever. */
async function readBytes(file: string): Promise<Buffer> {
  if (isRemote(file)) return remoteBytes(file);
  const found = await stat(file);
  if (!found.isFile()) throw new Error('not a regular file');
  if (found.size > declarationLimit) throw new Error(`larger than ${declarationLimit} bytes`);
  return readFile(file);
}

async function remoteBytes(uri: string): Promise<Buffer> {
  const open = await openFile(uri);
  if (open.size > declarationLimit) throw new Error(`larger than ${declarationLimit} bytes`);
  return Buffer.from(await open.readAt(0, open.size));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

/** The names of objects right at a place that may be declarations, in any case. */
async function namesAt(place: string): Promise<readonly string[]> {
  const storage = await remoteStorage(place);
  return (await Promise.all(['ai', 'Ai', 'aI', 'AI'].map((start) => storage.namesAt(place, start)))).flat();
}

/** Links are not followed: what lies outside the delivery is named with --declaration. */
async function declarationInRoot(roots: readonly Root[]): Promise<string | null> {
  const root = roots[0];
  if (root === undefined || roots.length > 1 || root.file !== undefined) return null;
  const [name, second] = findDeclarationNames(isRemote(root.folder) ? await namesAt(root.folder) : await namesIn(root.folder));
  if (name !== undefined && second !== undefined) throw new CannotStart('several-declarations', { first: name, second });
  if (name === undefined) return null;
  return isRemote(root.folder) ? `${root.folder}/${name}` : join(root.folder, name);
}

/** Path of a file relative to the root that holds it, as assets are named; undefined where it lies outside. */
async function pathInRoots(roots: readonly Root[], file: string): Promise<string | undefined> {
  const real = await realFile(file);
  const root = roots.find((candidate) => isInside(candidate.real, real));
  if (root !== undefined && isRemote(real)) return `${root.prefix}${real.slice(root.real.length + 1)}`.normalize('NFC');
  return root && `${root.prefix}${relative(root.real, real).split(sep).join('/')}`.normalize('NFC');
}

/** Those of the files that lie in the delivery, as assets are named. */
export async function papersInside(roots: readonly Root[], files: readonly (string | undefined)[]): Promise<readonly string[]> {
  const paths = await Promise.all(files.map(async (file) => (file === undefined ? undefined : pathInRoots(roots, file))));
  return paths.filter((path) => path !== undefined);
}

/** The trust lists of a run. @throws CannotStart where one cannot be read */
export function openTrust(files: readonly string[]): TrustMaterial {
  try {
    return readTrust(files);
  } catch (error) {
    if (!(error instanceof UnusableTrustList)) throw error;
    throw new CannotStart('trust-unreadable', error.params);
  }
}

/** Loading it takes a tenth of a second: a scan that wants no pixels and no pictures does not ask whether it is there. */
function decoderFor({ pixels, thumbnails }: EngineOptions): Promise<PixelDecoder | null> {
  if (pixels !== 'off' || thumbnails) return import('../tools/pixels.ts').catch(() => null);
  return Promise.resolve({ withPixels: async (path, use) => (await import('../tools/pixels.ts')).withPixels(path, use) });
}

/** What of a scan's options its engines depend on. */
export type EngineOptions = Pick<
  ChosenOptions,
  'environment' | 'jobs' | 'signal' | 'c2paEngine' | 'pixels' | 'thumbnails' | 'exiftool'
>;

/** Starts the engines that every scan needs, all at a time. @throws CannotStart where ExifTool or the C2PA engine is missing */
export async function openEngines(options: EngineOptions, trust: TrustMaterial): Promise<ReadEngines> {
  const { environment, jobs, signal } = options;
  const processes = Math.min(jobs, 4);
  const [c2pa, exiftool, pixels, ffprobe, ffmpeg] = await Promise.all([
    openC2pa(options.c2paEngine, trust, processes).catch((error: Error) => error),
    openExifTool(processes, environment.EXIFTOOL_PATH).catch((error: Error) => error),
    decoderFor(options),
    openFfprobe(environment),
    openFfmpeg(environment),
  ]);
  if (c2pa instanceof Error || exiftool instanceof Error) {
    await Promise.all([c2pa, exiftool].map((engine) => (engine instanceof Error ? null : engine.close())));
    if (c2pa instanceof Error) throw new CannotStart('no-c2pa-engine', { detail: c2pa.message });
    throw new CannotStart('no-exiftool', { detail: (exiftool as Error).message });
  }
  return { exiftool, exiftoolUse: options.exiftool, c2pa, ffprobe, ffmpeg, pixels, signal };
}
