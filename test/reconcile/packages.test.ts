import { describe, expect, test } from 'vitest';
import type { TimecodeRef, Use } from '../../src/model/index.ts';
import { type ReconcileInput, withPackageOutcomes } from '../../src/reconcile/index.ts';
import { sighting } from '../sighting.ts';
import { asset, declaration, generated, held, use } from './made.ts';

// A composition from 01:00:00:00 on that plays ten seconds of a.mxf from its fifth on, then all ten of b.mxf, with one sound.
const clock = { frameRate: '25', timecode: '01:00:00:00' };
const composition = asset('CPL.xml', {
  kind: 'package',
  tracks: ['a.mxf', 'b.mxf', 's.mxf'],
  about: { ...clock, duration: 20 },
});
const video = { kind: 'video', about: { frameRate: '25', timecode: '07:00:00:00', duration: 60 } } as const;
const assets = [composition, asset('a.mxf', video), asset('b.mxf', video), asset('s.mxf', video), generated('still.jpg')];
const plays = [
  { track: 'a.mxf', from: 0, trackFrom: 5, length: 10 },
  { track: 'b.mxf', from: 10, trackFrom: 0, length: 10 },
  { track: 's.mxf', from: 0, trackFrom: 0, length: 20 },
];
/** Seen at 7 s to 9 s of a.mxf, which is 2 s to 4 s of the composition. */
const seen = sighting({
  source: 'still.jpg',
  in: 'a.mxf',
  fromSeconds: 7,
  toSeconds: 9,
  from: '01:00:02:00',
  to: '01:00:04:00',
});

function answer(timecodes: readonly TimecodeRef[], given: Partial<ReconcileInput> = {}, more: Partial<Use> = {}) {
  const uses = [use('U1', { assets: [{ path: 'still.jpg' }], timecodes, ...more })];
  const traced = { sources: 1, targets: 3, gaps: [] };
  const playlists = [{ path: 'CPL.xml', plays }];
  return held(assets, declaration(uses), { playlists, sightings: [seen], traced, ...given });
}
const codes = ({ findings }: ReturnType<typeof answer>) =>
  findings.filter(({ severity }) => severity !== 'fyi').map(({ code, asset: path }) => `${code} ${path}`);

describe('a range declared in a composition', () => {
  test('covers what is seen in the track file that it plays then, and is matched by it', () => {
    const right = answer([{ asset: 'CPL.xml', in: '01:00:02:00', out: '01:00:04:00' }]);
    expect(codes(right)).toEqual([]);
    expect(right.ranges).toMatchObject([
      { asset: 'CPL.xml', from: '01:00:02:00', fromSeconds: 2, outcome: 'declared-and-matched', sources: ['still.jpg'] },
    ]);
  });

  test('at another time covers nothing, and nothing is seen there', () => {
    const wrong = answer([{ asset: 'CPL.xml', in: '01:00:12:00', out: '01:00:14:00' }]);
    expect(codes(wrong)).toEqual(['P09 a.mxf']);
    expect(wrong.ranges.map(({ outcome }) => outcome)).toEqual(['declared-unmatched', 'matched-undeclared']);
  });

  test('is not called unmatched where a track file that it plays could not be searched', () => {
    const gaps = [{ path: 'b.mxf', role: 'target' as const, code: 'not-decoded' as const }];
    const open = answer([{ asset: 'CPL.xml', in: '01:00:12:00', out: '01:00:14:00' }], {
      traced: { sources: 1, targets: 2, gaps },
    });
    expect(open.ranges[0]?.outcome).toBe('unverifiable');
  });

  test('must hold every place where the composition shows it: what comes again later is undeclared there', () => {
    const again = [...plays, { track: 'a.mxf', from: 20, trackFrom: 7, length: 2 }];
    const longer = asset('CPL.xml', { ...composition, about: { ...clock, duration: 22 } });
    const given = {
      assets: [longer, ...assets.slice(1)],
      playlists: [{ path: 'CPL.xml', plays: again }],
    };
    const first = { asset: 'CPL.xml', in: '01:00:02:00', out: '01:00:04:00' };
    expect(codes(answer([first], given))).toEqual(['P09 a.mxf']);
    expect(codes(answer([first, { asset: 'CPL.xml', in: '01:00:20:00', out: '01:00:22:00' }], given))).toEqual([]);
  });

  test('is held against what is played alone: nobody can declare frames that no composition shows', () => {
    // Of the two seconds only the last half second is played.
    const cut = [{ track: 'a.mxf', from: 0, trackFrom: 8.5, length: 10 }];
    const given = { playlists: [{ path: 'CPL.xml', plays: cut }] };
    expect(codes(answer([{ asset: 'CPL.xml', in: '01:00:00:00', out: '01:00:00:06' }], given))).toEqual(['P09 a.mxf']);
    expect(codes(answer([{ asset: 'CPL.xml', in: '01:00:00:00', out: '01:00:00:12' }], given))).toEqual([]);
  });

  test('holds for another version of the programme in which nothing is declared', () => {
    const version = asset('version.xml', { ...composition });
    const playlists = [
      { path: 'CPL.xml', plays },
      { path: 'version.xml', plays: plays.map((play) => ({ ...play, from: play.from + 3 })) },
    ];
    const given = { assets: [...assets, version], playlists };
    expect(codes(answer([{ asset: 'CPL.xml', in: '01:00:02:00', out: '01:00:04:00' }], given))).toEqual([]);
    expect(codes(answer([{ asset: 'CPL.xml', in: '01:00:05:00', out: '01:00:07:00' }], given))).toEqual(['P09 a.mxf']);
  });

  test('needs no asset where the composition is the only programme: its track files are no videos beside it', () => {
    expect(codes(answer([{ in: '01:00:02:00', out: '01:00:04:00' }]))).toEqual([]);
  });

  test('outside of the composition is D15, by its own clock', () => {
    expect(codes(answer([{ asset: 'CPL.xml', in: '01:00:30:00', out: '01:00:32:00' }]))).toEqual(['P09 a.mxf', 'D15 CPL.xml']);
  });
});

