import { describe, expect, it } from 'vitest';
import type { DigestAlgorithm } from '../../src/model/index.ts';
import { filesToHash, type HashOrder, hashPlan } from '../../src/scan/hash-plan.ts';

const order = (given: Partial<HashOrder>): HashOrder => ({
  hash: false,
  named: [],
  listed: () => [],
  isSettled: () => false,
  ...given,
});
const still = { path: 'a.tif', verdict: 'unmarked', size: 1000 } as const;
const film = { path: 'film.mov', verdict: 'unmarked', size: 200e9 } as const;

describe('which files are hashed', () => {
  it('is none that nobody needs a digest of, whatever a manifest lists', () => {
    expect(hashPlan(order({ listed: () => ['md5'] }))(still)).toEqual([]);
  });

  it('is every marked one, of any size, and with --hash every one: with all that it can be held against', () => {
    const listed = (): readonly DigestAlgorithm[] => ['xxh64', 'sha256'];
    expect(hashPlan(order({ listed }))({ ...film, verdict: 'generated' })).toEqual(['sha256', 'xxh64']);
    expect(hashPlan(order({ listed, named: ['md5'], hash: true }))(film)).toEqual(['sha256', 'xxh64', 'md5']);
  });

  it('is those that a declared digest may mean, and that are small', () => {
    const plan = hashPlan(order({ named: ['md5'] }));
    expect(plan(still)).toEqual(['sha256', 'md5']);
    expect(plan(film)).toEqual([]);
  });

  it('is none of which a manifest gives every digest that uses name', () => {
    const isSettled = (path: string, algorithm: DigestAlgorithm) => path === still.path && algorithm === 'md5';
    expect(hashPlan(order({ named: ['md5'], isSettled }))(still)).toEqual([]);
    expect(hashPlan(order({ named: ['md5'], isSettled }))({ ...still, path: 'b.tif' })).toEqual(['sha256', 'md5']);
    expect(hashPlan(order({ named: ['md5', 'c4'], isSettled }))(still)).toEqual(['sha256', 'md5', 'c4']);
  });

  it('for a manifest is what it lists and nobody has hashed yet: frames are no assets, and were', () => {
    const files = ['reel/f.1.dpx', 'reel/f.2.dpx', 'show.cube', 'notes.txt'].map((path) => ({ path }));
    const computed = new Map([['reel/f.1.dpx', {}]]);
    const listed = (path: string): readonly DigestAlgorithm[] => (path === 'notes.txt' ? [] : ['md5']);
    expect(filesToHash(files, listed, computed).map(({ path }) => path)).toEqual(['reel/f.2.dpx', 'show.cube']);
  });
});
