import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report, ReportedAsset } from '../../src/model/index.ts';
import { scan } from '../../src/scan.ts';
import { verify } from '../../src/verify.ts';

// A reel of frames is one row of a report, and the one frame that somebody made or altered must stand out of it.
const root = mkdtempSync(join(tmpdir(), 'sequence-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A 10-bit RGB DPX (SMPTE ST 268-1) of 4 by `height` pixels, with what its header states. */
function dpx({ height = 4, creator = 'Baselight 5.3', project = 'RAW-114' } = {}): Buffer {
  const file = Buffer.alloc(2048 + 16 * height);
  file.fill(255, 1712, 1732);
  file.fill(255, 1928, 1972);
  file.write('SDPX', 0, 'latin1');
  file.writeUInt32BE(2048, 4);
  file.write('V2.0', 8, 'latin1');
  file.writeUInt32BE(file.length, 16);
  file.writeUInt32BE(1, 20);
  file.writeUInt32BE(1664, 24);
  file.writeUInt32BE(384, 28);
  file.write(creator, 160, 'latin1');
  file.write(project, 260, 'latin1');
  file.writeUInt32BE(0xffffffff, 660);
  file.writeUInt16BE(1, 770);
  file.writeUInt32BE(4, 772);
  file.writeUInt32BE(height, 776);
  file.set([50, 6, 6, 10], 800);
  file.writeUInt16BE(1, 804);
  file.writeUInt32BE(2048, 808);
  return file;
}

const label =
  '{"AIGC":{"Label":"1","ContentProducer":"001191440300MA5FAKE00100000","ProduceID":"f1","ContentPropagator":"","PropagateID":""}}';
const frame = (number: number): string => `reel1/shot.${String(number).padStart(7, '0')}.dpx`;

let count = 0;
function delivery(files: Readonly<Record<string, Buffer | string>>): string {
  const folder = join(root, String(count++));
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  return folder;
}
const frames = (from: number, to: number, bytes = dpx()) =>
  Object.fromEntries(Array.from({ length: to - from + 1 }, (_, at) => [frame(from + at), bytes]));
const rows = ({ assets }: Report) => assets.map(({ path, kind, verdict }) => `${path} ${kind} ${verdict}`);
const codes = ({ problems }: ReportedAsset) => problems.map(({ code }) => code);
const quick = { trace: false, thumbnails: false } as const;

describe('a sequence of frames', () => {
  it('is one asset, with the bytes of all its frames, whose gaps are told', async () => {
    const folder = delivery({ ...frames(1, 12), ...frames(15, 30), 'reel1/note.txt': 'x' });
    const read: string[] = [];
    const report = await scan([folder], { ...quick, onReadAsset: ({ path }) => read.push(path) });
    expect(rows(report)).toEqual(['reel1/shot.[0000001-0000030].dpx sequence unmarked']);
    expect(read).toEqual(report.assets.map(({ path }) => path));
    const [sequence] = report.assets as [ReportedAsset];
    expect(sequence.sequence).toEqual({ first: 1, last: 30, count: 28, missing: [{ first: 13, last: 14 }], odd: [] });
    expect(sequence.size).toBe(28 * dpx().length);
    expect(sequence.uri.endsWith('0000001.dpx')).toBe(true);
    expect(codes(sequence)).toEqual(['frames-missing']);
    expect(sequence.problems[0]?.message).toContain('13-14');
    expect(report.coverage.assets).toBe(1);
  });

  it('does not hide a frame that is marked, of another size or software, or broken', async () => {
    const folder = delivery({
      ...frames(1, 40),
      [frame(7)]: dpx({ project: label }),
      [frame(8)]: dpx({ height: 8 }),
      [frame(9)]: dpx({ creator: 'Other 1.0' }),
      [frame(10)]: dpx().subarray(0, 1500),
    });
    const report = await scan([folder], quick);
    expect(rows(report)).toEqual([
      `${frame(7)} image generated`,
      `${frame(8)} image unmarked`,
      `${frame(9)} image unmarked`,
      `${frame(10)} image unreadable`,
      'reel1/shot.[0000001-0000040].dpx sequence unmarked',
    ]);
    const sequence = report.assets.at(-1) as ReportedAsset;
    expect(sequence.sequence?.odd).toEqual([7, 8, 9, 10].map(frame));
    expect(codes(sequence)).toEqual(['odd-frames']);
    expect(report.findings.some(({ code, asset }) => code === 'D17' || (code === 'D01' && asset === frame(7)))).toBe(true);
  });

  it('that is marked in every frame is one finding, and its evidence lies in a frame that it names', async () => {
    const folder = delivery({ ...frames(1, 30, dpx({ project: label })), 'ai-declaration.yaml': paper([]) });
    const report = await scan([folder], quick);
    expect(rows(report)).toEqual(['reel1/shot.[0000001-0000030].dpx sequence generated']);
    expect(report.findings.filter(({ code }) => code === 'D01').map(({ asset }) => asset)).toEqual([report.assets[0]?.path]);
    const [sequence] = report.assets as [ReportedAsset];
    expect(sequence.evidence[0]?.at?.path).toBe(frame(1));
    expect(sequence.parts.map(({ path }) => path)).toEqual([frame(1)]);
  });

  it.each([
    ['its own name', 'reel1/shot.[0000001-0000030].dpx', true],
    ['a glob that meets every frame', 'reel1/*.dpx', true],
    ['its folder', 'reel1', true],
    ['a glob that meets some frames', 'reel1/shot.000001*.dpx', false],
    ['one of its frames', frame(3), false],
  ])('is declared by %s: %s', async (_, declared, isCovered) => {
    const folder = delivery({ ...frames(1, 30, dpx({ project: label })), 'ai-declaration.yaml': paper([declared]) });
    const report = await scan([folder], quick);
    expect(report.findings.some(({ code }) => code === 'D01')).toBe(!isCovered);
    expect(report.uses[0]?.outcome).toBe('found');
  });

  it('is held against a saved report by all its frames', async () => {
    const folder = delivery(frames(1, 30, dpx({ project: label })));
    const report = await scan([folder], quick);
    const outcomes = async () => (await verify(report, { name: 'r.json' })).counts;
    expect(await outcomes()).toMatchObject({ changed: 0, missing: 0 });
    writeFileSync(join(folder, frame(20)), dpx({ height: 8, project: label }));
    expect(await outcomes()).toMatchObject({ changed: 2 });
    rmSync(join(folder, frame(20)));
    expect(await outcomes()).toMatchObject({ missing: 2 });
  });

  it('has a digest of all its frames where digests are asked for', async () => {
    const folder = delivery(frames(1, 30));
    const report = await scan([folder], { ...quick, hash: true });
    const outcomes = async () => (await verify(report, { name: 'r.json' })).counts;
    expect(report.assets[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await outcomes()).toMatchObject({ holds: 2, changed: 0 });
    writeFileSync(join(folder, frame(20)), dpx({ project: 'RAW-115' }));
    expect(await outcomes()).toMatchObject({ changed: 1 });
  });

  it('lists its frames in the order of paths wherever other names lie between them', async () => {
    const others = Object.fromEntries(['reel1/shot.9.jpg', 'reel1/shot.A.jpg'].map((path) => [path, 'no picture']));
    const folder = delivery({ ...frames(1, 30), [frame(7)]: dpx({ height: 8 }), ...others });
    const read: string[] = [];
    const report = await scan([folder], { ...quick, onReadAsset: ({ path }) => read.push(path) });
    expect(read).toEqual([frame(7), 'reel1/shot.9.jpg', 'reel1/shot.A.jpg', 'reel1/shot.[0000001-0000030].dpx']);
    expect(report.assets.map(({ path }) => path)).toEqual(read);
  });

  it('of a sample opens a frame for its sidecar, which may say what no other does', async () => {
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta>`;
    const folder = delivery({ ...frames(1, 40), [frame(14).replace('.dpx', '.xmp')]: xmp });
    const report = await scan([folder], { ...quick, sequenceSample: 10 });
    const marked = report.assets.filter(({ verdict }) => verdict === 'generated');
    expect(marked.map(({ path }) => path)).toEqual([frame(14)]);
  });

  it('is never made of what only a name calls frames: those that a sample left out are read by their content after all', async () => {
    const picture = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const folder = delivery(frames(1, 30, picture));
    const report = await scan([folder], { ...quick, sequenceSample: 10 });
    expect(new Set(report.assets.map(({ format }) => format))).toEqual(new Set(['image/png']));
    expect(report.assets).toHaveLength(30);
  });

  it('is declared with its odd frames by its own name, and by a glob in other capitals as a note', async () => {
    const marked = dpx({ project: label });
    const files = { ...frames(1, 30, marked), [frame(7)]: dpx({ project: label, height: 8 }) };
    for (const declared of ['reel1/shot.[0000001-0000030].dpx', 'Reel1/SHOT.*.dpx']) {
      const report = await scan([delivery({ ...files, 'ai-declaration.yaml': paper([declared]) })], quick);
      expect(
        report.findings.filter(({ code }) => code === 'D01').map(({ asset }) => asset),
        declared,
      ).toEqual([]);
    }
  });

  it('is none of numbers that are ids, nor where a file has its very name', async () => {
    const ids = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`id${1_000_000_000 + at * 300_000_007}.dpx`, dpx()]));
    expect((await scan([delivery(ids)], quick)).assets).toHaveLength(30);
    const named = { ...frames(1, 30), 'reel1/shot.[0000001-0000030].dpx': dpx() };
    expect((await scan([delivery(named)], quick)).assets).toHaveLength(31);
  });

  it('is none of pictures beside the delivery, nor of marked stills: each is looked for by itself', async () => {
    const beside = delivery(frames(1, 30, dpx({ project: label })));
    const report = await scan([delivery({ 'a.dpx': dpx() })], { ...quick, marked: [beside] });
    expect(report.marked).toHaveLength(30);
  });

  it('is what a person calls one: numbered stills are pictures otherwise', async () => {
    const folder = delivery(Object.fromEntries(Array.from({ length: 5 }, (_, at) => [`cards/card_${at + 1}.dpx`, dpx()])));
    expect((await scan([folder], quick)).assets).toHaveLength(5);
    expect(rows(await scan([folder], { ...quick, sequences: ['cards/*'] }))).toEqual(['cards/card_[1-5].dpx sequence unmarked']);
  });

  it('of which only a sample is read says so, and leaves the scan incomplete', async () => {
    const folder = delivery({ ...frames(1, 40), [frame(7)]: dpx({ project: label }) });
    const report = await scan([folder], { ...quick, sequenceSample: 10 });
    const [sequence] = report.assets as [ReportedAsset];
    expect(sequence.sequence).toMatchObject({ count: 40, unread: 35 });
    expect(codes(sequence)).toEqual(['frames-not-read']);
    expect(report.findings.map(({ code }) => code)).toContain('T01');
    expect(report.run.complete).toBe(false);
  });
});

const paper = (assets: readonly string[]) => `schema: trueslate.declaration/1
statement: ${assets.length === 0 ? 'none-used' : 'uses-listed'}
production: { id: RAW-114, title: The Long Road, kind: documentary, company: RawCo }
delivery: { id: RAW-114-D3, frameRate: "25" }
declaredBy: { name: A. Producer, role: post supervisor, date: 2026-11-20 }
${
  assets.length === 0
    ? ''
    : `tools: [{ id: T1, vendor: Adobe, name: Firefly }]
uses:
  - id: U1
    title: Plates
    tools: [T1]
    degree: generated
    function: other
    destination: final-visible
    assets: ${JSON.stringify(assets)}
`
}`;
