import { messages, wordFinding, wordProblem } from '../../src/messages/index.ts';
import type {
  C2paManifest,
  C2paSummary,
  Evidence,
  Finding,
  Problem,
  ReportedAsset,
  Verdict,
  WholeReport,
} from '../../src/model/index.ts';
import { rules } from '../../src/model/index.ts';

/*
 * "The Long Road": a documentary delivery with an undeclared generated still (and its copy), an undeclared altered one, a
 * declared composite, a tampered crop of it, an unreadable reel, a possible one, a captured one, and unmarked ones.
 */

// Pictures of 160 by 120 pixels, drawn for this file.
const portrait =
  'data:image/webp;base64,UklGRiQBAABXRUJQVlA4IBgBAABQEACdASqgAHgAPxGEtFYsKKSjpttJIYAiCWlu3k1xLRQT7N5rGMYsOzOdMg4WZk9hm4nFkpU8C9I7Z/8zzFteZXxwnNy7l7UiNaluBb1L9sJpgMiQO+5Swh4HAXJQC1F5wCah8tSegJjjYq9orf/bs35fXl9O6WshoNEXNdahaD0D7f/VY7vz91QAAP7bhrPfQfExMYMBIRlVgi6cz6IDMBj9GAPo+2papf6v2siLIZDxRcAOAMzR3vH2ArD0imH3oY1VotlXjtSX7fXZu+ahxUOrnkwYKX406NRrhqgNglLrSLlJ3+gZrucLG05HLEk5X9Ja3XuxXnr3jqv1YO3UMqXskac3puBCMWOsKTb7fKz+EQBO0AAA';
const yearbook =
  'data:image/webp;base64,UklGRiABAABXRUJQVlA4IBQBAADwDwCdASqgAHgAPxGItFYsKaSjpttJIYAiCWlu3dX+V4AW8hCEIQgwFRA7jwxsfl5oWv/dFz+WQqxeKzPjn9cerDfdDu8p909IwOZdAURs4jHZl9lSMsIuanCpqdKs4pIfOqN3odsdbIpHfYyxN+7l2tzJ6KSKZeEdP+Hf93vsr4ig1hmxNu8AAP7fDRGrmFYsGIkMgeygFKRbKgBdSp44NjkAGzYgjv2+ccRDC9XXaNtc7kTACiA2LkzVRkCcQspCqxNQ8pAPcsVy9u0IS1w0adP54kwhiGIOcgAyX3oe+dAi2MHdZWb80jZ68zuAfJh442KHhV8JbP6sIwyzQlD72zP92IcdC3Z7I/lf2U4eMkY3QAA=';
const street =
  'data:image/webp;base64,UklGRgoBAABXRUJQVlA4IP4AAACQDwCdASqgAHgAPxGItFYsKaSjpttJIYAiCWlu3V+sBgJSB///+xD7mA7Ywy6o7/hf/wuSyyFWLwuJ4BuheweBm3tABPcwCBr7GBma2BAIId161FPEcLUFBT9JRMmQynW8P7DgOCxd+SfbF7NXPLe3IObM/KBRmveUtfPQxYX9TE1Xt6gAAP7e/UuaexXQDbehjcrPlWp6uQtMTg2qjoYM+TPjFtadKUY0jdEcPOJBK5Djagn6gwiAauYx7TM+jHzs20FuMlhuSEIyUqhxj4h7eWdKkCGc5vuLbIzUout/blyeJeAA8gACfNy9dVWq7LwAcuEiBNf7WA23PVQAAA==';

const ai = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const composite = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia';
const capture = 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture';

const none: C2paSummary = { state: 'none', codes: [], chain: [] };
const problem = (code: Problem['code'], params: NonNullable<Problem['params']>) => wordProblem({ code, params }, messages('en'));

