import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/index.ts';
import { renderJson } from '../../src/report/json.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';

/** The same value with the keys of every object turned round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, key === 'content' ? item : reversed(item)]),
  );
}

describe('the JSON report', () => {
  it('loses nothing', () => {
    expect(JSON.parse(renderJson(sample))).toEqual(JSON.parse(JSON.stringify(sample)));
  });

  it('gives the same bytes whatever the order of keys in memory', () => {
    expect(renderJson(reversed(sample) as Report)).toBe(renderJson(sample));
  });

  it('begins with the schema, is indented by two spaces and ends with one line feed', () => {
    expect(renderJson(sample)).toMatch(/^\{\n {2}"schema": "trueslate\.report\/1",\n {2}"tool": \{\n {4}"name": "trueslate"/);
    expect(renderJson(sample)).toMatch(/[^\n]\n$/);
  });

  it('quotes the declaration in its own order', () => {
    expect(renderJson(sample)).toMatch(/"company": "RawCo"\s+\},\s+"delivery"/);
  });

  it('keeps hostile values exactly, in letters that no terminal obeys', () => {
    const written = renderJson(hostileReport);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
    expect(written.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]|\p{Cs}/u);
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(hostileReport)));
  });

  it('keeps keys of strangers that are empty, or look like two', () => {
    const [problem] = sample.problems.length > 0 ? sample.problems : [{ code: 'reader-failed', message: '', hint: '' } as const];
    const withParams = (params: Record<string, string>) => ({ ...problem, code: 'reader-failed' as const, params });
    const all = [{}, { '': 'x' }, { a: '1', b: '2' }, { 'a\0b': '3' }];
    const report = { ...sample, problems: all.map((params) => ({ message: '', hint: '', ...withParams(params) })) };
    expect(JSON.parse(renderJson(report)).problems.map(({ params }: { params: object }) => params)).toEqual(all);
  });
});
