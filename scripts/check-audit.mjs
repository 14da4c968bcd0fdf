// Asks the registry for known weaknesses of what comes with an installation: npm run check:audit [FOLDER [ACCEPTED.json]]
// Exit code 0: asked, and none but accepted ones; 1: there are others; 3: the registry could not be asked, so nothing is known.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judged } from './supply/audit.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const root = resolve(process.argv[2] ?? here('..'));
const accepted = JSON.parse(readFileSync(process.argv[3] ?? here('supply/accepted-advisories.json'), 'utf8'));
const options = { cwd: root, encoding: 'utf8', timeout: 120_000, shell: process.platform === 'win32' };
const { stdout, error } = spawnSync('npm', ['audit', '--omit', 'dev', '--package-lock-only', '--json'], options);
const { state, says } = judged(answered(stdout, error), accepted, new Date().toISOString().slice(0, 10));
for (const line of says) (state === 'clean' ? console.log : console.error)(line);
process.exitCode = { clean: 0, faults: 1, 'not-checked': 3 }[state];

function answered(text, failure) {
  try {
    return JSON.parse(text);
  } catch {
    return { message: failure?.message ?? 'npm audit gave no JSON' };
  }
}
