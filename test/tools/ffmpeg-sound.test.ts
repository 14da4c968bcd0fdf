import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../src/tools/ffmpeg-path.ts';
import { openSound, type SoundEngine, streamsInWords } from '../../src/tools/ffmpeg-sound.ts';

const folder = mkdtempSync(join(tmpdir(), 'sound-'));
const file = join(folder, 'two streams.mov');
let sound: SoundEngine;

beforeAll(async () => {
  const ffmpeg = await findProgram('ffmpeg', process.env);
  const inputs = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=4', '-f', 'lavfi', '-i', 'sine=frequency=880:duration=4'];
  const filter = ['-filter_complex', '[0:a][1:a]amerge=inputs=2[pair];[0:a]asplit[a][b];[a]anullsink;[b]anull[one]'];
  const streams = ['-map', '[one]', '-map', '[pair]', '-c:a', 'pcm_s16le', '-ar', '48000', '-y', file];
  execFileSync(ffmpeg?.path as string, ['-v', 'error', ...inputs, ...filter, ...streams]);
  sound = (await openSound(process.env)) as SoundEngine;
});
afterAll(() => rmSync(folder, { recursive: true }));

async function all(order: Parameters<SoundEngine['decode']>[0]): Promise<Int16Array> {
  const values: number[] = [];
  for await (const piece of sound.decode(order)) values.push(...piece);
  return Int16Array.from(values);
}

/** Times that a wave goes up through zero. */
const waves = (samples: Int16Array): number =>
  samples.reduce((count, value, i) => count + (value >= 0 && (samples[i - 1] ?? 0) < 0 ? 1 : 0), 0);

describe('decoding sound', () => {
  it('tells the streams of a file with their channels', async () => {
    const streams = await sound.streams(file);
    expect(streams.map(({ stream, channels }) => [stream, channels])).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it('gives the stream that is asked for, at the rate that is asked for, with each channel in its place', async () => {
    const samples = await all({ path: file, stream: 1, channels: 2, rate: 12_000 });
    expect(samples.length / 2 / 12_000).toBeCloseTo(4, 1);
    expect(waves(samples.filter((_, i) => i % 2 === 0)) / 4).toBeCloseTo(440, -1);
    expect(waves(samples.filter((_, i) => i % 2 === 1)) / 4).toBeCloseTo(880, -1);
  });

  it('says in the words of ffmpeg why a file cannot be decoded', async () => {
    const broken = join(folder, 'broken.wav');
    writeFileSync(broken, 'no sound');
    await expect(all({ path: broken, stream: 0, channels: 1, rate: 12_000 })).rejects.toThrow(/Invalid data/);
    await expect(all({ path: file, stream: 5, channels: 1, rate: 12_000 })).rejects.toThrow();
  });

  it('stops when it is told to, with the reason that was given', async () => {
    const stop = new AbortController();
    const decode = async (): Promise<void> => {
      for await (const _ of sound.decode({ path: file, stream: 0, channels: 1, rate: 48_000, signal: stop.signal })) {
        stop.abort(new Error('enough'));
      }
    };
    await expect(decode()).rejects.toThrow('enough');
  });

  it('ends the program when nobody listens any more', async () => {
    for await (const piece of sound.decode({ path: file, stream: 0, channels: 1, rate: 48_000 })) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
  });
});

describe('the list that ffmpeg prints', () => {
  it('is read where there is no ffprobe', () => {
    const said = [
      '  Stream #0:0(und): Video: h264 (High) (avc1 / 0x31637661), yuv420p, 1920x1080, 25 fps',
      '  Stream #0:1(eng): Audio: aac (LC) (mp4a / 0x6134706D), 48000 Hz, 5.1(side), fltp, 384 kb/s (default)',
      '    Stream #0:2: Audio: pcm_s24le, 48000 Hz, 1 channels (FL), s32 (24 bit), 1152 kb/s',
      '  Stream #0:3[0x1c0](deu): Audio: mp2, 48000 Hz, stereo, s16p, 192 kb/s',
      '  Stream #0:4: Audio: pcm_s24le, 48000 Hz, 8 channels, s32, 9216 kb/s',
    ].join('\n');
    expect(streamsInWords(said).map(({ stream, channels }) => [stream, channels])).toEqual([
      [0, 6],
      [1, 1],
      [2, 2],
      [3, 8],
    ]);
  });
});
