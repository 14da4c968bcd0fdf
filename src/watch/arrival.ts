/** What stood in the watched folder under one name, at one moment. */
export interface Listing {
  /** Of its files: paths, sizes and times of change; equal where nothing has changed. */
  readonly digest: string;
  readonly files: number;
  /** A name in it that programs give to what they are still writing; null where there is none. */
  readonly unfinished: string | null;
  /** True where the sender's done-marker is there, and where none is asked for. */
  readonly isMarkedDone: boolean;
}

/** An arrival that was not scanned as it stands. */
export interface Pending {
  readonly listing: Listing;
  /** Milliseconds: when it was first seen, and since when it has not changed. */
  readonly firstSeen: number;
  readonly unchangedSince: number;
  readonly lookedAt: number;
  /** Its report could not be written: it is tried again then, whatever happens to it. */
  readonly notBefore?: number;
}

/** Why an arrival is not scanned yet; null where it is complete. */
export type WaitsFor = 'files' | 'unfinished' | 'marker' | 'settling' | null;

/** The rules by which an arrival is complete. */
export interface Completeness {
  /** Milliseconds for which all of its files must stay as they are. */
  readonly settle: number;
}

/** An arrival as it stands after one more look at it. */
export function lookedAgain(before: Pending | undefined, listing: Listing, now: number): Pending {
  if (before === undefined) return { listing, firstSeen: now, unchangedSince: now, lookedAt: now };
  const isSame = before.listing.digest === listing.digest;
  return { ...before, listing, unchangedSince: isSame ? before.unchangedSince : now, lookedAt: now };
}

/** What an arrival waits for, the reason first that lasts longest. */
export function waitsFor({ listing, unchangedSince, notBefore = 0 }: Pending, { settle }: Completeness, now: number): WaitsFor {
  if (listing.files === 0) return 'files';
  if (listing.unfinished !== null) return 'unfinished';
  if (!listing.isMarkedDone) return 'marker';
  return now - unchangedSince < settle || now < notBefore ? 'settling' : null;
}

/** The complete arrival that came first; of those seen at the same moment, the first by name. */
export function nextComplete(pending: ReadonlyMap<string, Pending>, rules: Completeness, now: number): string | undefined {
  const complete = [...pending].filter(([, one]) => waitsFor(one, rules, now) === null);
  complete.sort(([a, one], [b, other]) => one.firstSeen - other.firstSeen || (a < b ? -1 : 1));
  return complete[0]?.[0];
}
