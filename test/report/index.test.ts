import { describe, expect, it } from 'vitest';
import { reporterByFile, reporterByName, reporters } from '../../src/report/index.ts';

describe('the list of reporters', () => {
  it('finds each by its name and by every end of file name that it gives', () => {
    for (const reporter of reporters) {
      expect(reporterByName(reporter.name)).toBe(reporter);
      for (const extension of reporter.extensions) expect(reporterByFile(`out/Report${extension.toUpperCase()}`)).toBe(reporter);
    }
  });

  it('takes no end twice', () => {
    const ends = reporters.flatMap((reporter) => reporter.extensions);
    expect(new Set(ends).size).toBe(ends.length);
  });

  it('does not guess', () => {
    expect(reporterByName('docx')).toBeUndefined();
    expect(reporterByFile('report.docx')).toBeUndefined();
    expect(reporterByFile('json')).toBeUndefined();
  });
});
