import { chmodSync, closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openExifTool } from '../../src/tools/exiftool.ts';

const folder = mkdtempSync(join(tmpdir(), 'exiftool-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A PNG whose credential says that it is two gigabytes long, as long as the file is: a hole. */
function longChunk(): string {
  const path = join(folder, 'long.png');
  const start = Buffer.from('89504e470d0a1a0a0000000d4948445200000008000000080802000000', 'hex');
  const head = Buffer.concat([start, Buffer.alloc(4), Buffer.from('7ffffff0', 'hex'), Buffer.from('caBX')]);
  const file = openSync(path, 'w');
  writeSync(file, head);
  ftruncateSync(file, head.length + 0x7ffffff0 + 4);
  closeSync(file);
  return path;
}

describe('ExifTool', () => {
  it.runIf(process.platform === 'linux')(
    'that would take gigabytes for one file is ended for it, and answers for the next',
    { timeout: 60_000 },
    async () => {
      const engine = await openExifTool(1);
      await expect(engine.read(longChunk())).rejects.toThrow(/terminated|Out of memory/);
      const still = join(folder, 'still.png');
      writeFileSync(still, Buffer.from('89504e470d0a1a0a0000000d49484452000000080000000808020000004b6d29dc', 'hex'));
      expect((await engine.read(still)).tags).toMatchObject({ 'PNG:ImageWidth': 8 });
      await engine.close(true);
    },
  );

  it('that tells its version and then ends again and again is an error for each file, not the end of the scan', {
    timeout: 60_000,
  }, async () => {
    const program = join(folder, 'ends.sh');
    writeFileSync(program, '#!/bin/sh\n[ "$1" = -ver ] && echo 13.59 && exit 0\nexit 3\n');
    chmodSync(program, 0o755);
    const engine = await openExifTool(1, program, 500);
    await expect(engine.read(program)).rejects.toThrow();
    await engine.close(true);
  });
});
