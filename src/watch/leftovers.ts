import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** No report is written for so long without a pause; milliseconds. */
const longestWrite = 3_600_000;

/** Removes what a killed run left half-written in the reports folder: neighbours of reports that never got their names. */
export async function removeLeftovers(reports: string): Promise<void> {
  for (const name of await readdir(reports)) {
    if (!/\.[a-z]+\.\d+\.part$/.test(name)) continue;
    const file = join(reports, name);
    const found = await stat(file).catch(() => null);
    if (found?.isFile() && Date.now() - found.mtimeMs > longestWrite) await rm(file, { force: true });
  }
}
