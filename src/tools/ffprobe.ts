import { type ExecFileException, execFile } from 'node:child_process';
import { onlyFiles } from './ffmpeg-input.ts';
import { type FoundProgram, findProgram } from './ffmpeg-path.ts';

/** What ffprobe says of one file, as far as it is used. */
export interface ProbeAnswer {
  readonly format: {
    readonly format_name?: string;
    readonly duration?: number | string;
    readonly tags?: Readonly<Record<string, string | number>>;
  };
  readonly streams: readonly {
    readonly codec_type?: string;
    readonly width?: number;
    readonly height?: number;
    readonly r_frame_rate?: string;
    readonly avg_frame_rate?: string;
    /** 1 for attached_pic where the stream is a cover. */
    readonly disposition?: Readonly<Record<string, number>>;
    readonly tags?: Readonly<Record<string, string | number>>;
  }[];
}

/** An ffprobe that was found. */
export interface FfprobeEngine extends FoundProgram {
  /** Probes one local file. Throws where ffprobe fails or takes longer than the limit. */
  probe(path: string, signal?: AbortSignal): Promise<ProbeAnswer>;
}

/** Bytes of one answer: a file with thousands of streams or tags is none that we can use. */
const answerLimit = 16 << 20;

/** Milliseconds for one file. */
const fileLimit = 30_000;

/** Only a bounded stretch is analysed. */
const probeArgs = [...onlyFiles, '-probesize', '5000000', '-analyzeduration', '5000000'];

/**
 * Finds ffprobe: FFPROBE_PATH, then the system's, then the one in @ffprobe-installer/ffprobe. Null where none runs.
 * @param environment the process's environment
 */
export async function openFfprobe(environment: Readonly<Record<string, string | undefined>>): Promise<FfprobeEngine | null> {
  const found = await findProgram('ffprobe', environment);
  return found === null ? null : { ...found, probe: (file, signal) => probe(found.path, file, signal) };
}

/**
 * Runs ffprobe by itself: fluent-ffmpeg's own call cannot be stopped, so that one hanging file would keep the process alive
 * after a timeout and after Ctrl-C.
 */
function probe(program: string, file: string, signal: AbortSignal | undefined): Promise<ProbeAnswer> {
  const args = ['-v', 'error', '-print_format', 'json', '-show_format', '-show_streams', ...probeArgs, `file:${file}`];
  const options = {
    timeout: fileLimit,
    killSignal: 'SIGKILL',
    maxBuffer: answerLimit,
    windowsHide: true,
    ...(signal && { signal }),
  } as const;
  return new Promise((resolve, reject) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(error.killed ? `timeout after ${fileLimit / 1000} s` : stderr.trim() || ending(error)));
      else resolve(answerOf(stdout));
    });
  });
}

/** How the program ended that said nothing; Node's own words would put this machine's paths into the report. */
function ending({ signal, code }: ExecFileException): string {
  return signal ? `it crashed (${signal})` : `it ended with ${code}`;
}

function answerOf(stdout: string): ProbeAnswer {
  const { format = {}, streams = [] } = JSON.parse(stdout) as Partial<ProbeAnswer>;
  return { format, streams };
}
