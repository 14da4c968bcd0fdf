import type { ExampleFact, Fact, Marker } from '../model/index.ts';
import { agent, claim, nameMarker, stored } from './c2pa-names.ts';
import { cite } from './cite.ts';
import { objectIn } from './json.ts';
import { each, type Place } from './select.ts';

/** Samsung's trailer behind the picture; readers file it under EXIF or under the container. */
const trailer = (...keys: string[]): Place => ({ sources: ['exif', 'container'], keys: keys.map((key) => key.toLowerCase()) });
const fact = (name: string, value: string): ExampleFact => ({ source: 'container', name, value });

/** The kind of generative edit; 0 stands for none. */
function hasGenAIType(value: string): boolean {
  const type = objectIn(value)?.genAIType;
  if (typeof type === 'number' || typeof type === 'string') return Number(type) > 0;
  return /"genAIType"\s{0,4}:\s{0,4}"?[1-9]/.test(value);
}

const generator = (): { name: string } => ({ name: 'Samsung Galaxy AI' });
const says = (_: Fact): 'edited' => 'edited';

/** Galaxy AI in Samsung's own trailer and in C2PA. */
export const samsungMarkers: readonly Marker[] = [
  {
    id: 'samsung-genaitype',
    title: 'Edited with Galaxy AI (trailer)',
    vendor: 'Samsung',
    says: 'edited',
    strength: 'declared',
    source: `${cite.exiftool} lib/Image/ExifTool/Samsung.pm:1298-1304`,
    evidence: 'primary',
    note: 'PhotoEditor_Re_Edit_Data without a genAIType other than 0 is an ordinary edit.',
    match: each([trailer('PhotoEditor_Re_Edit_Data', 'ReEditData')], hasGenAIType, { generator, says }),
    examples: {
      yes: [[fact('sef:PhotoEditor_Re_Edit_Data', '{"genAIType":1,"filter":""}')]],
      no: [
        [fact('sef:PhotoEditor_Re_Edit_Data', '{"cropRect":[0,0,1,1]}')],
        [fact('sef:PhotoEditor_Re_Edit_Data', '{"genAIType":0}')],
      ],
    },
  },
  {
    id: 'samsung-peginfo',
    title: 'Made with a generative model of Galaxy AI (trailer)',
    vendor: 'Samsung',
    says: 'edited',
    strength: 'declared',
    source: `${cite.exiftool} lib/Image/ExifTool/Samsung.pm:1326-1330`,
    evidence: 'primary',
    match: each([trailer('PEg_Info')], /genImageVersion/, { generator, says }),
    examples: {
      yes: [[fact('sef:PEg_Info', '{"genImageVersion":"2.0","connectorType":"0"}')]],
      no: [[fact('sef:PEg_Info', '{"connectorType":"0"}')]],
    },
  },
  nameMarker({
    id: 'c2pa-v-samsung-agent',
    title: 'Action by Photo assist',
    vendor: 'Samsung',
    says: 'edited',
    source: 'real file: github wiltodelta/remove-ai-watermarks data/calibration/samsung/samsung_gray_1.png',
    evidence: 'primary',
    note: 'Comes with compositeWithTrainedAlgorithmicMedia.',
    names: agent,
    shape: /^Photo assist( v?\d\S*)?$/,
    generator: 'Samsung Galaxy AI',
    yes: [[stored('action.softwareAgent', 'Photo assist', { action: 'c2pa.edited' })]],
    no: [[stored('action.softwareAgent', 'Photo editor', { action: 'c2pa.edited' })]],
  }),
  nameMarker({
    id: 'c2pa-v-samsung-cg',
    title: 'Manifest made by a Galaxy phone',
    vendor: 'Samsung',
    says: 'nothing',
    source: 'real file samsung_gray_1.png',
    evidence: 'primary',
    note: 'A trap: the name of the device; the source type decides.',
    names: claim,
    shape: /^(Samsung )?Galaxy /,
    yes: [[stored('claim_generator', 'Galaxy S25 c2pa-rs/0.62.0')]],
    no: [[stored('claim_generator', 'Photo assist')]],
  }),
];
