import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../tools/folder.ts';
import { gathered } from '../tools/in-pieces.ts';
import type { ResultsPlace } from './results.ts';

/** Names of files that are still written. */
const unfinished = '.tmp-';

/** Characters that are written at once. */
const pieceLength = 1 << 20;

/** Results in a folder that all machines see. @throws the system's error where it cannot be made or written to */
export async function folderResults(folder: string): Promise<ResultsPlace> {
  makeFolder(folder);
  await access(folder, constants.R_OK | constants.W_OK);
  return {
    name: folder,
    list: async () => new Set((await readdir(folder)).filter((name) => !name.startsWith(unfinished))),
    has: (name) =>
      access(join(folder, name)).then(
        () => true,
        () => false,
      ),
    write: (name, pieces) => written(folder, name, pieces),
    remove: (name) => rm(join(folder, name), { force: true }),
    open: (name) => createReadStream(join(folder, name)),
  };
}

/** Beside the place under another name, flushed, then renamed: a machine that is switched off leaves nothing that looks whole. */
async function written(folder: string, name: string, pieces: Iterable<string>): Promise<void> {
  const draft = join(folder, `${unfinished}${randomUUID()}`);
  try {
    const file = await open(draft, 'wx');
    try {
      for (const text of gathered(pieces, pieceLength)) await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(folder, name));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
}
