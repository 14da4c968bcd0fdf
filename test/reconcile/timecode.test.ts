import { describe, expect, it } from 'vitest';
import type { About, Declaration, JudgedAsset, Sighting, TimecodeRef, Use } from '../../src/model/index.ts';
import { sighting } from '../sighting.ts';
import { asset, declaration, generated, held, short, use } from './made.ts';

type Paper = Declaration['delivery'];

/** Ten seconds at 25, from ten o'clock. */
const about: About = { duration: 10, frameRate: '25', timecode: '10:00:00:00' };

function video(given: Partial<About> = {}, rest: Partial<JudgedAsset> = {}): JudgedAsset {
  return asset('cut.mov', { kind: 'video', about: { ...about, ...given }, ...rest });
}

function range(from: string, to: string, rest: Record<string, unknown> = {}): TimecodeRef {
  return { asset: 'cut.mov', in: from, out: to, ...rest };
}

function run(
  cut: JudgedAsset | readonly JudgedAsset[],
  ranges: readonly TimecodeRef[],
  delivery: Paper = {},
  sightings?: Sighting[],
) {
  const paper = declaration([use('U1', { timecodes: ranges } as Partial<Use>)], { delivery } as Partial<Declaration>);
  return held(Array.isArray(cut) ? cut : [cut as JudgedAsset], paper, sightings ? { sightings } : {});
}

function faults(...given: Parameters<typeof run>) {
  return run(...given)
    .findings.filter(({ code }) => code === 'D15')
    .map(({ params: { reason, expected, found } }) => [reason, expected, found].filter((value) => value !== undefined).join(' '));
}

const ntsc: About = { duration: 120.12, frameRate: '30000/1001', timecode: '10:00:00;00' };
describe("a declared rate that is half the video's own", () => {
  const place = (given: Partial<About>, [from, to]: readonly [string, string], delivery: Paper) =>
    run(video({ duration: 60, ...given }), [range(from, to)], delivery).ranges.map((one) => [
      one.from,
      one.to,
      one.fromSeconds,
      one.toSeconds,
    ]);
  const ten = (frames: number) => (frames * 1001) / 60000;

  // A declared half rate must not move a range of a video that numbers each of its frames.
  it.each([{}, { frameRate: '29.97' }, { frameRate: '30000/1001' }])(
    'is no pair numbering from 00:09:59;50 on: %o',
    (delivery) => {
      const own = { frameRate: '60000/1001', timecode: '00:09:59;50' };
      expect(place(own, ['00:10:00;00', '00:10:00;20'], delivery)).toEqual([['00:10:00;00', '00:10:00;20', ten(10), ten(30)]]);
    },
  );

  it.each([{}, { frameRate: '25' }])('is no pair numbering from 10:00:00:40 on: %o', (delivery) => {
    const own = { frameRate: '50', timecode: '10:00:00:40' };
    expect(place(own, ['10:00:01:00', '10:00:01:20'], delivery)).toEqual([['10:00:01:00', '10:00:01:20', 0.2, 0.6]]);
  });

  it('is pair numbering where the number of the first frame can be one', () => {
    const own = { frameRate: '60000/1001', timecode: '00:09:59;20' };
    expect(place(own, ['00:10:00;00', '00:10:00;20'], { frameRate: '29.97' })).toEqual([
      ['00:10:00;00', '00:10:00;20', ten(20), ten(60)],
    ]);
  });
});

const late: About = { duration: 20, frameRate: '25', timecode: '23:59:50:00' };

