import { openApart, type TraceListener, type TraceOrder } from './apart.ts';
import { failureIn } from './failure.ts';
import type { TraceSearch } from './search.ts';
import { type FoundAgain, knownBy } from './tracing.ts';

/**
 * A search in processes of their own that outlives them: a video that ends its process, and those that were searched there with it, are
 * each searched again in one of their own. What ends that too is a gap, and the other videos are searched all the same.
 */
export function openSteady(order: TraceOrder, listener: TraceListener, open = openApart): TraceSearch {
  let current = open(order, listener);
  let { known } = order;
  const again = (): TraceSearch => open({ ...order, ...(known && { known }) }, listener);
  const alone = async (path: string): Promise<FoundAgain> => {
    const own = again();
    try {
      return await own.inVideo(path);
    } finally {
      await own.close();
    }
  };
  return {
    others: async () => {
      const found = await current.others();
      known = knownBy(found);
      return found;
    },
    inVideo: async (path) => {
      const asked = current;
      try {
        return await asked.inVideo(path);
      } catch {
        listener.signal?.throwIfAborted();
        // The first to notice replaces it.
        if (current === asked) {
          current = again();
          await asked.close();
        }
      }
      return alone(path).catch((error: unknown) => {
        listener.signal?.throwIfAborted();
        return { sightings: [], gaps: [{ path, role: 'target', code: 'not-decoded', detail: failureIn(error, path) }] };
      });
    },
    close: () => current.close(),
  };
}
