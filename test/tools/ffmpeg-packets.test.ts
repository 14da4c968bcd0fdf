import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FrameEngine, openFrames } from '../../src/tools/ffmpeg-frames.ts';
import { findProgram } from '../../src/tools/ffmpeg-path.ts';

const ffmpeg = await findProgram('ffmpeg', process.env);

describe.skipIf(ffmpeg === null)('the packets of a video (skipped where no ffmpeg is found)', () => {
  let folder: string;
  let engine: FrameEngine;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'trueslate-packets-'));
    engine = (await openFrames(process.env)) as FrameEngine;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['mp4', 'ts'])(
    '%s: one for each frame, at the times at which they are shown, the key frames large',
    async (container) => {
      const file = join(folder, `video.${container}`);
      const input = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:duration=3'];
      const coded = ['-c:v', 'libx264', '-preset', 'fast', '-bf', '2', '-g', '25', '-sc_threshold', '0'];
      execFileSync((ffmpeg as { path: string }).path, ['-v', 'error', '-y', ...input, ...coded, file]);
      const packets = await engine.packets(file);
      expect(packets).toHaveLength(75);
      packets.forEach(({ seconds }, frame) => {
        expect(seconds).toBeCloseTo(frame / 25, 3);
      });
      const largest = [...packets].sort((a, b) => b.bytes - a.bytes).slice(0, 3);
      expect(largest.map(({ seconds }) => Math.round(seconds)).sort()).toEqual([0, 1, 2]);
    },
  );

  it('of what is no video is an error', async () => {
    const file = join(folder, 'text.mp4');
    writeFileSync(file, 'no video');
    await expect(engine.packets(file)).rejects.toThrow();
  });
});
