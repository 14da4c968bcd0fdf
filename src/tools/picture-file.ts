import { stat } from 'node:fs/promises';
import sharp, { type Sharp, type SharpOptions } from 'sharp';

// No picture is decoded twice the same way.
sharp.cache(false);

/** Pixels above which a still is not decoded: 512 megapixels is beyond any scan of a photograph. */
export const mostPixels = 512_000_000;

/** Bytes of a pixel at most: four channels of 16 bits. A longer file holds something else than its picture. */
const bytesOfPixel = 8;

/** What sharp may decode; drawings, which may name other files, and what else hides under the name of a still are not let in. */
const decoders: readonly string[] = ['jpeg', 'png', 'webp', 'tiff', 'gif', 'heif', 'jp2k', 'jxl'];

/**
 * Opens the first page of a still: the one way to sharp for what strangers made. A decoder cannot be stopped while it looks for the
 * beginning of a picture, which in a terabyte of nothing takes it an hour, so that the length is held against the pixels first.
 * @param picture path of a file, or an encoded picture
 * @param options `limitInputPixels` in pixels
 * @throws Error where sharp cannot or may not decode it
 */
export async function openPicture(
  picture: string | Buffer,
  { limitInputPixels = mostPixels, ...options }: SharpOptions & { readonly limitInputPixels?: number } = {},
): Promise<Sharp> {
  const size = typeof picture === 'string' ? (await stat(picture)).size : picture.length;
  if (size > limitInputPixels * bytesOfPixel)
    throw new Error(`${size} bytes are more than a picture of ${limitInputPixels} pixels takes`);
  const image = sharp(picture, {
    failOn: 'none',
    pages: 1,
    sequentialRead: true,
    unlimited: false,
    limitInputPixels,
    ...options,
  });
  const { format } = await image.metadata();
  if (!decoders.includes(format)) throw new Error(`content is ${format}`);
  return image;
}
