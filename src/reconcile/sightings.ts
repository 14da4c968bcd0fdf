import {
  comparePaths,
  type Declaration,
  type JudgedAsset,
  type List,
  type RuleCode,
  type Sighting,
  seesMarked,
  type Use,
} from '../model/index.ts';
import { clockTime } from '../tools/timecode.ts';
import { absentDestinations } from './destinations.ts';
import type { Match } from './matching.ts';
import type { Played } from './played.ts';
import { common, type DeclaredRange, type Span } from './ranges.ts';

/** A sighting held against the declaration. */
export interface HeldSighting {
  readonly sighting: Sighting;
  /** In the delivery, or in a folder of `--marked`; undefined where neither is handed over. */
  readonly source: JudgedAsset | undefined;
  readonly target: JudgedAsset | undefined;
  /** From 1, by time, among the sightings of the same source in the same target. */
  readonly ordinal: number;
  /** Seconds; undefined in a still. */
  readonly span: Span | undefined;
  /** In timecode, or where the target counts no frames in hours, minutes and seconds from its first sample; undefined in a still. */
  readonly place: { readonly from: string; readonly to: string } | undefined;
  /** The rule that speaks of it where it is not declared: `P03` where the whole target is the source over again. */
  readonly code: Extract<RuleCode, 'P03' | 'P09'>;
  /** Uses that name the source and list no timecodes: they declare it wherever it is seen. */
  readonly bySource: readonly Use[];
  /** Uses whose ranges, together, hold half of it or more. */
  readonly byRange: readonly Use[];
  /** Ranges that are declared for less than half of it. */
  readonly partly: readonly DeclaredRange[];
  /** The use that names the source as temporary or as not in the delivery. */
  readonly temporary: Use | undefined;
}

/** What sightings are held against. */
export interface SightingPaper {
  readonly sightings: readonly Sighting[];
  readonly assets: List<JudgedAsset>;
  /** Assets of the folders of `--marked`. */
  readonly marked: readonly JudgedAsset[];
  readonly declaration: Declaration | null;
  readonly covering: ReadonlyMap<string, readonly Match[]>;
  readonly ranges: readonly DeclaredRange[];
  /** What the compositions of IMF packages play. */
  readonly played: Played;
}

/** Every sighting of marked or declared material with what declares it, by target, time and source; originals are left out. */
export function heldSightings(paper: SightingPaper): HeldSighting[] {
  if (paper.sightings.length === 0) return [];
  const known = new Map([...paper.marked, ...paper.assets].map((asset) => [asset.path, asset]));
  const usesOf = usesByContent([...paper.assets, ...paper.marked], paper.covering);
  const rangesIn = new Map<string, DeclaredRange[]>();
  for (const range of isNoneUsed(paper) ? [] : paper.ranges) {
    if (!range.asset || !range.place?.inside) continue;
    const list = rangesIn.get(range.asset.path);
    if (list) list.push(range);
    else rangesIn.set(range.asset.path, [range]);
  }
  const ordinals = new Map<string, number>();
  return [...paper.sightings].sort(byPlace).flatMap((sighting): HeldSighting[] => {
    const pair = `${sighting.source}\n${sighting.in}`;
    const ordinal = (ordinals.get(pair) ?? 0) + 1;
    ordinals.set(pair, ordinal);
    if (!seesMarked(sighting)) return [];
    const [source, target] = [known.get(sighting.source), known.get(sighting.in)];
    const span = spanOf(sighting);
    const uses = isNoneUsed(paper) ? [] : usesOf(sighting.source).filter(({ by }) => by !== 'timecode');
    const bySource = uses.flatMap(({ use }) => (use.timecodes.length === 0 ? [use] : []));
    const temporary = uses.find(({ use }) => absentDestinations.includes(use.destination))?.use;
    const ranges = span === undefined ? [] : overlapping(rangesIn.get(sighting.in) ?? [], span);
    const isInRange = span !== undefined && paper.played.isDeclared(sighting.in, span, rangesIn.get(sighting.in) ?? []);
    return [
      {
        sighting,
        source,
        target,
        ordinal,
        span,
        place: span && placeOf(sighting, span),
        code: span === undefined || isWholeCopy(sighting, span, source, target) ? 'P03' : 'P09',
        bySource,
        byRange: isInRange ? [...new Set(ranges.map(({ use }) => use))] : [],
        partly: isInRange ? [] : ranges,
        temporary,
      },
    ];
  });
}

