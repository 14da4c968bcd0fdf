import type { Marker } from '../model/index.ts';
import { adobeMarkers } from './adobe.ts';
import { anyTagMarkers } from './any-tag.ts';
import { askedOf } from './asked.ts';
import { audioMarkers } from './audio.ts';
import { automatic1111Markers } from './automatic1111.ts';
import { besideMedia } from './beside-media.ts';
import { c2paActions } from './c2pa-actions.ts';
import { c2paEmbedding } from './c2pa-embedding.ts';
import { c2paServices } from './c2pa-services.ts';
import { c2paSourceTypes } from './c2pa-source-types.ts';
import { c2paStore } from './c2pa-store.ts';
import { c2paVendors } from './c2pa-vendors.ts';
import { comfyuiMarkers } from './comfyui.ts';
import { conflictRulesOf } from './conflict-rules.ts';
import { creditMarkers } from './credits.ts';
import { exifGenerators } from './exif-generators.ts';
import { googleMarkers } from './google.ts';
import { invokeaiMarkers } from './invokeai.ts';
import { iptcMarkers } from './iptc.ts';
import { iptcAiMarkers } from './iptc-ai.ts';
import { midjourneyMarkers } from './midjourney.ts';
import { noAiMarkers } from './no-ai.ts';
import { novelaiMarkers } from './novelai.ts';
import { openaiMarkers } from './openai.ts';
import { samsungMarkers } from './samsung.ts';
import { stableDiffusionTools } from './stable-diffusion-tools.ts';
import { tc260Markers } from './tc260.ts';
import { tc260Places } from './tc260-places.ts';
import { toolNames } from './tool-names.ts';
import { videoTools } from './video-tools.ts';
import { watermarkMarkers } from './watermarks.ts';

export { generatorOf, sameGenerator, vendorFamily } from './generators.ts';
export { suggestedGenerator } from './tool-names.ts';
export { vendorOf } from './vendor-of.ts';

/** The catalogue: every machine-readable way of saying that AI made or altered something that trueslate knows. */
export const markers: readonly Marker[] = [
  ...c2paSourceTypes,
  ...c2paActions,
  ...c2paStore,
  ...c2paEmbedding,
  ...openaiMarkers,
  ...adobeMarkers,
  ...googleMarkers,
  ...c2paServices,
  ...c2paVendors,
  ...samsungMarkers,
  ...iptcMarkers,
  ...anyTagMarkers,
  ...iptcAiMarkers,
  ...creditMarkers,
  ...automatic1111Markers,
  ...comfyuiMarkers,
  ...invokeaiMarkers,
  ...novelaiMarkers,
  ...midjourneyMarkers,
  ...tc260Markers,
  ...tc260Places,
  ...stableDiffusionTools,
  ...besideMedia,
  ...exifGenerators,
  ...videoTools,
  ...audioMarkers,
  ...watermarkMarkers,
  ...toolNames,
  ...noAiMarkers,
];

/** The markers that need be asked about the facts of one asset. */
export const markersFor = askedOf(markers);

/** Markers by id. */
export const markerById: ReadonlyMap<string, Marker> = new Map(markers.map((marker) => [marker.id, marker]));

/**
 * Markers that deny AI: a person's work, or a form that says none. A file with one of these and AI beside it contradicts
 * itself. Capture source types say `captured`, which the judge weighs by itself.
 */
export const denialIds: ReadonlySet<string> = new Set(['c2pa-dst-human', 'xmp-dst-human', 'aud-ddex-none']);

/** What the judge needs beside the markers to see that statements contradict each other. */
export const conflictRules = conflictRulesOf(markers, denialIds);
