import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { walkAc3 } from '../../../src/read/containers/ac3.ts';
import { walkDv } from '../../../src/read/containers/dv.ts';
import { walkWavpack } from '../../../src/read/containers/wavpack.ts';
import { findProgram } from '../../../src/tools/ffmpeg-path.ts';
import { bytesOf, saidBy, walkBytes } from './bytes-of.ts';

const detail = (walk: ReturnType<typeof walkBytes>) =>
  walk.problems.map(({ code, params }) => [code, params?.detail ?? params?.limit]);

/** One DIF sequence: 150 blocks with their section type, the number of the sequence and the channel. */
function sequence(lines: 525 | 625, number: number, channel: number): Buffer {
  const sections = [0, 1, 1, 2, 2, 2, ...Array.from({ length: 9 }, () => [3, ...Array(15).fill(4)]).flat()];
  return Buffer.concat(
    sections.map((section, block) => {
      const bytes = Buffer.alloc(80, 0xff);
      bytes.set([(section << 5) | 0x1f, (number << 4) | (channel << 3) | 7, block, lines === 625 ? 0xbf : 0x3f]);
      return bytes;
    }),
  );
}

const dv = (lines: 525 | 625, frames: number, channels = 1): Buffer => {
  const parts = Array.from({ length: channels }, (_, channel) =>
    Array.from({ length: lines === 625 ? 12 : 10 }, (_, number) => sequence(lines, number, channel)),
  ).flat();
  const frame = Buffer.concat(parts);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
};

describe('DV', () => {
  test('whole frames of 525 and 625 lines, one channel and two, are read in full and say nothing', () => {
    const cases = [
      [dv(525, 3), 120_000, '30000/1001'],
      [dv(625, 3), 144_000, '25'],
      [dv(525, 1), 120_000, '30000/1001'],
      [dv(625, 2, 2), 288_000, '25'],
    ] as const;
    for (const [bytes, frame, frameRate] of cases) {
      const walk = walkBytes(walkDv, bytes);
      expect([walk.complete, walk.facts, walk.about?.frameRate]).toEqual([true, [], frameRate]);
      expect(walk.about?.duration).toBeCloseTo(bytes.length / frame / (frameRate === '25' ? 25 : 30000 / 1001), 5);
    }
  });

  test('the time of recording is told, in BCD', () => {
    const bytes = dv(625, 1);
    bytes.set([0x62, 0xff, 0xc7, 0x2b, 0x04], 3 * 80 + 3);
    bytes.set([0x63, 0xff, 0x80 | 0x59, 0x34, 0xc0 | 0x12], 3 * 80 + 8);
    expect(walkBytes(walkDv, bytes).about?.created).toBeUndefined();
    bytes[3 * 80 + 6] = 0x30 | 0xe0;
    bytes.set([0xc7, 0xe0 | 0x11], 3 * 80 + 5);
    expect(walkBytes(walkDv, bytes).about?.created).toBe('2004-11-07T12:34:59');
  });

  test('cut inside a frame, a lost block, another frame in the middle, and noise are said', () => {
    const whole = dv(525, 4);
    expect(detail(walkBytes(walkDv, whole.subarray(0, 130_000)))).toEqual([['truncated', undefined]]);
    expect(detail(walkBytes(walkDv, whole.subarray(0, 70_000)))).toEqual([['truncated', undefined]]);
    expect(detail(walkBytes(walkDv, whole.subarray(0, 60)))).toEqual([['truncated', undefined]]);
    const hurt = Buffer.from(whole);
    hurt.fill(0, 12_000 + 800, 12_000 + 880);
    expect(walkBytes(walkDv, hurt).problems).toEqual([{ code: 'broken-structure', params: { at: 12_800, detail: 'dv-block' } }]);
    const torn = Buffer.from(whole);
    torn.fill(0x41, 240_000, 300_000);
    expect(detail(walkBytes(walkDv, torn))).toEqual([['broken-structure', 'dv-block']]);
    const wrongEnd = bytesOf(dv(525, 1), dv(625, 1).subarray(0, 120_000));
    expect(walkBytes(walkDv, wrongEnd).complete).toBe(false);
    expect(walkBytes(walkDv, Buffer.alloc(240_000, 7)).complete).toBe(false);
  });
});

/** AC-3 at 48 kHz, 32 kbit/s: 128 bytes a frame. */
const ac3 = (frames: number): Buffer =>
  Buffer.concat(Array.from({ length: frames }, () => bytesOf(0x0b, 0x77, 0, 0, 0, 8 << 3, Buffer.alloc(122, 0x55))));
/** E-AC-3 of `length` bytes a frame. */
const eac3 = (frames: number, length: number): Buffer => {
  const words = length / 2 - 1;
  const head = bytesOf(0x0b, 0x77, words >> 8, words & 255, 0x3f, 16 << 3);
  return Buffer.concat(Array.from({ length: frames }, () => bytesOf(head, Buffer.alloc(length - 6, 0x55))));
};

