import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Tracing } from '../../src/scan/options.ts';
import { scan } from '../../src/scan.ts';
import type { TraceListener, TraceOrder } from '../../src/trace/index.ts';

// Media end before the duration that they state: a search that is over must not stand at 35 s of 38 s.
vi.mock('../../src/trace/index.ts', () => ({
  traceApart: async (_: TraceOrder, { onProgress }: TraceListener) => {
    onProgress({ done: 20, total: 38, path: 'a.mov' });
    onProgress({ done: 35, total: 38, path: 'b.mov' });
    return { sightings: [], coverage: { sources: 1, targets: 2, gaps: [] } };
  },
}));

it('ends at its total', async () => {
  const told: Tracing[] = [];
  await scan([join(import.meta.dirname, '../../fixtures/delivery')], { onTracing: (tracing) => told.push(tracing) });
  expect(told.map(({ done, total }) => [done, total])).toEqual([
    [20, 38],
    [35, 38],
    [38, 38],
  ]);
}, 60_000);
