import type { Heard } from './find.ts';

/** Of what a stretch shares with one that is told already, so much may be shared without the same sound being told twice. */
const mostShared = 0.5;

/** Two sources that explain a stretch as well as each other are copies of one sound, and both are told. */
const asGood = 0.85;

/**
 * Keeps of overlapping stretches those that something speaks for by itself. Music repeats itself, and pieces of one kind share
 * chords and drums: they match where the right source matches at the right place, with a part of the same peaks.
 */
export function unexplained(heard: readonly Heard[], peaksOfTarget: number): Heard[] {
  const best = new Uint32Array(peaksOfTarget);
  const kept: Heard[] = [];
  const order = [...heard].sort((a, b) => b.proof.matched - a.proof.matched || a.source - b.source || a.from - b.from);
  for (const one of order) {
    const rivals = new Map<number, number>();
    for (const peak of one.targetPeaks) {
      const by = best[peak] as number;
      if (by > 0) rivals.set(by - 1, (rivals.get(by - 1) ?? 0) + 1);
    }
    const shared = [...rivals.values()].reduce((sum, count) => sum + count, 0);
    const copy = [...rivals.keys()].some((rival) => isCopy(one, kept[rival] as Heard));
    if (shared > mostShared * one.targetPeaks.length && !copy) continue;
    kept.push(one);
    for (const peak of one.targetPeaks) if (best[peak] === 0) best[peak] = kept.length;
  }
  return kept.sort((a, b) => a.from - b.from || a.source - b.source);
}

function isCopy(one: Heard, other: Heard): boolean {
  const overlap = Math.min(one.to, other.to) - Math.max(one.from, other.from);
  const alike = overlap >= asGood * (other.to - other.from) && one.proof.matched >= asGood * other.proof.matched;
  return one.source !== other.source && alike;
}
