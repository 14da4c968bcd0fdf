import { writeWorkbook } from '../../tools/spreadsheet.ts';
import type { PlainMap } from '../../written/read.ts';
import type { Plain } from '../../written/validate.ts';
import { csvOfRows } from '../write/tables.ts';
import { type FormName, forms } from './forms.ts';

/** A declaration as a form of the trade. */
export interface ExportedForm {
  readonly content: string | Uint8Array;
  /** Fields that the declaration gives and the form has no place for, `uses[].approvals`. */
  readonly leftOut: readonly string[];
}

/** Fills in a form, a row for each range (or tool) of each use, and says what it cannot hold. */
export function exportForm(written: PlainMap, name: FormName, format: 'csv' | 'xlsx'): ExportedForm {
  const form = forms.find((known) => known.name === name) as (typeof forms)[number];
  const tools = maps(written.tools);
  const uses = maps(written.uses);
  const rows = uses.flatMap((use) => {
    const named = texts(use.tools).map((called) => toolCalled(called, tools));
    const spans = form.rows === 'tools' ? named.length : maps(use.timecodes).length;
    return Array.from({ length: Math.max(1, spans) }, (_, index) => {
      const own = form.rows === 'tools' ? named.slice(index, index + 1) : named;
      return form.columns.map(({ field }) => cellOf(use, field, index, own));
    });
  });
  const all = [form.columns.map(({ heading }) => heading), ...rows];
  const content = format === 'csv' ? csvOfRows(all) : writeWorkbook([{ name: name.replace('-', ' '), rows: all }]);
  return {
    content,
    leftOut: leftOutOf(
      written,
      form.columns.map(({ field }) => field),
    ),
  };
}

function toolCalled(called: string, tools: readonly PlainMap[]): PlainMap {
  const wanted = called.toLowerCase();
  return (
    tools.find((tool) => [tool.id, tool.name].some((name) => String(name ?? '').toLowerCase() === wanted)) ?? { name: called }
  );
}

function cellOf(use: PlainMap, field: string, index: number, tools: readonly PlainMap[]): string {
  if (field.startsWith('tool.')) {
    const key = field.slice(5);
    const value = (tool: PlainMap): string => String(tool[key] ?? (key === 'name' ? (tool.vendor ?? tool.id) : '') ?? '');
    // Names and versions of several tools stand in the same order.
    return tools.some((tool) => value(tool) !== '') ? tools.map(value).join('; ') : '';
  }
  if (field === 'frameSharePct') return use[field] === undefined ? '' : Number(use[field]) > 50 ? 'yes' : 'no';
  const list = /^(\w+)\[\]\.(\w+)$/.exec(field);
  if (list) {
    const entries = maps(use[list[1] as string]);
    const key = list[2] as string;
    if (list[1] === 'timecodes') return String(entries[index]?.[key] ?? '');
    return entries.some((entry) => entry[key] !== undefined) ? entries.map((entry) => String(entry[key] ?? '')).join('; ') : '';
  }
  if (field === 'assets') return maps(use.assets).map(assetText).join('; ');
  const value = field.split('.').reduce<Plain | undefined>((at, key) => (at as PlainMap | undefined)?.[key], use);
  return Array.isArray(value) ? value.join('; ') : String(value ?? '');
}

function assetText(asset: PlainMap): string {
  const [key, value] = Object.entries(asset)[0] ?? ['', ''];
  const text = String(value).includes(';') ? `"${String(value)}"` : String(value);
  return key === 'path' ? text : `${key}: ${String(value)}`;
}

/** Every field that the declaration gives, without those that the form has a column for. */
function leftOutOf(written: PlainMap, fields: readonly string[]): string[] {
  const held = new Set(['schema', 'statement', 'tools[].id', 'uses[].tools[]', ...fields.map(inDeclaration)]);
  // The form says only whether it is more than half.
  held.delete('uses[].frameSharePct');
  const given = new Set<string>();
  const collect = (value: Plain, path: string): void => {
    if (Array.isArray(value)) for (const item of value as readonly Plain[]) collect(item, `${path}[]`);
    else if (typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) collect(inner as Plain, path === '' ? key : `${path}.${key}`);
    else given.add(path);
  };
  collect(written, '');
  return [...given]
    .filter((path) => !held.has(path) && !held.has(path.replace(/\[\]$/, '')) && !path.startsWith('uses[].assets'))
    .sort();
}

function inDeclaration(field: string): string {
  return field.startsWith('tool.') ? `tools[].${field.slice(5)}` : `uses[].${field}`;
}

const maps = (value: Plain | undefined): readonly PlainMap[] => (Array.isArray(value) ? (value as readonly PlainMap[]) : []);
const texts = (value: Plain | undefined): readonly string[] => (Array.isArray(value) ? (value as readonly string[]) : []);
