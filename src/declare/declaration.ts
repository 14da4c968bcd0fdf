import type { AssetRef, Declaration, DeclarationProblem, TimecodeRef, Tool, Use } from '../model/index.ts';
import { assetKeys, declarationFields, declarationSchemaName } from '../written/declaration-fields.ts';
import { inTextOrder, type PlainMap, readWritten } from '../written/read.ts';
import type { Plain } from '../written/validate.ts';
import { lint } from './lint.ts';

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
  const written = readWritten(declarationFields, text, file);
  if ('problems' in written) return written;
  const { plain, findings } = written;
  const declaration = assemble(plain);
  lint(declaration, findings);
  return findings.problems.length > 0 ? { problems: inTextOrder(findings.problems) } : { declaration };
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
