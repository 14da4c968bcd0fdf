import { type ChildProcess, spawn } from 'node:child_process';
import { basename } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Milliseconds in which ffmpeg must give a sign of life: a byte, or a line about a frame that it decoded. */
export const stallLimit = 30_000;

/** Characters of one line of the log; the rest of a longer one (a dump of side data) is dropped. */
const lineLimit = 8192;

/** Lines of errors that are kept, and characters that are told of them. */
const wordLimit = { lines: 3, characters: 400 };

/** Reading that broke off: ffmpeg goes on with what it has and ends with 0. */
const brokenOff = /partial file|ended prematurely|(file|packet) truncated|during demuxing|input\/output error/i;

/** The beginning of a line that tells an error; titles in a file are told too, but as information. */
const errorLine = /^(\[[^\]]* @ [^\]]*\] )?\[(error|fatal|panic)\] /;

/** An ffmpeg that runs: its output is read by `read`, its log goes line by line to whoever started it. */
export interface RunningFfmpeg {
  readonly output: Readable;
  /** Bytes for an input that is a pipe. */
  readonly input: Writable;
  /** Waits for more output; null at its end. Throws where ffmpeg stalls or is stopped. */
  read(): Promise<Uint8Array | null>;
  /** Waits until the process is gone. Throws ffmpeg's last words where it failed, or stopped reading half-way. */
  ended(): Promise<void>;
  /** Ends the process at once and waits until it is gone. */
  kill(): Promise<void>;
  /** Settles when the process is gone and its log is read. */
  readonly gone: Promise<unknown>;
  /** Whether it told that reading the file broke off. */
  brokeOff(): boolean;
  /** The last errors it told, without this machine's paths; empty where it told none. */
  lastWords(): string;
}

/** What a run needs beside its arguments. */
export interface RunSetting {
  readonly program: string;
  readonly args: readonly string[];
  /** The file that is read: its folder is kept out of what is told. */
  readonly path: string;
  readonly signal?: AbortSignal | undefined;
  readonly onLine?: (line: string) => void;
}

/** Starts ffmpeg without a shell. Its log must be of the form `level+repeat+info`. */
export function runFfmpeg({ program, args, path, signal, onLine }: RunSetting): RunningFfmpeg {
  signal?.throwIfAborted();
  const child = spawn(program, ['-hide_banner', '-nostats', '-loglevel', 'level+repeat+info', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let sign = Date.now();
  let failure: Error | null = null;
  const stop = (reason: Error): void => {
    failure ??= reason;
    child.kill('SIGKILL');
  };
  const words = new LastWords(path);
  const onAbort = (): void => stop(signal?.reason instanceof Error ? signal.reason : new Error('stopped'));
  signal?.addEventListener('abort', onAbort, { once: true });
  // Whoever ends first breaks the pipe of the other: how the processes end tells what went wrong.
  child.stdin.on('error', () => {});
  child.on('error', (error) => stop(error));
  eachLine(child.stderr, (line) => {
    sign = Date.now();
    words.hear(line);
    onLine?.(line);
  });
  const gone = goneOf(child).finally(() => signal?.removeEventListener('abort', onAbort));
  const chunks = child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const read = async (): Promise<Uint8Array | null> => {
    // Only the time in which we wait counts: a slow consumer holds ffmpeg up by a full pipe.
    sign = Date.now();
    const timer = setInterval(() => {
      if (Date.now() - sign > stallLimit) stop(new Error(`no frame for ${stallLimit / 1000} s`));
    }, 1000);
    try {
      const { value, done } = await chunks.next();
      return done ? null : value;
    } catch (error) {
      throw failure ?? error;
    } finally {
      clearInterval(timer);
    }
  };
  return {
    output: child.stdout,
    input: child.stdin,
    read,
    gone,
    brokeOff: () => words.brokenOff !== null,
    lastWords: () => words.told(),
    kill: async () => {
      stop(new Error('stopped'));
      child.stdout.destroy();
      await gone;
    },
    ended: async () => {
      const ending = await gone;
      if (failure !== null) throw failure;
      if (ending !== null) throw new Error(words.told() || ending);
      if (words.brokenOff !== null) throw new Error(words.told());
    },
  };
}

/** How the process ended once its pipes are closed; null where all went well. */
function goneOf(child: ChildProcess): Promise<string | null> {
  return new Promise((resolve) => {
    child.once('error', () => resolve('ffmpeg did not start'));
    child.once('close', (code, signal) => {
      resolve(code === 0 ? null : signal !== null ? `it crashed (${signal})` : `it ended with ${code}`);
    });
  });
}

function eachLine(stream: Readable, hear: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = (lines.pop() ?? '').slice(0, lineLimit);
    for (const line of lines) hear(line);
  });
  stream.on('end', () => {
    if (rest !== '') hear(rest);
  });
}

/** The errors in a log, each once, the last of them kept. */
class LastWords {
  /** What it told when reading broke off; the frames that could not be decoded after that tell less. */
  brokenOff: string | null = null;
  private readonly path: string;
  private readonly lines: string[] = [];

  constructor(path: string) {
    this.path = path;
  }

  hear(line: string): void {
    if (!errorLine.test(line)) return;
    // `[mov,mp4 @ 0x55…] [error] ` changes with every run and says nothing to a person.
    const plain = line
      .replaceAll(`file:${this.path}`, basename(this.path))
      .replaceAll(this.path, basename(this.path))
      .replace(/^(\[[^\]]*\] ?)+/, '')
      // Behind it stand all that are.
      .replace(/(not on whitelist) '.*/i, '$1')
      .replace(/\p{Cc}/gu, ' ')
      .trim();
    if (plain === '') return;
    // `NAME: Invalid data found` speaks of reading; a frame that cannot be decoded is told by other words.
    if (brokenOff.test(plain) || plain.startsWith(`${basename(this.path)}: `)) this.brokenOff ??= plain;
    if (this.lines.includes(plain)) return;
    this.lines.push(plain);
    if (this.lines.length > wordLimit.lines) this.lines.shift();
  }

  told(): string {
    const lines =
      this.brokenOff === null ? this.lines : [this.brokenOff, ...this.lines.filter((line) => line !== this.brokenOff)];
    return lines
      .map((line) => line.slice(0, wordLimit.characters))
      .join('; ')
      .slice(0, wordLimit.characters);
  }
}
