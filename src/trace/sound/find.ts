import { agreement, matchedPeaks, seemsHeard } from './agreement.ts';
import type { Candidate, candidateSearch } from './candidates.ts';
import { type Course, follow } from './course.ts';
import { beginning, ending } from './ends.ts';
import { framesPerSecond } from './frames.ts';
import { type Proof, prove } from './proof.ts';
import type { IndexedSource, LandmarkIndex } from './sound-index.ts';
import { type HeardStretch, heardStretches, sharpen } from './stretches.ts';
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
  /** Pitches at which they match, each as far as it is heard as often as others. */
  readonly pitches: number;
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
 * `npm run bench:trace-sound -- --music … --speech …`: uses at 0 dB and louder, compressed hard, have at least 0.69 and at most
 * 0.16; unrelated sound has at most 0.35 and at least 0.4; pieces by the same instruments in the same key and tempo lie between.
 */
const leastLevel = 0.62;
const mostContradicted = 0.17;

/**
 * Pitches that must match, the more the fewer of the peaks do. A bar that repeats repeats each chance with it, so that the same
 * few pitches count again and again: two drum loops with one kick agreed in 9 pitches and a fifth of their peaks.
 */
const leastPitches = 16;

/** Frames of the shortest stretch that is told: 4.5 s, since 5 s in the clear must be found; a sting of 3 s where it is clear. */
const shortest = 4.5 * framesPerSecond;
const shortestSting = 3 * framesPerSecond;

/** Frames of a stretch that must prove more, being short. */
export const brief = 6 * framesPerSecond;

/**
 * Least share of matches in a stretch shorter than that: heard in the clear, from a third to all of its peaks match. Two tracks
 * of one composer who used a beat twice agreed for 4.7 s in a fifth.
 */
const leastOfBrief = 0.25;

/** A sting is clear where half of its peaks match and hardly one is missing. */
const stingMatched = 0.5;
const stingContradicted = 0.05;

/**
 * Finds all stretches of one signal in which a source of the index is heard.
 * @param once as for `candidateSearch`
 */
export function heardIn(
  index: LandmarkIndex,
  search: ReturnType<typeof candidateSearch>,
  target: Timeline,
  once: boolean,
): Heard[] {
  const found: Heard[] = [];
  for (const candidates of search(target, once)) {
    for (const candidate of candidates) {
      const source = index.sources[candidate.source] as IndexedSource;
      if (!found.some((heard) => tellsOf(heard, candidate))) found.push(...lookCloser(source, target, candidate));
    }
  }
  return found;
}

/**
 * True where a stretch that was found already explains a candidate: at its offset, or because the same source is heard all
 * along, so that what agrees at another offset is music that repeats itself.
 */
function tellsOf(heard: Heard, { source, offset, from, to }: Candidate): boolean {
  if (heard.source !== source) return false;
  const overlap = Math.min(heard.to, to) - Math.max(heard.from, from);
  return overlap > (Math.abs(heard.offset - offset) <= 8 ? shortest / 2 : 0.95 * (to - from));
}

function lookCloser(source: IndexedSource, target: Timeline, candidate: Candidate): Heard[] {
  const offset = finestOffset(source, target, candidate);
  const [from, to] = [candidate.from + offset, candidate.to + offset];
  if (!seemsHeard(source, target, offset, from, to)) return [];
  const { peaks, matched, chance, deviation } = agreement(source, target, offset, from, to);
  if (matched - chance * peaks < (leastSurplus / 2) * deviation) return [];
  const course = follow(source, target, offset, (from + to) >> 1, chance);
  return heardStretches(course, chance).flatMap((stretch) => {
    for (const strict of [false, true]) {
      const heard = tell(source, target, candidate.source, course, sharpen(source, target, course, stretch, strict));
      if (heard !== null && isProved(heard)) return [heard];
    }
    return [];
  });
}

function isProved({ surplus, proof, from, to, pitches }: Heard): boolean {
  if (pitches < leastPitches * (1 - proof.matched / proof.peaks)) return false;
  if (surplus < leastSurplus || proof.level < leastLevel || proof.contradicted > mostContradicted) return false;
  if (to - from < brief && proof.matched < leastOfBrief * proof.peaks) return false;
  const clear = proof.matched >= stingMatched * proof.peaks && proof.contradicted <= stingContradicted;
  return to - from >= (clear ? shortestSting : shortest);
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
  const offset = (source.peaks.frame[first] as number) - (course.frames[stretch.from] as number);
  const sourceFrom = Math.max(0, offset, beginning(source, target, first, offset));
  const sourceTo = ending(source, last);
  const from = sourceFrom - offset;
  const to = sourceTo - ((source.peaks.frame[last] as number) - (course.frames[stretch.to - 1] as number));
  const proof = prove(source, target, course, stretch);
  const { peaks, chance, deviation } = agreement(source, target, offset, sourceFrom, sourceTo);
  const surplus = (proof.matched - chance * peaks) / deviation;
  const targetPeaks = course.matches.slice(stretch.from, stretch.to).filter((peak) => peak >= 0);
  return {
    source: number,
    offset,
    from,
    to,
    sourceFrom,
    sourceTo,
    proof,
    surplus,
    targetPeaks,
    pitches: pitchesOf(target, targetPeaks),
  };
}

/** How many pitches there would be if all were equally frequent (inverse Simpson index). https://en.wikipedia.org/wiki/Diversity_index */
function pitchesOf({ peaks }: Timeline, matched: Int32Array): number {
  const counts = new Map<number, number>();
  for (const peak of matched) {
    const bin = (peaks.pitch[peak] as number) >> 3;
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  let squares = 0;
  for (const count of counts.values()) squares += count * count;
  return squares === 0 ? 0 : matched.length ** 2 / squares;
}
