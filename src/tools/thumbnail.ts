import sharp, { type OverlayOptions } from 'sharp';
import { openPicture } from './picture-file.ts';

/** Longest side of a thumbnail, pixels. */
const side = 240;

/** Height of a filmstrip, and the widest that one of its frames may be, pixels. */
const strip = { height: 120, width: 240, gap: 2 };

// One thread: thumbnails are few, and the scan's memory must not grow with them. https://sharp.pixelplumbing.com/api-utility
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
  const image = await openPicture(picture);
  const bytes = await image
    .rotate()
    .resize(longest, longest, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 70 })
    .timeout({ seconds: 20 })
    .toBuffer();
  return `data:image/webp;base64,${bytes.toString('base64')}`;
}

/**
 * Frames of a video side by side as a data URL (WebP), in their order.
 * @param frames encoded pictures, at least one; one alone becomes a plain thumbnail
 * @throws Error where sharp cannot decode one of them
 */
export async function filmstripOf(frames: readonly Buffer[]): Promise<string> {
  if (frames.length === 1) return thumbnailOf(frames[0] as Buffer);
  const small = await Promise.all(
    frames.map(async (frame) => {
      const image = await openPicture(frame);
      return image.resize(strip.width, strip.height, { fit: 'inside' }).png().toBuffer({ resolveWithObject: true });
    }),
  );
  const placed: OverlayOptions[] = [];
  let left = 0;
  for (const { data, info } of small) {
    placed.push({ input: data, left, top: Math.floor((strip.height - info.height) / 2) });
    left += info.width + strip.gap;
  }
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  const canvas = sharp({ create: { width: left - strip.gap, height: strip.height, channels: 4, background } });
  const bytes = await canvas.composite(placed).webp({ quality: 70 }).timeout({ seconds: 20 }).toBuffer();
  return `data:image/webp;base64,${bytes.toString('base64')}`;
}
