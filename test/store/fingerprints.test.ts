import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { openFingerprints } from '../../src/store/index.ts';

const base = mkdtempSync(join(tmpdir(), 'store-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const folder = (): string => mkdtempSync(join(base, 'cache-'));
const fileIn = (place: string): string => join(place, 'fingerprints-1.lmdb');
const key = (number: number): string => number.toString(16).padStart(64, '0');
const value = (number: number): Uint8Array => new Uint8Array(20_000).fill(number % 251);

/** Opens a store, and gathers what it complains of. */
async function opened(place: string, limit?: number) {
  const problems: string[] = [];
  const store = await openFingerprints(place, {
    onProblem: (detail) => problems.push(detail),
    ...(limit === undefined ? {} : { limit }),
  });
  return { store, problems };
}

async function filled(count = 100): Promise<string> {
  const place = folder();
  const { store } = await opened(place);
  for (let number = 0; number < count; number++) store?.put(key(number), 'orb-1', value(number));
  await store?.close();
  return place;
}

/** A damaged store may never give a wrong value, only none. Returns how many entries it still had. */
async function readAll(place: string) {
  const { store, problems } = await opened(place);
  let right = 0;
  for (let number = 0; number < 100; number++) {
    const found = store?.get(key(number), 'orb-1') ?? null;
    if (found !== null) expect(Buffer.from(found).equals(value(number))).toBe(true);
    if (found !== null) right += 1;
  }
  store?.put(key(1000), 'orb-1', value(1000));
  await store?.close();
  return { right, problems };
}

/** Lets another process put every `step`th entry, a millisecond apart. Returns what its store complained of. */
async function writtenElsewhere(place: string, from: number, to: number, step: number): Promise<string> {
  const built = join(import.meta.dirname, '../../dist/store/fingerprints.js');
  const script = `
    const [built, place, from, to, step] = process.argv.slice(1);
    const { openFingerprints } = await import(built);
    const store = await openFingerprints(place, { onProblem: (detail) => { console.log(detail); } });
    for (let number = Number(from); number < Number(to); number += Number(step)) {
      store.put(number.toString(16).padStart(64, '0'), 'orb-1', new Uint8Array(20000).fill(number % 251));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await store.close();`;
  const numbers = [from, to, step].map(String);
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, built, place, ...numbers]);
  return stdout;
}

