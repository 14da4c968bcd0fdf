import type { Asset, Mime, Reading } from '../model/index.ts';

/** The reader of containers; any change to what it hands out raises its version. */
export const container = { reader: 'container', version: '4' } as const;

/** What a walk says that failed, or was stopped. */
export function failedWalk(error: unknown): Reading {
  const detail = String((error as Error).message ?? error);
  return { ...container, ok: false, facts: [], problems: [{ code: 'reader-failed', params: { reader: 'container', detail } }] };
}

/** What is said of a file that cannot be opened. */
export function unopenedWalk(error: unknown): Reading {
  const detail = (error as NodeJS.ErrnoException).code ?? String(error);
  return { ...container, ok: false, facts: [], problems: [{ code: 'unreadable-file', params: { detail } }] };
}

/**
 * Formats whose walk hands out everything that a marker can use: `test/matrix/oracle.test.ts` holds them against ExifTool.
 * Camera raws, office documents and web pages are left to both.
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
  'image/jp2',
  'image/x-j2c',
  'image/bmp',
  'image/x-icon',
  'image/x-tga',
  'image/vnd.radiance',
  'image/svg+xml',
  'image/x-dpx',
  'image/x-cineon',
  'image/x-exr',
  'video/mp4',
  'video/quicktime',
  'video/3gpp',
  'video/x-matroska',
  'video/webm',
  'video/x-msvideo',
  'application/mxf',
  'audio/mp4',
  'audio/wav',
  'audio/aiff',
  'audio/mpeg',
  'audio/aac',
  'audio/flac',
  'audio/ogg',
  'application/rdf+xml',
  'application/pdf',
  'text/x-generation-settings',
  'application/x-generation-settings+json',
  'application/x-comfyui-graph+json',
  'application/ld+json',
  'application/x-ninjs+json',
  'application/vnd.iptc.g2.newsitem+xml',
  'application/x-ddex-ern+xml',
  'application/x-imf-cpl+xml',
  'text/markdown',
]);

/** True where a file of this format that was walked to its end needs no second reader. */
export function isWalkedInFull(format: string): boolean {
  return walkedInFull.has(format);
}

/**
 * True where a walk told of a film or sound all that ffprobe could add: how long it is, and of pictures their size and rate. Of
 * any problem, and of what does not say it in its header (a film in fragments, sound of changing bit rate), ffprobe is asked.
 */
export function walkTellsTime({ kind, format }: Pick<Asset, 'kind' | 'format'>, walked: Reading | null): boolean {
  if (walked?.ok !== true || walked.problems.length > 0 || !isWalkedInFull(format)) return false;
  const { duration = 0, width = 0, height = 0, frameRate } = walked.about ?? {};
  const hasPicture = width > 0 && height > 0 && frameRate !== undefined;
  return duration > 0 && (kind === 'audio' || hasPicture);
}

/**
 * True where the walk of an asset could tell all that there is to read of it: no other reader knows more, and no sidecar. A sidecar
 * is never settled so: what it belongs to, or that it belongs to nothing, is known only when its whole folder is.
 */
export function walkMaySettle({ kind, format, size, parts }: Asset): boolean {
  return size > 0 && parts.length === 0 && kind !== 'package' && kind !== 'sidecar' && isWalkedInFull(format);
}

/** True where it did: all was read, and no credential was found that an engine must check. */
export function walkSettles(asset: Asset, walked: Reading): boolean {
  const { ok, c2paStores = [] } = walked;
  const isTimed = asset.kind === 'video' || asset.kind === 'audio';
  return ok && c2paStores.length === 0 && (!isTimed || walkTellsTime(asset, walked));
}
