import { describe, expect, it } from 'vitest';
import { parseBaseline, parseWaivers } from '../../src/waivers/index.ts';

const head = 'schema: trueslate.waivers/1\n';
const signed = 'reason: why, by: A. Producer, date: 2026-11-01';
const one = (fields: string) => parseWaivers(`${head}waivers:\n  - { ${fields} }\n`, 'w.yaml');
const fieldsOf = (parsed: ReturnType<typeof parseWaivers>) =>
  'problems' in parsed ? parsed.problems.map(({ field, code, line }) => `${line} ${field} ${code}`) : [];

describe('a waiver file', () => {
  it('is read from YAML, with answers in other spellings', () => {
    const parsed = one(`finding: 0123456789abcdef, answer: Best_Possible, ${signed}`);
    expect(parsed).toMatchObject({
      waivers: { waivers: [{ finding: '0123456789abcdef', answer: 'best-possible', by: 'A. Producer' }], exclusions: [] },
    });
  });

  it.each([
    ['an id that is none', `finding: xyz, answer: fix, ${signed}`, ['3 waivers[0].finding wrong-value']],
    ['an answer that is none', `finding: 0123456789abcdef, answer: fine, ${signed}`, ['3 waivers[0].answer wrong-value']],
    ['declared without a use', `finding: 0123456789abcdef, answer: declared, ${signed}`, ['3 waivers[0].use missing']],
    ['nobody who signed', 'finding: 0123456789abcdef, answer: fix, reason: why, date: 2026-11-01', ['3 waivers[0].by missing']],
    ['no reason', 'finding: 0123456789abcdef, answer: fix, by: A, date: 2026-11-01', ['3 waivers[0].reason missing']],
    [
      'a day that is none',
      `finding: 0123456789abcdef, answer: fix, ${signed}, expires: 2026-02-30`,
      ['3 waivers[0].expires wrong-value'],
    ],
  ])('says where it is wrong: %s', (_name, fields, expected) => {
    expect(fieldsOf(one(fields))).toEqual(expected);
  });

  it.each(['**/*', '*', '.', '**/*.*', '**/?*', '**/{*,.*}', '!(x)/**', '@(**)', '**/*.{jpg,*}'])(
    'excludes no whole delivery: %s',
    (path) => {
      const parsed = parseWaivers(`${head}exclusions:\n  - { path: "${path}", ${signed} }\n`, 'w.yaml');
      expect(fieldsOf(parsed)).toEqual(['3 exclusions[0].path wrong-value']);
    },
  );

  it.each(['ref/**', '*.psd', '**/ref/*'])('excludes a part of it: %s', (path) => {
    expect(fieldsOf(parseWaivers(`${head}exclusions:\n  - { path: "${path}", ${signed} }\n`, 'w.yaml'))).toEqual([]);
  });
});

it('a baseline is a report of this format and nothing else', () => {
  const report = { schema: 'trueslate.report/1', findings: [], run: { finished: '2026-11-01' } };
  expect(parseBaseline(JSON.stringify(report))).toEqual(report);
  for (const text of ['', 'null', '[]', '{"schema":"trueslate.report/1"}', JSON.stringify({ ...report, schema: 'x' })]) {
    expect(parseBaseline(text)).toBeUndefined();
  }
});