describe('what is remembered between runs', () => {
  it('gives back what another run put, by key and algorithm, in memory that numbers can be read from', async () => {
    const place = await filled(3);
    const { store, problems } = await opened(place);
    expect(store?.get(key(2), 'orb-1')).toEqual(value(2));
    expect(store?.get(key(2), 'orb-1')?.byteOffset).toBe(0);
    expect(store?.get(key(2), 'orb-2')).toBeNull();
    expect(store?.get(key(7), 'orb-1')).toBeNull();
    const path = `stills/${'a long name '.repeat(300)}.jpg`;
    store?.put(path, 'orb-1', value(9));
    await store?.close();
    expect(store?.get(key(2), 'orb-1')).toBeNull();
    const again = await opened(place);
    expect(again.store?.get(path, 'orb-1')).toEqual(value(9));
    await again.store?.close();
    expect(problems).toEqual([]);
  });

  it('rests until it is asked again, and keeps what it was given before', async () => {
    const place = await filled(3);
    const { store, problems } = await opened(place);
    store?.put(key(7), 'orb-1', value(7));
    await store?.rest();
    expect(store?.get(key(2), 'orb-1')).toEqual(value(2));
    await store?.rest();
    store?.put(key(8), 'orb-1', value(8));
    await store?.close();
    const again = await opened(place);
    for (const number of [7, 8]) expect(again.store?.get(key(number), 'orb-1')).toEqual(value(number));
    await again.store?.close();
    expect(problems).toEqual([]);
  });

  it('is shared by two scans of one process, one of which ends first', async () => {
    const place = folder();
    const [one, other] = [await opened(place), await opened(place)];
    one.store?.put(key(1), 'orb-1', value(1));
    other.store?.put(key(2), 'orb-1', value(2));
    await one.store?.close();
    other.store?.put(key(3), 'orb-1', value(3));
    await other.store?.close();
    const { store } = await opened(place);
    for (const number of [1, 2, 3]) expect(store?.get(key(number), 'orb-1')).toEqual(value(number));
    await store?.close();
    expect([...one.problems, ...other.problems]).toEqual([]);
  });

  it('is shared by processes that write at the same time', async () => {
    const place = folder();
    const told = await Promise.all([0, 1].map((from) => writtenElsewhere(place, from, 100, 2)));
    expect(told).toEqual(['', '']);
    expect(await readAll(place)).toEqual({ right: 100, problems: [] });
  }, 30_000);

  it('is not called damaged where it is looked at while it grows', async () => {
    const place = folder();
    const { isSound } = await import('../../src/store/head.ts');
    let looks = 0;
    const written = writtenElsewhere(place, 0, 400, 1).finally(() => (looks = Number.POSITIVE_INFINITY));
    while (looks < 1e9) {
      for (let look = 0; look < 50; look++) expect(isSound(fileIn(place))).toBe(true);
      looks += 50;
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    expect(await written).toBe('');
  });

  it('begins anew where it has grown beyond its limit', async () => {
    const place = await filled();
    const before = statSync(fileIn(place)).size;
    const { store, problems } = await opened(place, 1 << 20);
    expect(store?.get(key(1), 'orb-1')).toBeNull();
    store?.put(key(1), 'orb-1', value(1));
    await store?.close();
    expect(statSync(fileIn(place)).size).toBeLessThan(before / 10);
    expect(problems).toEqual([]);
  });
});

describe('a folder that cannot be made', () => {
  it.each(['/dev/null/cache', '/proc/none/cache'])('%s is told, and nothing is remembered', async (folder) => {
    expect(await opened(folder)).toEqual({ store: null, problems: [expect.stringMatching(/^E/)] });
  });
});

describe('a store that is damaged', () => {
  it('is set aside where it was cut short, which would end the process, and works again at once', async () => {
    const place = await filled();
    truncateSync(fileIn(place), Math.floor(statSync(fileIn(place)).size / 8192) * 4096);
    expect(await readAll(place)).toEqual({ right: 0, problems: ['damaged'] });
    expect(existsSync(`${fileIn(place)}.damaged`)).toBe(true);
    const { store, problems } = await opened(place);
    expect(store?.get(key(1000), 'orb-1')).toEqual(value(1000));
    await store?.close();
    expect(problems).toEqual([]);
  });

  // lmdb ends the process with a segmentation fault on each of these.
  it.each([
    ['text', Buffer.from('this is no database, and longer than its head would be. '.repeat(1000))],
    ['zeros', Buffer.alloc(60_000)],
    ['a few bytes', Buffer.from('abc')],
  ])('is set aside where it is no store at all: %s', async (_, bytes) => {
    const place = folder();
    writeFileSync(fileIn(place), bytes);
    expect(await readAll(place)).toEqual({ right: 0, problems: ['damaged'] });
    expect((await opened(place)).problems).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5, 6])('never gives a wrong fingerprint where bytes of it changed (%i)', async (seed) => {
    const place = await filled();
    const bytes = readFileSync(fileIn(place));
    let state = seed;
    for (let count = 0; count < 40; count++) {
      state = (state * 1103515245 + 12345) % 2 ** 31;
      // Behind the head and the first page of the tree; in every page of values.
      bytes[8192 + (state % (bytes.length - 8192))] = state % 256;
    }
    writeFileSync(fileIn(place), bytes);
    const { problems } = await readAll(place);
    expect(problems).toHaveLength(1);
    // The next run begins with a sound one.
    const next = await opened(place);
    next.store?.put(key(1), 'orb-1', value(1));
    await next.store?.close();
    expect(next.problems).toEqual([]);
  });
});

describe('a store that cannot be opened', () => {
  it('is done without, and said so, where a file has the name of its folder', async () => {
    const place = join(folder(), 'file');
    writeFileSync(place, '');
    const { store, problems } = await opened(place);
    expect({ store, problems }).toEqual({ store: null, problems: ['EEXIST'] });
  });

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'is done without where the folder cannot be written (skipped for root, to whom nothing is closed)',
    async () => {
      const place = folder();
      chmodSync(place, 0o500);
      const { store, problems } = await opened(place);
      expect({ store, told: problems.length, files: readdirSync(place) }).toEqual({ store: null, told: 1, files: [] });
      chmodSync(place, 0o700);
    },
  );
});
