import { setImmediate } from 'node:timers/promises';
import { type DiscoveredAsset, type DiscoveredAssets, reopened, sequenceNames } from '../discover/index.ts';
import type { SpokenOf } from '../judge/index.ts';
import type { Asset, JudgedAsset, Plain } from '../model/index.ts';
import type { ReadEngines } from '../read/index.ts';
import type { Limit } from '../tools/at-once.ts';
import { flags } from '../tools/column.ts';
import { atMost } from './at-most.ts';
import { examine, withTracks } from './examine.ts';
import type { ExaminedAsset } from './examined.ts';
import { frameGroups, type NumberedFrames } from './frame-groups.ts';
import type { AssetDigests } from './hash-assets.ts';
import { JudgedAssets } from './judged-assets.ts';
import type { ChosenOptions } from './options.ts';
import { plainAsset } from './plain.ts';
import type { RememberedAssets } from './remembered-assets.ts';
import { joinedFrames } from './sequence.ts';

/** What examining a list of assets needs. */
export interface ExamineCase {
  readonly found: DiscoveredAssets;
  readonly engines: ReadEngines;
  /** False of the folders of `--marked`: there each picture is looked for by itself, and none is a frame. */
  readonly isDelivery: boolean;
  readonly options: ChosenOptions;
  readonly digests: AssetDigests;
  readonly remembered: RememberedAssets;
  readonly spokenOf: SpokenOf;
  /** Called with each file as soon as it is judged, in no fixed order. */
  readonly onFile: (asset: Pick<Asset, 'path' | 'size'>) => void;
  /** Called with each asset sorted by path, as soon as those before it are judged. */
  readonly onJudged?: ((asset: JudgedAsset) => void) | undefined;
}

/** Assets that are passed on before anything else gets its turn: writing a report, a key that stops the scan. */
const assetsAtOnce = 500;

/** Assets that are being read, or wait for it. */
const mostOpen = 1000;

/** Reads and judges all of them, and joins frames to sequences; sorted by path. */
export async function examineAll(subject: ExamineCase, limit: Limit): Promise<JudgedAssets> {
  const examination = new Examination(subject, limit);
  await examination.singles();
  await examination.sequences();
  await examination.packages();
  return examination.finish();
}

/** The examination of one list of assets, in steps. */
class Examination {
  readonly #case: ExamineCase;
  readonly #limit: Limit;
  readonly #judged: JudgedAssets;
  readonly #groups: readonly NumberedFrames[];
  readonly #work = atMost(mostOpen);
  readonly #packages: number[] = [];
  /** The first asset that was not told yet. */
  #untold = 0;

  constructor(subject: ExamineCase, limit: Limit) {
    const { found, isDelivery, options } = subject;
    this.#case = subject;
    this.#limit = limit;
    this.#judged = new JudgedAssets(found);
    const isNamed = sequenceNames(options.sequences);
    this.#groups = isDelivery ? frameGroups(found, isNamed, options.sequences.length > 0) : [];
  }

  /** All but frames of sequences and packages. */
  async singles(): Promise<void> {
    const { found, options } = this.#case;
    const framed = flags();
    for (const { frames } of this.#groups) for (const number of frames) framed.set(number, 1);
    let number = 0;
    for (const entry of found) {
      const own = number++;
      if (own % assetsAtOnce === 0) await this.#pause();
      options.signal?.throwIfAborted();
      if (framed.at(own) === 1) continue;
      if (entry.asset.tracks !== undefined) this.#packages.push(own);
      else if (!this.#isPlain(own, entry)) {
        const work = this.#wholly(reopened(entry)).then((examined) => {
          this.#judged.keep(own, examined);
          if (this.#isInOrder) this.#tell();
        });
        await this.#work.take(work);
      }
    }
    await this.#work.done();
  }

