import { messages, wordFinding } from '../../src/messages/index.ts';
import type { ReportedAsset, Sighting, WholeReport } from '../../src/model/index.ts';
import { held } from '../reconcile/made.ts';
import { sighting } from '../sighting.ts';
import { sample } from './sample.ts';

const of = (path: string): ReportedAsset => {
  const found = sample.assets.find((asset) => asset.path === path);
  if (found === undefined) throw new Error(`the sample has no ${path}`);
  return found;
};
const reel = of('cut/reel2.mov');
const street = of('stills/archive/street_1998.jpg');
const outside: ReportedAsset = {
  ...street,
  path: 'marked:project/face.png',
  uri: 'file:///project/face.png',
  outcome: 'outside',
};
const music: ReportedAsset = { ...outside, path: 'marked:project/music.wav', uri: 'file:///project/music.wav', kind: 'audio' };

const picture = 'data:image/webp;base64,UklGRgAA';
const frame = 'data:image/webp;base64,UklGRgBB';
const photograph = 'data:image/webp;base64,UklGRgCC';
const outline = [
  [0.1, 0.05],
  [0.92, 0.06],
  [0.9, 1.2],
  [0.1, 0.8],
] as const;
const at = (from: number, to: number, text: readonly [string, string]) => ({
  fromSeconds: from,
  toSeconds: to,
  from: text[0],
  to: text[1],
});

/** What is seen in reel 2: undeclared, open, heard, declared, and an original. */
export const seen: readonly Sighting[] = [
  sighting({
    source: street.path,
    ...at(120.04, 123, ['10:24:00:01', '10:24:03:00']),
    score: 0.93,
    inliers: 87,
    area: 0.61,
    outline,
    shownSeconds: 121.5,
    mirrored: true,
    proof: { source: picture, target: frame },
  }),
  sighting({
    source: outside.path,
    ...at(200, 204, ['10:25:20:00', '10:25:24:00']),
    relation: 'ambiguous',
    original: 'stills/archive/bus_stop.jpg',
    outline,
    proof: { source: picture, target: frame, original: photograph },
  }),
  sighting({ source: outside.path, ...at(300, 304, ['10:27:00:00', '10:27:04:00']), relation: 'original', original: 'b.jpg' }),
  sighting({
    source: music.path,
    ...at(310, 320, ['10:27:10:00', '10:27:20:00']),
    medium: 'sound',
    stream: 1,
    channels: [0, 1],
    sourceFromSeconds: 2,
    sourceToSeconds: 12,
  }),
];

const marked = [outside, music];
const { findings, ranges, outcomes } = held(sample.assets, sample.declaration?.content ?? null, { marked, sightings: seen });

/** The sample with marked material that is seen in its reel 2, as the cross-check finds it. */
export const seenSample: WholeReport = {
  ...sample,
  marked,
  sightings: seen,
  ranges,
  assets: sample.assets.map((asset) => ({ ...asset, outcome: outcomes.get(asset.path) ?? asset.outcome })),
  coverage: {
    ...sample.coverage,
    traced: {
      sources: 4,
      targets: 3,
      gaps: [
        { path: 'stills/sky.png', role: 'source', code: 'too-flat' },
        { path: reel.path.replace('2', '1'), role: 'target', code: 'not-decoded', detail: 'moov atom not found' },
      ],
    },
  },
  findings: [
    ...sample.findings,
    ...findings.filter(({ params }) => params.medium !== undefined).map((one) => wordFinding(one, messages('en'))),
  ],
};
