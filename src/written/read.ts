import type { DeclarationProblem } from '../model/index.ts';
import type { Fields } from './field-types.ts';
import { type Node, readSource, type SourceProblem } from './source.ts';
import { Findings, type Plain, validate } from './validate.ts';

/** A map in the canonical spelling. */
export type PlainMap = Readonly<Record<string, Plain>>;

/** Problems that one reading reports at most; past that a person mends the first ones first. */
const problemLimit = 200;

/** What a person wrote in the canonical spelling with what was wrong on the way, or why there is nothing to look at. */
export type Written =
  | { readonly plain: PlainMap; readonly findings: Findings }
  | { readonly problems: readonly DeclarationProblem[] };

/**
 * Reads YAML or JSON text as a table of fields asks. The caller adds to `findings` what the table cannot say and then hands
 * on `inTextOrder(findings.problems)` where there are any. Never throws for what the text holds. `file` is only named.
 */
export function readWritten(fields: Fields, text: string, file: string): Written {
  const source = readSource(text);
  if ('problems' in source) return { problems: source.problems.map((problem) => unparsable(file, problem)) };
  return readTree(fields, source.root, file);
}

/** The same for a tree that was read from something else than text. */
export function readTree(fields: Fields, root: Node, file: string): Written {
  const findings = new Findings(file);
  const plain = validate({ type: 'map', fields }, root, '', findings);
  if (plain !== undefined) return { plain: plain as PlainMap, findings };
  if (findings.problems.length === 0) findings.add('', { code: 'unparsable', params: { reason: 'empty' } });
  return { problems: findings.problems };
}

/** The problems by line and column, the first of them where there are too many to be read. */
export function inTextOrder(problems: readonly DeclarationProblem[]): DeclarationProblem[] {
  const order = (problem: DeclarationProblem) => (problem.line ?? 0) * 100_000 + Math.min(problem.column ?? 0, 99_999);
  return [...problems].sort((a, b) => order(a) - order(b)).slice(0, problemLimit);
}

/** A text that is none, as a problem of its file. */
export function unparsable(file: string, problem: SourceProblem): DeclarationProblem {
  const { place, ...params } = problem;
  return { file, ...place, field: '', code: 'unparsable', params };
}
