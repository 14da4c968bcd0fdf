import timecodeBoss from 'timecode-boss';
import { describe, expect, it } from 'vitest';
import {
  frameAt,
  frameOf,
  framesBetween,
  framesInDay,
  isDroppedNumber,
  parseTimecode,
  rateOf,
  rateText,
  secondsOf,
  type TimecodeCount,
  timecodeAt,
  type WrittenTimecode,
} from '../../src/tools/timecode.ts';

// The package's types describe it as an ES module, which it is not.
const Other = timecodeBoss as unknown as new (timecode: string, rate: number) => { frameCount(): number };

function count(rate: string, drop = false): TimecodeCount {
  return { rate: rateOf(rate) as readonly [number, number], drop };
}
const read = (text: string) => parseTimecode(text) as WrittenTimecode;

const countings: readonly (readonly [string, TimecodeCount])[] = [
  ['23.976', count('23.976')],
  ['24', count('24')],
  ['25', count('25')],
  ['29.97 non-drop', count('29.97')],
  ['29.97 drop', count('29.97', true)],
  ['30', count('30')],
  ['50', count('50')],
  ['59.94 non-drop', count('59.94')],
  ['59.94 drop', count('59.94', true)],
  ['60', count('60')],
];

describe('timecode arithmetic', () => {
  it.each([
    // By hand: 17,982 frames in ten minutes of 29.97 drop frame, 107,892 an hour; 59.94 has twice as many.
    ['29.97', true, '00:00:59;29', 1799],
    ['29.97', true, '00:01:00;02', 1800],
    ['29.97', true, '00:09:59;29', 17981],
    ['29.97', true, '00:10:00;00', 17982],
    ['29.97', true, '01:00:00;00', 107892],
    ['29.97', true, '10:00:00;00', 1078920],
    ['29.97', true, '23:59:59;29', 2589407],
    ['29.97', false, '10:00:00:00', 1080000],
    ['29.97', false, '23:59:59:29', 2591999],
    ['59.94', true, '00:00:59;59', 3599],
    ['59.94', true, '00:01:00;04', 3600],
    ['59.94', true, '10:00:00;00', 2157840],
    ['59.94', false, '10:00:00:00', 2160000],
    ['23.976', false, '01:00:00:00', 86400],
    ['23.976', false, '23:59:59:23', 2073599],
    ['24', false, '01:00:00:00', 86400],
    ['25', false, '10:00:00:00', 900000],
    ['50', false, '00:00:01:49', 99],
    ['119.88', false, '00:00:01:119', 239],
  ])('at %s (drop %s) %s is frame %d, and back', (rate, drop, text, frame) => {
    expect(frameOf(read(text), count(rate, drop))).toBe(frame);
    expect(timecodeAt(frame, count(rate, drop))).toBe(text);
  });

  it.each(countings)('at %s agrees with an independent library over a day', (_, counting) => {
    // The other library takes 29.97 and 59.94 as drop frame; 30 and 60 number as their non-drop forms do.
    const perSecond = Math.round(counting.rate[0] / counting.rate[1]);
    const rate = counting.drop ? perSecond * (1000 / 1001) : perSecond;
    const theirs = counting.drop ? Number(rate.toFixed(2)) : rate;
    let compared = 0;
    const wrong: string[] = [];
    for (let frame = 0; frame < framesInDay(counting); frame += frame < 20_000 ? 1 : 997) {
      const text = timecodeAt(frame, counting);
      const other = new Other(text, theirs);
      if (other.frameCount() !== frame || frameOf(read(text), counting) !== frame) wrong.push(text);
      compared += 1;
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(20_000);
  });

  it('goes round at midnight, in each counting after its own number of frames', () => {
    for (const [, counting] of countings) {
      const zero = counting.drop ? '00:00:00;00' : '00:00:00:00';
      expect(timecodeAt(framesInDay(counting), counting)).toBe(zero);
      expect(timecodeAt(-1, counting).slice(0, 8)).toBe('23:59:59');
    }
    expect(framesBetween(read('23:59:50:00'), read('00:00:10:00'), count('25'))).toBe(500);
    expect(framesBetween(read('10:00:00:00'), read('10:00:00:00'), count('25'))).toBe(0);
  });

  it('knows the numbers that drop frame leaves out, and counts on from the next', () => {
    const ntsc = count('29.97', true);
    expect(['00:01:00;00', '00:01:00;01', '10:59:00;01'].every((text) => isDroppedNumber(read(text), ntsc.rate))).toBe(true);
    expect(
      ['00:01:00;02', '00:10:00;00', '00:01:01;00', '00:00:00;00'].some((text) => isDroppedNumber(read(text), ntsc.rate)),
    ).toBe(false);
    expect(frameOf(read('00:01:00;00'), ntsc)).toBe(1800);
    expect(isDroppedNumber(read('00:01:00;03'), count('59.94', true).rate)).toBe(true);
    expect(isDroppedNumber(read('00:01:00;00'), count('25').rate)).toBe(false);
    // There is no drop frame at 23.976, though the library would count it.
    expect(frameOf(read('00:01:00;00'), count('23.976', true))).toBe(1440);
  });

  it('lasts as long as it lasts: an hour of 23.976 is 3.6 seconds longer than the clock says', () => {
    expect(secondsOf(86400, count('23.976').rate)).toBeCloseTo(3603.6, 9);
    expect(secondsOf(107892, count('29.97', true).rate)).toBeCloseTo(3599.9964, 6);
    expect(frameAt(secondsOf(86400, count('23.976').rate), count('23.976').rate)).toBe(86400);
    expect(frameAt(0.039, count('25').rate)).toBe(0);
  });
});

describe('reading', () => {
  it('takes timecodes apart, and nothing else for one', () => {
    expect(read('10:00:01:02')).toEqual({ hours: 10, minutes: 0, seconds: 1, frames: 2, drop: false });
    expect(['10:00:01;02', '10:00:01.02'].every((text) => read(text).drop)).toBe(true);
    for (const text of ['24:00:00:00', '00:60:00:00', '0:0:0:0', '00:00:01', '', 'x', '00:00:00:120']) {
      expect(parseTimecode(text), text).toBeUndefined();
    }
    expect(parseTimecode(undefined)).toBeUndefined();
  });

  it('knows a rate however it is written', () => {
    for (const text of ['23.976', '23.98', '24000/1001', '23.976 fps', '23.976023'])
      expect(rateText(rateOf(text) ?? [0, 1])).toBe('23.976');
    expect(rateOf('24')).toEqual([24, 1]);
    expect(rateOf('25.00p')).toEqual([25, 1]);
    expect(rateOf('30000/1001')).toEqual([30000, 1001]);
    for (const text of ['', '0', '15', 'x', '0/0', undefined]) expect(rateOf(text)).toBeUndefined();
  });
});
