import { readFile } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { stringify } from 'yaml';
import { declarationLine } from '../messages/index.ts';
import { type Policy, type RuleCode, rules } from '../model/index.ts';
import { nearestPolicyName, parsePolicy, shippedPolicies, shippedPolicy } from '../policy/index.ts';
import { policyList, policyText, ruleText } from '../report/policy.ts';
import { bare, nearest } from '../written/spelling.ts';
import { chosenMessages, inWords } from './language.ts';
import { type Terminal, textWidth, UsageError } from './terminal.ts';

const formats = ['text', 'json', 'yaml'] as const;

interface PolicyFlags {
  readonly format: (typeof formats)[number];
}

/** Adds `policies` to the program: the commissioners' policies, or one of them in words. */
export function addPolicies(program: Command, terminal: Terminal): void {
  const texts = chosenMessages().policies;
  program
    .command('policies')
    .description(texts.commands.policies)
    .argument('[name]', texts.options.name)
    .addOption(new Option('--format <name>', texts.options.format).choices(formats).default('text'))
    .action(async (name: string | undefined, { format }: PolicyFlags) => {
      const policy = name === undefined ? undefined : await policyOf(name, terminal);
      if (format === 'text') {
        const width = textWidth(terminal);
        const options = { messages: chosenMessages(), width };
        const baseline = shippedPolicy('default') as Policy;
        await terminal.out(policy ? policyText(policy, baseline, options) : policyList(shippedPolicies(), options));
      } else await terminal.out(format === 'json' ? jsonOf(policy) : yamlOf(policy));
    });
}

/** Adds `explain` to the program: a rule in words, and how the policies apply it. */
export function addExplain(program: Command, terminal: Terminal): void {
  const texts = chosenMessages().policies;
  program
    .command('explain')
    .description(texts.commands.explain)
    .argument('<rule>', texts.options.rule)
    .action(async (name: string) => {
      await terminal.out(ruleText(ruleOf(name), shippedPolicies(), { messages: chosenMessages(), width: textWidth(terminal) }));
    });
}

/** @throws UsageError where there is no such policy, or its file is broken; its errors are on stderr then. */
async function policyOf(name: string, terminal: Terminal): Promise<Policy> {
  const texts = chosenMessages().policies;
  const shipped = shippedPolicy(name);
  if (shipped) return shipped;
  if (!/[\\/]|\.(ya?ml|json)$/i.test(name)) {
    const known = shippedPolicies().map((policy) => policy.name);
    throw new UsageError(texts.policyUnknown(name, nearestPolicyName(name), known));
  }
  const text = await readFile(name, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(texts.policyUnreadable(name, inWords(error)));
  });
  const parsed = parsePolicy(text, name);
  if ('policy' in parsed) return parsed.policy;
  for (const problem of parsed.problems) terminal.err(`${declarationLine(problem, chosenMessages())}\n`);
  throw new UsageError(texts.policyInvalid(name, parsed.problems.length));
}

/** @throws UsageError where no rule has that code or name */
function ruleOf(name: string): RuleCode {
  const codes = Object.keys(rules) as RuleCode[];
  const found = codes.find((code) => bare(code) === bare(name) || bare(rules[code]) === bare(name));
  if (found !== undefined) return found;
  // A code is too short to be guessed by its letters: D99 is as near to D09 as to D19.
  const isCode = /^[a-z]?\d+$/i.test(name.trim());
  const near = isCode ? undefined : nearest(Object.values(rules), name);
  throw new UsageError(chosenMessages().policies.ruleUnknown(name, near, codes.join(', ')));
}

function jsonOf(policy: Policy | undefined): string {
  return `${JSON.stringify(policy ?? shippedPolicies(), null, 2)}\n`;
}

function yamlOf(policy: Policy | undefined): string {
  if (policy === undefined) return stringify(shippedPolicies(), { lineWidth: 100 });
  // One setting stands without a list, as people write it.
  const settings = Object.entries(policy.rules).map(([code, list]) => [code, list.length === 1 ? list[0] : list]);
  const { schema, name, ...rest } = policy;
  // Whoever deletes what stays as it is must not fall back to the neutral baseline.
  const whole = { schema, name, extends: name, ...rest, rules: Object.fromEntries(settings) };
  return `${chosenMessages().policies.yamlHead(policy.name)}${stringify(whole, { lineWidth: 100 })}`;
}
