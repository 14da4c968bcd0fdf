import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run.ts';
import { messages } from '../../src/messages/index.ts';
import type { Report } from '../../src/model/index.ts';
import type { ScanOptions } from '../../src/scan/options.ts';
import { scan } from '../../src/scan.ts';
import { findProgram } from '../../src/tools/ffmpeg-path.ts';

// A still that a tag marks as generated, and a cut of six seconds that shows it from 2 s to 4 s, pushed in on, between two other
// pictures: what metadata cannot tell of the cut, tracing must, at the right timecode, and as the declaration says.
// The worker threads of tracing are those of the last build, as `npm test` makes it.
const ffmpeg = await findProgram('ffmpeg', process.env);
if (ffmpeg === null) console.log('skipped: test/scan/trace.test.ts needs ffmpeg, and none was found');

const base = mkdtempSync(join(tmpdir(), 'traced-'));
const delivery = join(base, 'delivery');
const project = join(base, 'project');
const cache = join(base, 'cache', 'of', 'this', 'test');
afterAll(() => rmSync(base, { recursive: true, force: true }));

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
  rdf:about="" xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
  e:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta>`;

/** A picture with detail everywhere, another for each seed: shapes of many sizes and greys. */
function texture(seed: number): Buffer {
  let state = seed * 7919;
  const next = (limit: number): number => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * limit);
  };
  const shapes = Array.from({ length: 260 }, (_, at) => {
    const [x, y, size] = [next(960), next(540), 6 + next(at < 60 ? 160 : 40)];
    const fill = `fill="rgb(${next(256)},${next(256)},${next(256)})"`;
    const turn = `transform="rotate(${next(180)} ${x} ${y})"`;
    return next(2) === 0
      ? `<rect x="${x}" y="${y}" width="${size}" height="${4 + next(size)}" ${fill} ${turn}/>`
      : `<ellipse cx="${x}" cy="${y}" rx="${size / 2}" ry="${2 + next(size) / 2}" ${fill} ${turn}/>`;
  });
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="540"><rect width="960" height="540" fill="#777"/>${shapes.join('')}</svg>`,
  );
}

async function makeCut(file: string): Promise<void> {
  const stills = await Promise.all(
    [2, 1, 3].map(async (seed) => {
      const still = join(base, `${seed}.png`);
      await sharp(texture(seed)).png().toFile(still);
      return still;
    }),
  );
  const zooms = ['1.1', '1+0.006*on', '1.1'];
  const shots = zooms.map(
    (zoom, at) => `[${at}:v]zoompan=z='${zoom}':x='iw*0.1':y='ih*0.1':d=50:s=640x360:fps=25,setsar=1[v${at}]`,
  );
  const filter = `${shots.join(';')};[v0][v1][v2]concat=n=3:v=1:a=0[v]`;
  execFileSync(ffmpeg?.path ?? '', [
    ...['-v', 'error', '-y', ...stills.flatMap((still) => ['-i', still])],
    ...['-filter_complex', filter, '-map', '[v]', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '50'],
    ...['-timecode', '10:00:00:00', '-map_metadata', '-1', file],
  ]);
}

/** A declaration that names the still, written beside the delivery. */
function declared(): string {
  const file = join(base, 'ai-declaration.yaml');
  writeFileSync(
    file,
    `schema: trueslate.declaration/1
statement: uses-listed
production: { title: The Long Road }
tools: [{ id: T1, name: Firefly }]
uses:
  - { id: U1, title: The street, tools: [T1], degree: generated, destination: final-visible, assets: [stills/street.jpg] }
`,
  );
  return file;
}

const scanned = (options: ScanOptions = {}, place = delivery): Promise<Report> =>
  scan([place], { environment: process.env, jobs: 2, ...options });
