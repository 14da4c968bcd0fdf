import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isRunning } from '../tools/alive.ts';

/** The right to be the only watch that writes into a reports folder. */
export interface Lock {
  release(): Promise<void>;
}

/** How often the holder says that it is alive, and after how long without it is taken for dead; milliseconds. */
const heartbeat = { every: 10_000, dead: 60_000 };

/**
 * Takes a reports folder for this process; null where another watch holds it: two, such as two runs that cron started, would scan
 * everything twice. A holder that was killed is known by its process, on another machine by its silence.
 * Throws the operating system's error where nothing can be written there.
 */
export async function takeLock(reports: string): Promise<Lock | null> {
  const file = join(reports, '.trueslate-watch.lock');
  if (!(await wasMade(file))) {
    if (await isAlive(file)) return null;
    await rm(file, { force: true });
    // Whoever is faster has it.
    if (!(await wasMade(file))) return null;
  }
  const beating = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, heartbeat.every);
  beating.unref();
  return {
    release: async () => {
      clearInterval(beating);
      await rm(file, { force: true });
    },
  };
}

async function wasMade(file: string): Promise<boolean> {
  try {
    const made = await open(file, 'wx');
    await made.writeFile(JSON.stringify({ pid: process.pid, host: hostname() })).finally(() => made.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isAlive(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  if (found === null || Date.now() - found.mtimeMs > heartbeat.dead) return false;
  try {
    const { pid, host } = JSON.parse(await readFile(file, 'utf8')) as { readonly pid: number; readonly host: string };
    // In containers every process may have the number that this one has.
    return host !== hostname() || (pid !== process.pid && isRunning(pid));
  } catch {
    // Being written this moment, or cut short by a full disk: its age decides.
    return true;
  }
}
