import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import {
  bounds,
  dropsPackets,
  type FfmpegAbilities,
  type FrameRequest,
  type FrameTask,
  frameBytes,
  frameCommand,
  heightFor,
  stepsBack,
  tolerance,
} from './ffmpeg-frame-args.ts';
import { lookAtVideo, shownFrame, type VideoStream } from './ffmpeg-look.ts';
import { packetsOf, type VideoPacket } from './ffmpeg-packets.ts';
import { findProgram } from './ffmpeg-path.ts';
import { type RunningFfmpeg, runFfmpeg } from './ffmpeg-run.ts';

export type { FrameRequest } from './ffmpeg-frame-args.ts';
export type { VideoStream } from './ffmpeg-look.ts';
export type { VideoPacket } from './ffmpeg-packets.ts';

/** One decoded frame of a video, in square pixels and upright. */
export interface VideoFrame {
  /** Seconds from the first frame of the video, whatever the container's clock says. */
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  /** One byte a pixel (grey, 0 to 255) or three (rgb), row by row without padding. */
  readonly data: Uint8Array;
}

/** An ffmpeg that was found; it decodes the frames of videos. */
export interface FrameEngine {
  readonly version: string;
  /**
   * What must be known of a video: codec, size, length.
   * @throws Error with ffmpeg's last words where it cannot be decoded
   */
  look(path: string, signal?: AbortSignal): Promise<VideoStream>;
  /**
   * All packets with their sizes, in the order in which they are shown; nothing is decoded.
   * @throws Error where the file cannot be read
   */
  packets(path: string, signal?: AbortSignal): Promise<VideoPacket[]>;
  /**
   * The frames of a video in the order in which they are shown, each with its true time. Nothing is decoded faster than it
   * is taken. Leaving the loop ends ffmpeg.
   * @throws Error where the video cannot be decoded, breaks off (after the frames that could be decoded), or stalls
   */
  frames(path: string, request: FrameRequest, signal?: AbortSignal): AsyncIterable<VideoFrame>;
}

/** Seconds that may lack at the end where errors were told: sound is often longer than the picture. */
const missingLimit = 1;

/** Videos whose look is remembered. */
const lookLimit = 64;

/** Finds ffmpeg as `openFfmpeg` does, and what it can do. Null where none runs. */
export async function openFrames(environment: Readonly<Record<string, string | undefined>>): Promise<FrameEngine | null> {
  const found = await findProgram('ffmpeg', environment);
  if (found === null) return null;
  const program = found.path;
  const abilities = await abilitiesOf(program);
  // No file can guess the name of the filters, so no text in a file passes for a line of them.
  const name = randomBytes(8).toString('hex');
  const looks = new Map<string, VideoStream>();
  const look = async (path: string, signal?: AbortSignal): Promise<VideoStream> => {
    const { size, mtimeMs } = await stat(path);
    const key = `${size} ${mtimeMs} ${path}`;
    const known = looks.get(key);
    if (known !== undefined) return known;
    const stream = await lookAtVideo(program, path, name, signal);
    if (looks.size >= lookLimit) looks.clear();
    looks.set(key, stream);
    return stream;
  };
  return {
    version: found.version,
    look,
    packets: async (path, signal) => packetsOf(program, path, await look(path, signal), signal),
    frames: async function* (path, request, signal) {
      const stream = await look(path, signal);
      yield* framesOf(program, { path, stream, request, name, abilities }, signal);
    },
  };
}

async function abilitiesOf(program: string): Promise<FfmpegAbilities> {
  const help = (...topic: string[]): Promise<string> =>
    new Promise((resolve) => {
      const options = { timeout: 10_000, maxBuffer: 16 << 20, windowsHide: true } as const;
      execFile(program, ['-hide_banner', '-h', ...topic], options, (_, stdout) => resolve(stdout));
    });
  const [options, noise] = await Promise.all([help('long'), help('bsf=noise')]);
  return { frameMode: /^-fps_mode/m.test(options), packetDrop: /^ *-drop /m.test(noise) };
}

/** What came of one run; late: its first frame came after the first one asked for, so nothing was given. */
type Outcome = 'done' | 'late';

/** Runs ffmpeg, from further back where seeking landed too late. */
async function* framesOf(program: string, task: FrameTask, signal?: AbortSignal): AsyncGenerator<VideoFrame, void> {
  const drop = dropsPackets(task);
  for (const back of stepsBack(task)) {
    if ((yield* run(program, task, back, drop, signal)) === 'done') return;
  }
  // Packets of this codec cannot be handed over: decode them all.
  if (drop) yield* run(program, task, null, false, signal);
}

