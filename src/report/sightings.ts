import type { Messages } from '../messages/index.ts';
import { type Report, type Sighting, seesMarked, type TraceGap, type WordedFinding } from '../model/index.ts';
import { clockTime } from '../tools/timecode.ts';
import { grouped } from './places-of-findings.ts';

/** Where a sighting begins and ends: in timecode, else in hours, minutes and seconds; undefined in a still, which has no time. */
export function placeOfSighting(sighting: Sighting): { readonly from: string; readonly to: string } | undefined {
  const { from, to, fromSeconds, toSeconds } = sighting;
  if (fromSeconds === null || toSeconds === null) return undefined;
  return { from: from ?? clockTime(fromSeconds), to: to ?? clockTime(toSeconds) };
}

/**
 * Sightings of marked or declared material, without those of an original; by target. What is seen in the track files of a package is
 * seen in the package as well.
 */
export function seenByTarget(report: Report): ReadonlyMap<string, readonly Sighting[]> {
  const seen = grouped(report.sightings.filter(seesMarked), (sighting) => sighting.in);
  const inPackages = report.assets.flatMap(({ path, tracks = [] }) => {
    const all = tracks.flatMap((track) => seen.get(track) ?? []);
    return all.length === 0 ? [] : [[path, all] as const];
  });
  return inPackages.length === 0 ? seen : new Map([...seen, ...inPackages]);
}

/** The sightings that findings speak of. */
export type SightingsOfFindings = (finding: WordedFinding) => readonly Sighting[];

/** Looks up the sightings behind a finding (P09, P03, D04): of its source, in its assets, where it begins. */
export function sightingsOfFindings(report: Report): SightingsOfFindings {
  const byTarget = seenByTarget(report);
  return ({ asset, alsoAt, params, from }) => {
    if (asset === null || params.medium === undefined) return [];
    const here = [asset, ...alsoAt].flatMap((path) => byTarget.get(path) ?? []);
    const found = here.filter(
      (sighting) => sighting.source === params.source && (placeOfSighting(sighting)?.from ?? null) === from,
    );
    return found.slice(0, 1);
  };
}

/** Files that a sentence names. */
const named = 5;

/** What could not be traced, in sentences: one for each reason, with the first files. */
export function traceGapSentences(report: Report, { sightings, report: texts }: Messages): readonly string[] {
  const gaps = grouped(report.coverage.traced?.gaps ?? [], ({ role, code }) => `${role} ${code}`);
  return [...gaps.values()].map((group) => {
    const { role, code } = group[0] as TraceGap;
    const paths = group.slice(0, named).map(({ path }) => path);
    const more = group.length - paths.length;
    const some = `${paths.join(', ')}${more > 0 ? ` ${texts.more(more)}` : ''}`;
    return sightings.gap({ role, count: group.length, reason: sightings.gaps[code], paths: some });
  });
}

/** Everything that was not checked, in sentences. */
export function notCheckedSentences(report: Report, messages: Messages): readonly string[] {
  return [...report.coverage.notChecked, ...traceGapSentences(report, messages)];
}

/** A share or score as people read it: `0.93`. */
export function hundredths(value: number): string {
  return (Math.round(value * 100) / 100).toFixed(2);
}
