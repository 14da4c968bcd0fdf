import pLimit from 'p-limit';
import sharp from 'sharp';

/** Pixels above which a picture is not decoded: 64 megapixels are 256 MB at four channels. */
export const pixelLimit = 1 << 26;

/** Seconds after which a decoder is stopped. */
const timeLimit = 60;

// One picture at a time: each holds a few hundred megabytes at the limit.
const oneAtATime = pLimit(1);

/** What sharp may decode here; a drawing (SVG) or a stored image of its own under the name of a still is not let in. */
const decoders: readonly string[] = ['jpeg', 'png', 'webp', 'tiff', 'gif', 'heif'];

/** One decoded picture: rows from the top, interleaved samples of 8 bits, alpha not multiplied in. */
export interface DecodedPixels {
  /** Pixels. */
  readonly width: number;
  /** Pixels. */
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

/**
 * Decodes the first page of a still as it lies in the file: not scaled, not turned, its colour profile not applied.
 * Grey becomes three equal channels; 16 bits a sample become 8.
 * @throws Error where sharp cannot decode the file, or the picture has more than `pixelLimit` pixels
 */
export function decodePixels(path: string): Promise<DecodedPixels> {
  return oneAtATime(() => decode(path));
}

/** Decodes a still and hands it on; no other picture is decoded until `use` is done with it. Throws as `decodePixels` does. */
export function withPixels<T>(path: string, use: (pixels: DecodedPixels) => T | Promise<T>): Promise<T> {
  return oneAtATime(async () => use(await decode(path)));
}

async function decode(path: string): Promise<DecodedPixels> {
  const picture = sharp(path, {
    limitInputPixels: pixelLimit,
    failOn: 'truncated',
    pages: 1,
    sequentialRead: true,
    unlimited: false,
    ignoreIcc: true,
    autoOrient: false,
  });
  const { format } = await picture.metadata();
  if (!decoders.includes(format)) throw new Error(`content is ${format}`);
  const { data, info } = await picture
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .timeout({ seconds: timeLimit })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3 && info.channels !== 4) throw new Error(`${info.channels} channels`);
  return { width: info.width, height: info.height, channels: info.channels, data };
}