/** An asset with nothing in it, and what is said of it here. */
function asset(path: string, verdict: Verdict, said: Partial<ReportedAsset>): ReportedAsset {
  return {
    path,
    uri: `file:///deliveries/the-long-road/${path}`,
    kind: 'image',
    format: 'image/jpeg',
    recognised: true,
    size: 2_411_008,
    parts: [],
    verdict,
    strength: said.evidence?.[0]?.strength ?? null,
    generators: [],
    c2pa: none,
    about: {},
    evidence: [],
    conflicts: [],
    problems: [],
    sha256: null,
    thumbnail: null,
    outcome: 'no-signal',
    ...said,
  };
}

const manifest = (label: string, said: Partial<C2paManifest>): C2paManifest => ({
  label,
  relation: 'asset',
  active: false,
  actions: [],
  ingredients: [],
  assertions: [],
  ...said,
});

const chatGpt: C2paSummary = {
  state: 'valid',
  codes: ['signingCredential.untrusted'],
  signer: 'OpenAI Media Service',
  claimGenerator: 'ChatGPT',
  engine: 'c2pa-wasm 0.13.3',
  chain: [
    manifest('urn:c2pa:4f1c0a52-8c1c-4a7e-9d55-0d3a5c7f1b11', {
      title: 'image.png',
      active: true,
      claimGenerator: 'ChatGPT',
      signer: 'OpenAI Media Service',
      signed: '2026-09-30T14:02:11Z',
      actions: [{ action: 'c2pa.opened', softwareAgent: 'OpenAI API' }],
      ingredients: [
        {
          title: 'image.png',
          format: 'image/png',
          relationship: 'parentOf',
          manifest: 'urn:c2pa:9b0f7d3e-5a44-4f26-8a53-c0de00000001',
        },
      ],
      assertions: ['c2pa.actions.v2', 'c2pa.hash.data', 'c2pa.ingredient.v3'],
    }),
    manifest('urn:c2pa:9b0f7d3e-5a44-4f26-8a53-c0de00000001', {
      title: 'image.png',
      claimGenerator: 'ChatGPT',
      signer: 'OpenAI Media Service',
      signed: '2026-09-30T14:02:10Z',
      actions: [
        { action: 'c2pa.created', digitalSourceType: ai, softwareAgent: 'gpt-image' },
        { action: 'c2pa.converted', softwareAgent: 'OpenAI API' },
      ],
      assertions: ['c2pa.actions.v2', 'c2pa.hash.data'],
    }),
  ],
};

const generated: Evidence = {
  marker: 'c2pa-dst-trained',
  title: 'C2PA action with the source type of generative AI',
  says: 'generated',
  strength: 'signed',
  source: 'c2pa',
  name: 'action.digitalSourceType',
  value: ai,
  where: 'APP11 (JUMBF) > c2pa.actions.v2 > c2pa.created',
  at: { path: 'stills/archive/jennifer_1999.jpg', offset: 20, length: 41_233, sha256: 'ab'.repeat(32) },
  generator: 'ChatGPT',
  generatorVersion: 'gpt-image',
  manifest: 'urn:c2pa:9b0f7d3e-5a44-4f26-8a53-c0de00000001',
  relation: 'asset',
};

const altered: Evidence = {
  marker: 'iptc-dst-composite-trained',
  title: 'IPTC digital source type: composite with generative AI',
  says: 'edited',
  strength: 'declared',
  source: 'xmp',
  name: 'Iptc4xmpExt:DigitalSourceType',
  value: composite,
  where: 'APP1 (XMP)',
  at: { path: 'stills/archive/street_1998.jpg', offset: 12_044, length: 3_210 },
};

const firefly: Evidence = {
  ...altered,
  marker: 'c2pa-dst-composite-trained',
  title: 'C2PA action with the source type of a composite with generative AI',
  strength: 'trusted',
  source: 'c2pa',
  name: 'action.digitalSourceType',
  where: 'C2PA box > c2pa.actions.v2 > c2pa.edited',
  at: { path: 'stills/yearbook_comp.tif', offset: 8_388_716, length: 61_002 },
  generator: 'Adobe Firefly',
  generatorVersion: '5',
};

