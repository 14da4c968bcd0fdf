// How long a scan takes beside ExifTool on the same files: npm run bench:scan -- [--files 10000] [--runs 3] [--folder DIR]
// Distinct small stills are made in a temporary folder, or DIR is taken. Both read everything once before the first run, so that
// neither waits for the disk; runs alternate, and the table holds medians. Tracing and the pixel tier are off.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { exiftoolPath } from 'exiftool-vendored';
import { makeTree } from './scan/tree.mjs';
import { measured } from './trace/measure.mjs';
import { table } from './trace/table.mjs';

const { values } = parseArgs({
  options: { files: { type: 'string', default: '10000' }, runs: { type: 'string', default: '3' }, folder: { type: 'string' } },
});
const cli = fileURLToPath(new URL(process.env.TRUESLATE_CLI ?? '../../dist/cli.js', import.meta.url));
const made = values.folder === undefined ? mkdtempSync(join(tmpdir(), 'bench-scan-')) : null;
const folder = values.folder ?? made;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

function filesIn(place) {
  const entries = readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { count: entries.length, bytes: entries.reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0) };
}

try {
  if (made !== null) await makeTree(made, Number(values.files));
  const { count, bytes } = filesIn(folder);
  const scan = [
    'scan',
    folder,
    '--no-trace',
    '--pixels',
    'off',
    '--no-thumbs',
    '--format',
    'ndjson',
    '--fail-on',
    'never',
    '--quiet',
  ];
  const programs = [
    { name: 'exiftool -r -j', command: await exiftoolPath(), args: ['-r', '-j', '-q', folder] },
    { name: 'trueslate scan', command: process.execPath, args: [cli, ...scan] },
  ].map((one) => ({ ...one, results: [] }));
  for (const { command, args } of programs) await measured(command, args);
  for (let run = 0; run < Number(values.runs); run++) {
    for (const { name, command, args, results } of programs) {
      const result = await measured(command, args);
      // 3: something was not read in full, which the report says.
      if (![0, 3].includes(result.code)) throw new Error(`${name} ended with ${result.code}\n${result.stderr}`);
      results.push(result);
    }
  }
  const [peer] = programs.map(({ results }) => median(results.map(({ wall }) => wall)));
  const rows = programs.map(({ name, results }) => {
    const [wall, cpu, peak] = ['wall', 'cpu', 'peak'].map((key) => median(results.map((one) => one[key])));
    return [name, wall.toFixed(2), (wall / peer).toFixed(2), Math.round(count / wall), cpu?.toFixed(1) ?? '-', Math.round(peak)];
  });
  console.log(
    `${count} files, ${Math.round(bytes / 2 ** 20)} MiB; ${cpus().length} cores, Node ${process.version}; medians of ${values.runs}`,
  );
  console.log(table(['', 'wall s', 'ratio', 'files a second', 'cpu s', 'peak MiB'], rows));
} finally {
  if (made !== null) rmSync(made, { recursive: true, force: true });
}
