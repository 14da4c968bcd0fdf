import type { AssetRef, Declaration, DeclarationProblem, TimecodeRef, Tool, Use } from '../model/index.ts';
import { assetKeys, declarationFields, declarationSchemaName } from './fields.ts';
import { lint } from './lint.ts';
import { readSource } from './source.ts';
import { Findings, type Plain, validate } from './validate.ts';

type PlainMap = Readonly<Record<string, Plain>>;

/** Problems that one reading reports at most; past that a person mends the first ones first. */
const problemLimit = 200;

/** A declaration in the canonical spelling, or everything that is wrong with it, in the order of the text. */
export type ParsedDeclaration = { readonly declaration: Declaration } | { readonly problems: readonly DeclarationProblem[] };

/**
 * Reads a declaration (DESIGN 4b; schema/declaration.schema.json) from YAML or JSON text. Never throws for what the text
 * holds: a text that does not fit comes back as problems with file, line, column and field. `file` is only named.
 */
export function parseDeclaration(text: string, file: string): ParsedDeclaration {
  if (/\.(csv|xlsx)$/i.test(file)) {
    return { problems: [{ file, field: '', code: 'unparsable', params: { reason: 'later-version' } }] };
  }
  const source = readSource(text);
  if ('problems' in source) return { problems: source.problems.map((problem) => unparsable(file, problem)) };
  const findings = new Findings(file);
  const plain = validate({ type: 'map', fields: declarationFields }, source.root, '', findings);
  if (plain === undefined) {
    if (findings.problems.length === 0) findings.add('', { code: 'unparsable', params: { reason: 'empty' } });
    return { problems: findings.problems };
  }
  const declaration = assemble(plain as PlainMap);
  lint(declaration, findings);
  return findings.problems.length > 0 ? { problems: inTextOrder(findings.problems) } : { declaration };
}

function unparsable(file: string, problem: Extract<ReturnType<typeof readSource>, { problems: unknown }>['problems'][number]) {
  const { place, ...params } = problem;
  return { file, ...place, field: '', code: 'unparsable', params } as const satisfies DeclarationProblem;
}

function inTextOrder(problems: readonly DeclarationProblem[]): DeclarationProblem[] {
  const order = (problem: DeclarationProblem) => (problem.line ?? 0) * 100_000 + Math.min(problem.column ?? 0, 99_999);
  return [...problems].sort((a, b) => order(a) - order(b)).slice(0, problemLimit);
}

/** Gives the validated fields the shape of the model: lists that may be left out are there, tools are told by id. */
function assemble(plain: PlainMap): Declaration {
  const tools = maps(plain.tools).map(assembleTool);
  const uses = maps(plain.uses).map((use) => assembleUse(use, tools));
  const statement = plain.statement ?? (plain.uses === undefined ? 'not-yet-known' : 'uses-listed');
  const whole = { ...plain, schema: declarationSchemaName, statement, tools, uses };
  return { production: { title: '' }, ...whole } as unknown as Declaration;
}

function assembleTool(tool: PlainMap): Tool {
  const id = text(tool.id ?? tool.name);
  return { ...tool, id, name: text(tool.name ?? tool.vendor ?? id) };
}

function assembleUse(use: PlainMap, tools: readonly Tool[]): Use {
  const entries = maps(use.assets);
  const refs = entries.filter((entry) => assetKeys.some((key) => key in entry));
  const otherRefs = entries.filter((entry) => !refs.includes(entry) && Object.keys(entry).length > 0);
  return {
    ...use,
    id: text(use.id),
    title: text(use.title),
    degree: use.degree as Use['degree'],
    tools: texts(use.tools).map((tool) => tools.find(({ id }) => id.toLowerCase() === tool.toLowerCase())?.id ?? tool),
    assets: refs as unknown as AssetRef[],
    timecodes: maps(use.timecodes) as unknown as TimecodeRef[],
    ...(otherRefs.length > 0 ? { otherRefs: otherRefs as unknown as Use['otherRefs'] & object } : {}),
  };
}

function text(value: Plain | undefined): string {
  return typeof value === 'string' ? value : '';
}

function texts(value: Plain | undefined): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function maps(value: Plain | undefined): PlainMap[] {
  return Array.isArray(value) ? value.filter((item): item is PlainMap => typeof item === 'object' && !Array.isArray(item)) : [];
}
