import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { uriOfPath } from '../../src/storage/local.ts';
import { withLocalPath } from '../../src/storage/plain-path.ts';

// ffmpeg would open other files of the folder by such a name, libvips the file that is named before the bracket.
it
  .skipIf(process.platform === 'win32')
  .each(['shot_%04d.png', '%d.jpg', '*.png', 'a?.png', '{a,b}.png', 'page.tif[page=1]', 'a\nb.mov', '\x1b[31m.wav'])(
  'hands no engine a name that it takes for a pattern: %j',
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'plain-'));
    try {
      const file = join(folder, name);
      writeFileSync(file, name);
      await withLocalPath(uriOfPath(Buffer.from(file)), async (path) => {
        expect(basename(path)).toBe('asset');
        expect(readFileSync(path, 'utf8')).toBe(name);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
