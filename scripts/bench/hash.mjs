// How fast --hash is beside the programs that everybody has: npm run bench:hash -- [--gib 1] [--files 10] [--runs 5]
// One film of so many GiB and some stills of 100 MiB, pseudo-random bytes behind a DPX header, are made in a temporary folder and read
// once before the first run, so that nobody waits for the disk. All programs take turns on the same files, and the table holds medians.
// What a scan takes for all but hashing is measured by the same scan without --hash, and taken off: the rate is that of hashing alone.
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { randomPieces } from './hash/random.mjs';
import { frame } from './material/frames.mjs';
import { measured } from './trace/measure.mjs';
import { table } from './trace/table.mjs';

const { values } = parseArgs({
  options: {
    gib: { type: 'string', default: '1' },
    files: { type: 'string', default: '10' },
    runs: { type: 'string', default: '5' },
  },
});
const cli = fileURLToPath(new URL(process.env.TRUESLATE_CLI ?? '../../dist/bundle/cli.js', import.meta.url));
const made = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), 'bench-hash-'));
const only = '--no-trace --pixels off --no-thumbs --format ndjson --fail-on never --quiet'.split(' ');
const mib = 2 ** 20;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

/** A file that a scan knows as a still, of `bytes` bytes. */
function makeFile(path, bytes, seed) {
  const file = openSync(path, 'w');
  const header = frame();
  writeSync(file, header);
  for (const piece of randomPieces(bytes - header.length, seed)) writeSync(file, piece);
  closeSync(file);
}

function makeFolder(name, sizes) {
  const folder = join(made, name.replaceAll(' ', '-'));
  mkdirSync(folder);
  // Names without numbers: each is a still by itself, and no frame.
  sizes.forEach((bytes, at) => {
    makeFile(join(folder, `plate-${String.fromCharCode(97 + at)}.dpx`), bytes, at + 1);
  });
  return { name, folder, bytes: sizes.reduce((sum, bytes) => sum + bytes, 0) };
}

/** The same files with the list that md5sum prints of them: a scan then computes MD5 as well, in the same pass. */
async function listed(folder) {
  const out = openSync(join(made, 'list'), 'w');
  const { code } = await measured(
    'md5sum',
    readdirSync(folder).map((name) => join(folder, name)),
    { out },
  );
  closeSync(out);
  if (code !== 0) throw new Error('md5sum failed');
  writeFileSync(join(folder, 'all.md5'), readFileSync(join(made, 'list'), 'utf8').replaceAll(`${folder}/`, ''));
}

function programsFor(folder) {
  const files = readdirSync(folder).map((name) => join(folder, name));
  const scan = (...options) => ({ command: process.execPath, args: [cli, 'scan', folder, ...only, ...options] });
  return [
    { program: 'scan without --hash', ...scan() },
    { program: 'scan --hash: SHA-256', ...scan('--hash', '--exclude', '*.md5'), isScan: true },
    { program: 'scan --hash: SHA-256 and MD5 of a list', ...scan('--hash'), isScan: true },
    { program: 'sha256sum', command: 'sha256sum', args: files },
    { program: 'md5sum', command: 'md5sum', args: files },
    { program: 'openssl dgst -sha256', command: 'openssl', args: ['dgst', '-sha256', ...files] },
  ].map((one) => ({ ...one, walls: [], cpus: [], peaks: [] }));
}

async function compared({ name, folder, bytes }) {
  await listed(folder);
  const programs = programsFor(folder);
  for (let run = -1; run < Number(values.runs); run++) {
    for (const one of programs) {
      const result = await measured(one.command, one.args).catch(() => null);
      if (result === null) continue;
      // 3: something was not read in full, which the report says.
      if (![0, 3].includes(result.code)) throw new Error(`${one.program} ended with ${result.code}\n${result.stderr}`);
      if (run < 0) continue;
      one.walls.push(result.wall);
      one.cpus.push(result.cpu);
      one.peaks.push(result.treePeak);
    }
  }
  const without = median(programs[0].walls);
  const peer = median(programs.find(({ program }) => program === 'sha256sum').walls);
  return programs.map(({ program, isScan, walls, cpus: used, peaks }) => {
    if (walls.length === 0) return [name, program, '-', '-', '-', '-', '-'];
    const wall = median(walls);
    const hashing = isScan ? Math.max(wall - without, 0.001) : wall;
    const isHash = program !== 'scan without --hash';
    const rate = isHash ? Math.round(bytes / mib / hashing) : '-';
    return [
      name,
      program,
      wall.toFixed(2),
      rate,
      isHash ? (hashing / peer).toFixed(2) : '-',
      median(used)?.toFixed(1) ?? '-',
      Math.round(median(peaks)),
    ];
  });
}

try {
  const film = makeFolder(`one file of ${values.gib} GiB`, [Number(values.gib) * 1024 * mib]);
  const stills = makeFolder(`${values.files} files of 100 MiB`, Array(Number(values.files)).fill(100 * mib));
  const rows = [...(await compared(film)), ...(await compared(stills))];
  console.log(`${cpus().length} cores (${cpus()[0]?.model}), Node ${process.version}; medians of ${values.runs} runs`);
  console.log(table(['', '', 'wall s', 'hashing MiB/s', 'to sha256sum', 'cpu s', 'peak MiB'], rows));
} finally {
  rmSync(made, { recursive: true, force: true });
}
