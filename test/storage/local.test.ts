import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { withPlainPath } from '../../src/storage/connection.ts';
import { contentKeyOf, digestOf } from '../../src/storage/digest.ts';
import { openLocal, pathOfUri, uriOfPath } from '../../src/storage/local.ts';

const folder = mkdtempSync(join(tmpdir(), 'storage-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string | Buffer, bytes: string): string {
  const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name)]);
  writeFileSync(path, bytes);
  return uriOfPath(path);
}

describe('local files', () => {
  it('survive the way through a URL with whatever bytes their name has', () => {
    const path = Buffer.from([0x2f, 0x61, 0x20, 0x25, 0x23, 0xff, 0xc3, 0xa9, 0x0a, 0x2e]);
    expect(pathOfUri(uriOfPath(path))).toEqual(path);
  });

  it('are read at positions, and only the end makes a read short', async () => {
    const file = await openLocal(put('a', '0123456789'));
    expect(Buffer.from(await file.readAt(3, 4)).toString()).toBe('3456');
    expect(Buffer.from(await file.readAt(8, 10)).toString()).toBe('89');
    expect(await file.readAt(20, 1)).toHaveLength(0);
    await file.close();
  });

  it('are hashed whole, or without the ranges that a C2PA data hash leaves out', async () => {
    const uri = put('b', 'hello world');
    expect(await digestOf(uri)).toBe('b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9');
    expect(await digestOf(uri, 'sha256', [{ start: 5, length: 6 }])).toBe(await digestOf(put('c', 'hello')));
  });

  it('have the same content key wherever they lie', async () => {
    expect(await contentKeyOf(put('one', 'same'))).toBe(await contentKeyOf(put('two', 'same')));
  });

  it('are reached through a plain name where a program would take theirs for an argument of its own', async () => {
    const uri = put('a\n-execute\nb.png', 'picture');
    const used = await withPlainPath(uri, async (path) => ({ path, text: readFileSync(path, 'utf8') }));
    expect(used.path).not.toMatch(/\n/);
    expect(used.text).toBe('picture');
    expect(() => readFileSync(used.path)).toThrow(/ENOENT/);
  });
});
