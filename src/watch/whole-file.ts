import { open, rename, rm } from 'node:fs/promises';

/** Writes a small file whole or not at all, whatever happens to the process or the machine meanwhile. Throws the system's error. */
export async function writeWholeFile(file: string, text: string): Promise<void> {
  const part = `${file}.${process.pid}.part`;
  try {
    const written = await open(part, 'w');
    try {
      await written.writeFile(text);
      await written.sync();
    } finally {
      await written.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
