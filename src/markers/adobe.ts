import type { Marker } from '../model/index.ts';
import { agent, assertion, claim, nameMarker, stored } from './c2pa-names.ts';
import { cite } from './cite.ts';
import { each, xmp } from './select.ts';

const edited = { action: 'c2pa.edited' };
const history = [xmp('xmp:CreatorTool', 'xmpMM:History/softwareAgent', 'stEvt:softwareAgent')];
const enhanced = [
  xmp('crs:EnhanceDenoiseAlreadyApplied', 'crs:EnhanceDetailsAlreadyApplied', 'crs:EnhanceSuperResolutionAlreadyApplied'),
];

/** Adobe: Firefly and generative tools in C2PA, and the tools that prove nothing. */
export const adobeMarkers: readonly Marker[] = [
  nameMarker({
    id: 'c2pa-v-firefly',
    title: 'Manifest made by Adobe Firefly',
    vendor: 'Adobe',
    says: 'generated',
    source: `${cite.assets} Firefly_tabby_cat.jpg`,
    evidence: 'primary',
    names: claim,
    shape: /Adobe[_ ]Firefly/,
    generator: 'Adobe Firefly',
    yes: [[stored('claim_generator', 'Adobe_Firefly')]],
    no: [
      [stored('claim_generator', 'Irix Firefly lens profile')],
      [
        stored('claim_generator', 'Adobe_Firefly'),
        stored('action.digitalSourceType', 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation', {
          action: 'c2pa.created',
        }),
      ],
    ],
  }),
  nameMarker({
    id: 'c2pa-v-firefly-agent',
    title: 'Action by Adobe Firefly',
    vendor: 'Adobe (Photoshop, Express, Stock)',
    says: 'edited',
    source: `${cite.assets}; ${cite.verify}`,
    evidence: 'primary',
    note: 'Generative fill or expand inside another program; generated on c2pa.created, and where the source type says so.',
    names: agent,
    created: 'generated',
    shape: /^Adobe[_ ]Firefly/,
    generator: 'Adobe Firefly',
    yes: [[stored('action.softwareAgent', 'Adobe Firefly 1.0', edited)]],
    no: [[stored('action.softwareAgent', 'Adobe Photoshop 26.9', edited)]],
  }),
  nameMarker({
    id: 'c2pa-v-ps-genfill',
    title: 'Action with generative fill',
    vendor: 'Adobe Photoshop',
    says: 'edited',
    source: `${cite.verify} e2e/c2pa-test-image-service.config.ts:416`,
    evidence: 'primary',
    note: 'The parameter com.adobe.tool. Other generative tools are not sourced; the source type is the better witness.',
    names: ['action.tool', 'action.description'],
    shape: /^generative[_ ](fill|expand)$/i,
    generator: 'Adobe Firefly',
    yes: [[stored('action.tool', 'generative_fill', edited)]],
    no: [[stored('action.tool', 'content_aware_fill', edited)]],
  }),
  nameMarker({
    id: 'c2pa-adobe-genai',
    title: "Adobe's assertion of generative AI",
    vendor: 'Adobe (2022 to 2024)',
    says: 'generated',
    source: `github contentauth/c2pa-js GenerativeInfo; ${cite.verify}`,
    evidence: 'primary',
    note: 'Generated or edited is told by the source types of the same manifest.',
    names: assertion,
    shape: /^com\.adobe\.generative-ai(\.v\d+)?(__\d+)?$/,
    generator: 'Adobe Firefly',
    yes: [[stored('assertion', 'com.adobe.generative-ai')]],
    no: [[stored('assertion', 'com.adobe.crypto-addresses')]],
  }),
  nameMarker({
    id: 'c2pa-v-ps-plain',
    title: 'Manifest made by Adobe Photoshop',
    vendor: 'Adobe',
    says: 'nothing',
    source: `${cite.assets} car-es-Ps-Cr.jpg (opened, cropped, resized)`,
    evidence: 'primary',
    note: 'A trap: the program alone proves no AI.',
    names: claim,
    shape: /^Adobe[_ ]Photoshop(?:[/ ]|$)/,
    yes: [[stored('claim_generator', 'Adobe_Photoshop/26.9.0')]],
    no: [[stored('claim_generator', 'Adobe_Firefly')]],
  }),
  {
    id: 'xmp-photoshop-tool',
    title: 'Made with Photoshop, Premiere, After Effects, Media Encoder or Lightroom',
    vendor: 'Adobe',
    says: 'nothing',
    strength: 'declared',
    source: `${cite.exiftool} lib/Image/ExifTool/XMP.pm`,
    evidence: 'primary',
    note: 'A trap: new versions hold AI tools, and the name never proves that one was used.',
    match: each(history, /^Adobe (Photoshop|Premiere|After Effects|Media Encoder|Lightroom)/),
    examples: {
      yes: [[{ source: 'xmp', name: 'xmpMM:History/softwareAgent', value: 'Adobe Photoshop 27.0 (Windows)' }]],
      no: [[{ source: 'xmp', name: 'xmp:CreatorTool', value: 'Capture One' }]],
    },
  },
  {
    id: 'xmp-lr-enhance',
    title: 'Denoised or enlarged by Lightroom Enhance',
    vendor: 'Adobe Lightroom, Camera Raw',
    says: 'tool',
    strength: 'declared',
    source: `${cite.exiftool} lib/Image/ExifTool/XMP.pm:2655`,
    evidence: 'primary',
    note: 'A trained model that is not generative: an enhancement, to be named where the policy asks for it.',
    match: each(enhanced, /^true$/i, { generator: 'Adobe Lightroom' }),
    examples: {
      yes: [[{ source: 'xmp', name: 'crs:EnhanceDenoiseAlreadyApplied', value: 'True' }]],
      no: [[{ source: 'xmp', name: 'crs:EnhanceDenoiseAlreadyApplied', value: 'False' }]],
    },
  },
];
