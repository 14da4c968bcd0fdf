/**
 * Containers that ffmpeg may read. Those of lists are left out (HLS, DASH, IMF, concat, AviSynth, SDP, patterns of numbered names): a
 * file of another name that is such a list would have it open any file of this machine, and show its pictures as those of the
 * delivery. https://ffmpeg.org/ffmpeg-formats.html#Format-Options
 */
const containers = [
  ...[
    'mov',
    'matroska',
    'webm',
    'mxf',
    'avi',
    'mpegts',
    'mpeg',
    'mpegvideo',
    'asf',
    'asf_o',
    'flv',
    'live_flv',
    'dv',
    'r3d',
    'nut',
  ],
  ...[
    'h264',
    'hevc',
    'h263',
    'm4v',
    'av1',
    'obu',
    'ivf',
    'vc1',
    'dirac',
    'dnxhd',
    'mjpeg',
    'mjpeg_2000',
    'yuv4mpegpipe',
    'gxf',
    'lxf',
  ],
  ...[
    'wav',
    'w64',
    'aiff',
    'caf',
    'au',
    'mp3',
    'aac',
    'loas',
    'ac3',
    'eac3',
    'dts',
    'dtshd',
    'truehd',
    'mlp',
    'flac',
    'ogg',
    'ape',
  ],
  ...['wv', 'tta', 'tak', 'dsf', 'iff', 'amr', 'spdif', 's337m', 'gif', 'apng', 'ico', 'filmstrip', 'cine', 'rm', 'wtv'],
  ...[
    'bmp',
    'cri',
    'dds',
    'dpx',
    'exr',
    'gif',
    'j2k',
    'jpeg',
    'jpegls',
    'jpegxl',
    'hdr',
    'pam',
    'pbm',
    'pcx',
    'pfm',
    'pgm',
    'phm',
  ].map(pipe),
  ...['png', 'ppm', 'psd', 'qoi', 'sgi', 'sunrast', 'tiff', 'webp', 'xwd'].map(pipe),
];

/** ffmpeg's name of the container that is one still of this codec, whatever the file is called. */
function pipe(codec: string): string {
  return `${codec}_pipe`;
}

/** Where ffmpeg and ffprobe may read: whatever a file names, only files are opened. https://ffmpeg.org/ffmpeg-protocols.html#Protocol-Options */
export const onlyFiles: readonly string[] = ['-protocol_whitelist', 'file', '-format_whitelist', containers.join(',')];

/** A file as input, so that its name is never taken for a protocol. */
export const fileInput = (path: string): string[] => ['-i', `file:${path}`];
