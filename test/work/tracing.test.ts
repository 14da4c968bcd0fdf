import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as waited } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WholeReport } from '../../src/model/index.ts';
import { freePort, hasRedis, type Running, requiresRedis, said, startRedis, startScan, startWorker } from './machines.ts';

// A film that is searched takes longer than everything else of a scan: workers take it over, video by video.
const folder = mkdtempSync(join(tmpdir(), 'queue-'));
const delivery = join(folder, 'delivery');
const started: Running[] = [];
let url = '';
let local = '';

const kept = (running: Running): Running => {
  started.push(running);
  return running;
};
const sightingsIn = (results: string): number => readdirSync(results).filter((name) => name.endsWith('.sightings.json')).length;

if (!hasRedis) {
  const name = 'videos that workers search need redis-server: apt-get install redis-server';
  if (requiresRedis) it(name, () => expect.fail('TRUESLATE_REQUIRE_REDIS is set'));
  else it.skip(name, () => {});
}

describe.runIf(hasRedis)('videos that workers search', () => {
  beforeAll(async () => {
    cpSync(join(import.meta.dirname, '../../fixtures/delivery'), delivery, { recursive: true });
    const port = await freePort();
    url = `redis://127.0.0.1:${port}`;
    kept(await startRedis(port, folder));
    // What was changed within two seconds is left to the scan itself.
    await waited(2200);
    local = (await startScan(delivery, []).ended).out;
  }, 120_000);
  afterAll(() => {
    for (const one of started) one.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('give the report of one machine, each a part of its own, and are not searched again', async () => {
    const report = JSON.parse(local) as WholeReport;
    const videos = report.assets.filter(({ kind, verdict }) => kind === 'video' && verdict !== 'generated');
    expect(report.sightings.length).toBeGreaterThan(1);
    const results = mkdtempSync(join(folder, 'results-'));
    const worker = kept(startWorker(url, results));
    const { out, err } = await kept(startScan(delivery, ['--queue', url, '--results', results])).ended;
    expect(out, err).not.toBe('');
    expect(said(out)).toEqual(said(local));
    expect(sightingsIn(results)).toBe(videos.length);
    worker.kill('SIGTERM');
    const words = (await worker.ended).err;
    for (const { path } of videos) expect(words).toContain(`Searched ${path}`);
    const again = await kept(startScan(delivery, ['--queue', url, '--results', results])).ended;
    expect(said(again.out)).toEqual(said(local));
  }, 180_000);
});
