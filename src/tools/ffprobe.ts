import ffmpeg from 'fluent-ffmpeg';
import { type FoundProgram, findProgram } from './ffmpeg-path.ts';

/** What ffprobe says of one file; fluent-ffmpeg's shape, as far as it is used. */
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
    readonly tags?: Readonly<Record<string, string | number>>;
  }[];
}

/** An ffprobe that was found. */
export interface FfprobeEngine extends FoundProgram {
  /** Probes one local file. Throws where ffprobe fails or takes longer than the limit. */
  probe(path: string): Promise<ProbeAnswer>;
}

/** Milliseconds for one file. */
const fileLimit = 30_000;

/**
 * Only files are opened, whatever a playlist or a reference inside a file names; and only a bounded stretch is analysed.
 * https://ffmpeg.org/ffmpeg-protocols.html#Protocol-Options
 */
const probeArgs = ['-protocol_whitelist', 'file', '-probesize', '5000000', '-analyzeduration', '5000000'];

/**
 * Finds ffprobe: FFPROBE_PATH, then the system's, then the one in @ffprobe-installer/ffprobe. Null where none runs.
 * @param environment the process's environment
 */
export async function openFfprobe(environment: Readonly<Record<string, string | undefined>>): Promise<FfprobeEngine | null> {
  const found = await findProgram('ffprobe', environment);
  return found === null ? null : { ...found, probe: (file) => probe(found.path, file) };
}

function probe(ffprobePath: string, file: string): Promise<ProbeAnswer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`timeout after ${fileLimit / 1000} s`)), fileLimit);
    ffmpeg.setFfprobePath(ffprobePath);
    ffmpeg.ffprobe(file, probeArgs, (error, data) => {
      clearTimeout(timer);
      if (error) reject(error instanceof Error ? error : new Error(String(error)));
      else resolve(data as ProbeAnswer);
    });
  });
}
