import { describe, expect, it } from 'vitest';
import type { Differences } from '../../../src/trace/picture/version-differences.ts';
import { shareDifferences, VersionPairs } from '../../../src/trace/picture/version-pairs.ts';
import type { Picture } from '../../../src/trace/picture/version-planes.ts';
import type { VisionPool } from '../../../src/trace/picture/vision-pool.ts';

const picture: Picture = { width: 10, height: 8, data: new Uint8Array(240) };

function differencesOf(likeness: Differences['likeness']): Differences {
  const plane = (value: number) => ({ width: 10, height: 8, data: new Float32Array(80).fill(value) });
  return {
    likeness,
    width: 10,
    height: 8,
    toFirst: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    a: [plane(1), plane(2), plane(3)],
    b: [plane(4), plane(5), plane(6)],
    inside: new Uint8Array(80).fill(1),
    covered: 1,
    labels: new Uint16Array(80).fill(300),
    regions: [],
    inliers: 40,
    rigid: 1,
  };
}

/** Bytes of one pair of 10 x 8 pixels. */
const pairBytes = 80 * (6 * 4 + 1 + 2);

/** A pool that answers without a thread, and counts what it is asked. */
function counting(likeness: Differences['likeness'] = 'altered') {
  const asked: string[] = [];
  const ask = async () => {
    asked.push('differences');
    return shareDifferences(differencesOf(likeness));
  };
  return { asked, pool: { ask } as unknown as VisionPool };
}

const named = (path: string) => ({ path, load: async () => picture });

describe('pairs of versions', () => {
  it('are worked out once, however often and however many at a time they are asked for', async () => {
    const { asked, pool } = counting();
    const pairs = new VersionPairs(pool);
    const [one, two] = await Promise.all([pairs.of(named('a'), named('b')), pairs.of(named('a'), named('b'))]);
    expect(await pairs.of(named('a'), named('b'))).toBe(one);
    expect(two).toBe(one);
    expect(asked).toHaveLength(1);
    await pairs.of(named('a'), named('c'));
    expect(asked).toHaveLength(2);
  });

  it('take no more memory than they may: the one that was not asked for the longest goes', async () => {
    const { asked, pool } = counting();
    const pairs = new VersionPairs(pool, 2 * pairBytes);
    await pairs.of(named('a'), named('b'));
    await pairs.of(named('c'), named('d'));
    await pairs.of(named('a'), named('b'));
    await pairs.of(named('e'), named('f'));
    await pairs.of(named('a'), named('b'));
    expect(asked).toHaveLength(3);
    await pairs.of(named('c'), named('d'));
    expect(asked).toHaveLength(4);
  });

  it('that do not differ in regions take none and are never forgotten', async () => {
    const { asked, pool } = counting('neighbour');
    const pairs = new VersionPairs(pool, 0);
    for (const path of ['a', 'b', 'c', 'a', 'b', 'c']) await pairs.of(named(path), named('x'));
    expect(asked).toHaveLength(3);
  });

  it('that failed are asked for again: a file may have been unreadable for a moment', async () => {
    const { asked, pool } = counting();
    const pairs = new VersionPairs(pool);
    const broken = { path: 'b', load: () => Promise.reject(new Error('no picture')) };
    await expect(pairs.of(named('a'), broken)).rejects.toThrow('no picture');
    await pairs.of(named('a'), named('b'));
    expect(asked).toHaveLength(1);
  });

  it('lie in memory that threads share, with what they held', () => {
    const { a, b, inside, labels } = shareDifferences(differencesOf('altered'));
    for (const data of [...a, ...b].map((plane) => plane.data)) expect(data.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(inside.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect([a[2].data[79], b[0].data[0], inside[5], labels[79]]).toEqual([3, 4, 1, 300]);
  });
});
