import { describe, expect, test } from 'vitest';
import type { Play } from '../../src/model/index.ts';
import { Played } from '../../src/reconcile/index.ts';

const play = (track: string, from: number, trackFrom: number, length: number): Play => ({ track, from, trackFrom, length });

describe('what a composition plays', () => {
  const played = new Played([
    {
      path: 'CPL.xml',
      plays: [
        play('a.mxf', 0, 10, 4),
        // The next segment plays on where the last one ended: a shot across the cut of segments is one place.
        play('a.mxf', 4, 14, 4),
        play('b.mxf', 8, 0, 2),
        play('a.mxf', 10, 12, 2),
        play('sound.mxf', 0, 0, 12),
      ],
    },
    { path: 'other/CPL.xml', plays: [play('a.mxf', 100, 13, 1)] },
  ]);

  test('a stretch of a track file is found at every place at which it is played, and only the part that is', () => {
    expect(played.places('a.mxf', [13, 15])).toEqual([
      { in: 'CPL.xml', span: [3, 5], stretch: [13, 15] },
      { in: 'CPL.xml', span: [11, 12], stretch: [13, 14] },
      { in: 'other/CPL.xml', span: [100, 101], stretch: [13, 14] },
    ]);
    expect(played.places('a.mxf', [9, 10.5])).toEqual([{ in: 'CPL.xml', span: [0, 0.5], stretch: [10, 10.5] }]);
  });

  test('what no composition plays is nowhere, and that a file is a track is known all the same', () => {
    expect(played.places('a.mxf', [0, 9.999])).toEqual([]);
    expect(played.places('c.mxf', [0, 1])).toEqual([]);
    expect([played.isTrack('a.mxf'), played.isTrack('c.mxf')]).toEqual([true, false]);
  });

  test('a stretch that only touches a resource by the error of arithmetic is not in it', () => {
    const frame = 1001 / 24000;
    const thirds = new Played([{ path: 'c', plays: [play('a', 0, 0, 100 * frame), play('a', 100 * frame, 200 * frame, frame)] }]);
    expect(thirds.places('a', [100 * frame - 1e-9, 101 * frame])).toEqual([]);
    expect(thirds.places('a', [200 * frame, 201 * frame])).toHaveLength(1);
  });

  test('a stretch of a composition leads back to the stretches of all the track files that it plays', () => {
    expect(played.stretches('CPL.xml', [7, 11])).toEqual([
      { track: 'a.mxf', span: [7, 8], stretch: [17, 18] },
      { track: 'b.mxf', span: [8, 10], stretch: [0, 2] },
      { track: 'a.mxf', span: [10, 11], stretch: [12, 13] },
      { track: 'sound.mxf', span: [7, 11], stretch: [7, 11] },
    ]);
    expect(played.stretches('nowhere.xml', [0, 1])).toEqual([]);
  });
});
