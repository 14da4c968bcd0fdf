import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './made.ts';

const repository = { type: 'git', url: 'git+https://example.org/made-up.git' };

/** A made-up package in a repository of its own, with our script; its checks say only that they ran. */
function project(extra: object = { repository }) {
  const folder = mkdtempSync(join(tmpdir(), 'publish-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: folder });
  const put = (path: string, text: string) => writeFileSync(join(folder, path), text);
  for (const name of ['scripts', '.ci']) mkdirSync(join(folder, name));
  const scripts = { 'check:audit': 'node -e "process.exit(3)"' };
  put('package.json', JSON.stringify({ name: 'trueslate-made-up', version: '1.2.3', scripts, files: ['README.md'], ...extra }));
  put('README.md', 'made up');
  put('.ci/run', 'echo all checks ran\n');
  put('scripts/check-pack.sh', 'tar -tzf "$1"\n');
  copyFileSync(join(root, 'scripts/publish.sh'), join(folder, 'scripts/publish.sh'));
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'made up');
  const publish = (...args: string[]) => {
    const env = {
      ...process.env,
      ACTIONS_ID_TOKEN_REQUEST_URL: '',
      SIGSTORE_ID_TOKEN: '',
      npm_config_cache: join(folder, '.git/npm'),
    };
    const { status, stdout, stderr } = spawnSync('bash', ['scripts/publish.sh', ...args], { cwd: folder, env, encoding: 'utf8' });
    return { status, text: stdout + stderr };
  };
  return { git, put, publish };
}

// What is published must be what a tag names: nobody could find its sources otherwise.
it('a tree with changes is refused before anything runs', () => {
  const { git, put, publish } = project();
  git('tag', 'v1.2.3');
  put('README.md', 'changed');
  const { status, text } = publish();
  expect(text).toContain('not published: the folder holds changes');
  expect(text).not.toContain('all checks ran');
  expect(status).toBe(1);
});

it.each([undefined, 'v1.2.2'])('a commit with the tag %s is refused', (tag) => {
  const { git, publish } = project();
  if (tag !== undefined) git('tag', tag);
  expect(publish()).toMatchObject({ status: 1, text: expect.stringContaining('does not have the tag v1.2.3') });
});

it('a package that does not say where its sources are is refused', () => {
  const { git, publish } = project({});
  git('tag', 'v1.2.3');
  expect(publish()).toMatchObject({ status: 1, text: expect.stringContaining('no repository.url') });
});

it('without an identity to sign with nothing is published for real', () => {
  const { git, publish } = project();
  git('tag', 'v1.2.3');
  expect(publish('--for-real')).toMatchObject({ status: 1, text: expect.stringContaining('no identity to sign the provenance') });
});

it('the tagged commit goes through checks and tarball to a trial of npm publish', () => {
  const { git, publish } = project();
  git('tag', 'v1.2.3');
  const { status, text } = publish();
  expect(text).toMatch(/all checks ran.*package\/README\.md.*trueslate-made-up@1\.2\.3.*nothing was published/s);
  expect(status).toBe(0);
});