const tool: Evidence = {
  marker: 'exif-software-topaz',
  title: 'Written by an upscaler that can use AI',
  says: 'tool',
  strength: 'declared',
  source: 'exif',
  name: 'Software',
  value: 'Topaz Photo AI 3.0.2',
  where: 'eXIf chunk > IFD0',
  at: { path: 'stills/logo_upscaled.png', offset: 41, length: 120 },
};

const comp: C2paSummary = {
  state: 'trusted',
  codes: [],
  signer: 'Adobe Inc.',
  claimGenerator: 'Adobe Photoshop 27.1',
  engine: 'c2pa-wasm 0.13.3',
  chain: [
    manifest('urn:c2pa:77a0c0de-0000-4000-8000-000000000001', {
      title: 'yearbook_comp.tif',
      active: true,
      claimGenerator: 'Adobe Photoshop 27.1',
      signer: 'Adobe Inc.',
      signed: '2026-09-02T09:30:00Z',
      actions: [
        { action: 'c2pa.opened' },
        {
          action: 'c2pa.edited',
          digitalSourceType: composite,
          softwareAgent: 'Adobe Firefly 5',
          description: 'Generative Fill',
          when: '2026-09-02T09:21:40Z',
        },
      ],
      ingredients: [{ title: 'yearbook_scan.tif', format: 'image/tiff', relationship: 'parentOf' }],
      assertions: ['c2pa.actions.v2', 'c2pa.hash.data'],
    }),
  ],
};

const assets: readonly ReportedAsset[] = [
  asset('audio/narration_pickup.wav', 'unmarked', {
    kind: 'audio',
    format: 'audio/wav',
    size: 18_522_000,
    about: { duration: 96.5 },
  }),
  asset('cut/reel1.mov', 'unreadable', {
    kind: 'video',
    format: 'video/quicktime',
    size: 734_003_200,
    problems: [problem('truncated', { at: 734_003_200, missing: 51_380_224, what: 'mdat' })],
  }),
  asset('cut/reel2.mov', 'unmarked', {
    kind: 'video',
    format: 'video/quicktime',
    size: 1_288_490_188,
    about: { duration: 1312.4, timecode: '10:22:00:00', frameRate: '25', width: 1920, height: 1080 },
  }),
  asset('stills/archive/jennifer_1999.jpg', 'generated', {
    generators: [{ name: 'ChatGPT', version: 'gpt-image' }],
    c2pa: chatGpt,
    about: { width: 1024, height: 1536, make: 'NIKON CORPORATION', model: 'NIKON D750' },
    evidence: [generated],
    conflicts: [
      { code: 'camera-and-ai', between: ['EXIF Make "NIKON CORPORATION"', 'c2pa.created with trainedAlgorithmicMedia'] },
    ],
    sha256: '5a'.repeat(32),
    thumbnail: portrait,
  }),
  asset('stills/archive/jennifer_1999_b.jpg', 'generated', {
    generators: [{ name: 'ChatGPT', version: 'gpt-image' }],
    c2pa: chatGpt,
    evidence: [generated],
    sha256: '5a'.repeat(32),
    thumbnail: portrait,
  }),
  asset('stills/archive/street_1998.jpg', 'edited', {
    about: { width: 3000, height: 2000, software: 'Adobe Photoshop 27.1 (Macintosh)', created: '2026-10-14T16:20:00+01:00' },
    evidence: [altered],
    parts: [
      {
        path: 'stills/archive/street_1998.xmp',
        uri: 'file:///deliveries/the-long-road/stills/archive/street_1998.xmp',
        format: 'application/rdf+xml',
        size: 3_402,
      },
    ],
    sha256: 'c4'.repeat(32),
    thumbnail: street,
  }),
  asset('stills/camera/DSC_0412.jpg', 'captured', {
    strength: 'trusted',
    c2pa: {
      state: 'trusted',
      codes: [],
      signer: 'Nikon Corporation',
      claimGenerator: 'NIKON Z6_3',
      engine: 'c2pa-wasm 0.13.3',
      chain: [
        manifest('urn:c2pa:77a0c0de-0000-4000-8000-000000000002', {
          active: true,
          signer: 'Nikon Corporation',
          actions: [{ action: 'c2pa.created', digitalSourceType: capture }],
        }),
      ],
    },
    evidence: [
      {
        ...generated,
        marker: 'c2pa-dst-capture',
        title: 'Captured by a camera',
        says: 'captured',
        strength: 'trusted',
        value: capture,
      },
    ],
  }),
  asset('stills/logo_upscaled.png', 'possible', {
    format: 'image/png',
    evidence: [tool],
    about: { software: 'Topaz Photo AI 3.0.2' },
  }),
  asset('stills/map_of_the_route.png', 'unmarked', { format: 'image/png', size: 418_112 }),
  asset('stills/yearbook_comp.tif', 'edited', {
    format: 'image/tiff',
    size: 8_449_718,
    generators: [{ name: 'Adobe Firefly', version: '5' }],
    c2pa: comp,
    evidence: [firefly],
    sha256: 'd9'.repeat(32),
    thumbnail: yearbook,
  }),
  asset('stills/yearbook_crop.jpg', 'edited', {
    generators: [{ name: 'Adobe Firefly', version: '5' }],
    c2pa: { ...comp, state: 'invalid', codes: ['assertion.dataHash.mismatch'] },
    evidence: [{ ...firefly, strength: 'declared', at: { path: 'stills/yearbook_crop.jpg', offset: 20, length: 60_811 } }],
    sha256: 'e1'.repeat(32),
    thumbnail: yearbook,
  }),
];

