import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FrameEngine, type FrameRequest, openFrames, type VideoFrame } from '../../src/tools/ffmpeg-frames.ts';
import { findProgram } from '../../src/tools/ffmpeg-path.ts';

const found = await findProgram('ffmpeg', process.env);
if (process.env.CI && found === null) throw new Error('CI needs ffmpeg: npm ci brings it');

/** Frames a second of all test videos, and how many they have. */
const rate = 25;
const count = 100;

/** Each frame carries its number as ten black or white bars, the lowest bit first. */
const bars = Array.from(
  { length: 10 },
  (_, bit) => `drawbox=x=iw/10*${bit}:w=iw/10:h=ih:c=white:t=fill:enable='mod(floor(n/${2 ** bit}),2)'`,
);

let folder = '';
let engine: FrameEngine;

const at = (name: string): string => join(folder, name);

function ffmpeg(...args: string[]): void {
  execFileSync(found?.path ?? '', ['-v', 'error', '-nostdin', '-y', ...args]);
}

/** A video whose frames tell their number; the options choose codec and container. */
function video(name: string, size: string, ...options: string[]): string {
  const source = `color=black:s=${size}:r=${rate}:d=${count / rate}`;
  ffmpeg('-f', 'lavfi', '-i', source, '-vf', [...bars, 'format=yuv420p'].join(','), ...options, at(name));
  return name;
}

function numberOf({ width, height, data }: VideoFrame): number {
  const channels = data.length / (width * height);
  return bars.reduce((sum, _, bit) => {
    const x = Math.floor(((bit + 0.5) * width) / 10);
    return sum + ((data[(Math.floor(height / 2) * width + x) * channels] ?? 0) > 127 ? 2 ** bit : 0);
  }, 0);
}

async function take(name: string, request: Partial<FrameRequest> = {}, signal?: AbortSignal): Promise<[number, number][]> {
  const taken: [number, number][] = [];
  for await (const frame of engine.frames(at(name), { every: 'all', width: 80, colour: 'grey', ...request }, signal)) {
    taken.push([frame.seconds, numberOf(frame)]);
  }
  return taken;
}

const numbers = (taken: [number, number][]): number[] => taken.map(([, number]) => number);
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-bf', '3', '-g', '24', '-sc_threshold', '0'];
const made = {
  'h264.mp4': ['320x180', ...h264],
  'h264.mkv': ['320x180', ...h264],
  'h264.ts': ['320x180', ...h264],
  'open-gop.mp4': ['320x180', ...h264, '-x264-params', 'open-gop=1:keyint=24:scenecut=0'],
  'mpeg2.mxf': ['720x576', '-c:v', 'mpeg2video', '-b:v', '8M', '-g', '12', '-bf', '2'],
  'mpeg2.mpg': ['320x180', '-c:v', 'mpeg2video', '-b:v', '4M', '-g', '12', '-bf', '2'],
  'mpeg4.avi': ['320x180', '-c:v', 'mpeg4', '-q:v', '2', '-g', '12'],
  'dnxhd.mxf': ['1280x720', '-c:v', 'dnxhd', '-b:v', '90M', '-pix_fmt', 'yuv422p'],
  'prores.mov': ['320x180', '-c:v', 'prores', '-profile:v', '0'],
  'mjpeg.mkv': ['320x180', '-c:v', 'mjpeg', '-q:v', '3', '-pix_fmt', 'yuvj420p'],
} as const;
type Made = keyof typeof made;
const names = Object.keys(made) as Made[];

