import type { Progress } from '../scan/options.ts';

/** Seconds that must have passed, and assets that must have been read, before anything is said. */
const least = { seconds: 5, assets: 20 };
/** Seconds over which the predicted end must have stood still. */
const steady = 5;
/** How far the predictions of these seconds may lie apart, as a share of what remains, and in seconds whatever remains. */
const spread = { share: 0.25, seconds: 3 };
/** The pace of these seconds may differ by this factor from that of the whole time: a scan that slows down or stands still does. */
const evenness = 1.5;
/** Assets and bytes are two measures of the same work; where they differ by more than this factor, neither is believed. */
const agreement = 2;

/** A prediction: when it was made and when it puts the end, both in seconds. */
interface Prediction {
  readonly at: number;
  readonly end: number;
  /** Assets read by then. */
  readonly done: number;
}

/**
 * Says how many seconds a scan will still take; undefined while that cannot be told, which is at the beginning, and as long as
 * the predictions move: a wrong number is worse than none. Counts from the first asset, since opening engines and walking
 * folders say nothing of what reading costs.
 * @param now milliseconds of a clock that does not jump
 */
export function remainingTime(now: () => number = () => performance.now()): (progress: Progress) => number | undefined {
  let first: { readonly progress: Progress; readonly at: number } | undefined;
  let predictions: readonly Prediction[] = [];
  return (progress) => {
    const at = now() / 1000;
    first ??= { progress, at };
    const elapsed = at - first.at;
    const left = secondsLeft(first.progress, progress, elapsed);
    if (left === undefined) {
      predictions = [];
      return undefined;
    }
    const last = predictions.at(-1);
    // Ten predictions a second would say nothing more than four do.
    if (last === undefined || at - last.at >= 0.25)
      predictions = [...kept(predictions, at), { at, end: at + left, done: progress.done }];
    if (elapsed < least.seconds || progress.done - first.progress.done < least.assets) return undefined;
    const pace = (progress.done - first.progress.done) / elapsed;
    return isSteady(predictions, at, left) && isEven(predictions, at, progress.done, pace) ? left : undefined;
  };
}

/** Predictions of the last seconds, and the one before them, which shows that they cover the whole time. */
function kept(predictions: readonly Prediction[], at: number): readonly Prediction[] {
  const inside = predictions.findIndex((one) => at - one.at <= steady);
  return inside < 0 ? predictions.slice(-1) : predictions.slice(Math.max(0, inside - 1));
}

function isSteady(predictions: readonly Prediction[], at: number, left: number): boolean {
  const [oldest] = predictions;
  if (oldest === undefined || at - oldest.at < steady) return false;
  const ends = predictions.map(({ end }) => end);
  return Math.max(...ends) - Math.min(...ends) <= Math.max(left * spread.share, spread.seconds);
}

/** True where the last seconds went as fast as the whole; an average alone hides for long that nothing moves any more. */
function isEven([oldest]: readonly Prediction[], at: number, done: number, pace: number): boolean {
  if (oldest === undefined) return false;
  const recent = (done - oldest.done) / (at - oldest.at);
  return recent <= pace * evenness && recent * evenness >= pace;
}

/** The slower of two measures, by assets and by bytes; undefined before there is a pace, or where the two disagree. */
function secondsLeft(first: Progress, { done, total, bytes }: Progress, elapsed: number): number | undefined {
  const byCount = atPace(done - first.done, total - done, elapsed);
  if (byCount === undefined || bytes === undefined || first.bytes === undefined) return byCount;
  const byBytes = atPace(bytes.done - first.bytes.done, bytes.total - bytes.done, elapsed);
  if (byBytes === undefined) return undefined;
  const [less, more] = byCount < byBytes ? [byCount, byBytes] : [byBytes, byCount];
  return more - less <= spread.seconds || more <= less * agreement ? more : undefined;
}

function atPace(done: number, left: number, elapsed: number): number | undefined {
  if (left === 0) return 0;
  return done > 0 && elapsed > 0 ? (left * elapsed) / done : undefined;
}
