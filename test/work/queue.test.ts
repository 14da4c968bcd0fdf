import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as waited } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bucketName, openBucket } from '../bucket.ts';
import {
  freePort,
  hasRedis,
  type Running,
  requiresRedis,
  run,
  said,
  startRedis,
  startScan as startWhole,
  startWorker,
} from './machines.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'queue-'));
const delivery = join(folder, 'delivery');
const started: Running[] = [];
let url = '';
let port = 0;
let redis: Running;
let local: unknown;

const kept = <Of extends Running>(running: Of): Of => {
  started.push(running);
  return running;
};
const resultsOf = (): string => mkdtempSync(join(folder, 'results-'));
const shared = (results: string) => kept(startScan(delivery, ['--queue', url, '--results', results]));
const worker = (results: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) => kept(startWorker(url, results, args, env));

/** Rounds of killing, and the seed of their moments: `npm run check:long` has more, and prints it. */
const rounds = process.env.TRUESLATE_LONG === '1' ? 20 : 1;
const seed = Number(process.env.TRUESLATE_SEED ?? (rounds === 1 ? 1 : Date.now() % 1e9));
let state = seed;
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

// The long rounds search videos too; else tracing.test.ts does.
const startScan = (delivery: string, args: readonly string[], env?: NodeJS.ProcessEnv) =>
  startWhole(delivery, [...(rounds > 1 ? [] : ['--no-trace']), ...args], env);

if (!hasRedis) {
  const name = 'scans with workers need redis-server: apt-get install redis-server';
  if (requiresRedis) it(name, () => expect.fail('TRUESLATE_REQUIRE_REDIS is set'));
  else it.skip(name, () => {});
}

