import { fileInput, onlyFiles } from './ffmpeg-input.ts';
import { runFfmpeg } from './ffmpeg-run.ts';

/** What must be known of a video before its frames are asked for. */
export interface VideoStream {
  /** ffmpeg's name of the codec: `h264`, `prores`. */
  readonly codec: string;
  /** Pixels as displayed before scaling: turned upright, but not yet made square. */
  readonly width: number;
  readonly height: number;
  /** Width through height of the picture as displayed. */
  readonly aspect: number;
  /** Seconds from the first frame to the end of the file, sound included; null where it does not tell. */
  readonly seconds: number | null;
  /** When the first frame is shown, in microseconds of the container's clock. */
  readonly start: number;
  /** ffmpeg's names of the container: `mov,mp4,m4a,3gp,3g2,mj2`, `mxf`. */
  readonly container: string;
  /** ffmpeg's name of the pixels: `yuv422p10le`. */
  readonly pixels: string;
  /** Seconds of one packet, where all packets that were looked at are of one length; else null. */
  readonly packetSeconds: number | null;
  /** Whether every packet is a key frame, so that each frame can be decoded alone. */
  readonly intraOnly: boolean;
  readonly interlaced: boolean;
  /** Whether the file says by which matrix its colours are coded. */
  readonly matrixNamed: boolean;
}

/** Packets that are looked at to tell an intra-only stream; no GOP that begins so has only key frames. */
const packetCount = 60;

/** The first stream that is a video: `V` leaves out cover pictures. https://ffmpeg.org/ffmpeg.html#Stream-specifiers-1 */
export const firstVideo = ['-map', '0:V:0'] as const;

/** Microseconds as the clock of all filters: exact enough for every rate, and the same in each container. */
export const microseconds = 'settb=1/1000000';

/** What `showinfo` tells of one frame. */
export interface ShownFrame {
  /** Microseconds of the container's clock; null where the frame has no time. */
  readonly time: number | null;
  readonly line: string;
}

/** Reads a line of the filter `showinfo@name`; null for any other line. */
export function shownFrame(line: string, name: string): ShownFrame | null {
  if (!line.startsWith(`[showinfo@${name} @`)) return null;
  const pts = /\] n: *\d+ pts: *(-?\d+|NOPTS) /.exec(line)?.[1];
  return pts === undefined ? null : { time: pts === 'NOPTS' ? null : Number(pts), line };
}

/**
 * Looks at the first real video stream of a file: decodes its first frame and lists its first packets.
 * @param name what the filter is called in the log; not to be guessed, so that no text in a file passes for a line of it
 * @throws Error with ffmpeg's last words where there is no video that it can decode
 */
export async function lookAtVideo(program: string, path: string, name: string, signal?: AbortSignal): Promise<VideoStream> {
  const lines: string[] = [];
  let frame: ShownFrame | null = null;
  let matrixNamed = false;
  const run = runFfmpeg({
    program,
    path,
    signal,
    // biome-ignore format: one option with its value a line
    args: [
      '-nostdin', ...onlyFiles, '-copyts', ...fileInput(path),
      ...firstVideo, '-frames:v', '1', '-vf', `${microseconds},showinfo@${name}=checksum=0`, '-f', 'null', '-',
      ...firstVideo, '-frames:v', String(packetCount), '-c', 'copy', '-f', 'framecrc', 'pipe:1',
    ],
    onLine: (line) => {
      if (frame === null) frame = shownFrame(line, name);
      else if (line.startsWith(`[showinfo@${name} @`) && /color_space:(?!unknown)/.test(line)) matrixNamed = true;
      if (/^\[info\] (Input #0, | {2}Duration: )|Estimating duration from bitrate/.test(line) && lines.length < 8)
        lines.push(line);
    },
  });
  try {
    const packets = await textOf(run.read);
    // Later packets may be broken: what counts here is the first frame.
    await run.ended().catch((error: unknown) => {
      if (frame === null) throw error;
      signal?.throwIfAborted();
    });
    if (frame === null) throw new Error(run.lastWords() || 'no frame could be decoded');
    return streamOf(frame, packets, lines, matrixNamed);
  } finally {
    await run.kill();
  }
}

async function textOf(read: () => Promise<Uint8Array | null>): Promise<string> {
  let text = '';
  for (let piece = await read(); piece !== null; piece = await read()) {
    if (text.length < 1 << 16) text += Buffer.from(piece).toString('latin1');
  }
  return text;
}

function streamOf({ line, time }: ShownFrame, packets: string, lines: readonly string[], matrixNamed: boolean): VideoStream {
  const [, width = 0, height = 0] = (/ s:(\d+)x(\d+) /.exec(line) ?? []).map(Number);
  const [, across = 0, down = 0] = (/ sar: *(\d+)\/(\d+) /.exec(line) ?? []).map(Number);
  if (width === 0 || height === 0) throw new Error('no frame could be decoded');
  const rows = packets.split('\n').filter((row) => row !== '' && !row.startsWith('#'));
  return {
    codec: /^#codec_id 0: (\w+)/m.exec(packets)?.[1] ?? 'unknown',
    width,
    height,
    aspect: (width * (across > 0 && down > 0 ? across / down : 1)) / height,
    seconds: lengthOf(lines, time ?? 0),
    start: time ?? 0,
    // framecrc tells the flags of a packet only where there are more or others than that of a key frame, 1.
    intraOnly: rows.length > 1 && rows.every((row) => (Number(/F=(0x[0-9A-Fa-f]+)/.exec(row)?.[1] ?? 1) & 1) === 1),
    container: lines.map((text) => /^\[info\] Input #0, (\S+), from/.exec(text)?.[1]).find((text) => text !== undefined) ?? '',
    pixels: / fmt:(\w+) /.exec(line)?.[1] ?? '',
    packetSeconds: packetLength(packets, rows),
    interlaced: / i:[TB] /.test(line),
    matrixNamed,
  };
}

/** From the one line of the log that tells duration and start of the container. */
function lengthOf(lines: readonly string[], first: number): number | null {
  const form = /^\[info\] {3}Duration: (\d+):(\d\d):(\d\d\.\d+)(?:, start: (-?[\d.]+))?/;
  const found = lines.map((line) => form.exec(line)).find((match) => match !== null);
  // An estimate from the bitrate is no length. https://github.com/FFmpeg/FFmpeg/blob/n5.1/libavformat/demux.c#L1688
  if (found === undefined || lines.some((line) => line.includes('Estimating'))) return null;
  const [, hours, minutes, seconds, start = '0'] = found;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(start) - first / 1e6;
}

/** Rows of framecrc: stream, dts, pts, duration, size, checksum. https://ffmpeg.org/ffmpeg-formats.html#framecrc-1 */
function packetLength(packets: string, rows: readonly string[]): number | null {
  const [, ticks = 0, second = 0] = (/^#tb 0: (\d+)\/(\d+)/m.exec(packets) ?? []).map(Number);
  const lengths = new Set(rows.map((row) => Number(row.split(',')[3])));
  const [length = 0] = lengths;
  return lengths.size === 1 && length > 0 && ticks > 0 && second > 0 ? (length * ticks) / second : null;
}
