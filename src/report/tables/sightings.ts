import { type Report, type Sighting, seesMarked } from '../../model/index.ts';
import { type SightingStanding, standingOfSightings } from '../ranges.ts';
import { placeOfSighting } from '../sightings.ts';
import { type Column, joined } from './column.ts';

/** A sighting beside the finding that it raised. */
export interface SightingRow extends SightingStanding {
  readonly sighting: Sighting;
  /** Ids of findings that speak of it. */
  readonly findings: readonly string[];
}

/** Every sighting, originals included, in the order of the report. */
export function sightingRows(report: Report): readonly SightingRow[] {
  const { sightings, findings } = report;
  const told = new Map<string, string[]>();
  for (const { id, asset, alsoAt, from, params } of findings) {
    if (params.medium === undefined) continue;
    for (const path of [asset, ...alsoAt]) {
      const key = JSON.stringify([params.source, path, from]);
      told.set(key, [...(told.get(key) ?? []), id]);
    }
  }
  const standing = standingOfSightings(report);
  return sightings.map((sighting) => {
    const key = JSON.stringify([sighting.source, sighting.in, placeOfSighting(sighting)?.from ?? null]);
    return {
      sighting,
      findings: seesMarked(sighting) ? (told.get(key) ?? []) : [],
      ...standing(sighting),
    };
  });
}

const numbers = (values: readonly number[] | undefined): string | null =>
  values === undefined ? null : joined(values.map(String));

/** Columns of the sightings. */
export const sightingColumns: readonly Column<SightingRow>[] = [
  { name: 'source', width: 40, value: ({ sighting }) => sighting.source },
  { name: 'in', width: 40, value: ({ sighting }) => sighting.in },
  { name: 'from', width: 13, value: ({ sighting }) => placeOfSighting(sighting)?.from ?? null },
  { name: 'to', width: 13, value: ({ sighting }) => placeOfSighting(sighting)?.to ?? null },
  {
    name: 'relation',
    width: 24,
    value: ({ sighting }) => sighting.relation,
    words: ({ sighting }, { sightings }) => sightings.relations[sighting.relation].label,
  },
  {
    name: 'medium',
    width: 12,
    value: ({ sighting }) => sighting.medium,
    words: ({ sighting }, { sightings }) => sightings.media[sighting.medium],
  },
  { name: 'score', width: 8, value: ({ sighting }) => sighting.score },
  { name: 'inliers', width: 10, value: ({ sighting }) => sighting.inliers },
  { name: 'area', width: 10, value: ({ sighting }) => sighting.area ?? null },
  { name: 'original', width: 40, value: ({ sighting }) => sighting.original ?? null },
  { name: 'findings', width: 20, value: ({ findings }) => joined(findings) },
  { name: 'fromSeconds', width: 12, value: ({ sighting }) => sighting.fromSeconds },
  { name: 'toSeconds', width: 12, value: ({ sighting }) => sighting.toSeconds },
  { name: 'sourceFromSeconds', width: 12, value: ({ sighting }) => sighting.sourceFromSeconds ?? null },
  { name: 'sourceToSeconds', width: 12, value: ({ sighting }) => sighting.sourceToSeconds ?? null },
  { name: 'speed', width: 8, value: ({ sighting }) => sighting.speed ?? null },
  { name: 'mirrored', width: 10, value: ({ sighting }) => (sighting.mirrored ? 1 : null) },
  { name: 'declaredOnly', width: 10, value: ({ sighting }) => (sighting.declaredOnly ? 1 : null) },
  { name: 'stream', width: 8, value: ({ sighting }) => sighting.stream ?? null },
  { name: 'channels', width: 10, value: ({ sighting }) => numbers(sighting.channels) },
  {
    name: 'outcome',
    width: 20,
    value: ({ outcome }) => outcome ?? null,
    words: ({ outcome }, texts) => (outcome ? texts.rangeOutcomes[outcome].label : null),
  },
  { name: 'uses', width: 12, value: ({ uses }) => joined(uses) },
];
