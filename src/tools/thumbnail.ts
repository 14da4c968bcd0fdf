import sharp from 'sharp';

/** Longest side of a thumbnail, pixels. */
const side = 240;

/** Pixels above which a picture is not decoded: 512 megapixels is beyond any scan of a still. */
const pixelLimit = 512_000_000;

// One thread and no cache: thumbnails are few, and the scan's memory must not grow with them. https://sharp.pixelplumbing.com/api-utility
sharp.cache(false);
sharp.concurrency(1);

/** sharp's version and that of its libvips. */
export const sharpVersion = `${sharp.versions.sharp} (libvips ${sharp.versions.vips})`;

/**
 * A small picture of a still as a data URL (WebP), turned upright.
 * @param picture path of a file, or an encoded picture
 * @param longest pixels of its longest side
 * @throws Error where sharp cannot decode the file
 */
export async function thumbnailOf(picture: string | Buffer, longest: number = side): Promise<string> {
  const image = sharp(picture, {
    limitInputPixels: pixelLimit,
    failOn: 'none',
    sequentialRead: true,
    pages: 1,
    unlimited: false,
  });
  const bytes = await image
    .rotate()
    .resize(longest, longest, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 70 })
    .timeout({ seconds: 20 })
    .toBuffer();
  return `data:image/webp;base64,${bytes.toString('base64')}`;
}
