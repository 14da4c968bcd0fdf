import { type Completeness, type Listing, lookedAgain, type Pending, waitsFor } from './arrival.ts';
import type { DoneMarker } from './done-marker.ts';
import { listingOf, type Names, namesIn } from './listing.ts';

/** What is known of a watched folder, as far as it was looked at. */
export interface Looks {
  /** What was not scanned as it stands. */
  readonly pending: ReadonlyMap<string, Pending>;
  /** Something changed under this name; null: nobody knows where. */
  markChanged(name: string | null): void;
  /** From now on events may be missing, so that everything is looked at more often. */
  distrustEvents(): void;
  /** Looks at what is new, changed, or due. Throws the operating system's error where the folder cannot be read. */
  look(): Promise<Names>;
  /** Looks at one arrival now; null where it is gone. */
  lookAt(name: string): Promise<Listing | null>;
  /** An arrival is not to be tried again before a while has passed. */
  postpone(name: string, until: number): void;
  /** When to look again, in milliseconds of the clock. */
  dueAt(): number;
}

/** What `openLooks` needs. */
export interface LooksOptions {
  readonly folder: string;
  readonly marker: DoneMarker | undefined;
  readonly rules: Completeness;
  /** Milliseconds after which everything is looked at, though no event told of a change. */
  readonly allEvery: number;
  /** How many times as long as a look at everything took nothing is looked at again unasked: at a million files it takes many seconds. */
  readonly restAfter: number;
  /** The digest under which a name was scanned. */
  scannedAs(name: string): string | undefined;
  /** Milliseconds of a clock that does not jump. */
  now(): number;
}

/** Milliseconds between two looks at everything where events cannot be trusted. */
const distrust = 60_000;

/** Milliseconds between two looks at an arrival that waits for something but time, at least. */
const leastPause = 1000;

/** Nothing was looked at yet. */
export function openLooks(options: LooksOptions): Looks {
  const { folder, marker, rules, now } = options;
  const pending = new Map<string, Pending>();
  const seen = new Set<string>();
  const changed = new Set<string>();
  let beside: readonly string[] = [];
  let { allEvery } = options;
  let allDue = Number.NEGATIVE_INFINITY;
  let changedDue = Number.NEGATIVE_INFINITY;

  const lookAt = async (name: string): Promise<Listing | null> => {
    const listing = await listingOf(folder, name, marker, beside);
    if (listing === null || listing.digest === options.scannedAs(name)) pending.delete(name);
    else pending.set(name, lookedAgain(pending.get(name), listing, now()));
    return listing;
  };

  const look = async (): Promise<Names> => {
    const started = now();
    const names = await namesIn(folder, marker);
    beside = names.markers;
    const present = new Set(names.arrivals);
    for (const gone of [...seen].filter((name) => !present.has(name))) {
      seen.delete(gone);
      pending.delete(gone);
    }
    const isAllDue = started >= allDue || beside.some((name) => changed.has(name));
    const due = names.arrivals.filter((name) => isAllDue || !seen.has(name) || changed.has(name) || isDue(name));
    changed.clear();
    for (const name of due) {
      seen.add(name);
      await lookAt(name);
    }
    if (isAllDue) allDue = now() + Math.max(allEvery, options.restAfter * (now() - started));
    // A look that takes long, at a million files, is not begun again at once.
    changedDue = now() + Math.max(Math.min(rules.settle / 2, leastPause), 2 * (now() - started));
    return names;
  };

  const isDue = (name: string): boolean => {
    const one = pending.get(name);
    return one !== undefined && dueOf(one) <= now();
  };

  const dueOf = (one: Pending): number => {
    if (one.notBefore !== undefined && one.notBefore > now()) return one.notBefore;
    const waits = waitsFor(one, rules, now());
    if (waits === 'settling') return one.unchangedSince + rules.settle;
    return waits === null ? Number.POSITIVE_INFINITY : one.lookedAt + Math.max(rules.settle, leastPause);
  };

  return {
    pending,
    markChanged: (name) => {
      if (name === null) allDue = Number.NEGATIVE_INFINITY;
      else changed.add(name);
    },
    distrustEvents: () => {
      allEvery = Math.min(allEvery, distrust);
      allDue = Math.min(allDue, now() + allEvery);
    },
    look,
    lookAt,
    postpone: (name, until) => {
      const one = pending.get(name);
      if (one !== undefined) pending.set(name, { ...one, notBefore: until });
    },
    dueAt: () => {
      const dues = [...pending.values()].map(dueOf);
      const soonest = Math.min(allDue, ...(changed.size > 0 ? [changedDue] : []), ...dues);
      return Math.max(soonest, changedDue);
    },
  };
}
