import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { isRunning } from '../tools/alive.ts';

/** Milliseconds after which a part that nobody has written to is nobody's: on a share, its process may run on another machine. */
const abandoned = 24 * 3600_000;

/** Where a report is written until it is whole: its neighbour, named after this process. */
export function partOf(file: string): string {
  return `${file}.${process.pid}.part`;
}

/** Removes what runs that were killed have left of a report. What cannot be removed stays: the report is still written. */
export function sweepParts(file: string): void {
  const folder = dirname(resolve(file));
  const start = `${basename(file)}.`;
  try {
    for (const name of readdirSync(folder)) {
      const pid = name.startsWith(start) ? /^(\d+)\.part$/.exec(name.slice(start.length))?.[1] : undefined;
      if (pid === undefined || isRunning(Number(pid))) continue;
      const part = join(folder, name);
      if (Date.now() - statSync(part).mtimeMs > abandoned) rmSync(part, { force: true });
    }
  } catch {
    // Removed by another scan meanwhile, or not ours to remove.
  }
}
