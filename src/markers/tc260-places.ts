import type { ExampleFact, Fact, FactSource, Marker } from '../model/index.ts';
import { cite } from './cite.ts';
import { tagKey } from './select.ts';
import { doubao, labelled, labels } from './tc260.ts';
import { isAigcNamed, isBareLabel } from './tc260-label.ts';

const vendor = 'Chinese services (GB 45438-2025)';
const fact = (source: FactSource, name: string, value: string, where?: string): ExampleFact => ({
  source,
  name,
  value,
  ...(where && { where }),
});

interface At {
  readonly id: string;
  readonly title: string;
  readonly evidence?: Marker['evidence'];
  readonly note?: string;
  readonly holds: (fact: Fact) => boolean;
  readonly yes: ExampleFact;
  readonly no: ExampleFact;
}

const place = ({ id, title, evidence = 'secondary', note, holds, yes, no }: At): Marker => ({
  id,
  title,
  vendor,
  says: 'generated',
  strength: 'declared',
  source: cite.tc260,
  evidence,
  ...(note && { note }),
  match: labels((_, found) => holds(found)),
  examples: { yes: [[yes]], no: [[no]] },
});

const named = (source: FactSource, start: string) => (found: Fact) =>
  found.source === source && found.name.toLowerCase().startsWith(start) && isAigcNamed(found);
/** A segment of a JPEG, by the reader's word for the place. */
const inSegment = /^(APP\d|COM\b)/;
const inFlash = /onMetaData|flash|FLV/i;
const inXmpOf = (where: RegExp) => (found: Fact) => found.source === 'xmp' && isAigcNamed(found) && where.test(found.where);

