import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run.ts';
import { exitCodes, type Terminal } from '../../src/cli/terminal.ts';

const home = mkdtempSync(join(tmpdir(), 'trueslate-lang-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const run = (...argv: readonly string[]) => runIn(undefined, ...argv);

/** @param settings folder of settings; undefined: there are none */
async function runIn(
  settings: string | undefined,
  ...argv: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const terminal = {
    argv,
    environment: settings === undefined ? {} : { XDG_CONFIG_HOME: settings },
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

  it('words what the parser of the command line says: headings, defaults, errors and what was meant, perhaps', async () => {
    const help = `${(await run('scan', '--help', '--lang', 'fr')).out}${(await run('--help', '--lang', 'fr')).out}`;
    expect(help).toContain('Commandes\u202f:');
    expect(help).not.toMatch(/\n\s*[:;?!]/);
    expect(help).not.toMatch(/Usage:|Options:|Commands:|display help|output the version|default:|choices:|\[command\] /);
    const errors = [
      await run('scan', '--foo', '--lang', 'fr'),
      await run('scan', 'x', '--pixels', 'foo', '--lang', 'fr'),
      await run('scan', 'x', '--jobs', '99', '--lang', 'fr'),
      await run('scan', 'x', '--lang', 'fr', '--report'),
      await run('scann', '--lang', 'fr'),
      await run('explain', '--lang', 'fr'),
      await run('explain', 'a', 'b', '--lang', 'fr'),
      await run('scan', 'x', '--polic', 'a', '--lang', 'fr'),
    ];
    for (const { code, err } of errors) {
      expect(code).toBe(exitCodes.cannotStart);
      expect(err).toMatch(/^erreur\u202f: /);
      expect(err).not.toMatch(/\b(error|unknown|missing|invalid|argument '|Did|mean|Allowed|too many)\b/);
    }
    expect((await run('scan', '--foo')).err).toMatch(/^error: unknown option '--foo'/);
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
    const folder = join(home, 'settings');
    mkdirSync(join(folder, 'trueslate'), { recursive: true });
    writeFileSync(join(folder, 'trueslate', 'config.yaml'), 'lang: fr\n');
    const inHome = (...argv: readonly string[]) => runIn(folder, ...argv);
    expect((await inHome('explain', 'D01')).out).toContain('Marqué comme IA et non déclaré');
    expect((await inHome('policies', 'default')).out).toContain('Règles');
    expect((await inHome('report', join(home, 'nowhere.json'))).err).toContain('ne peut pas être lu');
    expect((await inHome('declare', 'check', join(home, 'nowhere.yaml'))).err).toContain('ne peut pas être lu');
    expect((await inHome('markers', 'nothing')).err).toContain('Aucune marque');
    expect((await inHome('--help')).out).toContain('Commandes');
    expect((await inHome('explain', 'D01', '--lang', 'en')).out).toContain('Marked as AI');
    writeFileSync(config, 'lang: de\n');
    expect((await run('scan', home, '--config', config)).err).toContain('must be one of en, fr');
  });
});
