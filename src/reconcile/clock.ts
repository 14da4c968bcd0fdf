import type { Declaration, JudgedAsset, TimecodeRef, Use } from '../model/index.ts';
import {
  canDrop,
  frameOf,
  framesBetween,
  framesInDay,
  framesInSecond,
  isDroppedNumber,
  numbersPairs,
  parseTimecode,
  rateOf,
  rateText,
  secondsOf,
  type TimecodeCount,
  timecodeAt,
  type WrittenTimecode,
} from '../tools/timecode.ts';

/** What is wrong with a declared range, in the words of rule D15. */
export interface RangeFault {
  readonly reason: 'outside' | 'rate' | 'drop-frame' | 'dropped-number' | 'cut-version' | 'ambiguous' | 'no-time';
  readonly expected?: string;
  readonly found?: string;
}

/** A declared range where it lies in a video. */
export interface RangePlace {
  /** In the video's own timecode; `to` is exclusive. As declared where the video does not say how it counts. */
  readonly from: string;
  readonly to: string;
  /** Seconds from the first frame; null where the rate is not known. */
  readonly fromSeconds: number | null;
  readonly toSeconds: number | null;
  /** The part that lies within the video, in seconds; null where none does. */
  readonly inside: readonly [number, number] | null;
}

/** A declared range, and the video in which it lies; several where its path is a glob. */
export interface DeclaredRange {
  readonly use: Use;
  /** Which of the use's timecodes. */
  readonly index: number;
  readonly range: TimecodeRef;
  /** Null where the range names no asset of the delivery, or none that has a time. */
  readonly asset: JudgedAsset | null;
  readonly place: RangePlace | null;
  /** The composition in whose timecode the range is, and its place, where the asset is a track file of an IMF package. */
  readonly composition?: JudgedAsset;
  /** Of a piece of such a range: where the composition plays it, in seconds of the composition. */
  readonly playedAt?: readonly [number, number];
  readonly fault?: RangeFault;
}

/** How a video counts, as far as the file and the declaration say. */
interface Clock {
  readonly count: TimecodeCount;
  /** False where neither file nor declaration names a rate: then frames are taken for 25ths, and a second is the tolerance. */
  readonly isKnown: boolean;
  /** Whether it is known to count with or without drop frame. */
  readonly drop: boolean | undefined;
  readonly start: WrittenTimecode;
  /** Frames; undefined where the duration is not known. */
  readonly length: number | undefined;
}

const midnight: WrittenTimecode = { hours: 0, minutes: 0, seconds: 0, frames: 0, drop: false };

/** Places a declared range in a video, and says what is wrong with it: the first fault that there is. */
export function placeRange(
  range: TimecodeRef,
  asset: JudgedAsset,
  delivery: Declaration['delivery'],
): { readonly place: RangePlace | null; readonly fault?: RangeFault } {
  const [from, to] = [parseTimecode(range.in), parseTimecode(range.out)];
  if (!from || !to) return { place: null, fault: { reason: 'outside', found: '' } };
  const clock = clockOf(asset, delivery, from);
  const [begin, length] = [framesBetween(clock.start, from, clock.count), framesBetween(from, to, clock.count)];
  const place = placeIn(clock, range, begin, length);
  const fault =
    versionFault(range, delivery) ??
    rateFault(asset, delivery, [from, to], clock) ??
    dropFault([from, to], clock) ??
    outsideFault(clock, begin, length);
  return fault ? { place, fault } : { place };
}

/**
 * The timecodes of a stretch of a video or sound, `to` exclusive; null where nothing says how it counts.
 * @param seconds from its first frame or sample
 */
export function timecodesOf(
  asset: JudgedAsset,
  delivery: Declaration['delivery'],
  [from, to]: readonly [number, number],
): { readonly from: string; readonly to: string } | null {
  const { count, isKnown, start } = clockOf(asset, delivery, midnight);
  if (!isKnown) return null;
  const first = frameOf(start, count);
  const at = (seconds: number): string => timecodeAt(first + (seconds * count.rate[0]) / count.rate[1], count);
  return { from: at(from), to: at(to) };
}

function clockOf({ about }: JudgedAsset, delivery: Declaration['delivery'], from: WrittenTimecode): Clock {
  const own = fractionOf(about.frameRate);
  const declared = rateOf(textOf(delivery?.frameRate));
  const [written, declaredStart] = [parseTimecode(about.timecode), parseTimecode(textOf(delivery?.startTimecode))];
  const rate = own && declared && numbersPairs(declared, own, written ?? declaredStart) ? declared : (own ?? declared);
  const dropDeclared = typeof delivery?.dropFrame === 'boolean' ? delivery.dropFrame : undefined;
  const drop = rate && !canDrop(rate) ? false : (written?.drop ?? dropDeclared ?? declaredStart?.drop);
  const count = { rate: rate ?? ([25, 1] as const), drop: drop ?? from.drop };
  const length = about.duration === undefined ? undefined : Math.round((about.duration * count.rate[0]) / count.rate[1]);
  const start = written ?? soundStart(about, count) ?? declaredStart ?? midnight;
  return { count, isKnown: rate !== undefined, drop: rate ? drop : undefined, start, length };
}

