// Writes docs/performance.md: the machine, and a section for each case. Sections of cases that were not run again are kept, unless they
// are from another machine.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../../docs/performance.md', import.meta.url);
const scripts = new URL('../../package.json', import.meta.url);
const mark = (name) => `<!-- case ${name} -->`;

const line = (cells) => `| ${cells.join(' | ')} |`;
const markdown = (head, rows) =>
  [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');

const countOf = (runs) => (runs === 1 ? 'one run' : `medians of ${runs} runs`);

/** A section: what was made, when and by which command, and the table. */
export function sectionOf({ name, title, about }, { notes, head, rows, runs }, { command, date, ...wanted }) {
  const measured = `Measured on ${date} by \`${command}\`; ${countOf(runs ?? wanted.runs)}.`;
  return [mark(name), `## ${title}`, [about, ...notes].join(' '), markdown(head, rows), measured].join('\n\n');
}

const intro = `# Performance

Written by \`npm run bench -- --write\`; nothing here is typed by hand. Tracing, the pixel tier and thumbnails are off, and nothing is remembered
between runs unless a section says so. Material is made anew in a temporary folder. Each program runs once before the runs that
count, so the material is in memory, and programs run by turns; where there is one run, the material has just been written. Time is of the whole command, from its start to its end, output to a
file. "cpu" counts all children; "peak" is the resident set of the largest process by GNU time; "with children" is a sum over the
process and all that it started, looked at ten times a second, in which shared pages count twice; "read" is what the kernel counts
of system calls that read (\`rchar\` of \`/proc/pid/io\`, with all children that were waited for; it includes the program's own
code), "from disk" what of it came from storage. "asked" is the goal of the project.`;

/** The benchmarks that have a command of their own, with the first sentence of their scripts. */
function others() {
  const all = Object.entries(JSON.parse(readFileSync(scripts, 'utf8')).scripts).filter(([name]) => name.startsWith('bench:'));
  const lines = all.map(([name, command]) => {
    const script = command.split(' ').at(-1);
    const first = readFileSync(new URL(`../../${script}`, import.meta.url), 'utf8').match(/^\/\/ (.*(?:\n\/\/ .*)*)/)?.[1] ?? '';
    const sentence = first.replace(/\n\/\/ /g, ' ').match(/^.*?(?=[.:] |[.:]?$)/)?.[0] ?? '';
    return `- \`npm run ${name}\`: ${sentence}`;
  });
  return ['## Other benchmarks', lines.join('\n')].join('\n\n');
}

/** Sections of the page as it is, by the name of their case; none where it is from another machine. */
function kept(machineText) {
  const page = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (!page.includes(machineText)) return new Map();
  const sections = page.split(/(?=<!-- case )/).slice(1);
  const own = (section) => section.split(/\n(?=## Other benchmarks)/)[0].trim();
  return new Map(sections.map((section) => [/^<!-- case (\S+)/.exec(section)[1], own(section)]));
}

/** @param made sections by the name of their case; @param order names of all cases */
export function writePage(made, order, machine) {
  const machineText = markdown(['machine', ''], machine).replace('---:', '---');
  const all = new Map([...kept(machineText), ...made]);
  const sections = order.flatMap((name) => all.get(name) ?? []);
  writeFileSync(file, `${[intro, machineText, ...sections, others()].join('\n\n')}\n`);
}
