import type { Asset, Mime, Reading } from '../model/index.ts';
import type { OpenFile, OpenFileNow } from '../storage/local.ts';
import { avWalkers } from './containers/av.ts';
import { documentWalkers } from './containers/documents.ts';
import { type Reads, runReads, runReadsNow, type Walk, type Walker } from './containers/reads.ts';
import { stillWalkers } from './containers/stills.ts';

/** Version of the container walks; any change to what they hand out raises it. */
export const containerVersion = '3';

/** A sidecar is one C2PA store from end to end. */
// biome-ignore lint/correctness/useYield: a walk that needs to read nothing
const walkStore: Walker = function* ({ size }) {
  return { facts: [], segments: [], c2paStores: [{ offset: 0, length: size }], complete: true, problems: [] };
};

const walkers: Readonly<Partial<Record<Mime, Walker>>> = {
  ...stillWalkers,
  ...avWalkers,
  ...documentWalkers,
  'application/c2pa': walkStore,
};

/** True where a walk of our own knows the format, and so decides whether a file was read in full. */
export function hasWalk(format: string): boolean {
  return format in walkers;
}

/**
 * Formats whose walk hands out everything that a marker can use: `test/matrix/oracle.test.ts` holds them against ExifTool.
 * Camera raws and documents are left to both.
 */
const walkedInFull: ReadonlySet<string> = new Set<Mime>([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/tiff',
  'image/x-adobe-dng',
  'image/gif',
  'image/vnd.adobe.photoshop',
  'image/heic',
  'image/heif',
  'image/avif',
  'image/jxl',
  'image/x-dpx',
  'image/x-exr',
  'video/mp4',
  'video/quicktime',
  'video/x-matroska',
  'video/webm',
  'video/x-msvideo',
  'application/mxf',
  'audio/mp4',
  'audio/wav',
  'audio/aiff',
  'audio/mpeg',
  'audio/flac',
  'audio/ogg',
]);

/** True where a file of this format that was walked to its end needs no second reader. */
export function isWalkedInFull(format: string): boolean {
  return walkedInFull.has(format);
}

/** Walks the container of a file under the name of an asset (or of its part); null where no walk knows the format. */
export async function containerReading(file: Pick<Asset, 'path' | 'format'>, open: OpenFile): Promise<Reading | null> {
  const walk = walkOf(file, open.size);
  if (walk === null) return null;
  return runReads(walk, open.readAt).then(readingOf, failedReading);
}

/** The same at once, for threads that do nothing else. */
export function containerReadingNow(file: Pick<Asset, 'path' | 'format'>, open: OpenFileNow): Reading | null {
  const walk = walkOf(file, open.size);
  if (walk === null) return null;
  try {
    return readingOf(runReadsNow(walk, open.readAt));
  } catch (error) {
    return failedReading(error);
  }
}

function walkOf({ path, format }: Pick<Asset, 'path' | 'format'>, size: number): Reads<Walk> | null {
  return walkers[format as Mime]?.({ path, size }) ?? null;
}

const reader = { reader: 'container', version: containerVersion };

function readingOf({ complete, facts, problems, segments, c2paStores, about }: Walk): Reading {
  return { ...reader, ok: complete, facts, problems, segments, c2paStores, ...(about === undefined ? {} : { about }) };
}

/** A walk that failed, or was stopped. */
export function failedReading(error: unknown): Reading {
  const detail = String((error as Error).message ?? error);
  return { ...reader, ok: false, facts: [], problems: [{ code: 'reader-failed', params: { reader: 'container', detail } }] };
}
