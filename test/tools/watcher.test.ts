import { appendFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'vitest';
import { openWatcher } from '../../src/tools/watcher.ts';

it('names the delivery in which a file is made or grows, at any depth, though only folders are watched', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'watcher-')));
  mkdirSync(join(folder, 'A/reels'), { recursive: true });
  writeFileSync(join(folder, 'A/reels/a.mov'), 'x');
  const told = new Set<string | null>();
  const heard = async (name: string): Promise<void> => {
    while (!told.has(name)) await new Promise((resolve) => setTimeout(resolve, 10));
    told.clear();
  };
  const watcher = await openWatcher(folder, {
    onChange: (name) => told.add(name),
    onError: (error) => {
      throw error;
    },
  });
  try {
    appendFileSync(join(folder, 'A/reels/a.mov'), 'grows');
    await heard('A');
    writeFileSync(join(folder, 'film.mov'), 'x');
    await heard('film.mov');
    mkdirSync(join(folder, 'B'));
    await heard('B');
  } finally {
    await watcher.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