describe.runIf(hasRedis)('a scan whose files workers read', () => {
  beforeAll(async () => {
    cpSync(join(root, 'fixtures/delivery'), delivery, { recursive: true });
    // Enough for several jobs.
    for (let reel = 0; reel < 4; reel++) {
      const to = join(delivery, `reel-${reel}`);
      mkdirSync(to);
      for (let at = 0; at < 250; at++)
        writeFileSync(
          join(to, `${String.fromCharCode(97 + (at % 26))}x${at}y.xmp`),
          `<x:xmpmeta xmlns:x="adobe:ns:meta/">${reel} ${at}</x:xmpmeta>`,
        );
    }
    port = await freePort();
    url = `redis://127.0.0.1:${port}`;
    redis = await startRedis(port, folder);
    // What was changed within two seconds is left to the scan itself.
    await waited(2200);
    local = said((await startScan(delivery, []).ended).out);
  }, 240_000);
  afterAll(() => {
    for (const one of [...started, redis]) one.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says what a scan of one machine says, and a second one finds all parts and needs no worker', async () => {
    const results = resultsOf();
    const [one, two] = [worker(results), worker(results)];
    const { out } = await shared(results).ended;
    expect(said(out)).toEqual(local);
    const parts = readdirSync(results).filter((name) => name.endsWith('.part.ndjson'));
    expect(parts.length).toBeGreaterThan(1);
    for (const name of [one, two]) name.kill();
    const again = await shared(results).ended;
    expect(said(again.out)).toEqual(local);
    expect(readdirSync(results).filter((name) => name.endsWith('.part.ndjson'))).toEqual(parts);
  }, 240_000);

  it('reads a bucket, and leaves its parts in one', async () => {
    const bucket = await openBucket();
    try {
      await bucket.fill(join(root, 'fixtures/delivery'), 'jobs/1/');
      const reach = ['--s3-endpoint', bucket.endpoint, '--s3-path-style', '--spool', join(folder, 'spool')];
      const place = `s3://${bucketName}/jobs/1`;
      const alone = said((await startScan(place, reach).ended).out);
      const results = `s3://${bucketName}/parts`;
      const one = worker(results, reach);
      const coordinator = kept(startScan(place, [...reach, '--queue', url, '--results', results]));
      const { out, err } = await coordinator.ended;
      expect(out, err).not.toBe('');
      expect(said(out)).toEqual(alone);
      expect(JSON.parse(out).assets.length).toBeGreaterThan(20);
      one.kill();
      // No worker is there any more: the parts are.
      const again = kept(startScan(place, [...reach, '--queue', url, '--results', results]));
      expect(said((await again.ended).out)).toEqual(alone);
    } finally {
      await bucket.close();
    }
  }, 240_000);

  it(
    `loses nothing and counts nothing twice where worker, scan and Redis are killed (seed ${seed}, ${rounds} rounds)`,
    async () => {
      if (rounds > 1) process.stdout.write(`TRUESLATE_SEED=${seed}\n`);
      for (let round = 0; round < rounds; round++) {
        for (const victim of ['worker', 'scan', 'redis'] as const) {
          const results = resultsOf();
          const first = worker(results);
          let coordinator = shared(results);
          await waited(1500 + random() * 3500);
          if (victim === 'worker') first.kill();
          if (victim === 'scan') {
            coordinator.kill();
            await coordinator.ended;
            coordinator = shared(results);
          }
          if (victim === 'redis') {
            redis.kill();
            await redis.ended;
            redis = await startRedis(port, folder);
          }
          const second = worker(results);
          const { out, err, code } = await coordinator.ended;
          expect(out, `${victim}, round ${round}, seed ${seed}, code ${code}: ${err}`).not.toBe('');
          expect(said(out), `${victim}, round ${round}, seed ${seed}`).toEqual(local);
          for (const one of [first, second]) one.kill();
        }
      }
    },
    rounds * 600_000,
  );

  // Each of its deaths takes as long as a lock: `npm run check:long`.
  it.runIf(rounds > 1)(
    'isolates a file that ends each worker, says so of that file alone, and goes on',
    async () => {
      const spoiled = join(folder, 'spoiled');
      cpSync(join(root, 'fixtures/delivery'), spoiled, { recursive: true });
      const [png] = readdirSync(spoiled, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.png'));
      cpSync(join(spoiled, png as string), join(spoiled, 'poison.png'));
      await waited(2200);
      const whole = JSON.parse((await startScan(spoiled, []).ended).out);
      const results = resultsOf();
      const coordinator = kept(startScan(spoiled, ['--queue', url, '--results', results]));
      let isOver = false;
      let deaths = 0;
      const supervised = (async () => {
        while (!isOver) {
          const one = kept(run(process.execPath, [join(import.meta.dirname, 'breaking-worker.mjs'), url, results]));
          coordinator.ended.then(() => one.kill());
          await one.ended;
          deaths += 1;
        }
      })();
      const { out, err } = await coordinator.ended;
      isOver = true;
      await supervised;
      expect(out, err).not.toBe('');
      const report = JSON.parse(out) as {
        assets: { path: string; verdict: string; problems: { code: string; message: string }[] }[];
      };
      const poison = report.assets.find(({ path }) => path === 'poison.png');
      expect(poison?.verdict).toBe('unreadable');
      expect(poison?.problems[0]?.message).toContain('ended the worker');
      const others = (assets: { path: string }[]) => assets.filter(({ path }) => path !== 'poison.png');
      expect(others(report.assets)).toEqual(others(whole.assets));
      // Once for the whole, once for each half, and three times alone: never for ever.
      expect(deaths).toBeGreaterThan(4);
      expect(readdirSync(results).some((name) => name.endsWith('.split.json'))).toBe(true);
    },
    900_000,
  );

  it('takes no jobs of another place, and goes on where its place was deleted and used again', async () => {
    const [own, other] = [resultsOf(), resultsOf()];
    // A scan that nobody reads for leaves its jobs with the server.
    const left = shared(other);
    while (!readdirSync(other).some((name) => name.startsWith('order-'))) await waited(50);
    await waited(500);
    left.kill();
    const one = worker(own);
    const first = await shared(own).ended;
    expect(said(first.out), first.err).toEqual(local);
    rmSync(own, { recursive: true });
    const second = await shared(own).ended;
    expect(said(second.out), second.err).toEqual(local);
    one.kill('SIGTERM');
    expect((await one.ended).err).not.toContain('cannot be used');
    expect(readdirSync(other).some((name) => name.endsWith('.part.ndjson'))).toBe(false);
  }, 240_000);

  it('has workers end with a sentence where they would not answer as the scan', async () => {
    const moved = join(folder, 'moved');
    cpSync(join(root, 'fixtures/delivery'), moved, { recursive: true });
    await waited(2200);
    const results = resultsOf();
    const left = kept(startScan(moved, ['--queue', url, '--results', results]));
    const order = (): string | undefined => readdirSync(results).find((name) => name.startsWith('order-'));
    while (order() === undefined) await waited(50);
    await waited(500);
    left.kill();
    const refused = async (): Promise<string> => {
      const { code, err } = await worker(results).ended;
      expect(code, err).toBe(2);
      return err;
    };
    const file = join(results, order() as string);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(/"exiftool":"[^"]*"/, '"exiftool":"1.00"'));
    expect(await refused()).toMatch(/Engines here differ .*exiftool .* \(1\.00\)/);
    rmSync(file);
    expect(await refused()).toContain('cannot be used');
    writeFileSync(file, text);
    renameSync(moved, `${moved}-away`);
    expect(await refused()).toContain('none is here as the scan saw it');
    renameSync(`${moved}-away`, moved);
    const { id } = JSON.parse(readFileSync(join(results, 'place.json'), 'utf8')) as { id: string };
    const scan = JSON.stringify({ version: '9.9.9', code: 'another', place: id });
    for (const words of [
      ['del', 'trueslate:scans'],
      ['sadd', 'trueslate:scans', 'x'],
      ['set', 'trueslate:scan:x', scan, 'EX', '20'],
    ])
      spawnSync('redis-cli', ['-p', String(port), ...words]);
    expect(await refused()).toMatch(/trueslate 9\.9\.9 \(another\)/);
  }, 240_000);

  it('has a worker with --exit-when-idle wait for a scan that starts with it, and end after it', async () => {
    const results = resultsOf();
    const one = worker(results, ['--exit-when-idle']);
    await waited(4000);
    const { out, err } = await shared(results).ended;
    expect(said(out), err).toEqual(local);
    expect((await one.ended).code).toBe(0);
  }, 120_000);

  it('ends at once when it is interrupted while it waits for workers', async () => {
    const scan = shared(resultsOf());
    await waited(4000);
    const asked = performance.now();
    scan.kill('SIGINT');
    const { code, err } = await scan.ended;
    expect([code, err]).toEqual([130, expect.stringContaining('Interrupted')]);
    expect(performance.now() - asked).toBeLessThan(8000);
  }, 60_000);

  it('refuses results inside the delivery, and a queue that does not answer, without a word of the password', async () => {
    const inside = await startScan(delivery, ['--queue', url, '--results', join(delivery, 'results')]).ended;
    expect([inside.code, inside.err]).toEqual([2, expect.stringContaining('--results')]);
    const closed = `redis://user:secret@127.0.0.1:${await freePort()}`;
    const away = await startScan(delivery, ['--results', resultsOf()], { TRUESLATE_QUEUE: closed }).ended;
    expect(away.code).toBe(2);
    expect(away.err).toContain('nothing listens there');
    expect(away.err).not.toContain('secret');
  }, 60_000);
});
