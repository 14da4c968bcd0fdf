import { setImmediate } from 'node:timers/promises';
import type { DiscoveredAsset } from '../discover/index.ts';
import type { SpokenOf } from '../judge/index.ts';
import type { C2paSummary, Declaration, DigestAlgorithm, JudgedAsset } from '../model/index.ts';
import type { ReadEngines } from '../read/index.ts';
import { type ExaminedAsset, examine, wantsDigest } from './examine.ts';
import type { HeaderThreads } from './header-threads.ts';
import type { ChosenOptions } from './options.ts';
import type { Plain } from './plain.ts';

/** What examining a list of assets needs. */
export interface ExamineCase {
  readonly found: readonly DiscoveredAsset[];
  readonly engines: ReadEngines;
  readonly headers: HeaderThreads;
  readonly options: ChosenOptions;
  readonly declaration: Declaration | null;
  readonly spokenOf: SpokenOf;
  /** In which algorithms a manifest gives a digest of the file at a path. */
  readonly algorithms: (path: string) => readonly DigestAlgorithm[];
  /** Called with each asset as soon as it is judged, in no fixed order. */
  readonly onExamined: (asset: JudgedAsset, number: number) => void;
}

/** Plain assets that are passed on before anything else gets its turn: writing a report, a key that stops the scan. */
const plainAtOnce = 500;

/** Reads and judges all of them; the order stays. */
export async function examineAll(
  { found, engines, headers, options, declaration, spokenOf, algorithms, onExamined }: ExamineCase,
  limit: <T>(task: () => Promise<T>) => Promise<T>,
): Promise<readonly ExaminedAsset[]> {
  const results: ExaminedAsset[] = [];
  const keep = (number: number, result: ExaminedAsset): void => {
    results[number] = result;
    onExamined(result.asset, number);
  };
  const plainOf = ({ asset }: DiscoveredAsset): Plain | null => {
    const plain = headers.takePlain(asset.path);
    const isAlone = asset.parts.length === 0 && spokenOf.about(asset.path).facts.length === 0;
    return plain !== null && isAlone && !wantsDigest(plain.asset, options, declaration) ? plain : null;
  };
  const others: Promise<void>[] = [];
  for (const [number, entry] of found.entries()) {
    options.signal?.throwIfAborted();
    const plain = plainOf(entry);
    if (plain !== null) {
      // Without a decoder nothing could have been read.
      keep(number, engines.pixels === null ? { ...plain, pixels: 'no-decoder' } : plain);
      if (number % plainAtOnce === 0) await setImmediate();
      continue;
    }
    others.push(
      limit(async () => {
        options.signal?.throwIfAborted();
        const listed = algorithms(entry.asset.path);
        keep(number, await examine(entry, engines, options, declaration, spokenOf, listed));
      }),
    );
  }
  await Promise.all(others);
  return results;
}

/** Counts what was read, and tells it. */
export function countedProgress(
  found: readonly DiscoveredAsset[],
  tell: ChosenOptions['onProgress'],
): (asset: JudgedAsset) => void {
  const bytes = { done: 0, total: found.reduce((sum, { asset }) => sum + asset.size, 0) };
  let done = 0;
  return ({ path, size }) => {
    done += 1;
    bytes.done += size;
    tell?.({ done, total: found.length, path, bytes: { ...bytes } });
  };
}

/** The assets with the pictures of their ingredients as their credentials hold them: what an altered picture was made from. */
export function withFullPictures(examined: readonly ExaminedAsset[]): readonly JudgedAsset[] {
  return examined.map(({ asset, pictures }): JudgedAsset => (pictures === undefined ? asset : withPictures(asset, pictures)));
}

function withPictures(asset: JudgedAsset, c2pa: C2paSummary): JudgedAsset {
  return { ...asset, c2pa };
}

/** Passes values on in the order of their numbers, each as soon as all before it have come. */
export function inOrderOfNumbers<Value>(pass: (value: Value) => void): (number: number, value: Value) => void {
  const waiting = new Map<number, Value>();
  let next = 0;
  return (number, value) => {
    waiting.set(number, value);
    for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
      waiting.delete(next);
      next += 1;
      pass(ready);
    }
  };
}
