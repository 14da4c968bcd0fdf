/**
 * Makes the matrix in a temporary folder, reads it with the built library, and prints what was found as JSON:
 * npm run build && node scripts/matrix/run.mjs. The folder is gone when the script ends.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkMatrix } from './check.mjs';
import { makeMatrix } from './make.mjs';

/** The cells with their faults, the cells that cannot occur, and the writers that are missing here. */
export async function runMatrix() {
  const folder = mkdtempSync(join(tmpdir(), 'trueslate-matrix-'));
  try {
    const { cells, ...made } = await makeMatrix(folder);
    return { ...made, cells: cells.length === 0 ? [] : await checkMatrix(folder, cells) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) process.stdout.write(JSON.stringify(await runMatrix()), () => process.exit(0));
