import type { Peaks } from './peaks.ts';

/** A way in which a whole programme is run faster or slower. */
export interface Speed {
  /** Seconds of the source in a second of the target. */
  readonly time: number;
  /** Frequency in the target of what is 1 in the source. */
  readonly pitch: number;
}

/** As it was recorded; clocks that differ by 0.1 % (23.976 for 24 frames a second) are followed without asking for them. */
export const asRecorded: Speed = { time: 1, pitch: 1 };

/**
 * Films of 24 frames a second are run at 25 for television in 50 Hz countries, and back; what is played at another rate of
 * samples goes up in pitch, what is stretched keeps it. https://en.wikipedia.org/wiki/576i#PAL_speed-up
 */
export const otherSpeeds: readonly Speed[] = [
  { time: 25 / 24, pitch: 25 / 24 },
  { time: 24 / 25, pitch: 24 / 25 },
  { time: 25 / 24, pitch: 1 },
  { time: 24 / 25, pitch: 1 },
];

/** The peaks of a target as they would be if it were run at the source's speed. */
export function atSpeedOfSource(peaks: Peaks, { time, pitch }: Speed): Peaks {
  if (time === 1 && pitch === 1) return peaks;
  return {
    count: peaks.count,
    frames: Math.ceil(peaks.frames * time),
    frame: peaks.frame.map((frame) => Math.floor((frame + 0.5) * time)),
    pitch: peaks.pitch.map((of) => Math.round(of / pitch)),
    level: peaks.level,
  };
}
