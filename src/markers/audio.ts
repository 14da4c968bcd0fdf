import type { ExampleFact, FactSource, Generator, Marker } from '../model/index.ts';
import { cite } from './cite.ts';
import { container, each, id3, type Place, sidecar, tag } from './select.ts';

const fact = (source: FactSource, name: string, value: string): ExampleFact => ({ source, name, value });

const madeWithSuno = /^made with suno( studio)?; created=[0-9T:.+-]+Z?; id=[0-9a-f-]{36}/i;
const sample = 'made with suno; created=2026-08-01T10:00:00.000Z; id=2b6e053b-9a65-4ca9-9e13-b6f4465164d4';

interface Suno {
  readonly id: string;
  readonly title: string;
  readonly places: readonly Place[];
  readonly yes: readonly (readonly ExampleFact[])[];
  readonly no: ExampleFact;
}

const suno = ({ id, title, places, yes, no }: Suno): Marker => ({
  id,
  title,
  vendor: 'Suno',
  says: 'generated',
  strength: 'declared',
  source: cite.detectors,
  evidence: 'secondary',
  match: each(places, madeWithSuno, { generator: 'Suno' }),
  examples: { yes, no: [[no]] },
});

const modelName = /\bchirp-[\w.-]{1,40}/i;

/** An address at suno.com (or of its files), or the id of a song. */
const sunoSong = /\b(?:[\w-]{1,40}\.)?suno\.(?:com|ai)\/\S|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/i;

/** The lineage names songs by the first eight digits of their ids: `Extended from 0a1b2c3d`, `Root 0a1b2c3d (Rain)`. */
const lineage = /\b(?:Root|Remix of|Extended from|Cover of) [0-9a-f]{8}\b/i;

const downloaded = (value: string): boolean => [sunoSong, modelName, lineage].some((shape) => shape.test(value));

const downloaderTags = [
  tag('suno_id', 'suno_uuid', 'suno_url', 'suno_model', 'suno_style', 'suno_parent', 'suno_root', 'suno_lineage'),
];

