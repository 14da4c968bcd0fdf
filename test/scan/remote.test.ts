import { closeSync, ftruncateSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeFilm } from '../../scripts/bench/material/film.mjs';
import type { WholeReport } from '../../src/model/index.ts';
import { CannotStart } from '../../src/scan/cannot-start.ts';
import type { ScanOptions } from '../../src/scan/options.ts';
import { scan } from '../../src/scan.ts';
import { type Bucket, bucketName, closed, type Fault, openBucket, seeded } from '../bucket.ts';

// What lies in a bucket is judged as the same files on a disk are, whatever the network does meanwhile.
const fixtures = join(import.meta.dirname, '../../fixtures');
const delivery = join(fixtures, 'delivery');
let bucket: Bucket;
let folder: string;
let local: WholeReport;

const common: ScanOptions = { trust: [join(fixtures, 'trust/ca.pem')], environment: process.env, trace: false };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trueslate-remote-'));
  bucket = await openBucket();
  await bucket.fill(delivery, 'jobs/4711/');
  local = await scan([delivery], common);
}, 60_000);
afterEach(() => {
  bucket.fault = null;
});
afterAll(async () => {
  await bucket.close();
  rmSync(folder, { recursive: true, force: true });
});

const place = `s3://${bucketName}/jobs/4711`;
const fromBucket = (options: ScanOptions = {}, from = place): Promise<WholeReport> =>
  scan([from], { ...common, s3: { endpoint: bucket.endpoint, pathStyle: true }, ...options });
const withSpool = (): ScanOptions => ({ spool: join(folder, 'spool') });

/** A report without what tells where and when it was made. */
function comparable({ run: _, ...report }: WholeReport): unknown {
  return JSON.parse(JSON.stringify(report, (key, value) => (key === 'uri' ? undefined : value)));
}

