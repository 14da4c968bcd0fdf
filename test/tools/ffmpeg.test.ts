import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFfmpeg } from '../../src/tools/ffmpeg.ts';
import { lookAtVideo } from '../../src/tools/ffmpeg-look.ts';
import { openSound } from '../../src/tools/ffmpeg-sound.ts';
import { openFfprobe } from '../../src/tools/ffprobe.ts';
import { thumbnailOf } from '../../src/tools/thumbnail.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const [ffmpeg, ffprobe] = await Promise.all([openFfmpeg(process.env), openFfprobe(process.env)]);

if (process.env.CI && (ffmpeg === null || ffprobe === null)) throw new Error('CI needs ffmpeg and ffprobe: npm ci brings both');

describe.skipIf(ffmpeg === null)('ffmpeg (skipped where none is found)', () => {
  it('gives a frame of a clip from which a thumbnail is made', async () => {
    const png = await ffmpeg?.frame(join(fixtures, 'delivery/cut/inserts/night_drive.mov'), 1);
    expect(png?.subarray(1, 4).toString()).toBe('PNG');
    expect(await thumbnailOf(png ?? '')).toMatch(/^data:image\/webp;base64,/);
  });

  it('gives an error, not a hang, for what it cannot decode', async () => {
    await expect(ffmpeg?.frame(join(fixtures, 'broken/cut-before-moov.mp4'), 0)).rejects.toThrow();
    await expect(ffmpeg?.frame(join(fixtures, 'broken/text.jpg'), 0)).rejects.toThrow();
  });
});

describe.skipIf(ffprobe === null)('ffprobe (skipped where none is found)', () => {
  it('reads tags, rate and start timecode', async () => {
    const answer = await ffprobe?.probe(join(fixtures, 'delivery/cut/reel1.mov'));
    const tags = [answer?.format.tags, ...(answer?.streams.map((stream) => stream.tags) ?? [])];
    expect(tags.map((tag) => tag?.timecode).find((value) => value !== undefined)).toBe('10:00:00:00');
    expect(answer?.streams.find((stream) => stream.codec_type === 'video')?.avg_frame_rate).toBe('25/1');
  });

  it('gives an error for what it cannot read', async () => {
    await expect(ffprobe?.probe(join(fixtures, 'broken/cut-before-moov.mp4'))).rejects.toThrow();
  });
});

// The packaged ffprobe of linux-x64 does so on transport streams that name their service.
it.skipIf(process.platform === 'win32')('an ffprobe that crashes is told without the paths of this machine', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'trueslate-crash-'));
  try {
    const program = join(folder, 'ffprobe');
    writeFileSync(program, '#!/bin/sh\ncase "$1" in -version) echo "ffprobe version 1.0";; *) kill -SEGV $$;; esac\n', {
      mode: 0o755,
    });
    const crashing = await openFfprobe({ ...process.env, FFPROBE_PATH: program });
    await expect(crashing?.probe('/delivery/a.ts')).rejects.toThrow(/^it crashed \(SIGSEGV\)$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('a machine without either', () => {
  it('is told by null where the named program does not run: it is not replaced in silence', async () => {
    expect(await openFfprobe({ ...process.env, FFPROBE_PATH: '/nowhere/ffprobe' })).toBeNull();
    expect(await openFfmpeg({ ...process.env, FFMPEG_PATH: '/nowhere/ffmpeg' })).toBeNull();
  });
});

/** Lists that ffmpeg would follow out of the delivery: each names a film that lies elsewhere. */
const lists: Readonly<Record<string, (film: string) => string>> = {
  'HLS.mp4': (film) => `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${film}\n#EXT-X-ENDLIST\n`,
  'concat.mov': () => 'ffconcat version 1.0\nfile film.mov\n',
  'DASH.svg': (film) =>
    `<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011" type="static" mediaPresentationDuration="PT10S" minBufferTime="PT1S"><Period><AdaptationSet contentType="video"><Representation id="1" bandwidth="1" mimeType="video/mp4"><BaseURL>${film}</BaseURL><SegmentBase/></Representation></AdaptationSet></Period></MPD>`,
};

describe.skipIf(ffmpeg === null || ffprobe === null)('a list of files that is named like a film', () => {
  it.each(Object.keys(lists))(
    'is opened by no engine, so that nothing outside the delivery is shown as its picture: %s',
    async (name) => {
      const folder = mkdtempSync(join(tmpdir(), 'trueslate-lists-'));
      try {
        const film = join(folder, 'film.mov');
        copyFileSync(join(fixtures, 'delivery/cut/reel1.mov'), film);
        const list = join(folder, name);
        writeFileSync(list, lists[name]?.(film) ?? '');
        const sound = await openSound(process.env);
        await expect(ffmpeg?.frame(list, 0)).rejects.toThrow();
        await expect(ffprobe?.probe(list)).rejects.toThrow();
        await expect(sound?.streams(list)).rejects.toThrow();
        await expect(lookAtVideo(process.env.FFMPEG_PATH ?? 'ffmpeg', list, 'x')).rejects.toThrow(
          /Format not on whitelist$|Invalid/,
        );
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
