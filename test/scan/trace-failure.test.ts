import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-code.ts';
import { messages } from '../../src/messages/index.ts';
import { reporters } from '../../src/report/index.ts';
import { scan } from '../../src/scan.ts';

// A failure of tracing itself must never take what reading has found, nor pass for a search that found nothing.
vi.mock('../../src/trace/index.ts', async (original) => ({
  ...(await original()),
  openSteady: () => {
    throw new Error('the worker did not start');
  },
}));

const base = mkdtempSync(join(tmpdir(), 'trace-failure-'));
const delivery = join(base, 'delivery');
cpSync(join(import.meta.dirname, '../../fixtures/delivery'), delivery, { recursive: true });
afterAll(() => rmSync(base, { recursive: true, force: true }));

it('keeps what reading found, says in words that tracing failed, and is not complete', async () => {
  const untraced = await scan([delivery], { trace: false });
  const report = await scan([delivery]);
  expect(untraced.findings.length).toBeGreaterThan(0);
  expect(report.findings.map(({ id }) => id)).toEqual(untraced.findings.map(({ id }) => id));
  expect(report.coverage.traced).toBeNull();
  expect(report.run.complete).toBe(false);
  expect(report.problems.map(({ code }) => code)).toEqual(['tracing-failed']);
  expect(report.problems[0]?.message).toContain('the worker did not start');
  expect(report.coverage.notChecked).not.toContain(messages('en').notChecked['tracing-off']);
  expect(report.coverage.notChecked).not.toContain(messages('en').notChecked['tracing-limits']);
  expect(exitCodeOf(report, 'never')).toBe(3);
  expect(exitCodeOf(report, 'fyi')).toBe(1);
  const text = reporters.find(({ name }) => name === 'text');
  if (text === undefined || 'renderVideos' in text) throw new Error('there is a summary');
  const shown = text.render(report, { messages: messages('en'), width: 120, colour: false, onlyFailures: false });
  expect(String(await shown).replace(/\s+/g, ' ')).toContain('The search for marked pictures and sounds');
}, 60_000);

it('throws what stopped the scan, where it was stopped', async () => {
  const stop = new AbortController();
  const reason = new Error('stopped');
  const scanning = scan([delivery], { signal: stop.signal, onProgress: () => stop.abort(reason) });
  await expect(scanning).rejects.toBe(reason);
}, 60_000);
