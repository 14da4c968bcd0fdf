import type { Messages } from '../messages/index.ts';
import { type Policy, type RuleCode, type RuleSetting, rules } from '../model/index.ts';

const letters = { blocker: 'B', issue: 'I', fyi: 'F', off: '-' } as const;

/** The shipped policies as one page of Markdown: every rule under every policy, what each covers, and its sources. Pure. */
export function policyPage(policies: readonly Policy[], messages: Messages): string {
  const codes = Object.keys(rules) as RuleCode[];
  const heads = ['Rule', ...policies.map(({ name }) => name)];
  const rows = codes.map((code) => [
    `${code} ${messages.rules[code].title}`,
    ...policies.map((policy) => cellOf(policy.rules[code])),
  ]);
  const table = [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.map(escaped).join(' | ')} |`);
  return `${[...intro, ...table, '', ...policies.flatMap((policy) => sectionOf(policy, messages))].join('\n').trimEnd()}\n`;
}

const intro = [
  '# Policies',
  '',
  '<!-- Written by scripts/docs-policies.mjs from policies/*.yaml. Do not edit by hand. -->',
  '',
  'A policy says which rules apply, when, and how severely. `trueslate scan --policy NAME` or `policy:` in the declaration',
  'chooses one; several can be named. `trueslate policies NAME` prints one in words with its reasons, and with `--format yaml`',
  'whole, to start your own from: a file that names a shipped policy under `extends` and lists only what it changes',
  '(`schema/policy.schema.json` describes it). Every policy stands on `default`. `trueslate explain CODE` explains a rule.',
  '',
  'These are readings of what others publish, as of the days named below, and no legal advice. Where only an excerpt was read',
  'it says so.',
  '',
  'B: blocker, I: issue, F: fyi, -: not asked for. In brackets: only in the cases that the policy names.',
  '',
];

function cellOf(settings: readonly RuleSetting[]): string {
  const active = settings.filter(({ severity }) => severity !== 'off');
  if (active.length === 0) return letters.off;
  const found = [...new Set(active.map(({ severity }) => letters[severity]))].join('/');
  const last = settings.at(-1);
  return last?.when === undefined && last?.severity !== 'off' ? found : `(${found})`;
}

function sectionOf(policy: Policy, { policies: words }: Messages): string[] {
  const sources = policy.sources.map((source) => {
    const title = source.url === undefined ? source.title : `[${source.title}](${source.url})`;
    return `- ${[title, source.publisher, source.version, words.read(source)].filter((part) => part !== undefined).join('; ')}`;
  });
  const about = policy.about === undefined ? [] : [policy.about, ''];
  const read = sources.length === 0 ? [] : [...sources, ''];
  return [`## ${policy.name}: ${policy.title}`, '', `${words.version(policy.version)}.`, '', ...about, ...read];
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|');
}