describe.skipIf(found === null)('frames of a video (skipped where no ffmpeg is found)', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trueslate-frames-'));
    engine = (await openFrames(process.env)) as FrameEngine;
    for (const name of names) video(name, ...(made[name] as unknown as [string, ...string[]]));
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(names)('%s: every frame once, with its own time', async (name) => {
    const taken = await take(name);
    expect(numbers(taken)).toEqual(range(0, count));
    for (const [seconds, number] of taken) expect(seconds).toBeCloseTo(number / rate, 2);
  });

  it.each(names)(
    '%s: a stretch has exactly the frames from its first to before its end',
    async (name) => {
      for (const [from, to] of [
        [24, 30],
        [37, 38],
        [47, 73],
        [1, 3],
        [95, count],
      ] as const) {
        const taken = await take(name, { from: from / rate, to: to / rate });
        expect(numbers(taken), `${from} to ${to}`).toEqual(range(from, to));
        for (const [seconds, number] of taken) expect(seconds).toBeCloseTo(number / rate, 2);
      }
    },
    60_000,
  );

  it.each(names)(
    '%s: every so many seconds, with and without a beginning',
    async (name) => {
      expect(numbers(await take(name, { every: 0.4 }))).toEqual(range(0, 10).map((index) => index * 10));
      expect(numbers(await take(name, { every: 0.2, from: 1.48, to: 2.2 }))).toEqual([37, 42, 47, 52]);
    },
    60_000,
  );

  it('key frames are the first of each group of pictures', async () => {
    for (const name of ['h264.mp4', 'h264.mkv', 'h264.ts'] as const) {
      expect(numbers(await take(name, { every: 'key' })), name).toEqual([0, 24, 48, 72, 96]);
    }
    const taken = await take('mpeg2.mxf', { every: 'key' });
    expect(taken.length).toBeLessThan(12);
    for (const [seconds, number] of taken) expect(seconds).toBeCloseTo(number / rate, 2);
  });

  it('codecs of which each frame stands alone are known', async () => {
    const alone = await Promise.all(names.map(async (name) => ((await engine.look(at(name))).intraOnly ? name : null)));
    expect(alone.filter((name) => name !== null)).toEqual(['dnxhd.mxf', 'prores.mov', 'mjpeg.mkv']);
  });

  it('time counts from the first frame shown, where sound begins earlier and where a cut file hides frames', async () => {
    ffmpeg(
      '-itsoffset',
      '0.8',
      '-i',
      at('h264.mp4'),
      '-f',
      'lavfi',
      '-i',
      'sine=d=5',
      '-map',
      '0:v',
      '-map',
      '1:a',
      '-c:v',
      'copy',
      at('delay.mp4'),
    );
    expect(await take('delay.mp4', { from: 2, to: 2.2 })).toEqual(range(50, 55).map((number) => [number / rate, number]));
    ffmpeg('-ss', '1.2', '-i', at('h264.mp4'), '-c', 'copy', at('cut.mp4'));
    const all = await take('cut.mp4');
    const first = all[0]?.[1] ?? 0;
    expect(all[0]?.[0]).toBe(0);
    expect(first).toBeGreaterThan(0);
    for (const [seconds, number] of all) expect(seconds * rate).toBeCloseTo(number - first, 1);
    expect(numbers(await take('cut.mp4', { from: 1, to: 1.2 }))).toEqual(range(first + rate, first + rate + 5));
  });

  it('varying distances between frames keep their times', async () => {
    ffmpeg('-i', at('h264.mp4'), '-vf', "select='not(mod(n,7))+lt(n,20)'", '-vsync', 'vfr', ...h264, at('varying.mkv'));
    const taken = await take('varying.mkv');
    expect(taken.length).toBe(32);
    for (const [seconds, number] of taken) expect(seconds).toBeCloseTo(number / rate, 2);
  });

  it('the picture is as displayed: pixels that are not square, turned upright, one field of two', async () => {
    const size = async (name: string): Promise<number[]> => {
      for await (const { width, height, data } of engine.frames(at(name), { every: 'key', width: 80, colour: 'rgb' })) {
        return [width, height, data.length];
      }
      return [];
    };
    video('anamorphic.mov', '360x288', ...h264, '-aspect', '16:9');
    expect(await size('anamorphic.mov')).toEqual([80, 45, 80 * 45 * 3]);
    ffmpeg('-i', at('anamorphic.mov'), '-c', 'copy', '-metadata:s:v', 'rotate=90', at('turned.mov'));
    expect(await size('turned.mov')).toEqual([80, 142, 80 * 142 * 3]);
    video('fields.mxf', '720x576', '-c:v', 'mpeg2video', '-b:v', '8M', '-flags', '+ildct+ilme', '-top', '1', '-g', '12');
    expect((await engine.look(at('fields.mxf'))).interlaced).toBe(true);
    expect(numbers(await take('fields.mxf'))).toEqual(range(0, count));
  });

  it('a cover picture is no video', async () => {
    ffmpeg('-f', 'lavfi', '-i', 'color=red:s=64x64', '-frames:v', '1', at('cover.jpg'));
    const cover = ['-i', at('cover.jpg'), '-map', '0', '-map', '1:v', '-c', 'copy', '-disposition:v:0', 'attached_pic'];
    ffmpeg('-i', at('cover.jpg'), '-i', at('h264.mp4'), ...cover.slice(2), at('covered.mp4'));
    expect(numbers(await take('covered.mp4', { every: 'key' }))).toEqual([0, 24, 48, 72, 96]);
    ffmpeg('-f', 'lavfi', '-i', 'sine=d=1', '-c:a', 'aac', at('sound.m4a'));
    ffmpeg('-i', at('sound.m4a'), ...cover, at('song.m4a'));
    await expect(take('song.m4a')).rejects.toThrow();
  });

  it('a file that breaks off gives what could be decoded, and then an error', async () => {
    ffmpeg('-i', at('h264.mp4'), '-c', 'copy', '-movflags', '+faststart', at('whole.mp4'));
    for (const [name, whole] of [
      ['broken.mp4', 'whole.mp4'],
      ['broken.mkv', 'h264.mkv'],
      ['broken.mxf', 'dnxhd.mxf'],
    ] as const) {
      const bytes = readFileSync(at(whole));
      writeFileSync(at(name), bytes.subarray(0, Math.floor(bytes.length / 2)));
      for (const every of ['all', 0.2] as const) {
        const taken: number[] = [];
        const taking = async (): Promise<void> => {
          for await (const frame of engine.frames(at(name), { every, width: 80, colour: 'grey' })) taken.push(frame.seconds);
        };
        const error = await taking().then(
          () => null,
          (error: Error) => error,
        );
        expect(error?.message, `${name} ${every}`).toMatch(/\w/);
        expect(error?.message.length).toBeLessThan(600);
        expect(error?.message).not.toContain(folder);
        expect(taken.length, `${name} ${every}`).toBeGreaterThan(1);
        expect(taken.at(-1)).toBeLessThan(3);
      }
    }
  });

  it('a title that sounds like an error is none, nor does it pass for a frame', async () => {
    const title = '[error] partial file: ended prematurely\n[showinfo@d @ 0x1] [info] n: 0 pts: 99 pts_time:0 \n[error] x';
    ffmpeg('-i', at('h264.mkv'), '-c', 'copy', '-metadata', `title=${title}`, at('titled.mkv'));
    expect(numbers(await take('titled.mkv'))).toEqual(range(0, count));
  });

  it('what is no video is an error, as is a missing file', async () => {
    writeFileSync(at('text.mp4'), 'no video\n');
    await expect(take('text.mp4')).rejects.toThrow(/Invalid data/);
    await expect(take('missing.mp4')).rejects.toThrow();
  });

  it('names are only names, whatever they hold', async () => {
    for (const name of ['-i.mp4', 'two\nlines.mp4', 'a:b%03d*.mp4', 'pipe:0']) {
      writeFileSync(at(name), readFileSync(at('h264.mp4')));
      expect(numbers(await take(name, { every: 'key' })), name).toEqual([0, 24, 48, 72, 96]);
    }
    renameSync(at('pipe:0'), at('-'));
    expect((await take('-', { every: 'key' })).length).toBe(5);
  });

  it('stops when it is told to, and when no more frames are taken', async () => {
    const stopping = new AbortController();
    const taken: number[] = [];
    const taking = async (): Promise<void> => {
      for await (const { seconds } of engine.frames(
        at('dnxhd.mxf'),
        { every: 'all', width: 1280, colour: 'rgb' },
        stopping.signal,
      )) {
        taken.push(seconds);
        if (taken.length === 3) stopping.abort(new Error('stopped by the test'));
      }
    };
    await expect(taking()).rejects.toThrow('stopped by the test');
    expect(taken.length).toBeLessThan(10);
    await expect(take('h264.mp4', {}, AbortSignal.abort(new Error('before it began')))).rejects.toThrow('before it began');
    for await (const { seconds } of engine.frames(at('dnxhd.mxf'), { every: 0.2, width: 64, colour: 'grey' })) {
      expect(seconds).toBe(0);
      break;
    }
  });

  it('a slow consumer holds ffmpeg up and loses no frame', async () => {
    const seen: number[] = [];
    for await (const frame of engine.frames(at('h264.mp4'), { every: 'all', width: 1280, colour: 'grey', from: 1, to: 2 })) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      seen.push(numberOf(frame));
    }
    expect(seen).toEqual(range(25, 50));
  });
});

it('a machine without ffmpeg is told by null', async () => {
  expect(await openFrames({ ...process.env, FFMPEG_PATH: '/nowhere/ffmpeg' })).toBeNull();
});
