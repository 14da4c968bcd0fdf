import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { run } from '../work/machines.ts';

// A full disk, one that can only be read, one that breaks, too many open files: a sentence, the right exit code, and nothing lost.

// Each of these is a scan of its own.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'dist/bundle/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'faults-'));
const delivery = join(folder, 'delivery');
const shim = join(folder, 'faults.so');

const source = join(import.meta.dirname, 'faults.c');
const hasShim =
  process.platform === 'linux' && spawnSync('cc', ['-shared', '-fPIC', '-O1', '-o', shim, source, '-ldl']).status === 0;
if (!hasShim) {
  const name = 'disks that fail need a C compiler on Linux: apt-get install gcc';
  if (process.env.TRUESLATE_REQUIRE_GCC === '1') it(name, () => expect.fail('TRUESLATE_REQUIRE_GCC is set'));
  else it.skip(name, () => {});
}

interface Fault {
  readonly call: 'write' | 'read' | 'list' | 'make';
  readonly error: 'ENOSPC' | 'EIO' | 'EROFS';
  readonly below: string;
  readonly after?: number;
}

interface Said {
  readonly run: { readonly complete: boolean };
  readonly assets: readonly {
    readonly path: string;
    readonly verdict: string;
    readonly problems: readonly { readonly code: string; readonly message: string }[];
  }[];
  readonly coverage: {
    readonly skipped: readonly { readonly path: string; readonly reason: string; readonly detail?: string }[];
  };
}

async function scanned(args: readonly string[], fault?: Fault, files?: number) {
  const env =
    fault === undefined
      ? {}
      : {
          LD_PRELOAD: shim,
          FAULT_CALL: fault.call,
          FAULT_BELOW: fault.below,
          FAULT_AFTER: String(fault.after ?? 0),
          FAULT_ERRNO: String(constants.errno[fault.error]),
        };
  const command = [process.execPath, cli, 'scan', delivery, '--no-trace', '--fail-on', 'never', '--format', 'json', ...args];
  const { code, out, err } = await run('bash', ['-c', `${files ? `ulimit -n ${files}; ` : ''}exec "$@"`, 'bash', ...command], env)
    .ended;
  return { code, err, report: out === '' ? null : (JSON.parse(out) as Said) };
}

const without = (report: Said | null, path: string) => report?.assets.filter((asset) => !asset.path.startsWith(path));

describe.runIf(hasShim)('a scan on disks that fail', () => {
  let sound: Said | null = null;
  beforeAll(async () => {
    cpSync(join(root, 'fixtures/delivery'), delivery, { recursive: true });
    ({ report: sound } = await scanned(['--no-cache']));
    expect(sound?.assets.length).toBeGreaterThan(20);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['is full', { call: 'write', error: 'ENOSPC', after: 20_000 }, 'the disk is full'],
    ['can only be read', { call: 'make', error: 'EROFS' }, 'the disk can only be read'],
    ['breaks', { call: 'write', error: 'EIO' }, 'the disk or the network drive does not answer as it should'],
  ] as const)('goes on without what it remembers where that disk %s, and says so once', async (_, fault, words) => {
    const cache = mkdtempSync(join(folder, 'cache-'));
    const below = fault.call === 'make' ? join(cache, 'in') : cache;
    const { code, err, report } = await scanned(['--cache', below], { ...fault, below });
    expect(err.split(`Nothing can be remembered in ${below}: ${words}`)).toHaveLength(2);
    expect([code, report?.assets]).toEqual([0, sound?.assets]);
  });

  it.each(['r.json', 'r.html', 'r.xlsx', 'r.ndjson'])(
    'leaves no half report where the disk is full, and says which: %s',
    async (name) => {
      const below = mkdtempSync(join(folder, 'reports-'));
      const fault = { call: 'write', error: 'ENOSPC', below, after: 3000 } as const;
      const { code, err } = await scanned(['--no-cache', '--report', join(below, name)], fault);
      expect([code, err]).toEqual([2, expect.stringContaining(`${join(below, name)} could not be written: the disk is full`)]);
      expect(readdirSync(below)).toEqual([]);
    },
  );

  it('calls a file unreadable whose later bytes a disk does not give, and judges all others', async () => {
    const path = 'stills/locations/diner_night.jpg';
    const fault = { call: 'read', error: 'EIO', below: join(delivery, path), after: 4096 } as const;
    const { code, report } = await scanned(['--no-cache'], fault);
    expect([code, report?.run.complete]).toEqual([3, false]);
    const broken = report?.assets.find((asset) => asset.path === path);
    expect(broken?.verdict).toBe('unreadable');
    expect(broken?.problems[0]?.message).toContain('the disk or the network drive does not answer as it should');
    expect(without(report, path)).toEqual(without(sound, path));
  });

  it('says of a folder that cannot be listed that nothing in it was seen, and judges all others', async () => {
    const { code, report } = await scanned(['--no-cache'], { call: 'list', error: 'EIO', below: join(delivery, 'audio') });
    expect([code, report?.run.complete]).toEqual([3, false]);
    expect(report?.coverage.skipped).toContainEqual(
      expect.objectContaining({ path: 'audio', reason: 'unreachable', detail: 'EIO' }),
    );
    expect(without(report, 'audio/')).toEqual(without(sound, 'audio/'));
  });

  it('judges as before by its own reading where the disk of temporary files is full, and says what ExifTool did not read', async () => {
    const below = join(folder, 'temporary');
    mkdirSync(below);
    process.env.TMPDIR = below;
    const { code, report } = await scanned(['--no-cache', '--exiftool', 'always'], { call: 'make', error: 'ENOSPC', below });
    delete process.env.TMPDIR;
    expect([code, report?.run.complete]).toEqual([3, false]);
    expect(report?.assets.map(({ path }) => path)).toEqual(sound?.assets.map(({ path }) => path));
    for (const { problems } of report?.assets ?? [])
      expect(problems.map(({ message }) => message).join()).toMatch(/ExifTool: ENOSPC/);
  });

  it('comes out with 64 open files', async () => {
    const { code, report } = await scanned(['--cache', join(folder, 'few')], undefined, 64);
    expect([code, report?.assets]).toEqual([0, sound?.assets]);
    expect(existsSync(join(folder, 'few'))).toBe(true);
  });
});
