import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FrameEngine, openFrames, type VideoFrame } from '../../src/tools/ffmpeg-frames.ts';
import { findProgram } from '../../src/tools/ffmpeg-path.ts';
import { addsNothing, differ, glanceAt } from '../../src/trace/glance.ts';
import { coarseFrames } from '../../src/trace/sampling.ts';
import { interrupted, joined, lastSampleOf, StretchPlanner } from '../../src/trace/stretches.ts';

/** A grey picture of smooth hills; other seeds are other places, and a view may be moved, nearer, darker. */
function hills(seed: number, { x = 0, near = 1, bright = 1 } = {}): VideoFrame {
  const [width, height] = [160, 90];
  const data = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const [u, v] = [(column - 80) / near + x, (row - 45) / near];
      const sum = [1, 2, 3, 4, 5].reduce(
        (height, wave) =>
          height + Math.sin(u * 0.017 * wave * ((seed % 3) + 1) + seed * wave) * Math.cos(v * 0.023 * wave + seed * 2.1 * wave),
        0,
      );
      data[row * width + column] = Math.max(0, Math.min(255, (128 + sum * 24) * bright));
    }
  }
  return { seconds: 0, width, height, data };
}

const place = glanceAt(hills(1));
const other = glanceAt(hills(5));

describe('whether two frames are of one shot', () => {
  it('a pan, a push-in and a fade of the light are one shot', () => {
    expect(differ(place, place)).toBe(false);
    expect(differ(place, glanceAt(hills(1, { x: 20 })))).toBe(false);
    expect(differ(place, glanceAt(hills(1, { near: 1.12 })))).toBe(false);
    expect(differ(place, glanceAt(hills(1, { bright: 0.5 })))).toBe(false);
  });

  it('another place is another shot, and so is black', () => {
    const black = glanceAt(hills(1, { bright: 0 }));
    expect(differ(place, other)).toBe(true);
    expect(differ(place, black)).toBe(true);
    expect(differ(black, black)).toBe(false);
  });
});

describe('whether a frame shows anything that another does not', () => {
  /** The same place with another picture laid into a corner of it, a sixth of the frame wide and high. */
  const inset = (): VideoFrame => {
    const [frame, laid] = [hills(1), hills(5)];
    const data = Uint8Array.from(frame.data);
    for (let row = 60; row < 75; row++) data.set(laid.data.subarray(row * 160 + 110, row * 160 + 137), row * 160 + 110);
    return { ...frame, data };
  };

  it('not where the camera stands, or moves slowly; yes where a small picture comes into it, the light falls, or the place changes', () => {
    expect(addsNothing(place, place)).toBe(true);
    expect(addsNothing(place, glanceAt(hills(1, { x: 5 })))).toBe(true);
    expect(addsNothing(place, glanceAt(inset()))).toBe(false);
    expect(addsNothing(place, glanceAt(hills(1, { bright: 0.7 })))).toBe(false);
    expect(addsNothing(place, other)).toBe(false);
    const black = glanceAt(hills(1, { bright: 0 }));
    expect(addsNothing(black, black)).toBe(false);
  });
});

describe('frames that add nothing, with a stretch between in which something else may be shown', () => {
  const same = [2, 4, 6, 8].map((seconds) => ({ seconds, given: 0 }));

  it('stand for the first of them where nothing lies between', () => {
    expect(interrupted(same, [{ from: 8, to: null, every: 0.4 }])).toEqual({ again: [], still: same });
  });

  it('are given again behind a cutaway, and stand for the frame behind it from there on', () => {
    expect(interrupted(same, [{ from: 4.7, to: 4.75, every: 0.5 }])).toEqual({
      again: [6],
      still: [
        { seconds: 2, given: 0 },
        { seconds: 4, given: 0 },
        { seconds: 8, given: 6 },
      ],
    });
  });
});

describe('which stretches are looked at', () => {
  const planned = (...seen: [number, typeof place][]): string[] => {
    const planner = new StretchPlanner();
    for (const [seconds, glance] of seen) planner.saw(seconds, glance);
    return joined(planner.stretches([])).map(({ from, to, every }) => `${from}-${to ?? 'end'}/${every}`);
  };

  it('gaps of two seconds where the picture changes, longer ones always, short ones never, and the end', () => {
    expect(planned([0, place], [2, place], [4, place])).toEqual(['4-end/0.4']);
    expect(planned([0, place], [2, other], [4, other])).toEqual(['0-2/0.4', '4-end/0.4']);
    expect(planned([0, place], [3, place], [3.4, other], [5, other])).toEqual(['0-3/0.5', '5-end/0.4']);
  });

  it('stretches that follow each other are one run', () => {
    expect(planned([0, place], [10, place], [20, place])).toEqual(['0-end/0.4']);
    expect(planned([0, place], [1, other], [2, place], [4, place])).toEqual(['0-2/0.4', '4-end/0.4']);
  });

  it('of the frames between two key frames, the first of each shot that neither of them shows; where they are far, one a second too', () => {
    const newOf = (known: [number, typeof place][], asked: [number, typeof place][]): number[] => {
      const planner = new StretchPlanner();
      for (const [seconds, glance] of known) planner.saw(seconds, glance);
      return asked.filter(([seconds, glance]) => planner.isNew(seconds, () => glance)).map(([seconds]) => seconds);
    };
    const third = glanceAt(hills(9));
    const asked: [number, typeof place][] = [
      [0.4, place],
      [0.8, third],
      [1.2, third],
      [1.6, other],
      [2, other],
    ];
    expect(
      newOf(
        [
          [0, place],
          [2, other],
        ],
        asked,
      ),
    ).toEqual([0.8]);
    expect(
      newOf(
        [
          [0, place],
          [8, other],
        ],
        asked,
      ),
    ).toEqual([0.8, 1.6]);
    const long: [number, typeof place][] = [0.5, 1, 1.5, 2, 2.5].map((seconds) => [seconds, place]);
    expect(
      newOf(
        [
          [0, place],
          [8, place],
        ],
        long,
      ),
    ).toEqual([1, 2]);
  });

  it('what lies before the first key frame, and a video without one', () => {
    expect(planned([1.5, place])).toEqual(['0-end/0.4']);
    expect(planned()).toEqual(['0-end/0.4']);
  });

  it('decoding ends with the last sample, unless that is next to the frame at the end', () => {
    expect(lastSampleOf({ from: 10, to: 12, every: 0.4 })).toBeCloseTo(11.65);
    expect(lastSampleOf({ from: 10, to: 12.06, every: 0.4 })).toBeCloseTo(11.65);
    expect(lastSampleOf({ from: 10, to: 12.2, every: 0.4 })).toBeCloseTo(12.05);
    expect(lastSampleOf({ from: 10, to: null, every: 0.4 })).toBeNull();
  });
});

