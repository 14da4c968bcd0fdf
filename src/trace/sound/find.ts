import { agreement, matchedPeaks } from './agreement.ts';
import type { Candidate, candidateSearch } from './candidates.ts';
import { type Course, follow } from './course.ts';
import { framesPerSecond, secondsOfFrame } from './frames.ts';
import { type Proof, prove } from './proof.ts';
import type { IndexedSource, LandmarkIndex } from './sound-index.ts';
import { type HeardStretch, heardStretches } from './stretches.ts';
import type { Timeline } from './timeline.ts';

/** A source heard in one signal. */
export interface Heard {
  /** Number of the source in the index. */
  readonly source: number;
  /** Frame of the source minus frame of the target, where the stretch begins. */
  readonly offset: number;
  /** Frames of the target, `to` exclusive. */
  readonly from: number;
  readonly to: number;
  /** Frames of the source. */
  readonly sourceFrom: number;
  readonly sourceTo: number;
  readonly proof: Proof;
  /** How many deviations of chance the matches lie above it. */
  readonly surplus: number;
  /** Peaks of the target that match. */
  readonly targetPeaks: Int32Array;
}

/**
 * Deviations above chance. Under a normal law 8 of them happen once in 10^15; the offsets looked at in an hour are 10^5,
 * and unrelated music and speech reached 4 (bench). Related pieces reach more, and fail by their levels.
 */
const leastSurplus = 8;

/**
 * Least share of matches at the right level, and most of the peaks that should be heard and are not. Measured with
 * `npm run bench:trace-sound`: uses at -6 dB and louder have at least 0.8 and at most 0.16; other pieces by the same instruments
 * in the same key and tempo mostly fail one of the two.
 */
const leastLevel = 0.75;
const mostContradicted = 0.17;

/** Frames of the shortest stretch that is told: 3 s. */
const shortest = 3 * framesPerSecond;

/** Finds all stretches of one signal in which a source of the index is heard. */
export function heardIn(index: LandmarkIndex, search: ReturnType<typeof candidateSearch>, target: Timeline): Heard[] {
  const found: Heard[] = [];
  for (const candidates of search(target)) {
    for (const candidate of candidates) {
      const source = index.sources[candidate.source] as IndexedSource;
      if (!found.some((heard) => tellsOf(heard, candidate))) found.push(...lookCloser(source, target, candidate));
    }
  }
  return found;
}

/** True where a stretch that was found already explains a candidate. */
function tellsOf(heard: Heard, { source, offset, from, to }: Candidate): boolean {
  const overlap = Math.min(heard.to, to) - Math.max(heard.from, from);
  return heard.source === source && Math.abs(heard.offset - offset) <= 8 && overlap > shortest / 2;
}

function lookCloser(source: IndexedSource, target: Timeline, candidate: Candidate): Heard[] {
  const offset = finestOffset(source, target, candidate);
  const [from, to] = [candidate.from + offset, candidate.to + offset];
  const { peaks, matched, chance, deviation } = agreement(source, target, offset, from, to);
  if (matched - chance * peaks < (leastSurplus / 2) * deviation) return [];
  const course = follow(source, target, offset, (from + to) >> 1, chance);
  return heardStretches(source, target, course, chance).flatMap((stretch) => {
    const heard = tell(source, target, candidate.source, course, stretch);
    return heard === null ? [] : [heard];
  });
}

/** Landmarks tell the offset in ticks; the frame with most matches is the one. */
function finestOffset(source: IndexedSource, target: Timeline, { offset, from, to }: Candidate): number {
  let best = offset;
  let most = -1;
  for (let near = offset - 3; near <= offset + 3; near++) {
    const matched = matchedPeaks(source, target, near, from + near, to + near);
    if (matched > most) {
      most = matched;
      best = near;
    }
  }
  return best;
}

function tell(source: IndexedSource, target: Timeline, number: number, course: Course, stretch: HeardStretch): Heard | null {
  if (stretch.to <= stretch.from) return null;
  const [first, last] = [course.first + stretch.from, course.first + stretch.to - 1];
  const sourceFrom = Math.round(between(source.peaks.frame[first - 1], source.peaks.frame[first] as number));
  const sourceTo = Math.round(between(source.peaks.frame[last + 1], (source.peaks.frame[last] as number) + 1));
  const from = sourceFrom - ((source.peaks.frame[first] as number) - (course.frames[stretch.from] as number));
  const to = sourceTo - ((source.peaks.frame[last] as number) - (course.frames[stretch.to - 1] as number));
  if (to - from < shortest) return null;
  const proof = prove(source, target, course, stretch);
  const { peaks, chance, deviation } = agreement(source, target, sourceFrom - from, sourceFrom, sourceTo);
  const surplus = (proof.matched - chance * peaks) / deviation;
  if (surplus < leastSurplus || proof.level < leastLevel || proof.contradicted > mostContradicted) return null;
  const targetPeaks = course.matches.slice(stretch.from, stretch.to).filter((peak) => peak >= 0);
  return { source: number, offset: sourceFrom - from, from, to, sourceFrom, sourceTo, proof, surplus, targetPeaks };
}

/** The end of a stretch lies between a peak that is heard and the next that is not: halfway, where they are close. */
function between(silent: number | undefined, heard: number): number {
  return silent === undefined || Math.abs(silent - heard) > framesPerSecond ? heard : (silent + heard) / 2;
}

/** Seconds of the stretch in the target and in the source. */
export function secondsOf(heard: Heard) {
  return {
    fromSeconds: secondsOfFrame(heard.from),
    toSeconds: secondsOfFrame(heard.to),
    sourceFromSeconds: secondsOfFrame(heard.sourceFrom),
    sourceToSeconds: secondsOfFrame(heard.sourceTo),
  };
}
