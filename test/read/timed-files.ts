import type { About } from '../../src/model/index.ts';

/** A small film or sound that ffmpeg makes. */
export interface Made {
  readonly name: string;
  readonly args: readonly string[];
  /** What its walk must tell; null where the header leaves something open, so that ffprobe is asked. */
  readonly about: About | null;
}

const size = { width: 64, height: 48 };
const picture = (rate: string, seconds = 2) => ['-f', 'lavfi', '-i', `testsrc=s=64x48:r=${rate}:d=${seconds}`];
const tone = (seconds: number, rate = 48_000) => ['-f', 'lavfi', '-i', `sine=d=${seconds}:r=${rate}`];
const codecs: Readonly<Record<string, string>> = { mxf: 'mpeg2video', webm: 'libvpx' };

function film(ending: string, rate: string): Made {
  return {
    name: `${rate.replace('/', '-')}.${ending}`,
    args: [...picture(rate), '-c:v', codecs[ending] ?? 'mpeg4'],
    about: { ...size, frameRate: rate },
  };
}

function timed(ending: string, rate: string, timecode: string): Made {
  const codec = ending === 'mov' ? 'mpeg2video' : (codecs[ending] ?? 'mpeg4');
  return {
    name: `at-${timecode.includes(';') ? 'drop-' : ''}${timecode.replace(/\D/g, '')}-${rate.replace('/', '-')}.${ending}`,
    args: [...picture(rate), '-c:v', codec, '-timecode', timecode],
    about: { ...size, frameRate: rate, timecode },
  };
}

const sound = (ending: string, more: readonly string[] = []): Made => ({
  name: `sound.${ending}`,
  args: [...tone(5), ...more],
  about: {},
});

const rates = ['24000/1001', '25', '30000/1001', '60'];
const fragmented = ['-c:v', 'mpeg4', '-g', '10', '-movflags'];

/** Films and sounds of every format whose walk may settle them, and of what its header leaves open. */
export const made: readonly Made[] = [
  ...['mov', 'mp4', 'mkv', 'webm', 'avi', 'mxf'].flatMap((ending) => rates.map((rate) => film(ending, rate))),
  ...['mov', 'mp4', 'mxf', 'mkv'].flatMap((ending) => [
    timed(ending, '25', '10:00:00:00'),
    timed(ending, '30000/1001', '01:00:59;28'),
    timed(ending, '30000/1001', '01:00:59:28'),
  ]),
  timed('mov', '60', '10:02:03:44'),
  ...['wav', 'w64', 'aiff', 'flac', 'ogg', 'opus', 'mp3', 'm4a'].map((ending) => sound(ending)),
  { ...sound('rf64.wav', ['-rf64', 'always']), about: { duration: 5 } },
  {
    ...sound('bext.wav', ['-write_bext', '1', '-metadata', 'time_reference=172800000']),
    about: { duration: 5, startSeconds: 3600 },
  },
  { ...sound('constant.mp3', ['-b:a', '128k', '-write_xing', '0']), about: {} },
  { ...sound('mpeg2.mp3', ['-ar', '22050', '-b:a', '64k']), about: {} },
  // Of coded sound the header's rate of bytes is far off.
  { ...sound('adpcm.wav', ['-c:a', 'adpcm_ms']), about: {} },
  // Sound may come first, in packets of 20 ms: no rate of pictures.
  {
    name: 'sound-first.webm',
    args: [...picture('25'), ...tone(2), '-c:v', 'libvpx', '-c:a', 'libopus', '-map', '1', '-map', '0'],
    about: { ...size, frameRate: '25' },
  },
  // Pictures of 3:2 that are shown wider, and pictures that are shown upright: both are told as they are coded.
  { name: 'wide.mov', args: [...picture('25'), '-c:v', 'mpeg4', '-vf', 'setsar=4/3'], about: size },
  { name: 'upright.mov', args: [...picture('25'), '-c:v', 'mpeg4', '-metadata:s:v', 'rotate=90'], about: size },
  // A coarse clock rounds every other time; its average is the rate.
  {
    name: 'coarse.mp4',
    args: [...picture('24000/1001', 10), '-c:v', 'mpeg4', '-video_track_timescale', '1000'],
    about: { ...size, frameRate: '24000/1001' },
  },
  // Ten pictures were left out; the others keep their rate.
  {
    name: 'dropped.mp4',
    args: [...picture('25', 4), '-vf', 'select=not(between(n\\,20\\,29))', '-vsync', 'vfr', '-c:v', 'mpeg4'],
    about: { ...size, frameRate: '25' },
  },
  { name: 'fragments.mp4', args: [...picture('25'), ...fragmented, 'frag_keyframe+empty_moov'], about: null },
  { name: 'first-fragment.mp4', args: [...picture('25'), ...fragmented, 'frag_keyframe'], about: null },
  {
    name: 'changing.mp3',
    args: ['-f', 'lavfi', '-i', 'aevalsrc=if(lt(t\\,3)\\,random(0)-0.5\\,0):d=6', '-q:a', '4', '-write_xing', '0'],
    about: null,
  },
  { name: 'film.ogg', args: [...picture('25'), '-c:v', 'libtheora'], about: null },
];

/** Where a walk and ffprobe differ, and why the walk's word stands. */
export const differsByReason: readonly { readonly of: RegExp; readonly reason: string }[] = [
  {
    of: /^(dropped\.mp4|c\.mov|fixture\.mov) frameRate/,
    reason: 'ffprobe divides pictures by seconds; where some were left out, timecode still counts in the rate of the others',
  },
  {
    of: /^coarse\.mp4 frameRate/,
    reason: 'the same average, of a clock of milliseconds; the rate of films that lies there is the one that was meant',
  },
  {
    of: /^ffmpeg-width1-gbrp16\.mkv (width|height)/,
    reason: 'the track says so; that its pictures are smaller is seen by decoding one, which no header tells',
  },
  {
    of: /^(97-unknown-23-update|silence-44-s|silence-44-s-v1|audacious-trailing-id32-\w+)\.mp3 duration/,
    reason: 'ffprobe takes the tags behind the sound for sound; decoded it lasts as the walk says',
  },
  {
    of: /^fixture-bad-offset-10\.mp3 duration/,
    reason: 'the tag is longer than it says, so that ffprobe takes the frame that tells the number of frames for sound',
  },
  { of: /^example\.opus duration/, reason: 'ffprobe counts what lies before 0 and is not played; decoded it lasts 11.35 s' },
  { of: /^fixture\.avi duration/, reason: 'ffprobe knows the pictures only; the sound behind them goes on to 0.09 s' },
];
