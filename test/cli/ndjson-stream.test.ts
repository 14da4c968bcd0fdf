import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ndjsonStream } from '../../src/cli/ndjson-stream.ts';
import { runCli } from '../../src/cli/run.ts';
import { OutputError, type Terminal } from '../../src/cli/terminal.ts';
import type { ReportHead } from '../../src/model/index.ts';

// A program that reads NDJSON may act on an asset while the scan still runs, and must be able to tell that it was stopped.
const fixtures = join(import.meta.dirname, '../../fixtures');
const trust = ['--trust', join(fixtures, 'trust/ca.pem')];
let folder: string;
let delivery: string;
let made: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ndjson-'));
  delivery = join(folder, 'delivery');
  made = join(folder, 'made');
  cpSync(join(fixtures, 'delivery'), delivery, { recursive: true });
  mkdirSync(made);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Line {
  readonly record: string;
  readonly path?: string;
}
const linesOf = (text: string): Line[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** Runs a scan; what came to stdout and stderr in the order in which it came. */
async function scan(options: readonly string[], terminal: Partial<Terminal> = {}) {
  const told: { to: 'out' | 'err'; text: string }[] = [];
  const code = await runCli({
    argv: ['scan', delivery, ...trust, '--no-trace', ...options],
    environment: { ...process.env, XDG_CONFIG_HOME: join(folder, 'config') },
    columns: undefined,
    isTerminal: false,
    canRewrite: false,
    home: folder,
    out: async (text) => {
      told.push({ to: 'out', text: String(text) });
    },
    err: (text) => {
      told.push({ to: 'err', text });
    },
    onInterrupt: () => {},
    ...terminal,
  });
  const all = (to: 'out' | 'err') =>
    told
      .filter((one) => one.to === to)
      .map(({ text }) => text)
      .join('');
  return { code, told, out: all('out'), err: all('err') };
}

describe('NDJSON of a scan', () => {
  it('comes while the scan runs: the head before anything was read, each asset in the order of the paths', async () => {
    const { code, told, out } = await scan(['--format', 'ndjson', '--progress', 'json', '--jobs', '1']);
    expect(code).toBe(1);
    const lastRead = told.findLastIndex(({ to }) => to === 'err');
    const early = told.slice(0, lastRead).filter(({ to }) => to === 'out');
    expect(linesOf(early[0]?.text ?? '')[0]?.record).toBe('head');
    // All but the assets that are read at once had been told when the last one was done.
    expect(linesOf(early.map(({ text }) => text).join('')).length).toBeGreaterThan(20);
    const assets = linesOf(out).filter(({ record }) => record === 'asset');
    expect(assets).toHaveLength(27);
    const paths = assets.map(({ path }) => Buffer.from(path ?? ''));
    expect(paths).toEqual([...paths].sort(Buffer.compare));
    expect(linesOf(out).at(-1)?.record).toBe('tail');
  });

  it('is the same on stdout, in a file that is named twice, and as rendered again from JSON', async () => {
    const file = join(made, 'r.ndjson');
    const saved = join(made, 'r.json');
    const asked = [file, join(made, '.', 'sub', '..', 'r.ndjson'), saved].flatMap((name) => ['--report', name]);
    const { code, out } = await scan(['--format', 'ndjson', ...asked]);
    expect(code).toBe(1);
    const text = readFileSync(file, 'utf8');
    expect(out).toBe(text);
    await scan([], { argv: ['report', saved, '--report', join(made, 'again.ndjson')] });
    expect(readFileSync(join(made, 'again.ndjson'), 'utf8')).toBe(text);
    expect(readdirSync(made).sort()).toEqual(['again.ndjson', 'r.json', 'r.ndjson']);
  });

  it('leaves no file of a scan that was stopped, and no last line on stdout', async () => {
    const before = readdirSync(made);
    let stop = (): void => {};
    let out = '';
    const { code } = await scan(['--format', 'ndjson', '--report', join(made, 'stopped.ndjson')], {
      onInterrupt: (stopping) => {
        stop = stopping;
      },
      out: async (text) => {
        out += text;
        if (linesOf(out).length >= 5) stop();
      },
    });
    expect(code).toBe(130);
    expect(linesOf(out)[0]?.record).toBe('head');
    expect(linesOf(out).map(({ record }) => record)).not.toContain('tail');
    expect(readdirSync(made)).toEqual(before);
  });

  it('ends the scan where nobody can read it any more', async () => {
    const full = new OutputError(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    const { code, err } = await scan(['--format', 'ndjson', '--report', join(made, 'full.ndjson')], {
      out: () => Promise.reject(full),
    });
    expect({ code, told: err.match(/the disk is full/g)?.length }).toEqual({ code: 2, told: 1 });
    expect(readdirSync(made)).not.toContain('full.ndjson');
  });

  it('is not begun inside the delivery', async () => {
    const { code } = await scan(['--report', join(delivery, 'r.ndjson')]);
    expect(code).toBe(2);
    expect(readdirSync(delivery).filter((name) => name.includes('ndjson'))).toEqual([]);
  });

  // Half a stream under a name of its own would lie about for ever.
  it('opens nothing once the scan was stopped, and leaves nothing where the process ends without the end of the scan', () => {
    const folderOfParts = mkdtempSync(join(folder, 'parts-'));
    const terminal = { out: async () => {} } as unknown as Terminal;
    const open = () => ndjsonStream({ report: [join(folderOfParts, 'x.ndjson')] }, terminal, () => {});
    const started = { schema: 'trueslate.report/1', run: { started: '', roots: [] } } as unknown as ReportHead;
    const stopped = open();
    stopped.abandon();
    stopped.onHead(started);
    expect(readdirSync(folderOfParts)).toEqual([]);

    const before = process.listeners('exit');
    const crashed = open();
    crashed.onHead(started);
    expect(readdirSync(folderOfParts)).toEqual([`x.ndjson.${process.pid}.part`]);
    const added = process.listeners('exit').filter((listener) => !before.includes(listener));
    for (const listener of added) listener(4);
    expect(readdirSync(folderOfParts)).toEqual([]);
    crashed.abandon();
    expect(process.listeners('exit')).toEqual(before);
  });
});
