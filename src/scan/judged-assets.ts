import { type DiscoveredAssets, keptWhole } from '../discover/index.ts';
import { comparePaths, type JudgedAsset, LazyList, type PixelOutcome, type Plain } from '../model/index.ts';
import { isTelling } from '../reconcile/index.ts';
import { flags, places } from '../tools/column.ts';
import { Packed } from '../tools/packed.ts';
import { sweep, sweptAfter } from '../tools/sweep.ts';
import type { ExaminedAsset } from './examined.ts';
import { type Judgement, plainAsset, withJudgement } from './plain.ts';

/** What came of a discovered asset. */
const state = { open: 0, judged: 1, hidden: 2 } as const;

/**
 * The judged assets of a scan, sorted by path once all have been judged. Whole are kept those that say something; of the others, which
 * may be a million, what was read of them is packed, and the asset is made when it is looked at.
 */
export class JudgedAssets extends LazyList<JudgedAsset> {
  readonly #found: DiscoveredAssets;
  readonly #states = flags();
  /** 1 of those of which there is more to tell than that nothing was found. */
  readonly #telling = flags();
  readonly #whole = new Map<number, JudgedAsset>();
  readonly #packed = new Packed<Judgement>();
  /** Number of what was packed of each, from 1. */
  readonly #packedOf = places();
  /** Assets that were made when they were looked at; none of many. */
  readonly #made: JudgedAsset[] = [];
  /** Sequences: assets that no file of their own name is. */
  readonly #joined: JudgedAsset[] = [];
  /** Numbers of discovered assets in order; behind them stand those of sequences. */
  #order: Uint32Array = new Uint32Array(0);
  readonly #pixels = new Map<PixelOutcome, number>();
  readonly #extras = new Map<string, Pick<ExaminedAsset, 'pictures' | 'own'>>();

  constructor(found: DiscoveredAssets) {
    super();
    this.#found = found;
  }

  /** Takes an asset as its header settled it. */
  keepPlain(number: number, { pixels, problems, c2pa }: Plain): void {
    this.#states.set(number, state.judged);
    this.#telling.set(number, problems.length > 0 || c2pa.state !== 'none' ? 1 : 0);
    this.#count(pixels, 1);
  }

  /** Takes an asset as it was examined. */
  keep(number: number, examined: ExaminedAsset): void {
    const { asset, pixels } = examined;
    this.#states.set(number, state.judged);
    this.#count(pixels, 1);
    this.#keepExtras(examined);
    this.#telling.set(number, isTelling(asset) ? 1 : 0);
    if (!saysNothing(examined)) {
      this.#whole.set(number, asset);
      return;
    }
    const { path: _p, uri: _u, kind: _k, format: _f, recognised: _r, size: _s, parts: _a, ...judgement } = asset;
    this.#packedOf.set(number, this.#packed.add(judgement) + 1);
  }

  /** Takes a sequence, and its frames for no assets of their own but for the odd ones among them. */
  keepSequence(examined: ExaminedAsset, frames: readonly number[], odd: ReadonlyMap<number, ExaminedAsset>): void {
    for (const number of frames) {
      const own = odd.get(number);
      if (own === undefined) this.#states.set(number, state.hidden);
      else this.keep(number, own);
    }
    this.#count(examined.pixels, examined.asset.sequence?.count ?? 1);
    this.#keepExtras(examined);
    this.#joined.push(examined.asset);
  }

  isJudged(number: number): boolean {
    return this.#states.at(number) === state.judged;
  }

