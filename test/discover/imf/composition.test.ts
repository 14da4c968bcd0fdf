import { describe, expect, test } from 'vitest';
import { identify } from '../../../src/discover/identify.ts';
import { readComposition } from '../../../src/discover/imf/composition.ts';
import { cplXml, uuid } from '../../imf.ts';

const second = 1001 / 24000;
const shown = (text: string) =>
  readComposition(text).resources.map(({ from, trackFrom, length }) =>
    [from, trackFrom, length].map((seconds) => Math.round((seconds / second) * 1e6) / 1e6),
  );

describe('a composition playlist', () => {
  test('is known by its root and namespace, of all years, and that of digital cinema or a text that quotes one is not', () => {
    const mimeOf = (text: string) => identify(Buffer.from(text), 'CPL.xml')?.mime;
    const bare = { segments: [] };
    for (const namespace of [
      'http://www.smpte-ra.org/schemas/2067-3/2013',
      'http://www.smpte-ra.org/schemas/2067-3/2016',
      'http://www.smpte-ra.org/ns/2067-3/2020',
    ])
      expect(mimeOf(cplXml({ ...bare, namespace }))).toBe('application/x-imf-cpl+xml');
    const prefixed =
      '\ufeff<?xml version="1.0"?><!-- mastering --><!DOCTYPE x [<!ENTITY a "b">]>\n<p:CompositionPlaylist xmlns:p="http://www.smpte-ra.org/schemas/2067-3/2013">';
    expect(mimeOf(prefixed)).toBe('application/x-imf-cpl+xml');
    expect(mimeOf(cplXml({ ...bare, namespace: 'http://www.smpte-ra.org/schemas/429-7/2006/CPL' }))).toBeUndefined();
    expect(mimeOf(`<html><pre>${cplXml(bare).replace(/^<\?.*\?>/, '')}</pre></html>`)).toBeUndefined();
  });

  test('segments follow each other and sequences run side by side; entry points, lengths, repeats and own rates count', () => {
    const text = cplXml({
      timecode: { start: '00:59:50:00', drop: false },
      segments: [
        {
          MainImageSequence: [
            { track: 'picture', intrinsic: 240, entry: 24, duration: 48 },
            { track: 'picture', intrinsic: 240, duration: 24, repeat: 2 },
            { track: 'titles', intrinsic: 100, entry: 4 },
          ],
          MainAudioSequence: [{ track: 'sound', intrinsic: 480_480, entry: 48_048, duration: 384_384, rate: '48000 1' }],
        },
        { MainImageSequence: [{ track: 'picture', intrinsic: 240, entry: 216 }] },
      ],
    });
    expect(shown(text)).toEqual([
      [0, 24, 48],
      [48, 0, 24],
      [72, 0, 24],
      [96, 4, 96],
      [0, 24, 192],
      [192, 216, 24],
    ]);
    const { about, trackFiles, broken } = readComposition(text);
    expect(about).toEqual({ duration: 9.009, frameRate: '24000/1001', timecode: '00:59:50:00' });
    expect(trackFiles).toEqual(['picture', 'titles', 'sound'].map(uuid));
    expect(broken).toBeUndefined();
  });

  test('a start without drop frame, with it, with other separators, or none: what the composition says and nothing else', () => {
    const segments = [{ MainImageSequence: [{ track: 'a', intrinsic: 50 }] }];
    const aboutOf = (more: Partial<Parameters<typeof cplXml>[0]>) => readComposition(cplXml({ segments, ...more })).about;
    expect(aboutOf({ rate: '25 1' })).toEqual({ duration: 2, frameRate: '25' });
    expect(aboutOf({ rate: '30000 1001', timecode: { start: '10;00;00;02', drop: true } }).timecode).toBe('10:00:00;02');
    expect(aboutOf({ timecode: { start: 'ten', drop: false } }).timecode).toBeUndefined();
  });
});

describe('a hostile or broken composition', () => {
  const one = cplXml({ segments: [{ MainImageSequence: [{ track: 'a', intrinsic: 24 }] }] });
  test.each([
    ['cut off', one.slice(0, -200)],
    ['another root', '<PackingList xmlns="http://www.smpte-ra.org/schemas/2067-3/2016"/>'],
    ['without segments', cplXml({ segments: [] })],
    ['a rate of nothing', cplXml({ rate: '24 0', segments: [{ MainImageSequence: [{ track: 'a', intrinsic: 1 }] }] })],
    ['an entry behind the end', cplXml({ segments: [{ MainImageSequence: [{ track: 'a', intrinsic: 9, entry: 10 }] }] })],
    ['a negative length', one.replace('<IntrinsicDuration>24', '<IntrinsicDuration>-24')],
    [
      'an entity',
      one.replace('The Long Road', '&who;').replace('?>', '?><!DOCTYPE x [<!ENTITY who SYSTEM "file:///etc/passwd">]>'),
    ],
    ['elements in one another', `<CompositionPlaylist>${'<a>'.repeat(100)}`],
    ['no XML', 'nothing of the kind'],
  ])('%s is broken, and no exception', (_, text) => {
    const { broken } = readComposition(text);
    expect(broken).toBeTruthy();
  });

  test('a repeat count of a thousand million ends at a limit, at once, and claims no duration', () => {
    const text = cplXml({ segments: [{ MainImageSequence: [{ track: 'a', intrinsic: 24, repeat: 1_000_000_000 }] }] });
    const { limit, about, resources } = readComposition(text);
    expect(limit).toBe('more than 50000 resources');
    expect(about.duration).toBeUndefined();
    expect(resources).toHaveLength(50_000);
  });

  test('ten megabytes of resources end at the same limit, in seconds', () => {
    const resource = { track: 'a', intrinsic: 24 };
    const text = cplXml({ segments: [{ MainImageSequence: Array.from({ length: 60_000 }, () => resource) }] });
    expect(text.length).toBeGreaterThan(10_000_000);
    const started = performance.now();
    expect(readComposition(text).limit).toBeTruthy();
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
