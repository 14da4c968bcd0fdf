import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../../src/cli/run.ts';

const clean = new URL('../../fixtures/declarations/clean.yaml', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'declare-'));

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await runCli({
    argv: ['declare', ...argv],
    environment: {},
    columns: 80,
    isTerminal: false,
    canRewrite: false,
    home: folder,
    out: async (text) => {
      out += String(text);
    },
    err: (text) => {
      err += text;
    },
    onInterrupt: () => {},
  });
  return { code, out, err };
}

it('never writes over a file unless told to', async () => {
  const to = join(folder, 'a.json');
  expect((await run('convert', clean, to)).code).toBe(0);
  const before = readFileSync(to, 'utf8');
  expect((await run('convert', clean, to)).code).toBe(2);
  expect(readFileSync(to, 'utf8')).toBe(before);
  expect((await run('convert', clean, to, '--force')).code).toBe(0);
});

it('fills in a cue sheet, says what it has no place for, and drafts a declaration from it', async () => {
  const sheet = join(folder, 'cut.cuesheet.csv');
  expect((await run('convert', clean, sheet)).err).toContain('uses[].approvals[].authority');
  const draft = join(folder, 'draft.yaml');
  expect((await run('convert', sheet, draft)).err).toContain('TODO');
  const text = readFileSync(draft, 'utf8');
  expect(text).toContain('in: "10:00:01:00"');
  // The form says nothing of the production: the draft is told, with its line, not taken.
  expect(await run('check', draft)).toMatchObject({
    code: 2,
    out: expect.stringMatching(/draft\.yaml:\d+:\d+: production\.title: /),
  });
});

it('recognises a cue sheet of another make by its headings, and marks what it does not say', async () => {
  const sheet = join(folder, 'theirs.csv');
  writeFileSync(
    sheet,
    'Cue #;Description;TC In;TC Out;Software;Copyright Status;Initials\n1;Sky;10:00:01:00;10:00:02:00;Firefly;ask Bob;JO\n',
  );
  const { err } = await run('convert', sheet, join(folder, 'theirs.yaml'));
  expect(err).toContain('Initials');
  const text = readFileSync(join(folder, 'theirs.yaml'), 'utf8');
  expect(text).toContain('TODO: degree');
  expect(text).toContain('ask Bob');
});

it('says what a policy still asks for, with the line, and answers by exit code', async () => {
  const file = join(folder, 'asks.yaml');
  writeFileSync(file, readFileSync(clean, 'utf8').replace('status: granted', 'status: requested'));
  expect(await run('check', clean)).toMatchObject({ code: 0, out: '' });
  expect(await run('check', file)).toMatchObject({
    code: 1,
    out: expect.stringMatching(/asks\.yaml:23:\d+: uses\[0\]\.approvals: blocker D05: /),
  });
});
