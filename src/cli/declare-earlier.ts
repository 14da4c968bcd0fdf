import { type Earlier, formatOfName, parseDeclaration, type ReadableDeclaration, textOfBytes } from '../declare/index.ts';
import type { Report } from '../model/index.ts';
import { readPaper, tellProblems } from './declare-file.ts';
import { chosenMessages } from './language.ts';
import { type Terminal, UsageError } from './terminal.ts';

/** A declaration that a draft is to extend. */
export interface EarlierPaper extends ReadableDeclaration {
  readonly file: string;
  /** Its text, where it is YAML: its comments are kept. */
  readonly yaml?: string;
}

/** Reads the declaration that `--update` names. @throws UsageError where it cannot be read or does not hold */
export async function readEarlier(file: string, terminal: Terminal): Promise<EarlierPaper> {
  const bytes = await readPaper(file);
  const parsed = parseDeclaration(bytes, file);
  if ('problems' in parsed) {
    tellProblems(parsed.problems, terminal);
    throw new UsageError(chosenMessages().declare.invalid({ file, count: parsed.problems.length }));
  }
  const isYaml = formatOfName(file) === 'yaml';
  return { ...parsed, file, ...(isYaml ? { yaml: textOfBytes(bytes) } : {}) };
}

/** The earlier declaration as a draft needs it: with the marked assets that a scan found outside of all its uses. */
export function earlierOf({ written, declaration }: EarlierPaper, report: Report): Earlier {
  const undisclosed = report.findings.filter(({ code }) => code === 'D01');
  const uncovered = new Set(undisclosed.flatMap(({ asset, alsoAt }) => [...(asset === null ? [] : [asset]), ...alsoAt]));
  return { written, tools: declaration.tools, uses: declaration.uses, uncovered };
}