describe('a range declared in a track file', () => {
  test('is in the timecode of the composition, as every report shows it, and its seconds are those of the file', () => {
    const right = answer([{ asset: 'a.mxf', in: '01:00:02:00', out: '01:00:04:00' }]);
    expect(codes(right)).toEqual([]);
    expect(right.ranges).toMatchObject([{ asset: 'a.mxf', from: '01:00:02:00', fromSeconds: 7, toSeconds: 9 }]);
  });

  test('covers nothing at a time at which the composition plays another one', () => {
    const wrong = answer([{ asset: 'b.mxf', in: '01:00:02:00', out: '01:00:04:00' }]);
    expect(codes(wrong)).toEqual(['P09 a.mxf']);
    const markedTrack = generated('b.mxf', video);
    const marked = answer([{ asset: 'b.mxf', in: '01:00:02:00', out: '01:00:04:00' }], {
      assets: [...assets.filter(({ path }) => path !== 'b.mxf'), markedTrack],
      sightings: [],
    });
    expect(codes(marked)).toContain('D01 b.mxf');
  });
});

describe('a use of a composition', () => {
  const markedTrack = generated('b.mxf', { ...video, about: { ...video.about, duration: 10 } });
  const others = assets.filter(({ path }) => path !== 'b.mxf');
  test('declares its track files, which the outcome of the use names', () => {
    const given = { assets: [...others, markedTrack], sightings: [] };
    const whole = answer([], given, { assets: [{ path: 'CPL.xml' }, { path: 'still.jpg' }] });
    expect(codes(whole)).toEqual([]);
    expect(whole.uses[0]?.assets).toEqual(['CPL.xml', 'a.mxf', 'b.mxf', 's.mxf', 'still.jpg']);
  });

  test('by a range that holds half of a generated track file or more declares that, and a shorter one does not', () => {
    const given = { assets: [...others, markedTrack], sightings: [] };
    expect(codes(answer([{ asset: 'CPL.xml', in: '01:00:10:00', out: '01:00:20:00' }], given))).toEqual([]);
    expect(codes(answer([{ asset: 'CPL.xml', in: '01:00:10:00', out: '01:00:12:00' }], given))).toEqual(['D01 b.mxf']);
  });
});

test('the outcome of a package is the worst of its track files, and its own stays where it has none', () => {
  const outcomes = new Map([
    ['CPL.xml', 'no-signal'],
    ['a.mxf', 'disclosed-ok'],
    ['b.mxf', 'undisclosed'],
  ] as const);
  const told = withPackageOutcomes([{ path: 'CPL.xml', tracks: ['a.mxf', 'b.mxf'] }, { path: 'a.mxf' }], outcomes);
  expect([told.get('CPL.xml'), told.get('a.mxf')]).toEqual(['undisclosed', 'disclosed-ok']);
  expect(withPackageOutcomes([{ path: 'a.mxf' }], outcomes)).toBe(outcomes);
});
