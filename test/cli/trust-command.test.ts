import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run.ts';
import type { Terminal } from '../../src/cli/terminal.ts';

const pem = readFileSync(join(import.meta.dirname, '../../fixtures/trust/ca.pem'), 'utf8');
let folder: string;
let server: Server;
let asked: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trust-'));
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url?.includes('interim')) response.writeHead(404).end();
    else response.end(pem);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    argv,
    environment: { XDG_CONFIG_HOME: folder },
    columns: 80,
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
  };
  return { code: await runCli(terminal), out, err };
}

describe('trust fetch', () => {
  it('gets what can be had, names what cannot, and keeps what was there', async () => {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lists`;
    const { code, out, err } = await run('trust', 'fetch', '--from', base);
    expect(code).toBe(2);
    expect(out).toMatch(/C2PA-TRUST-LIST\.pem: \d+ certificates/);
    expect(err).toMatch(/interim-anchors\.pem: not fetched from .* \(HTTP 404\)/);
    expect(readdirSync(join(folder, 'trueslate/trust')).sort()).toEqual(['C2PA-TRUST-LIST.pem', 'C2PA-TSA-TRUST-LIST.pem']);
    expect(asked).toContain('/lists/C2PA-TRUST-LIST.pem');
  });

  it('list shows what a scan will use, with its age', async () => {
    expect((await run('trust', 'list')).out).toMatch(/none; "trueslate trust fetch"/);
    await run('trust', 'fetch', '--from', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect((await run('trust', 'list')).out).toMatch(/C2PA-TRUST-LIST\.pem: \d+ anchors, 0 allowed signers, fetched today/);
  });
});
