import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parsePolicy, policySchema } from '../../src/policy/index.ts';

const validate = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true }).compile(policySchema());
const folder = new URL('../../policies/', import.meta.url);
const smallest = { schema: 'trueslate.policy/1', name: 'house', title: 'House rules', version: '1' };
const withRule = (code: string, setting: unknown) => ({ ...smallest, rules: { [code]: setting } });

describe('the JSON Schema of a policy', () => {
  it('stands in the repository as the table of fields makes it', () => {
    const file = readFileSync(new URL('../../schema/policy.schema.json', import.meta.url), 'utf8');
    // Not current: `npm run docs:policy-schema`.
    expect(JSON.parse(file)).toEqual(policySchema());
  });

  // An editor that completes a policy must not underline those that are shipped.
  it.each(readdirSync(folder))('accepts %s as it is written', (name) => {
    const written = parse(readFileSync(new URL(name, folder), 'utf8'));
    expect(validate(written), JSON.stringify(validate.errors)).toBe(true);
  });

  it.each([
    ['the smallest', smallest],
    ['one setting', withRule('D05', { severity: 'blocker' })],
    ['several settings', withRule('D05', [{ severity: 'issue', when: { degree: 'enhanced' } }, { severity: 'blocker' }])],
    ['no version', { ...smallest, version: undefined }],
    ['a rule that does not exist', withRule('D99', { severity: 'issue' })],
    ['a severity that does not exist', withRule('D05', { severity: 'critical' })],
    ['no severity', withRule('D05', { because: 'x' })],
    ['no settings', withRule('D05', [])],
    ['a condition of nothing', withRule('D05', { severity: 'issue', when: {} })],
    ['a field without values', withRule('D05', { severity: 'issue', when: { degree: [] } })],
    ['an unknown field', withRule('D05', { severity: 'issue', when: { colour: 'red' } })],
    ['an unknown value', withRule('D05', { severity: 'issue', when: { degree: 'lots' } })],
    ['a demand of another rule', withRule('D02', { severity: 'issue', authorities: ['legal'] })],
  ])('agrees with the reader on %s', (_, value) => {
    const text = JSON.stringify(value);
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe('policy' in parsePolicy(text, 'house.json'));
  });
});
