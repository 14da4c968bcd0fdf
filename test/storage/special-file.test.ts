import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openLocal, uriOfPath, withOpenNow } from '../../src/storage/local.ts';
import { withLocalPath } from '../../src/storage/plain-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'special-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(process.platform !== 'win32')('a FIFO that took the place of a file since the walk', () => {
  it('is an error at once, for readers and for engines: nobody waits for a writer', async () => {
    const path = join(folder, 'still.jpg');
    execFileSync('mkfifo', [path]);
    const uri = uriOfPath(Buffer.from(path));
    await expect(openLocal(uri)).rejects.toThrow('no regular file any more');
    expect(() => withOpenNow(uri, () => 0)).toThrow('no regular file any more');
    await expect(withLocalPath(uri, async () => 0)).rejects.toThrow('no regular file any more');
  });
});
