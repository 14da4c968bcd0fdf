import type { Fact, Problem } from '../../model/index.ts';
import { latin1, startsWith, u16, u32 } from './bytes.ts';
import { type ExifFacts, exifFacts } from './exif.ts';
import { iptcFacts } from './iptc.ts';
import { brokenAt, type Place, placeWithin } from './place.ts';
import { xmpFacts } from './xmp.ts';

/** What a block of Photoshop image resources says. */
export interface ResourceFacts extends ExifFacts {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  /** Where the JPEG thumbnail lies. */
  readonly thumbnail?: Place;
}

const resourceLimit = 5000;
/** `8BIM` is Photoshop; the others are written by its relatives and by older tools (ExifTool Photoshop.pm). */
const signatures = new Set(['8BIM', 'PHUT', 'AgHg', 'DCSR', 'MeSa']);

/** IPTC, EXIF and XMP among Photoshop image resources (Photoshop File Formats Specification, "Image Resources Section"). */
export function resourceFacts(block: Uint8Array, place: Place): ResourceFacts {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  let about: ExifFacts['about'];
  let thumbnail: Place | undefined;
  let at = 0;
  for (let count = 0; at + 12 <= block.length && count < resourceLimit; count++) {
    if (!signatures.has(latin1(block, at, at + 4))) {
      if (block.subarray(at).some((byte) => byte !== 0)) problems.push(brokenAt(place.offset + at, 'photoshop-resource'));
      break;
    }
    const nameLength = (block[at + 6] ?? 0) + 1;
    const start = at + 6 + nameLength + (nameLength % 2) + 4;
    const length = u32(block, start - 4);
    if (start + length > block.length) {
      problems.push(brokenAt(place.offset + at, 'photoshop-length'));
      break;
    }
    const found = resource(u16(block, at + 4), block.subarray(start, start + length), placeWithin(place, start, length));
    // A header of 28 bytes stands before the thumbnail.
    if (u16(block, at + 4) === 0x040c && length > 28) thumbnail = placeWithin(place, start + 28, length - 28);
    facts.push(...found.facts);
    problems.push(...found.problems);
    about = found.about ?? about;
    at = start + length + (length % 2);
  }
  return { facts, problems, ...(about === undefined ? {} : { about }), ...(thumbnail === undefined ? {} : { thumbnail }) };
}

function resource(id: number, bytes: Uint8Array, place: Place): ExifFacts {
  if (id === 0x0404) return iptcFacts(bytes, { ...place, where: `${place.where}, IPTC` });
  if (id === 0x0422 || id === 0x0423) return exifResource(bytes, { ...place, where: `${place.where}, EXIF` });
  if (id === 0x0424) return xmpFacts(bytes, { ...place, where: `${place.where}, XMP` });
  return { facts: [], problems: [] };
}

/** Some writers put the `Exif\0\0` of JPEG before the TIFF header. */
function exifResource(bytes: Uint8Array, place: Place): ExifFacts {
  if (bytes.length === 0) return { facts: [], problems: [] };
  return startsWith(bytes, 'Exif\0\0')
    ? exifFacts(bytes.subarray(6), placeWithin(place, 6, bytes.length - 6))
    : exifFacts(bytes, place);
}
