import type { Mime } from '../../model/index.ts';
import { walkBmp, walkIco } from './bmp.ts';
import { walkCineon, walkDpx } from './dpx.ts';
import { walkExr } from './exr.ts';
import { walkGif } from './gif.ts';
import { walkHdr } from './hdr.ts';
import { walkJ2c, walkJp2 } from './jp2.ts';
import { walkJpeg } from './jpeg.ts';
import { walkJxl } from './jxl.ts';
import { walkPng } from './png.ts';
import { walkPsd } from './psd.ts';
import { walkRaw } from './raw.ts';
import type { Walker } from './reads.ts';
import { walkSvg } from './svg.ts';
import { walkTga } from './tga.ts';
import { walkTiff } from './tiff.ts';
import { told } from './told-about.ts';

/** The walks of still image formats by MIME type; HEIF, AVIF, WebP and CR3 are with the containers of film. */
export const stillWalkers: Partial<Record<Mime, Walker>> = {
  'image/jpeg': told(walkJpeg),
  'image/png': told(walkPng),
  'image/gif': told(walkGif),
  'image/tiff': told(walkTiff),
  'image/x-adobe-dng': told(walkTiff),
  'image/x-raw': told(walkRaw),
  'image/jxr': told(walkTiff),
  'image/jxl': told(walkJxl),
  'image/jp2': told(walkJp2),
  'image/x-j2c': told(walkJ2c),
  'image/vnd.adobe.photoshop': told(walkPsd),
  'image/x-exr': told(walkExr),
  'image/x-dpx': told(walkDpx),
  'image/x-cineon': told(walkCineon),
  'image/bmp': told(walkBmp),
  'image/x-tga': told(walkTga),
  'image/vnd.radiance': told(walkHdr),
  'image/x-icon': told(walkIco),
  'image/svg+xml': told(walkSvg),
};
