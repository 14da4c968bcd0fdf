import { execFile } from 'node:child_process';
import { accessSync, chmodSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

/** A program that was found and runs. */
export interface FoundProgram {
  readonly path: string;
  readonly version: string;
  /** Where it comes from: FFMPEG_PATH or FFPROBE_PATH, the system's PATH, or the npm package that brings it. */
  readonly origin: 'environment' | 'system' | 'npm package';
}

/** npm packages that bring the programs; from 2018 and 2023, so the last resort. */
const packages = { ffmpeg: '@ffmpeg-installer/ffmpeg', ffprobe: '@ffprobe-installer/ffprobe' } as const;

/** Finds ffmpeg or ffprobe: named by the environment, then the system's, then the npm package's. Null where none runs. */
export async function findProgram(
  name: keyof typeof packages,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<FoundProgram | null> {
  for (const { path, origin } of candidates(name, environment)) {
    const version = await versionOf(path);
    if (version !== null) return { path, version, origin };
  }
  return null;
}

function candidates(
  name: keyof typeof packages,
  environment: Readonly<Record<string, string | undefined>>,
): Pick<FoundProgram, 'path' | 'origin'>[] {
  const named = environment[`${name.toUpperCase()}_PATH`];
  // Whoever names a program wants that one: a wrong name is told as a missing program, not replaced in silence.
  if (named !== undefined && named !== '') return [{ path: named, origin: 'environment' }];
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const system = (environment.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => ({ path: join(folder, file), origin: 'system' as const }))
    .filter(({ path }) => isExecutable(path));
  const packaged = packagedProgram(packages[name]);
  return [...system, ...(packaged === null ? [] : [{ path: packaged, origin: 'npm package' as const }])];
}

/** The binary inside an npm package; an install that ran no scripts left it without its run bit, so that is set here. */
function packagedProgram(name: string): string | null {
  try {
    const { path } = createRequire(import.meta.url)(name) as { path: string };
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