describe('a bucket', () => {
  it('gives the report of the same files on a disk, finds the declaration in it, and leaves nothing in the spool', async () => {
    const report = await fromBucket(withSpool());
    expect(comparable(report)).toEqual(comparable(local));
    expect(report.declaration?.path).toBe('ai-declaration.yaml');
    expect(readdirSync(join(folder, 'spool'))).toEqual([]);
  });

  it('gives the same report through a network that drops, cuts, delays and refuses', async () => {
    const random = seeded(20261123);
    const faults: readonly Fault[] = ['drop', 'cut', 'slow-down', 'late'];
    let broken = 0;
    bucket.fault = () => {
      if (random() > 0.15) return null;
      broken += 1;
      return faults[Math.floor(random() * faults.length)] ?? null;
    };
    const report = await fromBucket(withSpool());
    expect(broken).toBeGreaterThan(10);
    expect(comparable(report)).toEqual(comparable(local));
  }, 120_000);

  it('is not asked again for what has not changed', async () => {
    const cache = { ...withSpool(), cache: join(folder, 'cache') };
    await fromBucket(cache);
    bucket.sent.requests = 0;
    const again = await fromBucket(cache);
    expect(comparable(again)).toEqual(comparable(local));
    // What remains: the listings, the declaration, small lists beside the media, and the evidence whose bytes reports name.
    expect(bucket.sent.requests).toBeLessThan(local.assets.length * 4);
    const first = bucket.sent.requests;
    await bucket.put('jobs/4711/stills/new-name.png', readFileSync(join(delivery, firstStill())));
    const changed = await fromBucket(cache);
    expect(changed.assets.map(({ path }) => path)).toContain('stills/new-name.png');
    expect(first).toBeGreaterThan(0);
  });

  it('says of objects that it may not fetch whole that they were not read in full', async () => {
    const report = await fromBucket({}, place);
    const signed = report.assets.filter(({ problems }) => problems.some(({ code }) => code === 'not-fetched'));
    expect(signed.length).toBeGreaterThan(0);
    expect(signed.filter(({ verdict }) => verdict === 'unmarked' || verdict === 'captured')).toEqual([]);
    expect(signed.filter(({ c2pa }) => c2pa.state === 'trusted' || c2pa.state === 'valid')).toEqual([]);
    expect(report.coverage.notChecked.some((text) => text.includes('--spool'))).toBe(true);
    // What is marked on a disk is no less so here.
    const marked = (one: WholeReport) =>
      one.assets.filter(({ verdict }) => verdict === 'generated' || verdict === 'edited').map(({ path }) => path);
    expect(marked(report)).toEqual(expect.arrayContaining(marked(local)));
  });

  it('says of objects above the limit of the spool that they were not read in full', async () => {
    const report = await fromBucket({ ...withSpool(), spoolLimit: 1000 });
    const told = report.assets.flatMap(({ problems }) => problems.filter(({ code }) => code === 'not-fetched'));
    expect(told.map(({ params }) => params?.detail)).toContain('larger');
    expect(report.coverage.notChecked.some((text) => text.includes('--spool-limit'))).toBe(true);
  });

  it('tells of an object that it may not read, and reads the others', async () => {
    const still = local.assets.find(({ kind, verdict }) => kind === 'image' && verdict === 'unmarked')?.path ?? '';
    bucket.fault = ({ url = '' }) => (url.includes(encodeURIComponent(basename(still))) ? 'denied' : null);
    const report = await fromBucket(withSpool());
    const asset = report.assets.find(({ path }) => path === still);
    expect(asset?.verdict).toBe('unreadable');
    expect(asset?.problems.map(({ params }) => params?.detail)).toContain('AccessDenied');
    expect(asset?.size).toBe(local.assets.find(({ path }) => path === still)?.size);
    expect(report.run.complete).toBe(false);
  });

  it('is incomplete where its listing breaks off', async () => {
    bucket.fault = ({ url = '' }) => (url.includes('continuation-token') ? 'denied' : null);
    const report = await fromBucket(withSpool());
    expect(report.assets.length).toBeLessThan(local.assets.length);
    expect(report.coverage.skipped).toContainEqual({ path: '.', reason: 'unreachable', detail: 'AccessDenied' });
    expect(report.run.complete).toBe(false);
  });

  it('does not start where nothing is', async () => {
    await expect(fromBucket({}, `s3://${bucketName}/none`)).rejects.toThrow(CannotStart);
    await expect(fromBucket({}, 's3://no-such-bucket/x')).rejects.toThrow(CannotStart);
  });

  it('reads of large media less than a hundredth', async () => {
    const film = join(folder, 'film.mov');
    await makeFilm(film, 40 << 20);
    const sound = join(folder, 'sound.wav');
    writeFileSync(sound, waveHeader(30 << 20));
    const file = openSync(sound, 'r+');
    ftruncateSync(file, 44 + (30 << 20));
    closeSync(file);
    await bucket.put('large/film.mov', readFileSync(film));
    await bucket.put('large/sound.wav', readFileSync(sound));
    bucket.sent.bytes = 0;
    const report = await fromBucket({ pixels: 'off' }, `s3://${bucketName}/large`);
    const size = report.assets.reduce((sum, asset) => sum + asset.size, 0);
    expect(report.assets.map(({ verdict }) => verdict)).toEqual(['unmarked', 'unmarked']);
    expect(bucket.sent.bytes).toBeLessThan(size / 100);
  }, 60_000);
});

