import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExifTool } from 'exiftool-vendored';

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
  /** @param now without waiting for files that are being read */
  close(now?: boolean): Promise<void>;
}

/** Milliseconds for one file; header reads take some 5 to 20. */
const fileLimit = 30_000;

/** Milliseconds that its start may take beside. */
const startLimit = 5000;

/**
 * -G1:4 keeps equal tags apart by copy number (else later ones are lost from JSON), -a asks for them, -n gives raw values
 * instead of ExifTool's wording, -struct keeps XMP structures whole.
 */
const readArgs = ['-G1:4', '-a', '-n', '-struct', '-api', 'LargeFileSupport=1'];

/**
 * Bytes of memory that one process may take: some readers of ExifTool take a segment of a file whole, however long it says that it is.
 * Asked for more, perl ends with "Out of memory", which costs that file.
 */
const memoryLimit = 1 << 30;

/**
 * A config file is Perl that ExifTool runs at its start. This one ends the process when the one that started it is gone: in
 * -stay_open mode ExifTool waits for more arguments for ever, so that a killed scan would leave it behind. And it bounds its memory,
 * where the number of the system call is known (prlimit64 of RLIMIT_AS; perl itself has no word for it).
 * https://man7.org/linux/man-pages/man2/getrlimit.2.html
 */
const boundProcess = `
use Config;
if ($^O eq 'linux') {
  my $call = $Config{archname} =~ /^x86_64/ ? 302 : $Config{archname} =~ /^aarch64/ ? 261 : undef;
  my $limits = pack('QQ', ${memoryLimit}, ${memoryLimit});
  syscall($call, 0, 9, $limits, 0) if defined $call;
}
my $parent = getppid();
if ($^O ne 'MSWin32') {
  $SIG{ALRM} = sub { exit 0 if getppid() != $parent; alarm 5; };
  alarm 5;
}
1;
`;

/**
 * Starts ExifTool (the one that exiftool-vendored brings).
 * @param path another ExifTool, as EXIFTOOL_PATH names it
 * @param limit milliseconds for one file
 * @throws Error with a sentence for the user where it cannot run, usually for want of perl
 */
export async function openExifTool(processes: number, path?: string, limit: number = fileLimit): Promise<ExifToolEngine> {
  const program = path === undefined || path === '' ? await vendoredPath() : path;
  // Asked before the pool starts: a program that cannot be spawned (no perl) is an uncaught error inside batch-cluster.
  const version = await versionOf(program).catch((error: Error) => {
    const hint = program === path ? 'check EXIFTOOL_PATH' : 'it needs perl (on Debian: apt-get install perl)';
    throw new Error(`ExifTool does not start (${error.message}); ${hint}`);
  });
  let opened: Promise<OpenExifTool> | null = null;
  let isClosed = false;
  const open = (): Promise<OpenExifTool> => {
    if (isClosed) throw new Error('ExifTool is closed');
    // A full disk may have room again for the next file.
    opened ??= openProcesses(program, processes, limit).catch((error: Error) => {
      opened = null;
      throw error;
    });
    return opened;
  };
  return {
    version,
    close: async (now = false) => {
      isClosed = true;
      // Whoever read was told where it did not open.
      const known = await opened?.catch(() => null);
      if (!known) return;
      await known.exiftool.end(!now);
      await rm(known.folder, { recursive: true, force: true });
    },
    read: async (path) => {
      const { exiftool } = await open();
      const raw: Record<string, unknown> = {
        ...(await answerOf(exiftool.readRaw(path, { readArgs, ignoreMinorErrors: true }), limit + startLimit)),
      };
      const { errors, warnings, ...tags } = raw;
      return { tags, errors: texts(errors), warnings: [...texts(warnings), ...texts(tags['ExifTool:Warning'])] };
    },
  };
}

/**
 * An answer, or an error where none comes: of a program that ends again and again while it starts, batch-cluster says nothing, and
 * with nothing left to wait for the whole scan would end in the midst.
 */
async function answerOf<Answer>(asked: Promise<Answer>, limit: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout: no answer, not even that it ended')), limit);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

/** Processes that can be asked, and the folder of their config file. */
interface OpenExifTool {
  readonly exiftool: ExifTool;
  readonly folder: string;
}

/** Loads exiftool-vendored, which takes a tenth of a second, and which most scans never ask. */
async function openProcesses(program: string, processes: number, limit: number): Promise<OpenExifTool> {
  const { DefaultExiftoolArgs, ExifTool } = await import('exiftool-vendored');
  const folder = await mkdtemp(join(tmpdir(), 'trueslate-exiftool-'));
  const config = join(folder, 'config.pl');
  await writeFile(config, boundProcess);
  const exiftool = new ExifTool({
    exiftoolArgs: ['-config', config, ...DefaultExiftoolArgs],
    exiftoolPath: program,
    maxProcs: Math.max(1, processes),
    taskTimeoutMillis: limit,
    taskRetries: 0,
    useMWG: false,
  });
  return { exiftool, folder };
}

/** The ExifTool that comes with exiftool-vendored: a package of its own, whose only word is where it lies. */
async function vendoredPath(): Promise<string> {
  const name = process.platform === 'win32' ? 'exiftool-vendored.exe' : 'exiftool-vendored.pl';
  try {
    return createRequire(createRequire(import.meta.url).resolve('exiftool-vendored'))(name) as string;
  } catch {
    return (await import('exiftool-vendored')).exiftoolPath();
  }
}

function versionOf(program: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, ['-ver'], { timeout: 10_000 }, (error, stdout) => {
      const version = stdout.trim();
      if (error === null && /^\d+\.\d+$/.test(version)) resolve(version);
      else if (error === null)
        reject(new Error(`${program} is no ExifTool (asked for its version, it said "${version.slice(0, 40)}")`));
      else reject(new Error(firstLine(error)));
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
