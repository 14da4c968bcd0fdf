// How fast trueslate reads, in how much memory, beside ExifTool in the same run:
//   npm run bench -- [--only stills --only mix …] [--files N] [--runs 3] [--folder DIR] [--temp DIR] [--quick] [--all] [--write]
// Prints a table for each case (scripts/bench/cases.mjs); `--write` puts them into docs/performance.md, where sections of other cases
// stay as they were measured. `--quick` takes few files and one run: to see that everything works, never to write figures.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cases } from './bench/cases.mjs';
import { machine } from './bench/machine.mjs';
import { sectionOf, writePage } from './bench/page.mjs';
import { table } from './bench/trace/table.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    files: { type: 'string' },
    runs: { type: 'string', default: '3' },
    folder: { type: 'string' },
    temp: { type: 'string', default: tmpdir() },
    quick: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

function fail(text) {
  console.error(text);
  process.exit(2);
}

const names = cases.map(({ name }) => name);
const strange = values.only.find((name) => !names.includes(name));
if (strange !== undefined) fail(`no case ${strange}; there are ${names.join(', ')}`);
if (values.write && (values.quick || values.folder !== undefined))
  fail('--write takes neither --quick nor --folder: the page holds figures that anybody can measure again');

const isChosen = ({ name, isLong }) => (values.only.length > 0 ? values.only.includes(name) : values.all || !isLong);
const runs = values.quick ? 1 : Number(values.runs);
const files = values.files ?? (values.quick ? '200' : undefined);
const options = {
  runs,
  quick: values.quick,
  ...(files === undefined ? {} : { files: Number(files) }),
  ...(values.folder === undefined ? {} : { own: resolve(values.folder) }),
};
const command = ['npm run bench --', ...process.argv.slice(2).filter((arg) => arg !== '--write')].join(' ').replace(/ --$/, '');
const date = new Date().toISOString().slice(0, 10);

const machineLines = await machine(values.temp);
console.log(machineLines.map(([what, value]) => `${what}: ${value}`).join('\n'));
for (const one of cases.filter(isChosen)) {
  const folder = mkdtempSync(join(values.temp, `bench-${one.name}-`));
  try {
    const result = await one.run({ ...options, folder });
    console.log(`\n${[one.title, ...result.notes].join('. ')}\n${table(result.head, result.rows)}`);
    // Written case by case: an hour of measuring must not be lost to what fails at its end.
    if (values.write) writePage(new Map([[one.name, sectionOf(one, result, { command, date, runs })]]), names, machineLines);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
