import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { type FileStamp, isSettled, openReadings, type StoreOptions } from '../../src/store/index.ts';
import { changeBytes, checkElsewhere, killedWhileWriting, nameOf, readingOf, stampOf, writtenElsewhere } from './elsewhere.ts';

const base = mkdtempSync(join(tmpdir(), 'store-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const isLong = process.env.TRUESLATE_LONG === '1';
const rounds = (few: number, many: number): number[] => Array.from({ length: isLong ? many : few }, (_, round) => round);

const folder = (): string => mkdtempSync(join(base, 'cache-'));
const fileIn = (place: string): string => join(place, 'readings-3.lmdb');
const kind = 'plain 3';

/** Opens a store, and gathers what it complains of. */
async function opened(place: string, options: StoreOptions = {}) {
  const problems: string[] = [];
  const store = await openReadings(place, { onProblem: (detail) => problems.push(detail), ...options });
  if (store === null) throw new Error(problems.join());
  return { store, problems };
}

async function filled(count: number): Promise<string> {
  const place = folder();
  const { store } = await opened(place);
  for (let number = 0; number < count; number++) store.put(kind, nameOf(number), stampOf(number), readingOf(number));
  await store.close();
  return place;
}

describe('what is remembered of files between runs', () => {
  it('is given back by kind and name, long or short, and a newer one stands for an older', async () => {
    const place = folder();
    const first = await opened(place);
    const long = `${'folder/'.repeat(400)}${'name '.repeat(400)}\0.jpg`;
    const names = ['a.jpg', 'other/a.jpg', '', 'ends/', long, `${long}x`, 'bild 🎬.png'];
    for (const [number, name] of names.entries()) first.store.put(kind, name, stampOf(number), readingOf(number));
    first.store.put(kind, 'empty', stampOf(1), new Uint8Array());
    first.store.put(kind, 'a.jpg', stampOf(100), readingOf(100));
    await first.store.rest();
    first.store.put(kind, 'other/a.jpg', stampOf(101), readingOf(101));
    await first.store.close();
    const { store, problems } = await opened(place);
    for (const [number, name] of names.entries()) {
      const newer = number < 2 ? number + 100 : number;
      expect(store.get(kind, name, stampOf(newer)), name).toEqual(readingOf(newer));
    }
    expect(store.get(kind, 'empty', stampOf(1))).toHaveLength(0);
    expect(store.get('plain 4', 'a.jpg', stampOf(100))).toBeNull();
    expect(store.get(kind, 'b.jpg', stampOf(100))).toBeNull();
    await store.close();
    expect(store.get(kind, 'a.jpg', stampOf(100))).toBeNull();
    expect([...first.problems, ...problems]).toEqual([]);
  });

  // A scan asks in the order of paths: strewn over the file, each answer would cost a page of its own.
  it('stands side by side for the files of a folder, whatever they are called in the report', async () => {
    const place = folder();
    const { store } = await opened(place);
    const named = (file: string, path = file) => `scan/day 1/${path}\nfile:///mnt/day%201/${encodeURIComponent(file)}`;
    const names = [
      named('b.dpx'),
      named('a.dpx'),
      named('a b.dpx'),
      named('a.dpx', 'a~2.dpx'),
      `scan/day 1/sub/a.dpx\nfile:///mnt/day%201/sub/a.dpx`,
    ];
    for (const [number, name] of names.entries()) store.put(kind, name, stampOf(number), readingOf(number));
    for (const [number, name] of names.entries()) store.put('other kind', name, stampOf(number), readingOf(number));
    await store.rest();
    for (const [number, name] of names.entries()) expect(store.get(kind, name, stampOf(number))).toEqual(readingOf(number));
    await store.close();
    const database = open({ path: fileIn(place), noSubdir: true, encoding: 'binary' });
    const keys = [...database.getKeys()].map(String);
    await database.close();
    // Two folders, and two kinds of what is remembered of each.
    expect(keys).toHaveLength(2 * names.length);
    expect(new Set(keys.map((key) => key.slice(0, 12))).size).toBe(4);
  });

  it.each<Partial<FileStamp>>([{ size: 5 }, { modified: 1n }, { changed: 1n }, { inode: 1n }, { device: 1n }])(
    'is nothing where the file has changed since: %o',
    async (change) => {
      const place = await filled(10);
      const { store } = await opened(place);
      expect(store.get(kind, nameOf(7), stampOf(7))).toEqual(readingOf(7));
      expect(store.get(kind, nameOf(7), { ...stampOf(7), ...change })).toBeNull();
      await store.close();
    },
  );

  it('takes long readings in little room', async () => {
    const place = folder();
    const { store } = await opened(place);
    const text = Buffer.from(
      JSON.stringify(Array.from({ length: 500 }, (_, tag) => ({ tag: `Exif.Image.${tag}`, value: tag ** 2 }))),
    );
    for (let number = 0; number < 200; number++) store.put('full 1', nameOf(number), stampOf(number), text);
    await store.rest();
    expect(store.get('full 1', nameOf(3), stampOf(3))).toEqual(text);
    await store.close();
    expect(statSync(fileIn(place)).size).toBeLessThan(text.length * 100);
  });

  it('tells when too much waits for the disk, and takes more once it is written', async () => {
    const place = folder();
    const { store, problems } = await opened(place);
    const random = new Uint8Array(60_000).map((_, at) => (at * at) % 251);
    let waits = 0;
    for (let number = 0; number < 1000; number++) {
      store.put(kind, nameOf(number), stampOf(number), Buffer.concat([Buffer.of(number % 256), random]).subarray(0, 1000));
    }
    for (let number = 0; number < 20_000; number++) {
      store.put(kind, nameOf(number), stampOf(number), random.subarray(number, number + 900));
      const ready = store.ready();
      if (ready === null) continue;
      waits += 1;
      await ready;
      expect(store.ready()).toBeNull();
    }
    expect(waits).toBeGreaterThan(0);
    await store.close();
    const again = await opened(place);
    for (let number = 0; number < 20_000; number += 37) {
      expect(again.store.get(kind, nameOf(number), stampOf(number))?.length).toBe(900);
    }
    await again.store.close();
    expect([...problems, ...again.problems]).toEqual([]);
  });

  it('writes by itself after a second or so, while it is open', async () => {
    const place = folder();
    const [one, other] = [await opened(place), await opened(place)];
    for (const number of [1, 2]) {
      one.store.put(kind, nameOf(number), stampOf(number), readingOf(number));
      await vi.waitFor(() => expect(other.store.get(kind, nameOf(number), stampOf(number))).toEqual(readingOf(number)), 5000);
    }
    await one.store.close();
    await other.store.close();
    expect([...one.problems, ...other.problems]).toEqual([]);
  });

  it('begins anew where it has grown beyond its limit', async () => {
    const place = await filled(3000);
    const before = statSync(fileIn(place)).size;
    const { store, problems } = await opened(place, { limit: 100_000 });
    expect(store.get(kind, nameOf(1), stampOf(1))).toBeNull();
    await store.close();
    expect(statSync(fileIn(place)).size).toBeLessThan(before / 10);
    expect(problems).toEqual([]);
  });
});

describe('a file that may still be changing', () => {
  const now = 1_700_000_000_000_000_000n;
  it.each([
    ['was changed long ago', now - 2_000_000_000n, now - 2_000_000_000n, true],
    ['was changed a moment ago', now - 1_999_999_999n, now - 2_000_000_000n, false],
    ['was set back a moment ago', now - 9_000_000_000n, now - 1_000_000_000n, false],
    ['was changed in the future', now + 9_000_000_000n, now - 9_000_000_000n, false],
  ])('%s: its stamp tells whether it is another one: %s', (_, modified, changed, expected) => {
    expect(isSettled({ ...stampOf(1), modified, changed }, now)).toBe(expected);
  });
});

describe('several scans at a time', () => {
  it('share it in one process, and one of them may end first', async () => {
    const place = folder();
    const [one, other] = [await opened(place), await opened(place)];
    for (let number = 0; number < 3000; number++) one.store.put(kind, nameOf(number), stampOf(number), readingOf(number));
    const closed = one.store.close();
    other.store.put(kind, nameOf(3000), stampOf(3000), readingOf(3000));
    expect(other.store.get(kind, nameOf(3001), stampOf(3001))).toBeNull();
    await closed;
    await other.store.close();
    expect(checkElsewhere(place, 3001)).toEqual({ right: 3001, wrong: 0, problems: [] });
    expect([...one.problems, ...other.problems]).toEqual([]);
  });

  it('share it between processes that write at the same time', async () => {
    const place = folder();
    const told = await Promise.all([0, 1, 2].map((from) => writtenElsewhere(place, from, 6000, 3)));
    expect(told).toEqual(['', '', '']);
    expect(checkElsewhere(place, 6000)).toEqual({ right: 6000, wrong: 0, problems: [] });
  });

  it.each(rounds(4, 50))('lose nothing that was written where one of two is killed (round %i)', async (round) => {
    const place = folder();
    const other = writtenElsewhere(place, 1, 4000, 2);
    // At another moment in each round: while it opens, between its writes, in their midst.
    const written = await killedWhileWriting(place, round % 4 === 0 ? -60 - round * 3 : 5 + ((round * 97) % 400));
    expect(await other).toBe('');
    const { right, wrong, problems } = checkElsewhere(place, 200_000, 2);
    expect({ wrong, problems, isEnough: right >= written }).toEqual({ wrong: 0, problems: [], isEnough: true });
    expect(checkElsewhere(place, 4000).right).toBeGreaterThanOrEqual(2000);
  });
});

describe('a power cut', () => {
  it.skipIf(process.platform !== 'linux')(
    'costs only what was not flushed yet (skipped where no file names the boot)',
    async () => {
      const place = await filled(2000);
      const bytes = readFileSync(fileIn(place));
      const newest = bytes.readBigUInt64LE(152) > bytes.readBigUInt64LE(4096 + 152) ? 0 : 4096;
      // A head written after what was flushed, in another boot: its tree, which begins at this page, never reached the disk.
      bytes.writeBigUInt64LE(bytes.readBigUInt64LE(newest + 152) + 1n, newest + 152);
      bytes.writeBigUInt64LE(1n, newest + 160);
      bytes.writeBigUInt64LE(2n ** 40n, newest + 136);
      writeFileSync(fileIn(place), bytes);
      expect(checkElsewhere(place, 2000, 1, true)).toEqual({ right: 2000, wrong: 0, problems: [] });
      expect(checkElsewhere(place, 2000)).toEqual({ right: 2000, wrong: 0, problems: [] });
    },
  );
});

describe('a store of readings that is damaged', () => {
  const damages: [string, (file: string) => void][] = [
    ['text', (file) => writeFileSync(file, 'this is no database, and longer than its head would be. '.repeat(1000))],
    ['cut short', (file) => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096)],
    ['zeros', (file) => writeFileSync(file, Buffer.alloc(60_000))],
    ['with a map larger than any memory', (file) => changeBytes(file, () => [47, 0x7f])],
    // lmdb opens each of these: it then ends the process, writes for ever, or reads what is beside a page.
    [
      'with a root that is no page',
      (file) => changeBytes(file, (_, at) => (at === 0 ? [140, 9] : at === 1 ? [4096 + 140, 9] : null)),
    ],
    ['with pages of no kind', (file) => changeBytes(file, (_, at) => [(at + 2) * 4096 + 18, 0xff])],
    ['with nodes that reach out', (file) => changeBytes(file, (_, at) => [(at + 2) * 4096 + 25, 0xff])],
  ];
  it.each(damages)('is set aside, told once, and works again at once: %s', async (_, damage) => {
    const place = await filled(2000);
    damage(fileIn(place));
    expect(checkElsewhere(place, 2000)).toEqual({ right: 0, wrong: 0, problems: ['damaged'] });
    expect(statSync(`${fileIn(place)}.damaged`).size).toBeGreaterThan(0);
    const { store, problems } = await opened(place);
    store.put(kind, nameOf(1), stampOf(1), readingOf(1));
    await store.close();
    expect(checkElsewhere(place, 1000)).toEqual({ right: 1, wrong: 0, problems: [] });
    expect(problems).toEqual([]);
  });

  it.each(rounds(8, 200))(
    'gives nothing wrong, and never ends the process, where bytes of it changed (seed %i)',
    async (seed) => {
      const place = await filled(2000);
      const count = [1, 4, 40, 400][seed % 4] ?? 1;
      let state = seed;
      const random = (below: number): number => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
      };
      changeBytes(fileIn(place), (bytes, at) => {
        if (at >= count) return null;
        // Anywhere, or in the heads of pages, where lmdb trusts every byte.
        const isInHead = seed % 8 >= 4;
        const where = isInHead ? random(bytes.length / 4096) * 4096 + random(40) : random(bytes.length);
        return [where, random(256)];
      });
      const { wrong, problems } = checkElsewhere(place, 2000, 1, true);
      expect(wrong).toBe(0);
      if (count >= 40) expect(problems).toEqual(['damaged']);
      else expect(problems.length).toBeLessThanOrEqual(1);
      if (problems.length > 0) expect(checkElsewhere(place, 2000).problems).toEqual([]);
    },
  );

  it('gives nothing of one file for another, where a key turned into another', async () => {
    const place = folder();
    const { store } = await opened(place);
    store.put(kind, 'a.jpg', stampOf(1), readingOf(1));
    await store.close();
    const raw = open<Buffer, string>({ path: fileIn(place), noSubdir: true, encoding: 'binary' });
    for (const { key, value } of [...raw.getRange()]) await raw.put(key.replace('a.jpg', 'b.jpg'), value);
    await raw.close();
    const again = await opened(place);
    expect(again.store.get(kind, 'a.jpg', stampOf(1))).toEqual(readingOf(1));
    expect(again.store.get(kind, 'b.jpg', stampOf(1))).toBeNull();
    expect(again.problems).toEqual(['damaged']);
    await again.store.close();
  });
});

describe('a disk that is full', () => {
  it('is left its last bytes: nothing more is remembered, which is told once, and what was is still known', async () => {
    const place = await filled(10);
    const before = readFileSync(fileIn(place));
    const { store, problems } = await opened(place, { spare: 2 ** 60 });
    for (let number = 0; number < 20; number++) {
      store.put(kind, nameOf(number), stampOf(99), readingOf(number));
      await store.rest();
    }
    expect(store.get(kind, nameOf(3), stampOf(3))).toEqual(readingOf(3));
    await store.close();
    expect(problems).toEqual(['ENOSPC']);
    expect(readFileSync(fileIn(place)).equals(before)).toBe(true);
  });

  it.skipIf(process.platform === 'win32')(
    'that refuses to take more neither ends the scan nor holds it up (skipped on Windows: no limit on the size of a file)',
    async () => {
      const place = await filled(500);
      const told = await writtenElsewhere(place, 500, 20_000, 1, 1500);
      expect(told).toMatch(/^[^\n]+\n$/);
      const { right, wrong, problems } = checkElsewhere(place, 20_000);
      expect({ wrong, problems, isEnough: right >= 500 && right < 20_000 }).toEqual({ wrong: 0, problems: [], isEnough: true });
    },
  );
});
