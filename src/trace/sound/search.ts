import type { TraceGap, TraceGapCode } from '../../model/index.ts';
import { agreement } from './agreement.ts';
import { candidateSearch } from './candidates.ts';
import { unexplained } from './explained.ts';
import { brief, type Heard, heardIn } from './find.ts';
import type { SoundFingerprint, SoundSignal } from './fingerprint.ts';
import { framesPerSecond, secondsOfFrame } from './frames.ts';
import type { Peaks } from './peaks.ts';
import { type IndexedSource, type LandmarkIndex, landmarkIndex } from './sound-index.ts';
import { asRecorded, atSpeedOfSource, otherSpeeds, type Speed } from './speeds.ts';
import { timeline } from './timeline.ts';

/** A marked or declared sound that is looked for. */
export interface SoundSource {
  /** Path, as in `Sighting.source`. */
  readonly source: string;
  readonly fingerprint: SoundFingerprint;
}

/** Sounds that can be looked for, and why others cannot. */
export interface SoundIndex {
  readonly sources: readonly string[];
  readonly gaps: readonly TraceGap[];
  readonly landmarks: LandmarkIndex;
}

/** A sound that was found again. */
export interface SoundHit {
  readonly source: string;
  /** Seconds from the first sample of the stream; `toSeconds` is exclusive. */
  readonly fromSeconds: number;
  readonly toSeconds: number;
  readonly sourceFromSeconds: number;
  readonly sourceToSeconds: number;
  /** Share of the source's spectral peaks that the target has at that place, 0 to 1. */
  readonly score: number;
  /** Peaks that agree. */
  readonly inliers: number;
  /** From 0, counting audio streams only. */
  readonly stream: number;
  /** From 0, where not all channels carry it. */
  readonly channels?: readonly number[];
  /** Seconds of the source in a second of the target, where it is run at another speed. */
  readonly speed?: number;
}

/** Sound shorter than this is not looked for: a sting of 3 s in the clear has enough peaks to be proved, a shorter one has not. */
const shortestSeconds = 3;

/** Peaks in a second on average that a sound needs to be looked for; hum, a tone and near-silence have fewer. */
const fewestPeaks = 12;

/** Why a sound cannot be looked for; null where it can. */
export function soundGap(fingerprint: SoundFingerprint): TraceGapCode | null {
  if (fingerprint.seconds < shortestSeconds) return 'too-short';
  const peaks = loudest(fingerprint).count;
  if (peaks === 0) return 'too-quiet';
  return peaks < fewestPeaks * Math.max(shortestSeconds, Math.min(fingerprint.seconds, 8)) ? 'too-flat' : null;
}

/** Indexes the sounds that are looked for. Those that cannot be are told under `gaps`. */
export function soundIndex(sources: readonly SoundSource[]): SoundIndex {
  const gaps: TraceGap[] = [];
  const usable: SoundSource[] = [];
  for (const source of sources) {
    const code = soundGap(source.fingerprint);
    if (code === null) usable.push(source);
    else gaps.push({ path: source.source, role: 'source', code });
  }
  const landmarks = landmarkIndex(usable.map(({ fingerprint }) => loudest(fingerprint)));
  return { sources: usable.map(({ source }) => source), gaps, landmarks };
}

/** The mean of a source's channels; where they cancel each other out, the channel with most peaks. */
function loudest({ signals }: SoundFingerprint): Peaks {
  const [mean, ...channels] = signals.map(({ peaks }) => peaks) as [Peaks, ...Peaks[]];
  return channels.reduce((best, peaks) => (loudness(peaks) > loudness(best) + 12 ? peaks : best), mean);
}

/** Mean level of the peaks, in half decibels. */
function loudness({ level, count }: Peaks): number {
  let sum = 0;
  for (const each of level) sum += each;
  return count === 0 ? 0 : sum / count;
}

/**
 * Finds the sounds of an index in one audio stream: in the mean of its channels and in each channel by itself, and in the mean
 * at the speeds at which a whole programme is run.
 * @param stream which of the target's audio streams was fingerprinted, from 0
 * @returns in order of time
 */
