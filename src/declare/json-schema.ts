import { assetKeys, declarationFields, type Field, type Fields, type FieldType } from './fields.ts';
import { frameRates } from './values.ts';

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type JsonMap = Readonly<Record<string, Json>>;

/**
 * The JSON Schema (draft 2020-12) of the canonical spelling, made from the table of fields. Readers accept more spellings
 * (`snake_case`, capitals, yes/no) than the schema, so that it can guide an editor without listing every variant.
 */
export function declarationSchema(): JsonMap {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'trueslate declaration of AI uses',
    description: 'What a production admits: which assets, which tool, how far. This is the canonical spelling.',
    ...mapSchema(declarationFields),
  };
}

function schemaOf(field: Field): JsonMap {
  const schema = typeSchema(field);
  return field.about ? { description: field.about, ...schema } : schema;
}

function typeSchema(type: FieldType): JsonMap {
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
    case 'sha256':
      return { type: 'string', pattern: '^[0-9a-f]{64}$' };
    case 'frame-rate':
      return { enum: frameRates };
    case 'list': {
      const list = { type: 'array', items: itemSchema(type.of) };
      return type.orSingle ? { anyOf: [typeSchema(type.of), list] } : list;
    }
    case 'map': {
      const map = mapSchema(type.fields);
      const short = type.shorthand ? type.fields[type.shorthand] : undefined;
      return short ? { anyOf: [schemaOf(short), map] } : map;
    }
  }
}

/** An asset entry must name something; a use must name what it covers. Both are told by their fields. */
function itemSchema(type: FieldType): JsonMap {
  const schema = typeSchema(type);
  if (type.type !== 'map' || !('degree' in type.fields)) return schema;
  const some = (key: string) => ({ required: [key], properties: { [key]: { minItems: 1 } } });
  const elsewhere = { required: ['destination'], properties: { destination: { const: 'not-in-delivery' } } };
  return { ...schema, anyOf: [some('assets'), some('timecodes'), elsewhere] };
}

function mapSchema(fields: Fields): JsonMap {
  const required = Object.keys(fields).filter((key) => fields[key]?.required);
  const properties = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, schemaOf(field)]));
  const namesAsset = assetKeys.every((key) => key in fields);
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    ...(namesAsset ? { minProperties: 1 } : {}),
    properties,
  };
}
