import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeLeftovers } from '../../src/watch/leftovers.ts';
import { takeLock } from '../../src/watch/lock.ts';
import { openState, stateName } from '../../src/watch/state.ts';

// What survives the end of a watch: nothing may be scanned twice for nothing, and nothing be forgotten.
let reports: string;
beforeEach(() => {
  reports = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(reports, { recursive: true, force: true }));

const scanned = (digest: string) => ({ digest, finished: '2026-11-23T10:00:00.000Z', exitCode: 0 });
const opened = () => openState(reports, '/in');

describe('the state', () => {
  it('is there again after a restart, with messages that were not taken', async () => {
    const state = await opened();
    await Promise.all([
      state.setScanned('A', scanned('1'), { id: 'm1', body: '{}' }),
      state.setScanned('__proto__', scanned('2'), { id: 'm2', body: '{}' }),
    ]);
    await state.setSent('m1');
    const again = await opened();
    expect(again.scannedAs('A')?.digest).toBe('1');
    expect(again.scannedAs('__proto__')?.digest).toBe('2');
    expect(again.unsent().map(({ id }) => id)).toEqual(['m2']);
    expect(readdirSync(reports)).toEqual([stateName]);
  });

  it('forgets at a restart what could not start for a reason outside the delivery', async () => {
    await (await opened()).setScanned('A', { ...scanned('1'), tryAgain: true });
    expect((await opened()).scannedAs('A')).toBeUndefined();
  });

  it('remembers for a month what is gone: a share that was away brings back what was scanned', async () => {
    const state = await opened();
    const day = 24 * 3600 * 1000;
    await state.setScanned('A', scanned('1'));
    await state.setPresent(new Set(), new Date(0));
    await state.setPresent(new Set(), new Date(29 * day));
    expect((await opened()).scannedAs('A')?.digest).toBe('1');
    await state.setPresent(new Set(['A']), new Date(29 * day));
    expect((await opened()).scannedAs('A')).toEqual(scanned('1'));
    await state.setPresent(new Set(), new Date(30 * day));
    await state.setPresent(new Set(), new Date(61 * day));
    expect((await opened()).names()).toEqual([]);
  });

  it('says so where the reports folder is of another watch, or the file is damaged', async () => {
    await (await opened()).setScanned('A', scanned('1'));
    await expect(openState(reports, '/elsewhere')).rejects.toMatchObject({ code: 'other-folder', params: { folder: '/in' } });
    writeFileSync(join(reports, stateName), '{"schema": "trueslate.watch/1", "scan');
    await expect(opened()).rejects.toMatchObject({ code: 'damaged' });
  });
});

describe('the lock', () => {
  const file = () => join(reports, '.trueslate-watch.lock');
  const heldBy = (pid: number, host = hostname()) => writeFileSync(file(), JSON.stringify({ pid, host }));

  it('keeps a second watch out while the first runs', async () => {
    // The process above this one runs as long as this test.
    heldBy(process.ppid);
    expect(await takeLock(reports)).toBeNull();
  });

  it('is taken over from a process that was killed, and from another machine once it is silent', async () => {
    heldBy(2 ** 22 + 1);
    await (await takeLock(reports))?.release();
    expect(readdirSync(reports)).toEqual([]);
    heldBy(1, 'other-machine');
    expect(await takeLock(reports)).toBeNull();
    utimesSync(file(), new Date(Date.now() - 61_000), new Date(Date.now() - 61_000));
    expect(await takeLock(reports)).not.toBeNull();
  });
});

describe('leftovers', () => {
  it('of a killed run are removed, not what somebody writes now, and no report', async () => {
    for (const name of ['A.json.4711.part', 'B.json.4711.part', 'A.json', 'film.part']) writeFileSync(join(reports, name), 'x');
    const old = new Date(Date.now() - 2 * 3600 * 1000);
    for (const name of ['A.json.4711.part', 'A.json', 'film.part']) utimesSync(join(reports, name), old, old);
    await removeLeftovers(reports);
    expect(readdirSync(reports).sort()).toEqual(['A.json', 'B.json.4711.part', 'film.part']);
  });
});
