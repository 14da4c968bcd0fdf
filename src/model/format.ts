import type { AssetKind } from './asset.ts';

/** One file format that trueslate takes for media (or for a sidecar of media). */
export interface Format {
  /** MIME type: the name used in reports. */
  readonly mime: string;
  readonly kind: AssetKind;
  /** What a person calls it. */
  readonly name: string;
  /** Extensions without the dot, lower case; the first is the usual one. Empty where content alone tells the format. */
  readonly extensions: readonly string[];
  /** The name under which the C2PA engine knows it, where an embedding is defined and the engine implements it. */
  readonly c2pa?: string;
}

/** Every format, once; all look-ups, the coverage text and the docs derive from this list. */
export const formats = [
  { mime: 'image/jpeg', kind: 'image', name: 'JPEG', extensions: ['jpg', 'jpeg', 'jpe', 'jfif', 'mpo'], c2pa: 'image/jpeg' },
  { mime: 'image/png', kind: 'image', name: 'PNG', extensions: ['png', 'apng'], c2pa: 'image/png' },
  { mime: 'image/webp', kind: 'image', name: 'WebP', extensions: ['webp'], c2pa: 'image/webp' },
  { mime: 'image/gif', kind: 'image', name: 'GIF', extensions: ['gif'], c2pa: 'image/gif' },
  { mime: 'image/tiff', kind: 'image', name: 'TIFF', extensions: ['tif', 'tiff'], c2pa: 'image/tiff' },
  { mime: 'image/x-adobe-dng', kind: 'image', name: 'DNG', extensions: ['dng'], c2pa: 'image/x-adobe-dng' },
  {
    mime: 'image/x-raw',
    kind: 'image',
    name: 'camera RAW',
    extensions: [
      'nef',
      'cr2',
      'arw',
      'orf',
      'rw2',
      'pef',
      'srw',
      'raf',
      'mrw',
      'x3f',
      '3fr',
      'iiq',
      'erf',
      'nrw',
      'sr2',
      'kdc',
      'dcr',
      'mos',
      'rwl',
      'srf',
      'crw',
      'fff',
      'mef',
    ],
  },
  { mime: 'image/x-canon-cr3', kind: 'image', name: 'Canon CR3', extensions: ['cr3'] },
  { mime: 'image/heic', kind: 'image', name: 'HEIC', extensions: ['heic', 'heics', 'hif'], c2pa: 'image/heic' },
  { mime: 'image/heif', kind: 'image', name: 'HEIF', extensions: ['heif', 'heifs', 'avci'], c2pa: 'image/heif' },
  { mime: 'image/avif', kind: 'image', name: 'AVIF', extensions: ['avif', 'avifs'], c2pa: 'image/avif' },
  { mime: 'image/jxl', kind: 'image', name: 'JPEG XL', extensions: ['jxl'], c2pa: 'image/jxl' },
  { mime: 'image/jp2', kind: 'image', name: 'JPEG 2000', extensions: ['jp2', 'jpx', 'jpm', 'jph'] },
  { mime: 'image/x-j2c', kind: 'image', name: 'JPEG 2000 codestream', extensions: ['j2c', 'j2k', 'jpc', 'jhc'] },
  { mime: 'image/jxr', kind: 'image', name: 'JPEG XR', extensions: ['jxr', 'wdp', 'hdp'] },
  { mime: 'image/vnd.adobe.photoshop', kind: 'image', name: 'Photoshop', extensions: ['psd', 'psb'] },
  { mime: 'image/x-exr', kind: 'image', name: 'OpenEXR', extensions: ['exr'] },
  { mime: 'image/x-dpx', kind: 'image', name: 'DPX', extensions: ['dpx'] },
  { mime: 'image/x-cineon', kind: 'image', name: 'Cineon', extensions: ['cin'] },
  { mime: 'image/bmp', kind: 'image', name: 'BMP', extensions: ['bmp', 'dib'] },
  { mime: 'image/x-tga', kind: 'image', name: 'Targa', extensions: ['tga', 'targa'] },
  { mime: 'image/vnd.radiance', kind: 'image', name: 'Radiance HDR', extensions: ['hdr', 'pic'] },
  { mime: 'image/x-icon', kind: 'image', name: 'icon', extensions: ['ico', 'cur'] },
  { mime: 'image/svg+xml', kind: 'image', name: 'SVG', extensions: ['svg'], c2pa: 'image/svg+xml' },
  { mime: 'video/mp4', kind: 'video', name: 'MP4', extensions: ['mp4', 'm4v', 'f4v', 'm4s', 'cmfv'], c2pa: 'video/mp4' },
  { mime: 'video/quicktime', kind: 'video', name: 'QuickTime', extensions: ['mov', 'qt', 'mqv'], c2pa: 'video/quicktime' },
  { mime: 'video/3gpp', kind: 'video', name: '3GPP', extensions: ['3gp', '3g2'], c2pa: 'video/mp4' },
  { mime: 'application/mxf', kind: 'video', name: 'MXF', extensions: ['mxf'] },
  { mime: 'video/x-matroska', kind: 'video', name: 'Matroska', extensions: ['mkv', 'mka', 'mks', 'mk3d'] },
  { mime: 'video/webm', kind: 'video', name: 'WebM', extensions: ['webm'] },
  { mime: 'video/x-msvideo', kind: 'video', name: 'AVI', extensions: ['avi'], c2pa: 'video/avi' },
  { mime: 'video/mp2t', kind: 'video', name: 'MPEG-TS', extensions: ['mts', 'm2ts', 'm2t'] },
  { mime: 'video/mpeg', kind: 'video', name: 'MPEG-PS', extensions: ['mpg', 'mpeg', 'vob', 'm2v', 'm1v'] },
  { mime: 'video/x-ms-asf', kind: 'video', name: 'Windows Media', extensions: ['wmv', 'asf', 'wma'] },
  { mime: 'video/x-flv', kind: 'video', name: 'Flash Video', extensions: ['flv'] },
  { mime: 'video/x-dv', kind: 'video', name: 'DV', extensions: ['dv', 'dif'] },
  { mime: 'video/x-red-r3d', kind: 'video', name: 'REDCODE', extensions: ['r3d'] },
  { mime: 'video/h264', kind: 'video', name: 'H.264 stream', extensions: ['h264', '264', 'avc'] },
  { mime: 'video/h265', kind: 'video', name: 'H.265 stream', extensions: ['h265', '265', 'hevc'] },
  { mime: 'video/x-nut', kind: 'video', name: 'NUT', extensions: ['nut'] },
  { mime: 'video/x-yuv4mpeg', kind: 'video', name: 'YUV4MPEG2', extensions: ['y4m'] },
  { mime: 'audio/wav', kind: 'audio', name: 'WAV', extensions: ['wav', 'bwf', 'rf64', 'w64'], c2pa: 'audio/wav' },
  { mime: 'audio/x-caf', kind: 'audio', name: 'Core Audio', extensions: ['caf'] },
  { mime: 'audio/aiff', kind: 'audio', name: 'AIFF', extensions: ['aif', 'aiff', 'aifc'] },
  { mime: 'audio/mpeg', kind: 'audio', name: 'MP3', extensions: ['mp3', 'mp2', 'mpga'], c2pa: 'audio/mpeg' },
  { mime: 'audio/flac', kind: 'audio', name: 'FLAC', extensions: ['flac'], c2pa: 'audio/flac' },
  { mime: 'audio/mp4', kind: 'audio', name: 'M4A', extensions: ['m4a', 'm4b', 'm4r'], c2pa: 'audio/mp4' },
  { mime: 'audio/ogg', kind: 'audio', name: 'Ogg', extensions: ['ogg', 'oga', 'opus', 'spx', 'ogv', 'ogx'] },
  { mime: 'audio/aac', kind: 'audio', name: 'AAC (ADTS)', extensions: ['aac'] },
  { mime: 'audio/ac3', kind: 'audio', name: 'AC-3', extensions: ['ac3', 'eac3', 'ec3'] },
  { mime: 'audio/x-ape', kind: 'audio', name: "Monkey's Audio", extensions: ['ape'] },
  { mime: 'audio/x-wavpack', kind: 'audio', name: 'WavPack', extensions: ['wv'] },
  { mime: 'audio/x-tta', kind: 'audio', name: 'True Audio', extensions: ['tta'] },
  { mime: 'audio/basic', kind: 'audio', name: 'Sun audio', extensions: ['au', 'snd'] },
  { mime: 'audio/x-dsf', kind: 'audio', name: 'DSD', extensions: ['dsf', 'dff'] },
  { mime: 'application/pdf', kind: 'document', name: 'PDF', extensions: ['pdf'], c2pa: 'application/pdf' },
  {
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    kind: 'document',
    name: 'Word document',
    extensions: ['docx'],
  },
  {
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    kind: 'document',
    name: 'Excel workbook',
    extensions: ['xlsx'],
  },
  {
    mime: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    kind: 'document',
    name: 'PowerPoint presentation',
    extensions: ['pptx'],
  },
  { mime: 'application/rdf+xml', kind: 'sidecar', name: 'XMP sidecar', extensions: ['xmp'] },
  { mime: 'application/c2pa', kind: 'sidecar', name: 'C2PA manifest store', extensions: ['c2pa'], c2pa: 'application/c2pa' },
  // Content alone tells these: a .txt, .json or .xml promises nothing.
  { mime: 'text/x-generation-settings', kind: 'sidecar', name: 'Generation settings (text)', extensions: [] },
  { mime: 'application/x-generation-settings+json', kind: 'sidecar', name: 'Generation settings (JSON)', extensions: [] },
  { mime: 'application/x-comfyui-graph+json', kind: 'sidecar', name: 'ComfyUI graph', extensions: [] },
  { mime: 'application/ld+json', kind: 'sidecar', name: 'JSON-LD', extensions: [] },
  { mime: 'application/x-ninjs+json', kind: 'sidecar', name: 'ninjs or other metadata in JSON', extensions: [] },
  { mime: 'application/vnd.iptc.g2.newsitem+xml', kind: 'sidecar', name: 'NewsML-G2', extensions: [] },
  { mime: 'application/x-ddex-ern+xml', kind: 'sidecar', name: 'DDEX ERN message', extensions: [] },
  { mime: 'application/x-imf-cpl+xml', kind: 'package', name: 'IMF composition', extensions: [] },
  { mime: 'text/html', kind: 'document', name: 'Web page with JSON-LD', extensions: [] },
  { mime: 'text/markdown', kind: 'document', name: 'Markdown with an AIGC label', extensions: [] },
  // Models are no media, but a model in a delivery says what was at work: shown, as possible.
  { mime: 'application/x-model-weights', kind: 'document', name: 'Weights of a model', extensions: ['safetensors', 'gguf'] },
] as const satisfies readonly Format[];

/** MIME types that trueslate knows. */
export type Mime = (typeof formats)[number]['mime'];

const byMime = new Map<string, Format>(formats.map((format) => [format.mime, format]));
const byExtension = new Map<string, Format>(
  formats.flatMap((format: Format) => format.extensions.map((extension) => [extension, format] as const)),
);

/** The format of a MIME type; undefined for a type that is none of ours. */
export function formatOf(mime: string): Format | undefined {
  return byMime.get(mime);
}

/** The format that a file name promises by its extension (any case); undefined where it promises no media. */
export function formatByName(name: string): Format | undefined {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : byExtension.get(name.slice(dot + 1).toLowerCase());
}
