import type { DeclarationProblem, WaiverFile } from '../model/index.ts';
import { meetsAnyName } from '../tools/glob.ts';
import { inTextOrder, readWritten } from '../written/read.ts';
import { waiverFields, waiversSchemaName } from './fields.ts';

/** A waiver file, or everything that is wrong with it, in the order of the text. */
export type ParsedWaivers = { readonly waivers: WaiverFile } | { readonly problems: readonly DeclarationProblem[] };

/** Reads a waiver file from YAML or JSON text. Never throws for what the text holds; `file` is only named. */
export function parseWaivers(text: string, file: string): ParsedWaivers {
  const written = readWritten(waiverFields, text, file);
  if ('problems' in written) return written;
  const { plain, findings } = written;
  const read = {
    waivers: [],
    exclusions: [],
    ...plain,
    schema: waiversSchemaName,
  } as unknown as WaiverFile;
  read.waivers.forEach(({ finding, answer, use }, index) => {
    const field = `waivers[${index}]`;
    if (finding !== undefined && !/^[0-9a-f]{16}$/.test(finding)) {
      findings.add(`${field}.finding`, { code: 'wrong-value', params: { value: finding.slice(0, 100), expected: 'finding-id' } });
    }
    if (answer === 'declared' && use === undefined) findings.add(`${field}.use`, { code: 'missing', params: { key: 'use' } });
  });
  read.exclusions.forEach(({ path }, index) => {
    // An exclusion that covers everything would answer for files that nobody has seen.
    if (path !== undefined && (/^[*?./\\]+$/.test(path) || meetsAnyName(path))) {
      findings.add(`exclusions[${index}].path`, { code: 'wrong-value', params: { value: path, expected: 'narrow-glob' } });
    }
  });
  return findings.problems.length > 0 ? { problems: inTextOrder(findings.problems) } : { waivers: read };
}
