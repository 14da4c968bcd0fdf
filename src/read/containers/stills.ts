import type { Mime } from '../../model/index.ts';
import { walkGif } from './gif.ts';
import { walkJ2c, walkJp2 } from './jp2.ts';
import { walkJpeg } from './jpeg.ts';
import { walkJxl } from './jxl.ts';
import { walkPng } from './png.ts';
import { walkPsd } from './psd.ts';
import { walkRaw } from './raw.ts';
import type { Walker } from './reads.ts';
import { walkTiff } from './tiff.ts';

/** The walks of still image formats by MIME type; HEIF, AVIF and WebP are with the containers of film. */
export const stillWalkers: Partial<Record<Mime, Walker>> = {
  'image/jpeg': walkJpeg,
  'image/png': walkPng,
  'image/tiff': walkTiff,
  'image/x-adobe-dng': walkTiff,
  'image/x-raw': walkRaw,
  'image/jxr': walkTiff,
  'image/jxl': walkJxl,
  'image/jp2': walkJp2,
  'image/x-j2c': walkJ2c,
  'image/gif': walkGif,
  'image/vnd.adobe.photoshop': walkPsd,
};
