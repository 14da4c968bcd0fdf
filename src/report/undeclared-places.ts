import { type AppliedWaiver, isOpen, type RangeOutcome, type Report, type Sighting, type WordedFinding } from '../model/index.ts';
import { isUndisclosed } from './standing.ts';

/** A range in which material is seen that no use declares there, with what stands behind it. */
export interface UndeclaredRange {
  readonly range: RangeOutcome;
  /** The finding that speaks of it (P09); undefined where no policy raises one. */
  readonly finding: WordedFinding | undefined;
  /** True where nothing marks what is seen and the declaration names it, for other places. */
  readonly isDeclaredElsewhere: boolean;
  /** The answer that closes it; undefined while it is open, as with a fix that is only promised. */
  readonly answer: AppliedWaiver | undefined;
}

/** Of a source in a video: at a time, or under a use. */
const keyOf = (path: string, source: string | number | undefined, of: string | null): string => `${path}\n${source}\n${of}`;

/** Every range that no use declares, each with its finding: what somebody answered for must stand as open in no form. */
export function undeclaredRanges(report: Report): readonly UndeclaredRange[] {
  const findings = new Map(
    report.findings.flatMap((finding): [string, WordedFinding][] => {
      const { code, asset, alsoAt, params, from } = finding;
      if (code !== 'P09' || asset === null) return [];
      return [asset, ...alsoAt].map((path) => [keyOf(path, params.source, from), finding]);
    }),
  );
  const seen = new Map(report.sightings.map((one): [string, Sighting] => [secondsKey(one.in, one.source, one.fromSeconds), one]));
  return report.ranges.flatMap((range): UndeclaredRange[] => {
    const { use, outcome, asset, sources, from, fromSeconds } = range;
    if (use !== null && outcome !== 'matched-undeclared') return [];
    const finding = firstOf(sources, (source) => findings.get(keyOf(asset, source, from)));
    const sighting = firstOf(sources, (source) => seen.get(secondsKey(asset, source, fromSeconds)));
    const isDeclaredElsewhere = sighting?.declaredOnly === true || finding?.params.declaredOnly === 1;
    const answer = finding === undefined || isOpen(finding) ? undefined : (finding.waiver ?? undefined);
    return [{ range, finding, isDeclaredElsewhere, answer }];
  });
}

const secondsKey = (path: string, source: string, seconds: number | null): string => `${path}\n${source}\n${seconds}`;

function firstOf<Found>(sources: readonly string[], find: (source: string) => Found | undefined): Found | undefined {
  return sources.map(find).find((one) => one !== undefined);
}

/** Ranges of which a finding says the same (P09, or D04 of what is declared as temporary): they need no second word. */
export function rangesTold(report: Report): ReadonlySet<RangeOutcome> {
  const temporary = new Set(
    report.findings.flatMap(({ code, asset, params, from, use }) =>
      code === 'D04' && asset !== null && from !== null ? [keyOf(asset, params.source, use)] : [],
    ),
  );
  const seen = report.ranges.filter(({ outcome, asset, sources, use }) => {
    return outcome === 'temp-in-final' && sources.some((source) => temporary.has(keyOf(asset, source, use)));
  });
  return new Set([...undeclaredRanges(report).flatMap(({ finding, range }) => (finding === undefined ? [] : [range])), ...seen]);
}

/** The answers that close what is marked and not declared, by path. */
export function answersToFiles(report: Report): ReadonlyMap<string, AppliedWaiver> {
  const closed = report.findings.filter((finding) => isUndisclosed(finding) && !isOpen(finding));
  return new Map(
    closed.flatMap(({ asset, alsoAt, waiver }) =>
      waiver === null ? [] : [...(asset === null ? [] : [asset]), ...alsoAt].map((path) => [path, waiver] as const),
    ),
  );
}
