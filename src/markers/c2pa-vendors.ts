import type { Marker, Says } from '../model/index.ts';
import { claimOrSigner, nameMarker, signer, stored, wholeName } from './c2pa-names.ts';
import { cite } from './cite.ts';

interface Product {
  readonly id: string;
  /** As it stands in a claim generator or in a signer's certificate. */
  readonly name: string;
  readonly generator: string;
  readonly says?: Says;
  readonly evidence: Marker['evidence'];
  readonly source: string;
  readonly other: string;
  readonly note?: string;
}

const product = ({ id, name, generator, says = 'generated', evidence, source, other, note }: Product): Marker =>
  nameMarker({
    id,
    title: `Manifest made or signed by ${name}`,
    vendor: name,
    says,
    source,
    evidence,
    ...(note && { note }),
    names: claimOrSigner,
    shape: wholeName(name),
    generator,
    yes: [[stored('claim_generator', name)], [stored('claim_generator', `${name} 1.2`)], [stored('signer', name)]],
    no: [[stored('claim_generator', other)], [stored('signer', name, { relation: 'input', active: false })]],
  });

const short = 'A short name: the whole value must be it, capitals included.';

/** Makers who do nothing but generate: their name on a manifest says it, unless a source type says otherwise. */
export const c2paVendors: readonly Marker[] = [
  product({
    id: 'c2pa-v-stability',
    name: 'Stability AI Ltd',
    generator: 'Stable Diffusion',
    evidence: 'secondary',
    source: cite.captures,
    other: 'Stability Mutual Ltd',
  }),
  product({
    id: 'c2pa-v-amazon-titan',
    name: 'Amazon Bedrock',
    generator: 'Amazon Bedrock',
    evidence: 'primary',
    source: cite.products,
    other: 'Amazon Photos',
  }),
  product({
    id: 'c2pa-v-ideogram',
    name: 'Ideogram, Inc',
    generator: 'Ideogram',
    evidence: 'secondary',
    source: cite.captures,
    other: 'Ideogramme Films',
  }),
  product({
    id: 'c2pa-v-recraft',
    name: 'recraft.ai',
    generator: 'Recraft',
    evidence: 'secondary',
    source: cite.captures,
    other: 'recrafted.example',
  }),
  product({
    id: 'c2pa-v-bria',
    name: 'Bria',
    generator: 'Bria',
    evidence: 'secondary',
    source: cite.captures,
    other: 'Brian Smith',
    note: short,
  }),
  product({
    id: 'c2pa-v-fal',
    name: 'fal-ai',
    generator: 'fal',
    evidence: 'secondary',
    source: cite.captures,
    other: 'fal-air',
    note: short,
  }),
  product({
    id: 'c2pa-v-higgsfield',
    name: 'Higgsfield AI',
    generator: 'Higgsfield',
    evidence: 'secondary',
    source: cite.captures,
    other: 'Higgs Field Institute',
  }),
  product({
    id: 'c2pa-v-producer-ai',
    name: 'Producer.ai',
    generator: 'Producer.ai',
    evidence: 'secondary',
    source: cite.captures,
    other: 'Producer',
  }),
  product({
    id: 'c2pa-v-jasper',
    name: 'Jasper',
    generator: 'Jasper',
    evidence: 'primary',
    source: cite.products,
    other: 'Jasper Smith',
    note: short,
  }),
  product({
    id: 'c2pa-v-refaceai',
    name: 'RefaceAI',
    generator: 'RefaceAI',
    evidence: 'primary',
    source: cite.products,
    other: 'Reface Studio',
  }),
  product({
    id: 'c2pa-v-brahma',
    name: 'Brahma AI',
    generator: 'Brahma AI',
    evidence: 'primary',
    source: cite.products,
    other: 'Brahma Films',
  }),
  product({
    id: 'c2pa-v-clipstudios',
    name: 'Clipstudios.ai',
    generator: 'Clipstudios.ai',
    evidence: 'primary',
    source: cite.products,
    other: 'Clip Studio Paint',
  }),
  product({
    id: 'c2pa-v-topaz-api',
    name: 'Topaz Labs Image API',
    generator: 'Topaz',
    says: 'edited',
    evidence: 'secondary',
    source: cite.captures,
    other: 'Topaz Labs',
  }),
  product({
    id: 'c2pa-v-tiktok-adtool',
    name: 'TikTok Ad Creative Toolbox',
    generator: 'TikTok Symphony',
    evidence: 'secondary',
    source: cite.captures,
    other: 'TikTok Inc.',
  }),
  product({
    id: 'c2pa-v-eleven',
    name: 'Eleven Labs Inc',
    generator: 'ElevenLabs',
    evidence: 'secondary',
    source: cite.detectors,
    other: 'Eleven Films Inc',
  }),
  nameMarker({
    id: 'c2pa-v-getty',
    title: 'Signed as an AI picture by Getty Images or iStock',
    vendor: 'Getty Images',
    says: 'generated',
    source: cite.products,
    evidence: 'primary',
    names: claimOrSigner,
    shape: /(Getty Images|iStock).{0,80}AI-Generated Image/,
    generator: 'Getty Images AI',
    yes: [[stored('signer', 'Getty Images AI-Generated Image')]],
    no: [[stored('signer', 'Getty Images')], [stored('signer', 'Getty Images AI-Modified Image')]],
  }),
  nameMarker({
    id: 'c2pa-v-getty-modified',
    title: 'Signed as a picture modified by AI by Getty Images or iStock',
    vendor: 'Getty Images',
    says: 'edited',
    source: cite.products,
    evidence: 'primary',
    names: claimOrSigner,
    shape: /(Getty Images|iStock).{0,80}AI-Modified Image/,
    generator: 'Getty Images AI',
    yes: [[stored('signer', 'iStock AI-Modified Image')]],
    no: [[stored('signer', 'iStock')]],
  }),
  nameMarker({
    id: 'c2pa-v-canva',
    title: 'Signed by Canva',
    vendor: 'Canva',
    says: 'tool',
    source: cite.captures,
    evidence: 'secondary',
    note: 'AI only together with a source type that says so.',
    names: signer,
    shape: /\bCanva\b/,
    generator: 'Canva',
    yes: [[stored('signer', 'Canva US, Inc.')]],
    no: [[stored('signer', 'Canvas Pictures')]],
  }),
  nameMarker({
    id: 'c2pa-v-camera',
    title: 'Manifest made or signed by a camera or capture app',
    vendor: 'cameras',
    says: 'nothing',
    source: cite.captures,
    evidence: 'secondary',
    note: 'A camera beside a marker of AI is a contradiction that a person must see.',
    names: claimOrSigner,
    shape: /^(lc_c2pa|Leica|NIKON|Pixel Camera|Truepic_Lens|Sony|com\.asus\.gallery)/,
    yes: [[stored('claim_generator', 'Leica M11-P')]],
    no: [[stored('claim_generator', 'Adobe_Firefly')]],
  }),
];
