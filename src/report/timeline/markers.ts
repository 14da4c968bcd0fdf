import type { Messages } from '../../messages/index.ts';
import type { RangeOutcome, Report, ReportedAsset, Sighting, WordedFinding } from '../../model/index.ts';
import { isOpen, seesMarked } from '../../model/index.ts';
import { rateText } from '../../tools/timecode.ts';
import { type FindingPlace, grouped, placeIndex, placesOf } from '../places-of-findings.ts';
import { printable } from '../printable.ts';
import type { ReportOptions } from '../reporter.ts';
import { rangesTold, type UndeclaredRange, undeclaredRanges } from '../undeclared-places.ts';
import { framesIn, type VideoClock, videoClock } from './clock.ts';
import { onCompositions } from './compositions.ts';

/** What a marker stands for, and so its colour; most urgent first. */
export const tones = ['blocker', 'issue', 'sighting', 'unmatched', 'unchecked', 'fyi', 'answered'] as const;
export type Tone = (typeof tones)[number];

/** A place in a video, in frames from its first. */
export interface TimelineMarker {
  readonly first: number;
  /** At least 1. */
  readonly frames: number;
  /** False for what concerns the whole video and stands at its first frame. */
  readonly isRange: boolean;
  readonly tone: Tone;
  /** Short, one line, no control characters. */
  readonly name: string;
  /** The sentences; one line, no control characters. */
  readonly comment: string;
}

/** A video with its markers, by frame. */
export interface MarkedVideo {
  readonly asset: ReportedAsset;
  readonly clock: VideoClock;
  readonly markers: readonly TimelineMarker[];
}

/** A marker that is not placed yet; `seconds` rule over the timecodes where both are known. */
interface Wanted extends Pick<TimelineMarker, 'tone' | 'name' | 'comment'> {
  readonly path: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly seconds?: readonly [number, number];
}

/**
 * Every video that something is to be said of, with its markers: findings, declared ranges, sightings. The notes say in whole
 * sentences what is in none of them.
 */
export function markedVideos(
  report: Report,
  options: ReportOptions,
): { videos: readonly MarkedVideo[]; notes: readonly string[] } {
  const texts = options.messages.timeline;
  const isVideo = (asset: ReportedAsset) => ['video', 'sequence', 'package'].includes(asset.kind);
  const wanted = grouped(onCompositions(report, wantedMarkers(report, options)), ({ path }) => path);
  const videos: MarkedVideo[] = [];
  const notes: string[] = [];
  for (const asset of report.assets) {
    const here = wanted.get(asset.path) ?? [];
    const [path, video] = [printable(asset.path), printable(asset.path)];
    if (!isVideo(asset)) {
      const count = here.filter(({ from, seconds }) => from !== null || seconds !== undefined).length;
      if (count > 0) notes.push(texts.notVideo({ path, count }));
    } else if (here.length > 0) {
      const clock = videoClock(asset, report.declaration?.content.delivery);
      if (clock === undefined) notes.push(texts.noRate({ video, count: here.length }));
      else {
        if (!clock.isStartKnown) notes.push(texts.noStart({ video }));
        if (!clock.isDropKnown) notes.push(texts.noDrop({ video, rate: rateText(clock.count.rate) }));
        videos.push({ asset, clock, markers: here.map((one) => placed(one, clock, options.messages)).sort(byFrame) });
      }
    }
  }
  if (!report.assets.some(isVideo)) notes.push(texts.noVideo);
  else if (videos.length === 0 && notes.length === 0) notes.push(texts.noMarkers);
  return { videos, notes };
}

/** Markers by frame; of one frame the most urgent first. */
function byFrame(a: TimelineMarker, b: TimelineMarker): number {
  const names = a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
  return a.first - b.first || tones.indexOf(a.tone) - tones.indexOf(b.tone) || names;
}

function wantedMarkers(report: Report, { messages, onlyFailures }: ReportOptions): readonly Wanted[] {
  const index = placeIndex(report);
  const findings = report.findings.filter(({ severity }) => !onlyFailures || severity !== 'fyi');
  // The finding's own marker says more.
  const told = rangesTold(report);
  const wanted = report.ranges.filter((range) => !told.has(range));
  const ranges = wanted.filter(({ outcome }) => !onlyFailures || outcome !== 'declared-and-matched');
  const undeclared = new Map(undeclaredRanges(report).map((one) => [one.range, one]));
  const sightings = report.sightings.filter((sighting) => !onlyFailures || seesMarked(sighting));
  return [
    ...findings.flatMap((finding) => placesOf(finding, index).flatMap((place) => ofFinding(finding, place, messages))),
    ...ranges.map((range) => ofRange(range, undeclared.get(range), report, messages)),
    ...sightings.map((sighting) => ofSighting(sighting, messages)),
  ];
}

