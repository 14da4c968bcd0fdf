import { isMarked, type JudgedAsset } from '../model/index.ts';
import type { PixelSubject } from '../read/watermark/candidate.ts';

/** What of a judged asset decides whether its pixels are read. */
export function pixelSubject({ kind, format, about, verdict }: JudgedAsset): PixelSubject {
  const { width, height } = about;
  return {
    kind,
    format,
    isMarked: isMarked(verdict),
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
  };
}
