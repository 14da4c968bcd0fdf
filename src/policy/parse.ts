import {
  type DeclarationProblem,
  type Policy,
  type PolicySource,
  type RuleCode,
  type RuleSetting,
  rules,
} from '../model/index.ts';
import { inTextOrder, readWritten } from '../written/read.ts';
import { nearest } from '../written/spelling.ts';
import type { Findings } from '../written/validate.ts';
import { policyFields, policySchemaName } from './fields.ts';

/** A policy with everything that it inherits, or what is wrong with its file, in the order of the text. */
export type ParsedPolicy = { readonly policy: Policy } | { readonly problems: readonly DeclarationProblem[] };

/** What a policy file may build on, and which names it must leave alone. */
export interface Surroundings {
  /** The policy of that name, for `extends`. */
  readonly base: (name: string) => Policy | undefined;
  /** Names that `extends` may have. */
  readonly baseNames: readonly string[];
  /** Names that belong to others. */
  readonly takenNames: readonly string[];
}

/**
 * Rules that every policy keeps: without them a clean report would not mean that nothing was hidden. D04 stands in for D01
 * where the paper says that a marked asset is not there.
 */
const neverOff: readonly RuleCode[] = ['D01', 'D04', 'D16', 'T01'];

type WrittenPolicy = Omit<Policy, 'rules' | 'sources'> & {
  readonly extends?: string;
  readonly sources?: readonly PolicySource[];
  readonly rules?: Partial<Policy['rules']>;
};

/** Reads a policy file (YAML or JSON) on top of what it extends. Never throws for what the text holds. */
export function parsePolicyWith(text: string, file: string, around: Surroundings): ParsedPolicy {
  const written = readWritten(policyFields, text, file);
  if ('problems' in written) return written;
  const { plain, findings } = written;
  const own = plain as unknown as WrittenPolicy;
  checkName(own.name, around.takenNames, findings);
  checkSettings(own.rules ?? {}, findings);
  const base = baseOf(own, around, findings);
  if (findings.problems.length > 0) return { problems: inTextOrder(findings.problems) };
  return { policy: onTopOf(base, own, findings) };
}

function onTopOf(base: Policy | undefined, { extends: _, ...own }: WrittenPolicy, findings: Findings): Policy {
  const settings = (Object.keys(rules) as RuleCode[]).map((code) => {
    const isList = findings.wasWritten(`rules.${code}[0]`);
    return [code, settingsOnTopOf(base?.rules[code] ?? [], own.rules?.[code], isList)];
  });
  return { ...own, schema: policySchemaName, sources: own.sources ?? [], rules: Object.fromEntries(settings) };
}

/**
 * One setting without a condition changes only what it names, in every case that is on: who raises a severity does not mean to
 * lose the conditions under which it is asked. A list, a setting with its own `when`, and `off` take the place of the whole.
 */
function settingsOnTopOf(
  base: readonly RuleSetting[],
  own: readonly RuleSetting[] | undefined,
  isList: boolean,
): readonly RuleSetting[] {
  const [only] = own ?? [];
  if (own === undefined || only === undefined) return own ?? base;
  if (isList || only.when !== undefined || only.severity === 'off' || base.length === 0) return own;
  if (base.every(({ severity }) => severity === 'off')) return [{ ...base[0], ...only }];
  return base.map((setting) => (setting.severity === 'off' ? setting : { ...setting, ...only }));
}

/** `default` itself stands on nothing; everybody else stands on it, or on what they name. */
function baseOf(own: WrittenPolicy, { base, baseNames }: Surroundings, findings: Findings): Policy | undefined {
  const name = own.extends ?? baseNames[0];
  if (name === undefined) return undefined;
  const found = base(name);
  if (found === undefined) {
    const near = nearest(baseNames, name);
    const params = { policy: name, known: baseNames.join(', '), ...(near === undefined ? {} : { nearest: near }) };
    findings.add('extends', { code: 'unknown-policy', params });
  }
  return found;
}

function checkName(name: string | undefined, taken: readonly string[], findings: Findings): void {
  if (name === undefined) return;
  const isPlain = /^[a-z0-9][a-z0-9-]{0,63}$/.test(name);
  if (isPlain && !taken.includes(name)) return;
  const expected = isPlain ? 'own-policy-name' : 'policy-name';
  findings.add('name', { code: 'wrong-value', params: { value: name.slice(0, 100), expected } });
}

/** What the table cannot say: which rules stay on, and which setting could never apply. */
function checkSettings(written: Partial<Policy['rules']>, findings: Findings): void {
  for (const [code, settings] of Object.entries(written) as [RuleCode, readonly RuleSetting[]][]) {
    if (neverOff.includes(code)) checkAlwaysOn(code, settings, findings);
    const end = settings.findIndex(({ when }) => when === undefined);
    const isComplete = !findings.complainsOf(`rules.${code}`);
    if (isComplete && end >= 0 && end < settings.length - 1) {
      const params = { value: settings[end + 1]?.severity ?? '', expected: 'reachable' };
      findings.add(fieldOf(code, end + 1, 'severity', findings), { code: 'wrong-value', params });
    }
  }
}

function checkAlwaysOn(code: RuleCode, settings: readonly RuleSetting[], findings: Findings): void {
  const refused: readonly string[] = code === 'D01' ? ['off', 'fyi'] : ['off'];
  const allowed = ['blocker', 'issue', 'fyi'].filter((severity) => !refused.includes(severity)).join(', ');
  settings.forEach(({ severity }, index) => {
    if (!refused.includes(severity)) return;
    findings.add(fieldOf(code, index, 'severity', findings), {
      code: 'wrong-value',
      params: { value: severity, expected: 'kept-rule', allowed },
    });
  });
  if (settings.length === 0 || settings.at(-1)?.when === undefined) return;
  // Where no condition holds a rule is off; one that must stay on needs a setting for the rest.
  findings.add(fieldOf(code, settings.length - 1, 'when', findings), {
    code: 'wrong-value',
    params: { value: '', expected: 'kept-always' },
  });
}

/** Where a setting says something; one that stands alone may have been written without a list. */
function fieldOf(code: RuleCode, index: number, key: string, findings: Findings): string {
  const inList = `rules.${code}[${index}]`;
  return `${findings.wasWritten(inList) ? inList : `rules.${code}`}.${key}`;
}
