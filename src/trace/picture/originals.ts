import type { SightingRelation } from '../../model/index.ts';
import type { Homography } from '../../tools/opencv.ts';
import { rescaled } from './projection.ts';
import type { NamedPicture, VersionPairs } from './version-pairs.ts';
import type { Picture } from './version-planes.ts';
import { agreed, type FrameShown, type OriginalSays } from './versions.ts';
import type { VisionPool } from './vision-pool.ts';

/** A picture that may be what a marked source was made from. */
export interface Original extends NamedPicture {
  /** Its path; of one that only the source's credential holds, the source's own. */
  readonly path: string;
  /** True where a trusted credential, or the source's own, says that it is what there was before. */
  readonly isCaptured: boolean;
  /** Of a still: true where the source shows it as a mirror does. */
  readonly mirrored?: boolean;
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

/** A marked source, and the width (pixels) of its fingerprint picture. */
export interface MarkedSource extends NamedPicture {
  readonly fingerprintWidth: number;
}

/**
 * Which of a source and its known originals is shown. One that is like the original anywhere it can be told is the original;
 * the source is seen only where no original is, and where every original that can tell says so.
 */
export async function decideVersion(
  source: MarkedSource,
  originals: readonly Original[],
  shown: readonly Shown[],
  { pool, pairs }: { readonly pool: VisionPool; readonly pairs: VersionPairs },
): Promise<Decision> {
  const says: (OriginalSays & { readonly original: Original })[] = [];
  for (const original of originals) {
    const pair = await pairs.of(source, original).catch(() => null);
    if (pair === null) continue;
    const { likeness } = pair.differences;
    const frames: FrameShown[] = shown.map(({ picture, matrix, searchedWidth }) => ({
      picture,
      fromSource: rescaled(matrix, pair.width / source.fingerprintWidth, picture.width / searchedWidth),
    }));
    // Nothing else differs in regions that could be compared.
    const relation =
      likeness === 'altered'
        ? (await pool.ask('versions', { pair: pair.differences, shown: frames })).relation
        : ('ambiguous' as const);
    says.push({ likeness, relation, original });
    if (relation === 'original') return { relation, original };
  }
  const relation = agreed(says);
  return { relation, original: says.find((one) => one.relation === relation)?.original ?? originals[0] ?? null };
}
