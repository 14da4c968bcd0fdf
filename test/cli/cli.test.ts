import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report, ReportedAsset } from '../../src/model/index.ts';

// The built program, run as a user runs it: these tests protect exit codes, streams and what is left behind.
const root = join(import.meta.dirname, '../..');
const fixtures = join(root, 'fixtures');
const delivery = join(fixtures, 'delivery');
const trust = ['--trust', join(fixtures, 'trust/ca.pem')];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function run(args: readonly string[], options: { env?: Record<string, string>; interruptAt?: RegExp } = {}): Promise<Outcome> {
  const env = { ...process.env, XDG_CONFIG_HOME: join(folder, 'config'), ...options.env };
  // Tracing has tests of its own (test/scan/trace.test.ts); here it would only take its time, once for each of these runs.
  const quick = args[0] === 'scan' ? [...args, '--no-trace'] : args;
  const child = spawn(process.execPath, [join(root, 'dist/bundle/cli.js'), ...quick], { cwd: folder, env });
  let out = '';
  let err = '';
  let isInterrupted = false;
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => {
    err += data;
    if (!isInterrupted && options.interruptAt?.test(err)) isInterrupted = child.kill('SIGINT');
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })));
}

function deliveryOf(...files: readonly string[]): string {
  const made = mkdtempSync(join(folder, 'delivery-'));
  for (const file of files) copyFileSync(join(fixtures, file), join(made, file.split('/').at(-1) ?? file));
  return made;
}

