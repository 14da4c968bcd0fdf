import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import type { About, RangeOutcome, Report, ReportedAsset } from '../../src/model/index.ts';
import type { ReportOptions, TimelineReporter, VideoFiles } from '../../src/report/index.ts';
import { avid, edl, fcpXml, otio } from '../../src/report/timeline.ts';
import { sighting } from '../sighting.ts';
import { sample } from './sample.ts';
import { answeredSample } from './sample-answered.ts';
import { bossFrames, readAvid, readEdl, readFcpXml, readOtio } from './timeline-readers.ts';

const options: ReportOptions = { messages: messages('en'), width: 80, colour: false, onlyFailures: false };
const reel = sample.assets.find(({ path }) => path === 'cut/reel2.mov') as ReportedAsset;

/** A delivery of one video, of which nothing but ranges and sightings is to be told. */
function deliveryOf(about: About, told: Partial<Report>, said: Partial<ReportedAsset> = {}): Report {
  const delivery = { ...sample.declaration?.content.delivery, frameRate: undefined };
  const declaration = sample.declaration && { ...sample.declaration, content: { ...sample.declaration.content, delivery } };
  const video = { ...reel, path: 'v.mov', about, ...said };
  return { ...sample, declaration, assets: [video], findings: [], uses: [], ranges: [], sightings: [], ...told };
}

function range(from: string, to: string, said: Partial<RangeOutcome> = {}): RangeOutcome {
  const unknown = { fromSeconds: null, toSeconds: null, outcome: 'unverifiable', sources: [] } as const;
  return { use: 'U1', asset: 'v.mov', from, to, ...unknown, ...said };
}

const render = (reporter: TimelineReporter, report: Report, said: Partial<ReportOptions> = {}): VideoFiles =>
  reporter.renderVideos(report, { ...options, ...said });

function only(reporter: TimelineReporter, report: Report, said: Partial<ReportOptions> = {}): string {
  const { files } = render(reporter, report, said);
  expect(files).toHaveLength(1);
  return files[0]?.content ?? '';
}

const formats = [
  ['edl', edl],
  ['avid.txt', avid],
  ['fcp.xml', fcpXml],
  ['otio', otio],
] as const;

