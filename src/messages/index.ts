import type { DeclarationProblem, Finding, Problem, WordedFinding, WordedProblem } from '../model/index.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import type { FindingParams, RuleWords } from './params.ts';
import { shortValue } from './value.ts';

export type { Standing } from './en/report.ts';
export type { DeclarationParams, FindingParams, ProblemParams, RuleTable, RuleWords, Word } from './params.ts';

export { shortValue } from './value.ts';

/** Every text of one language. */
export type Messages = typeof en;

/** Codes of what a run could not check; reports carry the sentence. */
export type NotCheckedCode = keyof Messages['notChecked'];

const languages = { en, fr } as const satisfies Record<string, Messages>;

/** Languages that there are texts in. */
export type Language = keyof typeof languages;
export const languageNames = Object.keys(languages) as readonly Language[];

/** The texts of a language. */
export function messages(language: Language = 'en'): Messages {
  return languages[language];
}

/** A finding with its sentence and its advice. Its params are those that `FindingParams` names for its code. */
export function wordFinding(finding: Finding, texts: Messages): WordedFinding {
  const words = texts.rules[finding.code] as RuleWords<FindingParams[keyof FindingParams]>;
  const params = finding.params as unknown as FindingParams[keyof FindingParams];
  return { ...finding, message: words.message(params), fix: words.fix(params) };
}

/** A problem with its sentence and its advice. */
export function wordProblem(problem: Problem, texts: Messages): WordedProblem {
  const words = texts.problems[problem.code];
  const params = problem.params ?? {};
  const message = words.message(params);
  const part = 'part' in params ? params.part : undefined;
  return {
    ...problem,
    message: part === undefined ? message : texts.report.inSidecar(String(part), message),
    hint: words.hint(params),
  };
}

/** The path of a field with the id of the use or tool that it lies in beside: `uses[0] (U1).approvals`. */
export function fieldLabel(field: string, id: string | undefined): string {
  const shown = id?.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return shown ? field.replace(/^(?:uses|tools)\[\d+\]/, (entry) => `${entry} (${shortValue(shown)})`) : field;
}

/** One line for an error in a declaration, `file:line:column: field: sentence`, as editors and compilers write it. */
export function declarationLine(problem: DeclarationProblem, texts: Messages): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
  const sentence = texts.declarationProblems[problem.code](problem.params ?? {});
  const cell =
    problem.cell === undefined ? [] : [problem.sheet === undefined ? problem.cell : `${problem.sheet}!${problem.cell}`];
  return [place, ...cell, ...(problem.field === '' ? [] : [fieldLabel(problem.field, problem.id)]), sentence].join(': ');
}
