import type { SightingRelation } from '../../model/index.ts';
import type { Homography } from '../../tools/opencv.ts';
import { rescaled } from './projection.ts';
import type { Picture } from './version-planes.ts';
import type { FrameShown } from './versions.ts';
import type { VisionPool } from './vision-pool.ts';

/** A picture that may be what a marked source was made from. */
export interface Original {
  /** Its path; of one that only the source's credential holds, the source's own. */
  readonly path: string;
  /** True where a trusted credential, or the source's own, says that it is what there was before. */
  readonly isCaptured: boolean;
  readonly load: () => Promise<Picture>;
}

/** What was decided, and against which original. */
export interface Decision {
  readonly relation: SightingRelation;
  readonly original: Original | null;
}

/** A frame or still in which a source was found, in colour, with the projection from the source's fingerprint picture. */
export interface Shown {
  readonly picture: Picture;
  readonly matrix: Homography;
  /** Pixels of the width of the picture in which the source was found. */
  readonly searchedWidth: number;
}

/**
 * Which of a source and its known originals is shown. One that is like the original anywhere it can be told is the original;
 * the source is seen only where no original is.
 * @param source the source in colour, and the width (pixels) of its fingerprint picture
 */
export async function decideVersion(
  source: { readonly picture: Picture; readonly fingerprintWidth: number },
  originals: readonly Original[],
  shown: readonly Shown[],
  pool: VisionPool,
): Promise<Decision> {
  const frames: FrameShown[] = shown.map(({ picture, matrix, searchedWidth }) => ({
    picture,
    fromSource: rescaled(matrix, source.picture.width / source.fingerprintWidth, picture.width / searchedWidth),
  }));
  let decision: Decision = { relation: 'ambiguous', original: originals[0] ?? null };
  for (const original of originals) {
    const other = await original.load().catch(() => null);
    if (other === null) continue;
    const { seen } = await pool.ask('versions', { marked: source.picture, other, shown: frames });
    if (seen.relation === 'original') return { relation: 'original', original };
    if (seen.relation === 'marked') decision = { relation: 'marked', original };
  }
  return decision;
}
