import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApart } from '../../src/trace/apart.ts';
import { type TraceAnswer, type TraceListener, type TraceOrder, traceAll } from '../../src/trace/index.ts';
import { Delivery } from './delivery.ts';
import { scene } from './picture/drawn.ts';
import { trace } from './whole.ts';

// Tracing runs in a process of its own: it must give the same answer, and whatever becomes of it must be told.
let delivery: Delivery;
let order: TraceOrder;

beforeAll(async () => {
  delivery = await Delivery.open();
  const made = scene(1, 640, 360);
  const assets = [
    await delivery.still('ai/made.png', made, { verdict: 'generated' }, (image) => image.png()),
    await delivery.still('out/export.jpg', made, {}, (image) => image.resize(420).jpeg()),
  ];
  order = { assets, marked: [], declared: new Set(), environment: process.env, jobs: 1, pictures: true, cache: undefined };
}, 60_000);
afterAll(() => delivery.remove());

const listener: TraceListener = { advance: () => {}, onCacheProblem: () => {} };

async function traceApart(what: TraceOrder, told: TraceListener): Promise<TraceAnswer> {
  const search = openApart(what, told);
  try {
    return await traceAll(what, search);
  } finally {
    await search.close();
  }
}

/** The processes that trace for this one. */
const processes = (): number[] => {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return rows.flatMap((row) => {
    const [pid, parent] = row.trim().split(/\s+/);
    return Number(parent) === process.pid && row.includes('apart-process') ? [Number(pid)] : [];
  });
};

/** Waits until a tracing process runs, and gives its number. */
async function running(): Promise<number> {
  for (let look = 0; look < 500; look++) {
    const [pid] = processes();
    if (pid !== undefined) return pid;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('no process was seen that traces');
}

describe('tracing in a process of its own', () => {
  it('answers as it does in this one, and leaves no process behind', async () => {
    const answer: TraceAnswer = await traceApart(order, listener);
    const { remembered, frames } = { remembered: null, frames: null };
    expect(answer).toEqual(await trace({ ...order, assets: [...order.assets], remembered, frames }));
    expect(answer.sightings.map(({ source, in: target }) => [source, target])).toEqual([['ai/made.png', 'out/export.jpg']]);
    expect(processes()).toEqual([]);
  }, 60_000);

  it('fails in words where its process is killed', async () => {
    const tracing = traceApart(order, listener);
    const failed = expect(tracing).rejects.toThrow('its process ended (SIGKILL)');
    process.kill(await running(), 'SIGKILL');
    await failed;
  }, 60_000);

  it('ends with the reason for which it was stopped, and so does its process', async () => {
    const stop = new AbortController();
    const reason = new Error('stopped');
    const tracing = traceApart(order, { ...listener, signal: stop.signal });
    const failed = expect(tracing).rejects.toBe(reason);
    await running();
    stop.abort(reason);
    await failed;
    expect(processes()).toEqual([]);
    await expect(traceApart(order, { ...listener, signal: stop.signal })).rejects.toBe(reason);
  }, 60_000);

  it('tells where nothing can be remembered', async () => {
    const told: string[] = [];
    await traceApart({ ...order, cache: '/dev/null/none' }, { ...listener, onCacheProblem: (detail) => told.push(detail) });
    expect(told).toHaveLength(1);
  }, 60_000);
});
