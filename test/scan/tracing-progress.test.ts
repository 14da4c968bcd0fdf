import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Tracing } from '../../src/scan/options.ts';
import { scan } from '../../src/scan.ts';
import type { TraceListener, TraceOrder } from '../../src/trace/index.ts';

// Media end before the duration that they state: a search that is over must not stand at 35 s of 38 s.
vi.mock('../../src/trace/index.ts', async (original) => {
  const actual: typeof import('../../src/trace/index.ts') = await original();
  return {
    ...actual,
    openSteady: (_: TraceOrder, { advance }: TraceListener) => ({
      others: async () => ({ sightings: [], gaps: [], originals: [] }),
      inVideo: async (path: string) => {
        advance(path, 'picture', 1);
        return { sightings: [], gaps: [] };
      },
      close: async () => {},
    }),
  };
});

it('ends at its total', async () => {
  const told: Tracing[] = [];
  await scan([join(import.meta.dirname, '../../fixtures/delivery')], { onTracing: (tracing) => told.push(tracing) });
  const [first, last] = [told[0] as Tracing, told.at(-1) as Tracing];
  expect(first.done).toBe(1);
  expect(last.total).toBeGreaterThan(told.length);
  expect(last.done).toBe(last.total);
}, 60_000);