/** A finding with its words, but for what is given. */
export const finding = (said: Pick<Finding, 'id' | 'code' | 'severity' | 'params'> & Partial<Finding>) =>
  wordFinding(
    {
      rule: rules[said.code],
      asset: null,
      alsoAt: [],
      use: null,
      from: null,
      to: null,
      evidence: [],
      policies: { default: said.severity },
      waiver: null,
      ...said,
    },
    messages('en'),
  );

const jennifer = 'stills/archive/jennifer_1999.jpg';
const road = 'stills/archive/street_1998.jpg';
const crop = 'stills/yearbook_crop.jpg';

/** A whole report, as a scan would give it. */
export const sample: WholeReport = {
  schema: 'trueslate.report/1',
  tool: {
    name: 'trueslate',
    version: '0.1.0',
    engines: { c2pa: 'c2pa-wasm 0.13.3', exiftool: '13.59', ffmpeg: '5.1.6', sharp: '0.35.5' },
  },
  run: {
    started: '2026-11-22T09:00:00.000Z',
    finished: '2026-11-22T09:00:07.412Z',
    roots: ['/deliveries/the-long-road'],
    complete: false,
  },
  deliveryVerdict: 'undisclosed',
  coverage: {
    assets: assets.length,
    byVerdict: { generated: 2, edited: 3, possible: 1, unreadable: 1, captured: 1, unmarked: 3 },
    skipped: [
      { path: '.DS_Store', reason: 'system-file' },
      { path: 'ai-declaration.yaml', reason: 'declaration' },
      { path: 'cut/lock_v7.edl', reason: 'not-media' },
      { path: 'grade/show.cube', reason: 'not-media' },
      { path: 'stills/library', reason: 'link-outside', detail: '/mnt/library/stills' },
    ],
    notChecked: Object.values({
      synthid: messages('en').notChecked.synthid,
      pixels: messages('en').notChecked['pixels-off'],
      tracing: messages('en').notChecked['tracing-off'],
    }),
    manifests: [{ path: 'ascmhl/0001_lock_v7.mhl', kind: 'asc-mhl', entries: 11, digestsChecked: 5 }],
    traced: null,
  },
  trustLists: [{ file: 'C2PA-TRUST-LIST.pem', anchors: 41, allowed: 0, sha256: '0f'.repeat(32) }],
  policies: [
    {
      name: 'default',
      title: 'Neutral rules',
      version: '1',
      sources: [{ title: 'trueslate' }],
      verdict: 'undisclosed',
      open: { blocker: 2, issue: 4, fyi: 2 },
    },
  ],
  declaration: {
    path: 'ai-declaration.yaml',
    sha256: '1e'.repeat(32),
    content: {
      schema: 'trueslate.declaration/1',
      statement: 'uses-listed',
      production: { id: 'RAW-114', title: 'The Long Road', kind: 'documentary', company: 'RawCo' },
      delivery: { id: 'RAW-114-D3', frameRate: '25' },
      declaredBy: { name: 'A. Producer', role: 'post supervisor', date: '2026-10-01' },
      tools: [{ id: 'T1', vendor: 'Adobe', name: 'Firefly', version: '5' }],
      uses: [
        {
          id: 'U1',
          title: 'Background of the yearbook photograph replaced',
          tools: ['T1'],
          degree: 'composite',
          destination: 'final-visible',
          assets: [{ path: 'stills/yearbook_*' }],
          timecodes: [],
        },
        {
          id: 'U2',
          title: 'Sky extended in the opening shot',
          tools: ['T1'],
          degree: 'altered',
          destination: 'final-background',
          assets: [{ path: 'stills/map_of_the_route.png' }, { path: 'stills/opening_sky.tif' }],
          timecodes: [],
        },
      ],
    },
  },
  assets,
  marked: [],
  sightings: [],
  uses: [
    {
      id: 'U1',
      title: 'Background of the yearbook photograph replaced',
      outcome: 'found',
      assets: ['stills/yearbook_comp.tif', crop],
      missing: [],
    },
    {
      id: 'U2',
      title: 'Sky extended in the opening shot',
      outcome: 'partly-found',
      assets: ['stills/map_of_the_route.png'],
      missing: ['stills/opening_sky.tif'],
    },
  ],
  ranges: [],
  waivers: null,
  baseline: null,
  findings: [
    finding({
      id: '0123456789abcd01',
      code: 'D01',
      severity: 'blocker',
      asset: jennifer,
      alsoAt: ['stills/archive/jennifer_1999_b.jpg'],
      params: {
        asset: jennifer,
        verdict: 'generated',
        title: generated.title,
        value: ai,
        generator: 'ChatGPT',
        strength: 'signed',
      },
      evidence: [generated],
    }),
    finding({
      id: '0123456789abcd02',
      code: 'D01',
      severity: 'blocker',
      asset: road,
      params: { asset: road, verdict: 'edited', title: altered.title, value: composite, strength: 'declared' },
      evidence: [altered],
    }),
    finding({
      id: '0123456789abcd03',
      code: 'P01',
      severity: 'issue',
      asset: crop,
      params: { asset: crop, codes: 'assertion.dataHash.mismatch', ai: 1 },
      evidence: [firefly],
    }),
    finding({
      id: '0123456789abcd04',
      code: 'D14',
      severity: 'issue',
      use: 'U2',
      params: { use: 'U2', title: 'Sky extended in the opening shot', missing: 'stills/opening_sky.tif' },
    }),
    finding({
      id: '0123456789abcd05',
      code: 'T01',
      severity: 'issue',
      asset: 'cut/reel1.mov',
      params: { asset: 'cut/reel1.mov', problem: 'truncated', detail: '' },
    }),
    finding({
      id: '0123456789abcd06',
      code: 'T01',
      severity: 'issue',
      asset: 'stills/library',
      params: { asset: 'stills/library', problem: 'link-outside', detail: '/mnt/library/stills' },
    }),
    finding({
      id: '0123456789abcd07',
      code: 'P07',
      severity: 'fyi',
      asset: 'stills/logo_upscaled.png',
      params: { asset: 'stills/logo_upscaled.png', title: tool.title, value: tool.value },
      evidence: [tool],
    }),
    finding({
      id: '0123456789abcd08',
      code: 'D17',
      severity: 'fyi',
      params: { reason: 'older', date: '2026-10-14', declared: '2026-10-01', asset: road },
    }),
  ],
  problems: [],
};
