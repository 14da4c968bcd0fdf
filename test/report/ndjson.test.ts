import { describe, expect, it } from 'vitest';
import { renderNdjson } from '../../src/report/ndjson.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';

const records = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { record: string });

describe('the NDJSON report', () => {
  it('reads as the golden file says', async () => {
    await expect(renderNdjson(sample)).toMatchFileSnapshot('golden/sample.ndjson');
  });

  it('begins with the head, ends with the tail, and has one line an asset, outcome, use, finding and skipped name', () => {
    const kinds = records(renderNdjson(sample)).map(({ record }) => record);
    expect(kinds[0]).toBe('head');
    expect(kinds.at(-1)).toBe('tail');
    const count = (kind: string) => kinds.filter((found) => found === kind).length;
    expect([count('asset'), count('outcome'), count('use'), count('finding'), count('skipped')]).toEqual([11, 11, 2, 8, 5]);
  });

  it('holds together everything that the report holds', () => {
    const lines = records(renderNdjson(sample));
    const of = (kind: string) => lines.filter(({ record }) => record === kind).map(({ record: _, ...rest }) => rest);
    const [head, tail] = [of('head')[0], of('tail')[0]] as [Record<string, object>, Record<string, object>];
    const whole = {
      ...head,
      ...tail,
      run: { ...head.run, ...tail.run },
      coverage: { ...tail.coverage, skipped: of('skipped') },
      // Assets are written as they are read, before anybody knows what comes of them.
      assets: of('asset').map((asset, at) => ({ ...asset, ...of('outcome')[at] })),
      marked: of('marked'),
      sightings: of('sighting'),
      uses: of('use'),
      ranges: of('range'),
      findings: of('finding'),
      problems: of('problem'),
    };
    expect(whole).toEqual(JSON.parse(JSON.stringify(sample)));
  });

  it('keeps one record a line, whatever stands in the values', () => {
    const lines = records(renderNdjson(hostileReport));
    expect(lines).toHaveLength(records(renderNdjson(sample)).length + 2);
  });
});
