import { type ChildProcess, fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as waited } from 'node:timers/promises';
import type { JudgedAsset, List } from '../model/index.ts';
import { connectionSettings } from '../storage/connection.ts';
import type { RemoteSettings } from '../storage/remote.ts';
import type { Advance } from './context.ts';
import type { TraceSearch } from './search.ts';
import type { FoundAgain, FoundInOthers, KnownSources, TraceSubject } from './tracing.ts';

/** Everything that tracing needs, as data that another process can be handed. */
export interface TraceOrder extends TraceSubject {
  /** Of the delivery, judged. */
  readonly assets: List<JudgedAsset>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Threads. */
  readonly jobs: number;
  /** False: no pictures that prove a sighting. */
  readonly pictures: boolean;
  /** Folder in which fingerprints are remembered; undefined where they are not. */
  readonly cache: string | undefined;
  /** Where others search the stills, what they found out; absent: it is found out here. */
  readonly known?: KnownSources;
}

/** What is told while tracing goes on. */
export interface TraceListener {
  readonly signal?: AbortSignal | undefined;
  readonly advance: Advance;
  /** Told once, in the words of the system, where nothing can be remembered (any more). */
  readonly onCacheProblem: (detail: string) => void;
}

/** What the process is asked: to search one video, by its path, or (null) everything that is none. */
export interface TraceAsk {
  readonly id: number;
  readonly video: string | null;
}

/** What the process says. */
export type TraceWord =
  | { readonly kind: 'advance'; readonly of: Parameters<Advance> }
  | { readonly kind: 'cache-problem'; readonly detail: string }
  | { readonly kind: 'found'; readonly id: number; readonly found: FoundAgain | FoundInOthers }
  | { readonly kind: 'failed'; readonly id: number | null; readonly message: string };

/**
 * Told to the memory allocator of glibc, which hears it only when a process starts: pieces from this size on are given back when
 * they are freed. Without it, pictures that come and go leave holes that took 300 MB on six minutes of video.
 * https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html
 */
const thrifty = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' };

/** Milliseconds that a process has to end its decoders once it was told to stop. */
const patience = 5000;

/** Milliseconds within which the last words of a process that has ended arrive. */
const wordsLate = 500;

/** Characters of what the process wrote that are kept. */
const wordLimit = 2000;

/** Node 20 cannot run TypeScript: under the tests, the process of the last build is used (as in picture/vision-pool.ts). */
function processFile(): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? '../../dist/trace/apart-process.js' : './apart-process.js', here);
}

/**
 * Opens a search in a process of its own: pictures and videos come from strangers, and what breaks a decoder must not take along what
 * the scan has read. What is asked throws an Error where the process fails or dies; the signal's reason where it was stopped.
 */
export function openApart(order: TraceOrder, { signal, advance, onCacheProblem }: TraceListener): TraceSearch {
  signal?.throwIfAborted();
  const child = fork(processFile(), {
    env: { ...process.env, ...thrifty },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const asked = new Map<number, Asked>();
  let count = 0;
  let written = '';
  let ended: Error | null = null;
  const end = (error: Error): void => {
    ended ??= signal?.aborted ? (signal.reason as Error) : error;
    for (const { reject } of asked.values()) reject(ended);
    asked.clear();
  };
  const stop = (): void => stopped(child);
  signal?.addEventListener('abort', stop, { once: true });
  child.stderr?.on('data', (piece: Buffer) => {
    written = (written + piece.toString('utf8')).slice(-wordLimit);
  });
  child.on('message', (word: TraceWord) => {
    if (word.kind === 'advance') advance(...word.of);
    else if (word.kind === 'cache-problem') onCacheProblem(word.detail);
    else if (word.kind === 'failed' && word.id === null) end(new Error(word.message));
    else {
      const one = asked.get(word.id as number);
      asked.delete(word.id as number);
      if (word.kind === 'found') one?.resolve(word.found);
      else one?.reject(new Error(word.message));
    }
  });
  // Not `close`, which never comes of a child whose channel was closed here (Node 20).
  const gone = new Promise<void>((resolve) => {
    child.on('error', (error) => {
      end(error);
      // What could not be started never exits.
      if (child.pid === undefined) resolve();
    });
    child.on('exit', async (code, killedBy) => {
      signal?.removeEventListener('abort', stop);
      if (!signal?.aborted) await Promise.race([finished(child.stderr as Readable).catch(() => {}), waited(wordsLate)]);
      const last = written.trim().split('\n').at(-1);
      const own = `its process ended (${killedBy ?? `exit code ${code}`})${last ? `: ${last}` : ''}`;
      end(new Error(own));
      resolve();
    });
  });
  child.send({
    ...order,
    remote: connectionSettings(),
    assets: mediaOf(order.assets),
    marked: mediaOf(order.marked),
  } satisfies SentOrder);
  const ask = <Answer extends FoundAgain>(video: string | null): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (ended !== null) return reject(ended);
      const id = count++;
      asked.set(id, { resolve: resolve as Asked['resolve'], reject });
      child.send({ id, video } satisfies TraceAsk);
    });
  return {
    others: () => ask<FoundInOthers>(null),
    inVideo: (path) => ask(path),
    close: async () => {
      stop();
      await gone;
    },
  };
}

/** Who waits for an answer. */
interface Asked {
  readonly resolve: (found: FoundAgain | FoundInOthers) => void;
  readonly reject: (error: Error) => void;
}

/** The order as it reaches the process. */
export type SentOrder = TraceOrder & {
  readonly assets: readonly JudgedAsset[];
  /** How to reach what does not lie on this machine; null where all of it does. */
  readonly remote: RemoteSettings | null;
};

/** Without the channel the process ends by itself, and its decoders with it. */
function stopped(child: ChildProcess): void {
  if (child.connected) child.disconnect();
  const late = setTimeout(() => child.kill('SIGKILL'), patience);
  child.once('exit', () => clearTimeout(late));
}

/** Images, videos and sound files, without what only the report tells of them. */
export const mediaOf = (assets: List<JudgedAsset>): JudgedAsset[] => assets.filter(isMedia).map(lean);

const isMedia = ({ kind }: JudgedAsset): boolean => kind === 'image' || kind === 'video' || kind === 'audio';

/** An asset without what only the report tells of it. Of altered pictures, the credentials may hold what they were made from. */
function lean(asset: JudgedAsset): JudgedAsset {
  const c2pa = asset.verdict === 'edited' ? asset.c2pa : { ...asset.c2pa, chain: [] };
  return { ...asset, c2pa, thumbnail: null, evidence: [], generators: [], conflicts: [], problems: [] };
}
