import { expect, it } from 'vitest';
import { install, packageWith, root, run } from './made.ts';

// Nobody is to find out from a lawyer what came in with a package.
it('all packages of an installation have a licence that is allowed or explained, and no explanation is left over', () => {
  const { status, stdout, stderr } = run('check-licences.mjs', root);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^3\d\d packages/);
  expect(status).toBe(0);
});

it.each([
  ['SSPL-1.0', 'has the licence "SSPL-1.0"'],
  ['GPL-3.0', 'has the licence "GPL-3.0"'],
  ['MIT AND AGPL-3.0-only', 'has the licence "MIT AND AGPL-3.0-only"'],
  [undefined, 'states no licence'],
])('a package with the licence %s is refused by name', (license, says) => {
  const { status, stderr } = run('check-licences.mjs', packageWith({ trap: { license } }));
  expect(stderr).toContain(`trap 1.0.0 ${says}`);
  expect(status).toBe(1);
});

it('what an installed package says of itself counts, not what the lock file remembers', () => {
  const folder = packageWith({ turned: { license: 'MIT' } });
  install(folder, 'turned', { license: 'BUSL-1.1' });
  expect(run('check-licences.mjs', folder).stderr).toContain('turned 1.0.0 has the licence "BUSL-1.1"');
});

it.each(['(MIT OR GPL-3.0)', 'MIT AND ISC'])('%s is allowed: one of several may be chosen, or all are', (license) => {
  expect(run('check-licences.mjs', packageWith({ fine: { license } })).stderr).not.toContain('fine 1.0.0');
});

it('packages of development are not asked: nobody gets them', () => {
  const folder = packageWith({ tool: { license: 'GPL-3.0', dev: true } });
  expect(run('check-licences.mjs', folder).stderr).not.toContain('tool');
});