  async sequences(): Promise<void> {
    for (const group of this.#groups) await this.#joined(group);
  }

  /** Packages are judged with their track files, wherever these stand in the order of paths. */
  async packages(): Promise<void> {
    const { found } = this.#case;
    for (const number of this.#packages) {
      const entry = found.at(number) as DiscoveredAsset;
      const tracks = (entry.asset.tracks ?? []).flatMap((path) => {
        const at = found.numberOf(path);
        return at !== undefined && this.#judged.isJudged(at) ? [this.#judged.judged(at)] : [];
      });
      this.#judged.keep(number, withTracks(await this.#wholly(entry), tracks));
    }
  }

  async finish(): Promise<JudgedAssets> {
    this.#judged.finish();
    const { onJudged } = this.#case;
    if (this.#isInOrder) this.#tell();
    else if (onJudged !== undefined) {
      let told = 0;
      for (const asset of this.#judged) {
        onJudged(asset);
        if (++told % assetsAtOnce === 0) await this.#pause();
      }
    }
    return this.#judged;
  }

  async #pause(): Promise<void> {
    await setImmediate();
    if (this.#isInOrder) this.#tell();
  }

  /** Of a sequence, odd frames stand where their names do: what lies between them and it must have been read by then. */
  get #isInOrder(): boolean {
    return this.#groups.length === 0;
  }

  /** Tells what is judged, as far as nothing before it is open. */
  #tell(): void {
    const { onJudged, found } = this.#case;
    if (onJudged === undefined) return;
    for (; this.#untold < found.length && this.#judged.isJudged(this.#untold); this.#untold++)
      onJudged(this.#judged.judged(this.#untold));
  }

  /** Takes an asset as its header settled it, where that holds. */
  #isPlain(number: number, entry: DiscoveredAsset): boolean {
    const plain = this.#plain(entry);
    if (plain === null) return false;
    this.#judged.keepPlain(number, plain);
    this.#case.onFile(entry.asset);
    return true;
  }

  /** Null where more than the header must be read. */
  #plain({ asset, plain }: DiscoveredAsset): Plain | null {
    const { engines, digests, spokenOf } = this.#case;
    const isAlone = asset.parts.length === 0 && spokenOf.about(asset.path).facts.length === 0;
    if (plain === undefined || !isAlone) return null;
    if (digests.isWanted({ ...asset, verdict: 'unmarked' })) return null;
    // Without a decoder nothing could have been read.
    return engines.pixels === null ? { ...plain(), pixels: 'no-decoder' } : plain();
  }

  #wholly(entry: DiscoveredAsset): Promise<ExaminedAsset> {
    const { engines, options, spokenOf, digests, remembered, onFile } = this.#case;
    return this.#limit(async () => {
      options.signal?.throwIfAborted();
      const examined = await examine(entry, engines, options, spokenOf, digests.of, remembered);
      onFile(examined.asset);
      return examined;
    });
  }

  #frame(entry: DiscoveredAsset): ExaminedAsset | Promise<ExaminedAsset> {
    const plain = this.#plain(entry);
    if (plain === null) return this.#wholly(entry);
    this.#case.onFile(entry.asset);
    return { asset: plainAsset(entry.asset, plain), pixels: plain.pixels };
  }

  async #joined(group: NumberedFrames): Promise<void> {
    const { found, options, onFile } = this.#case;
    options.signal?.throwIfAborted();
    const entries = group.frames.map((number) => ({ number, entry: found.at(number) as DiscoveredAsset }));
    const opened = entries.filter(({ entry }) => !entry.isUnread);
    const read = await Promise.all(opened.map(({ entry }) => this.#frame(entry)));
    const frames = joinedFrames({ ...group, frames: entries.map(({ entry }) => entry) }, read);
    const left = entries.filter(({ entry }) => entry.isUnread);
    if (frames !== null) {
      for (const { entry } of left) onFile(entry.asset);
      const numbers = new Map(read.map((one, at) => [one, opened[at]?.number as number]));
      const odd = new Map(frames.odd.map((one) => [numbers.get(one) as number, one]));
      this.#judged.keepSequence(
        frames.sequence,
        entries.map(({ number }) => number),
        odd,
      );
      return;
    }
    // Frames that are not alike are pictures: what was left out of them is read after all.
    for (const [at, one] of read.entries()) {
      const { number, entry } = opened[at] as (typeof opened)[number];
      // What its header settled is kept already.
      const plain = this.#plain(entry);
      if (plain !== null) this.#judged.keepPlain(number, plain);
      else this.#judged.keep(number, one);
    }
    const rest = await Promise.all(left.map(({ entry }) => this.#wholly(reopened(entry))));
    for (const [at, one] of rest.entries()) this.#judged.keep(left[at]?.number as number, one);
  }
}

/** Counts what was read, and tells it. */
export function countedProgress(
  lists: readonly DiscoveredAssets[],
  tell: ChosenOptions['onProgress'],
): (asset: Pick<Asset, 'path' | 'size'>) => void {
  if (tell === undefined) return () => {};
  const bytes = { done: 0, total: 0 };
  let [done, total] = [0, 0];
  for (const list of lists) {
    total += list.length;
    for (const { asset } of list) bytes.total += asset.size;
  }
  return ({ path, size }) => {
    done += 1;
    bytes.done += size;
    tell({ done, total, path, bytes: { ...bytes } });
  };
}
