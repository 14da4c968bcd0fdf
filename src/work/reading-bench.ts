import type { NamedJob } from '../tools/queue.ts';
import type { Bench } from './bench.ts';
import { OpenOrders } from './open-orders.ts';
import { differences, type ReadingOrder } from './order.ts';
import { partFile, partLines } from './part.ts';
import { openReaders, type Readers } from './readers.ts';
import type { ResultsPlace } from './results.ts';
import { orderIn, writtenPart } from './results-words.ts';
import { Unfit } from './unfit.ts';
import type { QueuedReading, WorkerOptions } from './words.ts';

/** Where files are read. */
export function readingBench(results: ResultsPlace, options: WorkerOptions): Bench {
  const orders = new OpenOrders(
    (id) => readersFor(results, options, id),
    ({ readers }, isHurried) => readers.close(isHurried),
  );
  let hasSeen = false;
  return {
    done: async ({ name, data }: NamedJob) => {
      const { files, order: id, today } = data as QueuedReading;
      const part = partFile(name);
      // Another worker was thought to be dead, and was not.
      if (await results.has(part)) return;
      await orders.use(id, async ({ order, readers }) => {
        const recording = await readers.read({ name, files }, today);
        const seen = recording.seen();
        if ((seen === 0 || recording.lines.length === 0) && !hasSeen)
          throw new Unfit('other-files', { count: files.length, path: files[0]?.uri ?? '' });
        hasSeen = true;
        if (options.signal.aborted) return;
        await writtenPart(results, part, partLines({ name, files }, order, recording.lines));
        options.onJob?.(files.length, seen);
      });
    },
    close: () => orders.close(),
  };
}

interface ReadingMeans {
  readonly order: ReadingOrder;
  readonly readers: Readers;
}

async function readersFor(results: ResultsPlace, options: WorkerOptions, id: string): Promise<ReadingMeans> {
  const order = (await orderIn(results, id)) as ReadingOrder;
  const readers = await openReaders(order, options);
  const others = differences(order.engines, readers.engines);
  if (others.length === 0) return { order, readers };
  await readers.close(false);
  throw new Unfit('other-engines', { engines: others.join(', ') });
}
