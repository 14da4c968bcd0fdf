import type { Fact, Problem } from '../../model/index.ts';
import { textOf, utf16IsLittle, utf16Of } from './bytes.ts';
import { brokenAt, factAt, type Place, placeWithin } from './place.ts';

/** What an IPTC-IIM block says, and what was wrong with it. */
export interface IptcFacts {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
}

/** ExifTool's names of the datasets of record 2 that hold text. */
const names: Readonly<Record<number, string>> = {
  3: 'ObjectTypeReference',
  4: 'ObjectAttributeReference',
  5: 'ObjectName',
  7: 'EditStatus',
  8: 'EditorialUpdate',
  10: 'Urgency',
  12: 'SubjectReference',
  15: 'Category',
  20: 'SupplementalCategories',
  22: 'FixtureIdentifier',
  25: 'Keywords',
  26: 'ContentLocationCode',
  27: 'ContentLocationName',
  30: 'ReleaseDate',
  35: 'ReleaseTime',
  37: 'ExpirationDate',
  38: 'ExpirationTime',
  40: 'SpecialInstructions',
  42: 'ActionAdvised',
  45: 'ReferenceService',
  47: 'ReferenceDate',
  50: 'ReferenceNumber',
  55: 'DateCreated',
  60: 'TimeCreated',
  62: 'DigitalCreationDate',
  63: 'DigitalCreationTime',
  65: 'OriginatingProgram',
  70: 'ProgramVersion',
  75: 'ObjectCycle',
  80: 'By-line',
  85: 'By-lineTitle',
  90: 'City',
  92: 'Sub-location',
  95: 'Province-State',
  100: 'Country-PrimaryLocationCode',
  101: 'Country-PrimaryLocationName',
  103: 'OriginalTransmissionReference',
  105: 'Headline',
  110: 'Credit',
  115: 'Source',
  116: 'CopyrightNotice',
  118: 'Contact',
  120: 'Caption-Abstract',
  121: 'LocalCaption',
  122: 'Writer-Editor',
  130: 'ImageType',
  131: 'ImageOrientation',
  135: 'LanguageIdentifier',
  184: 'JobID',
  185: 'MasterDocumentID',
  186: 'ShortDocumentID',
  187: 'UniqueDocumentID',
  188: 'OwnerID',
  221: 'Prefs',
  225: 'ClassifyState',
  228: 'SimilarityIndex',
  230: 'DocumentNotes',
  231: 'DocumentHistory',
  232: 'ExifCameraInfo',
};
const datasetLimit = 5000;

/** Text datasets of an IIM block (IPTC-IIM 4.2), decoded by the character set of record 1, UTF-8 or Latin-1. */
export function iptcFacts(iim: Uint8Array, place: Place): IptcFacts {
  const facts: Fact[] = [];
  let characterSet: string | undefined;
  let at = 0;
  for (let count = 0; at < iim.length && count < datasetLimit; count++) {
    // Blocks are padded with zeroes; anything else that is no tag marker means that the lengths did not lead to the end.
    if (iim[at] !== 0x1c) return { facts, problems: isPadding(iim, at) ? [] : [brokenAt(place.offset + at, 'iptc-dataset')] };
    const header = datasetAt(iim, at);
    if (header === undefined || header.end > iim.length) return { facts, problems: [brokenAt(place.offset + at, 'iptc-length')] };
    const value = iim.subarray(header.start, header.end);
    if (header.record === 1 && header.dataset === 90) characterSet = Buffer.from(value).toString('latin1');
    const name = header.record === 2 ? names[header.dataset] : undefined;
    if (name !== undefined && value.length > 0) {
      facts.push(factAt('iptc', name, decoded(value, characterSet), placeWithin(place, at, header.end - at)));
    }
    at = header.end;
  }
  return {
    facts,
    problems: at < iim.length ? [{ code: 'limit-reached', params: { at: place.offset + at, limit: 'iptc-datasets' } }] : [],
  };
}

function datasetAt(iim: Uint8Array, at: number): { record: number; dataset: number; start: number; end: number } | undefined {
  if (at + 5 > iim.length) return undefined;
  const [, record = 0, dataset = 0, high = 0, low = 0] = iim.subarray(at, at + 5);
  if (high < 0x80) return { record, dataset, start: at + 5, end: at + 5 + high * 256 + low };
  const bytes = (high & 0x7f) * 256 + low;
  if (bytes > 4 || at + 5 + bytes > iim.length) return undefined;
  const length = iim.subarray(at + 5, at + 5 + bytes).reduce((sum, byte) => sum * 256 + byte, 0);
  return { record, dataset, start: at + 5 + bytes, end: at + 5 + bytes + length };
}

const isPadding = (iim: Uint8Array, at: number): boolean => iim.subarray(at).every((byte) => byte === 0);

/** ISO 2022 escape sequences that occur: UTF-8 (`ESC % G`) and, from a few writers, UTF-16. */
function decoded(value: Uint8Array, characterSet: string | undefined): string {
  if (characterSet?.startsWith('\x1b%/') === true) return utf16Of(value, utf16IsLittle(value, false));
  return textOf(value);
}
