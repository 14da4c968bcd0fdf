import { tickFrames } from './frames.ts';
import { type Peaks, pitchSteps } from './peaks.ts';

/**
 * Two peaks and the time between them: a landmark. It depends on neither level nor equaliser, and it is there as long as
 * its two peaks are. Wang, An industrial-strength audio search algorithm, ISMIR 2003.
 * https://www.ee.columbia.edu/~dpwe/papers/Wang03-shazam.pdf
 */
const nearestTicks = 2;
const farthestTicks = 25;
const farthestBins = 32;

/** Landmarks are numbered below this: 9 bits of the bin, 6 of the interval, 5 of the time. */
export const landmarkNumbers = 2 ** 20;

/** Landmarks that start at one peak of a source. */
const fanOut = 5;

/** A peak of a source starts and ends landmarks where none higher is within so many bins and frames. */
const strongBins = 12 * pitchSteps;
const strongFrames = 16;

/** Called with the number of a landmark and the tick in which it starts. */
export type TakeLandmark = (number: number, tick: number) => void;

/** Landmarks of a source: between strong peaks, a few from each, so that an index of many sources stays small. */
export function sourceLandmarks(peaks: Peaks, take: TakeLandmark): void {
  const strong = strongPeaks(peaks);
  for (let first = 0; first < strong.length; first++) {
    let taken = 0;
    for (let second = first + 1; second < strong.length && taken < fanOut; second++) {
      const number = landmark(peaks, strong[first] as number, strong[second] as number);
      if (number === tooFar) break;
      if (number === tooNear) continue;
      take(number, Math.floor((peaks.frame[strong[first] as number] as number) / tickFrames));
      taken += 1;
    }
  }
}

/**
 * Landmarks of a stretch that is searched: between all of its peaks. What lies over the source adds peaks and takes some
 * away, but makes no new place for those that stay, so each pair that may be the source's is asked for.
 * @param from first peak of the stretch
 * @param to peak after its last
 */
export function targetLandmarks(peaks: Peaks, from: number, to: number, take: TakeLandmark): void {
  for (let first = from; first < to; first++) {
    for (let second = first + 1; second < to; second++) {
      const number = landmark(peaks, first, second);
      if (number === tooFar) break;
      if (number !== tooNear) take(number, Math.floor((peaks.frame[first] as number) / tickFrames));
    }
  }
}

const tooNear = -1;
const tooFar = -2;

function landmark({ frame, pitch }: Peaks, first: number, second: number): number {
  const ticks = Math.floor(((frame[second] as number) - (frame[first] as number)) / tickFrames);
  if (ticks < nearestTicks) return tooNear;
  if (ticks >= farthestTicks) return tooFar;
  const bin = ((pitch[first] as number) + pitchSteps / 2) >> 3;
  const interval = (((pitch[second] as number) + pitchSteps / 2) >> 3) - bin + farthestBins;
  if (interval < 0 || interval >= 2 * farthestBins) return tooNear;
  return (bin << 11) | (interval << 5) | ticks;
}

function strongPeaks({ count, frame, pitch, level }: Peaks): number[] {
  const strong: number[] = [];
  let low = 0;
  for (let at = 0; at < count; at++) {
    const here = frame[at] as number;
    while ((frame[low] as number) < here - strongFrames) low += 1;
    let highest = true;
    for (let near = low; highest && near < count && (frame[near] as number) <= here + strongFrames; near++) {
      const apart = Math.abs((pitch[near] as number) - (pitch[at] as number));
      highest = apart > strongBins || (level[near] as number) < (level[at] as number) || near === at;
      // Of equal levels the first counts.
      if (!highest && near > at && level[near] === level[at]) highest = true;
    }
    if (highest) strong.push(at);
  }
  return strong;
}
