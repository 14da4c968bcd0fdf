import { type RuleCode, rules, severities } from '../model/index.ts';
import { declarationFields } from '../written/declaration-fields.ts';
import type { Field, Fields } from '../written/field-types.ts';
import { conditionFields } from './condition-fields.ts';

/** The one value of `schema` that this version reads and writes. */
export const policySchemaName = 'trueslate.policy/1';

const text = { type: 'text' } as const;
const boolean = { type: 'boolean' } as const;
const use = declarationFields.uses.of.fields;
const choices = (values: readonly string[]) =>
  ({ type: 'list', orSingle: true, filled: true, of: { type: 'choice', values } }) as const;

const source = {
  title: { ...text, required: true },
  publisher: text,
  url: text,
  version: { ...text, about: 'Date or version that the source gives itself.' },
  read: { type: 'date', about: 'Day on which it was read for this policy.' },
  excerpt: { ...boolean, about: 'True where only an excerpt was read, not the whole.' },
} as const satisfies Fields;

const asks: Field = { ...boolean, about: 'True where a field that was not given fails the rule.' };
const authorities: Field = {
  ...choices(use.approvals.of.fields.authority.values),
  about: "Whose approval counts; left out: anybody's.",
};
const methods = use.disclosure.fields.methods.of.values.filter((method) => method !== 'none');

/** What a setting of one rule may say besides severity, condition and reason; absent: nothing. */
const ofRule: Partial<Record<RuleCode, Fields>> = {
  D05: { asks, authorities },
  D06: { asks, authorities },
  D07: { asks },
  D08: {
    asks,
    notEnoughAlone: { ...choices(methods), about: 'Ways of telling the audience that do not suffice by themselves.' },
    forbidden: { ...boolean, about: 'True where telling the audience does not mend it.' },
  },
  D09: { asks, authorities },
  D10: {
    asks,
    inputs: { ...choices(use.inputs.of.fields.kind.values), about: 'Inputs that must not go into a tool that keeps them.' },
  },
  D11: { asks },
  D12: { asks },
  D13: { asks },
  D18: { most: { type: 'number', min: 1, max: 1_000_000_000, about: 'Assets that one glob may cover.' } },
};

const when: Field = {
  type: 'list',
  orSingle: true,
  filled: true,
  of: { type: 'map', fields: conditionFields, filled: true, named: 'condition' },
  about:
    'Conditions of which one must hold; left out: always. A condition holds where every field that it names has one of its values.',
};

/** One setting of a rule, or several, of which the first that holds applies. */
function settingsOf(code: RuleCode): Field {
  const fields: Fields = {
    severity: { type: 'choice', values: [...severities, 'off'], required: true },
    when,
    ...ofRule[code],
    because: { ...text, about: 'Why the policy has it, in one sentence with the place in its source.' },
  };
  return {
    type: 'list',
    orSingle: true,
    filled: true,
    // Most rules have the same fields, and so one schema.
    of: { type: 'map', fields, named: ofRule[code] ? `setting-${code}` : 'setting' },
    about: rules[code],
    otherNames: [rules[code]],
  };
}

const codes = Object.keys(rules) as RuleCode[];

/** Every field of a policy file, once; the validator and the JSON Schema derive from it. */
export const policyFields = {
  schema: { type: 'choice', values: [policySchemaName], required: true },
  name: { ...text, required: true, about: 'What --policy and a declaration call it: small letters, digits and hyphens.' },
  title: { ...text, required: true },
  version: { ...text, required: true },
  about: { ...text, about: 'What it covers, and what it asks that no tool can check.' },
  extends: { ...text, about: 'Shipped policy that holds where this one says nothing; left out: default.' },
  sources: { type: 'list', of: { type: 'map', fields: source } },
  rules: { type: 'map', fields: Object.fromEntries(codes.map((code) => [code, settingsOf(code)])) },
} as const satisfies Fields;
