import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { discover, rootsOf } from '../../src/discover/index.ts';
import type { Report } from '../../src/model/index.ts';
import type { ReadEngines } from '../../src/read/index.ts';
import { openHashSession } from '../../src/scan/hash-session.ts';
import { type HeaderThreads, openHeaderThreads } from '../../src/scan/header-threads.ts';
import { readHeadsIn } from '../../src/scan/read-heads.ts';
import { openRemembered } from '../../src/scan/remembered.ts';
import { rememberedAssets } from '../../src/scan/remembered-assets.ts';
import { rememberedHeads } from '../../src/scan/remembered-heads.ts';
import { scan } from '../../src/scan.ts';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'remembered-'));
const delivery = join(folder, 'delivery');
const cacheOf = (): string => mkdtempSync(join(folder, 'cache-'));

beforeAll(async () => {
  cpSync(join(root, 'fixtures/delivery'), delivery, { recursive: true });
  // A file that was changed within two seconds could be changed again without a trace: nothing is remembered of it.
  await setTimeout(2200);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The report without what differs from run to run. */
const said = ({ run: _, ...report }: Report): unknown => JSON.parse(JSON.stringify(report));

/** Headers of the delivery, with the number of files that were opened, and judged again, for them. */
async function met(cache: string, pixels: 'off' | 'all') {
  const threads = openHeaderThreads(1, pixels);
  const remembered = await openRemembered(cache, () => {});
  const asked = { opened: 0, judged: 0 };
  const counted: HeaderThreads = {
    ...threads,
    meet: (files, isRemembered) => {
      asked.opened += files.length;
      return threads.meet(files, isRemembered);
    },
    judge: (files) => {
      asked.judged += files.length;
      return threads.judge(files);
    },
  };
  try {
    const heads = remembered.now && rememberedHeads(remembered.now, pixels);
    const readHeads = readHeadsIn(counted, Promise.resolve(heads));
    const found = await discover(await rootsOf([delivery]), { include: [], exclude: [] }, (task) => task(), readHeads);
    const told = found.assets.map(({ asset, problems, plain }) => ({ asset, problems, plain: plain?.() }));
    return { asked, told, count: found.files.length };
  } finally {
    await Promise.all([threads.close(), remembered.close()]);
  }
}

describe('what headers say', () => {
  it('is asked of the store for files that have not changed, and said as before', async () => {
    const cache = cacheOf();
    const first = await met(cache, 'off');
    expect(first.asked).toEqual({ opened: first.count, judged: 0 });
    const second = await met(cache, 'off');
    expect(second.asked).toEqual({ opened: 0, judged: 0 });
    expect(second.told).toEqual(first.told);
  });

  it('is judged again, and no file opened, where only what judges has changed', async () => {
    const cache = cacheOf();
    const { count } = await met(cache, 'off');
    const again = await met(cache, 'all');
    expect(again.asked).toEqual({ opened: 0, judged: count });
    expect(again.told).toEqual((await met(cacheOf(), 'all')).told);
  });

  it('is read again of a file that was changed, each time until it has been left alone for two seconds', async () => {
    const cache = cacheOf();
    await met(cache, 'off');
    appendFileSync(join(delivery, 'ai-declaration.yaml'), '\n');
    expect((await met(cache, 'off')).asked.opened).toBe(1);
    expect((await met(cache, 'off')).asked.opened).toBe(1);
    await setTimeout(2200);
    expect((await met(cache, 'off')).asked.opened).toBe(1);
    expect((await met(cache, 'off')).asked.opened).toBe(0);
  });
});

describe('a scan that remembers', () => {
  it('gives the same report as the first, and as one that remembers nothing', async () => {
    const options = { cache: cacheOf(), hash: true, trace: false };
    const first = said(await scan([delivery], options));
    expect(said(await scan([delivery], options))).toEqual(first);
    expect(said(await scan([delivery], { hash: true, trace: false }))).toEqual(first);
  }, 120_000);

  it('that is killed goes on where it was, and ends with the same report', async () => {
    const cache = cacheOf();
    const whole = said(await scan([delivery], {}));
    for (const wait of [600, 1500, 2500]) {
      const args = [join(root, 'dist/bundle/cli.js'), 'scan', delivery, '--cache', cache, '--format', 'json'];
      const child = spawn(process.execPath, args, { stdio: 'ignore' });
      const ended = new Promise((resolve) => child.on('exit', resolve));
      await setTimeout(wait);
      child.kill('SIGKILL');
      await ended;
    }
    const problems: string[] = [];
    const after = await scan([delivery], { cache, onCacheProblem: (_, detail) => problems.push(detail) });
    expect(said(after)).toEqual(whole);
    expect(problems).toEqual([]);
  }, 120_000);
});

describe('a failure', () => {
  const reading = (code?: 'reader-warning' | 'c2pa-unreadable' | 'reader-failed') => ({
    reader: 'ffprobe',
    version: '1',
    ok: true,
    facts: [],
    problems: code === undefined ? [] : [{ code }],
  });

  it('is no answer for the next scan: of a disk, an engine that was killed, a decoder without memory', async () => {
    const remembered = await openRemembered(cacheOf(), () => {});
    const uri = `file://${join(delivery, 'cut/trailer.mp4')}`;
    const asset = {
      path: 'cut/trailer.mp4',
      uri,
      kind: 'video',
      format: 'video/mp4',
      recognised: true,
      size: 1,
      parts: [],
    } as const;
    const engines = {
      exiftool: { version: '1' },
      c2pa: { name: 'c2pa-wasm', version: '1' },
      ffprobe: null,
      ffmpeg: null,
    } as unknown as ReadEngines;
    const trust = { anchors: '', allowed: '', lists: [] };
    const ask = rememberedAssets(remembered, { engines, trust, today: '2026-11-23', session: 'named' });
    try {
      for (const code of ['reader-warning', 'c2pa-unreadable', 'reader-failed'] as const) {
        await ask.readings(asset, async () => [reading(code)]);
        await ask.pixels(asset, async () => reading(code));
        await remembered.rest();
      }
      expect(await ask.readings(asset, async () => [reading()])).toEqual([reading()]);
      expect(await ask.pixels(asset, async () => reading())).toEqual(reading());
      await remembered.rest();
      const never = () => Promise.reject(new Error('asked again'));
      expect(await ask.readings(asset, never)).toEqual([reading()]);
      expect(await ask.pixels(asset, never)).toEqual(reading());
    } finally {
      await remembered.close();
    }
  });

  it('nor is anything that is read once the scan was stopped', async () => {
    const stopped = new AbortController();
    const cache = cacheOf();
    const remembered = await openRemembered(cache, () => {}, stopped.signal);
    const file = { path: 'cut/reel1.mov', uri: `file://${join(delivery, 'cut/reel1.mov')}` };
    const question = { kind: 'test', by: '1' };
    stopped.abort();
    await remembered.of(
      question,
      file,
      async () => 'half',
      () => true,
    );
    await remembered.close();
    const again = await openRemembered(cache, () => {});
    expect(
      await again.of(
        question,
        file,
        async () => 'whole',
        () => true,
      ),
    ).toBe('whole');
    await again.close();
  });
});

describe('the session of a scan that hashes', () => {
  const roots = [{ folder: '/d', real: '/d', prefix: '' }];
  const session = async (cache: string, end: boolean): Promise<string> => {
    const remembered = await openRemembered(cache, () => {});
    const { id, end: ended } = openHashSession(remembered, roots, true);
    if (end) ended();
    await remembered.close();
    return id;
  };

  it('is gone on with until a scan came to its end, since only then all was hashed', async () => {
    const cache = cacheOf();
    const begun = await session(cache, false);
    expect(await session(cache, false)).toBe(begun);
    expect(await session(cache, true)).toBe(begun);
    expect(await session(cache, true)).not.toBe(begun);
  });
});
