import type { Mime } from '../model/index.ts';
import { rootName } from './manifests/xml.ts';

type Test = (head: Uint8Array) => boolean;

/** Bytes of a string at a position; `.` in the string matches any byte. */
function at(offset: number, text: string): Test {
  return (head) =>
    head.length >= offset + text.length &&
    [...text].every((character, index) => character === '.' || head[offset + index] === character.charCodeAt(0));
}

function both(...tests: readonly Test[]): Test {
  return (head) => tests.every((test) => test(head));
}

function textOf(head: Uint8Array, length: number): string {
  const bytes = head.subarray(0, length);
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return wide ? Buffer.from(bytes).toString('latin1').replaceAll('\0', '') : Buffer.from(bytes).toString('latin1');
}

/** MPEG audio frame header: sync, a version, layer and rate that exist. ADTS has layer 0. */
function mpegAudio(head: Uint8Array, offset = 0): 'mp3' | 'adts' | null {
  const [a, b, c] = [head[offset] ?? 0, head[offset + 1] ?? 0, head[offset + 2] ?? 0];
  if (a !== 0xff || (b & 0xe0) !== 0xe0) return null;
  if ((b & 0xf6) === 0xf0) return 'adts';
  const valid = (b & 0x18) !== 0x08 && (b & 0x06) !== 0 && (c & 0xf0) !== 0xf0 && (c & 0x0c) !== 0x0c;
  return valid ? 'mp3' : null;
}

/** Where the sound begins behind an ID3v2 tag; 0 where there is none. ID3v2.4 structure, section 3.1. */
function behindId3(head: Uint8Array): number {
  if (!at(0, 'ID3')(head)) return 0;
  const [a, b, c, d] = [head[6] ?? 0, head[7] ?? 0, head[8] ?? 0, head[9] ?? 0];
  return 10 + (((a & 0x7f) << 21) | ((b & 0x7f) << 14) | ((c & 0x7f) << 7) | (d & 0x7f));
}

/** Major brands of ISO base media files that are no plain MP4. https://mp4ra.org/registered-types/brands */
const brands: readonly (readonly [RegExp, Mime])[] = [
  [/^(avif|avis)/, 'image/avif'],
  [/^(heic|heix|hevc|hevx|heim|heis)/, 'image/heic'],
  [/^(mif1|msf1|avci|avcs|mif2)/, 'image/heif'],
  [/^crx /, 'image/x-canon-cr3'],
  [/^qt {2}/, 'video/quicktime'],
  [/^(M4A |M4B |M4P )/, 'audio/mp4'],
  [/^3g/, 'video/3gpp'],
  [/^(jp2 |jpx |jpm |jph )/, 'image/jp2'],
  [/^jxl /, 'image/jxl'],
];

function isoBrand(head: Uint8Array): Mime | null {
  if (!at(4, 'ftyp')(head)) return null;
  const length = Math.min(new DataView(head.buffer, head.byteOffset).getUint32(0), 64);
  const major = Buffer.from(head.subarray(8, 12)).toString('latin1');
  const all = Buffer.from(head.subarray(8, length)).toString('latin1');
  // A HEIF file of brand mif1 says in its compatible brands what codes its pictures.
  if (/^(mif1|msf1)/.test(major) && all.includes('avif')) return 'image/avif';
  if (/^(mif1|msf1)/.test(major) && /heic|heix/.test(all)) return 'image/heic';
  return brands.find(([pattern]) => pattern.test(major))?.[1] ?? 'video/mp4';
}

/** Old QuickTime files begin with one of these boxes and no ftyp; fragments of MP4 with styp or moof. */
const bareBoxes: Readonly<Record<string, Mime>> = {
  moov: 'video/quicktime',
  mdat: 'video/quicktime',
  wide: 'video/quicktime',
  free: 'video/quicktime',
  skip: 'video/quicktime',
  pnot: 'video/quicktime',
  styp: 'video/mp4',
  moof: 'video/mp4',
  sidx: 'video/mp4',
  jumb: 'application/c2pa',
};

function bareBox(head: Uint8Array): Mime | null {
  if (head.length < 8) return null;
  const size = new DataView(head.buffer, head.byteOffset).getUint32(0);
  if (size !== 1 && size !== 0 && size < 8) return null;
  return bareBoxes[Buffer.from(head.subarray(4, 8)).toString('latin1')] ?? null;
}

