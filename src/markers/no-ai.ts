import type { ExampleFact, FactSource, Marker } from '../model/index.ts';
import { cite } from './cite.ts';
import { comments, container, each, exif, iptc, tag, xmp } from './select.ts';

const fact = (source: FactSource, name: string, value: string): ExampleFact => ({ source, name, value });

type Entry = Omit<Marker, 'says' | 'strength' | 'examples'> & { yes: ExampleFact; no: ExampleFact };

/** A statement that looks like AI and says nothing of the kind: kept so that it is explained, and never taken for more. */
const trap = ({ yes, no, ...rest }: Entry): Marker => ({
  ...rest,
  says: 'nothing',
  strength: 'declared',
  examples: { yes: [[yes]], no: [[no]] },
});

const encoder = [
  tag('encoder', 'too', 'isft', 'tsse', 'software', 'writingapp', 'muxingapp'),
  { sources: ['id3' as const], names: ['TSSE'] },
];

/** Opt-outs from training, tools that everybody uses, and captions by AI. */
export const noAiMarkers: readonly Marker[] = [
  trap({
    id: 'xmp-plus-datamining',
    title: 'Opt-out from data mining',
    vendor: 'any (PLUS)',
    source: `${cite.exiftool} lib/Image/ExifTool/PLUS.pm:2533-2544`,
    evidence: 'primary',
    note: 'A trap: DMI-PROHIBITED-GENAIMLTRAINING names generative AI and forbids it.',
    match: each([xmp('plus:DataMining')], /DMI-|Prohibited|Allowed|Unspecified/i),
    yes: fact('xmp', 'plus:DataMining', 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-GENAIMLTRAINING'),
    no: fact('xmp', 'plus:DataMining', ''),
  }),
  trap({
    id: 'exif-learningopt',
    title: 'Opt-out from machine learning',
    vendor: 'writers of EXIF 3',
    source: `${cite.exiftool} lib/Image/ExifTool/Exif.pm:396-402,2509`,
    evidence: 'primary',
    note: "A trap: ExifTool's words for it are 'Generative AI/ML Training'.",
    match: each([exif('LearningOptOutIn', 'LearningOptOut')]),
    yes: fact('exif', 'LearningOptOutIn', 'Generative AI/ML Training'),
    no: fact('exif', 'LearningOptOutIn', ''),
  }),
  trap({
    id: 'xmp-canva-tool',
    title: 'Made with Canva',
    vendor: 'Canva',
    source: cite.captures,
    evidence: 'secondary',
    note: 'Only a tool.',
    match: each([xmp('xmp:CreatorTool')], /^Canva( |$)/),
    yes: fact('xmp', 'xmp:CreatorTool', 'Canva (Renderer)'),
    no: fact('xmp', 'xmp:CreatorTool', 'Canvas X'),
  }),
  trap({
    id: 'xmp-keywording-trap',
    title: 'Keywords or caption written by AI',
    vendor: 'captioning plug-ins',
    source: 'github donwrightdesigns/ai-photo-analyzer-rtx; PhotoTag.ai; ExifCraft',
    evidence: 'secondary',
    note: 'A trap: AI wrote the words about the picture, not the picture.',
    match: each(
      [
        xmp('dc:subject', 'dc:description', 'xmp:CreatorTool', 'xmpMM:History/softwareAgent'),
        iptc('Keywords', 'Caption-Abstract', 'Writer-Editor'),
        exif('Software'),
      ],
      /\bAI[ -]?(image analyzer|photo analyzer|tagger|keyword)|\b(PhotoTag\.ai|ExifCraft)\b/i,
    ),
    yes: fact('xmp', 'dc:description', 'Described by AI Image Analyzer'),
    no: fact('xmp', 'dc:description', 'A fox in the snow'),
  }),
  trap({
    id: 'vid-vid-comment',
    title: "A platform's video id in the comment",
    vendor: 'TikTok, CapCut',
    source: cite.detectors,
    evidence: 'secondary',
    note: 'A trap: the id of an upload.',
    match: each(comments, /^vid:[0-9a-z]+/),
    yes: fact('container', 'keys:comment', 'vid:v12044gd0000'),
    no: fact('container', 'keys:comment', 'video 12'),
  }),
  trap({
    id: 'vid-hyperframes-trap',
    title: 'Rendered by HyperFrames',
    vendor: 'HeyGen',
    source: 'github heygen-com/hyperframes PR #3264',
    evidence: 'primary',
    note: 'A trap: the renderer; its vendor says that this is no AI claim.',
    match: each([tag('hyperframes_renderer')], /^hyperframes/i),
    yes: fact('container', 'tag:hyperframes_renderer', 'hyperframes'),
    no: fact('container', 'tag:encoder', 'hyperframes'),
  }),
  trap({
    id: 'vid-veo-too',
    title: 'Encoder says Google',
    vendor: 'Google (Veo, and every YouTube download)',
    source: 'real sample of Veo; constants of public detectors exclude it for YouTube',
    evidence: 'primary',
    note: 'Never evidence: what YouTube hands out carries the same word.',
    match: each([tag('too', 'encoder')], /^Google$/),
    yes: fact('container', 'ilst:©too', 'Google'),
    no: fact('container', 'ilst:©too', 'Google Photos'),
  }),
  trap({
    id: 'vid-enc-lavf',
    title: 'Written by ffmpeg, x264, x265 or HandBrake',
    vendor: 'ffmpeg and others',
    source: cite.detectors,
    evidence: 'primary',
    note: 'A trap: most AI services use ffmpeg, and so does everybody else.',
    match: each(encoder, /^(Lavf|Lavc|HandBrake|x26[45])/),
    yes: fact('container', 'tag:encoder', 'Lavf61.7.100'),
    no: fact('container', 'tag:encoder', 'Apple ProRes 422'),
  }),
  trap({
    id: 'vid-enc-google-iso',
    title: 'Handler says ISO Media file produced by Google Inc.',
    vendor: 'YouTube',
    source: cite.detectors,
    evidence: 'secondary',
    note: 'A trap: transcoded by YouTube.',
    match: each(
      [container('hdlr:name', 'tag:handler_name'), tag('handlerdescription', 'handler_name', 'handler')],
      /ISO Media file produced by Google Inc\./,
    ),
    yes: fact('container', 'tag:handler_name', 'ISO Media file produced by Google Inc. Created on: 01/02/2026.'),
    no: fact('container', 'tag:handler_name', 'VideoHandler'),
  }),
];
