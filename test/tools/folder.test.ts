import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeFolder } from '../../src/tools/folder.ts';

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'folder-'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

it('makes a folder with those above it, for its user alone where that is asked, and again', () => {
  const folder = join(base, 'a/b/c');
  makeFolder(folder, 0o700);
  makeFolder(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('throws where a file is in the way', () => {
  writeFileSync(join(base, 'file'), '');
  expect(() => makeFolder(join(base, 'file/x'))).toThrow(/ENOTDIR|EEXIST/);
});

// `worker --results /proc/none` never ended, and could not be stopped.
it.runIf(existsSync('/proc/self'))('throws in /proc, where Node’s own way never ends', () => {
  expect(() => makeFolder('/proc/none/results')).toThrow('ENOENT');
});
