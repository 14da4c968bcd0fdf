import type { Messages } from '../messages/index.ts';
import { type Policy, type RuleCode, type RuleSetting, rules } from '../model/index.ts';
import { printable } from './printable.ts';
import { wrap } from './wrap.ts';

/** What these texts are made with. */
export interface PolicyTextOptions {
  readonly messages: Messages;
  /** Columns. */
  readonly width: number;
}

const codes = Object.keys(rules) as RuleCode[];

/** The list of policies: name, title, version, and how its first source was read. */
export function policyList(policies: readonly Policy[], options: PolicyTextOptions): string {
  const { policies: words } = options.messages;
  const width = Math.max(...policies.map(({ name }) => name.length)) + 2;
  const indent = ' '.repeat(width);
  const lines = policies.flatMap(({ name, title, version, sources: [source] }) => [
    ...wrap(words.text(title), options.width, name.padEnd(width), indent),
    ...wrap(`${words.version(version)}; ${source ? words.read(source) : words.ownGround}`, options.width, indent),
  ]);
  return `${lines.join('\n')}\n`;
}

/** A policy in words: what it requires beyond `baseline`, and what it shares with it. Where the two are one, everything. */
export function policyText(policy: Policy, baseline: Policy, options: PolicyTextOptions): string {
  const { policies: words, severities } = options.messages;
  const { colon } = options.messages.report;
  const isBaseline = policy.name === baseline.name;
  const isSame = (code: RuleCode) => JSON.stringify(policy.rules[code]) === JSON.stringify(baseline.rules[code]);
  const own = codes.filter((code) => !isOff(policy, code) && (isBaseline || !isSame(code)));
  const shared = codes.filter((code) => !isOff(policy, code) && !own.includes(code));
  const off = codes.filter((code) => isOff(policy, code));
  const named = (code: RuleCode): string => `${code} ${options.messages.rules[code].title}`;
  const line = (code: RuleCode): string => `${named(code)}${colon} ${worst(policy.rules[code], severities, words.off)}`;
  const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : ['', title, ...lines]);
  const lines = [
    ...para(`${words.text(policy.title)} (${policy.name})`, options),
    words.version(policy.version),
    ...(policy.about === undefined ? [] : ['', ...para(words.text(policy.about), options)]),
    ...section(
      words.sources,
      policy.sources.flatMap((source) => sourceLines(source, options)),
    ),
    ...section(
      isBaseline ? words.rulesOf : words.requires,
      own.flatMap((code) => [
        ...wrap(named(code), options.width, '  ', '    '),
        ...wrap(options.messages.rules[code].means, options.width, '    '),
        ...settingLines(policy.rules[code], '    ', options),
      ]),
    ),
    ...section(
      words.asDefault,
      shared.flatMap((code) => wrap(line(code), options.width, '  ', '    ')),
    ),
    ...section(
      words.notAsked,
      off.flatMap((code) => [
        ...wrap(named(code), options.width, '  ', '    '),
        ...policy.rules[code].flatMap((setting) =>
          details(setting, options.messages).flatMap((text) => wrap(printable(text), options.width, '    ')),
        ),
      ]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** A rule in words, and how each policy applies it. */
export function ruleText(code: RuleCode, policies: readonly Policy[], options: PolicyTextOptions): string {
  const { policies: words, rules: rulesInWords } = options.messages;
  const { title, means, why, mend } = rulesInWords[code];
  const { colon } = options.messages.report;
  const lines = [
    ...para(`${code} ${title} (${rules[code]})`, options),
    ...[`${words.means}${colon} ${means}`, `${words.why}${colon} ${why}`, `${words.mend}${colon} ${mend}`].flatMap((text) => [
      '',
      ...para(text, options),
    ]),
    '',
    words.severities,
    ...policies.flatMap((policy) => [
      ...wrap(policy.name, options.width, '  '),
      ...settingLines(policy.rules[code], '    ', options),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function isOff(policy: Policy, code: RuleCode): boolean {
  return policy.rules[code].every(({ severity }) => severity === 'off');
}

/** The settings of a rule, each with its case, what it asks and why. */
function settingLines(settings: readonly RuleSetting[], indent: string, { messages, width }: PolicyTextOptions): string[] {
  const { policies: words, severities } = messages;
  const lines = settings.flatMap((setting) => {
    const severity = setting.severity === 'off' ? words.off : severities[setting.severity].label;
    const [first, ...others] = (setting.when ?? []).map((condition) => words.condition(condition));
    const always = settings.length === 1 ? severity : `${severity} ${words.otherCases}`;
    const head = first === undefined ? always : `${severity}, ${words.when} ${first}`;
    return [
      ...wrap(printable(head), width, indent, `${indent}  `),
      ...others.flatMap((other) => wrap(printable(`${words.or} ${other}`), width, `${indent}  `)),
      ...details(setting, messages).flatMap((text) => wrap(printable(text), width, `${indent}  `)),
    ];
  });
  const isOpen = settings.length > 0 && settings.at(-1)?.when !== undefined;
  return isOpen || settings.length === 0 ? [...lines, `${indent}${words.off} ${words.otherCases}`] : lines;
}

function details(setting: RuleSetting, { policies: words }: Messages): string[] {
  return [
    ...(setting.authorities === undefined ? [] : [words.authorities(setting.authorities)]),
    ...(setting.notEnoughAlone === undefined ? [] : [words.notEnoughAlone(setting.notEnoughAlone)]),
    ...(setting.forbidden ? [words.forbidden] : []),
    ...(setting.inputs === undefined ? [] : [words.inputs(setting.inputs)]),
    ...(setting.most === undefined ? [] : [words.most(setting.most)]),
    ...(setting.asks ? [words.asks] : []),
    ...(setting.because === undefined ? [] : [words.because(words.text(setting.because))]),
  ];
}

/** The severities that a rule can have under a policy, worst first as its settings stand. */
function worst(settings: readonly RuleSetting[], words: Messages['severities'], off: string): string {
  const labels = settings.map(({ severity }) => (severity === 'off' ? off : words[severity].label));
  return [...new Set(labels)].join(' / ');
}

function sourceLines(source: Policy['sources'][number], { messages, width }: PolicyTextOptions): string[] {
  const { policies: words } = messages;
  const head = [source.title, source.publisher, source.version].filter((part) => part !== undefined).join('; ');
  const lines = [head, ...(source.url === undefined ? [] : [source.url]), words.read(source)];
  return lines.flatMap((line, index) => wrap(printable(line), width, index === 0 ? '  ' : '    ', '    '));
}

function para(text: string, { width }: PolicyTextOptions): string[] {
  return wrap(printable(text), width);
}
