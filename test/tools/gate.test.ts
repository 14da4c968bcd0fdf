import { expect, it } from 'vitest';
import { Gate } from '../../src/tools/gate.ts';

// A file that may end its process is tried while nothing else is read there.
it('lets one work alone between those before and those behind it, whatever fails', async () => {
  const gate = new Gate();
  const told: string[] = [];
  let running = 0;
  const work = (name: string, most: number) => async () => {
    running += 1;
    told.push(name);
    expect(running, name).toBeLessThanOrEqual(most);
    await new Promise((resolve) => setTimeout(resolve, 10));
    running -= 1;
    if (name === 'b' || name === 'alone') throw new Error(name);
  };
  const all = [
    gate.together(work('a', 2)),
    gate.together(work('b', 2)),
    gate.alone(work('alone', 1)),
    gate.together(work('c', 2)),
    gate.together(work('d', 2)),
    gate.alone(work('alone again', 1)),
  ];
  const ended = await Promise.allSettled(all);
  expect(ended.map(({ status }) => status === 'fulfilled')).toEqual([true, false, false, true, true, true]);
  expect(told).toEqual(['a', 'b', 'alone', 'c', 'd', 'alone again']);
});
