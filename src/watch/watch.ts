import { openWatcher } from '../tools/watcher.ts';
import { type Completeness, nextComplete, waitsFor } from './arrival.ts';
import type { DoneMarker } from './done-marker.ts';
import { type Looks, openLooks } from './looks.ts';
import type { Message, WatchState } from './state.ts';

/** What a scan of one arrival found, not yet written anywhere. */
export interface Examined {
  readonly exitCode: number;
  /** True where the scan could not start for a reason outside the arrival. */
  readonly tryAgain?: boolean;
  /** Writes its reports. Throws where they cannot be written. */
  write(): Promise<void>;
  /** To be sent once the reports are written and remembered; asked for when they are written. */
  readonly message: Message | undefined;
  /** Tells the user. */
  tell(): Promise<void>;
}

/** What a watch is told, and whom it tells. */
export interface WatchOptions {
  /** The real path of the watched folder. */
  readonly folder: string;
  readonly rules: Completeness;
  readonly marker: DoneMarker | undefined;
  /** Milliseconds between two looks at everything, instead of events; undefined: events. */
  readonly poll: number | undefined;
  /** Ends when everything that was complete at the start was scanned. */
  readonly once: boolean;
  readonly state: WatchState;
  readonly signal: AbortSignal;
  /** Scans an arrival. @throws the signal's reason where it is aborted */
  scan(name: string): Promise<Examined>;
  /** Takes a message that is in the state already. */
  send(message: Message): void;
  readonly tell: WatchTells;
}

/** What a person should know of a watch. */
export interface WatchTells {
  /** From now on events are heard; everything is looked at next. */
  begins(): void;
  /** An arrival waits for longer than seems right: a name that is still being written, or a marker. */
  waits(name: string, reason: 'unfinished' | 'marker', unfinished: string | null): void;
  changedMeanwhile(name: string): void;
  passedOver(name: string): void;
  /** A report or the state could not be written. */
  notWritten(name: string, error: unknown): void;
  noEvents(error: Error): void;
  folderAway(error: unknown): void;
  folderBack(): void;
  /** Left for the next run. */
  left(names: readonly string[]): void;
}

/**
 * Milliseconds after which everything is looked at where no event told of anything: systems lose some, and a folder that is made while
 * the watcher opens may never be heard of (seen with chokidar 5 on Linux, in one start of twenty under load).
 */
const afterSilence = 60_000;

/** Milliseconds after which a report that could not be written is tried again. */
const writeAgain = 60_000;

/**
 * Watches a folder, and scans one arrival after the other as each is complete. Ends when the signal is aborted, or with `once`.
 * @returns the exit codes of the scans; null where one could not be written down
 */
export async function watchFolder(options: WatchOptions): Promise<readonly (number | null)[]> {
  const { folder, rules, marker, poll, once, state, signal, tell } = options;
  const bell = openBell(signal);
  const looks = openLooks({
    folder,
    marker,
    rules,
    allEvery: poll ?? afterSilence,
    restAfter: poll === undefined ? 50 : 2,
    scannedAs: (name) => state.scannedAs(name)?.digest,
    now: clock,
  });
  const onChange = (name: string | null): void => {
    looks.markChanged(name);
    bell.ring();
  };
  const onError = (error: Error): void => {
    looks.distrustEvents();
    tell.noEvents(error);
    bell.ring();
  };
  const watcher = once || poll !== undefined ? null : await openWatcher(folder, { onChange, onError });
  try {
    tell.begins();
    return await scanInTurn({ ...options, looks, bell });
  } finally {
    await watcher?.close();
  }
}

const clock = (): number => performance.now();

interface Run extends WatchOptions {
  readonly looks: Looks;
  readonly bell: Bell;
}

