import { copyFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { scan } from '../../src/scan.ts';

const folder = mkdtempSync(join(tmpdir(), 'long-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file that begins so and goes on as a hole. */
function hole(name: string, head: Buffer, gibibytes: number): void {
  writeFileSync(join(folder, name), head);
  truncateSync(join(folder, name), gibibytes * 2 ** 30);
}

describe('files that are longer than engines could take into memory', () => {
  it('are not handed over, are said so, and are never unmarked', { timeout: 120_000 }, async () => {
    copyFileSync('fixtures/delivery/stills/portraits/thomas_hale_interview.jpg', join(folder, 'a.jpg'));
    hole('a.xmp', Buffer.from('<x:xmpmeta xmlns:x="adobe:ns:meta/">'), 64);
    copyFileSync('fixtures/delivery/stills/portraits/thomas_hale_interview.jpg', join(folder, 'b.jpg'));
    hole('b.c2pa', Buffer.alloc(0), 64);
    hole('c.jpg', Buffer.from('ffd8ffe1', 'hex'), 64);
    const uuid = 'd8fec3d61b0e483c92975828877ec481';
    const box = Buffer.from(
      `0000000175756964${(60n << 30n).toString(16).padStart(16, '0')}${uuid}000000006d616e69666573740000000000000000007fffffff6a756d62`,
      'hex',
    );
    hole('d.mp4', Buffer.concat([Buffer.from('000000186674797069736f6d0000000069736f6d6d703432', 'hex'), box]), 61);
    const { assets } = await scan([folder]);
    expect(assets.map(({ path }) => path)).toEqual(['a.jpg', 'b.jpg', 'c.jpg', 'd.mp4']);
    for (const { verdict } of assets) expect(verdict).toBe('unreadable');
    const told = assets.map(({ problems }) => problems.map(({ code, params }) => `${code} ${params?.limit ?? ''}`.trim()));
    expect(told[0]).toContain('limit-reached exiftool-bytes');
    expect(told[1]).toContain('c2pa-unreadable');
    expect(told[2]).toContain('limit-reached jpeg-scan');
    expect(told[3]).toContain('c2pa-unreadable');
  });
});
