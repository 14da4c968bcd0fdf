import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageWith, root } from './made.ts';

const url = 'https://github.com/advisories/GHSA-made-upup-0001';
const advisory = { id: 1, url, title: 'Runs what it is told', severity: 'high', vulnerable_versions: '<2.0.0', cwe: [] };

/** Runs the check with the real npm against a registry on loopback. */
async function audited(status: number, advisories: object, accepted: readonly object[] = []) {
  const folder = packageWith({ weak: { license: 'MIT' } });
  const list = join(folder, 'accepted.json');
  writeFileSync(list, JSON.stringify(accepted));
  const server = createServer((request, response) => {
    request.resume();
    const isAudit = request.url?.includes('/advisories/bulk') === true;
    const versions = { '1.0.0': { name: 'weak', version: '1.0.0', dist: {} } };
    response.writeHead(isAudit ? status : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isAudit ? advisories : { name: 'weak', 'dist-tags': { latest: '1.0.0' }, versions }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const env = {
    ...process.env,
    npm_config_registry: registry,
    npm_config_cache: join(folder, 'cache'),
    npm_config_fetch_retries: '0',
  };
  const child = spawn(process.execPath, [join(root, 'scripts/check-audit.mjs'), folder, list], { env });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data));
  const [code] = await once(child, 'close');
  server.close();
  return { code, text };
}

it('an advisory that nobody looked at fails, with the package and where to read of it', async () => {
  const { code, text } = await audited(200, { weak: [advisory] });
  expect(text).toContain(`weak: Runs what it is told (high, ${url})`);
  expect(code).toBe(1);
});

it('none is clean', async () => {
  expect((await audited(200, {})).code).toBe(0);
});

it('one that is accepted passes until its day, and not after it', async () => {
  const entry = { advisory: url, because: 'not reached' };
  expect((await audited(200, { weak: [advisory] }, [{ ...entry, until: '2999-01-01' }])).code).toBe(0);
  const late = await audited(200, { weak: [advisory] }, [{ ...entry, until: '2020-01-01' }]);
  expect(late.text).toContain('accepted until 2020-01-01');
  expect(late.code).toBe(1);
});

it('one that is accepted and gone is to be taken out', async () => {
  const { code, text } = await audited(200, {}, [{ advisory: url, because: '', until: '2999-01-01' }]);
  expect(text).toContain('take it out');
  expect(code).toBe(1);
});

// Mirrors of facilities often do not answer this question: that is not the same as "no advisory".
it.each([405, 503])('a registry that answers %d means not checked, never clean', async (status) => {
  const { code, text } = await audited(status, {});
  expect(text).toContain('NOT CHECKED');
  expect(code).toBe(3);
});
