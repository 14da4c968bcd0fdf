import { describe, expect, it } from 'vitest';
import { csvText } from '../../src/tools/csv.ts';

describe('CSV', () => {
  it('begins with a byte order mark, ends lines as Windows does, and quotes what needs it', () => {
    expect(
      csvText([
        ['a', 'é'],
        ['1,2', 'say "x"'],
      ]),
    ).toBe('\ufeffa,é\r\n"1,2","say ""x"""\r\n');
  });

  it('puts an apostrophe before what a spreadsheet would run', () => {
    for (const start of ['=', '+', '-', '@', '\t', '\r'])
      expect(
        csvText([[`${start}1`]])
          .replaceAll('"', '')
          .slice(1),
      ).toBe(`'${start}1\r\n`);
  });
});
