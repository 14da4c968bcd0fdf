import { describe, expect, it } from 'vitest';
import { metFile } from '../../src/discover/head.ts';
import type { Asset, Reading } from '../../src/model/index.ts';
import { openReadAhead } from '../../src/scan/read-ahead.ts';
import { nothingRemembered } from '../../src/scan/remembered-assets.ts';
import { atOnce } from '../../src/tools/at-once.ts';

// What is read before it is asked for must be what would have been read then: of the very asset, once, and only where nothing was
// found out about it meanwhile.
const file = { path: 'a.jpg', uri: 'file:///a.jpg' };
const met = metFile({ size: 10, identity: { mime: 'image/jpeg', recognised: true, wrongExtension: false } });
const walked: Reading = { reader: 'container', version: '1', ok: true, facts: [], problems: [] };
const asset: Asset = { ...file, kind: 'image', format: 'image/jpeg', recognised: true, size: 10, parts: [] };
const now: Reading = { ...walked, reader: 'now' };

function opened(readers: Promise<(asset: Asset, walked: Reading) => Promise<readonly Reading[]>>) {
  const ahead = openReadAhead(readers, atOnce(1));
  return { ahead, readings: (of: Asset) => ahead.over(nothingRemembered).readings(of, async () => [now]) };
}

describe('reading ahead', () => {
  it('hands out once what was read of an asset, with the walk of its header', async () => {
    const asked: unknown[] = [];
    const { ahead, readings } = opened(
      Promise.resolve(async (of, walk) => {
        asked.push([of, walk]);
        return [walk];
      }),
    );
    ahead.begin(file, met, walked);
    expect(await readings(asset)).toEqual([walked]);
    expect(asked).toEqual([[asset, walked]]);
    expect(await readings(asset)).toEqual([now]);
  });

  it('is no answer for an asset that has got a sidecar meanwhile', async () => {
    const { ahead, readings } = opened(Promise.resolve(async (_, walk) => [walk]));
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
    const { ahead, readings } = opened(Promise.resolve(async (_, walk) => [walk]));
    for (let at = 0; at < 1000; at++) ahead.begin({ ...file, uri: `file:///${at}.jpg` }, met, walked);
    expect(await readings({ ...asset, uri: 'file:///1.jpg' })).toEqual([walked]);
    expect(await readings({ ...asset, uri: 'file:///999.jpg' })).toEqual([now]);
  });
});
