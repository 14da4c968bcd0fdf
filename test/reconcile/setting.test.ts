import { describe, expect, it } from 'vitest';
import type { Policy, RuleSetting } from '../../src/model/index.ts';
import { settingOf } from '../../src/reconcile/setting.ts';
import { asset, declaration, neutral, use } from './made.ts';

const policy = (...settings: RuleSetting[]): Policy => ({ ...neutral, rules: { ...neutral.rules, D08: settings } });
const context = (given: Parameters<typeof use>[1] = {}, kind?: string) => ({
  declaration: declaration([], { production: { title: 'T', ...(kind === undefined ? {} : { kind }) } }),
  use: use('U1', given),
  asset: asset('a.tif', { kind: 'video' }),
});
const met = (when: RuleSetting['when'], given: Parameters<typeof use>[1] = {}, kind?: string) =>
  settingOf(policy({ severity: 'issue', ...(when === undefined ? {} : { when }) }), 'D08', context(given, kind)) !== undefined;

describe('the setting of a policy that applies', () => {
  it('is the first whose condition holds; what is off is none', () => {
    const two = policy({ severity: 'off', when: [{ degree: ['enhanced'] }] }, { severity: 'blocker' });
    expect(settingOf(two, 'D08', context({ degree: 'enhanced' }))).toBeUndefined();
    expect(settingOf(two, 'D08', context({ degree: 'generated' }))?.severity).toBe('blocker');
  });

  it('needs one of its conditions, and of that every field', () => {
    const when = [{ degree: ['composite'] }, { degree: ['altered'], destination: ['marketing'] }];
    expect(met(when, { degree: 'composite' })).toBe(true);
    expect(met(when, { degree: 'altered' })).toBe(false);
    expect(met(when, { degree: 'altered', destination: 'marketing' })).toBe(true);
  });

  it('compares truth values as text, and lists by any of their items', () => {
    expect(met([{ 'depicts.realPerson': ['true'] }], { depicts: { realPerson: true } })).toBe(true);
    expect(met([{ 'depicts.realPerson': ['true'] }], { depicts: { realPerson: false } })).toBe(false);
    expect(met([{ 'disclosure.methods': ['none'] }], { disclosure: { methods: ['lower-third', 'none'] } })).toBe(true);
    expect(met([{ 'inputs.kind': ['archival'] }], { inputs: [{ kind: 'prompt' }, { kind: 'archival' }] })).toBe(true);
  });

  it('takes a field that was not given, or an empty list, for absent and for nothing else', () => {
    expect(met([{ destination: ['absent'] }])).toBe(true);
    expect(met([{ destination: ['marketing'] }])).toBe(false);
    expect(met([{ 'disclosure.methods': ['absent'] }], { disclosure: { methods: [] } })).toBe(true);
    expect(met([{ destination: ['absent'] }], { destination: 'marketing' })).toBe(false);
    expect(met([{ 'depicts.constructor': ['absent'] }], { depicts: {} })).toBe(true);
  });

  it('looks at the production and the asset where it says so', () => {
    expect(met([{ 'production.kind': ['news'] }], {}, 'news')).toBe(true);
    expect(met([{ 'production.kind': ['news'] }], {}, 'promo')).toBe(false);
    expect(met([{ 'asset.kind': ['video'] }])).toBe(true);
    expect(met([{ 'asset.kind': ['audio'] }])).toBe(false);
  });
});
