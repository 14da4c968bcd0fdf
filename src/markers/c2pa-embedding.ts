import type { ExampleFact, FactSource, Marker } from '../model/index.ts';
import { cite } from './cite.ts';
import { container, each, id3, type Place, type Shape } from './select.ts';

const fact = (source: FactSource, name: string, value: string): ExampleFact => ({ source, name, value });

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly place: Place;
  readonly shape?: Shape;
  readonly yes: ExampleFact;
  readonly no: ExampleFact;
  readonly note?: string;
}

const holder = ({ id, title, place, shape, yes, no, note }: Entry): Marker => ({
  id,
  title,
  vendor: 'any C2PA signer',
  says: 'nothing',
  strength: 'c2pa',
  source: `${cite.c2pa} Appendix A; ${cite.c2paRs} docs/supported-formats.md`,
  evidence: 'primary',
  note: note ?? 'The structure counts, never the bare letters: "c2pa" occurs in compressed data by chance.',
  match: each([place], shape),
  examples: { yes: [[yes]], no: [[no]] },
});

/** Where each container keeps a C2PA store; the value is the label of its JUMBF box. */
export const c2paEmbedding: readonly Marker[] = [
  holder({
    id: 'c2pa-embed-jpeg',
    title: 'C2PA store in JPEG: APP11 segments with a JUMBF box labelled c2pa',
    place: container('jpeg:APP11'),
    shape: /c2pa/,
    yes: fact('container', 'jpeg:APP11', 'c2pa'),
    no: fact('container', 'jpeg:APP11', 'JP jumb hdr'),
  }),
  holder({
    id: 'c2pa-embed-png',
    title: 'C2PA store in PNG: chunk caBX',
    place: container('png:caBX'),
    yes: fact('container', 'png:caBX', 'c2pa'),
    no: fact('container', 'png:eXIf', 'c2pa'),
  }),
  holder({
    id: 'c2pa-embed-tiff',
    title: 'C2PA store in TIFF and DNG: tag 52545',
    place: container('tiff:52545', 'tiff:0xCD41'),
    yes: fact('container', 'tiff:52545', 'c2pa'),
    no: fact('container', 'tiff:700', 'c2pa'),
  }),
  holder({
    id: 'c2pa-embed-riff',
    title: 'C2PA store in WAV, AVI and WebP: chunk C2PA',
    place: container('riff:C2PA'),
    note: 'RF64 and BW64 are not named in the specification.',
    yes: fact('container', 'riff:C2PA', 'c2pa'),
    no: fact('container', 'riff:LIST', 'C2PA'),
  }),
  holder({
    id: 'c2pa-embed-bmff',
    title: 'C2PA store in MP4, MOV, HEIC and AVIF: uuid box',
    place: container('uuid:d8fec3d6-1b0e-483c-9297-5828877ec481', 'bmff:d8fec3d6-1b0e-483c-9297-5828877ec481'),
    yes: fact('container', 'uuid:d8fec3d6-1b0e-483c-9297-5828877ec481', 'c2pa'),
    no: fact('container', 'uuid:be7acfcb-97a9-42e8-9c71-999491e3afac', 'XMP'),
  }),
  holder({
    id: 'c2pa-embed-id3',
    title: 'C2PA store in MP3 and FLAC: ID3 frame GEOB',
    place: id3('GEOB'),
    shape: /c2pa/,
    note: 'In FLAC the ID3 tag stands before fLaC.',
    yes: fact('id3', 'GEOB', 'c2pa'),
    no: fact('id3', 'GEOB', 'application/octet-stream'),
  }),
  holder({
    id: 'c2pa-embed-gif',
    title: 'C2PA store in GIF: application extension C2PA_GIF',
    place: container('gif:C2PA_GIF'),
    yes: fact('container', 'gif:C2PA_GIF', 'c2pa'),
    no: fact('container', 'gif:NETSCAPE2.0', 'C2PA_GIF'),
  }),
  holder({
    id: 'c2pa-embed-jxl',
    title: 'C2PA store in JPEG XL: jumb box',
    place: container('jxl:jumb'),
    shape: /c2pa/,
    yes: fact('container', 'jxl:jumb', 'c2pa'),
    no: fact('container', 'jxl:jumb', 'other'),
  }),
  holder({
    id: 'c2pa-embed-svg',
    title: 'C2PA store in SVG: element c2pa:manifest',
    place: container('svg:c2pa:manifest'),
    yes: fact('container', 'svg:c2pa:manifest', 'c2pa'),
    no: fact('container', 'svg:title', 'http://c2pa.org/manifest'),
  }),
  holder({
    id: 'c2pa-embed-pdf',
    title: 'C2PA store in PDF: embedded file with AFRelationship C2PA_Manifest',
    place: container('pdf:AFRelationship'),
    shape: /C2PA_Manifest/,
    yes: fact('container', 'pdf:AFRelationship', '/C2PA_Manifest'),
    no: fact('container', 'pdf:AFRelationship', '/Source'),
  }),
  holder({
    id: 'c2pa-embed-zip',
    title: 'C2PA store in ZIP: META-INF/content_credential.c2pa',
    place: container('zip:entry'),
    shape: /^META-INF\/content_credential\.c2pa$/,
    yes: fact('container', 'zip:entry', 'META-INF/content_credential.c2pa'),
    no: fact('container', 'zip:entry', 'META-INF/MANIFEST.MF'),
  }),
  {
    ...holder({
      id: 'c2pa-sidecar',
      title: 'C2PA store beside the media: same name with .c2pa',
      place: { sources: ['filename', 'sidecar'], names: ['name', 'c2pa'] },
      shape: /\.c2pa$/i,
      note: 'The only way for MXF, Matroska, EXR, DPX and AIFF today.',
      yes: fact('filename', 'name', 'reel1.c2pa'),
      no: fact('filename', 'name', 'c2pa.mov'),
    }),
    source: `${cite.c2paRs} sdk/src/reader.rs:282,322; MIME type application/c2pa`,
  },
];
