import { expect, test } from 'vitest';
import { walkMatroska } from '../../../src/read/containers/matroska.ts';
import { be16, be32, bytesAt, bytesOf, saidBy, walkBytes } from './bytes-of.ts';

type Part = string | number | Uint8Array;
/** An element: identifier as hex, size in four bytes, payload. */
const element = (id: string, ...parts: Part[]) => {
  const payload = bytesOf(...parts);
  return bytesOf(Buffer.from(id, 'hex'), be32(0x10000000 + payload.length), payload);
};
const open = (id: string, ...parts: Part[]) => bytesOf(Buffer.from(id, 'hex'), Buffer.from('01ffffffffffffff', 'hex'), ...parts);
const header = element('1a45dfa3', element('4282', 'matroska'));
const info = element(
  '1549a966',
  element('2ad7b1', be32(1_000_000)),
  element('4489', be32(0x447a0000)),
  element('5741', 'Lavf61'),
);
const cluster = element('1f43b675', element('e7', 0), element('a3', Buffer.alloc(300, 9)));
const tag = (name: string, value: string, ...nested: Part[]) =>
  element('67c8', element('45a3', name), element('4487', value), ...nested);
const tags = (...simple: Part[]) => element('1254c367', element('7373', element('63c0'), ...simple));

test('tags behind the clusters are read, nested ones too, at their bytes', () => {
  const workflow = '{"1":{"class_type":"KSampler"}}';
  const bytes = bytesOf(
    header,
    element('18538067', info, cluster, cluster, tags(tag('PROMPT', workflow, tag('AIGC', '{"Label":"1"}')))),
  );
  const walk = walkBytes(walkMatroska, bytes);
  expect(walk).toMatchObject({ complete: true, about: { duration: 1 } });
  expect(saidBy(walk)).toEqual(['matroska:WritingApp=Lavf61', `matroska:PROMPT=${workflow}`, 'matroska:AIGC={"Label":"1"}']);
  expect(bytesAt(walk, bytes, 'matroska:PROMPT')).toBe(workflow);
});

test('live recordings leave sizes open: the walk finds the tags behind such clusters', () => {
  const live = open('1f43b675', element('e7', 0), element('a3', Buffer.alloc(50, 1)));
  const walk = walkBytes(walkMatroska, bytesOf(header, open('18538067', info, live, live, tags(tag('COMMENT', 'x')))));
  expect(walk.complete).toBe(true);
  expect(saidBy(walk)).toContain('matroska:COMMENT=x');
});

test('attachments: names are kept, and text of text attachments', () => {
  const file = element(
    '61a7',
    element('466e', 'prompt.json'),
    element('4660', 'application/json'),
    element('465c', '{"prompt":"a dog"}'),
  );
  const walk = walkBytes(walkMatroska, bytesOf(header, element('18538067', info, cluster, element('1941a469', file))));
  expect(saidBy(walk)).toContain('matroska:FileName=prompt.json');
  expect(saidBy(walk)).toContain('matroska:FileData={"prompt":"a dog"}');
});

test('behind a thousand clusters the walk goes where SeekHead points', () => {
  const clusters = Array.from({ length: 1500 }, () => element('1f43b675', element('e7', 0)));
  const body = (at: number) =>
    bytesOf(
      element(
        '114d9b74',
        element('4dbb', element('53ab', Buffer.from('1254c367', 'hex')), bytesOf(be16(0x53ac), 0x84, be32(at))),
      ),
      info,
      ...clusters,
    );
  const length = body(0).length;
  const walk = walkBytes(walkMatroska, bytesOf(header, element('18538067', body(length), tags(tag('COMMENT', 'far behind')))));
  expect(walk.complete).toBe(true);
  expect(saidBy(walk)).toContain('matroska:COMMENT=far behind');
});

test('a segment that is cut is truncated; a header that does not hold is broken', () => {
  const bytes = bytesOf(header, element('18538067', info, cluster, tags(tag('COMMENT', 'x'))));
  expect(walkBytes(walkMatroska, bytes.subarray(0, -3))).toMatchObject({
    complete: false,
    problems: [{ code: 'truncated' }, { code: 'truncated' }],
  });
  expect(walkBytes(walkMatroska, bytesOf(element('1a45dfa3', 0, 0, 0), element('18538067', info))).complete).toBe(false);
  expect(walkBytes(walkMatroska, header)).toMatchObject({ complete: false, problems: [{ params: { detail: 'no-segment' } }] });
});
