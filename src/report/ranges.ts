import type { Messages } from '../messages/index.ts';
import { type RangeOutcome, type Report, rangeOutcomes, type Sighting, seesMarked } from '../model/index.ts';
import { grouped } from './places-of-findings.ts';
import { placeOfSighting } from './sightings.ts';

/** Ranges by how they fared, in the order in which a person looks at them: undeclared, then declared for nothing. */
export function rangesByOutcome({ ranges }: Report): readonly (readonly [RangeOutcome['outcome'], readonly RangeOutcome[]])[] {
  const groups = grouped(ranges, ({ outcome }) => outcome);
  const [matched, ...open] = rangeOutcomes;
  return [...open, matched].flatMap((outcome) => {
    const group = groups.get(outcome);
    return group === undefined ? [] : [[outcome, group] as const];
  });
}

/** Where a range lies, and what is seen there: `cut/reel1.mov, 10:00:03:00 - 10:00:06:00 (stills/lab.jpg)`. */
export function placeOfRange({ asset, from, to, sources }: RangeOutcome): string {
  return `${asset}, ${from} - ${to}${sources.length === 0 ? '' : ` (${sources.join(', ')})`}`;
}

/** The same behind the use that declares it, where one does: `U1 The lab: cut/reel1.mov, …`. */
export function rangeLine(range: RangeOutcome, { uses }: Report, { report: texts }: Messages): string {
  const title = uses.find(({ id }) => id === range.use)?.title;
  const use = [range.use, title].filter((part) => part != null && part !== '').join(' ');
  return `${use === '' ? '' : `${use}${texts.colon} `}${placeOfRange(range)}`;
}

/** How a sighting stands beside the declaration. */
export interface SightingStanding {
  /** Ids of the uses that declare it there; none where a finding says that they hold too little of it. */
  readonly uses: readonly string[];
  /** Undefined in a still, of an original, and where only a finding speaks of it. */
  readonly outcome: 'declared-and-matched' | 'matched-undeclared' | undefined;
}

/** Looks up how a sighting stands; made once for a report. */
export function standingOfSightings({ ranges, findings }: Report): (sighting: Sighting) => SightingStanding {
  const byVideo = grouped(ranges, ({ asset }) => asset);
  const keyOf = (...parts: readonly (string | number | null | undefined)[]): string => parts.join('\n');
  const uncovered = new Set(
    findings.flatMap(({ code, asset, params, from }) => (code === 'P09' ? [keyOf(asset, params.source, from)] : [])),
  );
  return (sighting) => {
    const { source, in: path } = sighting;
    if (!seesMarked(sighting)) return { uses: [], outcome: undefined };
    const here = (byVideo.get(path) ?? []).filter((range) => range.sources.includes(source) && overlaps(range, sighting));
    if (here.some(({ outcome, fromSeconds }) => outcome === 'matched-undeclared' && fromSeconds === sighting.fromSeconds))
      return { uses: [], outcome: 'matched-undeclared' };
    const declaring = here.flatMap(({ outcome, use }) => (outcome === 'declared-and-matched' && use !== null ? [use] : []));
    const isUncovered = uncovered.has(keyOf(path, source, placeOfSighting(sighting)?.from ?? null));
    return isUncovered || declaring.length === 0
      ? { uses: [], outcome: undefined }
      : { uses: [...new Set(declaring)], outcome: 'declared-and-matched' };
  };
}

type Seconds = Pick<Sighting, 'fromSeconds' | 'toSeconds'>;

function overlaps(a: Seconds, b: Seconds): boolean {
  if (a.fromSeconds === null || a.toSeconds === null || b.fromSeconds === null || b.toSeconds === null) return false;
  return a.fromSeconds < b.toSeconds && b.fromSeconds < a.toSeconds;
}