describe('exit codes', () => {
  it('1 where AI is marked and not declared', async () => {
    const { code, out } = await run(['scan', delivery, ...trust]);
    expect(code).toBe(1);
    expect(out.split('\n')[0]).toMatch(/assets are marked as AI and not declared/);
  });

  it('130 where the run is stopped while the program is still being loaded', async () => {
    // The signal comes 300 ms after the start: long before a scan could be told to stop.
    const soon = "data:text/javascript,setTimeout(() => process.kill(process.pid, 'SIGTERM'), 300)";
    const { code } = await run(['scan', delivery], { env: { NODE_OPTIONS: `--import "${soon}"` } });
    expect(code).toBe(130);
  });

  it('0 for a folder without marks, though nothing is declared', async () => {
    const { code, out } = await run(['scan', deliveryOf('delivery/stills/archive/main_street_1954.jpg')]);
    expect(code).toBe(0);
    expect(out).toMatch(/no mark found/i);
  });

  it('3 where an asset could not be read, where nothing was there to scan, and where a link leaves the root', async () => {
    expect((await run(['scan', deliveryOf('broken/empty.png')])).code).toBe(3);
    expect((await run(['scan', deliveryOf()])).code).toBe(3);
    expect((await run(['scan', deliveryOf('broken/cut-before-moov.mp4'), '--fail-on', 'never'])).code).toBe(3);
  });

  it('--fail-on turns an issue into 1, and never turns findings into 0', async () => {
    const made = deliveryOf('delivery/graphics/lower_third_hale.png');
    expect((await run(['scan', made])).code).toBe(0);
    expect((await run(['scan', made, '--fail-on', 'issue'])).code).toBe(1);
    expect((await run(['scan', delivery, ...trust, '--fail-on', 'never'])).code).toBe(0);
  });

  it.each([
    ['a missing folder', ['scan', 'nothing-here'], /nothing-here cannot be scanned: there is no such file or folder\. Check/],
    ['an unknown option', ['scan', '.', '--sideways'], /unknown option '--sideways'/],
    ['a wrong value', ['scan', '.', '--fail-on', 'sometimes'], /Allowed choices are blocker, issue, fyi, never/],
    [
      'a declaration that does not hold',
      ['scan', delivery, '--declaration', join(fixtures, 'declarations/misspelt-key.yaml')],
      /misspelt-key\.yaml:\d+:\d+: /,
    ],
    [
      'a declaration that is missing',
      ['scan', delivery, '--declaration', 'no.yaml'],
      /no\.yaml cannot be read: there is no such file or folder\. Check/,
    ],
    ['a report of unknown form', ['scan', delivery, '--report', 'x.docx'], /x\.docx; its ending must be one of/],
    ['a report in a folder that is not there', ['scan', delivery, '--report', 'no/x.json'], /no does not exist/],
    [
      'a report inside the delivery',
      ['scan', delivery, '--report', join(delivery, 'x.json')],
      /would be written into the delivery/,
    ],
    ['a trust list without certificates', ['scan', delivery, '--trust', join(fixtures, 'README.md')], /holds no certificate/],
    ['a folder given to inspect', ['inspect', delivery], /inspect takes one file/],
  ])('2 for %s, in one sentence, before anything is scanned', async (_, args, message) => {
    const { code, out, err } = await run(args);
    expect(err).toMatch(message);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('2 without ExifTool', async () => {
    const { code, err } = await run(['scan', delivery], { env: { EXIFTOOL_PATH: '/nowhere/exiftool' } });
    expect({ code, hint: /ExifTool does not start .* check EXIFTOOL_PATH/.test(err) }).toEqual({ code: 2, hint: true });
  });
});

describe('streams and files', () => {
  it('stdout carries the result only, and two runs differ in `run` alone', async () => {
    const [first, second] = await Promise.all([
      run(['scan', delivery, ...trust, '--format', 'json']),
      run(['scan', delivery, ...trust, '--format', 'json']),
    ]);
    const reports = [first, second].map(({ out }) => JSON.parse(out) as Report);
    const [one, two] = reports.map((report) => ({ ...report, run: null }));
    expect(one).toEqual(two);
    expect(first?.err).toMatch(/^Declaration found: /);
    expect((await run(['scan', delivery, ...trust, '--format', 'json', '--quiet'])).err).toBe('');
  });

  it('--progress json tells each asset on stderr', async () => {
    const still = deliveryOf('delivery/stills/archive/main_street_1954.jpg');
    const { size } = statSync(join(still, 'main_street_1954.jpg'));
    const { err } = await run(['scan', still, '--progress', 'json']);
    expect(JSON.parse(err.trim().split('\n').at(-1) ?? '')).toEqual({
      progress: { done: 1, total: 1, path: 'main_street_1954.jpg', bytes: { done: size, total: size } },
    });
  });

  it('writes several reports at once, and leaves nothing half-written', async () => {
    const made = join(folder, 'reports');
    mkdirSync(made, { recursive: true });
    await run([
      'scan',
      delivery,
      ...trust,
      '--report',
      join(made, 'r.json'),
      '--report',
      join(made, 'r.html'),
      '--report',
      join(made, 'r.ndjson'),
    ]);
    expect(readdirSync(made).sort()).toEqual(['r.html', 'r.json', 'r.ndjson']);
    expect(readFileSync(join(made, 'r.html'), 'utf8')).toContain('farmhouse_adair_county_1931.jpg');
  });

  it('goes on without ffprobe and says what was not checked', async () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin, { recursive: true });
    const { code, out } = await run(['scan', delivery, ...trust, '--format', 'json'], {
      env: { FFPROBE_PATH: '/nowhere/ffprobe' },
    });
    expect(code).toBe(1);
    expect((JSON.parse(out) as Report).coverage.assets).toBe(27);
  });

  it('Ctrl-C ends with 130 and leaves no report', async () => {
    const { code } = await run(['scan', delivery, ...trust, '--report', join(folder, 'stopped.json')], {
      interruptAt: /Declaration found/,
    });
    expect(code).toBe(130);
    expect(readdirSync(folder).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });

  it('takes trust lists and exclusions from a config file, with paths relative to it', async () => {
    writeFileSync(join(folder, 'site.yaml'), 'trust: [ca.pem]\nexclude: ["cut/**", "audio/**"]\n');
    copyFileSync(join(fixtures, 'trust/ca.pem'), join(folder, 'ca.pem'));
    const { out } = await run(['scan', delivery, '--config', join(folder, 'site.yaml'), '--format', 'json']);
    const report = JSON.parse(out) as Report;
    expect(report.coverage.byVerdict.captured).toBe(2);
    expect(report.coverage.skipped.filter(({ reason }) => reason === 'excluded').length).toBe(7);
    writeFileSync(join(folder, 'wrong.yaml'), 'trsut: [ca.pem]\n');
    expect(await run(['scan', delivery, '--config', join(folder, 'wrong.yaml')])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/sets "trsut", which is unknown/),
    });
  });
});