/** Signatures with a fixed place, in the order in which they are tried. */
const signatures: readonly (readonly [Mime, Test])[] = [
  ['image/jpeg', at(0, '\xff\xd8\xff')],
  ['image/png', at(0, '\x89PNG\r\n\x1a\n')],
  ['image/gif', at(0, 'GIF8')],
  ['image/webp', both(at(0, 'RIFF'), at(8, 'WEBP'))],
  ['audio/wav', both(at(0, 'RIFF'), at(8, 'WAVE'))],
  ['audio/wav', both(at(0, 'RF64'), at(8, 'WAVE'))],
  ['audio/wav', both(at(0, 'BW64'), at(8, 'WAVE'))],
  ['video/x-msvideo', both(at(0, 'RIFF'), at(8, 'AVI '))],
  ['image/x-raw', at(0, 'FUJIFILMCCD-RAW')],
  ['image/x-raw', at(0, '\0MRM')],
  ['image/x-raw', at(0, 'FOVb')],
  ['image/x-raw', at(0, 'IIU\0')],
  ['image/x-raw', both(at(0, 'II\x1a\0'), at(6, 'HEAPCCDR'))],
  ['image/x-raw', at(0, 'IIRO')],
  ['image/x-raw', at(0, 'MMOR')],
  ['image/jxr', at(0, 'II\xbc')],
  ['image/tiff', at(0, 'II*\0')],
  ['image/tiff', at(0, 'MM\0*')],
  ['image/tiff', at(0, 'II+\0')],
  ['image/tiff', at(0, 'MM\0+')],
  ['image/jxl', at(0, '\xff\x0a')],
  ['image/jxl', at(4, 'JXL \r\n\x87\n')],
  ['image/jp2', at(4, 'jP  \r\n\x87\n')],
  ['image/x-j2c', at(0, '\xff\x4f\xff\x51')],
  ['image/vnd.adobe.photoshop', at(0, '8BPS')],
  ['image/x-exr', at(0, 'v/1\x01')],
  ['image/x-dpx', at(0, 'SDPX')],
  ['image/x-dpx', at(0, 'XPDS')],
  ['image/x-cineon', at(0, '\x80\x2a\x5f\xd7')],
  ['image/x-cineon', at(0, '\xd7\x5f\x2a\x80')],
  ['image/vnd.radiance', at(0, '#?RADIANCE')],
  ['image/vnd.radiance', at(0, '#?RGBE')],
  ['application/mxf', at(0, '\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02')],
  ['video/x-ms-asf', at(0, '\x30\x26\xb2\x75\x8e\x66\xcf\x11')],
  ['video/x-flv', at(0, 'FLV\x01')],
  ['video/mpeg', at(0, '\0\0\x01\xba')],
  ['video/mpeg', at(0, '\0\0\x01\xb3')],
  ['video/x-red-r3d', at(4, 'RED1')],
  ['video/x-red-r3d', at(4, 'RED2')],
  ['audio/aiff', both(at(0, 'FORM'), at(8, 'AIF'))],
  ['audio/x-caf', both(at(0, 'caff'), at(8, 'desc'))],
  ['audio/flac', at(0, 'fLaC')],
  ['audio/ogg', at(0, 'OggS')],
  ['audio/ac3', at(0, '\x0b\x77')],
  ['audio/x-ape', at(0, 'MAC ')],
  ['audio/x-wavpack', at(0, 'wvpk')],
  ['audio/x-tta', at(0, 'TTA1')],
  ['audio/x-tta', at(0, 'TTA2')],
  ['audio/basic', both(at(0, '.snd'), at(12, '\0\0\0'))],
  ['video/x-nut', at(0, 'nut/multimedia container\0')],
  ['video/x-yuv4mpeg', at(0, 'YUV4MPEG2 ')],
  ['audio/x-dsf', at(0, 'DSD ')],
  ['audio/x-dsf', at(0, 'FRM8')],
  ['application/pdf', at(0, '%PDF-')],
  ['application/x-model-weights', at(0, 'GGUF')],
  ['application/x-model-weights', safetensors],
  ['application/x-model-weights', checkpoint],
  ['image/bmp', both(at(0, 'BM'), (head) => head.length >= 26 && head[15] === 0 && head[16] === 0 && head[17] === 0)],
  ['image/x-icon', both(at(0, '\0\0\x01\0'), (head) => (head[4] ?? 0) > 0 && head[9] === 0)],
  ['image/x-icon', both(at(0, '\0\0\x02\0'), (head) => (head[4] ?? 0) > 0 && head[9] === 0)],
];

/** The format that the first bytes prove; null where they prove none. */
export function sniff(head: Uint8Array): Mime | null {
  const fixed = signatures.find(([, test]) => test(head));
  if (fixed) return fixed[0];
  return isoBrand(head) ?? bareBox(head) ?? ebml(head) ?? sound(head) ?? nalStream(head) ?? transportStream(head) ?? markup(head);
}

function ebml(head: Uint8Array): Mime | null {
  if (!at(0, '\x1a\x45\xdf\xa3')(head)) return null;
  return textOf(head, 64).includes('webm') ? 'video/webm' : 'video/x-matroska';
}

