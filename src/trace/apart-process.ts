import { on } from 'node:events';
import { withConnection } from '../storage/connection.ts';
import { openFingerprints } from '../store/index.ts';
import { openFrames } from '../tools/ffmpeg-frames.ts';
import type { SentOrder, TraceAsk, TraceWord } from './apart.ts';
import { openSearch, type TraceSearch } from './search.ts';

/** The process that traces: an order comes in, then questions; it ends when nobody listens any more. */
const stop = new AbortController();

/** Milliseconds after which a process that was told to stop, and does not, ends itself. */
const patience = 4000;

// A terminal sends Ctrl-C to both processes; the one that was asked decides, and closes the channel.
process.on('SIGINT', () => {});

process.on('disconnect', () => {
  stop.abort(new Error('stopped'));
  setTimeout(() => process.exit(1), patience).unref();
});

const words = on(process, 'message', { signal: stop.signal });

// Everything is done within one connection to storage, which an event handler would not be.
async function live(): Promise<void> {
  const order = (await words.next()).value[0] as SentOrder;
  const work = (): Promise<void> => answerAll(order);
  await (order.remote === null ? work() : withConnection(order.remote, work));
}

async function answerAll(order: SentOrder): Promise<void> {
  const { search, close } = await open(order);
  try {
    for await (const [ask] of words) answer(ask as TraceAsk, search);
  } finally {
    await close();
  }
}

function answer({ id, video }: TraceAsk, search: TraceSearch): void {
  (video === null ? search.others() : search.inVideo(video)).then(
    (found) => tell({ kind: 'found', id, found }),
    (error: unknown) => tell({ kind: 'failed', id, message: messageOf(error) }),
  );
}

live()
  .catch(async (error: unknown) => {
    if (!stop.signal.aborted) await tell({ kind: 'failed', id: null, message: messageOf(error) });
  })
  .finally(() => process.exit());

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function tell(word: TraceWord): Promise<void> {
  return new Promise((resolve) => {
    // Nobody listens any more: that is told by `disconnect`.
    if (process.connected) process.send?.(word, () => resolve());
    else resolve();
  });
}

async function open({ cache, known, ...order }: SentOrder) {
  const onProblem = (detail: string): void => void tell({ kind: 'cache-problem', detail });
  const remembered = cache === undefined ? null : await openFingerprints(cache, { onProblem });
  const search = openSearch(
    {
      ...order,
      frames: await openFrames(order.environment),
      remembered,
      signal: stop.signal,
      advance: (...of) => void tell({ kind: 'advance', of }),
    },
    known,
  );
  return {
    search,
    close: async (): Promise<void> => {
      await search.close();
      await remembered?.close();
    },
  };
}
