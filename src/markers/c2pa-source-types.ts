import type { C2paPlace, ExampleFact, Marker } from '../model/index.ts';
import { sourceType } from './c2pa-says.ts';
import { cite } from './cite.ts';
import { isSourceType, type SourceType } from './source-type.ts';

const iptc = 'http://cv.iptc.org/newscodes/digitalsourcetype/';
const own = 'http://c2pa.org/digitalsourcetype/';

function stated(value: string, action: string, place: Partial<C2paPlace> = {}): ExampleFact {
  return { source: 'c2pa', name: 'action.digitalSourceType', value, c2pa: { relation: 'asset', active: true, action, ...place } };
}

const actionTerms = (...terms: SourceType[]) => sourceType(isSourceType(...terms), 'action.digitalSourceType');

/** Source types on the actions of a C2PA manifest, and wherever else a store can hold one. */
export const c2paSourceTypes: readonly Marker[] = [
  {
    id: 'c2pa-dst-trained',
    title: 'An action of the C2PA manifest says: made by a trained model',
    vendor: 'any C2PA signer',
    says: 'generated',
    strength: 'c2pa',
    source: `${cite.c2pa} §18.14.2, Table 8; ${cite.signals}/signal-inception-fullyGenAIMedia-local.yml`,
    evidence: 'primary',
    note: 'Generated on an action that begins the media; an alteration on an editorial one; nothing on one that does not touch the media.',
    match: actionTerms('trainedAlgorithmicMedia'),
    examples: {
      yes: [
        [stated(`${iptc}trainedAlgorithmicMedia`, 'c2pa.created')],
        [stated('https://cv.iptc.org/newscodes/digitalsourcetype/TrainedAlgorithmicMedia', 'c2pa.opened')],
        [stated('trainedAlgorithmicMedia', 'c2pa.placed', { relation: 'component', active: false })],
      ],
      no: [
        [stated(`${iptc}algorithmicMedia`, 'c2pa.created')],
        [stated(`${iptc}compositeWithTrainedAlgorithmicMedia`, 'c2pa.edited')],
        [stated(`${iptc}trainedAlgorithmicMedia`, 'c2pa.transcoded')],
        [stated(`${iptc}trainedAlgorithmicMedia`, 'c2pa.created', { relation: 'input', active: false })],
      ],
    },
  },
  {
    id: 'c2pa-dst-composite-trained',
    title: 'An action of the C2PA manifest says: composite with media of a trained model',
    vendor: 'any C2PA signer',
    says: 'edited',
    strength: 'c2pa',
    source: `${cite.c2pa} §18.14; ${cite.signals}/signal-inception-partlyGenAICreation-local.yml`,
    evidence: 'primary',
    note: 'Inpainting, outpainting, generative fill, and the edits of Google Photos and Apple Clean Up.',
    match: actionTerms('compositeWithTrainedAlgorithmicMedia'),
    examples: {
      yes: [[stated(`${iptc}compositeWithTrainedAlgorithmicMedia`, 'c2pa.edited')]],
      no: [
        [stated(`${iptc}trainedAlgorithmicMedia`, 'c2pa.created')],
        [stated(`${iptc}compositeWithTrainedAlgorithmicMedia`, 'c2pa.watermarked.bound')],
      ],
    },
  },
  {
    id: 'c2pa-dst-composite-synthetic',
    title: 'An action of the C2PA manifest says: composite with synthetic elements',
    vendor: 'any C2PA signer',
    says: 'edited',
    strength: 'c2pa',
    source: `${cite.newscodes}; ${cite.signals}/globals-signals.yml`,
    evidence: 'primary',
    match: actionTerms('compositeSynthetic'),
    examples: {
      yes: [[stated(`${iptc}compositeSynthetic`, 'c2pa.created')]],
      no: [[stated(`${iptc}composite`, 'c2pa.created')]],
    },
  },
  {
    id: 'c2pa-dst-trained-data',
    title: 'An action of the C2PA manifest says: data of a trained model',
    vendor: 'any C2PA signer',
    says: 'generated',
    strength: 'c2pa',
    source: `${cite.c2pa} §18.14.4.5; ${cite.c2paRs} sdk/src/assertions/actions.rs`,
    evidence: 'primary',
    note: "C2PA's own term for output of a model that is no media; also spelt c2pa.trainedAlgorithmicData.",
    match: actionTerms('trainedAlgorithmicData'),
    examples: {
      yes: [[stated(`${own}trainedAlgorithmicData`, 'c2pa.created')], [stated('c2pa.trainedAlgorithmicData', 'c2pa.created')]],
      no: [[stated(`${iptc}dataDrivenMedia`, 'c2pa.created')]],
    },
  },
  {
    id: 'c2pa-dst-empty',
    title: 'An action of the C2PA manifest says: begun as a blank canvas',
    vendor: 'any C2PA signer',
    says: 'nothing',
    strength: 'c2pa',
    source: `${cite.c2pa} §18.14.4.5; ${cite.signals}/signal-inception-blankCanvas-local.yml`,
    evidence: 'primary',
    note: 'What was placed on it later decides.',
    match: actionTerms('empty'),
    examples: {
      yes: [[stated(`${own}empty`, 'c2pa.created')]],
      no: [[stated(`${own}trainedAlgorithmicData`, 'c2pa.created')]],
    },
  },
  {
    id: 'c2pa-dst-composite',
    title: 'An action of the C2PA manifest says: composite of unnamed elements',
    vendor: 'any C2PA signer',
    says: 'possible',
    strength: 'c2pa',
    source: `${cite.signals}/signal-inception-compositionMayContainGenAI-local.yml`,
    evidence: 'primary',
    note: 'The conformance programme: the composition may contain generative AI. Ask, do not accuse.',
    match: actionTerms('composite'),
    examples: {
      yes: [[stated(`${iptc}composite`, 'c2pa.created')]],
      no: [
        [stated(`${iptc}compositeCapture`, 'c2pa.created')],
        [stated(`${iptc}composite`, 'c2pa.created', { relation: 'component', active: false })],
      ],
    },
  },
  {
    id: 'c2pa-dst-screen',
    title: 'An action of the C2PA manifest says: screen recording',
    vendor: 'any C2PA signer',
    says: 'possible',
    strength: 'c2pa',
    source: `${cite.signals}/signal-inception-screenCaptureMayContainGenAI-local.yml`,
    evidence: 'primary',
    note: 'Anything can be on a screen.',
    match: actionTerms('screenCapture'),
    examples: {
      yes: [[stated(`${iptc}screenCapture`, 'c2pa.created')]],
      no: [[stated(`${iptc}digitalCapture`, 'c2pa.created')]],
    },
  },
  {
    id: 'c2pa-dst-digitalart',
    title: 'An action of the C2PA manifest says: digital art or virtual recording',
    vendor: 'any C2PA signer',
    says: 'possible',
    strength: 'c2pa',
    source: `${cite.signals}/globals-signals.yml; ${cite.newscodes}`,
    evidence: 'primary',
    note: 'digitalArt is on the list of the conformance programme; virtualRecording is added here, since avatars are made so.',
    match: actionTerms('digitalArt', 'virtualRecording'),
    examples: {
      yes: [[stated(`${iptc}digitalArt`, 'c2pa.created')], [stated(`${iptc}virtualRecording`, 'c2pa.created')]],
      no: [[stated(`${iptc}digitalCreation`, 'c2pa.created')]],
    },
  },
  {
    id: 'c2pa-dst-capture',
    title: 'An action of the C2PA manifest says: captured by a camera, scanner or recorder',
    vendor: 'cameras and capture apps',
    says: 'captured',
    strength: 'c2pa',
    source: `${cite.signals}/signal-inception-capturedMedia-local.yml; ${cite.newscodes}`,
    evidence: 'primary',
    note: 'computationalCapture is the night mode of a phone: it uses AI and is not generative.',
    match: actionTerms('digitalCapture', 'computationalCapture', 'compositeCapture', 'negativeFilm', 'positiveFilm', 'print'),
    examples: {
      yes: [[stated(`${iptc}digitalCapture`, 'c2pa.created')], [stated(`${iptc}computationalCapture`, 'c2pa.created')]],
      no: [
        [stated(`${iptc}screenCapture`, 'c2pa.created')],
        [stated(`${iptc}digitalCapture`, 'c2pa.edited')],
        [stated(`${iptc}digitalCapture`, 'c2pa.created', { relation: 'component', active: false })],
      ],
    },
  },
  {
    id: 'c2pa-dst-algorithmic',
    title: 'An action of the C2PA manifest says: made or enhanced by an algorithm that was not trained',
    vendor: 'any C2PA signer',
    says: 'nothing',
    strength: 'c2pa',
    source: `${cite.newscodes}; ${cite.c2paRs} sdk/src/assertions/actions.rs`,
    evidence: 'primary',
    note: 'A trap: algorithmicMedia is noise, fractals and computer graphics; several public detectors take it for AI.',
    match: actionTerms('algorithmicMedia', 'algorithmicallyEnhanced', 'dataDrivenMedia'),
    examples: {
      yes: [[stated(`${iptc}algorithmicMedia`, 'c2pa.created')], [stated(`${iptc}algorithmicallyEnhanced`, 'c2pa.converted')]],
      no: [[stated(`${iptc}trainedAlgorithmicMedia`, 'c2pa.created')]],
    },
  },
  {
    id: 'c2pa-dst-human',
    title: 'An action of the C2PA manifest says: made or edited by a person',
    vendor: 'any C2PA signer',
    says: 'nothing',
    strength: 'c2pa',
    source: `${cite.newscodes}; ${cite.c2paRs} sdk/src/assertions/actions.rs`,
    evidence: 'primary',
    note: 'Stands against every marker of AI in the same file.',
    match: actionTerms('digitalCreation', 'humanEdits', 'minorHumanEdits'),
    examples: {
      yes: [[stated(`${iptc}humanEdits`, 'c2pa.edited')], [stated(`${iptc}digitalCreation`, 'c2pa.created')]],
      no: [[stated(`${iptc}compositeSynthetic`, 'c2pa.edited')]],
    },
  },
  {
    id: 'c2pa-ingredient-v3-dst',
    title: 'The signer says of an ingredient: made with a trained model',
    vendor: 'any C2PA signer',
    says: 'edited',
    strength: 'c2pa',
    source: `C2PA 2.4 §18.16.12.3, by ${cite.signals}/conformance-spec-2.4.yml`,
    evidence: 'primary',
    note: 'For ingredients without a manifest of their own. A parent is the asset itself, a component is placed in it, an input says nothing.',
    match: sourceType(
      isSourceType(
        'trainedAlgorithmicMedia',
        'trainedAlgorithmicData',
        'compositeWithTrainedAlgorithmicMedia',
        'compositeSynthetic',
      ),
      'ingredient.digitalSourceType',
    ),
    examples: {
      yes: [[ingredient(`${iptc}trainedAlgorithmicMedia`, 'component')], [ingredient(`${iptc}compositeSynthetic`, 'asset')]],
      no: [[ingredient(`${iptc}trainedAlgorithmicMedia`, 'input')], [ingredient(`${iptc}algorithmicMedia`, 'component')]],
    },
  },
  {
    id: 'c2pa-metadata-dst',
    title: 'The metadata inside the C2PA manifest say: made with a trained model',
    vendor: 'any C2PA signer',
    says: 'generated',
    strength: 'c2pa',
    source: `${cite.c2pa} §18, metadata assertion; C2PA 1.x stds.iptc and stds.schema-org.CreativeWork`,
    evidence: 'primary',
    note: 'The term decides between generated and edited.',
    match: sourceType(
      isSourceType('trainedAlgorithmicMedia', 'compositeWithTrainedAlgorithmicMedia', 'compositeSynthetic'),
      'metadata.digitalSourceType',
    ),
    examples: {
      yes: [[metadata(`${iptc}trainedAlgorithmicMedia`, 'asset')], [metadata(`${iptc}compositeSynthetic`, 'component')]],
      no: [[metadata(`${iptc}algorithmicMedia`, 'asset')], [metadata(`${iptc}trainedAlgorithmicMedia`, 'input')]],
    },
  },
];

function ingredient(value: string, relation: C2paPlace['relation']): ExampleFact {
  return { source: 'c2pa', name: 'ingredient.digitalSourceType', value, c2pa: { relation, active: true } };
}

function metadata(value: string, relation: C2paPlace['relation']): ExampleFact {
  return { source: 'c2pa', name: 'metadata.digitalSourceType', value, c2pa: { relation, active: true } };
}
