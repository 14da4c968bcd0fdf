import { expect, test } from 'vitest';
import { walkRiff } from '../../../src/read/containers/riff.ts';
import { bytesAt, bytesOf, le32, saidBy, walkBytes } from './bytes-of.ts';

type Part = string | number | Uint8Array;
const chunk = (id: string, ...parts: Part[]) => {
  const payload = bytesOf(...parts);
  return bytesOf(id, le32(payload.length), payload, Buffer.alloc(payload.length % 2));
};
const riff = (type: string, ...parts: Part[]) => {
  const body = bytesOf(type, ...parts);
  return bytesOf('RIFF', le32(body.length), body);
};
const fmt = chunk('fmt ', 1, 0, 1, 0, le32(8000), le32(8000), 1, 0, 8, 0);
const samples = chunk('data', Buffer.alloc(4000, 128));

test('WAV: INFO, a json chunk behind the samples, and the C2PA store', () => {
  const json = '{"prompt": "rain on a roof", "model": "x"}';
  const jumbf = bytesOf(0, 0, 0, 16, 'jumbcontents');
  const bytes = riff(
    'WAVE',
    fmt,
    samples,
    chunk('LIST', 'INFO', chunk('ICMT', 'made with suno\0')),
    chunk('json', json),
    chunk('C2PA', jumbf),
  );
  const walk = walkBytes(walkRiff, bytes);
  expect(walk.complete).toBe(true);
  expect(saidBy(walk)).toEqual(['info:ICMT=made with suno', `riff:json=${json}`]);
  expect(bytesAt(walk, bytes, 'riff:json')).toBe(json);
  expect(walk.c2paStores).toEqual([{ offset: bytes.indexOf(jumbf), length: 16 }]);
  expect(walk.about?.duration).toBe(0.5);
});

test('broadcast wave: bext fields at their bytes, iXML elements', () => {
  const bext = Buffer.alloc(620);
  bext.write('A description', 0);
  bext.write('ElevenLabs', 256);
  bext.write('2026-01-0212:34:56', 320);
  bext.write('A=PCM,F=48000', 602);
  const bytes = riff(
    'WAVE',
    chunk('bext', bext),
    fmt,
    samples,
    chunk('iXML', '<BWFXML><PROJECT>Jen &amp; Co</PROJECT><NOTE/></BWFXML>'),
  );
  const walk = walkBytes(walkRiff, bytes);
  expect(saidBy(walk)).toContain('bext:Originator=ElevenLabs');
  expect(saidBy(walk)).toContain('bext:CodingHistory=A=PCM,F=48000');
  expect(saidBy(walk)).toContain('ixml:PROJECT=Jen & Co');
  expect(bytesAt(walk, bytes, 'bext:Originator').replace(/\0+$/, '')).toBe('ElevenLabs');
  expect(walk.about?.created).toBe('2026-01-02T12:34:56');
});

test('a chunk past the end is truncated, samples of open size are not', () => {
  const whole = riff('WAVE', fmt, samples, chunk('LIST', 'INFO', chunk('ICMT', 'made with suno\0')));
  for (const end of [whole.length - 20, 2000]) {
    const walk = walkBytes(walkRiff, whole.subarray(0, end));
    expect(walk.complete).toBe(false);
    expect(walk.problems[0]?.code).toBe('truncated');
  }
  for (const open of [le32(0xffffffff), le32(0)]) {
    const streamed = bytesOf('RIFF', open, 'WAVE', fmt, 'data', open, Buffer.alloc(999));
    expect(walkBytes(walkRiff, streamed)).toMatchObject({ complete: true, problems: [] });
  }
});

test('RF64: sizes of ds64 lead to the chunks behind the samples', () => {
  const ds64 = (riffSize: number) => chunk('ds64', le32(riffSize), le32(0), le32(3000), le32(0), le32(0), le32(0), le32(0));
  const rest = bytesOf(fmt, 'data', le32(0xffffffff), Buffer.alloc(3000), chunk('LIST', 'INFO', chunk('ISFT', 'Udio')));
  const bytes = bytesOf('RF64', le32(0xffffffff), 'WAVE', ds64(4 + 36 + rest.length), rest);
  const walk = walkBytes(walkRiff, bytes);
  expect(walk.problems).toEqual([]);
  expect(saidBy(walk)).toEqual(['info:ISFT=Udio']);
});

test('AVI: the movie is passed over, a second RIFF chunk is followed', () => {
  const first = riff('AVI ', chunk('LIST', 'hdrl', chunk('avih', Buffer.alloc(56))), chunk('LIST', 'movi', Buffer.alloc(501)));
  const second = riff('AVIX', chunk('LIST', 'INFO', chunk('ICMT', 'behind')));
  const walk = walkBytes(walkRiff, bytesOf(first, second));
  expect(walk.complete).toBe(true);
  expect(saidBy(walk)).toEqual(['info:ICMT=behind']);
});

test('lists without end are a limit, text that is no RIFF is broken, no media is broken', () => {
  let nest = chunk('LIST', 'aaaa');
  for (let depth = 0; depth < 40; depth++) nest = chunk('LIST', 'aaaa', nest);
  expect(walkBytes(walkRiff, riff('WAVE', fmt, samples, nest)).problems[0]?.code).toBe('limit-reached');
  expect(walkBytes(walkRiff, bytesOf('{"json": 1}')).complete).toBe(false);
  expect(walkBytes(walkRiff, riff('WAVE', fmt)).problems[0]?.params?.detail).toBe('no-media');
});
