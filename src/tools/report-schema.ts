import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Ajv2020, ValidateFunction } from 'ajv/dist/2020.js';

let validate: ValidateFunction | undefined;

/** The first thing in which a value is not what schema/report.schema.json says, with its place; undefined where it is a report. */
export function reportFault(value: unknown): { readonly place: string; readonly detail: string } | undefined {
  validate ??= compiled();
  if (validate(value)) return undefined;
  const [fault] = validate.errors ?? [];
  const { additionalProperty } = (fault?.params ?? {}) as { readonly additionalProperty?: string };
  const detail = `${fault?.message ?? ''}${additionalProperty === undefined ? '' : ` (${additionalProperty})`}`;
  return { place: fault?.instancePath || '/', detail };
}

function compiled(): ValidateFunction {
  const schema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')) as object;
  // Loaded when first needed: most runs read no report.
  const ajv = createRequire(import.meta.url)('ajv/dist/2020.js') as { readonly Ajv2020: typeof Ajv2020 };
  return new ajv.Ajv2020({ strictRequired: false, allowUnionTypes: true }).compile(schema);
}
