import { latin1, startsWith, textOf, utf16IsLittle, utf16Of } from './bytes.ts';

/** ExifTool's names of the tags that hold words (or are otherwise telling), of IFD0, ExifIFD and DNG. */
export const exifTagNames: Readonly<Record<number, string>> = {
  269: 'DocumentName',
  270: 'ImageDescription',
  271: 'Make',
  272: 'Model',
  285: 'PageName',
  305: 'Software',
  306: 'ModifyDate',
  315: 'Artist',
  316: 'HostComputer',
  337: 'TargetPrinter',
  4097: 'RelatedImageWidth',
  33432: 'Copyright',
  36867: 'DateTimeOriginal',
  36868: 'CreateDate',
  36880: 'OffsetTime',
  36881: 'OffsetTimeOriginal',
  36882: 'OffsetTimeDigitized',
  37510: 'UserComment',
  37511: 'LearningOptOutIn',
  40091: 'XPTitle',
  40092: 'XPComment',
  40093: 'XPAuthor',
  40094: 'XPKeywords',
  40095: 'XPSubject',
  40964: 'RelatedSoundFile',
  42016: 'ImageUniqueID',
  42032: 'OwnerName',
  42033: 'SerialNumber',
  42035: 'LensMake',
  42036: 'LensModel',
  42037: 'LensSerialNumber',
  42038: 'ImageTitle',
  42039: 'Photographer',
  42040: 'ImageEditor',
  42041: 'CameraFirmware',
  42042: 'RAWDevelopingSoftware',
  42043: 'ImageEditingSoftware',
  42044: 'MetadataEditingSoftware',
  42080: 'CompositeImage',
  42112: 'GDALMetadata',
  50708: 'UniqueCameraModel',
  50709: 'LocalizedCameraModel',
  50735: 'CameraSerialNumber',
  50827: 'OriginalRawFileName',
  50931: 'CameraCalibrationSig',
  50932: 'ProfileCalibrationSig',
  50934: 'AsShotProfileName',
  50936: 'ProfileName',
  50942: 'ProfileCopyright',
  50966: 'PreviewApplicationName',
  50967: 'PreviewApplicationVersion',
  50968: 'PreviewSettingsName',
  50971: 'PreviewDateTime',
  65000: 'OwnerName',
  65001: 'SerialNumber',
  65002: 'Lens',
  65100: 'RawFile',
  65101: 'Converter',
  65105: 'Exposure',
};

/** Types whose values are words: ASCII, and the UTF-8 of EXIF 3.0. */
export const textTypes: ReadonlySet<number> = new Set([2, 129]);

const userComment = 0x9286;
const isXp = (tag: number): boolean => tag >= 0x9c9b && tag <= 0x9c9f;

/** The text of a tag's value: by its type, or by the tag's own rule (UserComment, the XP tags of Windows). */
export function exifText(tag: number, value: Uint8Array, little: boolean): string {
  if (tag === userComment) return userCommentText(value, little);
  if (isXp(tag)) return utf16Of(value, true);
  return textOf(value);
}

/**
 * UserComment begins with eight bytes that name its encoding (EXIF 2.32, 4.6.5). `UNICODE` means UTF-16 in an order that
 * the standard leaves open, and some writers put UTF-8 after it; others leave the eight bytes out.
 */
function userCommentText(value: Uint8Array, little: boolean): string {
  const code = latin1(value, 0, 8);
  const body = value.subarray(8);
  if (/^ASCII\0/.test(code)) return textOf(body);
  if (/^UNICODE\0/i.test(code)) return unicodeText(body, little);
  if (/^JIS\0/.test(code)) return japaneseText(body);
  if (/^[\0 ]{8}$/.test(code)) return startsWith(body, '\0') || body[1] === 0 ? unicodeText(body, little) : textOf(body);
  return textOf(value);
}

function unicodeText(body: Uint8Array, little: boolean): string {
  // Plain ASCII after `UNICODE` is a writer's mistake. Short Japanese can consist of such bytes too, but not mostly of letters.
  const isAscii = body.length > 1 && body.every((byte) => byte >= 0x09 && byte < 0x7f);
  const letters = isAscii ? (latin1(body).match(/[A-Za-z0-9 ,.]/g) ?? []).length : 0;
  return isAscii && letters >= body.length * 0.75 ? textOf(body) : utf16Of(body, utf16IsLittle(body, little));
}

/** JIS X 0208 comes with escape sequences (ISO 2022) or, more often, as Shift-JIS. */
function japaneseText(body: Uint8Array): string {
  const encoding = body.includes(0x1b) ? 'iso-2022-jp' : 'shift_jis';
  return new TextDecoder(encoding).decode(body);
}
