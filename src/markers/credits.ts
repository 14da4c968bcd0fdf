import type { ExampleFact, Marker } from '../model/index.ts';
import { cite } from './cite.ts';
import { each, iptc, xmp } from './select.ts';

/** The credit line stands in XMP and in IPTC-IIM 2:110. */
const credit = [xmp('photoshop:Credit'), iptc('Credit')];
const inXmp = (value: string): ExampleFact => ({ source: 'xmp', name: 'photoshop:Credit', value });
const inIptc = (value: string): ExampleFact => ({ source: 'iptc', name: 'Credit', value });

/** Fixed credit lines by which Google and Apple name AI. */
export const creditMarkers: readonly Marker[] = [
  {
    id: 'xmp-credit-google-made',
    title: 'Credit line: made with Google AI',
    vendor: 'Google Imagen, Gemini, Pixel',
    says: 'generated',
    strength: 'declared',
    source: `${cite.captures}; real PNGs of Gemini`,
    evidence: 'primary',
    match: each(credit, /^\s*Made (with|by) Google AI\.?\s*$/i, { generator: 'Google AI' }),
    examples: {
      yes: [[inXmp('Made with Google AI')], [inIptc('Made by Google AI')], [inXmp('Made with Google AI.')]],
      no: [[inXmp('Edited with Google AI')], [inXmp('A book made with Google AI in mind')]],
    },
  },
  {
    id: 'xmp-credit-google-edited',
    title: 'Credit line: edited with Google AI',
    vendor: 'Google Photos, Magic Editor',
    says: 'edited',
    strength: 'declared',
    source: `${cite.captures}; ${cite.detectors}`,
    evidence: 'secondary',
    match: each(credit, /^\s*Edited with Google AI\.?\s*$/i, { generator: 'Google AI' }),
    examples: {
      yes: [[inXmp('Edited with Google AI')], [inXmp('Edited with Google AI.')]],
      no: [[inXmp('Edited with Google Photos')]],
    },
  },
  {
    id: 'xmp-credit-apple-cleanup',
    title: 'Credit line: Apple Photos Clean Up',
    vendor: 'Apple',
    says: 'edited',
    strength: 'declared',
    source: cite.detectors,
    evidence: 'secondary',
    note: 'Comes with the source type compositeWithTrainedAlgorithmicMedia.',
    match: each(credit, /^\s*Apple Photos (Clean Up|Generative Edit: Clean Up)\.?\s*$/i, { generator: 'Apple Photos Clean Up' }),
    examples: { yes: [[inXmp('Apple Photos Clean Up')], [inIptc('Apple Photos Clean Up')]], no: [[inXmp('Apple Photos')]] },
  },
  {
    id: 'xmp-credit-apple-playground',
    title: 'Credit line: Apple Image Playground',
    vendor: 'Apple',
    says: 'generated',
    strength: 'declared',
    source: cite.detectors,
    evidence: 'secondary',
    match: each(credit, /^\s*Apple Image Playground\.?\s*$/i, { generator: 'Apple Image Playground' }),
    examples: { yes: [[inXmp('Apple Image Playground')]], no: [[inXmp('Apple Playground Studios')]] },
  },
];
