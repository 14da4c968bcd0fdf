// The benchmark that tracing is judged by: builds a cut with known truth (or takes one), scans it, and prints recall by kind of edit,
// wrong sightings, errors of time, speed and memory, beside two perceptual hashes and what decoding alone costs.
//   npm run bench:trace -- [--minutes 60 --shots 200 --sources 500] [--encoding hevc --encoding proxy-360p …] [--pictures DIR…]
//   npm run bench:trace -- --cut DIR        scans a cut that was built before (scripts/bench/trace/cut.mjs --out DIR)
//   npm run bench:trace -- --cut DIR --report FILE.json      scores a report that was made before
// `--list` tells each miss, each wrong sighting and each wrong relation; `--json FILE` writes all numbers.
import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runBaselines } from './trace/baselines.mjs';
import { buildCut, cutFrom, cutOptions, placeProgramme } from './trace/cut.mjs';
import { ffmpegPath } from './trace/encode.mjs';
import { measured } from './trace/measure.mjs';
import { score } from './trace/score.mjs';
import { kindTable, table } from './trace/table.mjs';

const { values } = parseArgs({
  options: {
    ...cutOptions,
    out: { type: 'string', default: join(tmpdir(), 'bench-trace') },
    cut: { type: 'string' },
    report: { type: 'string' },
    json: { type: 'string' },
    list: { type: 'boolean', default: false },
    'no-baselines': { type: 'boolean', default: false },
    scan: { type: 'string', multiple: true, default: [] },
  },
});

const cli = fileURLToPath(new URL(process.env.TRUESLATE_CLI ?? '../../dist/bundle/cli.js', import.meta.url));
const say = (text) => console.error(`  ${text}`);
const fixed = (value, digits = 1) => (value === null ? '-' : value.toFixed(digits));

async function scanned(folder, out) {
  const file = join(out, 'report.json');
  const args = [cli, 'scan', folder, '--format', 'json', '--fail-on', 'never', '--quiet', ...values.scan];
  const run = await measured(process.execPath, args, { out: openSync(file, 'w') });
  if (run.code !== 0 && run.code !== 3) throw new Error(`the scan ended with ${run.code}\n${run.stderr}`);
  return { run, report: JSON.parse(readFileSync(file, 'utf8')) };
}

/** Each baseline's column: found of wanted by kind, where one sampled second inside the truth is enough. */
function column({ name, hits }, truth) {
  const byKind = (kind) => {
    const mine = truth.sightings.map((one, i) => [one, hits[i]]).filter(([one]) => kind === 'total' || one.kind === kind);
    const video = mine.filter(([one]) => one.fromSeconds !== null);
    return video.length === 0 ? '-' : `${video.filter(([, hit]) => hit).length}/${video.length}`;
  };
  return { name, byKind };
}

function tellList(result, toldOf) {
  const where = (one) => (one.fromSeconds === null ? one.in : `${fixed(one.fromSeconds, 2)}-${fixed(one.toSeconds, 2)}`);
  for (const { truth, found, said, right, near, begin, end, accused } of result.judgements) {
    const words = [];
    if (!found) words.push(near.length ? `off in time: ${near.map(where).join(', ')}` : `missed${toldOf(truth)}`);
    else if (!right) words.push(`called ${said}, is ${truth.relation}`);
    if (accused) words.push('ACCUSED');
    if (near.length > 1) words.push(`in ${near.length} pieces: ${near.map(where).join(', ')}`);
    if (Math.abs(begin) > 2 || Math.abs(end) > 2) words.push(`ends off by ${begin} and ${end} frames`);
    if (words.length)
      console.log(`  ${truth.kind.padEnd(22)} ${truth.source.padEnd(26)} ${where(truth).padEnd(18)} ${words.join('; ')}`);
  }
  for (const one of result.wrong)
    console.log(`  WRONG ${one.relation} ${one.source} in ${one.in} ${where(one)} score ${one.score} inliers ${one.inliers}`);
}