describe('AC-3', () => {
  test('frames from end to end are read in full and say nothing', () => {
    for (const bytes of [ac3(1), ac3(300), eac3(2, 768), eac3(40, 4096)]) {
      const walk = walkBytes(walkAc3, bytes);
      expect([walk.complete, walk.facts, walk.problems]).toEqual([true, [], []]);
    }
  });

  test('frames of 44.1 kHz alternate in length', () => {
    const frame = (odd: number) => bytesOf(0x0b, 0x77, 0, 0, 0x40 | odd, 8 << 3, Buffer.alloc((69 + odd) * 2 - 6, 0x55));
    expect(walkBytes(walkAc3, bytesOf(...Array.from({ length: 40 }, (_, index) => frame(index % 2)))).complete).toBe(true);
  });

  test('tags that a tagger put around the frames are read', () => {
    const tag = bytesOf('TAG', 'made with Suno'.padEnd(30, '\0'), Buffer.alloc(94), 0xff);
    const walk = walkBytes(walkAc3, bytesOf(ac3(20), tag));
    expect([walk.complete, saidBy(walk)]).toEqual([true, ['TIT2=made with Suno']]);
  });

  test('a cut, a torn stream, foreign bytes behind it, exchanged bytes and noise are said', () => {
    const whole = ac3(300);
    expect(detail(walkBytes(walkAc3, whole.subarray(0, 20_000)))).toEqual([['truncated', undefined]]);
    expect(detail(walkBytes(walkAc3, whole.subarray(0, 128 * 200 + 3)))).toEqual([['truncated', undefined]]);
    expect(detail(walkBytes(walkAc3, whole.subarray(0, 100)))).toEqual([['truncated', undefined]]);
    expect(walkBytes(walkAc3, bytesOf(whole, 'and a text that is no frame')).complete).toBe(false);
    expect(walkBytes(walkAc3, bytesOf(ac3(3), Buffer.alloc(5000, 1))).complete).toBe(false);
    expect(detail(walkBytes(walkAc3, Buffer.from(whole).swap16()))).toEqual([['limit-reached', 'ac3-byte-order']]);
    expect(walkBytes(walkAc3, bytesOf(0x0b, 0x77, Buffer.alloc(3000, 0x41))).complete).toBe(false);
  });
});

const ffmpeg = await findProgram('ffmpeg', process.env);
if (ffmpeg === null) console.warn('skipped: no ffmpeg that could write DV, AC-3 and WavPack');
const folder = mkdtempSync(join(tmpdir(), 'trueslate-frames-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, ...options: string[]): Buffer {
  const path = join(folder, name);
  const { status, stderr } = spawnSync(ffmpeg?.path ?? '', ['-v', 'error', '-y', ...options, path]);
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return readFileSync(path);
}

describe.skipIf(ffmpeg === null)('as ffmpeg writes them', () => {
  const bars = (size: string, rate: string) => ['-f', 'lavfi', '-i', `testsrc=s=${size}:r=${rate}:d=0.2`];
  const tone = (rate: number) => ['-f', 'lavfi', '-i', `sine=d=2:r=${rate}`];

  test('DV, DVCPRO50 and NTSC', () => {
    const files = [
      written('pal.dv', ...bars('720x576', '25'), '-pix_fmt', 'yuv420p'),
      written('ntsc.dv', ...bars('720x480', '30000/1001'), '-pix_fmt', 'yuv411p'),
      written('50.dv', ...bars('720x576', '25'), ...tone(48000), '-t', '0.2', '-ac', '2', '-pix_fmt', 'yuv422p'),
    ];
    for (const bytes of files) {
      expect(walkBytes(walkDv, bytes)).toMatchObject({ complete: true, facts: [], problems: [] });
      expect(walkBytes(walkDv, bytes.subarray(0, bytes.length - 777)).complete).toBe(false);
    }
  });

  test.each([32000, 44100, 48000])('AC-3 and E-AC-3 at %i Hz', (rate) => {
    for (const name of [`${rate}.ac3`, `${rate}.eac3`]) {
      const bytes = written(name, ...tone(rate), '-b:a', '192k');
      expect(walkBytes(walkAc3, bytes)).toMatchObject({ complete: true, facts: [], problems: [] });
      expect(walkBytes(walkAc3, bytes.subarray(0, (bytes.length >> 1) + 3)).complete).toBe(false);
    }
  });

  test('WavPack with a title', () => {
    const bytes = written('s.wv', ...tone(44100), '-metadata', 'title=made with Suno');
    const walk = walkBytes(walkWavpack, bytes);
    expect([walk.complete, walk.about?.duration, saidBy(walk)[0]]).toEqual([true, 2, 'tag:title=made with Suno']);
    expect(walkBytes(walkWavpack, bytes.subarray(0, bytes.length >> 1)).complete).toBe(false);
    const torn = Buffer.from(bytes);
    torn.write('WAVE', torn.indexOf('wvpk', 4));
    expect(walkBytes(walkWavpack, torn).complete).toBe(false);
  });
});
