import { expect, it } from 'vitest';
import type { FoundAgain, TraceListener, TraceOrder, TraceSearch } from '../../src/trace/index.ts';
import { openSteady } from '../../src/trace/steady.ts';

// What becomes of a search whose process ends: real processes and real deaths are in apart.test.ts.
const order = { assets: [], marked: [], declared: new Set() } as unknown as TraceOrder;
const listener: TraceListener = { advance: () => {}, onCacheProblem: () => {} };
const found = (path: string): FoundAgain => ({ sightings: [], gaps: [{ path, role: 'target', code: 'no-decoder' }] });
const original = { source: 'ai.png', still: 'photo.png', mirrored: false };

/** Processes of which each dies with all that is asked of it once `poison.mov` is searched there. */
function processes() {
  const opened: { order: TraceOrder; isClosed: boolean }[] = [];
  const open = (of: TraceOrder): TraceSearch => {
    const own = { order: of, isClosed: false };
    opened.push(own);
    let die = (): void => {};
    const death = new Promise<never>((_, reject) => {
      die = () => reject(new Error('its process ended (SIGSEGV)'));
    });
    death.catch(() => {});
    return {
      others: async () => ({ ...found('a'), originals: [original] }),
      inVideo: (path) => {
        if (path === 'poison.mov') setTimeout(die, 5);
        return Promise.race([death, new Promise<FoundAgain>((resolve) => setTimeout(() => resolve(found(path)), 20))]);
      },
      close: async () => {
        own.isClosed = true;
      },
    };
  };
  return { opened, open };
}

it('searches videos again, each by itself, whose process another one ended, and goes on', async () => {
  const { opened, open } = processes();
  const search = openSteady(order, listener, open);
  await search.others();
  const answers = await Promise.all(['reel1.mov', 'poison.mov', 'reel2.mov'].map((path) => search.inVideo(path)));
  expect(answers[0]).toEqual(found('reel1.mov'));
  expect(answers[2]).toEqual(found('reel2.mov'));
  expect(answers[1]?.gaps).toMatchObject([{ path: 'poison.mov', code: 'not-decoded', detail: 'its process ended (SIGSEGV)' }]);
  const before = opened.length;
  expect(await search.inVideo('reel3.mov')).toEqual(found('reel3.mov'));
  expect(opened).toHaveLength(before);
  // What stills told need not be found out again.
  expect(opened.slice(1).every(({ order: of }) => of.known?.originals[0] === original)).toBe(true);
  await search.close();
  expect(opened.every(({ isClosed }) => isClosed)).toBe(true);
});

it('searches nothing again once it is stopped', async () => {
  const { opened, open } = processes();
  const stop = new AbortController();
  const search = openSteady(order, { ...listener, signal: stop.signal }, open);
  const reason = new Error('stopped');
  stop.abort(reason);
  await expect(search.inVideo('poison.mov')).rejects.toBe(reason);
  expect(opened).toHaveLength(1);
});
