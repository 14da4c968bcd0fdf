import { execFile } from 'node:child_process';
import { accessSync, chmodSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import ffmpeg from 'fluent-ffmpeg';

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
export interface FfprobeEngine {
  readonly version: string;
  readonly path: string;
  /** Where it comes from. */
  readonly origin: 'FFPROBE_PATH' | 'system' | 'npm package';
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
  for (const { path, origin } of candidates(environment)) {
    const version = await versionOf(path);
    if (version !== null) return { version, path, origin, probe: (file) => probe(path, file) };
  }
  return null;
}

function candidates(
  environment: Readonly<Record<string, string | undefined>>,
): { path: string; origin: FfprobeEngine['origin'] }[] {
  const name = process.platform === 'win32' ? 'ffprobe.exe' : 'ffprobe';
  const named = environment.FFPROBE_PATH;
  const system = (environment.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => ({ path: join(folder, name), origin: 'system' as const }))
    .filter(({ path }) => isExecutable(path));
  const packaged = packagedFfprobe();
  return [
    ...(named === undefined || named === '' ? [] : [{ path: named, origin: 'FFPROBE_PATH' as const }]),
    ...system,
    ...(packaged === null ? [] : [{ path: packaged, origin: 'npm package' as const }]),
  ];
}

/** The binary inside the npm package; an install that ran no scripts left it without its run bit, so that is set here. */
function packagedFfprobe(): string | null {
  try {
    const { path } = createRequire(import.meta.url)('@ffprobe-installer/ffprobe') as { path: string };
    if (!isExecutable(path)) chmodSync(path, 0o755);
    return path;
  } catch {
    return null;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function versionOf(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(path, ['-version'], { timeout: 10_000 }, (error, stdout) => {
      resolve(error ? null : (/version (\S+)/.exec(stdout)?.[1] ?? 'unknown'));
    });
  });
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