/** What the command line writes to stdout. */
async function runCommand(...argv: string[]): Promise<string> {
  let written = '';
  await runCli({
    argv,
    environment: process.env,
    columns: 80,
    isTerminal: false,
    canRewrite: false,
    home: base,
    out: async (text) => {
      written += Buffer.from(text).toString('utf8');
    },
    err: () => {},
    onInterrupt: () => {},
  });
  return written;
}
const codes = (report: Report): string[] => report.findings.filter(({ severity }) => severity !== 'fyi').map(({ code }) => code);
/** Frames of a timecode behind 10:00:00:00, at 25 a second. */
const frameOf = (timecode: string | null | undefined): number => {
  const [hours, minutes, seconds, frames] = (timecode ?? '').split(':').map(Number) as [number, number, number, number];
  return (((hours - 10) * 60 + minutes) * 60 + seconds) * 25 + frames;
};

describe.skipIf(ffmpeg === null)('a marked still in a finished cut', () => {
  beforeAll(async () => {
    for (const folder of [join(delivery, 'cut'), join(delivery, 'stills'), project]) mkdirSync(folder, { recursive: true });
    const marked = sharp(texture(1)).jpeg({ quality: 90 }).withXmp(xmp);
    await marked.toFile(join(delivery, 'stills/street.jpg'));
    await makeCut(join(delivery, 'cut/reel1.mov'));
  });

  it('is a blocker at the timecode of the cut, and remembered outside it', async () => {
    const told: number[] = [];
    const report = await scanned({ cache, onTracing: ({ done, total }) => told.push(done / total) });
    expect(report.coverage.traced).toMatchObject({ sources: 1, targets: 1, gaps: [] });
    expect(report.sightings).toHaveLength(1);
    const [sighting] = report.sightings;
    expect(sighting).toMatchObject({ source: 'stills/street.jpg', in: 'cut/reel1.mov', medium: 'still', relation: 'marked' });
    const finding = report.findings.find(({ code }) => code === 'P09');
    expect(finding).toMatchObject({ severity: 'blocker', asset: 'cut/reel1.mov', from: sighting?.from });
    expect(Math.abs(frameOf(finding?.from) - 50)).toBeLessThanOrEqual(2);
    expect(Math.abs(frameOf(finding?.to) - 100)).toBeLessThanOrEqual(2);
    expect(sighting?.proof?.target).toMatch(/^data:image\//);
    expect(codes(report)).toEqual(expect.arrayContaining(['D01', 'P09']));
    expect(report.assets.find(({ path }) => path === 'cut/reel1.mov')?.verdict).toBe('unmarked');
    expect(told.at(-1)).toBeGreaterThan(0.85);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(readdirSync(cache).join()).toContain('fingerprints');
  });

  it('raises nothing where a use declares the still, and is found again from what was remembered', async () => {
    const report = await scanned({ cache, declaration: declared(), onCacheProblem: (_, detail) => expect(detail).toBe('') });
    expect(codes(report)).toEqual([]);
    expect(report.sightings).toHaveLength(1);
    expect(report.ranges).toMatchObject([{ use: 'U1', outcome: 'declared-and-matched', asset: 'cut/reel1.mov' }]);
  });

  it('is drafted with its timecodes by declare init, and the draft, filled in, settles it', async () => {
    const draft = await runCommand('declare', 'init', delivery, '--cache', cache, '--quiet');
    const found = /in: "?(10:00:0\d:\d\d)"?, out: "?(10:00:0\d:\d\d)"? \} # stills\/street\.jpg/.exec(draft);
    expect(Math.abs(frameOf(found?.[1]) - 50)).toBeLessThanOrEqual(2);
    expect(Math.abs(frameOf(found?.[2]) - 100)).toBeLessThanOrEqual(2);
    const filled = draft
      .replace('[ TODO ]', '[ Firefly ]')
      .replace('destination: TODO', 'destination: final-visible')
      .replace('date: TODO', 'date: 2026-11-23')
      .replaceAll(/(title|name): TODO/g, '$1: A. Producer');
    const file = join(base, 'drafted.yaml');
    writeFileSync(file, filled);
    const report = await scanned({ cache, declaration: file });
    expect(codes(report)).toEqual([]);
    expect(report.ranges).toMatchObject([{ use: 'U1', outcome: 'declared-and-matched', sources: ['stills/street.jpg'] }]);
    // The same paper without the ranges that it needs: --update adds them in a use of their own.
    writeFileSync(file, filled.replace(/in: .*?, out: .*? \}/, 'in: "10:00:00:00", out: "10:00:01:00" }'));
    const updated = await runCommand('declare', 'init', delivery, '--cache', cache, '--quiet', '--update', file);
    expect(updated).toMatch(/- id: U2\n(?:.*\n)*? {4}timecodes:\n.*in: "10:00:0[12]:\d\d"/);
  });

  it('is not looked for with trace: false, which the report says', async () => {
    const report = await scanned({ trace: false });
    expect(report.sightings).toEqual([]);
    expect(report.coverage.traced).toBeNull();
    expect(report.coverage.notChecked).toContain(messages().notChecked['tracing-off']);
    expect(codes(report)).toEqual(['D01']);
  });

  it('is found where it lies only in a folder outside the delivery, which itself raises nothing', async () => {
    const [outside, cut] = [join(project, 'street.jpg'), join(base, 'cut-only')];
    mkdirSync(cut);
    await sharp(texture(1)).jpeg({ quality: 90 }).withXmp(xmp).toFile(outside);
    execFileSync('cp', [join(delivery, 'cut/reel1.mov'), cut]);
    const report = await scanned({ marked: [project], thumbnails: false }, cut);
    expect(report.marked).toMatchObject([{ path: 'marked:project/street.jpg', verdict: 'generated', outcome: 'outside' }]);
    expect(report.coverage.assets).toBe(1);
    expect(report.sightings).toMatchObject([{ source: 'marked:project/street.jpg', in: 'reel1.mov' }]);
    expect(report.sightings[0]?.proof).toBeUndefined();
    expect(report.findings.filter(({ severity }) => severity !== 'fyi')).toMatchObject([{ code: 'P09', asset: 'reel1.mov' }]);
  });
});

