import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inspect } from '../../src/inspect.ts';
import type { ReadAsset } from '../../src/model/index.ts';
import type { ScanOptions } from '../../src/scan/options.ts';
import { scan } from '../../src/scan.ts';
import { findProgram } from '../../src/tools/ffmpeg-path.ts';
import { verify } from '../../src/verify.ts';
import { assetMapXml, cplXml, packingListXml, type WrittenComposition } from '../imf.ts';

// Small packages of real MXF files, as ffmpeg writes them, beside a CPL, an asset map and a packing list.
const ffmpeg = await findProgram('ffmpeg', process.env);
if (ffmpeg === null) console.log('skipped: test/scan/imf.test.ts needs ffmpeg, and none was found');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imf-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" e:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta>`;

function put(path: string, content: string | Buffer): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** A track file of two seconds at 23.976; `marked`: with a comment that holds XMP, as an exporter leaves it. */
function putTrack(path: string, marked = false): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  const input = ['-f', 'lavfi', '-i', 'testsrc2=s=64x64:r=24000/1001:d=2'];
  const comment = marked ? ['-metadata', `comment_Description=${xmp}`] : [];
  execFileSync(ffmpeg?.path ?? '', ['-v', 'error', ...input, '-c:v', 'mpeg2video', ...comment, join(folder, path)]);
}

const two = (...tracks: string[]): WrittenComposition => ({
  segments: [{ MainImageSequence: tracks.map((track) => ({ track, intrinsic: 48 })) }],
});
/** A declaration of the still, shown in these ranges of the composition. */
const declaration = (...ranges: readonly (readonly [from: string, to: string])[]): string => `schema: trueslate.declaration/1
statement: uses-listed
production: { title: The Long Road }
tools: [{ id: T1, name: Firefly }]
uses:
  - { id: U1, title: The street, tools: [T1], degree: generated, destination: final-visible, assets: [still.png], timecodes: [${ranges
    .map(([from, to]) => `{ asset: imp/CPL.xml, in: "${from}", out: "${to}" }`)
    .join(', ')}] }
`;

async function scanned(options: ScanOptions = {}, places = [folder]) {
  const report = await scan(places, { thumbnails: false, trace: false, environment: process.env, jobs: 2, ...options });
  const asset = (path: string) => report.assets.find((one) => one.path === path);
  const findings = report.findings.map(({ code, asset: path }) => `${code} ${path ?? ''}`).filter((one) => !/^D17/.test(one));
  return { report, asset, findings, verdicts: Object.fromEntries(report.assets.map(({ path, verdict }) => [path, verdict])) };
}

