import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openPicture } from '../../src/tools/picture-file.ts';
import { thumbnailOf } from '../../src/tools/thumbnail.ts';

const folder = mkdtempSync(join(tmpdir(), 'picture-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a picture that is opened', () => {
  it('is refused where it is longer than its pixels could be: a decoder would look through a hole for hours', async () => {
    const path = join(folder, 'hole.jpg');
    writeFileSync(path, Buffer.from('ffd8ffe1', 'hex'));
    truncateSync(path, 64 * 2 ** 30);
    await expect(openPicture(path)).rejects.toThrow('68719476736 bytes are more than a picture of 512000000 pixels takes');
  });

  it('is refused where a drawing hides under the name of a still: it may name other files', async () => {
    const path = join(folder, 'drawing.png');
    writeFileSync(path, '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>');
    await expect(thumbnailOf(path)).rejects.toThrow('content is svg');
  });
});
