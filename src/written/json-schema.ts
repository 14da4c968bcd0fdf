import { digestPattern } from '../model/index.ts';
import type { Field, Fields, FieldType } from './field-types.ts';
import { frameRates } from './values.ts';

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
export type JsonMap = Readonly<Record<string, Json>>;

/** Adds to the schema of a map what its table of fields cannot say. */
export type Refine = (fields: Fields, schema: JsonMap) => JsonMap;

/** What one schema is made with: types that stand in it once, by name, and what the caller adds to maps. */
interface Making {
  readonly refine: Refine;
  readonly defs: Map<string, JsonMap>;
}

/**
 * The JSON Schema (draft 2020-12) of a table of fields in its canonical spelling. Readers accept more spellings
 * (`snake_case`, capitals, yes/no) than the schema, so that it can guide an editor without listing every variant.
 */
export function schemaOfFields(fields: Fields, refine: Refine = (_, schema) => schema): JsonMap {
  const making = { refine, defs: new Map<string, JsonMap>() };
  const schema = { $schema: 'https://json-schema.org/draft/2020-12/schema', ...mapSchema(fields, making) };
  return making.defs.size === 0 ? schema : { ...schema, $defs: Object.fromEntries(making.defs) };
}

function fieldSchema(field: Field, making: Making): JsonMap {
  const schema = typeSchema(field, making);
  return field.about ? { description: field.about, ...schema } : schema;
}

function typeSchema(type: FieldType, making: Making): JsonMap {
  switch (type.type) {
    case 'text':
      return { type: 'string' };
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
      return { type: 'number', minimum: type.min, maximum: type.max };
    case 'choice':
      return { enum: type.values };
    case 'date':
      return { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}' };
    case 'timecode':
      return { type: 'string', pattern: '^\\d{2}:\\d{2}:\\d{2}[:;]\\d{2,3}$' };
    case 'digest':
      return { type: 'string', pattern: digestPattern(type.algorithm) };
    case 'frame-rate':
      return { enum: frameRates };
    case 'list': {
      const list = { type: 'array', ...(type.filled ? { minItems: 1 } : {}), items: typeSchema(type.of, making) };
      return type.orSingle ? { anyOf: [typeSchema(type.of, making), list] } : list;
    }
    case 'map': {
      const short = type.shorthand ? type.fields[type.shorthand] : undefined;
      const map = type.named ? namedSchema(type.named, type, making) : wholeMap(type, making);
      return short ? { anyOf: [fieldSchema(short, making), map] } : map;
    }
  }
}

type MapType = Extract<FieldType, { type: 'map' }>;

function wholeMap(type: MapType, making: Making): JsonMap {
  return { ...mapSchema(type.fields, making), ...(type.filled ? { minProperties: 1 } : {}) };
}

function namedSchema(name: string, type: MapType, making: Making): JsonMap {
  if (!making.defs.has(name)) making.defs.set(name, wholeMap(type, making));
  return { $ref: `#/$defs/${name}` };
}

function mapSchema(fields: Fields, making: Making): JsonMap {
  const required = Object.keys(fields).filter((key) => fields[key]?.required);
  const properties = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, fieldSchema(field, making)]));
  const schema = { type: 'object', additionalProperties: false, ...(required.length > 0 ? { required } : {}) };
  return making.refine(fields, { ...schema, properties });
}
