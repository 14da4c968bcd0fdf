import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type DigestAlgorithm, digestAlgorithms } from '../../src/model/index.ts';
import { openHashThreads } from '../../src/scan/hash-threads.ts';
import { passBytes } from '../../src/storage/digest.ts';
import { openHasher } from '../../src/tools/hashers.ts';

const folder = mkdtempSync(join(tmpdir(), 'hash-threads-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Bytes that differ everywhere, so that a piece that is lost, doubled or out of order shows. */
function bytes(length: number): Buffer {
  const made = Buffer.alloc(length);
  let state = 1;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    made[at] = state >>> 24;
  }
  return made;
}

function file(name: string, content: Buffer) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { path, uri: `file://${path}`, size: statSync(path).size };
}

const large = bytes((9 << 20) + 12_345);

describe('threads that hash', () => {
  it('give the digests that other programs give, of files larger and smaller than a piece', async () => {
    const threads = openHashThreads(2);
    try {
      const files = [0, 1, 1 << 20, (1 << 20) + 1, 4 << 20, (8 << 20) + 1, large.length].map((length) =>
        file(`f${length}`, large.subarray(0, length)),
      );
      const found = await Promise.all(files.map((one) => threads.digestsOf(one, ['md5', 'sha1', 'sha256', 'sha512'])));
      for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512'] as const) {
        const lines = execFileSync(
          `${algorithm}sum`,
          files.map(({ path }) => path),
          { encoding: 'utf8' },
        );
        expect(found.map((digests) => digests[algorithm])).toEqual(
          lines
            .trim()
            .split('\n')
            .map((line) => line.split(' ')[0]),
        );
      }
    } finally {
      await threads.close();
    }
  });

  it('give every algorithm in one pass, as each is given alone', async () => {
    const threads = openHashThreads(1);
    try {
      const digests = await threads.digestsOf(file('all', large), digestAlgorithms);
      const alone = async (algorithm: DigestAlgorithm) => {
        const hasher = await openHasher(algorithm);
        hasher.update(large);
        return hasher.digest();
      };
      for (const algorithm of digestAlgorithms) expect(digests[algorithm]).toBe(await alone(algorithm));
    } finally {
      await threads.close();
    }
  });

  it('say what the system says of a file that is gone, and go on', async () => {
    const threads = openHashThreads(1);
    try {
      await expect(threads.digestsOf({ uri: `file://${folder}/gone`, size: 5 << 20 }, ['md5'])).rejects.toThrow('ENOENT');
      const { md5 } = await threads.digestsOf(file('there', large), ['md5']);
      expect(md5).toBe(createHash('md5').update(large).digest('hex'));
    } finally {
      await threads.close();
    }
  });

  it('give up what stalls, and not what takes long', async () => {
    const impatient = openHashThreads(1, 1);
    // No thread has begun within a millisecond.
    await expect(impatient.digestsOf(file('slow', large), ['md5'])).rejects.toThrow('no progress');
    await impatient.close();
    const threads = openHashThreads(1, 1200);
    const sparse = file('sparse', Buffer.alloc(0));
    truncateSync(sparse.path, 512 << 20);
    const began = performance.now();
    const digests = await threads.digestsOf({ ...sparse, size: 512 << 20 }, digestAlgorithms);
    // Else nothing was shown here.
    expect(performance.now() - began).toBeGreaterThan(1200);
    expect(Object.keys(digests)).toEqual([...digestAlgorithms]);
    await threads.close();
  }, 60_000);

  it('stop at once when they are closed, and begin nothing that waits', async () => {
    const threads = openHashThreads(1);
    const files = Array.from({ length: 8 }, (_, at) => file(`w${at}`, large));
    const work = files.map((one) => threads.digestsOf(one, digestAlgorithms));
    const settled = Promise.allSettled(work);
    await threads.close();
    expect((await settled).map(({ status }) => status)).toEqual(files.map(() => 'rejected'));
  });
});

describe('passBytes', () => {
  it('hands out all bytes in order, and tells each piece', async () => {
    const pieces: Buffer[] = [];
    let told = 0;
    // Copied, since a taker may keep nothing of what it is handed.
    await passBytes(file('pieces', large).uri, [{ update: (piece) => pieces.push(Buffer.from(piece)) }], () => told++);
    expect(Buffer.concat(pieces).equals(large)).toBe(true);
    expect(told).toBe(pieces.length);
    expect(told).toBe(3);
  });
});
