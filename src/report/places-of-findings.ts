import {
  type Declaration,
  type RangeOutcome,
  type Report,
  type ReportedAsset,
  type Sighting,
  seesMarked,
  type WordedFinding,
} from '../model/index.ts';
import { rateText } from '../tools/timecode.ts';
import { videoClock } from './timeline/clock.ts';

/** One place that somebody must look at: a file, a range of a video, or neither for what concerns the whole delivery. */
export interface FindingPlace {
  readonly path: string | null;
  /** Timecodes of the video; `to` is exclusive. Null for a whole file: no duration is made up for it. */
  readonly from: string | null;
  readonly to: string | null;
  /** The marked source that is seen there, where the place is a sighting of it. */
  readonly source?: string;
}

/** What places are looked up in; made once for a report. */
export interface PlaceIndex {
  readonly ranges: ReadonlyMap<string, readonly RangeOutcome[]>;
  readonly used: ReadonlyMap<string, readonly string[]>;
  readonly sightings: ReadonlyMap<string, readonly Sighting[]>;
  /** Starts of sightings that have a finding of their own, as `video from`. */
  readonly told: ReadonlySet<string>;
}

/** The look-ups for `placesOf`. */
export function placeIndex(report: Report): PlaceIndex {
  const declared = report.ranges.filter(({ use }) => use !== null);
  return {
    ranges: grouped(declared, ({ use }) => use ?? ''),
    used: new Map(report.uses.map(({ id, assets }) => [id, assets])),
    sightings: grouped(report.sightings.filter(seesMarked), ({ source }) => source),
    told: new Set(report.findings.filter(({ from }) => from !== null).map(({ asset, from }) => `${asset} ${from}`)),
  };
}

/** Items by a key of theirs, in their order. */
export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Findings on a use that no place of it can show: what is missing, or the paper as such. */
const ofThePaper: ReadonlySet<string> = new Set(['D14', 'D16', 'D17', 'D18']);

/**
 * Findings on a file that concern every place in which the file is seen: a person must look there too. What is said of the file
 * alone, such as a signer that nobody knows, is settled at the file. Temporary material that is seen has findings of its own.
 */
const whereSeen: ReadonlySet<string> = new Set(['D01', 'D16', 'P03', 'P09']);

/**
 * Every place of a finding, each its own: twenty shots are twenty places, never one duration from the first to the last. A
 * finding on a use stands at each of the use's ranges, else at each of its files.
 */
export function placesOf(finding: WordedFinding, index: PlaceIndex): readonly FindingPlace[] {
  const { asset, from, to, use, code } = finding;
  if (from !== null) return [{ path: asset, from, to }];
  if (code === 'D15' && asset !== null) return [{ path: asset, ...declaredRange(finding) }];
  if (asset !== null) {
    const isTold = whereSeen.has(code);
    return [asset, ...finding.alsoAt].flatMap((path) => [whole(path), ...(isTold ? sightedAt(path, index) : [])]);
  }
  if (use === null || ofThePaper.has(code)) return [whole(null)];
  const ranges = index.ranges.get(use) ?? [];
  if (ranges.length > 0) return ranges.map((range) => ({ path: range.asset, from: range.from, to: range.to }));
  const paths = index.used.get(use) ?? [];
  return paths.length > 0 ? paths.map(whole) : [whole(null)];
}

const whole = (path: string | null): FindingPlace => ({ path, from: null, to: null });

/** D15 speaks of one declared range, which its params hold. */
function declaredRange({ params }: WordedFinding): Pick<FindingPlace, 'from' | 'to'> {
  const [from, to] = String(params.range ?? '').split('-');
  return from && to ? { from, to } : { from: null, to: null };
}

function sightedAt(path: string, { sightings, told }: PlaceIndex): FindingPlace[] {
  const seen = (sightings.get(path) ?? []).filter((sighting) => !told.has(`${sighting.in} ${sighting.from}`));
  return seen.map((sighting) => ({ path: sighting.in, from: sighting.from, to: sighting.to, source: path }));
}

/**
 * The rate in which the timecodes of an asset's places count, `25` or `29.97`, and whether numbers are dropped; half its own rate
 * where they number pairs of frames. Undefined where the asset gives none.
 */
export function countOf(
  asset: ReportedAsset | undefined,
  delivery: Declaration['delivery'],
): { readonly rate: string; readonly drop: boolean } | undefined {
  const written = asset?.about.frameRate;
  if (asset === undefined || written === undefined) return undefined;
  const count = videoClock(asset, delivery)?.written;
  const drop = count?.drop ?? /[;.]\d+$/.test(asset.about.timecode ?? '');
  return { rate: count === undefined ? written : rateText(count.rate), drop };
}
