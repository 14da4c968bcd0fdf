import type { Asset, Mime, Problem, Reading } from '../model/index.ts';
import type { OpenFile } from '../storage/local.ts';
import { avWalkers } from './containers/av.ts';
import { documentWalkers } from './containers/documents.ts';
import { runReads, type Walker } from './containers/reads.ts';
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
  const walker = walkers[file.format as Mime];
  if (walker === undefined) return null;
  const base = { reader: 'container', version: containerVersion };
  try {
    const walk = await runReads(walker({ path: file.path, size: open.size }), open.readAt);
    return {
      ...base,
      ok: walk.complete,
      facts: walk.facts,
      problems: walk.problems,
      segments: walk.segments,
      c2paStores: walk.c2paStores,
      ...(walk.about === undefined ? {} : { about: walk.about }),
    };
  } catch (error) {
    const problem: Problem = {
      code: 'reader-failed',
      params: { reader: 'container', detail: String((error as Error).message ?? error) },
    };
    return { ...base, ok: false, facts: [], problems: [problem] };
  }
}
