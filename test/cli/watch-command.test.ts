import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, request as requestOf } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WholeReport } from '../../src/model/index.ts';

// The built program on real folders that fill, as a post house runs it.
const root = join(import.meta.dirname, '../..');
const fixtures = join(root, 'fixtures');
const still = join(fixtures, 'delivery/stills/archive/main_street_1954.jpg');
const marked = join(fixtures, 'delivery/graphics/chapter2_map.png');

let folder: string;
let inbox: string;
let reports: string;
const running = new Set<Program>();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watch-'));
  inbox = join(folder, 'in');
  reports = join(folder, 'reports');
  mkdirSync(inbox);
});
afterEach(async () => {
  for (const program of running) await program.stop('SIGKILL');
  running.clear();
  rmSync(folder, { recursive: true, force: true });
});

/** A program that runs beside the test, with what it has written so far. */
interface Program {
  readonly child: ChildProcess;
  readonly said: { out: string; err: string };
  readonly ended: Promise<number | null>;
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

function start(args: readonly string[], env: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, XDG_CONFIG_HOME: join(folder, 'config'), ...env },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => (said.out += data));
  child.stderr.on('data', (data) => (said.err += data));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const program: Program = {
    child,
    said,
    ended,
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
  running.add(program);
  return program;
}

/** Tracing has tests of its own, and engines start faster without it. */
const watch = (args: readonly string[] = [], env: Record<string, string> = {}): Program =>
  start([join(root, 'dist/bundle/cli.js'), 'watch', inbox, '--reports', reports, '--settle', '0.4', '--no-trace', ...args], env);