describe('an address of a file', () => {
  const still = () => local.assets.find(({ kind, verdict }) => kind === 'image' && verdict === 'generated')?.path ?? '';
  const serve = (answer: Parameters<typeof createServer>[1]) =>
    new Promise<{ address: string; close: () => Promise<void> }>((resolve) => {
      const server = createServer(answer as never);
      server.listen(0, '127.0.0.1', () =>
        resolve({ address: `http://127.0.0.1:${(server.address() as { port: number }).port}`, close: () => closed(server) }),
      );
    });

  it('is read by ranges, and what stands behind its ? goes into no report', async () => {
    const bytes = readFileSync(join(delivery, still()));
    const { address, close } = await serve((asked, answer) => {
      if (!asked.url?.endsWith('?key=secret')) return answer.writeHead(403).end();
      const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(asked.headers.range ?? '') ?? [];
      const end = Math.min(bytes.length, to === '' ? bytes.length : Number(to) + 1);
      const range = `bytes ${from}-${end - 1}/${bytes.length}`;
      return answer.writeHead(206, { 'content-range': range, etag: '"1"' }).end(bytes.subarray(Number(from), end));
    });
    const report = await scan([`${address}/a/${encodeURIComponent(basename(still()))}?key=secret`], {
      ...common,
      ...withSpool(),
    });
    await close();
    const here = local.assets.find(({ path }) => path === still());
    expect(report.assets.map(({ path, verdict, sha256 }) => ({ path, verdict, sha256 }))).toEqual([
      { path: basename(still()), verdict: here?.verdict, sha256: here?.sha256 },
    ]);
    expect(JSON.stringify(report)).not.toContain('secret');
  });

  it('is refused beside another that looks the same: one would be read for the other', async () => {
    const { address, close } = await serve((_, answer) => answer.writeHead(500).end());
    await expect(scan([`${address}/get?id=1`, `${address}/get?id=2`], common)).rejects.toThrow(CannotStart);
    await close();
  });

  it('is read again the next time where no strong tag tells that it is the same', async () => {
    const clean = local.assets.find(
      ({ kind, verdict, format }) => kind === 'image' && verdict === 'unmarked' && format === 'image/png',
    );
    const before = readFileSync(join(delivery, clean?.path ?? ''));
    let bytes = before;
    const { address, close } = await serve((asked, answer) => {
      const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(asked.headers.range ?? '') ?? [];
      const end = Math.min(bytes.length, to === '' ? bytes.length : Number(to) + 1);
      const headers = {
        'content-range': `bytes ${from}-${end - 1}/${bytes.length}`,
        'last-modified': 'Mon, 02 Nov 2026 10:00:00 GMT',
      };
      return answer.writeHead(206, headers).end(bytes.subarray(Number(from), end));
    });
    const cache = { ...common, cache: join(folder, 'cache-untagged') };
    const first = await scan([`${address}/a.png`], cache);
    bytes = Buffer.alloc(before.length);
    const second = await scan([`${address}/a.png`], cache);
    await close();
    expect(first.assets.map(({ verdict }) => verdict)).toEqual(['unmarked']);
    expect(second.assets.map(({ verdict }) => verdict)).toEqual(['unreadable']);
  });

  it('that gives other bytes than were asked for is not believed', async () => {
    const bytes = Buffer.concat([readFileSync(join(delivery, still())), Buffer.alloc(200_000)]);
    const { address, close } = await serve((_, answer) =>
      answer.writeHead(206, { 'content-range': `bytes 1-100/${bytes.length}` }).end(bytes.subarray(1, 101)),
    );
    await expect(scan([`${address}/a.png`], common)).rejects.toThrow(CannotStart);
    await close();
  });

  it('is not followed elsewhere', async () => {
    let asked = 0;
    const other = await serve((_, answer) => {
      asked += 1;
      answer.end('x');
    });
    const { address, close } = await serve((_, answer) => answer.writeHead(302, { location: `${other.address}/b.png` }).end());
    await expect(scan([`${address}/a.png`], common)).rejects.toThrow(CannotStart);
    await close();
    await other.close();
    expect(asked).toBe(0);
  });
});

/** A still of the delivery that lies in a folder. */
function firstStill(): string {
  return local.assets.find(({ kind, path }) => kind === 'image' && /^stills\/[\w./-]+$/.test(path))?.path ?? '';
}

/** The header of a WAV with so many bytes of 16-bit mono sound at 48 kHz. */
function waveHeader(length: number): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(48_000, 24);
  header.writeUInt32LE(96_000, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(length, 40);
  return header;
}
