import { metFile } from '../discover/head.ts';
import type { JudgedAsset, Reading } from '../model/index.ts';
import { isStill, sizeIn } from '../scan/remembered.ts';
import type { RememberedAssets } from '../scan/remembered-assets.ts';
import type { RememberedHeads } from '../scan/remembered-heads.ts';
import type { BrokenFile } from './part.ts';

/** The code of the reason, worded in `messages/`. */
export const workerLost = 'WORKER_LOST';

/** As where a decoder gave up: pixels that nobody looked at are no clean ones. */
const noPixels: Reading = {
  reader: 'watermark',
  version: '1',
  ok: true,
  facts: [],
  problems: [{ code: 'reader-warning', params: { reader: 'sharp', detail: workerLost } }],
};

/**
 * Files that ended their worker each time. None of them is opened again in this scan, which they would end as well; each is an asset
 * that cannot be read, as one is whose header broke its thread (scan/header-threads.ts). Never remembered: only the part tells it.
 */
export class BrokenFiles {
  readonly #byUri = new Map<string, BrokenFile>();

  add(file: BrokenFile): void {
    this.#byUri.set(file.uri, file);
  }

  /** The same heads, but for those of broken files. */
  overHeads(heads: RememberedHeads): RememberedHeads {
    return {
      ...heads,
      look: (file) => {
        const broken = this.#of(file.uri);
        if (broken === null) return heads.look(file);
        const size = sizeIn(broken.stamp);
        return { stamp: null, met: metFile({ size, identity: null, error: broken.broke }), read: null };
      },
    };
  }

  /** The same answers, but that nothing is said of broken files. */
  overAssets(assets: RememberedAssets): RememberedAssets {
    const isWhole = ({ uri, parts = [] }: Pick<JudgedAsset, 'uri'> & Partial<Pick<JudgedAsset, 'parts'>>): boolean =>
      [uri, ...parts.map((part) => part.uri)].every((one) => this.#of(one) === null);
    return {
      readings: (asset, make) => (isWhole(asset) ? assets.readings(asset, make) : Promise.resolve([])),
      pixels: (asset, make) => (isWhole(asset) ? assets.pixels(asset, make) : Promise.resolve(noPixels)),
      thumbnail: (asset, make) => (isWhole(asset) ? assets.thumbnail(asset, make) : Promise.resolve(null)),
      digests: (asset, algorithms, make) => (isWhole(asset) ? assets.digests(asset, algorithms, make) : Promise.resolve({})),
      key: (asset, make) => (isWhole(asset) ? assets.key(asset, make) : Promise.resolve(asset.path)),
    };
  }

  /** Null where it is whole, or another file by now. */
  #of(uri: string): BrokenFile | null {
    const broken = this.#byUri.get(uri);
    return broken !== undefined && isStill(uri, broken.stamp) ? broken : null;
  }
}
