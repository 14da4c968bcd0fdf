import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const exiftool = fileURLToPath(new URL('../../../node_modules/exiftool-vendored.pl/bin/exiftool', import.meta.url));

/** What ExifTool reads in bytes under a file name: its tags by name without group, and their texts. */
export function seenByExifTool(name: string, bytes: Uint8Array): { tags: Record<string, unknown>; values: string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'trueslate-exiftool-'));
  try {
    writeFileSync(join(folder, name), bytes);
    const { stdout } = spawnSync('perl', [exiftool, '-j', '-a', join(folder, name)]);
    const [tags = {}] = JSON.parse(stdout.toString()) as Record<string, unknown>[];
    return { tags, values: Object.values(tags).map(String) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
