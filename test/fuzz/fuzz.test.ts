import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

// A small and fixed share of `npm run fuzz`: nothing that a file or a paper holds makes its reader throw, hang or run on.
const root = join(import.meta.dirname, '../..');
const save = mkdtempSync(join(tmpdir(), 'fuzz-'));
afterAll(() => rmSync(save, { recursive: true, force: true }));

/** Inputs of a target; what makes a whole report or delivery of each, or opens a workbook, has fewer: `npm run check:long` has the rest. */
const runs: Readonly<Record<string, number>> = { reports: 250, judging: 300, papers: 350 };

it.each(readdirSync(join(root, 'scripts/fuzz/targets')).map((file) => file.replace('.mjs', '')))(
  '%s',
  (target) => {
    const least = runs[target] ?? 1500;
    const args = ['scripts/fuzz.mjs', '--only', target, '--runs', String(least), '--seed', '20261124', '--save', save];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', timeout: 240_000 });
    expect(status, `${stdout}${stderr}`).toBe(0);
    expect(Number(/(\d+) inputs/.exec(stdout)?.[1])).toBeGreaterThanOrEqual(least);
  },
  250_000,
);
