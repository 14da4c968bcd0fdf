import { degrees, destinations, productionKinds, statements } from '../model/index.ts';
import type { Fields, FieldType } from './field-types.ts';

/** The one value of `schema` that this version reads and writes. */
export const declarationSchemaName = 'trueslate.declaration/1';

const text = { type: 'text' } as const;
const date = { type: 'date' } as const;
const sha256 = { type: 'digest', algorithm: 'sha256' } as const;
const boolean = { type: 'boolean' } as const;
const texts = { type: 'list', of: text } as const;
const choice = <const V extends readonly string[]>(...values: V) => ({ type: 'choice', values }) as const;
const list = <const F extends Fields>(fields: F) => ({ type: 'list', of: { type: 'map', fields } }) as const;
const yesNoUnknown = choice('yes', 'no', 'unknown');

/** Keys of an asset entry that this version can hold against files; the others are kept and make the use unverifiable. */
export const assetKeys = ['path', 'sha256', 'documentId', 'md5', 'sha1', 'sha512', 'xxh64', 'xxh3', 'xxh128', 'c4'] as const;

const assetEntry = {
  type: 'map',
  shorthand: 'path',
  fields: {
    path: {
      ...text,
      about: 'Path in the delivery, a folder for all that lies in it, or a glob.',
      otherNames: ['pathGlob', 'glob', 'file'],
    },
    sha256: { ...sha256, about: 'Digest of the whole file, 64 hexadecimal digits.' },
    documentId: { ...text, about: 'xmpMM:DocumentID of the file.', otherNames: ['xmpDocumentId'] },
    md5: { type: 'digest', algorithm: 'md5', about: 'MD5 of the whole file.' },
    sha1: { type: 'digest', algorithm: 'sha1', about: 'SHA-1 of the whole file.' },
    sha512: { type: 'digest', algorithm: 'sha512', about: 'SHA-512 of the whole file.' },
    xxh64: {
      type: 'digest',
      algorithm: 'xxh64',
      about: 'xxHash64 of the whole file, seed 0.',
      otherNames: ['xxhash64', 'xxhash'],
    },
    xxh3: { type: 'digest', algorithm: 'xxh3', about: 'XXH3 of the whole file, 64 bits.' },
    xxh128: { type: 'digest', algorithm: 'xxh128', about: 'XXH3 of the whole file, 128 bits.', otherNames: ['xxhash128'] },
    c4: { type: 'digest', algorithm: 'c4', about: 'C4 identifier of the file (SMPTE ST 2114).' },
    umid: text,
    imfAssetUuid: text,
    clipName: text,
    phash: text,
  },
} as const satisfies FieldType;

const timecodes = list({
  asset: { ...text, about: 'Path of the video; may be left out where the delivery holds one video.' },
  in: { type: 'timecode', required: true, about: 'First frame, HH:MM:SS:FF.' },
  out: { type: 'timecode', required: true, about: 'First frame after the range, HH:MM:SS:FF.' },
  track: text,
  cutVersion: text,
});

const tool = {
  id: { ...text, about: 'What uses call the tool by.' },
  vendor: text,
  name: text,
  version: text,
  model: text,
  licence: {
    ...choice('free', 'paid', 'enterprise', 'netflix-agreement', 'self-hosted', 'unknown'),
    otherNames: ['licenceTier', 'licenseTier', 'license'],
  },
  trainsOnInputs: yesNoUnknown,
  storesInputs: yesNoUnknown,
  trainingData: choice('licensed', 'own', 'public-domain', 'unlicensed', 'unknown'),
  tosSnapshot: { type: 'map', fields: { path: text, sha256, date } },
} as const satisfies Fields;

const depicts = {
  realPerson: boolean,
  people: { ...texts, otherNames: ['personIds'] },
  deceased: boolean,
  publicFigure: boolean,
  minor: boolean,
  realEvent: boolean,
  trademark: boolean,
} as const satisfies Fields;

const input = {
  kind: choice(
    'prompt',
    'production-footage',
    'script',
    'third-party-image',
    'archival',
    'voice-sample',
    'personal-data',
    'none',
  ),
  ref: text,
  owner: text,
  rights: choice('cleared', 'licensed', 'owned', 'public-domain', 'uncleared', 'unknown'),
  licenceAllowsAiAlteration: yesNoUnknown,
} as const satisfies Fields;

const consent = {
  person: { ...text, otherNames: ['personId'] },
  type: choice('employment-replica', 'independent-replica', 'background', 'alteration', 'voice'),
  use: { ...text, otherNames: ['specificUse'] },
  signed: { ...date, otherNames: ['signedAt'] },
  scope: text,
  projectIds: texts,
  expires: date,
  reference: { ...text, otherNames: ['docRef', 'ref'] },
  docSha256: sha256,
} as const satisfies Fields;