function tellTotals({ result, truth, hashes, toldOf }) {
  const video = result.judgements.filter(({ truth: one }) => one.fromSeconds !== null);
  const expected = video.filter(({ truth: one }) => one.relation !== 'original');
  const recall = (100 * expected.filter(({ found }) => found).length) / (expected.length || 1);
  const { total } = result;
  const told = expected.filter(({ found, truth: one }) => !found && toldOf(one) !== '').length;
  console.log(
    `recall in video ${fixed(recall)} % of ${expected.length}${told === 0 ? '' : ` (${told} of the others are told as untraceable)`}; wrong sightings ${total.wrong} (${fixed(total.wrongAnHour)} an hour in video); genuine accused ${total.accused}`,
  );
  const { errors } = total;
  if (errors)
    console.log(
      `ends: median ${errors.median}, 95 % ${errors.p95}, max ${errors.max} frames (0.25 s are ${Math.floor(truth.frameRate / 4)})`,
    );
  for (const { name, sightings } of hashes) {
    const { total: other } = score(truth, sightings);
    console.log(`${name}: ${other.wrong} wrong sightings, ${other.accused} genuine accused`);
  }
}

async function judge(out, truth, encoding) {
  const folder = join(out, 'delivery');
  const programme = join(folder, truth.programme);
  console.log(
    `\n${encoding}: ${(truth.seconds / 60).toFixed(1)} min, ${truth.sightings.filter(({ from }) => from !== null).length} insertions`,
  );
  const made = values.report ? { report: JSON.parse(readFileSync(values.report, 'utf8')) } : await scanned(folder, out);
  const sightings = made.report.sightings ?? [];
  const result = score(truth, sightings);
  const stills = made.report.assets
    .filter(({ kind, verdict }) => kind === 'image' && ['generated', 'edited'].includes(verdict))
    .map(({ path }) => path);
  const hashes = values['no-baselines'] ? [] : await runBaselines(folder, truth, stills);
  if (sightings.length === 0) console.log('trueslate reported no sightings at all: this build does not trace, or it could not.');
  console.log(
    kindTable(
      result,
      hashes.map((one) => column(one, truth)),
    ),
  );
  const gaps = made.report.coverage?.traced?.gaps ?? [];
  const toldOf = ({ source }) => {
    const gap = gaps.find(({ path, role }) => path === source && role === 'source');
    return gap ? `, which the report says: ${gap.code}` : '';
  };
  tellTotals({ result, truth, hashes, toldOf });
  for (const gap of gaps) if (gap.role === 'target') say(`not searched: ${gap.path} ${gap.code}`);
  if (values.list) tellList(result, toldOf);
  const speed = made.run ? await tellSpeed(programme, truth, made.run, hashes) : null;
  return { encoding, rows: result.rows, total: result.total, wrong: result.wrong, speed };
}

async function tellSpeed(programme, truth, run, hashes) {
  const decode = await measured(ffmpegPath(), ['-nostdin', '-v', 'error', '-i', programme, '-map', '0:v:0', '-f', 'null', '-']);
  const rows = [
    ['trueslate scan (whole delivery)', run.wall, run.cpu, run.peak, run.treePeak],
    ['ffmpeg -f null', decode.wall, decode.cpu, decode.peak, decode.treePeak],
  ];
  if (hashes[0]) rows.push(['both hashes, 1 frame a second', hashes[0].seconds, null, 0, 0]);
  const head = ['', 'wall s', 'x real time', 'x decoding', 'cpu s', 'peak MiB', 'peak MiB with children'];
  const cells = rows.map(([name, wall, cpu, peak, tree]) => [
    name,
    fixed(wall),
    fixed(truth.seconds / wall),
    fixed(wall / decode.wall, 2),
    fixed(cpu),
    peak ? fixed(peak, 0) : '-',
    tree ? fixed(tree, 0) : '-',
  ]);
  console.log(table(head, cells));
  return { scan: run, decode };
}

const options = cutFrom(values.cut ? { ...values, out: values.cut } : values);
const out = resolve(options.out);
const truth = values.cut ? JSON.parse(readFileSync(join(out, 'truth.json'), 'utf8')) : await buildCut(options, say);
const wanted = values.cut && !process.argv.includes('--encoding') ? [truth.encoding] : options.encoding;
const results = [];
for (const encoding of wanted) {
  if (truth.encoding !== encoding) await placeProgramme({ out }, truth, encoding);
  results.push(await judge(out, truth, encoding));
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 1)}\n`);