async function scanInTurn(run: Run): Promise<readonly (number | null)[]> {
  const { looks, bell, rules, once, signal } = run;
  const codes: (number | null)[] = [];
  const keeper = lookKeeper(run);
  let running: Promise<void> | null = null;
  let firstLook = Number.POSITIVE_INFINITY;
  const fault: { error?: unknown } = {};
  while (!signal.aborted && !('error' in fault)) {
    await keeper();
    if (firstLook === Number.POSITIVE_INFINITY) firstLook = clock();
    const name: string | undefined = running === null ? nextComplete(looks.pending, rules, clock()) : undefined;
    if (name !== undefined) {
      running = scanOne(run, name)
        .then((code) => void (code !== undefined && codes.push(code)))
        .catch((error: unknown) => {
          fault.error = error;
        })
        .finally(() => {
          running = null;
          bell.ring();
        });
    } else if (once && running === null && !hasCandidate(run, firstLook)) break;
    await bell.wait(looks.dueAt() - clock());
  }
  await running;
  if ('error' in fault && !signal.aborted) throw fault.error;
  if (once && !signal.aborted && looks.pending.size > 0) run.tell.left([...looks.pending.keys()]);
  return codes;
}

/** True where something that was there at the first look may still turn out to be complete. */
function hasCandidate({ looks, rules }: Run, firstLook: number): boolean {
  return [...looks.pending.values()].some((one) => {
    const waits = waitsFor({ ...one, notBefore: 0 }, rules, clock());
    return one.notBefore === undefined && one.unchangedSince <= firstLook && (waits === null || waits === 'settling');
  });
}

/** A look at the folder, with everything of it that a person should know, each told once. */
function lookKeeper({ looks, rules, state, tell, once }: Run): () => Promise<void> {
  const told = new Set<string>();
  const first = (key: string): boolean => !told.has(key) && told.add(key) !== undefined;
  let isAway = false;
  return async () => {
    try {
      const { arrivals, passedOver } = await looks.look();
      if (isAway) tell.folderBack();
      isAway = false;
      await state.setPresent(new Set(arrivals), new Date()).catch((error: unknown) => tell.notWritten('', error));
      for (const name of passedOver) if (first(`over/${name}`)) tell.passedOver(name);
    } catch (error) {
      if (once) throw error;
      if (!isAway) tell.folderAway(error);
      isAway = true;
      // A folder that comes back is another one, of which the watcher knows nothing.
      looks.distrustEvents();
    }
    for (const [name, one] of looks.pending) {
      const waits = waitsFor(one, rules, clock());
      if ((waits !== 'unfinished' && waits !== 'marker') || clock() - one.firstSeen < 6 * rules.settle) continue;
      if (first(`${waits}/${name}`)) tell.waits(name, waits, one.listing.unfinished);
    }
  };
}

/** @returns undefined where the arrival is no longer as it was seen, so that nothing came of it */
async function scanOne(run: Run, name: string): Promise<number | null | undefined> {
  const { looks, state, tell } = run;
  const expected = looks.pending.get(name)?.listing.digest;
  const before = await looks.lookAt(name);
  const pending = looks.pending.get(name);
  if (before === null || before.digest !== expected || !pending || waitsFor(pending, run.rules, clock()) !== null)
    return undefined;
  const examined = await run.scan(name);
  const after = await looks.lookAt(name);
  if (after?.digest !== before.digest) {
    // What was found is true of neither state.
    tell.changedMeanwhile(name);
    return undefined;
  }
  const { exitCode, tryAgain } = examined;
  let message: Message | undefined;
  try {
    await examined.write();
    message = examined.message;
    const finished = new Date().toISOString();
    await state.setScanned(name, { digest: before.digest, finished, exitCode, ...(tryAgain ? { tryAgain } : {}) }, message);
  } catch (error) {
    tell.notWritten(name, error);
    looks.postpone(name, clock() + writeAgain);
    return null;
  }
  await looks.lookAt(name);
  if (message !== undefined) run.send(message);
  await examined.tell();
  return exitCode;
}

interface Bell {
  ring(): void;
  /** Waits until it rings, the time is over, or the signal is aborted. */
  wait(milliseconds: number): Promise<void>;
}

function openBell(signal: AbortSignal): Bell {
  let hasRung = false;
  let answer: (() => void) | null = null;
  const ring = (): void => {
    hasRung = true;
    answer?.();
  };
  signal.addEventListener('abort', ring, { once: true });
  return {
    ring,
    wait: async (milliseconds) => {
      if (!hasRung && !signal.aborted)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.min(Math.max(milliseconds, 0), 2 ** 31 - 1));
          answer = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      answer = null;
      hasRung = false;
    },
  };
}