/** Generators of music, and the music trade's own declaration. */
export const audioMarkers: readonly Marker[] = [
  suno({
    id: 'aud-suno-comm',
    title: 'Comment of Suno in ID3',
    places: [id3('COMM', 'TXXX:comment', 'Comment')],
    yes: [[fact('id3', 'COMM', sample)], [fact('id3', 'COMM:eng', sample)], [fact('id3', 'TXXX:comment', sample)]],
    no: fact('id3', 'COMM', 'made with love for Suno'),
  }),
  suno({
    id: 'aud-suno-icmt',
    title: 'Comment of Suno in a WAV: RIFF INFO, or carried over into bext or iXML',
    places: [
      container('info:ICMT', 'info:Comment', 'bext:Description', 'ixml:NOTE', 'ixml:BWF_DESCRIPTION'),
      { sources: ['container'], keys: ['icmt'] },
    ],
    yes: [[fact('container', 'info:ICMT', sample)], [fact('container', 'bext:Description', sample)]],
    no: fact('container', 'info:ICMT', 'Suno river, location sound'),
  }),
  suno({
    id: 'aud-suno-cmt',
    title: 'Comment of Suno in MP4 or Windows Media',
    places: [tag('cmt', 'comment'), container('tag:Description', 'asf:Description')],
    yes: [[fact('container', 'ilst:©cmt', sample)], [fact('container', 'tag:comment', sample.toUpperCase())]],
    no: fact('container', 'ilst:©cmt', 'made with suno'),
  }),
  suno({
    id: 'aud-suno-vorbis',
    title: 'Comment of Suno in FLAC and Ogg',
    places: [container('vorbis:comment', 'vorbis:description')],
    yes: [[fact('container', 'vorbis:COMMENT', sample)], [fact('container', 'vorbis:DESCRIPTION', sample)]],
    no: fact('container', 'vorbis:COMMENT', 'not made with suno; created=now'),
  }),
  {
    id: 'aud-suno-woas',
    title: 'Address of the song at Suno',
    vendor: 'Suno',
    says: 'generated',
    strength: 'declared',
    source: cite.detectors,
    evidence: 'secondary',
    match: each([id3('WOAS', 'SourceURL'), tag('woas', 'sourceurl')], /^https:\/\/suno\.com\/song\/[0-9a-f-]{36}/, {
      generator: 'Suno',
    }),
    examples: {
      yes: [[fact('id3', 'WOAS', 'https://suno.com/song/2b6e053b-9a65-4ca9-9e13-b6f4465164d4')]],
      no: [[fact('id3', 'WOAS', 'https://suno.com/about')]],
    },
  },
  {
    id: 'aud-suno-tools',
    title: 'Tags of a Suno downloader',
    vendor: 'downloaders of Suno songs',
    says: 'generated',
    strength: 'declared',
    source: cite.detectors,
    evidence: 'secondary',
    note: 'Written by others, not by Suno; an address, an id of a song or a model is asked for. chirp-v3-5 is 3.5, auk 4.5, bluejay 4.5+, crow 5, fenix 5.5, hawk 6.',
    match: each(downloaderTags, downloaded, {
      generator: (found): Generator => {
        const version = modelName.exec(found.value)?.[0];
        return version ? { name: 'Suno', version } : { name: 'Suno' };
      },
    }),
    examples: {
      yes: [
        [fact('id3', 'TXXX:SUNO_MODEL', 'chirp-crow')],
        [fact('container', 'vorbis:SUNO_ID', '2b6e053b-9a65-4ca9-9e13-b6f4465164d4')],
        [fact('id3', 'TXXX:SUNO_URL', 'https://suno.com/song/2b6e053b-9a65-4ca9-9e13-b6f4465164d4')],
        [fact('container', 'vorbis:SUNO_LINEAGE', 'Extended from 0a1b2c3d')],
      ],
      no: [
        [fact('id3', 'TXXX:SUNO_ID', '')],
        [fact('id3', 'TXXX:SUNO_URL', 'n/a')],
        [fact('container', 'vorbis:SUNO_STYLE', 'Ballad')],
        [fact('id3', 'TPE1', 'Suno')],
      ],
    },
  },
  {
    id: 'aud-ddex-containsai',
    title: 'DDEX: contains AI',
    vendor: 'DDEX ERN 4.3.2 and later',
    says: 'edited',
    strength: 'declared',
    source: 'DDEX allowed value sets v012; ERN 4.3.2 (http://ddex.net/xml/ern/432)',
    evidence: 'primary',
    note: 'All is generated, Partly contains AI.',
    match: each([sidecar('ddex:ContainsAI')], /^\s*(All|Partly)\s*$/, {
      says: (found) => (found.value.trim() === 'All' ? 'generated' : 'edited'),
    }),
    examples: {
      yes: [[fact('sidecar', 'ddex:ContainsAI', 'All')], [fact('sidecar', 'ddex:ContainsAI', 'Partly')]],
      no: [[fact('sidecar', 'ddex:ContainsAI', 'None')]],
    },
  },
  {
    id: 'aud-ddex-none',
    title: 'DDEX: contains no AI',
    vendor: 'DDEX ERN 4.3.2 and later',
    says: 'nothing',
    strength: 'declared',
    source: 'DDEX allowed value sets v012',
    evidence: 'primary',
    note: 'Stands against every marker of AI in the same file.',
    match: each([sidecar('ddex:ContainsAI')], /^\s*None\s*$/),
    examples: { yes: [[fact('sidecar', 'ddex:ContainsAI', 'None')]], no: [[fact('sidecar', 'ddex:ContainsAI', 'All')]] },
  },
  {
    id: 'aud-ddex-contribution',
    title: 'DDEX: contribution by AI',
    vendor: 'DDEX ERN 4.3.2 and later',
    says: 'edited',
    strength: 'declared',
    source: 'DDEX ERN 4.3.2, Contributor/AiContribution',
    evidence: 'primary',
    match: each(
      [sidecar('ddex:AiContribution', 'ddex:Contributor/AiContribution')],
      (value) => !/^\s*(None|false)?\s*$/i.test(value),
    ),
    examples: {
      yes: [[fact('sidecar', 'ddex:AiContribution', 'Vocals')]],
      no: [[fact('sidecar', 'ddex:AiContribution', 'None')], [fact('sidecar', 'ddex:Contributor', 'A. Artist')]],
    },
  },
];
