import { join } from 'node:path';
import { makeTiny } from '../material/tiny.mjs';
import { cells, head, mib, middle, run, scanOf } from '../programs.mjs';

/** Memory over very many files. */
export const million = {
  name: 'million',
  title: 'Memory over many files',
  about:
    'Distinct tiny stills, a thousand a folder; the report goes to a file. "Peak" is the largest resident set of one process as the kernel keeps it (worker threads are part of their process), "with children" the sum over the process and all that it started, looked at ten times a second. A tree of a tenth of the files shows what grows.',
  async run({ folder, quick, files = 100_000 }) {
    const rows = [];
    for (const count of quick ? [files] : [Math.round(files / 10), files]) {
      const place = join(folder, `tree${count}`);
      await makeTiny(place, count);
      for (const format of ['ndjson', 'json']) {
        const result = middle([await run(scanOf(place, ['--format', format]))]);
        rows.push([`${count} files`, format, 400, mib(result.written), ...cells(result, count)]);
      }
    }
    return { notes: [], runs: 1, head: ['material', 'output', 'asked: MiB', 'report MiB', ...head], rows };
  },
};
