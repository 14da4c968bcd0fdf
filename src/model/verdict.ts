import type { About, Asset } from './asset.ts';
import type { C2paSummary } from './c2pa.ts';
import type { FileDigests } from './manifest.ts';
import type { Evidence, Generator, Strength } from './marker.ts';
import type { Problem } from './problem.ts';

/** The answer for one asset, in the order in which they are tried. */
export const verdicts = ['generated', 'edited', 'possible', 'unreadable', 'captured', 'unmarked'] as const;
export type Verdict = (typeof verdicts)[number];

/** True where the verdict says that AI made or altered the asset. */
export function isMarked(verdict: Verdict): boolean {
  return verdict === 'generated' || verdict === 'edited';
}

/** True where its own statements mark it: of a package, not those of its track files, which are assets of their own. */
export function isMarkedItself({ verdict, evidence }: Pick<JudgedAsset, 'verdict' | 'evidence'>): boolean {
  if (!isMarked(verdict)) return false;
  const own = evidence.filter(({ relation }) => relation !== 'track');
  return own.length === evidence.length || own.some(({ says }) => says === 'generated' || says === 'edited');
}

/** Two statements in one asset that do not go together; shown, never resolved in silence. */
export interface Conflict {
  readonly code: 'capture-and-ai' | 'two-vendors' | 'denied-and-marked' | 'camera-and-ai';
  /** What stands against what, as found. */
  readonly between: readonly [string, string];
}

/** An asset with everything that was concluded about it. */
export interface JudgedAsset extends Asset {
  readonly verdict: Verdict;
  /** Strength of the strongest evidence for the verdict; null where there is none. */
  readonly strength: Strength | null;
  readonly generators: readonly Generator[];
  readonly c2pa: C2paSummary;
  readonly about: About;
  readonly evidence: readonly Evidence[];
  readonly conflicts: readonly Conflict[];
  readonly problems: readonly Problem[];
  /** Lower-case hex; null where it was not computed. */
  readonly sha256: string | null;
  /** In the algorithms of the delivery's checksum manifests, and those by which declared uses name assets; absent where none was computed. */
  readonly digests?: FileDigests;
  /** A small WebP or JPEG picture as a data URL; null where there is none. */
  readonly thumbnail: string | null;
}
