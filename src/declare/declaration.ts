import type { AssetRef, Declaration, DeclarationProblem, TimecodeRef, Tool, Use } from '../model/index.ts';
import { assetKeys, declarationFields, declarationSchemaName } from '../written/declaration-fields.ts';
import { inTextOrder, type PlainMap, readTree, readWritten, unparsable, type Written } from '../written/read.ts';
import type { Place, SourceProblem } from '../written/source.ts';
import type { Findings, Plain } from '../written/validate.ts';
import { formatOf } from './formats.ts';
import { lint } from './lint.ts';
import { tablesOfCsv, tablesOfWorkbook } from './table/read-tables.ts';
import type { Table } from './table/table.ts';
import { treeOfTables } from './table/tree.ts';
import { textOfBytes } from './text-of-bytes.ts';

/** A declaration in the canonical spelling, or everything that is wrong with it, in the order of the text. */
export type ParsedDeclaration = ReadableDeclaration | { readonly problems: readonly DeclarationProblem[] };

/** A declaration with nothing wrong in it. */
export interface ReadableDeclaration {
  readonly declaration: Declaration;
  /** Where each field stands, by its path (`uses[0].degree`). */
  readonly places: ReadonlyMap<string, Place>;
  /** The fields alone, in the order and under the keys in which they were given. */
  readonly written: PlainMap;
}

/**
 * Reads a declaration (DESIGN 4b; schema/declaration.schema.json) from YAML, JSON, CSV or XLSX, told by the extension of
 * `file`, else by the content. Never throws for what the content holds: what does not fit comes back as problems with file,
 * line, column (in tables: the cell) and field. `file` is only named.
 */
export function parseDeclaration(content: string | Uint8Array, file: string): ParsedDeclaration {
  const read = readAny(content, file);
  if ('problems' in read) return read;
  const { plain, findings } = read;
  const declaration = assemble(plain);
  lint(declaration, findings);
  if (findings.problems.length > 0)
    return { problems: inTextOrder(findings.problems).map((problem) => withId(problem, findings)) };
  return { declaration, places: findings.places, written: plain };
}

function withId(problem: DeclarationProblem, findings: Findings): DeclarationProblem {
  const id = findings.idOf(problem.field);
  return id === undefined ? problem : { ...problem, id };
}

function readAny(content: string | Uint8Array, file: string): Written {
  const format = formatOf(content, file);
  if (format === 'xlsx') return readTables(tablesOfWorkbook(bytesOf(content)), false, file);
  const text = typeof content === 'string' ? content : textOfBytes(content);
  if (format === 'csv') return readTables(tablesOfCsv(text), true, file);
  return readWritten(declarationFields, text, file);
}

function readTables(tables: readonly Table[] | SourceProblem, isCsv: boolean, file: string): Written {
  if ('reason' in tables) return { problems: [unparsable(file, tables)] };
  if (tables.every(({ rows }) => rows.length === 0)) return { problems: [unparsable(file, { reason: 'empty' })] };
  const { root, problems } = treeOfTables(tables, isCsv);
  // A cell that found no place may be what a row seems to lack: the shape is mended first.
  if (problems.length === 0) return readTree(declarationFields, root, file);
  return { problems: inTextOrder(problems.map(({ place, ...problem }) => ({ file, ...place, ...problem }))) };
}

function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
}

/** Gives the validated fields the shape of the model: lists that may be left out are there, tools are told by id. */
function assemble(plain: PlainMap): Declaration {
  const tools = maps(plain.tools).map(assembleTool);
  // Where two tools have one id, lint tells it; the first is meant until then.
  const ids = new Map([...tools].reverse().map(({ id }) => [id.toLowerCase(), id]));
  const uses = maps(plain.uses).map((use) => assembleUse(use, ids));
  const statement = plain.statement ?? (plain.uses === undefined ? 'not-yet-known' : 'uses-listed');
  const whole = { ...plain, schema: declarationSchemaName, statement, tools, uses };
  return { production: { title: '' }, ...whole } as unknown as Declaration;
}

function assembleTool(tool: PlainMap): Tool {
  const id = text(tool.id ?? tool.name);
  return { ...tool, id, name: text(tool.name ?? tool.vendor ?? id) };
}

function assembleUse(use: PlainMap, ids: ReadonlyMap<string, string>): Use {
  const entries = maps(use.assets);
  const isChecked = (entry: PlainMap): boolean => assetKeys.some((key) => key in entry);
  const refs = entries.filter(isChecked);
  const otherRefs = entries.filter((entry) => !isChecked(entry) && Object.keys(entry).length > 0);
  return {
    ...use,
    id: text(use.id),
    title: text(use.title),
    degree: use.degree as Use['degree'],
    tools: texts(use.tools).map((tool) => ids.get(tool.toLowerCase()) ?? tool),
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