function ofFinding(finding: WordedFinding, { path, from, to, source }: FindingPlace, messages: Messages): Wanted[] {
  if (path === null) return [];
  const { timeline, severities, rules, waiverAnswers } = messages;
  const open = isOpen(finding);
  const answer = finding.waiver && waiverAnswers[finding.waiver.answer].label;
  const sentences = [
    `${severities[finding.severity].label}: ${finding.message}`,
    ...(source === undefined ? [] : [timeline.seenHere({ source })]),
    // A promised fix is still to be made: who jumps to the frame must read what is to be done.
    ...(open ? [finding.fix] : []),
    ...(answer === null ? [] : [timeline.answered({ answer })]),
  ];
  const name = `${finding.code} ${rules[finding.code].title}`;
  return [{ path, from, to, tone: open ? finding.severity : 'answered', name, comment: sentences.join(' ') }];
}

const rangeTones: Readonly<Record<RangeOutcome['outcome'], Tone>> = {
  'declared-and-matched': 'answered',
  'matched-undeclared': 'blocker',
  'temp-in-final': 'blocker',
  'declared-unmatched': 'unmatched',
  unverifiable: 'unchecked',
};

function ofRange(range: RangeOutcome, undeclared: UndeclaredRange | undefined, report: Report, messages: Messages): Wanted {
  const { timeline, rangeOutcomes } = messages;
  const { asset: path, from, to, fromSeconds, toSeconds, outcome, sources } = range;
  const title = report.uses.find(({ id }) => id === range.use)?.title;
  const sentences = [
    ...(title === undefined ? [] : [`${range.use}: ${title}.`]),
    undeclared?.isDeclaredElsewhere ? timeline.declaredElsewhere : rangeOutcomes[outcome].means,
    ...(sources.length === 0 ? [] : [timeline.sources({ sources: sources.join(', ') })]),
  ];
  const name = timeline.rangeName({ use: range.use ?? '', outcome: rangeOutcomes[outcome].label });
  const seconds = fromSeconds === null || toSeconds === null ? {} : { seconds: [fromSeconds, toSeconds] as const };
  return { path, from, to, ...seconds, tone: rangeTones[outcome], name, comment: sentences.join(' ') };
}

function ofSighting(sighting: Sighting, { timeline, sightings: { relations } }: Messages): Wanted {
  const { source, in: path, from, to, fromSeconds, toSeconds, score, inliers, relation, declaredOnly, medium } = sighting;
  const file = source.split('/').at(-1) ?? source;
  const isOriginal = relation === 'original';
  const isHeard = medium === 'sound';
  const markedName = isHeard ? timeline.heardName : timeline.sightingName;
  const called = isOriginal ? timeline.originalName : declaredOnly ? timeline.declaredName : markedName;
  const name = called({ source: file });
  const said = declaredOnly ? timeline.declaredSighting : isHeard ? timeline.heard : timeline.sighting;
  const proof = { score: Math.round(score * 100) / 100, inliers };
  const comment = isOriginal
    ? timeline.originalSeen({ source })
    : `${said({ source, ...proof })}${relation === 'marked' ? '' : ` ${relations[relation].means}`}`;
  const seconds = fromSeconds === null || toSeconds === null ? {} : { seconds: [fromSeconds, toSeconds] as const };
  return { path, from, to, ...seconds, tone: isOriginal ? 'answered' : 'sighting', name, comment };
}

/** The marker where it lies; a range outside the video stands at the first frame and says so. */
function placed({ from, to, seconds, tone, name, comment }: Wanted, clock: VideoClock, { timeline }: Messages): TimelineMarker {
  const marker = { tone, name: printable(name) };
  const span = seconds?.map((second) => Math.round(framesIn(second, clock.count.rate))) ?? framesOfText(from, to, clock);
  const [begin, end] = span ?? [];
  if (begin === undefined || end === undefined)
    return { ...marker, first: 0, frames: 1, isRange: false, comment: printable(comment) };
  const last = clock.length ?? Number.MAX_SAFE_INTEGER;
  const written = { from: from || clock.timecodeOf(begin), to: to || clock.timecodeOf(end) };
  if (begin >= last || end <= 0) {
    const outside = `${comment} ${timeline.outside(written)}`;
    return { ...marker, first: 0, frames: 1, isRange: false, comment: printable(outside) };
  }
  const first = Math.max(0, begin);
  const frames = Math.max(1, Math.min(end, last) - first);
  return { ...marker, first, frames, isRange: true, comment: printable(`${comment} ${timeline.range(written)}`) };
}

function framesOfText(from: string | null, to: string | null, clock: VideoClock): number[] | undefined {
  const begin = from === null ? undefined : clock.frameOf(from);
  if (begin === undefined) return undefined;
  const end = to === null ? undefined : clock.frameOf(to);
  return [begin, end ?? begin + 1];
}