/** Sound says its start in samples; as timecode it is told in the rate of the delivery. */
function soundStart({ startSeconds }: JudgedAsset['about'], count: TimecodeCount): WrittenTimecode | undefined {
  if (startSeconds === undefined) return undefined;
  return parseTimecode(timecodeAt((startSeconds * count.rate[0]) / count.rate[1], count));
}

/** The rate of a file; where it is none that is in use (a mean of varying frames), as it stands. */
function fractionOf(text: string | undefined): readonly [number, number] | undefined {
  const known = rateOf(text);
  if (known) return known;
  const [above, below = 1] = (text ?? '').split('/').map(Number);
  const isSound = above !== undefined && above / below >= 1 && above / below <= 120;
  return isSound ? [above, below] : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function placeIn(clock: Clock, range: TimecodeRef, begin: number, length: number): RangePlace {
  const { count, isKnown, start } = clock;
  const day = framesInDay(count);
  const startFrame = frameOf(start, count);
  // A range that begins before the first frame is, seen from there, one that begins late on the day before.
  const first = begin + length > day ? begin - day : begin;
  const seconds = (frames: number) => secondsOf(frames, count.rate);
  const [from, to] = [Math.max(first, 0), Math.min(first + length, longest(clock))];
  const isEmpty = !isSound(clock, length) || to <= from;
  return {
    from: isKnown ? timecodeAt(startFrame + begin, count) : range.in,
    to: isKnown ? timecodeAt(startFrame + begin + length, count) : range.out,
    fromSeconds: isKnown ? seconds(first) : null,
    toSeconds: isKnown ? seconds(first + length) : null,
    inside: isEmpty ? null : [seconds(from), seconds(to)],
  };
}

/** A range that ends before it begins passes midnight; one that would last half a day was written the wrong way round. */
function isSound({ count }: Clock, length: number): boolean {
  return length > 0 && length <= framesInDay(count) / 2;
}

/** Where the duration is not known, half a day: what lies further on was counted from before the first frame. */
function longest({ count, length }: Clock): number {
  return length ?? framesInDay(count) / 2;
}

function versionFault(range: TimecodeRef, delivery: Declaration['delivery']): RangeFault | undefined {
  const own = textOf((range as { readonly cutVersion?: unknown }).cutVersion);
  const delivered = textOf(delivery?.cutVersion);
  if (own === undefined || delivered === undefined || own === delivered) return undefined;
  return { reason: 'cut-version', expected: own, found: delivered };
}

function rateFault(
  { about }: JudgedAsset,
  delivery: Declaration['delivery'],
  ends: readonly WrittenTimecode[],
  clock: Clock,
): RangeFault | undefined {
  const own = fractionOf(about.frameRate);
  const declared = rateOf(textOf(delivery?.frameRate));
  if (own && declared && rateText(clock.count.rate) !== rateText(declared)) {
    // A mean of varying frames is near its rate and never quite on it.
    const differs = rateOf(about.frameRate)
      ? rateText(own) !== rateText(declared)
      : framesInSecond(own) !== framesInSecond(declared);
    if (differs) return { reason: 'rate', expected: rateText(declared), found: rateText(own) };
  }
  const isTooMany = clock.isKnown && ends.some(({ frames }) => frames >= framesInSecond(clock.count.rate));
  return isTooMany ? { reason: 'rate', found: rateText(clock.count.rate) } : undefined;
}

function dropFault(ends: readonly WrittenTimecode[], { count, drop }: Clock): RangeFault | undefined {
  const words = (isDrop: boolean) => (isDrop ? 'drop-frame' : 'non-drop');
  const other = drop === undefined ? undefined : ends.find((end) => end.drop !== drop);
  if (other) return { reason: 'drop-frame', expected: words(other.drop), found: words(!other.drop) };
  const missing = ends.find((end) => end.drop && isDroppedNumber(end, count.rate));
  return missing && { reason: 'dropped-number', found: writtenText(missing) };
}

function writtenText({ hours, minutes, seconds, frames, drop }: WrittenTimecode): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${drop ? ';' : ':'}${two(frames)}`;
}

function outsideFault(clock: Clock, begin: number, length: number): RangeFault | undefined {
  const { count, start } = clock;
  // Containers round their duration; half a frame at the end is nobody's mistake.
  const tolerance = clock.isKnown ? 1 : framesInSecond(count.rate);
  const isInside = begin + length <= longest(clock) + tolerance;
  if (isInside && isSound(clock, length)) return undefined;
  const startFrame = frameOf(start, count);
  const end = clock.length === undefined ? '' : timecodeAt(startFrame + clock.length, count);
  return { reason: 'outside', found: `${timecodeAt(startFrame, count)}-${end}` };
}
