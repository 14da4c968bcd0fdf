import { describe, expect, it } from 'vitest';
import { asset, declaration, generated, held, use } from './made.ts';

const video = (path: string) =>
  asset(path, {
    verdict: 'edited',
    strength: 'declared',
    kind: 'video',
    about: { duration: 10, frameRate: '25', timecode: '10:00:00:00' },
  });

describe('entries that cover everything (D18)', () => {
  // Whoever writes "everything" has declared nothing in particular, in whatever way it is written.
  it.each(['**', '**/*.*', '{*,*/**}', '@(**)', '!(proxies)/**', '**/*.{jpg,*}', '.\\**', '*/'])('%s', (path) => {
    const paper = declaration([use('U1', { assets: [{ path }] })]);
    const { findings } = held([generated('stills/a.jpg'), generated('b.jpg')], paper);
    expect(findings.filter(({ code }) => code === 'D18').map(({ params }) => params.reason)).toEqual(['everything']);
  });

  it('says nothing of a folder, and of a glob that names a kind of file', () => {
    const paper = declaration([use('U1', { assets: [{ path: 'stills' }, { path: '**/*.png' }] })]);
    const { findings } = held([generated('stills/a.jpg'), generated('b.png')], paper);
    expect(findings.filter(({ code }) => code === 'D18')).toEqual([]);
  });

  it('tells a range that stands for every video', () => {
    const range = { asset: '**/*.mov', in: '10:00:00:00', out: '10:00:10:00' };
    const paper = (path: string) => declaration([use('U1', { timecodes: [{ ...range, asset: path }] })]);
    const videos = [video('cut/a.mov'), video('cut/b.mov')];
    const told = (path: string) => held(videos, paper(path)).findings.filter(({ code }) => code === 'D18').length;
    expect([told('**'), told('cut/a.mov'), told('cut/*.mov')]).toEqual([1, 0, 0]);
  });
});
