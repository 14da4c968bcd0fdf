import type { Asset, At, Reading, Segment } from '../model/index.ts';
import { withPlainPath } from '../storage/connection.ts';
import { watermarkReading } from './watermark/index.ts';

/** The decoder of pictures; null where sharp could not be loaded. */
export type PixelDecoder = Pick<typeof import('../tools/pixels.ts'), 'withPixels'>;

/**
 * What the pixels of a still say. A picture that cannot be decoded is a warning: marks elsewhere were read all the same.
 * @param segments of its container: they tell where the coded picture lies
 */
export async function readPixels(asset: Asset, decoder: PixelDecoder, segments: readonly Segment[]): Promise<Reading> {
  const place = codedPicture(asset, segments);
  try {
    return await withPlainPath(asset.uri, (path) => decoder.withPixels(path, (image) => watermarkReading(image, place)));
  } catch (error) {
    const detail = String((error as Error).message ?? error).split('\n')[0] ?? '';
    const problem = { code: 'reader-warning' as const, params: { reader: 'sharp', detail } };
    return { reader: 'watermark', version: '1', ok: true, facts: [], problems: [problem] };
  }
}

/** Chunks of coded picture: PNG's, WebP's, AVIF's. */
const codedChunk = /^(IDAT|VP8 |VP8L|ANMF|mdat)$/;

/** From the first chunk of coded picture to the end of the last; the whole file where the format names none (TIFF's strips). */
function codedPicture({ path, size }: Asset, segments: readonly Segment[]): At {
  const coded = segments.filter(({ name }) => codedChunk.test(name));
  const first = coded[0];
  const last = coded.at(-1);
  if (first === undefined || last === undefined) return { path, offset: 0, length: size };
  return { path, offset: first.offset, length: Math.min(size, last.offset + last.length) - first.offset };
}
