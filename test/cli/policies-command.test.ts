import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run.ts';
import { type RuleCode, rules } from '../../src/model/index.ts';
import { parsePolicy, shippedPolicies } from '../../src/policy/index.ts';

// These commands are how a producer finds out what is asked: what they print must be complete, and fit a terminal.
const codes = Object.keys(rules) as RuleCode[];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'policies-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: readonly string[]) {
  let out = '';
  let err = '';
  const code = await runCli({
    argv,
    environment: {},
    columns: 200,
    isTerminal: false,
    canRewrite: false,
    home: folder,
    out: async (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    onInterrupt: () => {},
  });
  return { code, out, err };
}

const flat = (text: string) => text.replace(/\s+/g, ' ');

describe('trueslate policies', () => {
  it('lists every policy with version and the day on which its source was read', async () => {
    const { code, out } = await run('policies');
    expect(code).toBe(0);
    for (const { name, title, version, sources } of shippedPolicies()) {
      expect(flat(out)).toContain(`${name} ${title} version ${version}; `);
      const [source] = sources;
      if (source) expect(out).toContain(`${source.excerpt ? 'an excerpt read' : 'read in whole'} on ${source.read}`);
    }
  });

  it.each(shippedPolicies().map((policy) => [policy.name, policy] as const))(
    'prints %s in words, 80 columns wide',
    async (name, policy) => {
      const { code, out } = await run('policies', name);
      expect(code).toBe(0);
      // An address is not broken before its end; everything else is.
      for (const line of out.split('\n').filter((text) => !text.includes('https://')))
        expect(line.length, line).toBeLessThanOrEqual(80);
      for (const rule of codes) {
        expect(
          out.split('\n').filter((line) => line.startsWith(`  ${rule} `)),
          rule,
        ).toHaveLength(1);
        for (const { because } of policy.rules[rule]) if (because) expect(flat(out)).toContain(flat(because));
      }
      for (const { title, url } of policy.sources) {
        expect(flat(out)).toContain(flat(title));
        if (url) expect(out.replace(/\s+/g, '')).toContain(url);
      }
    },
  );

  it('says when a rule applies in the words of the declaration', async () => {
    const { out } = await run('policies', 'bbc');
    expect(flat(out)).toContain('Blocker, when production.kind is news and degree is generated or composite');
    expect(flat(out)).toContain('Telling the audience does not mend it.');
    expect(flat(out)).toContain('destination is final-background, final-visible, final-story-critical or not given');
    expect(flat(out)).toContain('Only an approval by commissioner counts.');
  });

  it('knows the aliases of declarations', async () => {
    expect((await run('policies', 'netflix-2025')).out).toBe((await run('policies', 'netflix')).out);
  });

  it.each(['json', 'yaml'])('--format %s gives a whole policy, from which one can start another', async (format) => {
    const { code, out } = await run('policies', 'netflix', '--format', format);
    expect(code).toBe(0);
    const file = join(folder, `house.${format}`);
    writeFileSync(file, out.replace(/("?name"?: "?)netflix\b/, '$1house'));
    const parsed = parsePolicy(out.replace(/("?name"?: "?)netflix\b/, '$1house'), file);
    const netflix = shippedPolicies().find(({ name }) => name === 'netflix');
    expect('policy' in parsed ? { ...parsed.policy, name: 'netflix' } : parsed).toEqual(netflix);
    expect((await run('policies', file)).out).toContain('(house)');
  });

  it('a policy under a shipped name, or with an error, is refused with file and line', async () => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(file, 'schema: trueslate.policy/1\nname: netflix\ntitle: T\nversion: 1\nrules:\n  D01: { severity: "off" }\n');
    const { code, out, err } = await run('policies', file);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`${file}:2:7: name: `);
    expect(err).toContain(`${file}:6:20: rules.D01.severity: `);
    expect(err).toMatch(/has 2 errors/);
  });

  it('an unknown name is exit code 2 and the nearest name', async () => {
    const { code, out, err } = await run('policies', 'netflx');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('did you mean netflix?');
    expect((await run('policies', join(folder, 'none.yaml'))).err).toMatch(
      /none\.yaml cannot be read: there is no such file or folder/,
    );
  });
});

describe('trueslate explain', () => {
  it.each(codes)('%s in words, with its severity under every policy', async (rule) => {
    const { code, out } = await run('explain', rule);
    expect(code).toBe(0);
    expect(out).toContain(`(${rules[rule]})`);
    for (const heading of ['Means: ', 'Why: ', 'What to do: ']) expect(out).toContain(heading);
    for (const { name } of shippedPolicies()) expect(out).toMatch(new RegExp(`^  ${name}$`, 'm'));
    for (const line of out.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('takes the name of a rule as well, in any case', async () => {
    const { out } = await run('explain', 'D05');
    expect((await run('explain', 'not-approved')).out).toBe(out);
    expect((await run('explain', 'd05')).out).toBe(out);
  });

  it.each([
    ['not-aproved', /did you mean not-approved\?/],
    ['D99', /No rule is called "D99"\. Known: D01, /],
  ])('%s is exit code 2', async (name, expected) => {
    const { code, out, err } = await run('explain', name);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(expected);
  });
});
