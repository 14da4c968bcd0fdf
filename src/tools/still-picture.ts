import sharp from 'sharp';
import { openPicture } from './picture-file.ts';

/** Seconds after which a decoder is stopped. */
const timeLimit = 60;

/** A still as it is seen: turned upright, in sRGB, on black where it is transparent, made smaller. */
export interface StillPicture {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** 1: grey; 3: red, green, blue; rows from the top. */
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/**
 * Decodes the first page of a still.
 * @param picture path of a file, or an encoded picture
 * @param side pixels of the longer side, at most
 * @throws Error where sharp cannot decode it
 */
export async function stillPicture(picture: string | Buffer, side: number, channels: 1 | 3): Promise<StillPicture> {
  try {
    return await decoded(picture, side, channels);
  } catch (error) {
    // libvips hands over what it warned of other pictures as well; its last line is the failure.
    const lines = (error instanceof Error ? error.message : String(error)).split('\n').filter((line) => line.trim() !== '');
    throw new Error(lines.at(-1), { cause: error });
  }
}

async function decoded(picture: string | Buffer, side: number, channels: 1 | 3): Promise<StillPicture> {
  const image = await openPicture(picture);
  const { data, info } = await image
    .rotate()
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#000000' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .timeout({ seconds: timeLimit })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== channels) throw new Error(`${info.channels} channels`);
  return { width: info.width, height: info.height, channels, data: Uint8Array.from(data) };
}

/**
 * A decoded picture as a small one for a report: a data URL (WebP).
 * @param side pixels of the longer side
 */
export async function proofPicture({ width, height, data }: Omit<StillPicture, 'channels'>, side: number): Promise<string> {
  const channels = data.length / (width * height) === 1 ? 1 : 3;
  const bytes = await sharp(data, { raw: { width, height, channels } })
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 70 })
    .toBuffer();
  return `data:image/webp;base64,${bytes.toString('base64')}`;
}
