import { describe, expect, it } from 'vitest';
import type { JudgedAsset } from '../../src/model/index.ts';
import { longestClip, partsOf } from '../../src/trace/sources.ts';
import { asset } from '../reconcile/made.ts';

const named = (list: readonly JudgedAsset[]) => list.map(({ path }) => path);
const none = new Set<string>();
const video = (path: string, given: Partial<JudgedAsset> = {}) => asset(path, { kind: 'video', format: 'video/mp4', ...given });
const sound = (path: string, given: Partial<JudgedAsset> = {}) => asset(path, { kind: 'audio', format: 'audio/wav', ...given });

const delivery = [
  asset('made.png', { verdict: 'generated' }),
  asset('altered.png', { verdict: 'edited' }),
  asset('plain.png'),
  asset('perhaps.png', { verdict: 'possible' }),
  video('made.mp4', { verdict: 'generated', about: { duration: 8 } }),
  video('altered.mp4', { verdict: 'edited', about: { duration: 8 } }),
  video('cut.mp4', { about: { duration: 3000 } }),
  sound('made.wav', { verdict: 'generated' }),
  sound('mix.wav'),
  asset('notes.pdf', { kind: 'document', verdict: 'generated' }),
];

describe('what is looked for, and where', () => {
  const parts = partsOf(delivery, [], none);

  it('the marked are looked for; of generated clips the sound too, of altered ones it may be genuine', () => {
    expect(named(parts.stills)).toEqual(['made.png', 'altered.png']);
    expect(named(parts.clips)).toEqual(['made.mp4', 'altered.mp4']);
    expect(named(parts.sounds)).toEqual(['made.mp4', 'made.wav']);
  });

  it('in everything that is not itself wholly generated: an altered programme may hold a generated shot', () => {
    expect(named(parts.videos)).toEqual(['altered.mp4', 'cut.mp4']);
    expect(named(parts.otherStills)).toEqual(['plain.png', 'perhaps.png']);
    expect(named(parts.otherSounds)).toEqual(['altered.mp4', 'cut.mp4', 'mix.wav']);
  });

  it('what a declaration names is looked for although nothing marks it, and is searched all the same', () => {
    const declared = partsOf(delivery, [], new Set(['plain.png', 'cut.mp4', 'mix.wav', 'gone.png']));
    expect(named(declared.stills)).toEqual(['made.png', 'altered.png', 'plain.png']);
    expect(named(declared.sounds)).toEqual(['made.mp4', 'made.wav', 'mix.wav']);
    expect(named(declared.videos)).toContain('cut.mp4');
    expect(named(declared.otherStills)).toContain('plain.png');
  });

  it('marked files of project folders are looked for and never searched', () => {
    const outside = [
      asset('marked:temp/a.png', { verdict: 'generated' }),
      asset('marked:temp/photo.jpg'),
      video('marked:temp/cut.mp4'),
      sound('marked:temp/voice.wav', { verdict: 'generated' }),
    ];
    const parted = partsOf(delivery, outside, none);
    expect(named(parted.stills)).toContain('marked:temp/a.png');
    expect(named(parted.sounds)).toContain('marked:temp/voice.wav');
    const searched = [...parted.videos, ...parted.otherStills, ...parted.otherSounds];
    expect(named(searched).filter((path) => path.startsWith('marked:'))).toEqual([]);
    expect(named(parted.stills)).not.toContain('marked:temp/photo.jpg');
  });

  it('a marked programme is too long to be looked for, which is told, and is searched itself', () => {
    const long = [
      video('programme.mp4', { verdict: 'edited', about: { duration: longestClip + 1 } }),
      video('clip.mp4', { verdict: 'generated', about: { duration: longestClip } }),
    ];
    const parted = partsOf(long, [], none);
    expect(named(parted.clips)).toEqual(['clip.mp4']);
    expect(parted.gaps).toEqual([{ path: 'programme.mp4', role: 'source', code: 'too-long' }]);
    expect(named(parted.videos)).toEqual(['programme.mp4']);
  });

  it('empty files are neither', () => {
    const parted = partsOf([asset('empty.png', { verdict: 'generated', size: 0 }), video('empty.mp4', { size: 0 })], [], none);
    expect(parted).toEqual({ stills: [], clips: [], sounds: [], videos: [], otherStills: [], otherSounds: [], gaps: [] });
  });
});
