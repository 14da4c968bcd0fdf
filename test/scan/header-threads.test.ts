import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import { afterAll, describe, expect, it } from 'vitest';
import { discover, rootsOf } from '../../src/discover/index.ts';
import { readAndJudge } from '../../src/scan/examine.ts';
import { headerPlan } from '../../src/scan/header-plan.ts';
import { openHeaderThreads } from '../../src/scan/header-threads.ts';
import { plainAsset } from '../../src/scan/plain.ts';
import { readHeadsIn } from '../../src/scan/read-heads.ts';
import { openC2pa } from '../../src/tools/c2pa/engine.ts';
import { readTrust } from '../../src/tools/c2pa/trust.ts';
import type { ExifToolEngine } from '../../src/tools/exiftool.ts';
import { openFfprobe } from '../../src/tools/ffprobe.ts';

// What a header settles is judged in a thread, without any other reader: it must be what the whole way would have said, and what
// happens to a thread must cost the one file that did it.
const folders = [join(import.meta.dirname, '../../fixtures'), join(import.meta.dirname, '../../../shared/corpus')].filter(
  existsSync,
);
const limit = pLimit(4);
// Asked of films and sounds on the whole way, where their walks leave something open.
const ffprobe = await openFfprobe(process.env);
if (ffprobe === null) console.warn('skipped: what ffprobe would add on the whole way, since there is none');
const everything = { include: [], exclude: [] };

/** A plain file is never shown to it. */
const noExifTool: ExifToolEngine = {
  version: '0',
  close: async () => {},
  read: () => Promise.reject(new Error('not asked')),
};

describe('threads for headers', () => {
  it.each(folders)(
    'judge by the header alone as the whole way does, in %s',
    async (folder) => {
      const headers = openHeaderThreads(2, 'off');
      const c2pa = await openC2pa('wasm', readTrust([]), 1);
      try {
        const found = await discover(await rootsOf([folder]), everything, limit, readHeadsIn(headers, Promise.resolve(null)));
        const engines = { exiftool: noExifTool, c2pa, ffprobe, pixels: null, ffmpeg: null, signal: undefined };
        let settled = 0;
        const timed = new Set<string>();
        for (const entry of found.assets) {
          if (entry.plain === undefined || entry.asset.parts.length > 0) continue;
          settled += 1;
          if (entry.asset.kind === 'video' || entry.asset.kind === 'audio') timed.add(entry.asset.kind);
          const judged = plainAsset(entry.asset, entry.plain());
          expect(judged).toEqual((await readAndJudge(entry, engines, { pixels: 'off' })).asset);
          expect(judged).toMatchObject({ verdict: 'unmarked', evidence: [] });
        }
        expect(settled).toBeGreaterThan(5);
        expect([...timed].sort()).toEqual(['audio', 'video']);
      } finally {
        await Promise.all([headers.close(), c2pa.close()]);
      }
    },
    60_000,
  );

  it('find the same files as this thread does', async () => {
    const [folder = ''] = folders;
    const headers = openHeaderThreads(1, null);
    const [there, here] = await Promise.all([
      discover(await rootsOf([folder]), everything, limit, readHeadsIn(headers, Promise.resolve(null))),
      discover(await rootsOf([folder]), everything, limit),
    ]).finally(headers.close);
    expect([...there.assets]).toEqual([...here.assets]);
    expect(there.skipped).toEqual(here.skipped);
    expect([...there.files]).toEqual([...here.files]);
  }, 60_000);
});

describe('a thread that stalls', () => {
  const folder = mkdtempSync(join(tmpdir(), 'header-threads-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is replaced, and each of its files is told that it was not read', async () => {
    const files = Array.from({ length: 3 }, (_, at) => ({ path: `${at}.jpg`, uri: `file://${folder}/${at}.jpg` }));
    for (const { path } of files) writeFileSync(join(folder, path), 'x'.repeat(100));
    // No thread starts within a tenth of a millisecond.
    const headers = openHeaderThreads(1, 'off', { ...headerPlan, patience: 0.1 });
    try {
      const heads = (await headers.meet(files, true)).map(({ head }) => JSON.parse(head) as unknown);
      expect(heads).toHaveLength(3);
      for (const head of heads) expect(head).toMatchObject({ identity: null, error: expect.stringMatching(/no progress/) });
      const walk = await headers.walk({ ...(files[0] as (typeof files)[number]), format: 'image/jpeg' });
      expect(walk).toMatchObject({ ok: false, problems: [{ code: 'reader-failed' }] });
    } finally {
      await headers.close();
    }
  }, 30_000);
});
