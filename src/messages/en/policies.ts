import type { PolicySource } from '../../model/index.ts';

const listed = (items: readonly string[], last: string): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;

const valueWord = (value: string): string => (value === 'absent' ? 'not given' : value);

/** Words of `policies` and `explain`. */
export const policies = {
  commands: {
    policies: "the commissioners' policies, or one of them in words",
    explain: 'what a rule means, why it is there, how to mend what it finds',
  },
  options: {
    name: 'name of a shipped policy, or a policy file',
    format: 'text; json or yaml print the policy whole, to start your own from',
    rule: 'code or name of a rule (D05, not-approved)',
  },
  policyUnknown: (name: string, near: string | undefined, known: readonly string[]): string =>
    `No policy is called "${name}"${near === undefined ? '' : `; did you mean ${near}?`}${near === undefined ? '.' : ''} Known: ${listed(known, 'and')}.`,
  policyUnreadable: (file: string, detail: string): string => `The policy ${file} cannot be read: ${detail}.`,
  policyInvalid: (file: string, count: number): string =>
    `The policy ${file} has ${count === 1 ? 'an error' : `${count} errors`}; mend ${count === 1 ? 'it' : 'them'} first.`,
  ruleUnknown: (name: string, near: string | undefined, known: string): string =>
    `No rule is called "${name}"${near === undefined ? '' : `; did you mean ${near}?`}${near === undefined ? '.' : ''} Known: ${known}.`,
  yamlHead: (name: string): string =>
    `# The policy "${name}", whole. To make it your own: give it another name, and keep only what you change under "rules"\n` +
    `# (the rest is taken from the policy that "extends" names). One setting without "when" changes only what it names, as in\n` +
    `# D11: { severity: blocker }; a list, or a setting with its own "when", takes the place of the whole rule.\n` +
    `# "asks: true": a field that is not given fails the rule. Then: trueslate scan <folder> --policy <this file>\n`,

  /** A title, description or reason of a policy; its file writes it in English. */
  text: (text: string): string => text,
  version: (version: string): string => `version ${version}`,
  read: ({ read, excerpt }: PolicySource): string => {
    const how = excerpt ? 'an excerpt read' : 'read in whole';
    return read === undefined ? `${how}, on a day that is not on record` : `${how} on ${read}`;
  },
  ownGround: 'built on no source of its own',
  sources: 'Sources',
  requires: 'What it requires',
  asDefault: 'As in the neutral baseline (default)',
  notAsked: 'Not asked for',
  rulesOf: 'Rules',
  off: 'off',
  means: 'Means',
  why: 'Why',
  mend: 'What to do',
  severities: 'Severity by policy',
  otherCases: 'in other cases',
  when: 'when',
  or: 'or when',
  condition: (fields: Readonly<Record<string, readonly string[]>>): string =>
    listed(
      Object.entries(fields).map(([field, values]) => `${field} is ${listed(values.map(valueWord), 'or')}`),
      'and',
    ),
  asks: 'A field that the rule looks at and that is not given fails it.',
  authorities: (names: readonly string[]): string => `Only an approval by ${listed(names, 'or')} counts.`,
  notEnoughAlone: (methods: readonly string[]): string =>
    `Telling the audience by ${listed(methods, 'and')} alone is not enough.`,
  forbidden: 'Telling the audience does not mend it.',
  inputs: (kinds: readonly string[]): string => `Inputs that count: ${listed(kinds, 'and')}.`,
  most: (count: number): string => `One entry may cover ${count} assets.`,
  because: (text: string): string => `Because: ${text}`,
};
