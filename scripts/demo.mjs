// `npm run demo`: scans the made-up delivery of fixtures/delivery as a user would, and leaves a report that opens by double click.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'demo-report');
mkdirSync(folder, { recursive: true });
const reports = ['report.html', 'report.json'].map((name) => join(folder, name));
const args = [
  'scan',
  join(root, 'fixtures', 'delivery'),
  '--trust',
  join(root, 'fixtures', 'trust', 'ca.pem'),
  ...reports.flatMap((file) => ['--report', file]),
];
console.log(
  `$ trueslate ${args
    .map((arg) => relative(process.cwd(), arg) || arg)
    .join(' ')
    .replaceAll(root, '.')}\n`,
);
const { status } = spawnSync(process.execPath, [join(root, 'dist', 'bundle', 'cli.js'), ...args], { stdio: 'inherit' });
// Exit code 1 is what this delivery deserves: it holds AI that is not declared.
if (status === 1)
  console.log(`\nExit code 1: undisclosed AI was found. Open ${relative(process.cwd(), reports[0])} in a browser.`);
process.exitCode = status === 1 ? 0 : 4;