export function findSounds(index: SoundIndex, target: SoundFingerprint, stream = 0): SoundHit[] {
  if (index.sources.length === 0) return [];
  const search = candidateSearch(index.landmarks);
  const [mean, ...channels] = target.signals as [SoundSignal, ...SoundSignal[]];
  const heardAt = (speed: Speed, signals: readonly SoundSignal[]): HeardAt[] =>
    signals.flatMap(({ peaks }) => {
      const line = timeline(atSpeedOfSource(peaks, speed));
      return unexplained(heardIn(index.landmarks, search, line, speed !== asRecorded), peaks.count).map((heard) => ({
        ...heard,
        speed,
      }));
    });
  // At other speeds a short stretch is likelier a beat of another tempo than a programme that is run faster.
  const faster = otherSpeeds.flatMap((speed) => heardAt(speed, [mean])).filter(({ from, to }) => to - from >= brief);
  const heard = [...heardAt(asRecorded, [mean, ...channels]), ...faster];
  return merged(heard)
    .map((one) => hit(index, target, one, stream))
    .sort((a, b) => a.fromSeconds - b.fromSeconds || (a.source < b.source ? -1 : 1));
}

/** What is heard, in frames of the target as it would be at the speed of the source. */
interface HeardAt extends Heard {
  readonly speed: Speed;
}

/** Of the same use heard in several signals or at several speeds, the one with most matches: there its ends are told best. */
function merged(heard: readonly HeardAt[]): HeardAt[] {
  const kept: HeardAt[] = [];
  for (const one of [...heard].sort((a, b) => b.proof.matched - a.proof.matched)) {
    const same = kept.some(
      (other) =>
        other.source === one.source &&
        (other.speed.time !== one.speed.time || Math.abs(other.offset - one.offset) <= 4) &&
        Math.min(end(other), end(one)) > Math.max(start(other), start(one)),
    );
    if (!same) kept.push(one);
  }
  return kept;
}

const start = ({ from, speed }: HeardAt): number => from / speed.time;
const end = ({ to, speed }: HeardAt): number => to / speed.time;

function hit(index: SoundIndex, target: SoundFingerprint, heard: HeardAt, stream: number): SoundHit {
  const channels = carrying(index.landmarks.sources[heard.source] as IndexedSource, target, heard);
  return {
    source: index.sources[heard.source] as string,
    fromSeconds: secondsOfFrame(start(heard)),
    toSeconds: secondsOfFrame(end(heard)),
    sourceFromSeconds: secondsOfFrame(heard.sourceFrom),
    sourceToSeconds: secondsOfFrame(heard.sourceTo),
    score: heard.proof.matched / heard.proof.peaks,
    inliers: heard.proof.matched,
    stream,
    ...(channels.length < target.channels && channels.length > 0 && { channels }),
    ...(heard.speed.time !== 1 && { speed: heard.speed.time }),
  };
}

/** Deviations above chance at which a channel is said to carry what was found already: one place is asked for, not millions. */
const carries = 5;

/** Frames of a long use that are enough to tell its channels. */
const askedFrames = Math.round(60 * framesPerSecond);

function carrying(source: IndexedSource, target: SoundFingerprint, heard: HeardAt): number[] {
  const to = Math.min(heard.sourceTo, heard.sourceFrom + askedFrames);
  const carried = target.signals.map(({ peaks }) => {
    const line = timeline(atSpeedOfSource(peaks, heard.speed));
    const { peaks: asked, matched, chance, deviation } = agreement(source, line, heard.offset, heard.sourceFrom, to);
    return matched - chance * asked > carries * deviation;
  });
  // A channel that has no signal of its own is the same as the mean.
  const signalOf = (channel: number): number =>
    Math.max(
      0,
      target.signals.findIndex((signal) => signal.channel === channel),
    );
  return Array.from({ length: target.channels }, (_, channel) => channel).filter((channel) => carried[signalOf(channel)]);
}
