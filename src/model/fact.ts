import type { C2paPlace } from './c2pa.ts';

/** Where a statement can come from. */
export const factSources = [
  'c2pa',
  'xmp',
  'exif',
  'iptc',
  'container',
  'text',
  'id3',
  'sidecar',
  'watermark',
  'filename',
] as const;
export type FactSource = (typeof factSources)[number];

/** A place that a third party can open with a hex editor. */
export interface At {
  /** The file, relative to the delivery root: the asset's own path or that of its sidecar. */
  readonly path: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
}

/**
 * One raw statement found in an asset, as it stands there. Names are the same whichever reader found it:
 * - `xmp`: preferred prefix and local name of the property, `Iptc4xmpExt:DigitalSourceType`; structures joined by `/`,
 *   `xmpMM:History/softwareAgent`. Compared without regard to case.
 * - `exif`: ExifTool's tag name, `Software`, `UserComment`, `ImageDescription`.
 * - `iptc`: ExifTool's name of the IIM dataset, `Credit`.
 * - `text`: the keyword of a PNG text chunk, `parameters`; `Comment` for a JPEG, GIF or TIFF-less comment.
 * - `id3`: frame id, and the description where there is one, `TXXX:AIGC`, `COMM`, `WOAS`.
 * - `container`: `keys:<name>`, `ilst:<name>`, `udta:<name>` (QuickTime, names as stored, `©too`), `info:<id>` (RIFF INFO),
 *   `riff:<id>` (other RIFF chunk), `bext:<field>`, `ixml:<element>`, `vorbis:<KEY>`, `matroska:<NAME>`, `mxf:<field>`,
 *   `sei:<uuid>`, `tag:<key>` (what ffprobe calls a format tag), `pdf:<key>`, `ooxml:<property>`, `exr:<attribute>`, `dpx:<field>`,
 *   `weights:format` and `weights:<key>` (a model file's own metadata).
 * - `c2pa`: see `C2paFactName`.
 * - `sidecar`: `text` (a prompt file or graph, whole, or a settings text inside JSON), `json:<key>` (ninjs and the like),
 *   `jsonld:<property>`, `newsml:<element>`, `ddex:<element>`, `frontmatter:<key>`; keys as spelt by the standard, without prefix.
 * - `watermark`: name of the message, `StableDiffusionV1`; `filename`: `name`.
 */
export interface Fact {
  readonly source: FactSource;
  readonly name: string;
  /** As text, trimmed of trailing NULs; lists are one fact an item. */
  readonly value: string;
  /** For people: segment, chunk or box path, `APP1 (XMP)`, `iTXt chunk "XML:com.adobe.xmp"`, `moov/udta/meta/ilst/©too`. */
  readonly where: string;
  readonly at?: At;
  /** For `c2pa` only: which manifest said it, and what that manifest is to the asset. */
  readonly c2pa?: C2paPlace;
}
