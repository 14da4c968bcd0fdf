import type { About, Fact, Mime } from '../../model/index.ts';
import { walkBmp, walkIco } from './bmp.ts';
import { walkCineon, walkDpx } from './dpx.ts';
import { walkExr } from './exr.ts';
import { walkGif } from './gif.ts';
import { walkHdr } from './hdr.ts';
import { walkJ2c, walkJp2 } from './jp2.ts';
import { walkJpeg } from './jpeg.ts';
import { walkJxl } from './jxl.ts';
import { withLoose } from './loose.ts';
import { walkPng } from './png.ts';
import { walkPsd } from './psd.ts';
import { walkRaw } from './raw.ts';
import type { Walk, Walker } from './reads.ts';
import { walkSvg } from './svg.ts';
import { walkTga } from './tga.ts';
import { walkTiff } from './tiff.ts';

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

/** Where XMP says what the container itself leaves out; the first name that is there counts. */
const xmpAbout: readonly (readonly [keyof About, readonly string[]])[] = [
  ['make', ['tiff:Make']],
  ['model', ['tiff:Model']],
  ['software', ['xmp:CreatorTool', 'tiff:Software']],
  ['created', ['exif:DateTimeOriginal', 'photoshop:DateCreated', 'xmp:CreateDate']],
];

/** The same walk, with what XMP tells about the picture beside what the container tells. */
function told(walker: Walker): Walker {
  const whole = withLoose(walker);
  return function* (file) {
    const walk: Walk = yield* whole(file);
    const about: Record<string, string> = {};
    for (const [key, names] of xmpAbout) {
      const value = names.map((name) => xmpValue(walk.facts, name)).find((found) => found !== undefined);
      if (value !== undefined) about[key] = value;
    }
    return Object.keys(about).length === 0 ? walk : { ...walk, about: { ...about, ...walk.about } };
  };
}

function xmpValue(facts: readonly Fact[], name: string): string | undefined {
  return facts.find((fact) => fact.source === 'xmp' && fact.name === name)?.value;
}
