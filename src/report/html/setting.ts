import type { Messages } from '../../messages/index.ts';
import type { Report, Sighting } from '../../model/index.ts';
import type { UsesByPath } from '../findings-by-path.ts';
import type { standingOfSightings } from '../ranges.ts';
import type { SightingsOfFindings } from '../sightings.ts';
import type { Pictures } from './pictures.ts';

/** What the cards are made of, beside their subject. */
export interface Setting {
  readonly report: Report;
  readonly messages: Messages;
  readonly pictures: Pictures;
  readonly uses: UsesByPath;
  /** What is seen in an asset, by path; without originals. */
  readonly seen: ReadonlyMap<string, readonly Sighting[]>;
  readonly sightingStanding: ReturnType<typeof standingOfSightings>;
  readonly sightingsOf: SightingsOfFindings;
}
