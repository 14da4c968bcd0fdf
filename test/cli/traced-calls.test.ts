import { spawnSync } from 'node:child_process';
import { cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../work/machines.ts';

// What a scan asks of the system, its engines and their children included: no network, and nothing written into the delivery.

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'dist/bundle/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'calls-'));
/** Found in every call that names it, absolute or relative to somewhere. */
const name = 'delivery-left-alone';
const delivery = join(folder, name);

const hasStrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
if (!hasStrace) {
  const reason = 'the calls of a scan are traced with strace: apt-get install strace';
  if (process.env.TRUESLATE_REQUIRE_STRACE === '1') it(reason, () => expect.fail('TRUESLATE_REQUIRE_STRACE is set'));
  else it.skip(reason, () => {});
}

/** Runs a command and returns its calls, one a line. A call that another thread interrupts stands in two lines, its arguments in the first. */
async function callsOf(command: readonly string[]) {
  const log = join(mkdtempSync(join(folder, 'log-')), 'calls');
  const strace = ['-f', '-y', '-qq', '-s', '4096', '-o', log, '-e', 'trace=%network,%file,%desc', '-e', 'signal=none'];
  const { code, out, err } = await run('strace', [...strace, ...command], { HOME: folder }).ended;
  return {
    code,
    out,
    err,
    calls: readFileSync(log, 'utf8')
      .split('\n')
      .map((line) => line.replace(/^\d+ +/, '')),
  };
}

/** Opened, or talked to, over a network; sockets of this machine (`AF_UNIX`) reach nobody else. */
const overNetwork = (calls: readonly string[]): string[] =>
  calls.filter(
    (call) => /^(socket|connect|bind|sendto|sendmsg|sendmmsg)\(/.test(call) && /AF_(INET6?|PACKET|NETLINK)/.test(call),
  );

/** A folder that a process goes into could be written into by names alone, without a call that tells where: none may. */
const writing =
  /^(f?chdir|creat|mkdir|mkdirat|rmdir|unlink|unlinkat|rename|renameat|renameat2|link|linkat|mknod|mknodat|chmod|f?chmodat2?|fchmod|l?chown|fchown|fchownat|utime|utimes|utimensat|futimesat|f?truncate|fallocate|[lf]?setxattr|[lf]?removexattr|p?writev?2?|pwrite64|copy_file_range)\(/;

/** Whatever changes something whose path holds the name. What a link that lies elsewhere points to is not changed. */
function writesInto(calls: readonly string[]): string[] {
  return calls.filter((call) => {
    const asked = call.replace(/^(symlink(?:at)?\()"(?:[^"\\]|\\.)*"/, '$1');
    if (!asked.includes(name)) return false;
    if (/^open(at)?2?\(/.test(asked)) return /O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)/.test(asked);
    // The name in the bytes that are written somewhere else (a report) is no place.
    if (/^p?write/.test(asked)) return /^\w+\(\d+<[^>]*delivery-left-alone/.test(asked);
    return /^symlink/.test(asked) || writing.test(asked);
  });
}

const statesOf = (place: string): readonly string[] =>
  ['', ...readdirSync(place, { recursive: true, encoding: 'utf8' }).sort()].map((path) => {
    const { ino, size, mode, uid, gid, mtimeMs, ctimeMs } = lstatSync(join(place, path));
    return [path, ino, size, mode, uid, gid, mtimeMs, ctimeMs].join(' ');
  });

describe.runIf(hasStrace)('a scan', () => {
  beforeAll(() => {
    for (const part of ['delivery', 'read/marked', 'credentials', 'broken'])
      cpSync(join(root, 'fixtures', part), part === 'delivery' ? delivery : join(delivery, part), { recursive: true });
    // Names that engines are handed by a link.
    for (const odd of ['-overwrite_original.jpg', '@args\n-execute.jpg', 'shot_%04d.jpg'])
      cpSync(join(root, 'fixtures/read/marked/picture.jpg'), join(delivery, odd));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is traced by what does see a connection, and files that are written, renamed and touched', async () => {
    const place = join(folder, 'control', name);
    mkdirSync(place, { recursive: true });
    const script = `cd '${place}'; echo x > a; mv a b; touch b; chmod 600 b; ln -s b c; rm b; mkdir "$PWD/d"
      exec '${process.execPath}' -e 'require("net").connect(9, "127.0.0.1").on("error", () => {})'`;
    const { calls } = await callsOf(['bash', '-c', script]);
    expect(overNetwork(calls).join('\n')).toMatch(/socket\(AF_INET[\s\S]*connect\(/);
    const kinds = new Set(writesInto(calls).map((call) => call.slice(0, call.indexOf('('))));
    expect([...kinds].map((kind) => kind.replace(/at2?$|2$/, '')).sort()).toEqual(
      expect.arrayContaining(['fchmod', 'mkdir', 'open', 'rename', 'symlink', 'unlink', 'utimens']),
    );
  }, 60_000);

  it('opens no connection, and writes, renames, removes and touches nothing in the delivery, and neither do its engines', async () => {
    const before = statesOf(delivery);
    const reading = ['--pixels', 'all', '--exiftool', 'always', '--hash', '--cache', join(folder, 'cache')];
    const reports = ['r.html', 'r.xlsx'].flatMap((file) => ['--report', join(folder, file)]);
    const args = [cli, 'scan', delivery, ...reading, ...reports, '--format', 'json'];
    const { code, out, err, calls } = await callsOf([process.execPath, ...args]);
    expect([code, err]).toEqual([1, expect.stringContaining('r.xlsx')]);
    const report = JSON.parse(out) as { assets: unknown[]; sightings: unknown[] };
    expect(report.assets.length).toBeGreaterThan(60);
    expect(report.sightings.length).toBeGreaterThan(0);
    const started = calls.filter((call) => call.startsWith('execve(') && /(= 0|<unfinished ...>)$/.test(call)).join('\n');
    for (const engine of ['exiftool', 'ffmpeg', 'ffprobe']) expect(started).toMatch(new RegExp(`/${engine}[^/\n]*"`));
    expect(calls.filter((call) => /^openat?\(/.test(call) && call.includes(name)).length).toBeGreaterThan(100);
    expect(overNetwork(calls)).toEqual([]);
    expect(writesInto(calls)).toEqual([]);
    expect(statesOf(delivery)).toEqual(before);
  }, 300_000);
});