  /** An asset by its number among those that were discovered; only once it is judged. */
  judged(number: number): JudgedAsset {
    const known = this.#whole.get(number) ?? this.#made[number];
    if (known !== undefined) return known;
    const made = this.#make(number);
    if (this.#found.length <= keptWhole) this.#made[number] = made;
    return made;
  }

  #make(number: number): JudgedAsset {
    const { asset, plain } = this.#found.at(number) as NonNullable<ReturnType<DiscoveredAssets['at']>>;
    const packed = this.#packedOf.at(number);
    if (packed !== 0) return withJudgement(asset, this.#packed.at(packed - 1));
    if (plain === undefined) throw new Error(`not judged: ${asset.path}`);
    return plainAsset(asset, plain());
  }

  /** Puts all in order; afterwards nothing is kept any more. */
  finish(): void {
    const visible = this.#found.length;
    this.#joined.sort((a, b) => comparePaths(a.path, b.path));
    const order: number[] | Uint32Array = new Uint32Array(visible + this.#joined.length);
    let [length, next] = [0, 0];
    for (let number = 0; number < visible; number++) {
      if (!this.isJudged(number)) continue;
      for (; next < this.#joined.length && this.#stands(next, number); next++) order[length++] = visible + next;
      order[length++] = number;
    }
    for (; next < this.#joined.length; next++) order[length++] = visible + next;
    this.#order = order.slice(0, length);
  }

  get length(): number {
    return this.#order.length;
  }

  override *[Symbol.iterator](): Iterator<JudgedAsset> {
    for (let index = 0; index < this.length; index++) {
      yield this.at(index) as JudgedAsset;
      if ((index + 1) % sweptAfter === 0) sweep();
    }
  }

  override at(index: number): JudgedAsset | undefined {
    const number = this.#order[index];
    if (number === undefined) return undefined;
    return number < this.#found.length ? this.judged(number) : this.#joined[number - this.#found.length];
  }

  override pathAt(index: number): string | undefined {
    const number = this.#order[index];
    if (number === undefined) return undefined;
    return number < this.#found.length ? this.#found.pathAt(number) : this.#joined[number - this.#found.length]?.path;
  }

  /** Those of which there is more to tell than that nothing was found in them. */
  telling(): readonly JudgedAsset[] {
    const telling: JudgedAsset[] = [];
    for (const [index, number] of this.#order.entries()) {
      const joined = this.#joined[number - this.#found.length];
      if (joined === undefined ? this.#telling.at(number) === 1 : isTelling(joined)) telling.push(this.at(index) as JudgedAsset);
    }
    return telling;
  }

  /** Formats of the assets, and at most of some files that are none. */
  formats(): ReadonlySet<string> {
    return this.#found.formats();
  }

  /** How many stills had their pixels read, or why not. */
  get pixels(): ReadonlyMap<PixelOutcome, number> {
    return this.#pixels;
  }

  /** Those that are kept whole, in no fixed order: all that say something but for problems that a header tells, and all packages. */
  *whole(): Iterable<JudgedAsset> {
    yield* this.#whole.values();
    yield* this.#joined;
  }

  /** As the own statements of an asset judge it, without its track files. */
  ownOf(asset: JudgedAsset): JudgedAsset {
    return this.#extras.get(asset.path)?.own ?? asset;
  }

  /** An asset with the pictures of its ingredients as its credentials hold them: what an altered picture was made from. */
  withFullPictures(asset: JudgedAsset): JudgedAsset {
    const c2pa = this.#extras.get(asset.path)?.pictures;
    return c2pa === undefined ? asset : { ...asset, c2pa };
  }

  /** Whether a sequence comes before a discovered asset. */
  #stands(joined: number, number: number): boolean {
    const path = this.#found.at(number)?.asset.path ?? '';
    return comparePaths(this.#joined[joined]?.path ?? '', path) < 0;
  }

  #count(outcome: PixelOutcome, count: number): void {
    this.#pixels.set(outcome, (this.#pixels.get(outcome) ?? 0) + count);
  }

  #keepExtras({ asset, pictures, own }: ExaminedAsset): void {
    if (pictures === undefined && own === undefined) return;
    this.#extras.set(asset.path, { ...(pictures && { pictures }), ...(own && { own }) });
  }
}

/** True of an asset that was read in full and of which there is nothing to tell but that. */
function saysNothing({ asset, pictures, own }: ExaminedAsset): boolean {
  const { verdict, evidence, problems, conflicts, c2pa, parts, thumbnail, sequence, tracks } = asset;
  const isQuiet = verdict === 'unmarked' && evidence.length === 0 && problems.length === 0 && conflicts.length === 0;
  const isAlone = parts.length === 0 && sequence === undefined && tracks === undefined;
  return isQuiet && isAlone && c2pa.state === 'none' && thumbnail === null && pictures === undefined && own === undefined;
}
