import type { About, Fact, Problem } from '../../model/index.ts';
import type { Place } from './place.ts';

/** What an EXIF block says, and what was wrong with it. */
export interface ExifFacts {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  readonly about?: About;
}

/** Text and other telling tags of an EXIF block that begins with its TIFF header (`II*\0` or `MM\0*`), by ExifTool's names. */
export function exifFacts(tiff: Uint8Array, place: Place): ExifFacts {
  return {
    facts: [],
    problems: tiff.length < 8 ? [{ code: 'broken-structure', params: { at: place.offset, detail: 'exif-header' } }] : [],
  };
}
