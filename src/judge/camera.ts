import type { Fact } from '../model/index.ts';

/** The maker behind a generator's name; undefined for a camera. */
type VendorFamily = (generator: string) => string | undefined;

/** A camera's name is short; ComfyUI writes its graph, and some tools a prompt, into Make and Model. */
const notName = /[{}[\]\n]|^(workflow|prompt|parameters)\s*:/i;
const nameLimit = 100;

const modelNames = /^(Model|CameraModelName|UniqueCameraModel|tiff:Model|exifEX:CameraModelName)$/i;

/** What only a camera (or somebody who copies its data) writes: exposure, sensitivity, lens. Names of EXIF and of its XMP form. */
const takingNames =
  /^(?:exif:|exifEX:|aux:)?(ExposureTime|FNumber|ISO|ISOSpeed|ISOSpeedRatings|PhotographicSensitivity|RecommendedExposureIndex|ShutterSpeedValue|ApertureValue|MaxApertureValue|BrightnessValue|ExposureBiasValue|ExposureCompensation|ExposureProgram|ExposureIndex|SubjectDistance|FocalLength|FocalLengthIn35mm(?:Format|Film)|Lens|LensMake|LensModel|LensInfo|LensSpecification)$/i;

/** Values that cameras, and tools that fill every field, write for "not known". */
const unknown = /^\s*(?:0+(?:\.0+)?(?: ?mm)?|0+\/\d+|-|undef(?:ined)?|not defined|unknown\b.*|n\/a|none|inf)?\s*$/i;

/** QuickTime's words for the camera of a film; there is no exposure in them, so maker and model must both be there. */
const filmMaker = /^(?:keys:(?:com\.apple\.quicktime\.)?make|udta:(?:©mak|make))$/i;
const filmModel = /^(?:keys:(?:com\.apple\.quicktime\.)?model|udta:(?:©mod|model))$/i;

/**
 * The camera that the metadata of a file name, by its model; undefined where they name none. A maker or model alone is not
 * enough: generators and editors write them too.
 */
export function cameraIn(facts: readonly Fact[], vendorFamily: VendorFamily): string | undefined {
  const isName = ({ value }: Fact): boolean =>
    value.trim() !== '' && value.length <= nameLimit && !notName.test(value) && vendorFamily(value) === undefined;
  const still = facts.find((fact) => isTag(fact) && modelNames.test(fact.name) && isName(fact));
  if (still !== undefined && facts.some((fact) => isTag(fact) && takingNames.test(fact.name) && !unknown.test(fact.value)))
    return still.value.trim();
  const inFilm = (name: RegExp): Fact | undefined =>
    facts.find((fact) => fact.source === 'container' && name.test(fact.name) && isName(fact));
  return inFilm(filmMaker) && inFilm(filmModel)?.value.trim();
}

function isTag({ source }: Fact): boolean {
  return source === 'exif' || source === 'xmp';
}
