import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The folder of the project. */
export const root = join(import.meta.dirname, '../..');

/** A made-up package that depends on others, as a lock file has them. */
export function packageWith(packages: Record<string, object>): string {
  const folder = mkdtempSync(join(tmpdir(), 'supply-'));
  const dependencies = Object.fromEntries(Object.keys(packages).map((name) => [name, '1.0.0']));
  const own = { name: 'made-up', version: '1.0.0', license: 'MIT', dependencies };
  const places = Object.entries(packages).map(([name, entry]) => [`node_modules/${name}`, { version: '1.0.0', ...entry }]);
  const lock = { name: 'made-up', version: '1.0.0', lockfileVersion: 3, requires: true };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(own));
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({ ...lock, packages: { '': own, ...Object.fromEntries(places) } }),
  );
  return folder;
}

/** Puts a package.json where an installed package has it. */
export function install(folder: string, name: string, content: object): void {
  mkdirSync(join(folder, 'node_modules', name), { recursive: true });
  writeFileSync(join(folder, 'node_modules', name, 'package.json'), JSON.stringify(content));
}

/** Runs a script of the project. */
export function run(script: string, ...args: readonly string[]) {
  return spawnSync(process.execPath, [join(root, 'scripts', script), ...args], { cwd: root, encoding: 'utf8', timeout: 60_000 });
}
