import type { Sighting } from '../../../src/model/index.ts';

/** One appearance that is known: where, under which kind of edit, and what tracing should call it. */
export interface KnownAppearance {
  source: string;
  in: string;
  kind: string;
  relation: 'marked' | 'either' | 'original' | 'ambiguous';
  onScreen?: 'original' | 'altered';
  fromSeconds: number | null;
  toSeconds: number | null;
}

/** Counts of one kind of edit; errors of begin and end in frames. */
export interface KindScore {
  kind: string;
  wanted: number;
  found: number;
  fragmented: number;
  wrongRelation: number;
  accused: number;
  errors: { median: number; p95: number; max: number } | null;
}

/** Scores sightings against a truth. */
export function score(
  truth: { sightings: KnownAppearance[]; seconds: number; frameRate: number },
  sightings: readonly Sighting[],
): { rows: KindScore[]; total: KindScore & { wrong: number; wrongAnHour: number }; wrong: Sighting[] };
