import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { JudgedAsset } from '../../src/model/index.ts';
import { openRemembered } from '../../src/scan/remembered.ts';
import type { FoundAgain, TraceSearch } from '../../src/trace/index.ts';
import type { ReadingOrder } from '../../src/work/order.ts';
import { folderResults } from '../../src/work/results-folder.ts';
import { type SharedTracingCase, sharedTracing } from '../../src/work/shared-tracing.ts';
import type { TracingOrder } from '../../src/work/tracing-order.ts';
import { asset } from '../reconcile/made.ts';

// Which videos others search, which this machine does, and what of a scan goes into the order that all machines can read.
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shared-tracing-'));
  for (const name of ['ai.png', 'photo.png', 'elsewhere.png', 'reel.mov', 'other.mov']) writeFileSync(join(folder, name), name);
  // What was changed within two seconds may be changed again without another time.
  await new Promise((resolve) => setTimeout(resolve, 2200));
});
beforeEach(() => rmSync(join(folder, 'results'), { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function made(name: string, given: Partial<JudgedAsset>, isNew = false): JudgedAsset {
  const path = join(folder, name);
  if (isNew) writeFileSync(path, name);
  return asset(name, { uri: pathToFileURL(path).href, size: name.length, ...given });
}
const video = { kind: 'video', about: { duration: 5 } } as const;
const gap = (path: string, detail: string): FoundAgain => ({
  sightings: [],
  gaps: [{ path, role: 'target', code: 'not-decoded', detail }],
});

/** A search whose answers say where they were found. */
const here: TraceSearch = {
  others: async () => ({ sightings: [], gaps: [], originals: [{ source: 'ai.png', still: 'photo.png', mirrored: false }] }),
  inVideo: async (path) => gap(path, 'here'),
  close: async () => {},
};

async function shared(assets: readonly JudgedAsset[], doAll: SharedTracingCase['doAll']) {
  const results = await folderResults(join(folder, 'results'));
  const order = { assets, marked: [], declared: new Set<string>(), environment: {}, jobs: 1, pictures: true, cache: undefined };
  const reading = { version: '1', code: 'c', engines: { ffmpeg: '7' } } as unknown as ReadingOrder;
  const remembered = await openRemembered(
    undefined,
    () => {},
    undefined,
    () => null,
  );
  const told: unknown[] = [];
  const tracing = sharedTracing({
    search: here,
    order,
    advance: (...of) => told.push(of),
    means: { order: reading, remembered, today: '2026-11-24' },
    results,
    published: async (one) => results.write('order.json', [JSON.stringify(one)]),
    doAll,
  });
  return { tracing, results, told };
}

const others: SharedTracingCase['doAll'] = async (kind, jobs) => {
  for (const job of jobs) {
    // Of a video that a worker sees as another file, it finds nothing out.
    const found = job.video.path === 'other.mov' ? null : gap(job.video.path, 'there');
    const part = { schema: 'trueslate.tracing-part/1', job: job.name, version: '1', engines: {}, found };
    writeFileSync(join(folder, 'results', kind.partOf(job)), JSON.stringify(part));
    expect(await kind.takeIn(job)).toBe(true);
    // What no machine could do is asked again the next time.
    expect(existsSync(join(folder, 'results', kind.partOf(job)))).toBe(found !== null);
  }
};
const whereFound = async (found: Promise<FoundAgain>) => (await found).gaps[0]?.detail;

it('leaves videos to others, and searches what they see differently, or was changed just now, itself', async () => {
  const assets = [
    made('ai.png', { verdict: 'edited' }),
    made('photo.png', {}),
    made('elsewhere.png', {}),
    made('reel.mov', video),
    made('other.mov', video),
    made('new.mov', video, true),
  ];
  const { tracing, told } = await shared(assets, others);
  expect((await tracing.others()).originals).toHaveLength(1);
  expect(await whereFound(tracing.inVideo('reel.mov'))).toBe('there');
  expect(await whereFound(tracing.inVideo('other.mov'))).toBe('here');
  expect(await whereFound(tracing.inVideo('new.mov'))).toBe('here');
  expect(told).toEqual([
    ['reel.mov', 'picture', 5],
    ['reel.mov', 'sound', 5],
  ]);
  const order = JSON.parse(readFileSync(join(folder, 'results/order.json'), 'utf8')) as TracingOrder;
  // Nothing that no video is held against; of what is, that it must be there as it is here.
  expect(order.assets.map(({ path }) => path)).toEqual(['ai.png', 'photo.png', 'reel.mov', 'other.mov', 'new.mov']);
  expect(order.files.map(({ path }) => path)).toEqual(['ai.png', 'photo.png']);
  expect(order.assets.every(({ evidence }) => evidence.length === 0)).toBe(true);
});

it('searches everything itself where what is looked for was changed just now', async () => {
  const assets = [made('new.png', { verdict: 'generated' }, true), made('photo.png', {}), made('reel.mov', video)];
  const { tracing } = await shared(assets, () => expect.fail('shared out'));
  await tracing.others();
  expect(await whereFound(tracing.inVideo('reel.mov'))).toBe('here');
  expect(readdirSync(join(folder, 'results'))).toEqual([]);
});

it('takes no part that is cut off or another job’s, and goes on alone where sharing ends', async () => {
  const assets = [made('ai.png', { verdict: 'generated' }), made('photo.png', {}), made('reel.mov', video)];
  const { tracing } = await shared(assets, async (kind, [job]) => {
    if (job === undefined) expect.fail('no job');
    const part = join(folder, 'results', kind.partOf(job));
    expect(await kind.takeIn(job)).toBe(false);
    writeFileSync(part, '{"schema":"trueslate.tracing-part/1","jo');
    expect(await kind.takeIn(job)).toBe(false);
    writeFileSync(part, '{"schema":"trueslate.tracing-part/1","job":"another","found":null}');
    expect(await kind.takeIn(job)).toBe(false);
    throw new Error('no results any more');
  });
  await tracing.others();
  expect(await whereFound(tracing.inVideo('reel.mov'))).toBe('here');
});

it('says of a video that ended whoever searched it that it was not decoded', async () => {
  const assets = [made('ai.png', { verdict: 'generated' }), made('photo.png', {}), made('reel.mov', video)];
  const { tracing, results } = await shared(assets, async (kind, [job]) => {
    if (job === undefined) expect.fail('no job');
    expect(kind.smaller(job)).toEqual([]);
    await results.write(kind.partOf(job), kind.givenUp(job));
    expect(await kind.takeIn(job)).toBe(true);
  });
  await tracing.others();
  const { gaps } = await tracing.inVideo('reel.mov');
  expect(gaps).toMatchObject([{ path: 'reel.mov', role: 'target', code: 'not-decoded' }]);
  expect(gaps[0]?.detail).toContain('several times');
});
