import type { Declaration, Finding, RuleCode, Tool, Use } from '../model/index.ts';

/** Rules that need nothing but the paper, and the field of the use that mends them. */
const paperRules: Partial<Record<RuleCode, string>> = {
  D05: 'approvals',
  D06: 'approvals',
  D07: 'consents',
  D08: 'disclosure',
  D09: 'couldBeTakenAsReal',
  D10: 'inputs',
  D11: 'tools',
  D12: 'inputs',
  D13: 'humanContribution',
  D18: 'assets',
};

/** True for a finding that needs no delivery. */
export function isOnPaper({ code, asset }: Finding): boolean {
  return code in paperRules && asset === null;
}

/**
 * Fields that mend a finding, the nearest first: the licence of the tool, the approval that does not hold, and at last the use
 * itself. Whoever shows one takes the first that was written.
 */
export function fieldsThatMend(finding: Finding, declaration: Declaration): readonly string[] {
  const position = declaration.uses.findIndex(({ id }) => id === finding.use);
  const use = declaration.uses[position];
  if (use === undefined) return [];
  const at = `uses[${position}]`;
  return [...nearest(finding, use, at, declaration.tools), `${at}.${paperRules[finding.code] ?? ''}`, at];
}

function nearest({ code, params }: Finding, use: Use, at: string, tools: readonly Tool[]): string[] {
  const entry = (list: 'approvals' | 'consents' | 'inputs', index: number, ...keys: string[]): string[] =>
    index < 0 ? [] : [...keys.map((key) => `${at}.${list}[${index}].${key}`), `${at}.${list}[${index}]`];
  switch (code) {
    case 'D06':
      return entry('approvals', approvalOf(use, params));
    case 'D07':
      return entry('consents', consentOf(use, params));
    case 'D10':
    case 'D11': {
      const index = tools.findIndex(
        ({ id, name }) => name === params.tool && (use.tools.includes(id) || use.tools.includes(name)),
      );
      const keeps = params.reason === 'trains' ? ['trainsOnInputs'] : params.reason === 'stores' ? ['storesInputs'] : [];
      const keys = code === 'D11' ? ['licence'] : keeps;
      return index < 0 ? [] : [...keys.map((key) => `tools[${index}].${key}`), `tools[${index}]`];
    }
    case 'D12': {
      const keys =
        params.reason === 'uncleared' ? ['rights'] : params.reason === 'forbidden' ? ['licenceAllowsAiAlteration'] : [];
      return entry('inputs', inputOf(use, params), ...keys);
    }
    default:
      return [];
  }
}

/** The approval by the authority, and of the date, that the finding names. */
function approvalOf({ approvals = [] }: Use, { authority, date }: Finding['params']): number {
  const isNamed = (index: number): boolean => approvals[index]?.authority === authority;
  const dated = approvals.findIndex(
    (approval, index) => isNamed(index) && [approval.date, approval.expires].includes(String(date)),
  );
  return dated >= 0 ? dated : approvals.findIndex((_, index) => isNamed(index));
}

function consentOf({ consents = [] }: Use, { person, date }: Finding['params']): number {
  const isTheirs = (name: string | undefined): boolean => person === '' || name === undefined || name === person;
  const dated = consents.findIndex((one) => isTheirs(one.person) && [one.signed, one.expires].includes(String(date)));
  return dated >= 0 ? dated : consents.findIndex((one) => isTheirs(one.person));
}

/** The input that the finding names by its kind and its words. */
function inputOf({ inputs = [] }: Use, { input }: Finding['params']): number {
  return inputs.findIndex(
    ({ kind, ref }) => [kind?.replaceAll('-', ' ') ?? 'material', ref].filter((part) => part !== undefined).join(' ') === input,
  );
}
