import { withConnection } from '../storage/connection.ts';
import { openFingerprints } from '../store/index.ts';
import { openFrames } from '../tools/ffmpeg-frames.ts';
import type { SentOrder, TraceWord } from './apart.ts';
import { trace } from './trace.ts';

/** The process that traces: an order comes in, its answer goes out, and the process ends. */
const stop = new AbortController();

/** Milliseconds after which a process that was told to stop, and does not, ends itself. */
const patience = 4000;

process.on('disconnect', () => {
  stop.abort(new Error('stopped'));
  setTimeout(() => process.exit(1), patience).unref();
});
// A terminal sends Ctrl-C to both processes; the one that was asked decides, and closes the channel.
process.on('SIGINT', () => {});

process.once('message', (order: SentOrder) => {
  answerTo(order)
    .then(
      (answer): TraceWord => ({ kind: 'answer', answer }),
      (error: unknown): TraceWord => ({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    )
    .then((word) => tell(word, () => process.exit()));
});

function tell(word: TraceWord, then: () => void = () => {}): void {
  // Nobody listens any more: that is told by `disconnect`.
  if (process.connected) process.send?.(word, then);
  else then();
}

async function answerTo({ remote, ...order }: SentOrder) {
  return remote === null ? traced(order) : withConnection(remote, () => traced(order));
}

async function traced({ cache, ...order }: Omit<SentOrder, 'remote'>) {
  const onProblem = (detail: string): void => tell({ kind: 'cache-problem', detail });
  const remembered = cache === undefined ? null : await openFingerprints(cache, { onProblem });
  try {
    return await trace({
      ...order,
      frames: await openFrames(order.environment),
      remembered,
      signal: stop.signal,
      onProgress: (progress) => tell({ kind: 'progress', progress }),
    });
  } finally {
    await remembered?.close();
  }
}