describe('D15', () => {
  it.each([
    ['the whole video', about, range('10:00:00:00', '10:00:10:00'), {}, []],
    ['one frame more, which containers round', about, range('10:00:00:00', '10:00:10:01'), {}, []],
    ['two frames more', about, range('10:00:00:00', '10:00:10:02'), {}, ['outside 10:00:00:00-10:00:10:00']],
    ['before the first frame', about, range('09:59:59:24', '10:00:01:00'), {}, ['outside 10:00:00:00-10:00:10:00']],
    ['counted from zero', about, range('00:00:01:00', '00:00:02:00'), {}, ['outside 10:00:00:00-10:00:10:00']],
    ['the wrong way round', about, range('10:00:02:00', '10:00:01:00'), {}, ['outside 10:00:00:00-10:00:10:00']],
    ['past midnight', late, range('23:59:59:00', '00:00:01:00'), {}, []],
    ['after midnight', late, range('00:00:01:00', '00:00:09:00'), {}, []],
    ['after midnight and the end', late, range('00:00:09:00', '00:00:11:00'), {}, ['outside 23:59:50:00-00:00:10:00']],
    ['the rate of the declaration', about, range('10:00:01:00', '10:00:02:00'), { frameRate: '24' }, ['rate 24 25']],
    [
      '23.976 for 24',
      { ...about, frameRate: '24' },
      range('10:00:01:00', '10:00:02:00'),
      { frameRate: '23.976' },
      ['rate 23.976 24'],
    ],
    [
      'half the rate, as timecode of 50 frames counts',
      { ...about, frameRate: '50' },
      range('10:00:01:24', '10:00:02:00'),
      { frameRate: '25' },
      [],
    ],
    [
      'half the rate, which cannot number pairs where the first frame is number 30 of its second',
      { ...about, frameRate: '50', timecode: '10:00:00:30' },
      range('10:00:01:24', '10:00:02:00'),
      { frameRate: '25' },
      ['rate 25 50'],
    ],
    [
      'a mean of varying frames',
      { ...about, frameRate: '2488/100' },
      range('10:00:01:00', '10:00:02:00'),
      { frameRate: '25' },
      [],
    ],
    ['a frame number that 25 has not', about, range('10:00:01:25', '10:00:02:00'), {}, ['rate 25']],
    ['drop frame in a drop-frame video', ntsc, range('10:00:59;29', '10:01:00;02'), {}, []],
    ['colons in a drop-frame video', ntsc, range('10:00:01:00', '10:00:02:00'), {}, ['drop-frame non-drop drop-frame']],
    ['drop frame at 25', about, range('10:00:01;00', '10:00:02;00'), {}, ['drop-frame drop-frame non-drop']],
    ['a number that drop frame leaves out', ntsc, range('10:01:00;00', '10:01:02;00'), {}, ['dropped-number 10:01:00;00']],
    [
      'drop frame where only the declaration says so',
      { duration: 10, frameRate: '29.97' },
      range('01:00:01:00', '01:00:02:00'),
      { startTimecode: '01:00:00;00' },
      ['drop-frame non-drop drop-frame'],
    ],
    ['drop frame or not, where nobody says', { duration: 10, frameRate: '29.97' }, range('00:00:01;00', '00:00:02;00'), {}, []],
    [
      'another cut',
      about,
      range('10:00:01:00', '10:00:02:00', { cutVersion: 'lock_v6' }),
      { cutVersion: 'lock_v7' },
      ['cut-version lock_v6 lock_v7'],
    ],
    ['this cut', about, range('10:00:01:00', '10:00:02:00', { cutVersion: 'lock_v7' }), { cutVersion: 'lock_v7' }, []],
    [
      'the start of the declaration',
      { duration: 10, frameRate: '25' },
      range('10:00:01:00', '10:00:02:00'),
      { startTimecode: '10:00:00:00' },
      [],
    ],
    [
      'the start of the file before that of the declaration',
      about,
      range('10:00:01:00', '10:00:02:00'),
      { startTimecode: '01:00:00:00' },
      [],
    ],
    ['midnight as the start where nobody says', { duration: 10, frameRate: '25' }, range('00:00:09:00', '00:00:10:00'), {}, []],
    ['a video of unknown duration', { frameRate: '25' }, range('00:10:00:00', '00:11:00:00'), {}, []],
    [
      'sound that begins at ten',
      { duration: 10, startSeconds: 36_000 },
      range('10:00:01:00', '10:00:02:00'),
      { frameRate: '25' },
      [],
    ],
    ['an unknown rate, to the second', { duration: 10 }, range('00:00:09:29', '00:00:10:29'), {}, []],
  ] as const)('%s', (_, clock, declared, delivery, expected) => {
    const cut = asset('cut.mov', { kind: 'video', about: clock });
    expect(faults(cut, [declared], delivery)).toEqual(expected);
  });

  it('is raised once a range, whatever else is missing, and D14 is silent about it', () => {
    const outside = range('00:00:01:00', '00:00:02:00');
    const result = run(video(), [outside, range('10:00:01:00', '10:00:02:00'), outside]);
    expect(short(result)).toEqual(['D15 issue cut.mov U1', 'D15 issue cut.mov U1']);
    expect(new Set(result.findings.map(({ id }) => id)).size).toBe(2);
    expect(result.uses[0]).toMatchObject({
      outcome: 'partly-found',
      missing: [expect.stringContaining('00:00:01:00'), expect.anything()],
    });
  });

  it('asks for the video where several could be meant, and for one that has a time', () => {
    const bare = { in: '10:00:01:00', out: '10:00:02:00' };
    const other = asset('b.mov', { kind: 'video', about });
    expect(faults([video(), other], [bare])).toEqual(['ambiguous 2']);
    expect(faults([video()], [bare])).toEqual([]);
    expect(faults([asset('a.tif')], [{ ...bare, asset: 'a.tif' }])).toEqual(['no-time']);
    expect(short(run([video()], [{ ...bare, asset: 'gone.mov' }]))).toEqual(['D14 issue - U1']);
  });
});

