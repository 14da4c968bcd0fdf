import { isUtf8 } from 'node:buffer';
import { mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notAFile, pathOfUri } from './local.ts';

/**
 * Calls `use` with a path that every foreign program takes. Names that are no UTF-8, or that hold control characters (ExifTool
 * reads its arguments line by line, so a newline in a name would be an argument of its own), or characters that engines take for a
 * pattern (ffmpeg reads `shot_%04d.png` and `{a,b}*.png` as names of numbered files, libvips cuts `[page=1]` off and opens what is
 * left), are reached through a link of a plain name in a private temporary folder, which is gone afterwards.
 * @throws the operating system's error where there is no file any more
 */
export async function withLocalPath<T>(uri: string, use: (path: string) => Promise<T>): Promise<T> {
  const bytes = pathOfUri(uri);
  // Engines wait for ever at a FIFO that took a file's place since the walk.
  if (!(await stat(bytes)).isFile()) throw notAFile();
  if (isPlain(bytes)) return use(bytes.toString('utf8'));
  const folder = await mkdtemp(join(tmpdir(), 'trueslate-'));
  try {
    const link = join(folder, 'asset');
    await symlink(bytes, link);
    return await use(link);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What patterns are made of. */
const patterns = Buffer.from('%*?[{');

function isPlain(bytes: Buffer): boolean {
  return isUtf8(bytes) && !bytes.some((byte) => byte < 0x20 || byte === 0x7f || patterns.includes(byte));
}
