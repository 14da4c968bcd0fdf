import { rate } from './files.mjs';
import { together } from './programme.mjs';

/** Equalised, compressed, MP3 at 128 kbit/s: what a mix has gone through. */
export const mixdown = [
  '-af',
  'equalizer=f=300:t=o:w=1:g=-4,equalizer=f=3000:t=o:w=1:g=4,acompressor=threshold=-20dB:ratio=3:attack=20:release=250',
  ...['-ar', '48000', '-b:a', '128k'],
];
const equaliser = mixdown.slice(0, 2);

const silence = (of) => new Float64Array(of.length);
const mono = ({ uses, rest }) => [together(uses, rest)];

/** Sampled faster: as a film of 24 frames a second that is run at 25. */
const resampled = (speed) => ['-af', `asetrate=${Math.round(rate * speed)},aresample=48000`, '-b:a', '128k'];

/**
 * Kinds of edit. `decibels`: level of the uses to what lies over them; `channels` of the file from what is mixed; `encode`:
 * ffmpeg's options, or what gives them for the seconds of the mix; `shape` as in `programme`; `stream` and `carriers`: where a use must be told to be.
 */
export const kinds = [
  { name: 'mix at 0 dB, MP3 128k' },
  { name: 'shortest: 8 s, 0 dB', shape: { seconds: [8, 8] } },
  { name: 'faded in and out over 2 s', shape: { gain: (since, left) => Math.min(1, since / 2, left / 2) } },
  {
    name: 'ducked by 12 dB, 5 s clear',
    shape: { seconds: [10, 15], gain: (since) => (since < 5 ? 1 : 0.25), overGain: (since) => (since < 5 ? 0 : 1) },
  },
  {
    name: '12 dB below, 5 s clear at the end',
    decibels: -12,
    shape: { seconds: [10, 15], overGain: (_, left) => (left < 5 ? 0 : 1) },
  },
  { name: 'AAC 128k, 44.1 kHz', file: 'mix.m4a', encode: [...equaliser, '-ar', '44100', '-c:a', 'aac', '-b:a', '128k'] },
  { name: 'Opus 64k', file: 'mix.opus', encode: [...equaliser, '-ar', '48000', '-c:a', 'libopus', '-b:a', '64k'] },
  { name: 'AC-3 192k', file: 'mix.ac3', encode: [...equaliser, '-ar', '48000', '-c:a', 'ac3', '-b:a', '192k'] },
  { name: 'PCM 24 bit, 96 kHz', file: 'mix.wav', encode: [...equaliser, '-ar', '96000', '-c:a', 'pcm_s24le'] },
  { name: 'MP3 64k', encode: [...equaliser, '-ar', '44100', '-b:a', '64k'] },
  {
    name: 'on the left of two channels',
    channels: ({ uses, rest }) => [together(uses, rest), rest],
    carriers: [0],
  },
  {
    name: '5.1, in front, the rest in the centre',
    file: 'mix.ac3',
    encode: ['-ar', '48000', '-c:a', 'ac3', '-b:a', '448k'],
    channels: ({ uses, rest }) => [uses, uses, rest, silence(uses), silence(uses), silence(uses)],
    carriers: [0, 1],
  },
  {
    name: 'MXF, 8 mono tracks, on the third',
    file: 'mix.mxf',
    channels: ({ uses, rest }) => [rest, rest, together(uses, rest), ...Array.from({ length: 5 }, () => silence(uses))],
    encode: (seconds) => [
      '-filter_complex',
      `[0:a]aresample=48000,channelsplit=channel_layout=7.1${[...'abcdefgh'].map((name) => `[${name}]`).join('')};color=s=64x64:r=25:d=${seconds}[v]`,
      ...['-map', '[v]', ...[...'abcdefgh'].flatMap((name) => ['-map', `[${name}]`])],
      ...['-c:v', 'mpeg2video', '-c:a', 'pcm_s24le'],
    ],
    stream: 2,
  },
  { name: '0.1 % faster (23.976 at 24)', speed: 1.001, encode: resampled(1.001) },
  { name: '0.1 % slower (24 at 23.976)', speed: 1 / 1.001, encode: resampled(1 / 1.001) },
  { name: '4.2 % faster (24 at 25), pitch up', speed: 25 / 24, encode: resampled(25 / 24) },
  { name: '4 % slower (25 at 24), pitch down', speed: 24 / 25, encode: resampled(24 / 25) },
  {
    name: '4.2 % faster, pitch kept',
    speed: 25 / 24,
    encode: ['-af', `atempo=${25 / 24}`, '-ar', '48000', '-b:a', '128k'],
  },
].map((kind) => ({ decibels: 0, channels: mono, file: 'mix.mp3', encode: mixdown, speed: 1, ...kind }));
