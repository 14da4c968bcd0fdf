import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run.ts';
import { messages } from '../../src/messages/index.ts';

const home = mkdtempSync(join(tmpdir(), 'doctor-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function run(...argv: string[]): Promise<string> {
  let out = '';
  await runCli({
    argv,
    environment: {},
    columns: 80,
    isTerminal: false,
    canRewrite: false,
    home,
    out: async (text) => {
      out += String(text);
    },
    err: () => {},
    onInterrupt: () => {},
  });
  return out;
}

// The doctor named three blind spots where a scan on the same machine named eight.
it('names every blind spot that a scan on this machine names', async () => {
  const picture = new URL('../../fixtures/delivery/stills/portraits', import.meta.url).pathname;
  const report = JSON.parse(await run('scan', picture, '--format', 'json', '--quiet')) as { coverage: { notChecked: string[] } };
  const known = Object.values(messages().notChecked) as string[];
  const told = report.coverage.notChecked.filter((line) => known.includes(line));
  expect(told.length).toBeGreaterThan(4);
  const doctor = (await run('doctor')).replace(/\s+/g, ' ');
  for (const line of told) expect(doctor).toContain(line);
});
