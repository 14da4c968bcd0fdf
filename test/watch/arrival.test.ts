import { describe, expect, it } from 'vitest';
import { type Listing, lookedAgain, nextComplete, type Pending, waitsFor } from '../../src/watch/arrival.ts';

// When a delivery counts as complete: too early scans half of it, never scans nothing of it.
const rules = { settle: 10_000 };
const listing = (said: Partial<Listing> = {}): Listing => ({
  digest: 'a',
  files: 3,
  unfinished: null,
  isMarkedDone: true,
  ...said,
});

/** An arrival after looks at these moments. */
function seenAt(...looks: readonly [number, Partial<Listing>][]): Pending {
  let pending: Pending | undefined;
  for (const [now, said] of looks) pending = lookedAgain(pending, listing(said), now);
  return pending as Pending;
}

describe('an arrival', () => {
  it('is complete once nothing has changed for the settle time, counted from the last change', () => {
    const grown = seenAt([0, {}], [5000, { digest: 'b' }], [14_000, { digest: 'b' }]);
    expect(waitsFor(grown, rules, 14_999)).toBe('settling');
    expect(waitsFor(grown, rules, 15_000)).toBeNull();
  });

  it('waits for its marker, and for names that are still being written, however long it has not changed', () => {
    expect(waitsFor(seenAt([0, { isMarkedDone: false }]), rules, 1e9)).toBe('marker');
    expect(waitsFor(seenAt([0, { unfinished: 'a.mov.part' }]), rules, 1e9)).toBe('unfinished');
  });

  it('settles besides, where a marker came at once', () => {
    expect(waitsFor(seenAt([0, {}]), rules, 9_999)).toBe('settling');
  });

  it('is nothing yet while it is an empty folder, which somebody is about to fill', () => {
    expect(waitsFor(seenAt([0, { files: 0 }]), rules, 1e9)).toBe('files');
  });

  it('whose report could not be written rests for a while', () => {
    const resting = { ...seenAt([0, {}]), notBefore: 60_000 };
    expect(waitsFor(resting, rules, 59_999)).toBe('settling');
    expect(waitsFor(resting, rules, 60_000)).toBeNull();
  });
});

describe('the next arrival', () => {
  it('is the complete one that came first, then by name; one that still grows keeps nobody waiting', () => {
    const pending = new Map([
      ['growing', seenAt([0, {}], [29_000, { digest: 'b' }])],
      ['second', seenAt([2000, {}])],
      ['b-first', seenAt([1000, {}])],
      ['a-first', seenAt([1000, {}])],
    ]);
    expect(nextComplete(pending, rules, 30_000)).toBe('a-first');
    pending.delete('a-first');
    pending.delete('b-first');
    expect(nextComplete(pending, rules, 30_000)).toBe('second');
    pending.delete('second');
    expect(nextComplete(pending, rules, 30_000)).toBeUndefined();
  });
});
