import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { messages } from '../../src/messages/index.ts';
import { type Policy, type RuleCode, type RuleSetting, rules, severities } from '../../src/model/index.ts';
import { nearestPolicyName, shippedPolicies, shippedPolicy } from '../../src/policy/index.ts';
import { policyPage } from '../../src/report/policy-page.ts';

const codes = Object.keys(rules) as RuleCode[];
const baseline = shippedPolicy('default') as Policy;
const folder = new URL('../../policies/', import.meta.url);
const others = shippedPolicies().filter(({ name }) => name !== 'default');
const isOff = ({ severity }: RuleSetting) => severity === 'off';

describe.each(shippedPolicies().map((policy) => [policy.name, policy] as const))('the shipped policy %s', (name, policy) => {
  it('says something on every rule, with words for each', () => {
    for (const code of codes) {
      expect(policy.rules[code].length, code).toBeGreaterThan(0);
      expect(messages().rules[code].means, code).not.toBe('');
    }
    expect(policy.title).not.toBe('');
    expect(policy.about ?? '', 'what it covers and what no tool can check').not.toBe('');
  });

  it('keeps what no policy may switch off', () => {
    for (const code of ['D01', 'D16', 'T01'] as const) {
      expect(policy.rules[code].some(isOff), code).toBe(false);
      expect(policy.rules[code].at(-1)?.when, code).toBeUndefined();
    }
    for (const { severity } of policy.rules.D01) expect(['blocker', 'issue']).toContain(severity);
  });

  it('names where it comes from, with the day on which that was read', () => {
    if (name !== 'default') expect(policy.sources.length).toBeGreaterThan(0);
    for (const source of policy.sources) {
      expect(source.url ?? (source.publisher && source.title), source.title).toBeTruthy();
      expect(source.read, source.title).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(typeof source.excerpt, source.title).toBe('boolean');
    }
  });

  it('gives a reason for whatever is not as in the baseline', () => {
    for (const code of codes) {
      if (JSON.stringify(policy.rules[code]) === JSON.stringify(baseline.rules[code])) continue;
      for (const setting of policy.rules[code]) expect(setting.because, code).toMatch(/\w{3}/);
    }
  });

  it('asks of an approval the same wherever it asks for one', () => {
    // D05 leaves an approval that does not hold to D06, so a gap between the two would hide it.
    const demands = (['D05', 'D06', 'D09'] as const)
      .flatMap((code) => policy.rules[code])
      .filter((setting) => !isOff(setting) && setting.authorities !== undefined)
      .map(({ authorities, asks }) => JSON.stringify({ authorities, asks }));
    expect(new Set(demands).size).toBeLessThanOrEqual(1);
    if (demands.length > 0) expect(demands.length).toBe(3);
  });
});

describe('the folder of policies', () => {
  it('holds nothing that the program does not list', () => {
    const files = readdirSync(folder).map((file) => file.replace(/\.yaml$/, ''));
    expect(files.sort()).toEqual(
      shippedPolicies()
        .map(({ name }) => name)
        .sort(),
    );
  });

  it.each(others.map(({ name }) => name))('%s lists only what it changes', (name) => {
    const written = parse(readFileSync(new URL(`${name}.yaml`, folder), 'utf8'));
    expect(written.name).toBe(name);
    expect(written.extends).toBe('default');
    for (const code of Object.keys(written.rules ?? {}) as RuleCode[]) {
      const same = JSON.stringify(shippedPolicy(name)?.rules[code]) === JSON.stringify(baseline.rules[code]);
      expect(same, code).toBe(false);
    }
  });

  it('goes along in the package', () => {
    const { files } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(files).toContain('policies');
  });

  it('is what docs/policies.md shows (npm run docs:policies)', () => {
    const page = readFileSync(new URL('../../docs/policies.md', import.meta.url), 'utf8');
    expect(page).toBe(policyPage(shippedPolicies(), messages()));
  });
});

describe('names of policies', () => {
  it.each([
    ['netflix-2025', 'netflix'],
    ['apa-doc', 'apa-documentary'],
    ['custom', 'default'],
    ['Netflix', 'netflix'],
    [' bbc ', 'bbc'],
  ])('%s is %s', (written, name) => {
    expect(shippedPolicy(written)?.name).toBe(name);
  });

  it('are not guessed, only suggested', () => {
    expect(shippedPolicy('netflx')).toBeUndefined();
    expect(nearestPolicyName('netflx')).toBe('netflix');
    expect(nearestPolicyName('zdf')).toBeUndefined();
    expect(shippedPolicy('constructor')).toBeUndefined();
  });
});

/** What a lawyer would look up first; `severity (when)` as the policy has it. */
describe('the rules that make a policy what it is', () => {
  it.each([
    ['default', 'D05', 0, { severity: 'off' }],
    ['default', 'D17', 0, { severity: 'fyi' }],
    ['default', 'D18', 0, { severity: 'issue', most: 200 }],
    ['default', 'P02', 0, { severity: 'fyi' }],
    ['netflix', 'D05', 0, { severity: 'blocker', authorities: ['netflix', 'commissioner'], asks: true }],
    ['netflix', 'D07', 0, { severity: 'blocker', asks: true }],
    ['netflix', 'D09', 0, { severity: 'blocker' }],
    ['netflix', 'D10', 0, { severity: 'issue', asks: true }],
    [
      'bbc',
      'D08',
      0,
      { severity: 'blocker', forbidden: true, when: [{ 'production.kind': ['news'], degree: ['generated', 'composite'] }] },
    ],
    ['apa-documentary', 'D08', 0, { severity: 'blocker', notEnoughAlone: ['end-card'] }],
    ['apa-documentary', 'D12', 0, { severity: 'blocker', asks: true }],
    ['eu-art50', 'D08', 1, { severity: 'issue' }],
    ['cn-gb45438', 'D08', 0, { severity: 'blocker', when: [{ degree: ['generated', 'composite'] }] }],
  ] as const)('%s %s', (name, code, index, expected) => {
    expect(shippedPolicy(name)?.rules[code][index]).toMatchObject(expected);
  });

  it('knows no severity that reports do not know', () => {
    const used = shippedPolicies().flatMap((policy) =>
      codes.flatMap((code) => policy.rules[code].map(({ severity }) => severity)),
    );
    for (const severity of used) expect([...severities, 'off']).toContain(severity);
  });
});
