// Writes docs/confusion.md from a run over the matrix, and over the corpus of real files where it lies beside the project:
// npm run docs:confusion. Every figure comes from the run; nothing in the page depends on when it was made.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFolder } from './matrix/check.mjs';
import { runMatrix } from './matrix/run.mjs';

const shared = join(import.meta.dirname, '../../shared');
const isMarked = (verdict) => verdict === 'generated' || verdict === 'edited';
const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
const byName = ([a], [b]) => (a < b ? -1 : a > b ? 1 : 0);
const groupsOf = (list, key) => [...(Map.groupBy?.(list, key) ?? grouped(list, key))].sort(byName);

function grouped(list, key) {
  const groups = new Map();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
}

function matrixPages({ cells, impossible, missing }) {
  const missed = ({ faults }) => faults.some((fault) => /^missed|instead of (generated|edited|possible)/.test(fault));
  const isFalse = ({ faults }) => faults.some((fault) => /instead of captured/.test(fault));
  const containers = groupsOf(cells, ({ container }) => container).map(([name, group]) => [
    name,
    group.length,
    group.filter((cell) => !missed(cell)).length,
    group.filter(missed).length,
    group.filter(isFalse).length,
  ]);
  const named = cells.filter(({ marker }) => marker !== null);
  const kinds = groupsOf(named, ({ marker }) => marker).map(([marker, group]) => [
    marker,
    group[0].says,
    [...new Set(group.filter(({ faults }) => faults.length === 0).map(({ container }) => container))].sort().join(' '),
  ]);
  const reasons = groupsOf(impossible, ({ reason }) => reason).map(([reason, group]) => [
    reason,
    [...new Set(group.map(({ marker, container }) => (container === '*' ? marker : `${marker} in ${container}`)))]
      .sort()
      .join(', '),
  ]);
  return [
    '## The matrix: every marker in every container',
    `${cells.length} samples of ${kinds.length} markers in ${containers.length} containers, written by ExifTool, ffmpeg and the C2PA builder, and byte by byte only where none of them writes it (\`scripts/matrix\`). Found means: by our own readers alone, with the value at the bytes that are named.`,
    ...(missing.length === 0 ? [] : [`Not made on this machine: samples by ${missing.join(', ')}.`]),
    '### By container',
    table(['container', 'samples', 'found', 'missed', 'false'], containers),
    '### By marker',
    'A name of a vendor in a credential is the same statement with another word: every kind of statement about AI is in every container that can be signed, each name, and each statement that says nothing of AI, in four.',
    table(['marker', 'says', 'proved in'], kinds),
    '### Cells without a sample',
    table(['reason', 'markers'], reasons),
  ];
}

