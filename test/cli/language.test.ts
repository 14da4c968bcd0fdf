import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run.ts';
import { exitCodes, type Terminal } from '../../src/cli/terminal.ts';

const home = mkdtempSync(join(tmpdir(), 'trueslate-lang-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const terminal = {
    argv,
    environment: {},
    columns: 100,
    isTerminal: false,
    canRewrite: false,
    home,
    out: async (text: string | Uint8Array) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    onInterrupt: () => {},
  } as unknown as Terminal;
  const code = await runCli(terminal);
  return { code, out, err };
}

describe('--lang', () => {
  it('words help, explain and policies in French, wherever it stands', async () => {
    expect((await run('scan', '--help', '--lang', 'fr')).out).toContain('analyser, juger, confronter');
    expect((await run('explain', '--lang=fr', 'D01')).out).toContain('Marqué comme IA et non déclaré');
    expect((await run('policies', 'default', '--lang', 'fr')).out).toContain('Règles');
    expect((await run('explain', 'D01')).out).toContain('Marked as AI and not declared');
  });

  it('words what went wrong too', async () => {
    const { code, err } = await run('scan', join(home, 'nowhere'), '--lang', 'fr');
    expect([code, err]).toEqual([exitCodes.cannotStart, expect.stringContaining('ne peut pas être analysé')]);
  });

  it('refuses a language that there is not', async () => {
    const { code, err } = await run('explain', 'D01', '--lang', 'de');
    expect([code, err]).toEqual([exitCodes.cannotStart, expect.stringContaining('en, fr')]);
  });

  it('of one run does not reach another that goes on at the same time', async () => {
    const both = await Promise.all([run('explain', 'D01', '--lang', 'fr'), run('explain', 'D01')]);
    expect(both.map(({ out }) => out.split('\n')[0])).toEqual([
      'D01 Marqué comme IA et non déclaré (undisclosed)',
      'D01 Marked as AI and not declared (undisclosed)',
    ]);
  });

  it('may stand in the config file, where the command line names none', async () => {
    const config = join(home, 'config.yaml');
    writeFileSync(config, 'lang: fr\n');
    expect((await run('scan', join(home, 'nowhere'), '--config', config)).err).toContain('ne peut pas être analysé');
    expect((await run('scan', join(home, 'nowhere'), '--config', config, '--lang', 'en')).err).toContain('cannot be scanned');
    writeFileSync(config, 'lang: de\n');
    expect((await run('scan', home, '--config', config)).err).toContain('must be one of en, fr');
  });
});
