import type { Discovered, Root } from '../discover/index.ts';
import type { Advance, TraceOrder, TraceSearch, Tracing } from '../trace/index.ts';
import type { Papers } from './answer.ts';
import type { RunResult } from './assemble.ts';
import type { HashSession } from './hash-session.ts';
import type { HashThreads } from './hash-threads.ts';
import type { HeaderThreads } from './header-threads.ts';
import type { ReadAhead } from './read-ahead.ts';
import type { RememberedAssets } from './remembered-assets.ts';

/** A run with everything opened. */
export type OpenedRun = Pick<RunResult, 'started' | 'roots' | 'trust' | 'engines' | 'declaration' | 'policies' | 'options'> &
  Papers & {
    readonly headers: HeaderThreads;
    /** What earlier scans read. */
    readonly remembered: RememberedAssets;
    readonly ahead: Pick<ReadAhead, 'stop'>;
    readonly session: HashSession;
    /** The day on which it was started, ISO 8601. */
    readonly today: string;
    readonly hashing: HashThreads;
    /** Folders of `--marked`. */
    readonly outside: readonly Root[];
    readonly discovering: Promise<Both>;
    /** Where readings and fingerprints are remembered. */
    readonly cache: string | undefined;
    /** Undefined where all videos are searched here. */
    readonly shareTracing: ShareTracing | undefined;
  };

/** Makes of the search of this machine one that lets others search videos. */
export type ShareTracing = (search: TraceSearch, order: TraceOrder, advance: Advance) => Promise<Tracing>;

/** What lies in the delivery, and beside it in the folders of `--marked`. */
export interface Both {
  readonly found: Discovered;
  readonly beside: Discovered;
}
