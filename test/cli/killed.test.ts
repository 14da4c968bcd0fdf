import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as waited } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFingerprints, openReadings } from '../../src/store/index.ts';

// Killed at any moment, a scan leaves reports that are whole or absent, a store that is sound, and nothing that the next one misses.

const root = join(import.meta.dirname, '../..');
const cli = join(root, 'dist/bundle/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'killed-'));
const delivery = join(folder, 'delivery');
const names = ['r.json', 'r.html', 'r.ndjson', 'r.xlsx'];

/** Kills, and the seed of their moments: `npm run check:long` has more. */
const isLong = process.env.TRUESLATE_LONG === '1';
const rounds = isLong ? 50 : 3;
const seed = Number(process.env.TRUESLATE_SEED ?? Date.now() % 1e9);
let state = seed;
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

function scan(cache: string, reports: string) {
  const files = names.flatMap((name) => ['--report', join(reports, name)]);
  const args = [cli, 'scan', delivery, '--cache', cache, '--quiet', '--fail-on', 'never', '--format', 'json', ...files];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let err = '';
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  const ended = new Promise<{ code: number | null; err: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, err })),
  );
  return { child, ended };
}

const folderFor = (what: string): string => mkdtempSync(join(folder, `${what}-`));

function said(reports: string): unknown {
  const { run: _, ...report } = JSON.parse(readFileSync(join(reports, 'r.json'), 'utf8'));
  return report;
}

/** Throws where a file under the name of a report is half of one. */
function mustBeWhole(file: string): void {
  const bytes = readFileSync(file);
  const text = bytes.toString();
  if (file.endsWith('.json')) expect(JSON.parse(text).assets.length).toBeGreaterThan(20);
  else if (file.endsWith('.html')) expect(text.trimEnd().endsWith('</html>')).toBe(true);
  else if (file.endsWith('.xlsx')) expect(Object.keys(unzipSync(bytes))).toContain('xl/workbook.xml');
  else expect(Object.keys(JSON.parse(text.trimEnd().split('\n').at(-1) ?? ''))).toEqual(lastKeys);
}

let whole: unknown;
/** Of the last line of NDJSON. */
let lastKeys: string[] = [];
let duration = 0;

describe('a scan that is killed', () => {
  beforeAll(async () => {
    cpSync(join(root, 'fixtures/delivery'), delivery, { recursive: true });
    // What was changed within two seconds is not remembered.
    await waited(2200);
    const reports = folderFor('reports');
    const started = performance.now();
    const { code, err } = await scan(folderFor('cache'), reports).ended;
    duration = performance.now() - started;
    expect(code, err).toBe(0);
    whole = said(reports);
    lastKeys = Object.keys(JSON.parse(readFileSync(join(reports, 'r.ndjson'), 'utf8').trimEnd().split('\n').at(-1) ?? ''));
    for (const name of names) mustBeWhole(join(reports, name));
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(
    `leaves whole reports or none and a sound store, and ends as if nothing had been (seed ${seed}, ${rounds} kills)`,
    async () => {
      process.stdout.write(`TRUESLATE_SEED=${seed}\n`);
      let cache = folderFor('cache');
      for (let round = 0; round < rounds; round++) {
        const why = `kill ${round}, seed ${seed}`;
        // A store that is nearly full of answers is written in other moments than an empty one.
        if (round % 3 === 0) cache = folderFor('cache');
        const reports = folderFor('reports');
        // Every other moment is among those in which reports are written: behind the last asset.
        const moment = round % 2 === 0 ? random() * duration : duration * (0.8 + 0.2 * random());
        const { child, ended } = scan(cache, reports);
        await waited(moment);
        child.kill('SIGKILL');
        await ended;
        for (const name of readdirSync(reports)) {
          if (names.includes(name)) mustBeWhole(join(reports, name));
          else expect(name, why).toMatch(/^r\.(json|html|ndjson|xlsx)\.\d+\.part$/);
        }
        const problems: string[] = [];
        const onProblem = (detail: string) => void problems.push(detail);
        for (const open of [openReadings, openFingerprints]) await (await open(cache, { onProblem }))?.close();
        expect(problems, why).toEqual([]);
        // The run after each third kill of one store ends: it had all of them to stumble over.
        if (isLong || round % 3 === 2) {
          const { code, err } = await scan(cache, reports).ended;
          expect([code, err], why).toEqual([0, '']);
          expect(said(reports), why).toEqual(whole);
          for (const name of names) mustBeWhole(join(reports, name));
          expect(
            readdirSync(cache).filter((name) => name.includes('damaged')),
            why,
          ).toEqual([]);
        }
      }
    },
    60_000 + rounds * 60_000,
  );

  it('has its leftovers removed by the next scan after a day, and those of one that runs, or of others, never', async () => {
    const reports = folderFor('left');
    mkdirSync(reports, { recursive: true });
    // A process that is no more.
    const { pid } = spawn(process.execPath, ['-e', '']);
    await waited(1000);
    const left = (name: string, days: number): string => {
      const file = join(reports, name);
      writeFileSync(file, '{');
      const then = new Date(Date.now() - days * 24 * 3600_000);
      utimesSync(file, then, then);
      return file;
    };
    const old = left(`r.json.${pid}.part`, 2);
    const kept = [left(`r.html.${pid}.part`, 0), left(`r.json.${process.pid}.part`, 2), left(`mine.json.${pid}.part`, 2)];
    const { code, err } = await scan(folderFor('cache'), reports).ended;
    expect([code, err]).toEqual([0, '']);
    expect(existsSync(old)).toBe(false);
    for (const file of kept) expect(existsSync(file), basename(file)).toBe(true);
  }, 180_000);
});
