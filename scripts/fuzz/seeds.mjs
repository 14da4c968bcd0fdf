// Files to begin with: the fixtures, and with them the corpus where there is one.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Larger files hold more of the same. */
const most = 256 * 1024;

/** Paths and bytes of the files in some folders of the repository, sorted; folders that are not there give none. */
export function seedsIn(folders, is = () => true) {
  return folders.flatMap((folder) => {
    const at = join(root, folder);
    return filesIn(at)
      .filter((file) => is(file) && statSync(file).size > 0 && statSync(file).size <= most)
      .sort()
      .map((file) => ({ name: relative(root, file), bytes: readFileSync(file) }));
  });
}

function filesIn(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  } catch {
    return [];
  }
}
