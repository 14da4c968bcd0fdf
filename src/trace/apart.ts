import { type ChildProcess, fork } from 'node:child_process';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setTimeout as waited } from 'node:timers/promises';
import type { JudgedAsset, List } from '../model/index.ts';
import { connectionSettings } from '../storage/connection.ts';
import type { RemoteSettings } from '../storage/remote.ts';
import type { TraceProgress } from './context.ts';
import type { TraceAnswer } from './trace.ts';

/** Everything that tracing needs, as data that another process can be handed. */
export interface TraceOrder {
  /** Of the delivery, judged. */
  readonly assets: List<JudgedAsset>;
  /** Of the folders of `--marked`. */
  readonly marked: readonly JudgedAsset[];
  /** Paths that a use of the declaration names. */
  readonly declared: ReadonlySet<string>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Threads. */
  readonly jobs: number;
  /** False: no pictures that prove a sighting. */
  readonly pictures: boolean;
  /** Folder in which fingerprints are remembered; undefined where they are not. */
  readonly cache: string | undefined;
}

/** What is told while tracing goes on. */
export interface TraceListener {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress: (progress: TraceProgress) => void;
  /** Told once, in the words of the system, where nothing can be remembered (any more). */
  readonly onCacheProblem: (detail: string) => void;
}

/** What the process says. */
export type TraceWord =
  | { readonly kind: 'progress'; readonly progress: TraceProgress }
  | { readonly kind: 'cache-problem'; readonly detail: string }
  | { readonly kind: 'answer'; readonly answer: TraceAnswer }
  | { readonly kind: 'failed'; readonly message: string };

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
 * Traces in a process of its own: pictures and videos come from strangers, and what breaks a decoder must not take along what the
 * scan has read.
 * @throws Error where the process fails or dies; the signal's reason where it was stopped
 */
export function traceApart(order: TraceOrder, { signal, onProgress, onCacheProblem }: TraceListener): Promise<TraceAnswer> {
  signal?.throwIfAborted();
  const child = fork(processFile(), {
    env: { ...process.env, ...thrifty },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let written = '';
  child.stderr?.on('data', (piece: Buffer) => {
    written = (written + piece.toString('utf8')).slice(-wordLimit);
  });
  return new Promise<TraceAnswer>((resolve, reject) => {
    const stop = (): void => stopped(child);
    signal?.addEventListener('abort', stop, { once: true });
    child.on('message', (word: TraceWord) => {
      if (word.kind === 'progress') onProgress(word.progress);
      else if (word.kind === 'cache-problem') onCacheProblem(word.detail);
      else if (word.kind === 'answer') resolve(word.answer);
      else reject(new Error(word.message));
    });
    child.on('error', reject);
    // Not `close`, which never comes of a child whose channel was closed here (Node 20).
    child.on('exit', async (code, killedBy) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) return reject(signal.reason);
      await Promise.race([finished(child.stderr as Readable).catch(() => {}), waited(wordsLate)]);
      const last = written.trim().split('\n').at(-1);
      reject(new Error(`its process ended (${killedBy ?? `exit code ${code}`})${last ? `: ${last}` : ''}`));
    });
    child.send({
      ...order,
      remote: connectionSettings(),
      assets: order.assets.filter(isMedia).map(lean),
      marked: order.marked.filter(isMedia).map(lean),
    });
  });
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

const isMedia = ({ kind }: JudgedAsset): boolean => kind === 'image' || kind === 'video' || kind === 'audio';

/** An asset without what only the report tells of it. Of altered pictures, the credentials may hold what they were made from. */
function lean(asset: JudgedAsset): JudgedAsset {
  const c2pa = asset.verdict === 'edited' ? asset.c2pa : { ...asset.c2pa, chain: [] };
  return { ...asset, c2pa, thumbnail: null, evidence: [], generators: [], conflicts: [], problems: [] };
}