const found = await findProgram('ffmpeg', process.env);
if (process.env.CI && found === null) throw new Error('CI needs ffmpeg: npm ci brings it');

describe.skipIf(found === null)('the coarse frames of a video (skipped where no ffmpeg is found)', () => {
  let folder = '';
  let engine: FrameEngine;
  const at = (name: string): string => join(folder, name);
  /** Three shots: 0 to 2.4 s, 2.4 to 3.4 s (no key frame in it where those are at 0, 2, 4 ...), and to 9 s. */
  const shots = [2.4, 1, 5.6].flatMap((length, index) => [
    '-f',
    'lavfi',
    '-i',
    `${['testsrc2', 'smptebars', 'rgbtestsrc'][index]}=s=320x180:r=25:d=${length}`,
  ]);

  const video = (name: string, ...options: string[]): void => {
    const joining = '[0]format=yuv420p[a];[1]format=yuv420p[b];[2]format=yuv420p[c];[a][b][c]concat=n=3';
    execFileSync(found?.path ?? '', [
      '-v',
      'error',
      '-nostdin',
      '-y',
      ...shots,
      '-filter_complex',
      joining,
      ...options,
      at(name),
    ]);
  };

  const taken = async (name: string) => {
    const times: number[] = [];
    const same: [number, number][] = [];
    const onSame = (...told: [number, number]) => void same.push(told);
    try {
      for await (const { seconds } of coarseFrames(engine, at(name), { width: 64, colour: 'grey', onSame })) times.push(seconds);
      return { times, same, error: null };
    } catch (error) {
      return { times, same, error: error as Error };
    }
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trueslate-sampling-'));
    engine = (await openFrames(process.env)) as FrameEngine;
    const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-sc_threshold', '0', '-movflags', '+faststart'];
    video('two.mp4', ...h264, '-g', '50');
    video('long.mp4', ...h264, '-g', '250');
    video('alone.mov', '-c:v', 'prores', '-profile:v', '0');
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('key frames first, then of the gap in which a shot was hidden a frame of that shot', async () => {
    const { times, same, error } = await taken('two.mp4');
    expect(error).toBeNull();
    // The third shot does not move.
    expect(times.slice(0, 3)).toEqual([0, 2, 4]);
    expect(same).toEqual([
      [6, 4],
      [8, 4],
    ]);
    expect(times.slice(3)).toEqual([2.92]);
  });

  it.each(['long.mp4', 'alone.mov'])('%s: no frame twice, and no shot of half a second between two', async (name) => {
    const { times, same, error } = await taken(name);
    expect(error).toBeNull();
    const sorted = times.toSorted((one, two) => one - two);
    expect(new Set(sorted).size).toBe(sorted.length);
    expect(sorted.filter((time) => time >= 2.4 && time < 3.4).length).toBeGreaterThanOrEqual(1);
    // Nothing but the third shot lies from 3.4 s on, which does not move.
    if (name === 'long.mp4') expect(sorted.filter((time) => time >= 7)).toHaveLength(2);
    if (name !== 'alone.mov') return;
    expect(sorted.filter((time) => time >= 3.4)).toHaveLength(1);
    expect(same.filter(([, given]) => given >= 3.4).map(([seconds]) => seconds)).toContain(8);
  });

  it('a video that breaks off gives the frames before, and then an error', async () => {
    const bytes = readFileSync(at('two.mp4'));
    writeFileSync(at('broken.mp4'), bytes.subarray(0, Math.floor(bytes.length * 0.6)));
    const { times, error } = await taken('broken.mp4');
    expect(error?.message).toMatch(/partial file/);
    expect(times.length).toBeGreaterThan(1);
  });

  it('stops when it is told to', async () => {
    const stopping = new AbortController();
    const taking = async (): Promise<void> => {
      for await (const _ of coarseFrames(engine, at('long.mp4'), { width: 64, colour: 'grey' }, stopping.signal)) {
        stopping.abort(new Error('stopped by the test'));
      }
    };
    await expect(taking()).rejects.toThrow('stopped by the test');
  });
});
