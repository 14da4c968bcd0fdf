import type { TraceInput } from '../../src/trace/index.ts';
import { openSearch, type TraceSearch } from '../../src/trace/search.ts';
import { type TraceAnswer, traceAll } from '../../src/trace/tracing.ts';

/** Traces a whole delivery in this process. */
export async function trace(input: TraceInput): Promise<TraceAnswer> {
  const search: TraceSearch = openSearch(input);
  try {
    return await traceAll(input, search);
  } finally {
    await search.close();
  }
}
