import Timecode from 'smpte-timecode';

/** How the frames of a video are numbered. */
export interface TimecodeCount {
  /** Frames a second as a fraction: `[30000, 1001]`. */
  readonly rate: readonly [number, number];
  /** Drop-frame numbering (SMPTE ST 12-1), only at 29.97 and 59.94. */
  readonly drop: boolean;
}

/** Rates of deliveries as they are written, with what they are. */
const knownRates: readonly (readonly [number, readonly [number, number]])[] = [
  [23.976, [24000, 1001]],
  [24, [24, 1]],
  [25, [25, 1]],
  [29.97, [30000, 1001]],
  [30, [30, 1]],
  [47.952, [48000, 1001]],
  [48, [48, 1]],
  [50, [50, 1]],
  [59.94, [60000, 1001]],
  [60, [60, 1]],
  [100, [100, 1]],
  [119.88, [120000, 1001]],
  [120, [120, 1]],
];

/** The rate that a text means (`25`, `25.00`, `24000/1001`, `23.98`); undefined where it is none of those that are in use. */
export function rateOf(text: string | undefined): readonly [number, number] | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)(?:\s*\/\s*(\d+))?(?:\s*(?:fps|p))?\s*$/i.exec(text ?? '');
  if (!match) return undefined;
  const rate = Number(match[1]) / Number(match[2] ?? 1);
  // 23.98 for 23.976 is the roughest that people write, and nearer to it than 24 is.
  return knownRates.find(([known]) => Math.abs(known - rate) < 0.0065)?.[1];
}

/** The rate as it is written, `23.976`. */
export function rateText(rate: readonly [number, number]): string {
  const value = rate[0] / rate[1];
  return String(knownRates.find(([known]) => Math.abs(known - value) < 0.0065)?.[0] ?? Math.round(value * 1000) / 1000);
}

/** Frame numbers in a second: 24 at 23.976. */
export function framesInSecond(rate: readonly [number, number]): number {
  return Math.round(rate[0] / rate[1]);
}

/** True where drop-frame numbering is defined for a rate. 59.94 drops four numbers a minute, 23.976 none. */
export function canDrop(rate: readonly [number, number]): boolean {
  return rate[1] === 1001 && (rate[0] === 30000 || rate[0] === 60000);
}

/**
 * True where timecode numbers pairs of frames: 25 in a video of 50 (SMPTE ST 12-1, progressive pairs). The declared rate is half
 * the file's own, and the first frame's number is one that the half rate has: `00:09:59;50` is no pair at 29.97.
 */
export function numbersPairs(
  declared: readonly [number, number],
  own: readonly [number, number],
  start: WrittenTimecode | undefined,
): boolean {
  const isHalf = Math.abs((2 * declared[0]) / declared[1] - own[0] / own[1]) < 0.01;
  return isHalf && (start === undefined || start.frames < framesInSecond(declared));
}

/** A timecode taken apart; `;` or `.` before the frames means drop frame. */
export interface WrittenTimecode {
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
  readonly frames: number;
  readonly drop: boolean;
}

/** Reads `HH:MM:SS:FF` or `HH:MM:SS;FF`; undefined for anything else, and for times that no clock shows. */
export function parseTimecode(text: string | undefined): WrittenTimecode | undefined {
  const match = /^(\d{2}):(\d{2}):(\d{2})([:;.,])(\d{2,3})$/.exec(text?.trim() ?? '');
  if (!match) return undefined;
  const [hours, minutes, seconds, frames] = [match[1], match[2], match[3], match[5]].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  if (hours > 23 || minutes > 59 || seconds > 59 || frames > 119) return undefined;
  return { hours, minutes, seconds, frames, drop: match[4] !== ':' };
}

/** True for the numbers that drop-frame counting leaves out: the first two (of 60: four) of each minute but every tenth. */
export function isDroppedNumber({ minutes, seconds, frames }: WrittenTimecode, rate: readonly [number, number]): boolean {
  return canDrop(rate) && seconds === 0 && minutes % 10 !== 0 && frames < framesInSecond(rate) / 15;
}

/**
 * The frames from 00:00:00:00 to a timecode. A number that does not exist in this counting means the next that does: dropped
 * numbers in drop frame, and 00:00:00:27 at 25 frames a second.
 */
export function frameOf(written: WrittenTimecode, count: TimecodeCount): number {
  const { hours, minutes, seconds } = written;
  const most = framesInSecond(count.rate);
  if (written.frames >= most) return frameOf({ ...written, frames: most - 1 }, count) + 1;
  const isMissing = drops(count) && isDroppedNumber(written, count.rate);
  const frames = isMissing ? most / 15 : written.frames;
  // `drop` is always said: without it the library drops wherever the rate is 29.97 or 59.94.
  return new Timecode({ hours, minutes, seconds, frames }, [...count.rate], drops(count)).frameCount;
}

/** The timecode of a frame, counted from 00:00:00:00; past midnight it begins again. */
export function timecodeAt(frame: number, count: TimecodeCount): string {
  // Not the library's `add`: without drop frame it goes round after 24 hours of true time (2,589,408 frames at 29.97), which
  // is 86 seconds too early for 24 hours of timecode.
  return new Timecode(within(Math.round(frame), framesInDay(count)), [...count.rate], drops(count)).toString();
}

/** Frame numbers between midnight and midnight. */
export function framesInDay(count: TimecodeCount): number {
  return framesInSecond(count.rate) * 86400 - (drops(count) ? (framesInSecond(count.rate) / 15) * 9 * 144 : 0);
}

/** Frames from one timecode to another, past midnight where the second is the smaller; 0 up to a day. */
export function framesBetween(from: WrittenTimecode, to: WrittenTimecode, count: TimecodeCount): number {
  return within(frameOf(to, count) - frameOf(from, count), framesInDay(count));
}

/** Seconds that a number of frames lasts. */
export function secondsOf(frames: number, rate: readonly [number, number]): number {
  return (frames * rate[1]) / rate[0];
}

/** The frame that is shown at a time, in seconds from frame 0; times that are a frame's own up to rounding are that frame. */
export function frameAt(seconds: number, rate: readonly [number, number]): number {
  return Math.floor((seconds * rate[0]) / rate[1] + 1e-6);
}

/** The library drops at 23.976 and miscounts at 119.88, where SMPTE ST 12 has no such counting. */
function drops({ rate, drop }: TimecodeCount): boolean {
  return drop && canDrop(rate);
}

function within(value: number, size: number): number {
  return ((value % size) + size) % size;
}

/** `00:01:23.400`: how a time is written in what counts no frames, to a thousandth of a second. */
export function clockTime(seconds: number): string {
  const thousandths = Math.round(seconds * 1000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const rest = thousandths % 3_600_000;
  const under = String(thousandths % 1000).padStart(3, '0');
  return `${two(thousandths / 3_600_000)}:${two(rest / 60_000)}:${two((rest % 60_000) / 1000)}.${under}`;
}
