import pLimit from 'p-limit';
import { openPicture } from './picture-file.ts';

/** Pixels above which a picture is not decoded: 64 megapixels are 256 MB at four channels. */
export const pixelLimit = 1 << 26;

/** Seconds after which a decoder is stopped. */
const timeLimit = 60;

// One picture at a time: each holds a few hundred megabytes at the limit.
const oneAtATime = pLimit(1);

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
  const picture = await openPicture(path, {
    limitInputPixels: pixelLimit,
    failOn: 'truncated',
    ignoreIcc: true,
    autoOrient: false,
  });
  const { data, info } = await picture
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .timeout({ seconds: timeLimit })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3 && info.channels !== 4) throw new Error(`${info.channels} channels`);
  return { width: info.width, height: info.height, channels: info.channels, data };
}
