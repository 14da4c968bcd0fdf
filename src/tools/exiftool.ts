import { execFile } from 'node:child_process';
import { ExifTool, exiftoolPath } from 'exiftool-vendored';

/** ExifTool's answer for one file: tags keyed by `Group1:Tag` (`Group1:CopyN:Tag` for the later ones of equal name). */
export interface ExifToolAnswer {
  readonly tags: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
  /** Not empty where ExifTool could not read the file: unknown type, format error. */
  readonly errors: readonly string[];
}

/** A running ExifTool. */
export interface ExifToolEngine {
  readonly version: string;
  /** Reads one local file. Throws where the process died or took longer than the limit; the next call gets a new one. */
  read(path: string): Promise<ExifToolAnswer>;
  close(): Promise<void>;
}

/** Milliseconds for one file; header reads take some 5 to 20. */
const fileLimit = 30_000;

/**
 * -G1:4 keeps equal tags apart by copy number (else later ones are lost from JSON), -a asks for them, -n gives raw values
 * instead of ExifTool's wording, -struct keeps XMP structures whole.
 */
const readArgs = ['-G1:4', '-a', '-n', '-struct', '-api', 'LargeFileSupport=1'];

/**
 * Starts ExifTool (the one that exiftool-vendored brings).
 * @param path another ExifTool, as EXIFTOOL_PATH names it
 * @throws Error with a sentence for the user where it cannot run, usually for want of perl
 */
export async function openExifTool(processes: number, path?: string): Promise<ExifToolEngine> {
  const program = path === undefined || path === '' ? await exiftoolPath() : path;
  // Asked before the pool starts: a program that cannot be spawned (no perl) is an uncaught error inside batch-cluster.
  const version = await versionOf(program);
  const exiftool = new ExifTool({
    exiftoolPath: program,
    maxProcs: Math.max(1, processes),
    taskTimeoutMillis: fileLimit,
    taskRetries: 0,
    useMWG: false,
  });
  return {
    version,
    close: () => exiftool.end(),
    read: async (path) => {
      const raw: Record<string, unknown> = { ...(await exiftool.readRaw(path, { readArgs, ignoreMinorErrors: true })) };
      const { errors, warnings, ...tags } = raw;
      return { tags, errors: texts(errors), warnings: [...texts(warnings), ...texts(tags['ExifTool:Warning'])] };
    },
  };
}

function versionOf(program: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, ['-ver'], { timeout: 10_000 }, (error, stdout) => {
      if (error === null) resolve(stdout.trim());
      else reject(new Error(`ExifTool does not start (${firstLine(error)}); it needs perl (on Debian: apt-get install perl)`));
    });
  });
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return value === undefined ? [] : [String(value)];
}

function firstLine(error: Error): string {
  return error.message.split('\n')[0] ?? '';
}
