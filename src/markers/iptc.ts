import type { ExampleFact, Fact, Marker, Says } from '../model/index.ts';
import { cite } from './cite.ts';
import { each, sidecar, xmp } from './select.ts';
import { isSourceType, type SourceType, sourceTypeOf, sourceTypes } from './source-type.ts';

const terms = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const sourceType = [xmp('Iptc4xmpExt:DigitalSourceType')];

const stated = (term: string): ExampleFact => ({
  source: 'xmp',
  name: 'Iptc4xmpExt:DigitalSourceType',
  value: `${terms}${term}`,
});
const property = (name: string, value: string): ExampleFact => ({ source: 'xmp', name: `Iptc4xmpExt:${name}`, value });

const termsThatSay = (...words: readonly Says[]): SourceType[] =>
  (Object.keys(sourceTypes) as SourceType[]).filter((term) => words.includes(sourceTypes[term]));
const aiTerms = isSourceType(...termsThatSay('generated', 'edited'));

function saysByTerm(fact: Fact): Says | undefined {
  const term = sourceTypeOf(fact.value);
  return term && sourceTypes[term];
}

const vocabulary = `${cite.newscodes}; ${cite.exiftool} lib/Image/ExifTool/XMP2.pl:566-570`;

/** IPTC's digital source type, in XMP and in sidecars. */
export const iptcMarkers: readonly Marker[] = [
  {
    id: 'xmp-dst-trained',
    title: 'XMP says: made by a trained model',
    vendor: 'any (Google, Meta, Midjourney, Apple)',
    says: 'generated',
    strength: 'declared',
    source: vocabulary,
    evidence: 'primary',
    match: each(sourceType, isSourceType('trainedAlgorithmicMedia', 'trainedAlgorithmicData')),
    examples: {
      yes: [
        [stated('trainedAlgorithmicMedia')],
        [
          {
            source: 'xmp',
            name: 'iptcExt:digitalsourcetype',
            value: 'https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia/',
          },
        ],
      ],
      no: [[stated('algorithmicMedia')], [stated('compositeWithTrainedAlgorithmicMedia')]],
    },
  },
  {
    id: 'xmp-dst-comp-trained',
    title: 'XMP says: composite with media of a trained model',
    vendor: 'any',
    says: 'edited',
    strength: 'declared',
    source: vocabulary,
    evidence: 'primary',
    match: each(sourceType, isSourceType('compositeWithTrainedAlgorithmicMedia')),
    examples: { yes: [[stated('compositeWithTrainedAlgorithmicMedia')]], no: [[stated('trainedAlgorithmicMedia')]] },
  },
  {
    id: 'xmp-dst-comp-synth',
    title: 'XMP says: composite with synthetic elements',
    vendor: 'any',
    says: 'edited',
    strength: 'declared',
    source: vocabulary,
    evidence: 'primary',
    match: each(sourceType, isSourceType('compositeSynthetic')),
    examples: { yes: [[stated('compositeSynthetic')]], no: [[stated('composite')]] },
  },
  {
    id: 'xmp-dst-maybe',
    title: 'XMP names a source type that leaves AI open',
    vendor: 'any',
    says: 'possible',
    strength: 'declared',
    source: vocabulary,
    evidence: 'primary',
    note: 'composite, digitalArt, virtualRecording, screenCapture. Google Best Take and Add Me are composites without generative AI.',
    match: each(sourceType, isSourceType(...termsThatSay('possible'))),
    examples: {
      yes: [[stated('composite')], [stated('digitalArt')]],
      no: [[stated('compositeCapture')], [stated('softwareImage')]],
    },
  },
  {
    id: 'xmp-dst-not',
    title: 'XMP names a source type that is not generative AI',
    vendor: 'any',
    says: 'nothing',
    strength: 'declared',
    source: vocabulary,
    evidence: 'primary',
    note: 'algorithmicMedia is the trap; the retired softwareImage stands in files from before 2022.',
    match: each(sourceType, isSourceType(...termsThatSay('nothing', 'captured'))),
    examples: { yes: [[stated('algorithmicMedia')], [stated('softwareImage')]], no: [[stated('trainedAlgorithmicMedia')]] },
  },
  {
    id: 'xmp-dst-human',
    title: 'XMP says: made or edited by a person',
    vendor: 'any',
    says: 'nothing',
    strength: 'declared',
    source: vocabulary,
    evidence: 'primary',
    note: 'Stands against every marker of AI in the same file.',
    match: each(sourceType, isSourceType('digitalCreation', 'humanEdits', 'minorHumanEdits')),
    examples: { yes: [[stated('humanEdits')]], no: [[stated('algorithmicMedia')]] },
  },
  {
    id: 'xmp-dst-capture',
    title: 'XMP says: captured by a camera, scanner or recorder',
    vendor: 'any',
    says: 'captured',
    strength: 'declared',
    source: vocabulary,
    evidence: 'primary',
    note: 'A plain tag that anyone can write: it proves no capture, and stands against every marker of AI in the same file.',
    match: each(sourceType, isSourceType(...termsThatSay('captured'))),
    examples: { yes: [[stated('digitalCapture')]], no: [[stated('screenCapture')]] },
  },
  {
    id: 'xmp-dsft-old',
    title: 'XMP says in the deprecated property: made with a trained model',
    vendor: 'any',
    says: 'generated',
    strength: 'declared',
    source: `${cite.exiftool} lib/Image/ExifTool/XMP2.pl:566-570`,
    evidence: 'primary',
    note: 'DigitalSourcefileType is deprecated; Google still writes it beside DigitalSourceType. The term decides.',
    match: each([xmp('Iptc4xmpExt:DigitalSourcefileType')], aiTerms, { says: saysByTerm }),
    examples: {
      yes: [[property('DigitalSourceFileType', `${terms}trainedAlgorithmicMedia`)]],
      no: [[property('DigitalSourcefileType', `${terms}algorithmicMedia`)]],
    },
  },
  {
    id: 'xmp-schema-org',
    title: 'A JSON-LD sidecar says: made with a trained model',
    vendor: 'any',
    says: 'generated',
    strength: 'declared',
    source: 'schema.org IPTCDigitalSourceEnumeration',
    evidence: 'primary',
    match: each([{ sources: ['sidecar'], names: ['jsonld:digitalSourceType'] }], aiTerms, { says: saysByTerm }),
    examples: {
      yes: [
        [
          {
            source: 'sidecar',
            name: 'jsonld:digitalSourceType',
            value: 'https://schema.org/TrainedAlgorithmicMediaDigitalSource',
          },
        ],
      ],
      no: [[{ source: 'sidecar', name: 'jsonld:digitalSourceType', value: 'https://schema.org/AlgorithmicMediaDigitalSource' }]],
    },
  },
  {
    id: 'xmp-newsml',
    title: 'A NewsML-G2 or ninjs sidecar says: made by a trained model',
    vendor: 'news agencies',
    says: 'generated',
    strength: 'declared',
    source: 'NewsML-G2 2.33; IPTC Video Metadata Hub; iptc.org news 2023/10',
    evidence: 'primary',
    match: each([sidecar('digitalSourceType', 'json:digitalSourceType', 'newsml:digitalSourceType')], aiTerms, {
      says: saysByTerm,
    }),
    examples: {
      yes: [[{ source: 'sidecar', name: 'json:digitalSourceType', value: 'digsrctype:trainedAlgorithmicMedia' }]],
      no: [[{ source: 'sidecar', name: 'json:digitalSourceType', value: 'digsrctype:digitalCapture' }]],
    },
  },
];