describe('folders beside a delivery', () => {
  const plain = join(base, 'plain');
  beforeAll(async () => {
    mkdirSync(join(plain, 'inside'), { recursive: true });
    await sharp(texture(4)).jpeg().toFile(join(plain, 'unmarked.jpg'));
  });
  const refused = async (options: ScanOptions): Promise<unknown> =>
    scanned(options, plain).catch((error: { code?: string }) => error.code);

  it('are refused where they lie in it, are missing or are files, and the cache in it as well', async () => {
    expect(await refused({ marked: [join(plain, 'inside')] })).toBe('marked-inside');
    expect(await refused({ marked: [plain] })).toBe('marked-inside');
    expect(await refused({ marked: [join(base, 'nowhere')] })).toBe('missing-root');
    expect(await refused({ marked: [join(plain, 'unmarked.jpg')] })).toBe('marked-not-folder');
    expect(await refused({ cache: join(plain, 'inside/not/there/yet') })).toBe('cache-inside');
  });

  it('may hold the delivery, whose assets are then not read twice', async () => {
    const report = await scanned({ marked: [base], trace: false }, plain);
    const paths = report.marked.map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => path.includes('/plain/'))).toEqual([]);
    expect(report.coverage.assets).toBe(1);
  });

  it('cost nothing where nothing is marked or declared: no engine is started, no fingerprint is made', async () => {
    const cache = join(base, 'unused');
    const report = await scanned({ cache }, plain);
    expect(report.coverage.traced).toEqual({ sources: 0, targets: 0, gaps: [] });
    expect(existsSync(join(cache, 'fingerprints-1.lmdb'))).toBe(false);
  });

  it('do without remembering where the usual cache lies in the delivery', async () => {
    const told: string[] = [];
    const usualCache = join(plain, 'inside/cache');
    await scanned({ usualCache, onCacheProblem: (_, detail) => told.push(detail) }, plain);
    expect(told).toEqual(['inside']);
    expect(existsSync(usualCache)).toBe(false);
  });
});
