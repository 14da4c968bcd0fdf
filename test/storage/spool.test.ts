import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RemoteError, type RemoteStorage } from '../../src/storage/remote.ts';
import { NotFetched, openSpool, sweepSpool } from '../../src/storage/spool.ts';

// Unreleased pictures lie in the spool only while an engine reads them, and never more of them than was allowed.
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trueslate-spool-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A storage whose answers a test gives. */
const storageOf = (get: RemoteStorage['get']): (() => Promise<RemoteStorage>) => {
  const storage = { get } as RemoteStorage;
  return () => Promise.resolve(storage);
};
const bytes = Buffer.from('0123456789'.repeat(100));
const whole: RemoteStorage['get'] = async (_uri, from, to) => ({
  body: Readable.from([bytes.subarray(from, (to ?? bytes.length - 1) + 1)]),
  size: bytes.length,
  tag: '"1"',
});

describe('the spool', () => {
  it('hands out a copy that only its user can read, and leaves nothing', async () => {
    const spool = openSpool({ folder, limit: 5000 }, storageOf(whole));
    await spool.with('s3://b/a.png', async (path) => {
      expect(readFileSync(path)).toEqual(bytes);
      expect(path.endsWith('.png')).toBe(true);
      expect(statSync(path).mode & 0o077).toBe(0);
      expect(statSync(join(path, '..')).mode & 0o077).toBe(0);
    });
    await spool.close();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('holds no more at a time than its limit, and gives way to the next', async () => {
    const spool = openSpool({ folder, limit: 1500 }, storageOf(whole));
    const most: number[] = [];
    const look = async (path: string): Promise<void> => {
      most.push(readdirSync(join(path, '..')).length);
      await new Promise((resolve) => setTimeout(resolve, 10));
    };
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => spool.with(`s3://b/${name}`, look)));
    expect(Math.max(...most)).toBe(1);
    await spool.close();
  });

  it('refuses what is larger than its limit', async () => {
    const spool = openSpool({ folder, limit: 999 }, storageOf(whole));
    await expect(spool.with('s3://b/a', async () => {})).rejects.toThrow(NotFetched);
    await spool.close();
  });

  it('does not wait for itself, where who holds one copy asks for another that has no room beside it', async () => {
    const spool = openSpool({ folder, limit: 1500 }, storageOf(whole));
    const nested = spool.with('s3://b/a', () => spool.with('s3://b/b', async () => {}));
    await expect(nested).rejects.toThrow(NotFetched);
    await spool.close();
  });

  it('takes no bytes of an object that took the place of the one that it began with', async () => {
    let count = 0;
    const changing: RemoteStorage['get'] = async (...ask) => {
      count += 1;
      return { ...(await whole(...ask)), tag: count > 1 ? '"2"' : '"1"' };
    };
    const spool = openSpool({ folder, limit: 5000 }, storageOf(changing));
    await expect(spool.with('s3://b/a', async () => {})).rejects.toMatchObject({ code: 'ECHANGED' });
    await spool.close();
  });

  it('goes on after a break where it stopped, with the bytes in their places', async () => {
    const asked: number[] = [];
    const breaking: RemoteStorage['get'] = async (uri, from, to, tag) => {
      asked.push(from);
      const answer = await whole(uri, from, to, tag);
      if (asked.length > 3 || to === 0) return answer;
      const body = Readable.from(
        (async function* () {
          yield bytes.subarray(from, from + 300);
          throw new RemoteError('ECONNRESET', '', true);
        })(),
      );
      return { ...answer, body };
    };
    const spool = openSpool({ folder, limit: 5000 }, storageOf(breaking));
    await spool.with('s3://b/a', async (path) => expect(readFileSync(path)).toEqual(bytes));
    expect(asked.length).toBeGreaterThan(2);
    await spool.close();
  });

  it('tells of a disk that takes nothing instead of ending the program, and tries again the next time', async () => {
    writeFileSync(join(folder, 'no-folder'), '');
    const spool = openSpool({ folder: join(folder, 'no-folder'), limit: 5000 }, storageOf(whole));
    await expect(spool.with('s3://b/a', async () => {})).rejects.toThrow(/ENOTDIR|EEXIST/);
    await expect(spool.with('s3://b/a', async () => {})).rejects.toThrow(/ENOTDIR|EEXIST/);
  });

  it('removes what runs left that are no more, and nothing of those that are', () => {
    // No process has that number: it is above every limit of Linux.
    const gone = join(folder, 'trueslate-spool-99999999-aa');
    const own = join(folder, `trueslate-spool-${process.pid}-bb`);
    for (const one of [gone, own]) {
      mkdirSync(one);
      writeFileSync(join(one, 'x.mov'), 'x');
    }
    sweepSpool(folder);
    expect(readdirSync(folder)).toEqual([`trueslate-spool-${process.pid}-bb`]);
  });
});