function corpusFiles() {
  const [head, ...rows] = readFileSync(join(shared, 'corpus/MANIFEST.tsv'), 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  return rows.map((row) => Object.fromEntries(row.split('\t').map((cell, index) => [columns[index], cell])));
}

function firstProblem({ problems }) {
  const { code, params = {} } = problems.find((problem) => problem.code !== 'reader-warning') ?? problems[0];
  return [code, params.detail ?? params.limit ?? '', params.at === undefined ? '' : `at byte ${params.at}`]
    .filter((word) => word !== '')
    .join(', ');
}

async function corpusPages() {
  const lists = existsSync(join(shared, 'trust'))
    ? readdirSync(join(shared, 'trust')).filter((name) => name.endsWith('.pem'))
    : [];
  const trust = lists.sort().map((name) => join(shared, 'trust', name));
  const { read } = await readFolder(join(shared, 'corpus'), { trust, pixels: 'auto' });
  const seen = new Map(read.map(({ asset }) => [asset.path, asset]));
  // A sidecar is no asset of its own: what it says stands in the report of its media.
  const files = corpusFiles().map((file) => ({ ...file, asset: seen.get(file.path.normalize('NFC')) }));
  const judged = files.filter(({ asset }) => asset !== undefined);
  const verdicts = ['generated', 'edited', 'possible', 'unreadable', 'captured', 'unmarked'];
  const classes = groupsOf(files, ({ truth }) => truth).map(([truth, group]) => [
    truth,
    group.length,
    ...verdicts.map((verdict) => group.filter(({ asset }) => asset?.verdict === verdict).length),
    group.filter(({ asset }) => asset === undefined).length,
  ]);
  const formats = groupsOf(judged, ({ format }) => format).map(([format, group]) => {
    const marked = group.filter(({ truth }) => isMarked(truth));
    return [
      format,
      group.length,
      marked.length,
      marked.filter(({ asset }) => isMarked(asset.verdict)).length,
      marked.filter(({ asset }) => !isMarked(asset.verdict)).length,
      group.filter(({ truth, asset }) => !isMarked(truth) && isMarked(asset.verdict)).length,
      marked.filter(({ truth, asset }) => isMarked(asset.verdict) && asset.verdict !== truth).length,
    ];
  });
  const hits = judged.flatMap(({ truth, asset }) =>
    [...new Set(asset.evidence.filter(({ says }) => says !== 'captured').map(({ marker }) => marker))].map((marker) => ({
      marker,
      truth,
      asset,
    })),
  );
  const kinds = groupsOf(hits, ({ marker }) => marker).map(([marker, group]) => [
    marker,
    group.length,
    group.filter(({ truth }) => isMarked(truth)).length,
    group.filter(({ truth, asset }) => !isMarked(truth) && isMarked(asset.verdict)).length,
  ]);
  const quiet = judged.filter(({ truth, asset }) => truth === 'broken' && asset.verdict !== 'unreadable');
  const cut = judged.filter(({ truth, asset }) => truth === 'none' && asset.verdict === 'unreadable');
  const wrong = judged.filter(({ truth, asset }) => (isMarked(truth) || isMarked(asset.verdict)) && asset.verdict !== truth);
  return [
    '## Real files',
    `${files.length} real files with the truth that was established by hand; trust lists: ${lists.length}. A file that stands under another (a sidecar), or is no media, has no verdict of its own.`,
    '### Truth and verdict',
    table(['truth', 'files', ...verdicts, 'no verdict'], classes),
    '### By container',
    table(['format', 'files', 'marked', 'found', 'missed', 'false', 'other class'], formats),
    '### By marker',
    'False counts files that are not marked in truth and are called generated or edited.',
    table(['marker', 'files', 'of these marked in truth', 'false'], kinds),
    '### Marked in truth or by verdict, and not the same',
    table(
      ['file', 'truth', 'verdict'],
      wrong.map(({ path, truth, asset }) => [path, truth, asset.verdict]),
    ),
    '### Broken files that are not reported as unreadable',
    'In these our walks met nothing broken up to the end of the structure. The list of the files says what is: mostly damage in pixels or sound, or a tool that does not know the format.',
    table(
      ['file', 'verdict', 'problems reported', 'what is broken, by the list'],
      quiet.map(({ path, asset, note }) => [
        path,
        asset.verdict,
        [...new Set(asset.problems.map(({ code }) => code))].join(', ') || 'none',
        note ?? '',
      ]),
    ),
    '### Files called sound by the list and reported as unreadable',
    'The list does not count these as broken; most are cut to their first bytes, or made to be refused. The first problem says what does not hold.',
    table(
      ['file', 'first problem'],
      cut.map(({ path, asset }) => [path, firstProblem(asset)]),
    ),
  ];
}

const pages = [
  '# Confusion table',
  '<!-- Written by scripts/docs-confusion.mjs (npm run docs:confusion); do not edit. -->',
  ...matrixPages(await runMatrix()),
  ...(existsSync(join(shared, 'corpus/MANIFEST.tsv'))
    ? await corpusPages()
    : ['## Real files', 'The corpus was not there when this page was made.']),
];
writeFileSync(new URL('../docs/confusion.md', import.meta.url), `${pages.join('\n\n')}\n`);
process.exit(0);