describe('markers for the edit room', () => {
  it.each(formats)('read as the golden files say: .%s', async (ending, reporter) => {
    const { files, notes } = render(reporter, answeredSample);
    expect(files.map(({ video }) => video)).toEqual(['cut/reel1.mov', 'cut/reel2.mov', 'promo/promo.mov']);
    expect(notes).toEqual([
      'cut/reel1.mov says no start timecode, and the declaration neither: its markers count from 00:00:00:00.',
    ]);
    for (const { video, content } of files.slice(1)) {
      const name = video.split('/').at(-1)?.replace('.mov', '');
      await expect(content).toMatchFileSnapshot(`golden/answered.${name}.${ending}`);
    }
  });

  it.each([
    // rate as files write it, numbers a second, whether 1001 is in it, drop frame, start
    ['24000/1001', 24, true, false, '01:00:00:00'],
    ['24', 24, false, false, '00:59:58:00'],
    ['25', 25, false, false, '10:00:00:00'],
    ['30000/1001', 30, true, false, '01:00:00:00'],
    ['30000/1001', 30, true, true, '00:59:59;28'],
    ['30', 30, false, false, '01:00:00:00'],
    ['50', 50, false, false, '10:00:00:00'],
    ['60000/1001', 60, true, false, '01:00:00:00'],
    ['60000/1001', 60, true, true, '00:59:59;56'],
  ])('stand frame-exact at %s (%d numbers a second, 1001 %s, drop %s)', (frameRate, perSecond, ntsc, drop, timecode) => {
    const exact = ntsc ? (perSecond * 1000) / 1001 : perSecond;
    const sep = drop ? ';' : ':';
    const midnight = bossFrames(timecode, perSecond, drop);
    // Around minutes and ten minutes, where numbers are dropped, and far on, where rounding would add up.
    const texts = [Math.ceil(perSecond / 15), 6, 10, 58].flatMap((frames) =>
      ['01:00:59', '01:01:00', '01:09:59', '01:10:00', '02:47:13'].map(
        (time) => `${time}${sep}${String(Math.min(frames, perSecond - 1)).padStart(2, '0')}`,
      ),
    );
    const written = [...new Set(texts)].map((text) =>
      timecode.startsWith('10') ? `1${text.slice(1).replace(/^1/, '0')}` : text,
    );
    const places = written.map((from, index) => {
      const first = bossFrames(from, perSecond, drop) - midnight;
      return { from, first, frames: index + 2 };
    });
    const endOf = (frames: number, first: number) => ({ fromSeconds: first / exact, toSeconds: (first + frames) / exact });
    const ranges = places.map(({ from, first, frames }) => range(from, from, endOf(frames, first)));
    const texted = places.map(({ from, first }) => {
      const next = places.find((other) => other.first > first);
      return range(from, next?.from ?? from.replace(/\d\d$/, '23'), {});
    });
    // As programs round them, to a thousandth.
    const secondsAt = (frame: number) => Math.round((frame / exact) * 1000) / 1000;
    const sightings = places.map(({ first, frames }) =>
      sighting({ in: 'v.mov', fromSeconds: secondsAt(first), toSeconds: secondsAt(first + frames), from: null, to: null }),
    );
    const about = { frameRate, timecode, duration: 20_000 };
    const expected = places.map(({ first, frames }) => [first, frames]).sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
    for (const told of [{ ranges }, { sightings }]) {
      const report = deliveryOf(about, told);
      const pairs = (markers: readonly { first: number; frames: number | null }[]) =>
        markers.map(({ first, frames }) => [first, frames]);
      const read = readEdl(only(edl, report), perSecond, timecode);
      expect(pairs(read.markers)).toEqual(expected);
      expect(read.drop).toBe(drop);
      expect(pairs(readAvid(only(avid, report), perSecond, timecode))).toEqual(expected);
      const xml = readFcpXml(only(fcpXml, report));
      expect(pairs(xml.markers)).toEqual(expected);
      expect([xml.timebase, xml.ntsc, xml.format]).toEqual([perSecond, ntsc ? 'TRUE' : 'FALSE', drop ? 'DF' : 'NDF']);
      expect([xml.start, xml.startFrame, xml.duration]).toEqual([timecode, midnight, Math.round(20_000 * exact)]);
      const json = readOtio(only(otio, report));
      expect(pairs(json.markers)).toEqual(expected);
      expect([json.rate, json.start]).toEqual([exact, midnight]);
      expect(json.clip).toEqual([midnight, Math.round(20_000 * exact)]);
    }
    // Without seconds the timecodes alone must lead to the same frames.
    const byText = readFcpXml(only(fcpXml, deliveryOf(about, { ranges: texted }))).markers.map(({ first }) => first);
    expect(byText).toEqual(expected.map(([first]) => first));
  });

  it('take no end for a part of the range: one frame is one frame', () => {
    const report = deliveryOf({ frameRate: '25', timecode: '10:00:00:00' }, { ranges: [range('10:00:01:00', '10:00:01:01')] });
    expect(readFcpXml(only(fcpXml, report)).markers).toMatchObject([{ first: 25, frames: 1 }]);
    expect(only(edl, report)).toContain('10:00:01:00 10:00:01:01 10:00:01:00 10:00:01:01');
    expect(only(edl, report)).toContain('|D:1\n');
  });

  it('pass midnight as timecode does', () => {
    const report = deliveryOf({ frameRate: '25', timecode: '23:59:50:00' }, { ranges: [range('00:00:10:00', '00:00:11:00')] });
    expect(readOtio(only(otio, report)).markers).toMatchObject([{ first: 500, frames: 25 }]);
    expect(only(avid, report)).toContain('\t00:00:10:00\t');
  });

  it('count doubled where a video of 50 is declared in timecodes of 25', () => {
    const declared = deliveryOf({ frameRate: '50', timecode: '10:00:00:10' }, { ranges: [range('10:00:01:00', '10:00:02:00')] });
    const content = { ...declared.declaration?.content, delivery: { frameRate: '25' } };
    const report = { ...declared, declaration: { ...declared.declaration, content } } as Report;
    const xml = readFcpXml(only(fcpXml, report));
    expect(xml).toMatchObject({ timebase: 50, start: '10:00:00:20', markers: [{ first: 30, frames: 50 }] });
  });

  it.each([
    // own rate, first frame, range, declared rate: each frame is numbered, whatever the declaration says of half of them
    ['60000/1001', '00:09:59;50', '00:10:00;00', '00:10:00;20', undefined],
    ['60000/1001', '00:09:59;50', '00:10:00;00', '00:10:00;20', '29.97'],
    ['50', '00:09:59:40', '00:10:00:00', '00:10:00:20', undefined],
    ['50', '00:09:59:40', '00:10:00:00', '00:10:00:20', '25'],
  ])('are not doubled at %s from %s, whose first frame is no pair: %s-%s, declared %s', (own, timecode, from, to, rate) => {
    const declared = deliveryOf({ frameRate: own, timecode }, { ranges: [range(from, to)] });
    const content = { ...declared.declaration?.content, delivery: rate === undefined ? {} : { frameRate: rate } };
    const report = { ...declared, declaration: { ...declared.declaration, content } } as Report;
    const xml = readFcpXml(only(fcpXml, report));
    expect(xml).toMatchObject({ start: timecode, markers: [{ first: 10, frames: 20 }] });
    expect(only(edl, report)).toMatch(/D:20\b/);
  });

  it('stand at the first frame, with the place in words, where a range is not in the video', () => {
    const about = { frameRate: '25', timecode: '10:00:00:00', duration: 60 };
    const report = deliveryOf(about, { ranges: [range('10:02:00:00', '10:02:01:00'), range('09:58:00:00', '09:58:01:00')] });
    const { markers } = readFcpXml(only(fcpXml, report));
    expect(markers.map(({ first, frames }) => [first, frames])).toEqual([
      [0, null],
      [0, null],
    ]);
    expect(markers.map(({ note }) => note).join()).toMatch(/10:02:00:00 to 10:02:01:00, which is not in this video/);
    // What reaches over an end is cut there.
    const over = deliveryOf(about, { ranges: [range('09:59:59:00', '10:00:01:00'), range('10:00:59:00', '10:01:09:00')] });
    expect(readFcpXml(only(fcpXml, over)).markers.map(({ first, frames }) => [first, frames])).toEqual([
      [0, 25],
      [1475, 25],
    ]);
  });

  it('say what they left out: no rate, varying frames, sound; and what was taken for granted', () => {
    const ranges = [range('10:00:01:00', '10:00:02:00')];
    for (const about of [{}, { frameRate: '1397/50' }, { frameRate: '120' }]) {
      const { files, notes } = render(edl, deliveryOf(about, { ranges }));
      expect(files).toEqual([]);
      expect(notes.join()).toMatch(/^v\.mov has no frame rate .* its marker is left out/);
    }
    const sound = render(edl, deliveryOf({}, { ranges }, { kind: 'audio' }));
    expect(sound.files).toEqual([]);
    expect(sound.notes.join()).toMatch(/v\.mov is no video, so its range is left out.*There is no video/);
    expect(render(edl, deliveryOf({ frameRate: '30000/1001' }, { ranges })).notes.join()).toMatch(
      /no start timecode.*whether its 29\.97 frames a second are counted with drop frame/,
    );
    expect(render(edl, deliveryOf({ frameRate: '25', timecode: '10:00:00:00' }, { ranges })).notes).toEqual([]);
  });

  it('have no file and one sentence where there is no video, or nothing to say of any', () => {
    const stills = { ...sample, assets: sample.assets.filter(({ kind }) => kind === 'image') };
    expect(render(otio, stills)).toEqual({
      files: [],
      notes: ['There is no video in this delivery, so there are no markers to write.'],
    });
    const { files, notes } = render(otio, deliveryOf({ frameRate: '25' }, {}));
    expect([files, notes.length]).toEqual([[], 1]);
  });

  it('leave out what needs no answer where only failures were asked for', () => {
    const ranges = [
      range('10:00:01:00', '10:00:02:00', { outcome: 'declared-and-matched' }),
      range('10:00:03:00', '10:00:04:00'),
    ];
    const report = deliveryOf({ frameRate: '25', timecode: '10:00:00:00' }, { ranges });
    const firsts = (said: Partial<ReportOptions>) => readFcpXml(only(fcpXml, report, said)).markers.map(({ first }) => first);
    expect(firsts({})).toEqual([25, 75]);
    expect(firsts({ onlyFailures: true })).toEqual([75]);
  });

  it('turn green where somebody answered, and name the answer', () => {
    const [finding] = sample.findings;
    const waiver = { answer: 'creative-intent', reason: 'r', by: 'b', date: '2026-11-20' } as const;
    const one = { ...finding, asset: 'v.mov', alsoAt: [] } as Report['findings'][number];
    const open = deliveryOf({ frameRate: '25', timecode: '10:00:00:00' }, { findings: [one] });
    expect(only(edl, open)).toContain('|C:ResolveColorRed |M:D01 ');
    const answered = { ...open, findings: [{ ...one, waiver }] };
    expect(only(edl, answered)).toMatch(/Answered: creative intent\. \|C:ResolveColorGreen /);
    expect(only(avid, answered)).toContain('\tgreen\t');
    const promised = { ...open, findings: [{ ...one, waiver: { ...waiver, answer: 'fix' as const } }] };
    expect(only(edl, promised)).toMatch(/Add a use to the declaration.*Answered: to be fixed\. \|C:ResolveColorRed /);
  });

  it('are one a frame in an EDL, since Resolve drops the others: the most urgent colour, all words, the longest', () => {
    const ranges = [
      range('10:00:01:00', '10:00:02:00', { use: 'U1' }),
      range('10:00:01:00', '10:00:05:00', { use: 'U2', outcome: 'matched-undeclared' }),
    ];
    const report = deliveryOf({ frameRate: '25', timecode: '10:00:00:00' }, { ranges });
    const { markers } = readEdl(only(edl, report), 25, '10:00:00:00');
    expect(markers).toMatchObject([{ first: 25, frames: 100, colour: 'Red', name: 'U2 found, not declared + U1 not checked' }]);
    expect(readAvid(only(avid, report), 25, '10:00:00:00')).toHaveLength(2);
  });

  it('fill further EDL files after 999 events, which is all that three digits number', () => {
    const ranges = Array.from({ length: 2000 }, (_, index) => range('', '', { fromSeconds: index, toSeconds: index + 0.4 }));
    const report = deliveryOf({ frameRate: '25', timecode: '10:00:00:00' }, { ranges });
    const { files } = render(edl, report);
    expect(files.map(({ part }) => part)).toEqual([1, 2, 3]);
    const firsts = files.flatMap(({ content }) => readEdl(content, 25, '10:00:00:00').markers.map(({ first }) => first));
    expect(firsts).toEqual(ranges.map((_, index) => index * 25));
  });

  const hostile =
    '001  001      V     C        00:00:00:00 00:00:00:01 00:00:00:00 00:00:00:01\r\n|C:ResolveColorRed |M:x |D:9\t</name><marker>&amp;"\'\u0000\u001b[2J\u0085\u2028\u202e\ufffe\ud800平 é 😀';

  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
  const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u202e]|\p{Cs}/u;

  it('let no name or text break a line, a cell, a tag or an element', () => {
    const about = { frameRate: '25', timecode: '10:00:00:00' };
    const uses = [{ id: hostile, title: hostile, outcome: 'found', assets: [hostile], missing: [] }] as const;
    const sightings = [sighting({ source: hostile, in: hostile, fromSeconds: 3, toSeconds: 4, from: hostile, to: hostile })];
    const ranges = [range('10:00:01:00', '10:00:02:00', { use: hostile, asset: hostile, sources: [hostile] })];
    const report = deliveryOf(about, { ranges, uses, sightings }, { path: hostile, uri: 'file:///x' });
    const list = readEdl(only(edl, report), 25, '10:00:00:00');
    expect(list.markers.map(({ first }) => first)).toEqual([25, 75]);
    expect(only(edl, report)).not.toMatch(/[^\n\x20-\x7e]/);
    expect(list.markers.every(({ note, name }) => !/^[0-9*]/.test(note) && !/^[0-9*]/.test(name))).toBe(true);
    expect(readAvid(only(avid, report), 25, '10:00:00:00').map(({ first }) => first)).toEqual([25, 75]);
    expect(readFcpXml(only(fcpXml, report)).markers.map(({ first }) => first)).toEqual([25, 75]);
    expect(readOtio(only(otio, report)).markers.map(({ first }) => first)).toEqual([25, 75]);
    for (const [, reporter] of formats) {
      expect(only(reporter, report)).not.toMatch(controls);
    }
  });

  it('put the whole video on the timeline, but no clip of an unknown length and no file for an image sequence', () => {
    const about = { frameRate: '24', timecode: '01:00:00:00' };
    const ranges = [range('01:00:01:00', '01:00:02:00')];
    const whole = deliveryOf({ ...about, duration: 10 }, { ranges });
    expect(only(fcpXml, whole)).toContain(`<pathurl>${reel.uri}</pathurl>`);
    expect(readOtio(only(otio, whole)).media).toMatchObject({ OTIO_SCHEMA: 'ExternalReference.1', target_url: reel.uri });
    const endless = deliveryOf(about, { ranges });
    expect(only(fcpXml, endless)).toContain('<track/>');
    expect(readFcpXml(only(fcpXml, endless)).markers).toMatchObject([{ first: 24, frames: 24 }]);
    expect(readOtio(only(otio, endless))).toMatchObject({ clip: [86_400, 48], media: { available_range: null } });
    const frames = deliveryOf({ ...about, duration: 10 }, { ranges }, { kind: 'sequence' });
    expect(only(fcpXml, frames)).toContain('<track/>');
    expect(readOtio(only(otio, frames)).media.OTIO_SCHEMA).toBe('MissingReference.1');
  });

  it('give the same bytes twice', () => {
    for (const [, reporter] of formats) expect(render(reporter, answeredSample)).toEqual(render(reporter, answeredSample));
  });

  // OpenTimelineIO comes from PyPI alone; where it is installed, it has the last word on its own format.
  const hasOtio = spawnSync('python3', ['-c', 'import opentimelineio']).status === 0;
  it.skipIf(!hasOtio)(`are read by OpenTimelineIO itself${hasOtio ? '' : ' (not installed here: not tried)'}`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'otio-'));
    const file = join(folder, 'v.otio');
    writeFileSync(file, render(otio, answeredSample).files[2]?.content ?? '');
    const read =
      'import sys, opentimelineio as o; t=o.adapters.read_from_file(sys.argv[1]); print(t.global_start_time.value, [m.marked_range.start_time.value for m in t.tracks.markers])';
    expect(spawnSync('python3', ['-c', read, file], { encoding: 'utf8' }).stdout.trim()).toMatch(/^107892\.0 \[1798\.0/);
    rmSync(folder, { recursive: true });
  });
});
