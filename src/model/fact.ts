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

/**
 * How the bytes at a place are to be read where the value does not stand there in plain UTF-8. Packings first, then character
 * encodings, then ways of writing a text, then structures; a place lists them in the order in which they are undone.
 */
export const encodings = [
  /** zlib (RFC 1950), beginning behind the names and numbers of its chunk, or raw deflate (RFC 1951) in a ZIP file. */
  'deflate',
  /** Brotli (RFC 7932), behind the type of the box that was packed: JPEG XL `brob`. */
  'brotli',
  /** gzip (RFC 1952). */
  'gzip',
  /** ID3: a 00 behind each FF is no part of the data. */
  'unsynchronised',
  /** Hexadecimal digits, blanks aside. */
  'hex',
  'base64',
  /** Bytes of the container stand inside: sub-block lengths of a GIF, headers of JPEG segments or Ogg pages. */
  'pieces',
  /** The picture's coded data: what follows is read from the samples that they decode to. */
  'pixels',
  /** Lowest bits of the alpha channel, column by column, highest bit first: a signature, the length in bits, the text. */
  'alpha-lsb',
  /** The same in red, green and blue. */
  'rgb-lsb',
  /** Wavelet and cosine transform of the chroma channel: docs/watermarks.md. */
  'dwt-dct',
  'utf-16le',
  'utf-16be',
  'utf-32le',
  'utf-32be',
  'latin-1',
  /** Character references stand for characters, and any blank for any other (XML 1.0, 3.3.3 and 4.1). */
  'xml',
  /** Backslashes escape, as in JSON strings (RFC 8259, 7). */
  'json',
  /** Backslashes escape, as in literal strings of PDF (ISO 32000-2, 7.3.4.2). */
  'pdf-string',
  /** RFC 8949; a name with a version is two of its texts. */
  'cbor',
  /** X.690: a certificate; organisation and name are two of its texts. */
  'der',
  /** Numbers, flags, or the structure itself: to be read as the format's specification says. */
  'binary',
] as const;
export type Encoding = (typeof encodings)[number];

/** A place that a third party can open with a hex editor. */
export interface At {
  /** The file, relative to the delivery root: the asset's own path or that of its sidecar. */
  readonly path: string;
  /** Bytes from the start of the file. */
  readonly offset: number;
  /** Bytes. */
  readonly length: number;
  /** How to read the bytes, in the order in which it is undone; absent where the value stands there in plain UTF-8. */
  readonly encoding?: readonly Encoding[];
}

/**
 * What a statement speaks of, where one file describes several things: a recording or release of a DDEX message, a node of
 * JSON-LD, an item of NewsML.
 */
export interface Subject {
  /** Tells the subjects of one file apart: the reference that the file gives it (`A1`), else its place in the file. */
  readonly id: string;
  readonly title?: string;
  /** The media files that it names as its own: names, paths and addresses as written. */
  readonly files: readonly string[];
  /** Ids of the subjects that it is made of: the recordings of a release. */
  readonly holds?: readonly string[];
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
  /** What of several things the statement speaks of; absent where it is the asset as a whole. */
  readonly of?: Subject;
  /** The `rdf:about` of XMP that speaks of another resource than the file that carries it. */
  readonly elsewhere?: string;
}
