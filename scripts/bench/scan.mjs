// How long a scan takes beside ExifTool on the same files: npm run bench:scan -- [--files 10000] [--frames 20000] [--runs 3] [--folder DIR]
// Distinct small stills and a reel of DPX frames are made in a temporary folder, or DIR alone is taken. Both programs read
// everything once before the first run, so that neither waits for the disk; runs alternate, and the table holds medians. Tracing
// and the pixel tier are off. A film of 200 GB (a sparse file) shows what reading a header costs, whatever lies behind it.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { exiftoolPath } from 'exiftool-vendored';
import { makeFilm } from './scan/film.mjs';
import { makeFrames } from './scan/frames.mjs';
import { makeTree } from './scan/tree.mjs';
import { measured } from './trace/measure.mjs';
import { table } from './trace/table.mjs';

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '10000' },
    frames: { type: 'string', default: '20000' },
    runs: { type: 'string', default: '3' },
    folder: { type: 'string' },
  },
});
const cli = fileURLToPath(new URL(process.env.TRUESLATE_CLI ?? '../../dist/cli.js', import.meta.url));
const made = mkdtempSync(join(tmpdir(), 'bench-scan-'));
const only = '--no-trace --pixels off --no-thumbs --format ndjson --fail-on never --quiet'.split(' ');

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

function filesIn(place) {
  const entries = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { count: entries.length, bytes: entries.reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0) };
}

/** Rows of the table for one folder. */
async function compared(name, folder) {
  const { count, bytes } = filesIn(folder);
  const programs = [
    { program: 'exiftool -r -j', command: await exiftoolPath(), args: ['-r', '-j', '-q', folder] },
    { program: 'trueslate scan', command: process.execPath, args: [cli, 'scan', folder, ...only] },
  ].map((one) => ({ ...one, results: [] }));
  for (const { command, args } of programs) await measured(command, args);
  for (let run = 0; run < Number(values.runs); run++) {
    for (const { program, command, args, results } of programs) {
      const result = await measured(command, args);
      // 3: something was not read in full, which the report says.
      if (![0, 3].includes(result.code)) throw new Error(`${program} ended with ${result.code}\n${result.stderr}`);
      results.push(result);
    }
  }
  const peer = median(programs[0].results.map(({ wall }) => wall));
  return programs.map(({ program, results }) => {
    const [wall, cpu, peak] = ['wall', 'cpu', 'peak'].map((key) => median(results.map((one) => one[key])));
    const what = `${name}: ${count} files, ${Math.round(bytes / 2 ** 20)} MiB`;
    const ratio = (wall / peer).toFixed(2);
    return [what, program, wall.toFixed(2), ratio, Math.round(count / wall), cpu?.toFixed(1) ?? '-', Math.round(peak)];
  });
}

/** Bytes that the walk of a film asks for, and milliseconds. */
async function headerOf(film) {
  const { withOpenNow } = await import('../../dist/storage/local.js');
  const { containerReadingNow } = await import('../../dist/read/container.js');
  const began = performance.now();
  let bytes = 0;
  const reading = withOpenNow(pathToFileURL(film).href, ({ size, readAt }) => {
    const counted = (offset, length) => {
      bytes += length;
      return readAt(offset, length);
    };
    return containerReadingNow({ path: 'film.mov', format: 'video/quicktime' }, { size, readAt: counted });
  });
  if (reading?.ok !== true) throw new Error('the film was not read in full');
  return { bytes, milliseconds: performance.now() - began };
}

try {
  const rows = [];
  if (values.folder !== undefined) rows.push(...(await compared('your folder', values.folder)));
  else {
    const [stills, frames, films] = ['stills', 'frames', 'films'].map((name) => join(made, name));
    await makeTree(stills, Number(values.files));
    makeFrames(frames, Number(values.frames));
    rows.push(...(await compared('stills', stills)), ...(await compared('DPX frames', frames)));
    mkdirSync(films);
    const film = await makeFilm(join(films, 'film.mov'));
    const { bytes, milliseconds } = await headerOf(film);
    const { wall } = await measured(process.execPath, [cli, 'scan', films, ...only]);
    const gigabytes = Math.round(statSync(film).size / 1e9);
    console.log(
      `A film of ${gigabytes} GB: its header ${milliseconds.toFixed(1)} ms and ${Math.round(bytes / 1024)} KiB; the whole scan with the start of all engines ${wall.toFixed(2)} s`,
    );
  }
  console.log(`${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version}; medians of ${values.runs} runs`);
  console.log(table(['', '', 'wall s', 'ratio', 'files a second', 'cpu s', 'peak MiB'], rows));
} finally {
  rmSync(made, { recursive: true, force: true });
}