async function* run(
  program: string,
  task: FrameTask,
  back: number | null,
  drop: boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<VideoFrame, Outcome> {
  const { path, stream, request } = task;
  const command = frameCommand(task, back, drop);
  const times = new FrameTimes(task);
  const common = { program, path, signal };
  const source = command.packets === null ? null : runFfmpeg({ ...common, args: command.packets });
  const decoder = runFfmpeg({ ...common, args: command.frames, onLine: (line) => times.hear(line) });
  if (source === null) decoder.input.end();
  else source.output.pipe(decoder.input);
  const late = (): boolean => back !== null && !times.beganInTime;
  try {
    const size = frameBytes(request, stream);
    const [width, height] = [request.width, heightFor(request.width, stream)];
    for await (const data of pictures(decoder, size)) {
      const seconds = await times.next(decoder);
      if (late()) return 'late';
      yield { seconds, width, height, data };
    }
    signal?.throwIfAborted();
    if (late() || (drop && !times.decodedAny)) return 'late';
    await decoder.ended();
    await sourceEnded(source, request);
    if (request.to === undefined) checkLength(task, times.last, decoder.lastWords());
    return 'done';
  } finally {
    await Promise.all([decoder.kill(), source?.kill()]);
  }
}

/** Cuts the output into pictures. A last one that is not whole is left out: the process's own ending tells why. */
async function* pictures(decoder: RunningFfmpeg, size: number): AsyncGenerator<Uint8Array, void> {
  let picture = new Uint8Array(size);
  let filled = 0;
  for (let piece = await decoder.read(); piece !== null; piece = await decoder.read()) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + size - filled);
      picture.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < size) continue;
      yield picture;
      picture = new Uint8Array(size);
      filled = 0;
    }
  }
}

/** The frame times in ffmpeg's log, which come before the frames themselves but through another pipe. */
class FrameTimes {
  /** Whether a frame at or before the first one asked for was decoded. */
  beganInTime = false;
  decodedAny = false;
  /** Seconds of the last frame given. */
  last = 0;
  private readonly task: FrameTask;
  private readonly first: number;
  private readonly waiting: number[] = [];
  private wake: () => void = () => {};

  constructor(task: FrameTask) {
    this.task = task;
    this.first = (bounds(task.stream, task.request)[0] ?? task.stream.start) + 2 * tolerance;
  }

  hear(line: string): void {
    const { name, stream } = this.task;
    const decoded = this.decodedAny && this.beganInTime ? null : shownFrame(line, `d${name}`);
    if (decoded !== null) {
      this.decodedAny = true;
      this.beganInTime ||= (decoded.time ?? 0) <= this.first;
    }
    const given = shownFrame(line, `g${name}`);
    if (given === null) return;
    // A frame without a time is shown with the one before.
    this.waiting.push(given.time === null ? this.last : (given.time - stream.start) / 1e6);
    this.wake();
  }

  async next(decoder: RunningFfmpeg): Promise<number> {
    if (this.waiting.length === 0) {
      const heard = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      await Promise.race([heard, decoder.gone]);
    }
    const seconds = this.waiting.shift();
    if (seconds === undefined) throw new Error('a frame came without its time');
    this.last = seconds;
    return seconds;
  }
}

/** Where the frames end early because no more were asked for, the packets find their pipe closed: no failure. */
async function sourceEnded(source: RunningFfmpeg | null, { to }: FrameRequest): Promise<void> {
  if (source === null) return;
  if (to === undefined) await source.ended();
  else if (source.brokeOff()) throw new Error(source.lastWords());
}

/**
 * ffmpeg ends with 0 where it can decode no more: what it told, and the length missing, say that the video broke off. The tracks
 * of MXF are of one length, so there a picture that ends early is enough.
 */
function checkLength({ stream, request }: FrameTask, last: number, words: string): void {
  if (stream.seconds === null || request.every === 'key') return;
  const step = request.every === 'all' ? 0 : request.every;
  if (last + step + missingLimit >= stream.seconds) return;
  const short = `the picture ends at ${last.toFixed(1)} s of ${stream.seconds.toFixed(1)} s`;
  if (words !== '' || stream.container === 'mxf') throw new Error(words === '' ? short : `${short}; ${words}`);
}

/** The first frame; null where it cannot be decoded: what the frames around it show stands without it. */
export async function firstOf(frames: AsyncIterable<VideoFrame>): Promise<VideoFrame | null> {
  try {
    for await (const frame of frames) return frame;
  } catch {
    return null;
  }
  return null;
}