// What a shell does around the program: pipes that close, programs that hang, folders under another name.
describe.skipIf(process.platform === 'win32')('a hostile surrounding (skipped on Windows, which has no FIFOs)', () => {
  const shell = (command: string): { code: number | null; out: string } => {
    const env = {
      ...process.env,
      XDG_CONFIG_HOME: join(folder, 'config'),
      CLI: join(root, 'dist/bundle/cli.js'),
      DELIVERY: delivery,
    };
    const { status, stdout } = spawnSync('bash', ['-c', command], { cwd: folder, env, encoding: 'utf8', timeout: 30_000 });
    return { code: status, out: stdout };
  };

  it('a reader that closes early does not turn findings into success', () => {
    expect(shell(`node $CLI scan $DELIVERY --no-trace --format json 2>/dev/null | true; echo \${PIPESTATUS[0]}`).out.trim()).toBe(
      '1',
    );
  });

  it('a full disk behind stdout is one sentence and 2, no bug', () => {
    expect(
      shell('node $CLI scan $DELIVERY --no-trace --format json >/dev/full 2>err.txt; echo $?; grep -c "the disk is full" err.txt')
        .out.split('\n')
        .slice(0, 2),
    ).toEqual(['2', '1']);
  });

  it('a FIFO in place of the declaration is no reason to wait', () => {
    expect(shell('mkdir -p fifo && mkfifo fifo/ai-declaration.yaml; node $CLI scan fifo; echo $?').out).toMatch(/\n3\n$/);
    expect(shell('node $CLI scan $DELIVERY --no-trace --declaration fifo/ai-declaration.yaml; echo $?').out).toBe('2\n');
  });

  it('a report is not written into the delivery by another name of it', () => {
    expect(shell('mkdir -p del && ln -sfn del lnk; node $CLI scan del --report lnk/r.json; echo $?; ls del').out).toBe('2\n');
    expect(shell('node $CLI scan lnk --report del/r.json; echo $?; ls del').out).toBe('2\n');
  });

  it('a program that is no ExifTool is not believed', () => {
    expect(shell('EXIFTOOL_PATH=/bin/true node $CLI scan $DELIVERY --no-trace; echo $?').out).toBe('2\n');
  });

  it('Ctrl-C does not wait for a hanging ffprobe, and leaves nothing running', () => {
    // A stream whose header does not say how long it is: ffprobe is asked.
    const script = `
      mkdir -p asked && cp "$DELIVERY"/../read/plain/clip.h264 asked
      printf '#!/bin/sh\\n[ "$1" = -version ] && echo "ffprobe version 1" && exit 0\\nexec sleep 987\\n' >slow.sh; chmod +x slow.sh
      FFPROBE_PATH=$PWD/slow.sh node $CLI scan asked --no-trace --no-cache >/dev/null 2>&1 & pid=$!
      for i in $(seq 100); do pgrep -f "[s]leep 987$" >/dev/null && break; sleep 0.1; done
      started=$(date +%s); kill -INT $pid; wait $pid; echo $?; echo $(( $(date +%s) - started < 5 ))
      sleep 0.5; pgrep -f "[s]leep 987$" | wc -l`;
    expect(shell(script).out.split(/\s+/).slice(0, 3)).toEqual(['130', '1', '0']);
  });

  it('ExifTool ends when the scan is killed', () => {
    const script = `
      mkdir -p asked && cp "$DELIVERY"/../read/plain/clip.h264 asked
      printf '#!/bin/sh\\n[ "$1" = -version ] && echo "ffprobe version 1" && exit 0\\nexec sleep 30\\n' >slow2.sh; chmod +x slow2.sh
      FFPROBE_PATH=$PWD/slow2.sh node $CLI scan asked --exiftool always --no-trace --no-cache >/dev/null 2>&1 & pid=$!
      for i in $(seq 100); do [ -n "$(pgrep -P $pid -f stay_open)" ] && break; sleep 0.1; done
      tools=$(pgrep -P $pid -f stay_open | tr '\\n' ' '); kill -9 $pid
      for i in $(seq 120); do alive=0; for t in $tools; do kill -0 $t 2>/dev/null && alive=1; done; [ $alive = 0 ] && break; sleep 0.1; done
      echo "$(echo $tools | wc -w | awk '{print ($1 > 0)}') $alive"`;
    expect(shell(script).out.trim()).toBe('1 0');
  });
});

describe('the other commands', () => {
  it('inspect shows the place of the evidence, which a hex editor confirms', async () => {
    const file = join(delivery, 'stills/archive/gazette_1987-10-02_clipping.png');
    const { out, code } = await run(['inspect', file, '--format', 'json']);
    expect(code).toBe(0);
    const { asset } = JSON.parse(out) as { asset: ReportedAsset };
    const placed = asset.evidence.filter(({ at }) => at !== undefined);
    expect(placed.length).toBeGreaterThan(0);
    const bytes = readFileSync(file);
    for (const { at, value } of placed) {
      expect(bytes.subarray(at?.offset, (at?.offset ?? 0) + (at?.length ?? 0)).toString('utf8')).toContain(value);
    }
  });

  it('inspect reads as text', async () => {
    const { out } = await run(['inspect', join(delivery, 'stills/portraits/yearbook_1986_p42.jpg'), ...trust]);
    expect(out).toMatch(/Verdict: edited/i);
    expect(out).toMatch(/byte \d+, \d+ long|actions\[/);
  });

  it('markers lists the catalogue and explains one', async () => {
    expect((await run(['markers'])).out.split('\n').length).toBeGreaterThan(40);
    expect((await run(['markers', 'xmp-dst-trained'])).out).toMatch(/does not match/);
    expect(await run(['markers', 'xmp-dst-traind'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/did you mean .*xmp-dst-trained/),
    });
  });

  it('doctor names every engine', async () => {
    const { out, code } = await run(['doctor']);
    expect(code).toBe(0);
    for (const name of ['Node', 'ExifTool', 'c2pa-wasm', 'ffprobe', 'sharp', 'Trust lists', 'SynthID'])
      expect(out).toContain(name);
  });

  it('the version is that of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect((await run(['--version'])).out.trim()).toBe(version);
  });
});
