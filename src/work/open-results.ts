import { isRemote } from '../storage/remote.ts';
import type { ResultsPlace } from './results.ts';
import { folderResults } from './results-folder.ts';
import { storageResults } from './results-storage.ts';

/**
 * Opens what `--results` names: a bucket, or a folder, which is made where it is missing.
 * @throws the error of the system or of the storage where it cannot be written to
 */
export function openResults(where: string): Promise<ResultsPlace> {
  return isRemote(where) ? storageResults(where) : folderResults(where);
}
