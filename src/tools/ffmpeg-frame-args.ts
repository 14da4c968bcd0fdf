import { fileInput, onlyFiles } from './ffmpeg-input.ts';
import { firstVideo, microseconds, type VideoStream } from './ffmpeg-look.ts';

/** Which frames are asked for, and in which form. */
export interface FrameRequest {
  /**
   * Key frames only, all frames, or the first frame at or after each multiple of so many seconds, counted from `from`.
   * Of codecs in which each frame stands alone, `key` is every frame, and seconds decode only the frames that are given.
   */
  readonly every: 'key' | 'all' | number;
  /** Seconds from the first frame; frames before it are not given. A frame up to 1 ms early counts as at that time. */
  readonly from?: number;
  /** Seconds from the first frame, exclusive. */
  readonly to?: number;
  /** Pixels; the height follows from the picture as displayed. */
  readonly width: number;
  readonly colour: 'grey' | 'rgb';
  /** Frames that no other needs are not decoded, and the blocks of others not smoothed: up to a third less work. */
  readonly rough?: boolean;
  /** Threads of the decoder; as many as it likes where absent. */
  readonly threads?: number;
}

/** What the ffmpeg at hand can do, which that of 2018 cannot. */
export interface FfmpegAbilities {
  /** `-fps_mode`, since 5.1; it takes the place of `-vsync`. */
  readonly frameMode: boolean;
  /** Packets can be dropped by their time before they are decoded: the filter `noise` with an expression, since 5.0. */
  readonly packetDrop: boolean;
}

/** All that the command of one run depends on. */
export interface FrameTask {
  readonly path: string;
  readonly stream: VideoStream;
  readonly request: FrameRequest;
  /** What the filters are called in the log: `d` and this name before frames are chosen, `g` and it after. */
  readonly name: string;
  readonly abilities: FfmpegAbilities;
}

/** Arguments of one run; with `packets` a first ffmpeg hands chosen packets to the second. */
export interface FrameCommand {
  readonly packets: readonly string[] | null;
  readonly frames: readonly string[];
}

/** Microseconds by which a time asked for may be ahead of the frame's: Matroska rounds times to milliseconds. */
export const tolerance = 1000;

/** Containers in which seeking lands anywhere, not on a key frame. */
const unindexed = /^(mpeg|mpegts|mpegvideo|h264|hevc)$/;

/**
 * Seconds to go back before the first frame asked for, one after the other until a frame at or before it comes out of the
 * decoder; null: from the start. Going forward to a key frame makes up for the 3/23 s that ffmpeg goes back by itself, which
 * would mean a whole group of pictures more. https://github.com/FFmpeg/FFmpeg/blob/n5.1/fftools/ffmpeg_opt.c#L1273
 */
export function stepsBack({ stream, request }: FrameTask): (number | null)[] {
  const { from = 0 } = request;
  const steps = stream.intraOnly ? [0, 0.5, 5] : unindexed.test(stream.container) ? [0.5, 3, 12, 40] : [-0.13, 0.5, 5, 30];
  return [...steps.filter((step) => from - step > 0 && from > 0), null];
}

/** Height of frames of a width: that of the picture as displayed. */
export const heightFor = (width: number, { aspect }: VideoStream): number => Math.max(1, Math.round(width / aspect));

/** Size of one frame as it leaves ffmpeg, bytes. */
export const frameBytes = ({ width, colour }: FrameRequest, stream: VideoStream): number =>
  width * heightFor(width, stream) * (colour === 'rgb' ? 3 : 1);

/** Whether only the packets of the frames asked for can be decoded. */
export const dropsPackets = ({ request, stream, abilities }: FrameTask): boolean =>
  typeof request.every === 'number' && stream.intraOnly && stream.packetSeconds !== null && abilities.packetDrop;

/**
 * The command for a task.
 * @param back seconds to go back before the first frame asked for; null: from the start of the file
 * @param drop whether packets are dropped before decoding
 */
export function frameCommand(task: FrameTask, back: number | null, drop: boolean): FrameCommand {
  const { path, request, abilities } = task;
  const threads = request.threads === undefined ? [] : ['-threads', String(request.threads)];
  const input = [...onlyFiles, '-copyts', ...seeking(task, back), ...fileInput(path)];
  const passthrough = [abilities.frameMode ? '-fps_mode' : '-vsync', 'passthrough'];
  const output = [...firstVideo, '-filter:v', filters(task, drop), ...passthrough, '-f', 'rawvideo', 'pipe:1'];
  const filterThreads = request.threads === undefined ? [] : ['-filter_threads', String(request.threads)];
  if (!drop)
    return { packets: null, frames: ['-nostdin', ...filterThreads, ...skipping(request), ...threads, ...input, ...output] };
  const copied = [
    ...firstVideo,
    '-c',
    'copy',
    ...tagFor(task.stream),
    '-bsf:v',
    dropping(task),
    '-avoid_negative_ts',
    'disabled',
    '-f',
    'nut',
    'pipe:1',
  ];
  const piped = ['-protocol_whitelist', 'pipe', '-copyts', '-f', 'nut', '-i', 'pipe:0'];
  return {
    packets: ['-nostdin', ...input, ...copied],
    frames: ['-nostdin', ...filterThreads, ...threads, ...piped, ...output],
  };
}