function sound(head: Uint8Array): Mime | null {
  const start = behindId3(head);
  if (start > 0 && at(start, 'TTA1')(head)) return 'audio/x-tta';
  if (start > 0) return at(start, 'fLaC')(head) ? 'audio/flac' : mpegAudio(head, start) === 'adts' ? 'audio/aac' : 'audio/mpeg';
  // FF FE is MPEG layer I, which nobody delivers, or the byte order mark of a text in UTF-16.
  if (at(0, '\xff\xfe')(head)) return null;
  const kind = mpegAudio(head);
  if (kind === 'adts') return 'audio/aac';
  return kind === 'mp3' ? 'audio/mpeg' : null;
}

/**
 * A raw stream of H.264 or H.265: a start code, then a unit that such a stream begins with (delimiter, parameter set, SEI), by its
 * exact first bytes. A parameter set of H.264 names one of the profiles that there are.
 */
function nalStream(head: Uint8Array): Mime | null {
  const start = at(0, '\0\0\0\x01')(head) ? 4 : at(0, '\0\0\x01')(head) ? 3 : undefined;
  if (start === undefined) return null;
  const [first = 0, second = 0] = head.subarray(start);
  if ([0x40, 0x42, 0x46, 0x4e].includes(first) && second === 1) return 'video/h265';
  const isParameters = [0x27, 0x47, 0x67].includes(first) && profiles.has(second);
  return isParameters || (first === 0x09 && (second & 31) === 16) || (first === 0x06 && second < 64) ? 'video/h264' : null;
}

/** Values of profile_idc: Rec. ITU-T H.264 annex A. */
const profiles = new Set([44, 66, 77, 83, 86, 88, 100, 110, 118, 122, 128, 138, 139, 134, 135, 144, 244]);

/** Sync bytes every 188 (TS) or 192 (M2TS, after four bytes of time code) bytes. ISO/IEC 13818-1, 2.4.3.2. */
function transportStream(head: Uint8Array): Mime | null {
  const holds = (first: number, step: number): boolean => [0, 1, 2, 3].every((packet) => head[first + packet * step] === 0x47);
  return holds(0, 188) || holds(4, 192) ? 'video/mp2t' : null;
}

function markup(head: Uint8Array): Mime | null {
  const text = textOf(head, 4096);
  if (/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!DOCTYPE svg|<svg[\s>])/.test(text))
    return 'image/svg+xml';
  if (/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(<\?xml[^>]*>\s*)?(<\?xpacket|<x:xmpmeta|<rdf:RDF)/.test(text))
    return 'application/rdf+xml';
  return message(text);
}

/** A composition playlist of IMF: SMPTE ST 2067-3, of 2013, 2016 (`/schemas/`) and 2020 (`/ns/`); not that of digital cinema. */
const compositionRoot =
  /<(?:[A-Za-z_][\w.-]{0,63}:)?CompositionPlaylist\b[^<>]*\sxmlns(?::[\w.-]+)?\s*=\s*["']https?:\/\/www\.smpte-ra\.org\/(?:schemas|ns)\/2067-3\/\d{4}/;

/** By its first element, whatever stands before it; a text that only quotes one is none. */
function isComposition(text: string): boolean {
  const start = text.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  return /^\s*</.test(start) && compositionRoot.test(start) && rootName(start) === 'CompositionPlaylist';
}

/** Messages in XML, told by the namespace of their first element. */
function message(text: string): Mime | null {
  if (isComposition(text)) return 'application/x-imf-cpl+xml';
  const root = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*<[A-Za-z_][^<>]*>/.exec(
    text,
  )?.[0];
  if (root === undefined) return null;
  if (/xmlns(:[\w.-]+)?\s*=\s*["']https?:\/\/ddex\.net\/xml\/ern\//.test(root)) return 'application/x-ddex-ern+xml';
  return /xmlns(:[\w.-]+)?\s*=\s*["']http:\/\/iptc\.org\/std\/nar\/2006-10-01\//.test(root)
    ? 'application/vnd.iptc.g2.newsitem+xml'
    : null;
}

/** Safetensors: length of the header (8 bytes, little-endian), then JSON. https://huggingface.co/docs/safetensors */
function safetensors(head: Uint8Array): boolean {
  if (head.length < 16 || head[8] !== 0x7b) return false;
  const length = new DataView(head.buffer, head.byteOffset).getBigUint64(0, true);
  return length >= 8n && length < 1n << 30n && /^\{\s*("|\})/.test(textOf(head.subarray(8), 64));
}

/** A PyTorch checkpoint: a ZIP whose first entry is the pickle, or the bare pickle of old versions. */
function checkpoint(head: Uint8Array): boolean {
  return (
    (at(0, 'PK\x03\x04')(head) && /^.{30}[^\0]{0,100}data\.pkl/s.test(textOf(head, 160))) ||
    at(0, '\x80\x02\x8a\x0al\xfc\x9cF')(head)
  );
}
