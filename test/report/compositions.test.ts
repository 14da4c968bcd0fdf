import { describe, expect, test } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import type { Report, ReportedAsset, Sighting } from '../../src/model/index.ts';
import { renderCueSheet } from '../../src/report/cue-sheet.ts';
import type { ReportOptions } from '../../src/report/index.ts';
import { seenByTarget } from '../../src/report/sightings.ts';
import { containingAi } from '../../src/report/standing.ts';
import { edl } from '../../src/report/timeline.ts';
import { sighting } from '../sighting.ts';
import { sample } from './sample.ts';

const options: ReportOptions = { messages: messages('en'), width: 80, colour: false, onlyFailures: false };
const still = sample.assets.find(({ verdict }) => verdict === 'generated');
if (still === undefined) throw new Error('the sample has nothing generated');
const unmarked = { verdict: 'unmarked', strength: null, evidence: [], generators: [], problems: [], conflicts: [] } as const;
const track: ReportedAsset = {
  ...still,
  ...unmarked,
  path: 'imp/a.mxf',
  kind: 'video',
  about: { frameRate: '25', timecode: '07:00:00:00', duration: 60 },
};
const composition: ReportedAsset = {
  ...track,
  path: 'imp/CPL.xml',
  kind: 'package',
  tracks: ['imp/a.mxf'],
  about: { frameRate: '25', timecode: '01:00:00:00', duration: 20 },
};
const places = [
  { in: 'imp/CPL.xml', fromSeconds: 2, toSeconds: 4, from: '01:00:02:00', to: '01:00:04:00' },
  { in: 'imp/CPL.xml', fromSeconds: 10, toSeconds: 12, from: '01:00:10:00', to: '01:00:12:00' },
];
const seen = (plays: Sighting['plays']): Sighting =>
  sighting({
    source: still.path,
    in: 'imp/a.mxf',
    fromSeconds: 7,
    toSeconds: 9,
    from: plays?.[0]?.from ?? null,
    to: plays?.[0]?.to ?? null,
    ...(plays === undefined ? {} : { plays }),
  });
const reportOf = (plays: Sighting['plays'], given: Partial<Report> = {}): Report => ({
  ...sample,
  assets: [still, track, composition],
  findings: [],
  ranges: [],
  uses: [],
  sightings: [seen(plays)],
  ...given,
});

describe('a report on a package', () => {
  test('says of the package that it contains what is seen in its track files, and never counts it as clean', () => {
    const report = reportOf(places);
    expect(containingAi(report).map(({ path }) => path)).toEqual(['imp/a.mxf', 'imp/CPL.xml']);
    expect(seenByTarget(report).get('imp/CPL.xml')).toHaveLength(1);
    const original = reportOf(places, { sightings: [{ ...seen(places), relation: 'original' }] });
    expect(containingAi(original)).toEqual([]);
  });

  test('puts markers on the timeline of the composition, once for each time that it plays what is seen', () => {
    const { files } = edl.renderVideos(reportOf(places), options);
    expect(files.map(({ video }) => video)).toEqual(['imp/CPL.xml']);
    expect(files[0]?.content).toMatch(/01:00:02:00.*01:00:10:00/s);
    expect(files[0]?.content).not.toContain('07:00:');
  });

  test('leaves on the timeline of the track file what no composition plays', () => {
    const { files } = edl.renderVideos(reportOf([]), options);
    expect(files.map(({ video }) => video)).toEqual(['imp/a.mxf']);
    expect(files[0]?.content).toContain('07:00:07:00');
  });

  test('lists a marked track file as undeclared once, and not its package besides', () => {
    const marked = { verdict: still.verdict, strength: still.strength, evidence: still.evidence, generators: still.generators };
    const evidence = still.evidence.map((piece) => ({ ...piece, relation: 'track' as const }));
    const assets = [
      { ...track, ...marked },
      { ...composition, ...marked, evidence },
    ];
    const sheet = renderCueSheet(reportOf(places, { assets, sightings: [] }), options);
    expect(sheet).toContain('imp/a.mxf');
    expect(sheet).not.toContain('imp/CPL.xml');
  });
});
