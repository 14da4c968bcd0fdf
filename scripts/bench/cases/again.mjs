import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { makeTiny } from '../material/tiny.mjs';
import { cells, head, middle, run, scanOf } from '../programs.mjs';

/** A second scan of a tree in which nothing changed. */
export const again = {
  name: 'again',
  title: 'A second scan of an unchanged tree',
  about:
    'Distinct tiny stills, scanned with an empty cache folder, and again with the one that the first scan left. Asked is 5 % of the first scan or 25 µs a file, whichever is more.',
  async run({ folder, runs, files = 100_000 }) {
    const [place, cache] = [join(folder, 'tree'), join(folder, 'cache')];
    await makeTiny(place, files);
    // What was changed within the last two seconds is not remembered.
    await setTimeout(2500);
    const scan = scanOf(place, ['--cache', cache]);
    await run(scan);
    const results = [[], []];
    for (let turn = 0; turn < runs; turn++) {
      rmSync(cache, { recursive: true, force: true });
      for (const list of results) list.push(await run(scan));
    }
    const [first, second] = results.map(middle);
    const asked = Math.max(0.05 * first.wall, files * 25e-6);
    const row = (name, result, limit) => [
      name,
      (result.wall / first.wall).toFixed(3),
      limit,
      Math.round((result.wall / files) * 1e6),
      ...cells(result, files),
    ];
    const rows = [row('first', first, ''), row('second', second, asked.toFixed(2))];
    return { notes: [`${files} files.`], head: ['scan', 'ratio', 'asked: wall s', 'µs a file', ...head], rows };
  },
};
