import type { Evidence, Use, WholeReport } from '../../src/model/index.ts';
import { sighting } from '../sighting.ts';
import { finding, sample } from './sample.ts';

/*
 * The Long Road once more, further on: the sample with a use that stands at three ranges of reel 2 (25 frames a second) and one
 * of a drop-frame promo, a still that is seen in reel 2, answers that somebody signed, and a prompt in a still.
 */
const settings: Evidence = {
  marker: 'txt-a1111-parameters',
  title: 'Generation settings in a PNG text chunk',
  says: 'generated',
  strength: 'declared',
  source: 'text',
  name: 'parameters',
  value: 'a street in 1998, film grain\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, Seed: 1',
  where: 'tEXt chunk "parameters"',
  at: { path: 'stills/archive/street_1998.jpg', offset: 37, length: 96 },
};

const voice: Use = {
  id: 'U3',
  title: 'Voice of the narrator made younger',
  tools: ['T1', 'ElevenLabs'],
  degree: 'altered',
  destination: 'final-visible',
  assets: [],
  timecodes: [{ asset: 'cut/reel2.mov', in: '10:23:00:00', out: '10:23:04:12' }],
  inputs: [{ kind: 'voice-sample', ref: 'narration_pickup.wav', rights: 'cleared', licenceAllowsAiAlteration: 'yes' }],
  disclosure: { methods: ['lower-third', 'end-card'], wording: "The narrator's voice was made younger with AI." },
  promptLog: { path: 'paper/prompts.txt' },
};
const temp: Use = {
  id: 'U4',
  title: 'Temporary score',
  tools: ['Suno'],
  degree: 'generated',
  destination: 'temp-only',
  assets: [{ path: 'audio/temp.wav' }],
  timecodes: [],
};

const range = (from: string, to: string, asset = 'cut/reel2.mov') =>
  ({ use: 'U3', asset, from, to, fromSeconds: null, toSeconds: null, outcome: 'unverifiable', sources: [] }) as const;

const promo = sample.assets.find(({ path }) => path === 'cut/reel2.mov');
if (promo === undefined || sample.declaration === null) throw new Error('the sample has no reel 2 or no declaration');

/** The sample with ranges, sightings, answers and a prompt. */
export const answeredSample: WholeReport = {
  ...sample,
  declaration: {
    ...sample.declaration,
    content: { ...sample.declaration.content, uses: [...sample.declaration.content.uses, voice, temp] },
  },
  assets: [
    ...sample.assets.map((asset) =>
      asset.path === 'stills/archive/street_1998.jpg' ? { ...asset, evidence: [...asset.evidence, settings] } : asset,
    ),
    { ...promo, path: 'promo/promo.mov', about: { ...promo.about, frameRate: '30000/1001', timecode: '01:00:00;00' } },
  ],
  uses: [
    ...sample.uses,
    { id: 'U3', title: voice.title, outcome: 'found', assets: ['cut/reel2.mov', 'promo/promo.mov'], missing: [] },
  ],
  ranges: [
    range('10:23:00:00', '10:23:04:12'),
    range('10:25:10:03', '10:25:11:00'),
    range('10:31:00:20', '10:31:02:00'),
    range('01:00:59;28', '01:01:00;02', 'promo/promo.mov'),
    {
      use: null,
      asset: 'cut/reel2.mov',
      from: '10:24:00:01',
      to: '10:24:03:00',
      fromSeconds: 120.04,
      toSeconds: 123,
      outcome: 'matched-undeclared',
      sources: ['stills/archive/street_1998.jpg'],
    },
  ],
  sightings: [
    sighting({
      source: 'stills/archive/street_1998.jpg',
      fromSeconds: 120.04,
      toSeconds: 123,
      from: '10:24:00:01',
      to: '10:24:03:00',
      score: 0.93,
      area: 0.61,
      outline: [
        [0.1, 0.05],
        [0.92, 0.05],
        [0.92, 0.8],
        [0.1, 0.8],
      ],
      shownSeconds: 121.5,
    }),
  ],
  findings: [
    ...sample.findings.map((one) =>
      one.code === 'P01'
        ? {
            ...one,
            waiver: {
              answer: 'best-possible',
              reason: 'The crop was made after signing; the master validates.',
              by: 'A. Producer',
              date: '2026-11-20',
            } as const,
          }
        : one,
    ),
    finding({
      id: '0123456789abcd09',
      code: 'D05',
      severity: 'issue',
      use: 'U3',
      params: { use: 'U3', title: voice.title, reason: 'none' },
    }),
    finding({
      id: '0123456789abcd10',
      code: 'D15',
      severity: 'issue',
      asset: 'cut/reel2.mov',
      use: 'U3',
      params: {
        use: 'U3',
        title: voice.title,
        asset: 'cut/reel2.mov',
        range: '10:59:00:00-10:59:01:00',
        reason: 'outside',
        expected: '10:43:52:10',
      },
    }),
  ],
};
