import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { metFile } from '../../src/discover/head.ts';
import type { Asset, Reading } from '../../src/model/index.ts';
import type { Walked } from '../../src/scan/header-task.ts';
import { openReadAhead, type ReadWalked } from '../../src/scan/read-ahead.ts';
import { nothingRemembered } from '../../src/scan/remembered-assets.ts';
import { withOpenNow } from '../../src/storage/local.ts';
import { atOnce } from '../../src/tools/at-once.ts';

// What is read before it is asked for must be what would have been read then: of the very asset, once, and only where nothing was
// found out about it meanwhile.
const folder = mkdtempSync(join(tmpdir(), 'ahead-'));
afterAll(() => rmSync(folder, { recursive: true }));
const picture = join(folder, 'a.jpg');
writeFileSync(picture, '0123456789');
// A file that was changed a moment ago may be changed again without a trace.
utimesSync(picture, 1000, 1000);
const later = Date.now() + 60_000;

const file = { path: 'a.jpg', uri: pathToFileURL(picture).href };
const met = metFile({ size: 10, identity: { mime: 'image/jpeg', recognised: true, wrongExtension: false } });
const reading: Reading = { reader: 'container', version: '1', ok: true, facts: [], problems: [] };
const walkOf = (uri: string, at = later): Walked => withOpenNow(uri, ({ state }) => ({ reading, state, at }));
const walked = walkOf(file.uri);
const asset: Asset = { ...file, kind: 'image', format: 'image/jpeg', recognised: true, size: 10, parts: [] };
const now: Reading = { ...reading, reader: 'now' };

function opened(readers: Promise<ReadWalked>) {
  const ahead = openReadAhead(readers, atOnce(1));
  return { ahead, readings: (of: Asset) => ahead.over(nothingRemembered).readings(of, async () => [now]) };
}
const asWalked = () => opened(Promise.resolve(async (_, stillWalked) => [stillWalked() ?? now]));

describe('reading ahead', () => {
  it('hands out once what was read of an asset, with the walk of its header', async () => {
    const asked: unknown[] = [];
    const { ahead, readings } = opened(
      Promise.resolve(async (of, stillWalked) => {
        asked.push([of, stillWalked()]);
        return [reading];
      }),
    );
    ahead.begin(file, met, walked);
    expect(await readings(asset)).toEqual([reading]);
    expect(asked).toEqual([[asset, reading]]);
    expect(await readings(asset)).toEqual([now]);
  });

  it('is no answer for an asset that has got a sidecar meanwhile', async () => {
    const { ahead, readings } = asWalked();
    ahead.begin(file, met, walked);
    const part = { path: 'a.xmp', uri: 'file:///a.xmp', format: 'application/rdf+xml', size: 3 };
    expect(await readings({ ...asset, parts: [part] })).toEqual([now]);
  });

  it('begins nothing more once it is stopped, and is silent where engines do not open', async () => {
    let begun = 0;
    const { ahead } = opened(
      Promise.resolve(async () => {
        begun += 1;
        return [];
      }),
    );
    ahead.begin(file, met, walked);
    ahead.stop();
    const broken = opened(Promise.reject(new Error('no engine')));
    broken.ahead.begin(file, met, walked);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(begun).toBe(0);
  });

  it('holds a bounded number of them', async () => {
    let read = 0;
    const { ahead } = opened(Promise.resolve(async () => [reading].slice(read++)));
    for (let at = 0; at < 1000; at++) ahead.begin({ ...file, uri: `file:///${at}.jpg` }, met, walked);
    await expect.poll(() => read).toBe(500);
  });

  // A delivery that is still being copied: what its old bytes said would be remembered of the new ones, for good.
  it('hands over no walk of a file that has changed since, or that may have', async () => {
    const own = join(folder, 'changing.jpg');
    writeFileSync(own, '0123456789');
    utimesSync(own, 1000, 1000);
    const changing = { path: 'changing.jpg', uri: pathToFileURL(own).href };
    const [before, tooSoon] = [walkOf(changing.uri), walkOf(changing.uri, Date.now())];
    const { ahead, readings } = asWalked();
    ahead.begin(changing, met, tooSoon);
    expect(await readings({ ...asset, ...changing })).toEqual([now]);
    writeFileSync(own, 'abcdefghij');
    utimesSync(own, 1000, 1000);
    ahead.begin(changing, met, before);
    expect(await readings({ ...asset, ...changing })).toEqual([now]);
  });
});