const approval = {
  authority: choice('netflix', 'commissioner', 'legal', 'e-and-o', 'guild', 'estate', 'director'),
  status: choice('requested', 'granted', 'refused', 'conditional'),
  by: { ...text, otherNames: ['grantedBy'] },
  date: { ...date, otherNames: ['at'] },
  reference: { ...text, otherNames: ['ref'] },
  scope: { ...texts, about: 'Use ids, paths, globs or timecodes that the approval covers.' },
  conditions: text,
  expires: date,
  docSha256: sha256,
} as const satisfies Fields;

/** Where AI was used for what; FIELD A3. */
const functions = choice(
  'ideation',
  'previs',
  'temp',
  'background-prop',
  'set-extension',
  'key-art',
  'character-design',
  'generated-shot',
  'generated-still',
  'archival-alteration',
  'colourise',
  'upscale',
  'restore',
  'generative-fill',
  'relight',
  'cleanup',
  'reconstruction',
  'anonymisation',
  'face-replacement',
  'de-ageing',
  'digital-replica',
  'synthetic-performer',
  'voice-clone',
  'tts-narration',
  'dialogue-edit',
  'visual-adr',
  'dub-localisation',
  'music',
  'sfx',
  'subtitles',
  'graphics',
  'other',
);

const disclosureMethods = choice(
  'none',
  'lower-third',
  'on-screen-label',
  'opening-card',
  'end-card',
  'credits',
  'voice-over',
  'frame-style',
  'metadata',
  'promo',
);

const use = {
  id: { ...text, required: true, about: 'Unique in the declaration.' },
  title: { ...text, required: true, about: 'What was done, in one line.' },
  description: text,
  tools: {
    ...texts,
    required: true,
    about: 'Ids from tools, or simply names.',
    otherNames: ['toolIds', 'tool'],
  },
  dateFrom: date,
  dateTo: date,
  modality: { type: 'list', of: choice('image', 'video', 'voice', 'music', 'sfx', 'text', 'model3d', 'data') },
  function: functions,
  degree: { ...choice(...degrees), required: true, about: 'How far AI went.' },
  stage: choice('development', 'prep', 'production', 'editorial', 'vfx', 'sound', 'grade', 'marketing', 'localisation'),
  destination: choice(...destinations),
  prominence: choice('incidental', 'visible', 'prominent'),
  couldBeTakenAsReal: choice('yes', 'no', 'unsure'),
  depicts: { type: 'map', fields: depicts },
  inputs: list(input),
  promptLog: { type: 'map', fields: { path: text, text, sha256 } },
  humanContribution: text,
  assets: { type: 'list', of: assetEntry, about: 'Paths, globs, digests or document ids of the files it covers.' },
  timecodes: { ...timecodes, about: 'Ranges of videos it covers.' },
  frameSharePct: { type: 'number', min: 0, max: 100 },
  consents: list(consent),
  approvals: list(approval),
  disclosure: {
    type: 'map',
    fields: { methods: { type: 'list', of: disclosureMethods, otherNames: ['method'] }, wording: text, timecodes },
  },
  unionImpact: choice('none', 'consulted', 'agreement', 'unknown'),
  marking: {
    type: 'map',
    fields: {
      c2pa: choice('kept', 're-signed', 'stripped', 'never'),
      watermark: choice('synthid', 'other', 'none', 'unknown'),
    },
  },
  copyrightDisclaimed: choice('yes', 'no'),
  status: choice('planned', 'in-use', 'final', 'removed'),
} as const satisfies Fields;

const production = {
  id: text,
  title: { ...text, required: true },
  kind: choice(...productionKinds),
  season: text,
  episode: text,
  company: text,
  commissioner: text,
  commissionerContact: text,
  territories: texts,
  guilds: { type: 'list', of: choice('sag-aftra', 'dga', 'wga', 'equity', 'none') },
} as const satisfies Fields;

const delivery = {
  id: text,
  frameRate: { type: 'frame-rate' },
  dropFrame: boolean,
  startTimecode: { type: 'timecode', otherNames: ['startTc'] },
  cutVersion: text,
  root: text,
  manifest: text,
} as const satisfies Fields;

/**
 * Every field of a declaration, once: what it is called, what it may hold, who must give it. The validator, the JSON Schema
 * and the search for the nearest key all derive from this table.
 */
export const declarationFields = {
  schema: { ...choice(declarationSchemaName), required: true, otherNames: ['schemaVersion'] },
  statement: {
    ...choice(...statements),
    about: 'none-used says that no AI was used at all; left out, it follows from whether uses are listed.',
  },
  policy: {
    type: 'list',
    of: text,
    orSingle: true,
    about: 'Names of shipped profiles, or paths of policy files; one may stand without a list.',
    otherNames: ['policyProfile', 'policies', 'profile'],
  },
  production: { type: 'map', fields: production, required: true },
  delivery: { type: 'map', fields: delivery },
  declaredBy: {
    type: 'map',
    fields: {
      name: text,
      role: text,
      org: text,
      email: text,
      date: { ...date, about: 'When the declaration was made.', otherNames: ['declaredAt'] },
    },
  },
  supersedes: text,
  tools: list(tool),
  uses: list(use),
} as const satisfies Fields;
