import type { Policy, RuleCode, RuleSetting } from '../../model/index.ts';
import { declarationFields } from '../../written/declaration-fields.ts';
import type { Fields } from '../../written/field-types.ts';

/** Fields that policies look at, as lines of YAML with TODO for what only a person knows. */
export interface Asked {
  readonly production: readonly string[];
  readonly delivery: readonly string[];
  readonly tool: readonly string[];
  readonly use: readonly string[];
}

/** The fields of a use or tool that a rule looks at, where its setting wants an answer. */
const looksAt: Partial<Record<RuleCode, readonly string[]>> = {
  D05: ['approvals', 'dateFrom'],
  D06: ['approvals', 'dateFrom'],
  D07: ['function', 'depicts', 'consents', 'dateFrom'],
  D08: ['depicts', 'disclosure'],
  D09: ['couldBeTakenAsReal', 'approvals'],
  D10: ['inputs', 'tool.trainsOnInputs', 'tool.storesInputs'],
  D11: ['tool.licence'],
  D12: ['inputs'],
  D13: ['prominence', 'humanContribution'],
};

/** Rules that speak of a field that was not given, whatever the policy asks. */
const alwaysAsk: readonly RuleCode[] = ['D08', 'D13'];

/** Groups of fields, laid out whole. */
const laidOut: Readonly<Record<string, string>> = {
  depicts: '{ realPerson: TODO, realEvent: TODO }',
  inputs: '[{ kind: TODO, rights: TODO, licenceAllowsAiAlteration: TODO }]',
  consents: '[{ person: TODO, type: TODO, use: TODO, signed: TODO, reference: TODO }]',
  disclosure: '{ methods: [TODO], wording: TODO }',
};

/** What the policies ask for beyond what everybody must give, in the order in which a declaration has its fields. */
export function askedBy(policies: readonly Policy[]): Asked {
  const fields = new Set(policies.flatMap(fieldsOf));
  const authority = policies.flatMap((policy) => Object.values(policy.rules).flat()).find(({ authorities }) => authorities);
  const approvals = `[{ authority: ${authority?.authorities?.[0] ?? 'TODO'}, status: TODO, by: TODO, date: TODO, reference: TODO }]`;
  const lines = (known: Fields, prefix: string): string[] =>
    Object.keys(known)
      .filter((key) => fields.has(`${prefix}${key}`))
      .map((key) => `${key}: ${key === 'approvals' ? approvals : (laidOut[key] ?? 'TODO')}`);
  const { production, delivery, tools, uses } = declarationFields;
  return {
    production: lines(production.fields, 'production.'),
    delivery: lines(delivery.fields, 'delivery.'),
    tool: lines(tools.of.fields, 'tool.'),
    use: lines(uses.of.fields, '').filter((line) => !line.startsWith('degree:') && !line.startsWith('destination:')),
  };
}

function fieldsOf(policy: Policy): readonly string[] {
  return Object.entries(policy.rules).flatMap(([code, settings]) => {
    const open = settings.filter(({ severity }) => severity !== 'off');
    if (!open.some((setting) => wantsAnswer(code as RuleCode, setting))) return [];
    const conditions = open.flatMap(({ when }) => when ?? []).flatMap((condition) => Object.keys(condition));
    return [...(looksAt[code as RuleCode] ?? []), ...conditions.map(topField)];
  });
}

function wantsAnswer(code: RuleCode, { asks, authorities, when }: RuleSetting): boolean {
  return asks === true || authorities !== undefined || when !== undefined || alwaysAsk.includes(code);
}

/** `disclosure.methods` -> `disclosure`; what stands behind `production.` keeps both names. */
function topField(field: string): string {
  const [first = '', second] = field.split('.');
  return first === 'production' || first === 'delivery' ? `${first}.${second}` : first;
}
