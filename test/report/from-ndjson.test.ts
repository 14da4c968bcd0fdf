import { describe, expect, it } from 'vitest';
import { reportOfNdjson } from '../../src/report/from-ndjson.ts';
import { inOrder } from '../../src/report/in-order.ts';
import { renderNdjson } from '../../src/report/ndjson.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';
import { answeredSample } from './sample-answered.ts';

describe('a report read from NDJSON', () => {
  it.each([sample, answeredSample, hostileReport])('is the report that was written', (report) => {
    expect(reportOfNdjson(renderNdjson(report))).toEqual({ value: inOrder(report) });
  });

  it('is none without its last line, in pieces, or of other lines', () => {
    const lines = renderNdjson(sample).trim().split('\n');
    expect(reportOfNdjson(lines.slice(0, -1).join('\n'))).toEqual({ fault: 'unfinished' });
    expect(reportOfNdjson(lines.slice(1).join('\n'))).toEqual({ fault: 'not-ndjson' });
    expect(reportOfNdjson(lines.join('\n').slice(0, -20))).toEqual({ fault: 'not-ndjson' });
    for (const text of ['', '7\n8', 'null', '[]', '{"record":"head"}']) expect('fault' in reportOfNdjson(text)).toBe(true);
  });
});
