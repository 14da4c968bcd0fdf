import type { ExampleFact, Fact, Generator, Marker } from '../model/index.ts';
import { comments, each, exif, find, hit, iptc, onlyIn, text, xmp } from './select.ts';
import { isSourceType } from './source-type.ts';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const isUuid = new RegExp(`^${uuid}$`, 'i');
const jobId = new RegExp(`Job ID:\\s?${uuid}\\s*$`, 'i');
const id = '2b6e053b-9a65-4ca9-9e13-b6f4465164d4';

/** Flags stand in the prompt: `--v 5.2`. */
function model(fact: Fact): Generator {
  const version = /--v(?:ersion)? (\d+(?:\.\d+)?)/.exec(fact.value)?.[1];
  return version ? { name: 'Midjourney', version } : { name: 'Midjourney' };
}

const fact = (source: ExampleFact['source'], name: string, value: string): ExampleFact => ({ source, name, value });
const trained = fact(
  'xmp',
  'Iptc4xmpExt:DigitalSourceType',
  'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
);

/** What Midjourney writes into its pictures. */
export const midjourneyMarkers: readonly Marker[] = [
  {
    id: 'txt-midjourney-png',
    title: 'Prompt with a Midjourney job id',
    vendor: 'Midjourney',
    says: 'generated',
    strength: 'declared',
    source: 'github GChenSi-2/ai-metadata-viewer src/lib/parsers/midjourney.ts; real file mj-1.png',
    evidence: 'primary',
    match: each(
      [text('Description'), ...comments, exif('ImageDescription'), xmp('dc:description'), iptc('Caption-Abstract')],
      jobId,
      { generator: model },
    ),
    examples: {
      yes: [[fact('text', 'Description', `a control panel --ar 4:3 --v 5.2 Job ID: ${id}`)]],
      no: [[fact('text', 'Description', 'Job ID: 4711')], [fact('text', 'Description', `Print job ${id}`)]],
    },
  },
  {
    id: 'xmp-midjourney-xmp',
    title: 'Image id and source type as Midjourney writes them',
    vendor: 'Midjourney',
    says: 'generated',
    strength: 'declared',
    source: 'real file mj-1.png; constants of public detectors',
    evidence: 'primary',
    note: 'Both are needed: the id alone is general and stands in camera files. Others can write both, so no generator is named unless a Midjourney text stands beside it.',
    match: onlyIn([xmp('Iptc4xmpExt:DigImageGUID')], (facts) => {
      const source = find(facts, [xmp('Iptc4xmpExt:DigitalSourceType')], isSourceType('trainedAlgorithmicMedia'))[0];
      const job = find(facts, [text('Description'), ...comments], jobId)[0];
      if (!source) return [];
      return find(facts, [xmp('Iptc4xmpExt:DigImageGUID')], (value) => isUuid.test(value.trim())).map((guid) =>
        hit([guid, source], job ? { generator: () => model(job) } : {}),
      );
    }),
    examples: {
      yes: [
        [fact('xmp', 'Iptc4xmpExt:DigImageGUID', id), trained],
        [fact('xmp', 'iptcExt:DigitalImageGUID', id), trained],
      ],
      no: [[fact('xmp', 'Iptc4xmpExt:DigImageGUID', id)], [trained]],
    },
  },
];
