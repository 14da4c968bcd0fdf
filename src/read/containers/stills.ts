import type { Mime } from '../../model/index.ts';
import { walkJpeg } from './jpeg.ts';
import { walkPng } from './png.ts';
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
};
