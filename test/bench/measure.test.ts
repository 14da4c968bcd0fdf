import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measured } from '../../scripts/bench/trace/measure.mjs';

// The page of figures rests on these accounts: what a child of a child reads must be in them, however short it lives.
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'measure-'));
  writeFileSync(join(folder, 'bytes'), Buffer.alloc(8 << 20, 1));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (program: string) => measured('/bin/sh', ['-c', program, 'sh', join(folder, 'bytes')]);

describe.skipIf(!existsSync('/proc/self/io'))('what a program is measured by', () => {
  it('counts what it and its children read, and no more', async () => {
    const nothing = await read('exit 0');
    const once = await read('cat "$1" > /dev/null; exit 0');
    const twice = await read('sh -c \'cat "$1" > /dev/null\' sh "$1"; cat "$1" > /dev/null; exit 0');
    const slack = 1 << 20;
    expect(nothing.asked).toBeLessThan(slack);
    for (const [run, count] of [
      [once, 1],
      [twice, 2],
    ] as const) {
      expect(run.asked).toBeGreaterThanOrEqual(count * (8 << 20));
      expect(run.asked).toBeLessThan(count * (8 << 20) + slack);
    }
  });

  it('keeps the exit code and the last words', async () => {
    expect(await read('echo lost >&2; exit 3')).toMatchObject({ code: 3, stderr: 'lost\n' });
  });

  it('sees the memory of a program and of what its threads start', async () => {
    const hold = 'const kept = Buffer.alloc(120 << 20, 1); setTimeout(() => kept.at(0), 1000)';
    const child = `require("node:child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(hold)}])`;
    const thread = `new (require("node:worker_threads").Worker)(${JSON.stringify(child)}, { eval: true }); ${hold}`;
    const run = await measured(process.execPath, ['-e', thread]);
    expect(run.code).toBe(0);
    expect(run.peak).toBeGreaterThan(120);
    expect(run.treePeak).toBeGreaterThan(240);
  });
});