describe.skipIf(ffmpeg === null)('an IMF package', () => {
  test('the composition is a package with its own clock, its track files stay videos, and map and packing list are no media', async () => {
    putTrack('imp/a.mxf');
    put('imp/CPL.xml', cplXml({ ...two('a', 'a'), timecode: { start: '00:59:58:00', drop: false } }));
    put('imp/ASSETMAP.xml', assetMapXml({ a: 'a.mxf', cpl: 'CPL.xml' }));
    put('imp/PKL.xml', packingListXml({ a: readFileSync(join(folder, 'imp/a.mxf')) }));
    const { report, asset, findings, verdicts } = await scanned();
    expect(verdicts).toEqual({ 'imp/CPL.xml': 'unmarked', 'imp/a.mxf': 'unmarked' });
    expect(asset('imp/CPL.xml')).toMatchObject({
      kind: 'package',
      format: 'application/x-imf-cpl+xml',
      tracks: ['imp/a.mxf'],
      about: { duration: 4.004, frameRate: '24000/1001', timecode: '00:59:58:00' },
      problems: [],
    });
    expect(asset('imp/a.mxf')).toMatchObject({ kind: 'video', parts: [] });
    expect(asset('imp/a.mxf')).not.toHaveProperty('tracks');
    expect(report.coverage.skipped.map(({ path, reason }) => `${path} ${reason}`)).toEqual([
      'imp/ASSETMAP.xml not-media',
      'imp/PKL.xml not-media',
    ]);
    expect(report.coverage.manifests).toMatchObject([{ path: 'imp/PKL.xml', kind: 'packing-list', entries: 1 }]);
    expect(findings).toEqual([]);
    expect(report.run.complete).toBe(true);
  });

  test('a marked track file marks the package, with evidence that points at it, and is one finding, not two', async () => {
    putTrack('imp/b.mxf', true);
    putTrack('imp/a.mxf');
    // The CPL comes first by its name and must wait for what it plays, in the streamed report too.
    put('imp/CPL.xml', cplXml(two('a', 'b')));
    put('imp/ASSETMAP', assetMapXml({ a: 'a.mxf', b: 'b.mxf' }));
    const streamed: ReadAsset[] = [];
    const { report, asset, findings, verdicts } = await scanned({ onReadAsset: (one) => streamed.push(one) });
    expect(verdicts).toEqual({ 'imp/CPL.xml': 'edited', 'imp/a.mxf': 'unmarked', 'imp/b.mxf': 'generated' });
    expect(asset('imp/CPL.xml')).toMatchObject({ strength: 'declared', outcome: 'undisclosed' });
    expect(asset('imp/CPL.xml')?.evidence[0]).toMatchObject({ relation: 'track', at: { path: 'imp/b.mxf' } });
    expect(asset('imp/CPL.xml')?.evidence[0]?.where).toMatch(/^imp\/b\.mxf: /);
    expect(streamed.map(({ path, verdict }) => [path, verdict])).toEqual(Object.entries(verdicts));
    expect(findings).toEqual(['D01 imp/b.mxf']);
    const checks = (await verify(report, { name: 'r.json' })).checks;
    expect(checks.filter(({ outcome }) => outcome !== 'holds')).toEqual([]);
  });

  test('a package of nothing but generated tracks is generated', async () => {
    putTrack('imp/b.mxf', true);
    put('imp/CPL.xml', cplXml(two('b')));
    put('imp/ASSETMAP.xml', assetMapXml({ b: 'b.mxf' }));
    expect((await scanned()).verdicts).toEqual({ 'imp/CPL.xml': 'generated', 'imp/b.mxf': 'generated' });
  });

  test('a use of the composition declares its track files, and a range of it only what it plays then', async () => {
    putTrack('imp/a.mxf');
    putTrack('imp/b.mxf', true);
    put('imp/CPL.xml', cplXml({ ...two('a', 'b'), timecode: { start: '01:00:00:00', drop: false } }));
    put('imp/ASSETMAP.xml', assetMapXml({ a: 'a.mxf', b: 'b.mxf' }));
    const use = (text: string): string => `schema: trueslate.declaration/1
statement: uses-listed
production: { title: The Long Road }
uses: [{ id: U1, title: All of it, tools: [Firefly], degree: generated, destination: final-visible, ${text} }]
`;
    put('ai-declaration.yaml', use('assets: [imp/CPL.xml]'));
    const whole = await scanned();
    expect(whole.findings).toEqual([]);
    expect(whole.asset('imp/CPL.xml')?.outcome).toBe('disclosed-ok');
    // The composition is the one video of the delivery, so a range need not name it.
    put('ai-declaration.yaml', use('timecodes: [{ in: "01:00:02:00", out: "01:00:04:00" }]'));
    const right = await scanned();
    expect(right.findings).toEqual([]);
    expect(right.report.ranges).toMatchObject([{ asset: 'imp/CPL.xml', outcome: 'declared-and-matched' }]);
    put('ai-declaration.yaml', use('timecodes: [{ asset: imp/CPL.xml, in: "01:00:00:00", out: "01:00:02:00" }]'));
    expect((await scanned()).findings).toEqual(['D01 imp/b.mxf']);
  });

  test('a track file that is not there, is called otherwise or is no media is never passed over', async () => {
    putTrack('imp/a.mxf');
    put('imp/CPL.xml', cplXml(two('a', 'gone', 'unknown', 'text', 'self')));
    put('imp/text.txt', 'no media');
    put('imp/ASSETMAP.xml', assetMapXml({ a: 'a.mxf', gone: 'gone.mxf', text: 'text.txt', self: 'CPL.xml' }));
    const { report, asset, findings, verdicts } = await scanned();
    expect(verdicts).toEqual({ 'imp/CPL.xml': 'unreadable', 'imp/a.mxf': 'unmarked' });
    const [problem] = asset('imp/CPL.xml')?.problems ?? [];
    expect(problem?.code).toBe('track-missing');
    expect(problem?.message).toMatch(
      /^4 track files .* not among the media that were scanned: imp\/gone\.mxf, urn:uuid:[0-9a-f-]{36}, imp\/text\.txt, imp\/CPL\.xml\.$/,
    );
    expect(findings).toEqual(['T01 imp/CPL.xml']);
    expect(report.run.complete).toBe(false);
  });

  test('an unreadable track file leaves the package unreadable; the finding is that of the track file', async () => {
    put('imp/a.mxf', 'this is no MXF');
    put('imp/CPL.xml', cplXml(two('a')));
    put('imp/ASSETMAP.xml', assetMapXml({ a: 'a.mxf' }));
    const { asset, findings, verdicts } = await scanned();
    expect(verdicts).toEqual({ 'imp/CPL.xml': 'unreadable', 'imp/a.mxf': 'unreadable' });
    expect(asset('imp/CPL.xml')?.problems.map(({ code }) => code)).toEqual(['track-unread']);
    expect(findings).toEqual(['T01 imp/a.mxf']);
  });

  test('a supplemental package plays files of the original one, in another folder and with percent signs in its map', async () => {
    putTrack('original/the a.mxf');
    put('original/ASSETMAP.xml', assetMapXml({ a: 'the%20a.mxf' }));
    putTrack('supplement/b.mxf');
    put('supplement/ASSETMAP.xml', assetMapXml({ b: 'b.mxf' }));
    put('supplement/CPL.xml', cplXml(two('a', 'b')));
    const { asset, verdicts } = await scanned();
    expect(asset('supplement/CPL.xml')?.tracks).toEqual(['original/the a.mxf', 'supplement/b.mxf']);
    expect(verdicts['supplement/CPL.xml']).toBe('unmarked');
    // Alone, it is not whole; neither is what another root holds taken for missing where both are scanned.
    expect((await scanned({}, [join(folder, 'supplement')])).verdicts).toMatchObject({ 'CPL.xml': 'unreadable' });
    const both = await scanned({}, [join(folder, 'original'), join(folder, 'supplement')]);
    expect(both.verdicts['supplement/CPL.xml']).toBe('unmarked');
  });

  test('a broken composition is unreadable, and inspect of one says what a scan says', async () => {
    putTrack('imp/b.mxf', true);
    put('imp/CPL.xml', cplXml(two('b')));
    put('imp/ASSETMAP.xml', assetMapXml({ b: 'b.mxf' }));
    put('imp/early.xml', cplXml(two('b')).slice(0, -300));
    put('imp/late.xml', cplXml(two('b')).slice(0, -60));
    const { asset: of, verdicts, findings } = await scanned();
    // What stands before the break counts; what lies behind it may be anything.
    expect(verdicts).toMatchObject({ 'imp/early.xml': 'unreadable', 'imp/late.xml': 'edited' });
    expect(of('imp/early.xml')?.problems.map(({ code }) => code)).toContain('broken-structure');
    expect(findings).toEqual(expect.arrayContaining(['T01 imp/early.xml', 'T01 imp/late.xml']));
    const { asset } = await inspect(join(folder, 'imp/CPL.xml'), { environment: process.env });
    expect(asset).toMatchObject({ verdict: 'generated', tracks: ['b.mxf'] });
  });

  test('what is seen in a track file has the timecodes of the composition, wherever it plays that, and its ranges cover it', async () => {
    // One second of the still in the middle of three, in a track file of which the composition plays a part, and that part again.
    const shapes = Array.from({ length: 200 }, (_, at) => {
      const [x, y] = [(at * 137) % 640, (at * 89) % 360];
      return `<rect x="${x}" y="${y}" width="${8 + ((at * 31) % 90)}" height="${6 + ((at * 17) % 60)}" fill="hsl(${(at * 47) % 360},60%,${20 + ((at * 13) % 60)}%)"/>`;
    });
    const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360">${shapes.join('')}</svg>`;
    await sharp(Buffer.from(picture)).png().withXmp(xmp).toFile(join(folder, 'still.png'));
    mkdirSync(join(folder, 'imp'));
    execFileSync(ffmpeg?.path ?? '', [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=s=640x360:r=24:d=2', '-loop', '1', '-t', '2', '-r', '24'],
      ...['-i', join(folder, 'still.png'), '-filter_complex', '[1:v]fps=24[s];[0:v][s][0:v]concat=n=3:v=1:a=0[v]'],
      ...['-map', '[v]', '-c:v', 'mpeg2video', '-q:v', '3', '-timecode', '07:00:00:00', join(folder, 'imp/a.mxf')],
    ]);
    // The still is at 2 s to 4 s of the file: at 1 s to 3 s of the composition, and its end again from 5 s on.
    const sequence = [
      { track: 'a', intrinsic: 144, entry: 24, duration: 120 },
      { track: 'a', intrinsic: 144, entry: 72, duration: 48 },
    ];
    const timecode = { start: '01:00:00:00', drop: false };
    put('imp/CPL.xml', cplXml({ rate: '24 1', timecode, segments: [{ MainImageSequence: sequence }] }));
    put('imp/ASSETMAP.xml', assetMapXml({ a: 'a.mxf' }));
    const run = () => scanned({ trace: true });
    const { report, findings } = await run();
    const [seen, ...more] = report.sightings;
    expect(more).toEqual([]);
    expect(seen).toMatchObject({ source: 'still.png', in: 'imp/a.mxf', plays: [{ in: 'imp/CPL.xml' }, { in: 'imp/CPL.xml' }] });
    expect(seen?.fromSeconds).toBeCloseTo(2, 0);
    expect([seen?.from?.slice(0, 8), seen?.to?.slice(0, 8)]).toEqual(['01:00:01', '01:00:03']);
    expect(seen?.plays?.[1]).toMatchObject({ from: '01:00:05:00', fromSeconds: 5 });
    expect(findings).toEqual(['P09 imp/a.mxf', 'D01 still.png']);
    put('ai-declaration.yaml', declaration(['01:00:01:00', '01:00:03:00'], ['01:00:05:00', '01:00:06:00']));
    const declared = await run();
    expect(declared.findings).toEqual([]);
    const matched = { use: 'U1', asset: 'imp/CPL.xml', outcome: 'declared-and-matched', sources: ['still.png'] };
    expect(declared.report.ranges).toMatchObject([matched, matched]);
    // The second time that it is shown is another place.
    put('ai-declaration.yaml', declaration(['01:00:01:00', '01:00:03:00']));
    expect((await run()).findings).toEqual(['P09 imp/a.mxf']);
    put('ai-declaration.yaml', declaration(['01:00:03:12', '01:00:05:00']));
    const elsewhere = await run();
    expect(elsewhere.findings).toEqual(['P09 imp/a.mxf']);
    expect(elsewhere.report.ranges.map(({ outcome }) => outcome)).toEqual(['declared-unmatched', 'matched-undeclared']);
  }, 120_000);
});