describe('what ranges cover', () => {
  const cut = (verdict: 'generated' | 'edited', given: Partial<About> = {}) =>
    generated('cut.mov', { kind: 'video', verdict, about: { ...about, ...given } });
  const undisclosed = (...given: Parameters<typeof run>) => short(run(...given)).includes('D01 blocker cut.mov');
  const second = range('10:00:01:00', '10:00:02:00');

  it('a declared shot does not declare the rest of a video that is generated as a whole', () => {
    expect(undisclosed(cut('generated'), [second])).toBe(true);
    expect(run(cut('generated'), [second]).findings[0]?.params.partly).toBe('10:00:01:00-10:00:02:00');
    expect(undisclosed(cut('generated'), [range('10:00:00:00', '10:00:05:00')])).toBe(false);
    expect(undisclosed(cut('generated'), [range('10:00:00:00', '10:00:04:24')])).toBe(true);
  });

  it('ranges of all uses count together, and what two of them share counts once', () => {
    const halves = [range('10:00:00:00', '10:00:03:00'), range('10:00:05:00', '10:00:08:00')];
    expect(undisclosed(cut('generated'), halves)).toBe(false);
    const [first, other] = halves as [TimecodeRef, TimecodeRef];
    const paper = declaration([use('U1', { timecodes: [first] }), use('U2', { timecodes: [other] })]);
    expect(short(held([cut('generated')], paper))).not.toContain('D01 blocker cut.mov');
    expect(undisclosed(cut('generated'), [first, first])).toBe(true);
  });

  it('one range is not enough for a generated video of which nobody knows how long it is', () => {
    const { duration: _, ...unknown } = about;
    const video = generated('cut.mov', { kind: 'video', about: unknown });
    expect(undisclosed(video, [second])).toBe(true);
    expect(undisclosed({ ...video, verdict: 'edited' }, [second])).toBe(false);
    const both = declaration([use('U1', { assets: [{ path: 'cut.mov' }], timecodes: [second] })]);
    expect(short(held([video], both))).toEqual([]);
  });

  it('one range is enough for an edited video, and beside a path', () => {
    expect(undisclosed(cut('edited'), [second])).toBe(false);
    const both = declaration([use('U1', { assets: [{ path: 'cut.mov' }], timecodes: [second] })]);
    expect(short(held([cut('generated')], both))).toEqual([]);
  });

  it('a range outside the video covers nothing', () => {
    expect(undisclosed(cut('edited'), [range('11:00:00:00', '11:00:01:00')])).toBe(true);
  });
});

describe('how ranges fare', () => {
  const declared = range('10:00:02:00', '10:00:04:00');
  const seen = (fromSeconds: number, toSeconds: number): Sighting => sighting({ in: 'cut.mov', fromSeconds, toSeconds });
  const outcomes = (...given: Parameters<typeof run>) => run(...given).ranges.map(({ outcome }) => outcome);

  it('are told in the timecode of the video and in seconds', () => {
    expect(run(video(), [declared]).ranges).toEqual([
      {
        use: 'U1',
        asset: 'cut.mov',
        from: '10:00:02:00',
        to: '10:00:04:00',
        fromSeconds: 2,
        toSeconds: 4,
        outcome: 'unverifiable',
        sources: [],
      },
    ]);
  });

  it('are matched by a mark of the video itself, or by a source that is seen for half of the time', () => {
    expect(outcomes(generated('cut.mov', { kind: 'video', verdict: 'edited', about }), [declared])).toEqual([
      'declared-and-matched',
    ]);
    expect(outcomes(video(), [declared], {}, [seen(3, 5)])).toEqual(['declared-and-matched']);
    expect(run(video(), [declared], {}, [seen(3, 5)]).ranges[0]?.sources).toEqual(['stills/a.jpg']);
  });

  it('are unmatched only where tracing looked, and what no range declares is told', () => {
    expect(outcomes(video(), [declared], {}, [])).toEqual(['declared-unmatched']);
    expect(outcomes(video(), [declared], {}, [seen(3.5, 6)])).toEqual(['declared-unmatched', 'matched-undeclared']);
    expect(outcomes(video(), [], {}, [seen(0, 1)])).toEqual(['matched-undeclared']);
  });

  it('are unverifiable where no video could be told', () => {
    expect(
      outcomes([video(), asset('b.mov', { kind: 'video', about })], [{ in: '10:00:01:00', out: '10:00:02:00' }], {}, []),
    ).toEqual(['unverifiable']);
  });
});
