import type { ExampleFact, Fact, Generator, Marker } from '../model/index.ts';
import { cite } from './cite.ts';
import { each, type Shape, watermark } from './select.ts';

const fact = (name: string, value: string): ExampleFact => ({ source: 'watermark', name, value });

interface Mark {
  readonly id: string;
  readonly title: string;
  readonly vendor: string;
  readonly says?: Marker['says'];
  readonly source: string;
  readonly evidence?: Marker['evidence'];
  readonly note?: string;
  /** Names under which the pixel reader files the message. */
  readonly names: readonly string[];
  readonly shape?: Shape;
  readonly generator?: string;
  readonly no: ExampleFact;
}

const mark = ({
  id,
  title,
  vendor,
  says = 'generated',
  source,
  evidence = 'primary',
  note,
  names,
  shape,
  generator,
  no,
}: Mark): Marker => ({
  id,
  title,
  vendor,
  says,
  strength: 'inferred',
  source,
  evidence,
  ...(note && { note }),
  match: each([watermark(...names)], shape, generator ? { generator } : {}),
  examples: { yes: names.map((name) => [fact(name, '136 of 136 bits')]), no: [[no]] },
});

const dwtDct = 'github ShieldMnt/invisible-watermark@68d0376 (dwtDct)';

/** A stealth text is the same text that stands in chunks elsewhere: its words tell the program. */
function programOf(found: Fact): Generator | undefined {
  if (found.value.trim() === '') return undefined;
  return /NovelAI|"signed_hash"/.test(found.value) ? { name: 'NovelAI' } : { name: 'AUTOMATIC1111' };
}

const stealth = (id: string, names: readonly string[], title: string, source: string, evidence: Marker['evidence']): Marker => ({
  id,
  title,
  vendor: 'NovelAI, stealth plug-in of AUTOMATIC1111',
  says: 'generated',
  strength: 'inferred',
  source,
  evidence,
  note: 'Fifteen bytes of magic in the lowest bits: a chance hit is one in 2^120. Lost by any lossy save.',
  // The signature counts even where no text can be read behind it.
  match: each([watermark(...names)], () => true, { generator: programOf }),
  examples: {
    yes: names.flatMap((name) => [[fact(name, 'a fox\nSteps: 20, Sampler: Euler a, Seed: 1')], [fact(name, '')]]),
    no: [[fact('stealth', 'nothing')]],
  },
});

/** Marks in the picture or sound itself. They are bits that fit, not words that were written: always `inferred`. */
export const watermarkMarkers: readonly Marker[] = [
  stealth(
    'nai-stealth',
    ['stealth-pnginfo', 'stealth_pnginfo', 'stealth_pngcomp'],
    'Text in the lowest bits of the alpha channel',
    'github NovelAI/novelai-image-metadata@34c4f67 nai_meta.py',
    'primary',
  ),
  stealth(
    'nai-stealth-rgb',
    ['stealth-rgb', 'stealth_rgbinfo', 'stealth_rgbcomp'],
    'Text in the lowest bits of the colours',
    cite.detectors,
    'secondary',
  ),
  mark({
    id: 'inv-sd1',
    title: 'Invisible watermark of the Stable Diffusion 1 scripts',
    vendor: 'Stable Diffusion',
    source: `github CompVis/stable-diffusion scripts/txt2img.py@0532f7a; ${dwtDct}`,
    note: 'Message StableDiffusionV1, 136 bits. It is lost easily, so that its absence means nothing.',
    names: ['StableDiffusionV1'],
    generator: 'Stable Diffusion',
    no: fact('StableDiffusionV9', '60 of 136 bits'),
  }),
  mark({
    id: 'inv-sd2',
    title: 'Invisible watermark of the Stable Diffusion 2 scripts',
    vendor: 'Stable Diffusion',
    source: `github Stability-AI/stablediffusion@054294d; ${dwtDct}`,
    note: 'Message SDV2, 32 bits: only an exact match counts.',
    names: ['SDV2'],
    generator: 'Stable Diffusion',
    no: fact('SDV3', '32 of 32 bits'),
  }),
  mark({
    id: 'inv-sdxl',
    title: 'Invisible watermark of SDXL',
    vendor: 'diffusers',
    source: `github huggingface/diffusers watermark.py@0c099ca; ${dwtDct}`,
    note: '48 bits 0xb3ec907bb19e; at least 44 must fit.',
    names: ['SDXL'],
    generator: 'Stable Diffusion XL',
    no: fact('SDXXL', '20 of 48 bits'),
  }),
  mark({
    id: 'inv-flux',
    title: 'Invisible watermark of FLUX.1',
    vendor: 'Black Forest Labs',
    source: `github black-forest-labs/flux@1f71c43 src/flux/util.py; ${dwtDct}`,
    note: '0x2afe879cf52e, put in as 46 bits because two leading zeros are dropped.',
    names: ['FLUX', 'FLUX.1'],
    generator: 'FLUX',
    no: fact('flux capacitor', '46 of 46 bits'),
  }),
  mark({
    id: 'inv-trustmark',
    title: 'TrustMark watermark',
    vendor: 'Adobe',
    says: 'nothing',
    source: 'github adobe/trustmark@0227423; C2PA soft-binding list',
    note: 'Finds a manifest again; says nothing of AI.',
    names: ['TrustMark'],
    no: fact('Trademark', 'x'),
  }),
  mark({
    id: 'inv-audioseal',
    title: 'AudioSeal watermark',
    vendor: 'Meta',
    says: 'tool',
    source: 'PyPI audioseal; constants of public detectors',
    evidence: 'secondary',
    note: 'Message rarely public; needs a detector that is not shipped here.',
    names: ['AudioSeal'],
    generator: 'Meta AI',
    no: fact('Seal', 'x'),
  }),
  mark({
    id: 'inv-videoseal',
    title: 'VideoSeal or PixelSeal watermark',
    vendor: 'Meta',
    says: 'tool',
    source: cite.detectors,
    evidence: 'secondary',
    note: 'Needs a detector that is not shipped here.',
    names: ['VideoSeal', 'PixelSeal'],
    generator: 'Meta AI',
    no: fact('Seal', 'x'),
  }),
];
