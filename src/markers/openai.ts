import type { Marker } from '../model/index.ts';
import { agent, claim, claimOrAgent, nameMarker, signer, stored } from './c2pa-names.ts';
import { cite } from './cite.ts';

const created = { action: 'c2pa.created' };

/** OpenAI and Microsoft in C2PA manifests. */
export const openaiMarkers: readonly Marker[] = [
  nameMarker({
    id: 'c2pa-v-openai-chatgpt',
    title: 'Manifest made by ChatGPT, the OpenAI API or DALL-E',
    vendor: 'OpenAI',
    says: 'generated',
    source: `${cite.assets} ChatGPT_Image.png`,
    evidence: 'primary',
    note: "Old strings: 'OpenAI-API c2pa-rs/0.28.4', 'DALL-E/3.0 c2pa-rs/…'.",
    names: claim,
    shape: /^ChatGPT\b|^OpenAI-API\b|^DALL[-·•.]?E/,
    yes: [[stored('claim_generator', 'ChatGPT')], [stored('claim_generator', 'OpenAI-API c2pa-rs/0.28.4')]],
    no: [
      [stored('claim_generator', 'Dallas Post/1.0')],
      [stored('claim_generator', 'ChatGPT', { relation: 'input', active: false })],
    ],
  }),
  nameMarker({
    id: 'c2pa-v-openai-agent',
    title: 'Action by GPT-4o, gpt-image or DALL-E',
    vendor: 'OpenAI',
    says: 'generated',
    source: `${cite.assets} ChatGPT_Image.png`,
    evidence: 'primary',
    names: agent,
    shape: /^(GPT-4o|gpt-image[-\w.]*|DALL[·•.-]?E)( v?\d\S*)?$/,
    yes: [[stored('action.softwareAgent', 'GPT-4o', created)]],
    no: [
      [stored('action.softwareAgent', 'GPT-4o transcriber', created)],
      [stored('action.softwareAgent', 'GPT-4o', { action: 'c2pa.converted' })],
    ],
  }),
  nameMarker({
    id: 'c2pa-v-openai-sora',
    title: 'Made by Sora',
    vendor: 'OpenAI',
    says: 'generated',
    source: `${cite.assets} videos/manifests/download.json`,
    evidence: 'primary',
    note: 'Reported to be discontinued; files remain.',
    names: claimOrAgent,
    shape: /^(OpenAI[ _-])?Sora(?:$|[ /_-]?v?\d+(\.\d+)*(?![\p{L}\p{N}])|[ ,/(]+(by )?OpenAI\b|[ /]+c2pa-rs\b)/u,
    generator: 'Sora',
    yes: [
      [stored('claim_generator', 'Sora')],
      [stored('claim_generator', 'Sora/1.0 c2pa-rs/0.31')],
      [stored('action.softwareAgent', 'Sora', created)],
    ],
    no: [
      [stored('claim_generator', 'Sorana Photo')],
      [stored('claim_generator', 'Sora Films DIT Tool 1.0')],
      [{ source: 'xmp', name: 'dc:title', value: 'Sora' }],
    ],
  }),
  nameMarker({
    id: 'c2pa-v-openai-issuer',
    title: 'Signed by OpenAI',
    vendor: 'OpenAI',
    says: 'tool',
    source: `${cite.products}; ${cite.assets}`,
    evidence: 'primary',
    note: 'The source type says what was done.',
    names: signer,
    shape: /\bOpenAI\b|OpenAI Media Service|Truepic Lens CLI in (ChatGPT|Sora|DALL)/,
    generator: 'OpenAI',
    yes: [[stored('signer', 'OpenAI OpCo, LLC')], [stored('signer', 'Truepic Lens CLI in Sora')]],
    no: [[stored('signer', 'Truepic Lens CLI')]],
  }),
  nameMarker({
    id: 'c2pa-v-azure-openai',
    title: 'Action by Azure OpenAI',
    vendor: 'Microsoft',
    says: 'generated',
    source: cite.captures,
    evidence: 'secondary',
    names: agent,
    shape: /^Azure OpenAI (ImageGen|DALL-E)/,
    generator: 'Azure OpenAI',
    yes: [[stored('action.softwareAgent', 'Azure OpenAI ImageGen', created)]],
    no: [[stored('action.softwareAgent', 'Azure Media Services', created)]],
  }),
  nameMarker({
    id: 'c2pa-v-microsoft',
    title: 'Manifest made by Microsoft Designer, Bing or Copilot',
    vendor: 'Microsoft',
    says: 'generated',
    source: cite.captures,
    evidence: 'secondary',
    note: "softwareAgent 'Image Creator from Designer', description 'AI Generated Image'.",
    names: ['claim_generator', 'action.softwareAgent', 'action.description'],
    shape:
      /^Microsoft_Responsible_AI(?:[/ ]|$)|Microsoft Responsible AI Image Provenance|^Image Creator from Designer|^AI Generated Image$/,
    generator: 'Microsoft Designer',
    yes: [
      [stored('claim_generator', 'Microsoft_Responsible_AI/1.0')],
      [stored('action.softwareAgent', 'Image Creator from Designer', created)],
    ],
    no: [[stored('claim_generator', 'Microsoft_Clipchamp/3.1')]],
  }),
];
