import { type JsonMap, schemaOfFields } from '../written/json-schema.ts';
import { policyFields } from './fields.ts';

/** The JSON Schema (draft 2020-12) of a policy file in its canonical spelling, made from the table of fields. */
export function policySchema(): JsonMap {
  return {
    title: 'trueslate policy',
    description: "A commissioner's rules: which apply, when, how severely, and where that is written.",
    ...schemaOfFields(policyFields),
  };
}