/** Where the label of GB 45438-2025 stands in each container. Its number decides what it says. */
export const tc260Places: readonly Marker[] = [
  place({
    id: 'aigc-xmp',
    title: 'AIGC label in XMP',
    evidence: 'primary',
    note: 'Namespace http://www.tc260.org.cn/ns/AIGC/1.0/; the prefix C260 is also seen.',
    holds: (found) => found.source === 'xmp' && /c260|aigc|usercomment/i.test(found.name),
    yes: fact('xmp', 'TC260:Aigc', doubao),
    no: fact('xmp', 'dc:description', doubao),
  }),
  place({
    id: 'aigc-gif',
    title: 'AIGC label in an application extension of a GIF',
    holds: (found) => isAigcNamed(found) && /application extension|gif/i.test(found.where),
    yes: fact('xmp', 'TC260:AIGC', doubao, 'GIF application extension (XMP DataXMP)'),
    no: fact('xmp', 'TC260:AIGC', doubao, 'APP1 (XMP)'),
  }),
  place({
    id: 'aigc-webp',
    title: 'AIGC label in the XMP of a WebP',
    holds: inXmpOf(/webp|"XMP "|^XMP chunk|RIFF/i),
    yes: fact('xmp', 'TC260:AIGC', doubao, 'RIFF chunk "XMP "'),
    no: fact('xmp', 'TC260:AIGC', doubao, 'APP1 (XMP)'),
  }),
  place({
    id: 'aigc-tiff',
    title: 'AIGC label in the XMP of a TIFF',
    holds: inXmpOf(/IFD\d|TIFF|0x02bc|tag 700/i),
    yes: fact('xmp', 'TC260:AIGC', doubao, 'IFD0 tag 700 (XMP)'),
    no: fact('xmp', 'TC260:AIGC', doubao, 'iTXt chunk "XML:com.adobe.xmp"'),
  }),
  place({
    id: 'aigc-png',
    title: 'AIGC label in a PNG text chunk',
    holds: (found) => named('text', 'aigc')(found) && !inSegment.test(found.where) && !/^application/.test(found.where),
    yes: fact('text', 'AIGC', `{"AIGC":${doubao}}`),
    no: fact('text', 'Title', doubao),
  }),
  place({
    id: 'aigc-jpeg-exif',
    title: 'AIGC label in the EXIF user comment',
    holds: (found) => /usercomment$/i.test(found.name),
    yes: fact('exif', 'UserComment', `{"AIGC":${doubao}}`),
    no: fact('exif', 'UserComment', 'AIGC workshop, Beijing'),
  }),
  place({
    id: 'aigc-caption',
    title: 'AIGC label in the caption of the picture',
    note: 'Where a program carried it over. It counts with the id or code of the standard, or inside "AIGC".',
    holds: (found) => /(ImageDescription|XPComment|dc:description|Caption-Abstract)$/i.test(found.name),
    yes: fact('xmp', 'dc:description', doubao),
    no: fact('xmp', 'dc:description', '{"Label":"1","ContentProducer":"Warner Music"}'),
  }),
  place({
    id: 'aigc-jpeg-app',
    title: 'AIGC label bare in a segment or comment of a JPEG',
    holds: (found) =>
      (found.source !== 'xmp' && /^\s{0,8}AIGC\s{0,4}\{/.test(found.value)) ||
      (named('text', 'aigc')(found) && inSegment.test(found.where)),
    yes: fact('text', 'AIGC', doubao, 'APP11'),
    no: fact('text', 'Comment', 'AIGC {see attachment}'),
  }),
  place({
    id: 'aigc-mp4-keys',
    title: 'AIGC label in the keys of an MP4, or a tag of the whole file',
    note: 'ffmpeg writes it with -movflags use_metadata_tags; ffprobe shows it as a format tag.',
    holds: (found) => /^(keys|ilst|tag|mdta|itemlist):/i.test(found.name) && !inFlash.test(found.where),
    yes: fact('container', 'keys:AIGC', labelled('1', 'kling')),
    no: fact('container', 'keys:AIGC Award', 'winner'),
  }),
  place({
    id: 'aigc-mp4-udta',
    title: 'AIGC label in a box of the user data',
    holds: named('container', 'udta:'),
    yes: fact('container', 'udta:aigc', labelled('1')),
    no: fact('container', 'udta:titl', labelled('1')),
  }),
  place({
    id: 'aigc-mkv',
    title: 'AIGC label in the tags of a Matroska file',
    holds: named('container', 'matroska:'),
    yes: fact('container', 'matroska:AIGC', labelled('1')),
    no: fact('container', 'matroska:TITLE', labelled('1')),
  }),
  place({
    id: 'aigc-avi',
    title: 'AIGC label in the INFO list of an AVI',
    holds: named('container', 'info:'),
    yes: fact('container', 'info:AIGC', labelled('1')),
    no: fact('container', 'info:INAM', 'AIGC'),
  }),
  place({
    id: 'aigc-flv',
    title: 'AIGC label in the metadata of a Flash video',
    holds: (found) => isAigcNamed(found) && inFlash.test(found.where),
    yes: fact('container', 'tag:AIGC', labelled('1'), 'onMetaData'),
    no: fact('container', 'tag:AIGC', labelled('1'), 'moov/meta/keys'),
  }),
  place({
    id: 'aigc-wav',
    title: 'AIGC label in a chunk of a WAV',
    holds: named('container', 'riff:'),
    yes: fact('container', 'riff:AIGC', labelled('1')),
    no: fact('container', 'riff:json', labelled('1')),
  }),
  place({
    id: 'aigc-mp3',
    title: 'AIGC label in an ID3 frame',
    holds: (found) => found.source === 'id3',
    yes: fact('id3', 'TXXX:AIGC', labelled('1')),
    no: fact('id3', 'TIT2', 'AIGC'),
  }),
  place({
    id: 'aigc-flac',
    title: 'AIGC label in a Vorbis comment',
    holds: named('container', 'vorbis:'),
    yes: fact('container', 'vorbis:AIGC', labelled('1')),
    no: fact('container', 'vorbis:TITLE', 'AIGC'),
  }),
  place({
    id: 'aigc-ooxml',
    title: 'AIGC label in the properties of an Office document',
    holds: named('container', 'ooxml:'),
    yes: fact('container', 'ooxml:AIGC', labelled('1')),
    no: fact('container', 'ooxml:Title', 'AIGC'),
  }),
  place({
    id: 'aigc-pdf',
    title: 'AIGC label in the information of a PDF',
    holds: named('container', 'pdf:'),
    yes: fact('container', 'pdf:AIGC', labelled('1')),
    no: fact('container', 'pdf:Title', 'AIGC'),
  }),
  place({
    id: 'aigc-any-field',
    title: 'AIGC label in a field made for something else',
    note: 'MPEG user data, header fields of DPX, attributes of EXR, notes in iXML, a description in SVG: formats without a place of their own for it. The field must hold nothing else, and the label the id or code of the standard.',
    holds: (found) => !isAigcNamed(found) && isBareLabel(found),
    yes: fact('container', 'dpx:userData', doubao),
    no: fact('container', 'dpx:project', `A film about {"Label":"1"} and ${doubao}`),
  }),
  place({
    id: 'aigc-markdown',
    title: 'AIGC label in the front matter of a text',
    holds: (found) => found.source === 'sidecar' && tagKey(found.name) === 'aigc',
    yes: fact('sidecar', 'frontmatter:AIGC', labelled('1')),
    no: fact('sidecar', 'text', 'AIGC: to be discussed'),
  }),
];
