import { describe, expect, it } from 'vitest';
import { drumLoop, lay, music, noise, type Sound, samples, speech, tone } from '../../../scripts/bench/sound-material.mjs';
import { findSounds, type SoundHit, type SoundIndex, soundFingerprint, soundIndex } from '../../../src/trace/sound/index.ts';

const rate = 12_000;
const cut = (sound: Sound, from: number, to: number): Sound =>
  sound.slice(Math.round(from * rate) + 37, Math.round(to * rate) + 37);
const print = (...channels: Sound[]) => soundFingerprint([samples(...channels)], channels.length);

/** Played at more samples a second. */
const faster = (sound: Sound, speed: number): Sound =>
  Float64Array.from({ length: Math.floor(sound.length / speed) - 1 }, (_, i) => {
    const at = Math.floor(i * speed);
    const part = i * speed - at;
    return (sound[at] as number) * (1 - part) + (sound[at + 1] as number) * part;
  });

async function indexOf(sources: Readonly<Record<string, Sound>>): Promise<SoundIndex> {
  const entries = Object.entries(sources);
  return soundIndex(await Promise.all(entries.map(async ([source, sound]) => ({ source, fingerprint: await print(sound) }))));
}

const song = music(1, 40);
const other = music(2, 40);
const voice = speech(3, 30);

function expectAt(hit: SoundHit | undefined, from: number, to: number, sourceFrom: number): void {
  expect(hit).toBeDefined();
  expect(Math.abs((hit as SoundHit).fromSeconds - from)).toBeLessThan(0.2);
  expect(Math.abs((hit as SoundHit).toSeconds - to)).toBeLessThan(0.2);
  expect(Math.abs((hit as SoundHit).sourceFromSeconds - sourceFrom)).toBeLessThan(0.2);
}

describe('sound found again', () => {
  it.each([6, 0])(
    'is found under speech, the music at %i dB to it, with its time and its place in the source',
    async (decibels) => {
      const index = await indexOf({ song, other });
      const hits = findSounds(index, await print(lay(speech(4, 40), cut(song, 10, 22), 14, decibels)));
      expect(hits.map(({ source }) => source)).toEqual(['song']);
      expectAt(hits[0], 14, 26, 10);
    },
  );

  it('tells each use of one source by itself, and the same part used twice as two', async () => {
    const index = await indexOf({ song });
    const part = cut(song, 5, 14);
    const mix = lay(lay(lay(speech(5, 70), part, 5, 3), part, 25, 3), cut(song, 25, 35), 50, 3);
    const hits = findSounds(index, await print(mix));
    expect(hits).toHaveLength(3);
    expectAt(hits[0], 5, 14, 5);
    expectAt(hits[1], 25, 34, 5);
    expectAt(hits[2], 50, 60, 25);
  });

  it('finds a voice under music', async () => {
    const index = await indexOf({ voice });
    const hits = findSounds(index, await print(lay(music(9, 40), cut(voice, 8, 20), 12, 0)));
    expect(hits.map(({ source }) => source)).toEqual(['voice']);
  });

  it('names the channel where one alone carries the sound, and none where all do', async () => {
    const index = await indexOf({ song });
    const [left, right] = [speech(6, 30), speech(7, 30)];
    const one = findSounds(index, await print(left, lay(right, cut(song, 10, 20), 8, 0)), 2);
    expect(one).toHaveLength(1);
    expect(one[0]).toMatchObject({ source: 'song', stream: 2, channels: [1] });
    const both = findSounds(index, await print(lay(left, cut(song, 10, 20), 8, 0), lay(right, cut(song, 10, 20), 8, 0)));
    expect(both).toHaveLength(1);
    expect(both[0]).not.toHaveProperty('channels');
  });

  it.each([
    ['a film of 24 frames a second run at 25', 25 / 24],
    ['one of 25 run at 24', 24 / 25],
  ])('is found in %s, with its own time and speed', async (_, speed) => {
    const index = await indexOf({ song, other });
    const mix = faster(lay(speech(4, 40), cut(song, 10, 22), 14, 3), speed);
    const hits = findSounds(index, await print(mix));
    expect(hits.map(({ source, speed: told }) => [source, told])).toEqual([['song', speed]]);
    expectAt(hits[0], 14 / speed, 26 / speed, 10);
  });

  it('is found where clocks differ by 0.1 % (23.976 for 24 frames a second), as at its own speed', async () => {
    const index = await indexOf({ song, other });
    const hits = findSounds(index, await print(faster(lay(speech(4, 40), cut(song, 2, 36), 2, 3), 1.001)));
    expect(hits).toHaveLength(1);
    expect(hits[0]).not.toHaveProperty('speed');
    expectAt(hits[0], 2, 35.97, 2);
  });

  it('tells both of two sources that are copies of one sound', async () => {
    const index = await indexOf({ song, copy: song.map((value) => value * 0.6) });
    const hits = findSounds(index, await print(lay(speech(8, 30), cut(song, 10, 20), 8, 6)));
    expect(hits.map(({ source }) => source).sort()).toEqual(['copy', 'song']);
  });
});

describe('sound that is not there', () => {
  const everything = indexOf({ song, other, voice, drums: drumLoop(30, 12), more: music(31, 30), tail: music(32, 30) });

  it.each([
    ['other music', music(20, 40)],
    ['other music and a voice', lay(music(21, 40), speech(22, 40), 0, 0)],
    ['speech', speech(23, 40)],
    ['a line-up tone', tone(1000, 30)],
    ['hum', tone(50, 30).map((value, i) => value + 0.1 * Math.sin((2 * Math.PI * 150 * i) / rate))],
    ['noise', noise(24, 30)],
    ['a drum loop', drumLoop(25, 30)],
    ['silence', new Float64Array(30 * rate)],
  ])('is not found in %s', async (_, target) => {
    expect(findSounds(await everything, await print(target))).toEqual([]);
  });

  it('is not found where a tone or noise is looked for', async () => {
    const index = await indexOf({ tone: tone(1000, 20), noise: noise(40, 20), hum: tone(50, 20) });
    for (const target of [tone(1000, 30), noise(41, 30), lay(speech(42, 30), tone(1000, 30), 0, 0)]) {
      expect(findSounds(index, await print(target))).toEqual([]);
    }
  });
});

describe('sound that cannot be looked for', () => {
  it('is named with its reason', async () => {
    const index = await indexOf({
      short: music(50, 2),
      silent: new Float64Array(20 * rate),
      faint: music(51, 20).map((value) => value * 1e-5),
      tone: tone(1000, 20),
      song,
    });
    expect(index.sources).toEqual(['song']);
    expect(index.gaps.map(({ path, code }) => [path, code])).toEqual([
      ['short', 'too-short'],
      ['silent', 'too-quiet'],
      ['faint', 'too-quiet'],
      ['tone', 'too-flat'],
    ]);
  });
});

describe('the fingerprint', () => {
  it('is the same in whatever pieces the sound comes', async () => {
    const all = samples(cut(song, 0, 6), cut(other, 0, 6));
    const pieces = [all.subarray(0, 2), all.subarray(2, 1002), all.subarray(1002, 90_000), all.subarray(90_000)];
    expect(await soundFingerprint(pieces, 2)).toEqual(await soundFingerprint([all], 2));
  });

  it('holds one signal where all channels are the same', async () => {
    const once = cut(song, 0, 6);
    expect((await print(once, once)).signals.map(({ channel }) => channel)).toEqual([null]);
    expect((await print(once, cut(other, 0, 6))).signals.map(({ channel }) => channel)).toEqual([null, 0, 1]);
  });
});
