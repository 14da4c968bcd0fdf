import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doneMarker } from '../../src/watch/done-marker.ts';
import { listingOf, namesIn } from '../../src/watch/listing.ts';
import { isUnfinishedName } from '../../src/watch/unfinished.ts';

// What a look at the watched folder sees, on real files: what counts as a delivery, and as a change of one.
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'listing-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, content = 'x'): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), content);
}
const look = (name: string, marker?: string, beside: string[] = []) =>
  listingOf(folder, name, marker === undefined ? undefined : doneMarker(marker), beside);

describe('names in the watched folder', () => {
  it('are deliveries where they are folders and files; links are not followed, hidden and system names are left alone', async () => {
    put('RAW-1/a.png');
    put('film.mov');
    put('.hidden/a.png');
    put('.DS_Store');
    put('Thumbs.db');
    put('RAW-1.done', '');
    symlinkSync(join(folder, 'RAW-1'), join(folder, 'link'));
    expect(await namesIn(folder, doneMarker('*.done'))).toEqual({
      arrivals: ['RAW-1', 'film.mov'],
      markers: ['RAW-1.done'],
      passedOver: ['link'],
    });
  });
});

describe('a listing', () => {
  it('tells every change by name, size and time, at any depth', async () => {
    const digests = new Set<string | undefined>();
    const digest = async () => digests.add((await look('D'))?.digest).size;
    put('D/reels/a.mov');
    put('D/b.wav');
    await digest();
    put('D/reels/a.mov', 'longer');
    expect(await digest()).toBe(2);
    utimesSync(join(folder, 'D/b.wav'), 1, 1);
    expect(await digest()).toBe(3);
    renameSync(join(folder, 'D/b.wav'), join(folder, 'D/c.wav'));
    expect(await digest()).toBe(4);
    rmSync(join(folder, 'D/c.wav'));
    expect(await digest()).toBe(5);
  });

  it('does not change with what a desktop writes, with the marker, or with what a link leads to', async () => {
    put('D/a.mov');
    const before = await look('D', 'DONE');
    put('D/.DS_Store');
    put('D/DONE');
    symlinkSync(tmpdir(), join(folder, 'D/link'));
    const after = await look('D', 'DONE');
    put('D/DONE', 'touched again');
    const later = await look('D', 'DONE');
    expect(before?.isMarkedDone).toBe(false);
    expect(after?.isMarkedDone).toBe(true);
    // The link itself is one more name.
    expect(after?.files).toBe(2);
    expect(later?.digest).toBe(after?.digest);
  });

  it('finds a marker in the delivery itself or beside it, not somewhere below', async () => {
    put('D/sub/DONE');
    expect((await look('D', 'DONE'))?.isMarkedDone).toBe(false);
    expect((await look('D', '*.done', ['D.done']))?.isMarkedDone).toBe(true);
    expect((await look('D', '*.done', ['E.done']))?.isMarkedDone).toBe(false);
  });

  it('names what is still being written, and is null where nothing is there', async () => {
    put('D/reels/a.mov.filepart');
    expect((await look('D'))?.unfinished).toBe('reels/a.mov.filepart');
    expect(await look('gone')).toBeNull();
  });
});

describe('a done-marker', () => {
  it.each([
    ['*.done', 'film.mov.done', 'film.mov', true],
    ['*.done', 'film.done', 'film.mov', true],
    ['*.done', 'RAW-114.done', 'RAW-114', true],
    ['*.done', 'RAW-11.done', 'RAW-114', false],
    ['READY_*', 'READY_RAW-114', 'RAW-114', true],
    ['DELIVERY_COMPLETE', 'DELIVERY_COMPLETE', 'RAW-114', false],
  ])('%s: %s of %s: %s', (pattern, marker, delivery, speaks) => {
    expect(doneMarker(pattern)?.speaksOf(marker, delivery)).toBe(speaks);
  });

  it.each(['*', 'a/b', '*x*', 'a?', ''])('"%s" is none', (pattern) => expect(doneMarker(pattern)).toBeUndefined());
});

describe('unfinished names', () => {
  it.each([
    'a.mov.part',
    'a.mov.filepart',
    'a.mov.partial',
    'a.mov.aspx',
    'a.mov.aspera-ckpt',
    'a.crdownload',
    '~$notes.docx',
    '.a.mov.Xy12Zq',
  ])('%s waits', (name) => expect(isUnfinishedName(name)).toBe(true));
  it.each(['a.mov', 'part.mov', 'A.PARTS', '.hidden.backup', 'template.tif', 'reel.000001'])('%s does not', (name) =>
    expect(isUnfinishedName(name)).toBe(false),
  );
});
