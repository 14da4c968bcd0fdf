import { spawn } from 'node:child_process';
import { fileInput, onlyFiles } from './ffmpeg-input.ts';
import { findProgram } from './ffmpeg-path.ts';
import { openFfprobe } from './ffprobe.ts';

/** One audio stream of a file. */
export interface SoundStream {
  /** From 0, counting audio streams only. */
  readonly stream: number;
  readonly channels: number;
  /** Seconds from the start of the file (its first picture, where it has one) to the first sample; negative where it begins before. */
  readonly startSeconds: number;
}

/** How a stream is decoded. */
export interface SoundOrder {
  readonly path: string;
  /** From 0, counting audio streams only. */
  readonly stream: number;
  readonly channels: number;
  /** Samples a second. */
  readonly rate: number;
  readonly signal?: AbortSignal;
}

/** An ffmpeg that was found; it decodes sound. */
export interface SoundEngine {
  readonly version: string;
  /**
   * The audio streams of a file; empty where it has none.
   * @throws Error where the file cannot be opened
   */
  streams(path: string, signal?: AbortSignal): Promise<SoundStream[]>;
  /**
   * One audio stream as signed 16-bit samples, all channels of each sample time together, in pieces of up to 64 KiB as they
   * are decoded. ffmpeg waits while a piece is worked on, so memory does not grow with the file.
   * @throws Error with ffmpeg's words where it fails, gives nothing for a minute, or more than the limit; the signal's reason where it is aborted
   */
  decode(order: SoundOrder): AsyncGenerator<Int16Array>;
}

/** Milliseconds in which ffmpeg must have given something more. */
const stallLimit = 60_000;

/** Seconds of sound from one stream: a day. What claims to be longer is broken or a trap. */
const longest = 24 * 3600;

/** Channels of one stream; ambisonics and stems have up to 64. */
const mostChannels = 64;

/** Bytes of ffmpeg's words that are kept. */
const wordsLimit = 16 << 10;

const input = (path: string): string[] => ['-nostdin', '-hide_banner', ...onlyFiles, ...fileInput(path)];

/**
 * Finds ffmpeg: FFMPEG_PATH, then the system's, then the one in @ffmpeg-installer/ffmpeg. Null where none runs. Streams are told
 * by ffprobe where there is one, and else read from what ffmpeg prints.
 * @param environment the process's environment
 */
export async function openSound(environment: Readonly<Record<string, string | undefined>>): Promise<SoundEngine | null> {
  const found = await findProgram('ffmpeg', environment);
  if (found === null) return null;
  const ffprobe = await openFfprobe(environment);
  return {
    version: found.version,
    async streams(path, signal) {
      if (ffprobe === null) return streamsInWords(await words(found.path, path, signal));
      const { streams } = await ffprobe.probe(path, signal);
      return probedStreams(streams as readonly ProbedStream[]);
    },
    decode: (order) => decode(found.path, order),
  };
}

interface ProbedStream {
  readonly codec_type?: string;
  readonly channels?: number;
  readonly start_time?: string | number;
}

function probedStreams(streams: readonly ProbedStream[]): SoundStream[] {
  const video = streams.find(({ codec_type }) => codec_type === 'video');
  const zero = Number(video?.start_time ?? 0) || 0;
  return streams
    .filter(({ codec_type }) => codec_type === 'audio')
    .map(({ channels = 0, start_time = 0 }, stream) => ({ stream, channels, startSeconds: (Number(start_time) || 0) - zero }))
    .filter(({ channels }) => channels > 0 && channels <= mostChannels);
}

/** Channels by the names that ffmpeg prints for layouts. https://ffmpeg.org/ffmpeg-utils.html#Channel-Layout */
function channelsOf(layout: string): number {
  const named = /^(\d+) channels/.exec(layout);
  if (named !== null) return Number(named[1]);
  const points = /^(\d+)\.(\d+)(?:\.(\d+))?/.exec(layout);
  if (points !== null) return Number(points[1]) + Number(points[2]) + Number(points[3] ?? 0);
  return (
    { mono: 1, stereo: 2, downmix: 2, quad: 4, hexagonal: 6, octagonal: 8, hexadecagonal: 16 }[layout.split('(')[0] ?? ''] ?? 0
  );
}

/** Reads the streams from ffmpeg's own list: `Stream #0:1(eng): Audio: aac (LC), 48000 Hz, 5.1, fltp, 384 kb/s`. */
export function streamsInWords(said: string): SoundStream[] {
  const lines = said.split('\n').filter((line) => /^\s*Stream #0:\d+.*: Audio: /.test(line));
  return lines
    .map((line, stream) => ({ stream, channels: channelsOf(/ Hz, ([^,\n]+)/.exec(line)?.[1]?.trim() ?? ''), startSeconds: 0 }))
    .filter(({ channels }) => channels > 0 && channels <= mostChannels);
}

/** What ffmpeg says of a file that it opens and is asked nothing more of; it ends with 1 then. */
function words(program: string, path: string, signal: AbortSignal | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, input(path), {
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
      ...(signal && { signal }),
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), stallLimit);
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      if (said.length < wordsLimit) said += piece;
    });
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      if (/^\s*Stream #0/m.test(said)) resolve(said);
      else reject(new Error(lastWords(said) ?? 'ffmpeg cannot open it'));
    });
  });
}

async function* decode(program: string, { path, stream, channels, rate, signal }: SoundOrder): AsyncGenerator<Int16Array> {
  signal?.throwIfAborted();
  const output = ['-map', `0:a:${stream}`, '-vn', '-sn', '-dn', '-ac', String(channels), '-ar', String(rate)];
  const args = ['-v', 'error', ...input(path), ...output, '-f', 's16le', 'pipe:1'];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
  let said = '';
  let stalled = false;
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    if (said.length < wordsLimit) said += piece;
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      said += error.message;
      resolve(-1);
    });
    child.on('close', (code) => resolve(code));
  });
  const kill = (): void => void child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  const timer = setInterval(() => {
    stalled = true;
    kill();
  }, stallLimit);
  try {
    yield* samplesOf(child.stdout, 2 * channels, longest * rate * 2 * channels, () => timer.refresh());
    const code = await ended;
    signal?.throwIfAborted();
    if (stalled) throw new Error(`timeout after ${stallLimit / 1000} s`);
    if (code !== 0) throw new Error(lastWords(said) ?? `ffmpeg ended with ${code}`);
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', kill);
    kill();
  }
}

/** Cuts a stream of bytes into whole sample times. */
async function* samplesOf(
  bytes: AsyncIterable<Buffer>,
  width: number,
  limit: number,
  alive: () => void,
): AsyncGenerator<Int16Array> {
  let rest: Buffer = Buffer.alloc(0);
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > limit) throw new Error(`more than ${longest} s`);
    const held = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    const whole = held.length - (held.length % width);
    rest = held.subarray(whole);
    // A copy: the bytes may lie at an odd place, where no 16-bit view can begin.
    if (whole > 0) yield new Int16Array(new Uint8Array(held.subarray(0, whole)).buffer);
    alive();
  }
}

function lastWords(said: string): string | null {
  return said.trim().split('\n').at(-1)?.trim() || null;
}