/** Waits until something holds. @throws with what the programs have said, where it does not within two minutes: a lost event costs one */
async function until(what: () => boolean): Promise<void> {
  const start = performance.now();
  while (!what()) {
    if (performance.now() - start > 120_000)
      throw new Error(`${what} did not come to hold: ${JSON.stringify([...running].map(({ said }) => said))}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function put(path: string, from: string): void {
  mkdirSync(join(inbox, path, '..'), { recursive: true });
  copyFileSync(from, join(inbox, path));
}

const report = (name: string): WholeReport => JSON.parse(readFileSync(join(reports, `${name}.json`), 'utf8')) as WholeReport;
const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** The receiver of the documentation, behind a front that breaks in the ways of a day: busy, gone, then there. */
async function receiver(secret: string): Promise<{ url: string; program: Program; tries: () => number }> {
  const program = start([join(root, 'docs/examples/webhook-receiver.mjs')], { TRUESLATE_WEBHOOK_SECRET: secret, PORT: '0' });
  await until(() => program.said.out.includes('listening'));
  const port = /listening on (\d+)/.exec(program.said.out)?.[1];
  let tries = 0;
  const front = createServer((request, response) => {
    tries += 1;
    if (tries === 1) {
      request.resume();
      response.writeHead(503, { 'Retry-After': '0' }).end();
      return;
    }
    const { method = 'POST', url = '/', headers } = request;
    const onwards = requestOf({ port, host: '127.0.0.1', method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500);
      answer.pipe(response);
    });
    request.pipe(onwards);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  front.unref();
  return { url: `http://127.0.0.1:${(front.address() as AddressInfo).port}/hook`, program, tries: () => tries };
}

describe('a watched folder', () => {
  it('scans what arrives and what changes, tells the receiver of the documentation, and after a restart only what is new', async () => {
    const hook = await receiver('s3cret-s3cret');
    const secret = { TRUESLATE_WEBHOOK_SECRET: 's3cret-s3cret' };
    const told = (): object[] =>
      linesOf(hook.program.said.out)
        .slice(1)
        .map((line) => JSON.parse(line) as object);
    const first = watch(['--webhook', hook.url], secret);
    await until(() => first.said.err.includes('Watching'));
    put('RAW-114/stills/street.jpg', still);
    await until(() => told().length === 1);
    expect(report('RAW-114').assets.map(({ path }) => path)).toEqual(['stills/street.jpg']);
    expect(existsSync(join(reports, 'RAW-114.html'))).toBe(true);
    put('RAW-114/map.png', marked);
    await until(() => told().length === 2);
    expect(told()).toMatchObject([
      { delivery: 'RAW-114', status: 'scanned', exitCode: 0 },
      { delivery: 'RAW-114', status: 'scanned', exitCode: 1, says: '1 asset is marked as AI and not declared.' },
    ]);
    expect(report('RAW-114').coverage.assets).toBe(2);
    expect(hook.tries()).toBe(3);
    expect(await first.stop('SIGTERM')).toBe(130);

    put('film.png', marked);
    const second = watch(['--webhook', hook.url], secret);
    await until(() => told().length === 3);
    expect(await second.stop('SIGINT')).toBe(130);
    expect(linesOf(second.said.out)).toEqual(['film.png: 1 asset is marked as AI and not declared.']);
    expect(readdirSync(inbox).sort()).toEqual(['RAW-114', 'film.png']);
  }, 240_000);

  it('a receiver with another secret refuses, and is not asked again', async () => {
    const hook = await receiver('another-secret');
    const secretFile = join(folder, 'secret');
    writeFileSync(secretFile, 's3cret-s3cret\n');
    put('A/street.jpg', still);
    const program = watch(['--once', '--webhook', hook.url, '--webhook-secret-file', secretFile]);
    expect(await program.ended).toBe(0);
    expect(program.said.err).toMatch(/http:\/\/127\.0\.0\.1:\d+ refused what it was told of A \(status 401/);
    expect(linesOf(hook.program.said.out)).toHaveLength(1);
  });

  it('waits for a file that grows, and for one that is still being written', async () => {
    const program = watch(['--as', '.json']);
    await until(() => program.said.err.includes('Watching'));
    const bytes = readFileSync(still);
    const step = Math.ceil(bytes.length / 20);
    mkdirSync(join(inbox, 'A'));
    for (let at = 0; at < bytes.length; at += step) {
      appendFileSync(join(inbox, 'A/street.jpg.part'), bytes.subarray(at, at + step));
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await until(() => program.said.err.includes('A waits: street.jpg.part has the name'));
    expect(readdirSync(reports).filter((name) => name.endsWith('.json') && !name.startsWith('.'))).toEqual([]);
    renameSync(join(inbox, 'A/street.jpg.part'), join(inbox, 'A/street.jpg'));
    writeFileSync(join(inbox, 'B.png'), '');
    const whole = readFileSync(marked);
    for (let at = 0; at < whole.length; at += whole.length / 4) {
      appendFileSync(join(inbox, 'B.png'), whole.subarray(at, at + whole.length / 4));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await until(() => existsSync(join(reports, 'B.png.json')) && report('B.png').assets[0]?.size === whole.length);
    expect(report('A').assets.map(({ path, verdict }) => [path, verdict])).toEqual([['street.jpg', 'unmarked']]);
    expect(await program.stop('SIGTERM')).toBe(130);
  });

  it('waits for the done-marker, which is no part of what is scanned', async () => {
    const program = watch(['--as', 'json', '--done-marker', '*_complete.txt']);
    put('A/street.jpg', still);
    put('B/street.jpg', still);
    await until(() => program.said.err.includes('A waits for its done-marker *_complete.txt'));
    writeFileSync(join(inbox, 'A/delivery_complete.txt'), 'Made with Midjourney, complete.');
    writeFileSync(join(inbox, 'B_complete.txt'), '');
    await until(() => program.said.out.includes('A: ') && program.said.out.includes('B: '));
    expect(report('A').assets.map(({ path }) => path)).toEqual(['street.jpg']);
    expect(await program.stop('SIGTERM')).toBe(130);
    expect(readdirSync(reports).filter((name) => !name.startsWith('.'))).toEqual(['A.json', 'B.json']);
  });

  it('goes on after a delivery whose declaration does not hold, and scans that again once it is mended', async () => {
    const hook = await receiver('s3cret-s3cret');
    const program = watch(['--webhook', hook.url], { TRUESLATE_WEBHOOK_SECRET: 's3cret-s3cret' });
    put('A/street.jpg', still);
    put('A/ai-declaration.yaml', join(fixtures, 'declarations/misspelt-key.yaml'));
    put('B/street.jpg', still);
    await until(() => program.said.out.includes('B: '));
    expect(program.said.err).toMatch(/A was not scanned: .*ai-declaration\.yaml:\d+:\d+: /);
    await until(() => /"delivery":"A","status":"cannot-start","exitCode":2/.test(hook.program.said.out));
    put('A/ai-declaration.yaml', join(fixtures, 'declarations/minimal.yaml'));
    await until(() => program.said.out.includes('A: '));
    expect(await program.stop('SIGTERM')).toBe(130);
  });

  it('looks by itself where the network sends no events', async () => {
    const program = watch(['--poll', '0.3', '--as', 'json']);
    await until(() => program.said.err.includes('Watching'));
    put('A/street.jpg', still);
    await until(() => program.said.out.includes('A: '));
    writeFileSync(join(inbox, 'A/street.jpg'), readFileSync(marked));
    await until(() => linesOf(program.said.out).length === 2);
    expect(await program.stop('SIGTERM')).toBe(130);
  });
});

describe('--once', () => {
  it('scans what is complete and ends with the gravest code; the next run has nothing to do', async () => {
    put('A/street.jpg', still);
    put('B/map.png', marked);
    put('C/street.jpg.part', still);
    const first = watch(['--once']);
    expect(await first.ended).toBe(1);
    expect(first.said.err).toMatch(/This delivery is not complete and left for the next run: C/);
    expect(readdirSync(reports).filter((name) => !name.startsWith('.'))).toEqual(['A.html', 'A.json', 'B.html', 'B.json']);
    renameSync(join(inbox, 'C/street.jpg.part'), join(inbox, 'C/street.jpg'));
    put('D/ai-declaration.yaml', join(fixtures, 'declarations/misspelt-key.yaml'));
    const second = watch(['--once']);
    expect(await second.ended).toBe(2);
    expect(linesOf(second.said.out).map((line) => line.slice(0, 2))).toEqual(['C:']);
    const third = watch(['--once', '--quiet']);
    expect({ code: await third.ended, ...third.said }).toEqual({ code: 0, out: '', err: '' });
  });

  it('killed in the middle of a scan, it leaves no half report, and the next run makes the whole one', async () => {
    cpSync(join(fixtures, 'delivery'), join(inbox, 'RAW-114'), { recursive: true });
    // A report of an earlier state must not be torn either.
    mkdirSync(reports);
    writeFileSync(join(reports, 'RAW-114.json'), '{"earlier":true}');
    const killed = watch();
    await until(() => killed.said.err.includes('RAW-114: complete'));
    await killed.stop('SIGKILL');
    expect(readFileSync(join(reports, 'RAW-114.json'), 'utf8')).toBe('{"earlier":true}');
    const again = watch(['--once']);
    expect(await again.ended).toBe(1);
    expect(report('RAW-114').coverage.assets).toBe(27);
    expect(readFileSync(join(reports, 'RAW-114.html'), 'utf8').trimEnd().endsWith('</html>')).toBe(true);
    expect(readdirSync(reports).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('a watch does not start', () => {
  it.each([
    ['without a secret', ['--webhook', 'http://127.0.0.1:9/'], /must be signed, and there is no secret/],
    [
      'with an empty secret',
      ['--webhook', 'http://127.0.0.1:9/', '--webhook-secret-file', 'empty'],
      /is empty, where the secret/,
    ],
    ['with another kind of address', ['--webhook', 'ftp://example.org'], /no address that can be told/],
    ['with an unknown form of report', ['--as', '.docx'], /No report ends in \.docx/],
    ['with a marker that every file would be', ['--done-marker', '*'], /cannot be a done-marker/],
    ['with a policy that is not there', ['--policy', 'nobody'], /There is no policy "nobody"/],
    ['with a cache in the watched folder', ['--cache', 'in/cache'], /cache in\/cache lies inside/],
    ['with reports in the watched folder', ['--reports', 'in/reports'], /lies inside the watched folder .*name a place outside/],
    ['with reports in the watched folder itself', ['--reports', 'in'], /lies inside the watched folder/],
  ])('%s: exit code 2 and one sentence', async (_, args, sentence) => {
    writeFileSync(join(folder, 'empty'), '');
    const program = watch(args);
    expect(await program.ended).toBe(2);
    expect(program.said.err).toMatch(sentence);
    expect({ out: program.said.out, left: readdirSync(inbox) }).toEqual({ out: '', left: [] });
  });

  it('while another one writes into the same reports folder', async () => {
    const first = watch();
    await until(() => first.said.err.includes('Watching'));
    const second = watch(['--once']);
    expect(await second.ended).toBe(2);
    expect(second.said.err).toMatch(/Another watch already writes into/);
    expect(await first.stop('SIGTERM')).toBe(130);
  });
});
