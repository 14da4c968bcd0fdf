import { assetKeys, declarationFields } from '../written/declaration-fields.ts';
import type { Fields } from '../written/field-types.ts';
import { type JsonMap, schemaOfFields } from '../written/json-schema.ts';

/** The JSON Schema (draft 2020-12) of a declaration in its canonical spelling, made from the table of fields. */
export function declarationSchema(): JsonMap {
  return {
    title: 'trueslate declaration of AI uses',
    description: 'What a production admits: which assets, which tool, how far. This is the canonical spelling.',
    ...schemaOfFields(declarationFields, refine),
  };
}

/** An asset entry must name something; a use must name what it covers. Both are told by their fields. */
function refine(fields: Fields, schema: JsonMap): JsonMap {
  if (assetKeys.every((key) => key in fields)) return { ...schema, minProperties: 1 };
  if (!('degree' in fields)) return schema;
  const some = (key: string) => ({ required: [key], properties: { [key]: { minItems: 1 } } });
  const elsewhere = { required: ['destination'], properties: { destination: { const: 'not-in-delivery' } } };
  return { ...schema, anyOf: [some('assets'), some('timecodes'), elsewhere] };
}
