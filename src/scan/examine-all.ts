import { setImmediate } from 'node:timers/promises';
import { type DiscoveredAsset, type FrameGroup, framesIn, reopened, sequenceNames, sortByPath } from '../discover/index.ts';
import type { SpokenOf } from '../judge/index.ts';
import type { Asset, C2paSummary, JudgedAsset } from '../model/index.ts';
import type { ReadEngines } from '../read/index.ts';
import { type ExaminedAsset, examine, withTracks } from './examine.ts';
import type { AssetDigests } from './hash-assets.ts';
import type { HeaderThreads } from './header-threads.ts';
import type { ChosenOptions } from './options.ts';
import { plainAsset } from './plain.ts';
import { joinedFrames } from './sequence.ts';

/** What examining a list of assets needs. */
export interface ExamineCase {
  readonly found: readonly DiscoveredAsset[];
  readonly engines: ReadEngines;
  readonly headers: HeaderThreads;
  /** False of the folders of `--marked`: there each picture is looked for by itself, and none is a frame. */
  readonly isDelivery: boolean;
  readonly options: ChosenOptions;
  readonly digests: AssetDigests;
  readonly spokenOf: SpokenOf;
  /** Called with each file as soon as it is judged, in no fixed order. */
  readonly onFile: (asset: Pick<Asset, 'path' | 'size'>) => void;
  /** Called with what became of a file, or of the frames of a sequence, by its number in the order of paths; in no fixed order. */
  readonly onExamined: (assets: readonly JudgedAsset[], number: number) => void;
}

/** Assets that are passed on before anything else gets its turn: writing a report, a key that stops the scan. */
const assetsAtOnce = 500;

/** What is passed on as one: an asset, or a sequence with the frames that are assets of their own. */
interface Unit {
  readonly path: string;
  readonly entries: readonly DiscoveredAsset[];
  readonly group: FrameGroup<DiscoveredAsset> | null;
}

/** Reads and judges all of them, and joins frames to sequences; sorted by path. */
export async function examineAll(
  { found, engines, headers, isDelivery, options, digests, spokenOf, onFile, onExamined }: ExamineCase,
  limit: <T>(task: () => Promise<T>) => Promise<T>,
): Promise<readonly ExaminedAsset[]> {
  const plainOf = ({ asset }: DiscoveredAsset): ExaminedAsset | null => {
    const plain = headers.takePlain(asset.path);
    const isAlone = asset.parts.length === 0 && spokenOf.about(asset.path).facts.length === 0;
    if (plain === null || !isAlone) return null;
    const judged = plainAsset(asset, plain);
    if (digests.isWanted(judged)) return null;
    // Without a decoder nothing could have been read.
    return { asset: judged, pixels: engines.pixels === null ? 'no-decoder' : plain.pixels };
  };
  const wholly = (entry: DiscoveredAsset): Promise<ExaminedAsset> =>
    limit(async () => {
      options.signal?.throwIfAborted();
      return examine(entry, engines, options, spokenOf, digests.of);
    });
  const one = (entry: DiscoveredAsset): ExaminedAsset | Promise<ExaminedAsset> => {
    const examined = plainOf(entry);
    if (examined === null) return wholly(entry).then(told);
    return told(examined);
  };
  const told = (examined: ExaminedAsset): ExaminedAsset => {
    onFile(examined.asset);
    return examined;
  };
  const joined = async ({ entries, group }: Unit): Promise<readonly ExaminedAsset[]> => {
    const read = await Promise.all(entries.filter(({ isUnread }) => !isUnread).map(one));
    const frames = group && joinedFrames(group, read);
    if (frames !== null) {
      for (const { asset, isUnread } of entries) if (isUnread) onFile(asset);
      return [...frames.odd, frames.sequence];
    }
    // Frames that are not alike are pictures: what was left out of them is read after all.
    return [
      ...read,
      ...(await Promise.all(
        entries
          .filter(({ isUnread }) => isUnread)
          .map(reopened)
          .map(one),
      )),
    ];
  };
  const units = unitsOf(found, isDelivery ? sequenceNames(options.sequences) : null);
  // Of a sequence, odd frames stand where their names do: what lies between them and it must have been read by then.
  const isInOrder = units.every(({ group }) => group === null);
  const results: (readonly ExaminedAsset[])[] = [];
  const keep = (number: number, examined: readonly ExaminedAsset[]): void => {
    results[number] = examined;
    if (isInOrder) tell(examined, number);
  };
  const tell = (examined: readonly ExaminedAsset[], number: number): void => {
    onExamined(
      examined.map(({ asset }) => asset),
      number,
    );
  };
  const others: Promise<void>[] = [];
  const waitFor = (work: Promise<void>): void => {
    // Where the scan is stopped below, nobody waits for what is still being read; its failure must not end the program.
    work.catch(() => {});
    others.push(work);
  };
  const packages: (readonly [number, DiscoveredAsset])[] = [];
  const isTrack = new Set(found.flatMap(({ asset }) => asset.tracks ?? []));
  const tracks = new Map<string, ExaminedAsset | Promise<ExaminedAsset | readonly ExaminedAsset[]>>();
  for (const [number, unit] of units.entries()) {
    options.signal?.throwIfAborted();
    if (number % assetsAtOnce === 0) await setImmediate();
    const [entry] = unit.entries as readonly [DiscoveredAsset];
    if (unit.group === null && entry.asset.tracks !== undefined) {
      packages.push([number, entry]);
      continue;
    }
    const examined = unit.group === null ? one(reopened(entry)) : joined(unit);
    if (isTrack.has(unit.path)) tracks.set(unit.path, examined);
    if (!(examined instanceof Promise)) keep(number, [examined]);
    else waitFor(examined.then((all) => keep(number, [all].flat())));
  }
  // A package is judged with its track files, wherever these stand in the order of paths.
  for (const [number, entry] of packages) {
    const played = (entry.asset.tracks ?? []).map((path) => tracks.get(path) ?? []);
    waitFor(
      Promise.all([one(entry), ...played]).then(([own, ...judged]) => {
        keep(number, [
          withTracks(
            own as ExaminedAsset,
            judged.flat().map(({ asset }) => asset),
          ),
        ]);
      }),
    );
  }
  await Promise.all(others);
  const all = results.flat();
  if (isInOrder) return all;
  const sorted = sortByPath(all.map((one) => ({ path: one.asset.path, one }))).map(({ one }) => one);
  for (const [number, one] of sorted.entries()) tell([one], number);
  return sorted;
}

/** @param isNamed null where frames are left as they are */
function unitsOf(found: readonly DiscoveredAsset[], isNamed: ((path: string) => boolean) | null): readonly Unit[] {
  const { groups, others } = isNamed === null ? { groups: [], others: found } : framesIn(found, ({ asset }) => asset, isNamed);
  const alone = others.map((entry): Unit => ({ path: entry.asset.path, entries: [entry], group: null }));
  if (groups.length === 0) return alone;
  return sortByPath([...alone, ...groups.map((group): Unit => ({ path: group.path, entries: group.frames, group }))]);
}

/** Counts what was read, and tells it. */
export function countedProgress(
  found: readonly DiscoveredAsset[],
  tell: ChosenOptions['onProgress'],
): (asset: Pick<Asset, 'path' | 'size'>) => void {
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
