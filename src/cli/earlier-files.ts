import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { reportEnding } from '../report/index.ts';

/**
 * Files with the name of a timeline report, or with one that it would give to a video, that this run did not write: markers of a
 * video that is no longer delivered, or has none any more. They stay, since nobody knows who made them, and who opens the folder
 * must not take them for this run's.
 * @param file the report as it was asked for, `out/markers.edl`
 * @param written every file that this run wrote
 */
export async function earlierFiles(file: string, written: readonly string[]): Promise<readonly string[]> {
  const { reporter, extension = '' } = reportEnding(file) ?? {};
  if (reporter === undefined || !('renderVideos' in reporter)) return [];
  const folder = dirname(file);
  const start = `${basename(file).slice(0, -extension.length)}.`;
  const ours = new Set(written.map((one) => resolve(one)));
  // A folder that cannot be listed hides nothing of this run: what was written is written.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const isMeant = (name: string): boolean =>
    name === basename(file) || (name.startsWith(start) && name.length > start.length + extension.length);
  return entries
    .filter((entry) => entry.isFile() && isMeant(entry.name))
    .filter(({ name }) => reportEnding(name)?.extension === extension)
    .map(({ name }) => join(folder, name))
    .filter((path) => !ours.has(resolve(path)))
    .sort();
}
