import { assetKinds, verdicts } from '../model/index.ts';
import { declarationFields } from '../written/declaration-fields.ts';
import type { Field, Fields, FieldType } from '../written/field-types.ts';

/** What a condition says of a field that was not given. */
const absent = 'absent';

/** What `asset.` may ask: facts of the verdict, not of the paper. */
const assetFields = {
  kind: { type: 'choice', values: assetKinds },
  verdict: { type: 'choice', values: verdicts },
} as const satisfies Fields;

/**
 * Every field that a condition of a policy may name, with the values that it may list: fields of a use stand bare, others
 * behind `production.`, `delivery.` and `asset.`. Made from the declaration's own table, so a policy cannot ask for a field or
 * a value that no declaration can hold.
 */
export const conditionFields: Fields = {
  ...flat(declarationFields.uses.of, ''),
  ...flat(declarationFields.production, 'production.'),
  ...flat(declarationFields.delivery, 'delivery.'),
  ...flat({ type: 'map', fields: assetFields }, 'asset.'),
};

function flat(type: FieldType, prefix: string): Record<string, Field> {
  if (type.type === 'list') return flat(type.of, prefix);
  if (type.type !== 'map') return { [prefix.slice(0, -1)]: accepted(type) };
  const below = Object.entries(type.fields).map(([key, field]) => flat(field, `${prefix}${key}.`));
  return Object.assign({}, ...below);
}

function accepted(type: FieldType): Field {
  return { type: 'list', orSingle: true, filled: true, of: valueType(type) };
}

function valueType(type: FieldType): FieldType {
  if (type.type === 'boolean') return { type: 'choice', values: ['true', 'false', absent] };
  if (type.type === 'choice') return { type: 'choice', values: [...type.values, absent] };
  return { type: 'text' };
}
