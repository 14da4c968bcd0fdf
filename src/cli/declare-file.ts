import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { declarationLine } from '../messages/index.ts';
import type { DeclarationProblem } from '../model/index.ts';
import { chosenMessages, inWords } from './language.ts';
import { type Terminal, UsageError } from './terminal.ts';

/** Bytes that a declaration or a form may have. */
const fileLimit = 32 << 20;

/** The bytes of a regular file of sensible size. @throws UsageError */
export async function readPaper(file: string): Promise<Uint8Array> {
  try {
    const found = await stat(file);
    if (!found.isFile()) throw new Error('not a regular file');
    if (found.size > fileLimit) throw new Error(`larger than ${fileLimit} bytes`);
    return await readFile(file);
  } catch (error) {
    throw new UsageError(chosenMessages().declare.unreadable({ file, detail: inWords(error) }));
  }
}

/** Writes a file whole or not at all, over one that exists only where that is asked for. @throws UsageError */
export async function writePaper(file: string, content: string | Uint8Array, force: boolean): Promise<void> {
  const texts = chosenMessages().declare;
  const existing = await stat(file).catch(() => null);
  if (existing && !force) throw new UsageError(texts.exists({ file }));
  const part = `${file}.${process.pid}.part`;
  try {
    await writeFile(part, content, { flag: 'wx' });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new UsageError(texts.unwritable({ file, detail: inWords(error) }));
  }
}

/** Problems on stderr, a line each, as compilers write them. */
export function tellProblems(problems: readonly DeclarationProblem[], terminal: Terminal): void {
  for (const problem of problems) terminal.err(`${declarationLine(problem, chosenMessages())}\n`);
}
