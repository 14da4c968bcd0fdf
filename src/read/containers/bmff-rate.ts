import type { Box } from './bmff-box.ts';
import { u32 } from './bytes.ts';
import { type Reads, read } from './reads.ts';
import { frameRateText, nearRate } from './timecode.ts';
import type { WalkNotes } from './walk-notes.ts';

/** Pictures that follow one another after the same time. */
interface Run {
  readonly samples: number;
  /** Ticks of the track's clock. */
  readonly delta: number;
}

/** Runs of the table that are read: a film of constant rate has one or two. */
const runLimit = 512;

/** Pictures a second of a video track, by the times in its sample table (ISO/IEC 14496-12, 8.6.1.2). */
export function* frameRate(notes: WalkNotes, media: readonly Box[], table: readonly Box[]): Reads<void> {
  const mdhd = media.find((child) => child.type === 'mdhd');
  const stts = table.find((child) => child.type === 'stts');
  if (!mdhd || !stts) return;
  const head = yield* read(mdhd.payload, 24);
  const timescale = u32(head, head[0] === 1 ? 20 : 12);
  const times = yield* read(stts.payload, Math.min(8 + 8 * runLimit, Math.max(0, stts.end - stts.payload)));
  const runs = Array.from({ length: Math.min(Math.floor((times.length - 8) / 8), u32(times, 4)) }, (_, index) => ({
    samples: u32(times, 8 + index * 8),
    delta: u32(times, 12 + index * 8),
  }));
  const rate = timescale > 0 ? rateOf(runs, timescale) : undefined;
  if (rate !== undefined) notes.tell({ frameRate: rate });
}

/**
 * The rate that most pictures keep, not the average: a camera that left out a picture still counts in its own rate. Only where
 * a coarse clock rounds every other time up and down does the average tell the rate.
 */
function rateOf(runs: readonly Run[], timescale: number): string | undefined {
  const counts = new Map<number, number>();
  for (const { samples, delta } of runs) counts.set(delta, (counts.get(delta) ?? 0) + samples);
  // The duration that most pictures have: the very first and last are often odd ones.
  const [usual = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (usual === 0) return undefined;
  const inner = withoutOddEnds(runs);
  const isRounded = inner.some(({ delta }) => delta !== usual) && inner.every(({ delta }) => Math.abs(delta - usual) <= 1);
  if (!isRounded) return frameRateText(timescale, usual);
  const samples = inner.reduce((sum, run) => sum + run.samples, 0);
  const ticks = inner.reduce((sum, run) => sum + run.delta * run.samples, 0);
  return nearRate((samples * timescale) / ticks, 1 / ticks) ?? frameRateText(samples * timescale, ticks);
}

/** Without a first and a last picture that stand alone: what editing leaves of a time. */
function withoutOddEnds(runs: readonly Run[]): readonly Run[] {
  const from = runs.length > 1 && runs[0]?.samples === 1 ? 1 : 0;
  return runs.slice(from, runs.at(-1)?.samples === 1 ? -1 : undefined);
}
