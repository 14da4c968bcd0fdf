import { declarationFields } from '../../written/declaration-fields.ts';
import type { Field, FieldType } from '../../written/field-types.ts';

/** What a field takes, by its name: `destination` with its values, `depicts.realPerson` with yes and no. */
export interface Taken {
  readonly field: string;
  readonly values: readonly string[];
}

/** The closed lists among the fields that a draft lays out. `lines` are its lines of YAML, for a use, a tool, the production. */
export function takenBy(lines: {
  readonly use: readonly string[];
  readonly tool: readonly string[];
  readonly production: readonly string[];
}) {
  const { uses, tools, production } = declarationFields;
  return [
    ...lines.production.flatMap((line) => takenIn(line, production.fields, 'production.')),
    ...lines.tool.flatMap((line) => takenIn(line, tools.of.fields, '')),
    ...lines.use.flatMap((line) => takenIn(line, uses.of.fields, '')),
  ];
}

function takenIn(line: string, fields: Readonly<Record<string, Field>>, prefix: string): Taken[] {
  const key = line.slice(0, line.indexOf(':'));
  const field = fields[key];
  if (field === undefined) return [];
  // A group is laid out with some of its fields.
  return flat(`${prefix}${key}`, field).filter(({ field: name }) => line.includes(`${lastName(name)}: `));
}

function lastName(field: string): string {
  return field.slice(field.lastIndexOf('.') + 1);
}

function flat(name: string, type: FieldType): Taken[] {
  if (type.type === 'choice') return [{ field: name, values: type.values }];
  if (type.type === 'boolean') return [{ field: name, values: ['yes', 'no'] }];
  if (type.type === 'list') return flat(name, type.of);
  if (type.type !== 'map') return [];
  return Object.entries(type.fields).flatMap(([key, field]) => flat(`${name}.${key}`, field));
}
