import type { Asset, Reading } from '../model/index.ts';
import { withPlainPath } from '../storage/plain-path.ts';
import { watermarkReading } from './watermark/index.ts';

/** The decoder of pictures; null where sharp could not be loaded. */
export type PixelDecoder = typeof import('../tools/pixels.ts');

/** What the pixels of a still say. A picture that cannot be decoded is a warning: marks elsewhere were read all the same. */
export async function readPixels(asset: Asset, decoder: PixelDecoder): Promise<Reading> {
  try {
    return await withPlainPath(asset.uri, (path) => decoder.withPixels(path, watermarkReading));
  } catch (error) {
    const detail = String((error as Error).message ?? error).split('\n')[0] ?? '';
    const problem = { code: 'reader-warning' as const, params: { reader: 'sharp', detail } };
    return { reader: 'watermark', version: '1', ok: true, facts: [], problems: [problem] };
  }
}
