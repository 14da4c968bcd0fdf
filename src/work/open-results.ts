import type { ResultsPlace } from './results.ts';
import { folderResults } from './results-folder.ts';

/**
 * Opens what `--results` names: a folder, which is made where it is missing.
 * @throws the system's error where it cannot be written to
 */
export function openResults(where: string): Promise<ResultsPlace> {
  return folderResults(where);
}
