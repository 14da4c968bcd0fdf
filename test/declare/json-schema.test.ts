import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { declarationSchema, parseDeclaration } from '../../src/declare/index.ts';

const validate = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  strictTypes: false,
  allowUnionTypes: true,
}).compile(declarationSchema());
const use = { id: 'U1', title: 'Sky', tools: ['Firefly'], degree: 'altered', assets: ['a.tif'] };
const smallest = { schema: 'trueslate.declaration/1', production: { title: 'X' }, uses: [use] };

describe('the JSON Schema of the declaration', () => {
  it('stands in the repository as the table of fields makes it', () => {
    const file = readFileSync(new URL('../../schema/declaration.schema.json', import.meta.url), 'utf8');
    // Not current: `npm run build && node scripts/declaration-schema.mjs`.
    expect(JSON.parse(file)).toEqual(declarationSchema());
  });

  it.each([
    ['the smallest', smallest],
    ['a digest for an asset', { ...smallest, uses: [{ ...use, assets: [{ sha256: 'ab'.repeat(32) }] }] }],
    ['a use outside the delivery', { ...smallest, uses: [{ ...use, assets: [], destination: 'not-in-delivery' }] }],
    ['one policy without a list', { ...smallest, policy: 'netflix' }],
    ['no title', { ...smallest, production: {} }],
    ['an unknown key', { ...smallest, colour: 'red' }],
    ['an unknown degree', { ...smallest, uses: [{ ...use, degree: 'lots' }] }],
    ['a use of nothing', { ...smallest, uses: [{ ...use, assets: [] }] }],
    ['a broken digest', { ...smallest, uses: [{ ...use, assets: [{ sha256: 'ab' }] }] }],
    ['a broken timecode', { ...smallest, uses: [{ ...use, timecodes: [{ in: '1', out: '2' }] }] }],
  ])('agrees with the reader on %s', (_, value) => {
    const read = 'declaration' in parseDeclaration(JSON.stringify(value), 'ai-declaration.json');
    expect(validate(value), JSON.stringify(validate.errors)).toBe(read);
  });

  it('accepts what the reader hands out', () => {
    const parsed = parseDeclaration(JSON.stringify(smallest), 'ai-declaration.json');
    expect(validate('declaration' in parsed ? parsed.declaration : null), JSON.stringify(validate.errors)).toBe(true);
  });
});