/** Exact times are cut out by the filters; seeking only has to land before them. */
function seeking({ stream, request }: FrameTask, back: number | null): string[] {
  if (back === null || request.from === undefined || request.from <= 0) return [];
  const second = stream.start / 1e6 + Math.max(0, request.from - back);
  return ['-noaccurate_seek', '-seek_timestamp', '1', '-ss', second.toFixed(6)];
}

/** What the decoder leaves out. https://ffmpeg.org/ffmpeg-codecs.html#Codec-Options */
function skipping({ every, rough }: FrameRequest): string[] {
  if (every === 'key') return ['-skip_frame', 'nokey'];
  return rough ? ['-skip_frame', 'noref', '-skip_loop_filter', 'all'] : [];
}

function filters({ stream, request, name }: FrameTask, dropped: boolean): string {
  const { width, colour } = request;
  const height = heightFor(width, stream);
  const [begin, end] = bounds(stream, request);
  const limits = [...(begin === null ? [] : [`start_pts=${begin}`]), ...(end === null ? [] : [`end_pts=${end}`])];
  // One field of two: no combs where things move, at half the cost.
  const field = stream.interlaced && stream.height >= 2 ? ['field=type=top'] : [];
  const matrix = colour === 'rgb' && !stream.matrixNamed && stream.width >= 1280 ? ':in_color_matrix=bt709' : '';
  const method = width > stream.width ? 'bicubic' : 'area';
  return [
    microseconds,
    `showinfo@d${name}=checksum=0`,
    ...(limits.length > 0 ? [`trim=${limits.join(':')}`] : []),
    ...(typeof request.every === 'number' && !dropped
      ? [`select='${chosen(request.every, begin ?? stream.start - tolerance)}'`]
      : []),
    ...field,
    `scale=${width}:${height}:flags=${method}${matrix}`,
    `format=${colour === 'rgb' ? 'rgb24' : 'gray'}`,
    `showinfo@g${name}=checksum=0`,
  ].join(',');
}

/** First time given and first no longer given, microseconds of the container's clock. */
export function bounds({ start }: VideoStream, { from, to }: FrameRequest): [number | null, number | null] {
  const at = (seconds: number | undefined): number | null =>
    seconds === undefined ? null : start + Math.round(seconds * 1e6) - tolerance;
  return [from !== undefined && from > 0 ? at(from) : null, at(to)];
}

/** The first frame of each cell of a grid of so many seconds. */
function chosen(seconds: number, begin: number): string {
  const cell = (time: string): string => `floor((${time}-${begin})/${Math.round(seconds * 1e6)})`;
  return `isnan(prev_selected_pts)+gt(${cell('pts')},${cell('prev_selected_pts')})`;
}

/**
 * The same for packets, of which only key frames are kept: nonzero drops. The first is kept, since it tells where seeking landed,
 * and those after the end, since the first of them ends the run; ld(0) is the last cell kept, from 1. https://ffmpeg.org/ffmpeg-bitstream-filters.html#noise
 */
function dropping({ stream, request }: FrameTask): string {
  const [begin, end] = bounds(stream, request);
  const first = ((begin ?? stream.start - tolerance) / 1e6).toFixed(6);
  // Of ffmpeg 5.1 `tb` is not the clock of `pts` where the muxer has one of its own; but `d`, the length, goes by the same.
  const time = `pts/max(d,1)*${stream.packetSeconds}`;
  const cell = `(floor((${time}-${first})/${request.every})+1)`;
  const late = end === null ? '0' : `gte(${time},${(end / 1e6).toFixed(6)})`;
  return `noise=drop='if(key*gt(${cell},ld(0)),st(0,${cell})*0,not(eq(n,0)+${late}))'`;
}

/** NUT wants a tag of four letters, which MXF does not have, and ffmpeg knows none for these codecs. */
function tagFor({ codec, container, pixels }: VideoStream): string[] {
  if (container !== 'mxf') return [];
  const tag = codec === 'dnxhd' ? 'AVdn' : codec === 'prores' ? (pixels.includes('444') ? 'ap4h' : 'apch') : null;
  return tag === null ? [] : ['-tag:v', tag];
}