/** True where a use admits the sighting (issue rule: by a range for half of it or more, or by a use of the source without timecodes). */
export function isDeclared({ bySource, byRange }: HeldSighting): boolean {
  return bySource.length + byRange.length > 0;
}

/**
 * The use that declares a sighting as temporary, or as not in the delivery: it names the source, or the place of what no other use
 * declares. Undefined where a range of a final use says that this very place is meant to stay.
 */
export function temporaryUse({ temporary, bySource, byRange }: HeldSighting): Use | undefined {
  const isAbsent = ({ destination }: Use): boolean => absentDestinations.includes(destination);
  if (!byRange.every(isAbsent)) return undefined;
  return temporary ?? (bySource.length > 0 ? undefined : byRange[0]);
}

/**
 * Sources that no use names and whose every sighting lies in declared ranges, by path with the uses of the ranges: what is
 * declared wherever it is seen is declared.
 */
export function declaredByRanges(held: readonly HeldSighting[], covering: ReadonlyMap<string, readonly Match[]>) {
  const seen = new Map<string, HeldSighting[]>();
  for (const one of held) {
    if (covering.has(one.sighting.source)) continue;
    const list = seen.get(one.sighting.source);
    if (list) list.push(one);
    else seen.set(one.sighting.source, [one]);
  }
  return [...seen].flatMap(([path, list]): [string, Match[]][] => {
    if (!list.every(({ byRange }) => byRange.length > 0)) return [];
    const uses = new Set(list.flatMap(({ byRange }) => byRange));
    return [[path, [...uses].map((use) => ({ use, by: 'timecode' }))]];
  });
}

function isNoneUsed({ declaration }: SightingPaper): boolean {
  return declaration?.statement === 'none-used';
}

/** The uses of an asset, and of every asset of the same bytes: a copy outside the delivery is declared with the delivered one. */
function usesByContent(assets: readonly JudgedAsset[], covering: ReadonlyMap<string, readonly Match[]>) {
  const digests = new Map(assets.map(({ path, sha256 }) => [path, sha256]));
  const same = new Map<string, Match[]>();
  for (const { path, sha256 } of assets) {
    if (sha256 !== null) same.set(sha256, [...(same.get(sha256) ?? []), ...(covering.get(path) ?? [])]);
  }
  return (path: string): readonly Match[] => same.get(digests.get(path) ?? '') ?? covering.get(path) ?? [];
}

function byPlace(a: Sighting, b: Sighting): number {
  return (
    comparePaths(a.in, b.in) ||
    (a.fromSeconds ?? 0) - (b.fromSeconds ?? 0) ||
    comparePaths(a.source, b.source) ||
    (a.toSeconds ?? 0) - (b.toSeconds ?? 0) ||
    (a.stream ?? 0) - (b.stream ?? 0)
  );
}

function spanOf({ fromSeconds, toSeconds }: Sighting): Span | undefined {
  return fromSeconds === null || toSeconds === null ? undefined : [fromSeconds, toSeconds];
}

function placeOf({ from, to }: Sighting, [first, last]: Span) {
  return { from: from ?? clockTime(first), to: to ?? clockTime(last) };
}

function overlapping(ranges: readonly DeclaredRange[], span: Span): DeclaredRange[] {
  return ranges.filter(({ place }) => place?.inside && common(place.inside, span));
}

/** The share of a file, and of its source, from which on it is the source over again and no programme that shows it. */
const wholeShare = 0.9;
/** Of the frame: a letterboxed 2.39:1 picture fills 0.74 of 16:9; what is set into another picture fills less. */
const wholeArea = 0.6;

/** True where a video or a sound is, from end to end, a copy of a marked clip or sound: its mark was lost, nothing was edited. */
function isWholeCopy(sighting: Sighting, [from, to]: Span, source?: JudgedAsset, target?: JudgedAsset): boolean {
  const { medium, area = 1, sourceFromSeconds, sourceToSeconds } = sighting;
  const [length, sourceLength] = [target?.about.duration, source?.about.duration];
  if (medium === 'still' || length === undefined || area < wholeArea) return false;
  if (source === undefined || target === undefined || source.kind !== target.kind) return false;
  if (to - from < wholeShare * length) return false;
  if (sourceLength === undefined || sourceFromSeconds === undefined || sourceToSeconds === undefined) return false;
  return Math.abs(sourceToSeconds - sourceFromSeconds) >= wholeShare * sourceLength;
}
