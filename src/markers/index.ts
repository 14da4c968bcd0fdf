import type { Marker } from '../model/index.ts';
import { automatic1111Markers } from './automatic1111.ts';
import { c2paSourceTypes } from './c2pa-source-types.ts';
import { comfyuiMarkers } from './comfyui.ts';
import { conflictRulesOf } from './conflict-rules.ts';
import { creditMarkers } from './credits.ts';
import { invokeaiMarkers } from './invokeai.ts';
import { iptcMarkers } from './iptc.ts';
import { midjourneyMarkers } from './midjourney.ts';
import { novelaiMarkers } from './novelai.ts';
import { tc260Markers } from './tc260.ts';
import { tc260Places } from './tc260-places.ts';

export { generatorOf, sameGenerator, vendorFamily } from './generators.ts';

/** The catalogue: every machine-readable way of saying that AI made or altered something that trueslate knows. */
export const markers: readonly Marker[] = [
  ...c2paSourceTypes,
  ...iptcMarkers,
  ...creditMarkers,
  ...automatic1111Markers,
  ...comfyuiMarkers,
  ...invokeaiMarkers,
  ...novelaiMarkers,
  ...midjourneyMarkers,
  ...tc260Markers,
  ...tc260Places,
];

/** Markers by id. */
export const markerById: ReadonlyMap<string, Marker> = new Map(markers.map((marker) => [marker.id, marker]));

/**
 * Markers that deny AI: a person's work, or a form that says none. A file with one of these and AI beside it contradicts
 * itself. Capture source types say `captured`, which the judge weighs by itself.
 */
export const denialIds: ReadonlySet<string> = new Set(['c2pa-dst-human', 'xmp-dst-human', 'aud-ddex-none']);

/** What the judge needs beside the markers to see that statements contradict each other. */
export const conflictRules = conflictRulesOf(markers, denialIds);
