import type { ExampleFact, Marker } from '../model/index.ts';
import { carriers, isSettingsElsewhere, postprocessing, program, says, settings } from './automatic1111-text.ts';
import { cite } from './cite.ts';
import { container, each, exif, find, hit, iptc, onlyIn, type Place, sidecar, tag, text, xmp } from './select.ts';

const parametersText = [text('parameters')];
const userComment: readonly Place[] = [exif('UserComment'), xmp('exif:UserComment'), text('UserComment', 'Comment')];
/** Captions, where catalogues and converters put the text when they rewrite the file. */
const captions: readonly Place[] = [
  exif('ImageDescription', 'XPComment', 'XPSubject', 'XPTitle'),
  xmp('dc:description', 'tiff:ImageDescription'),
  iptc('Caption-Abstract'),
  text('Description'),
];

/** Fields that have a marker of their own below. */
const known: readonly Place[] = [
  ...parametersText,
  ...userComment,
  ...captions,
  tag('parameters', 'description', 'desc', 'comment', 'cmt'),
  container('tag:synopsis'),
];
const readout = { says, generator: program };
const sample =
  'a red fox\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512, Version: v1.7.0';
const fact = (source: ExampleFact['source'], name: string, value: string): ExampleFact => ({ source, name, value });

/** The settings text of AUTOMATIC1111's web UI, which a dozen programs write. */
export const automatic1111Markers: readonly Marker[] = [
  {
    id: 'txt-a1111-parameters',
    title: 'Generation settings in a PNG text chunk',
    vendor: 'AUTOMATIC1111, Forge, SD.Next, Civitai and others',
    says: 'generated',
    strength: 'declared',
    source: `${cite.promptReader} image_data_reader.py; ${cite.sdParsers}; ${cite.exiftool} lib/Image/ExifTool/PNG.pm:656`,
    evidence: 'primary',
    note: 'A text with a denoising strength and no second pass was made from a picture: edited. Editors keep such text, so it speaks of this picture or of one that it was made from.',
    match: each(parametersText, settings, readout),
    examples: {
      yes: [
        [fact('text', 'parameters', sample)],
        [fact('text', 'Parameters', 'a fox\nSteps: 30, CFG scale: 3.5, Sampler: Euler, Seed: 2')],
      ],
      no: [
        [fact('text', 'parameters', 'temperature=300 K; exposure 20 s')],
        [fact('text', 'parameters', 'Negative prompt: off')],
        [fact('text', 'Software', sample)],
      ],
    },
  },
  {
    id: 'txt-a1111-usercomment',
    title: 'Generation settings in the EXIF user comment',
    vendor: 'AUTOMATIC1111, Forge',
    says: 'generated',
    strength: 'declared',
    source: `${cite.promptReader} image_data_reader.py; ${cite.sdParsers}`,
    evidence: 'primary',
    match: each(userComment, settings, readout),
    examples: {
      yes: [[fact('exif', 'UserComment', sample)], [fact('xmp', 'exif:UserComment', sample)]],
      no: [[fact('exif', 'UserComment', 'Steps: 20 up to the church')], [fact('exif', 'UserComment', 'Negative prompt: none')]],
    },
  },
  {
    id: 'txt-a1111-caption',
    title: 'Generation settings in the caption of the picture',
    vendor: 'AUTOMATIC1111, Forge, and programs that keep their text',
    says: 'generated',
    strength: 'declared',
    source: `${cite.promptReader} image_data_reader.py; ${cite.sdParsers}`,
    evidence: 'secondary',
    note: 'Image description, comment of Windows, caption in XMP and IPTC: where the text goes when another program rewrites the file.',
    match: each(captions, settings, readout),
    examples: {
      yes: [
        [fact('exif', 'ImageDescription', sample)],
        [fact('xmp', 'dc:description', sample)],
        [fact('iptc', 'Caption-Abstract', 'Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1')],
        [fact('text', 'Description', sample)],
      ],
      no: [
        [fact('xmp', 'dc:description', 'Steps: 5, Sampler: Akai S900')],
        [fact('iptc', 'Caption-Abstract', 'Negative prompt: none')],
      ],
    },
  },
  {
    id: 'txt-a1111-extras',
    title: 'Upscaled or restored in the extras tab',
    vendor: 'AUTOMATIC1111',
    says: 'edited',
    strength: 'declared',
    source: `${cite.promptReader}; ${cite.sdParsers}`,
    evidence: 'secondary',
    note: 'An upscaler or face restorer on any picture.',
    match: each([text('postprocessing', 'extras')], postprocessing, { generator: 'AUTOMATIC1111' }),
    examples: {
      yes: [
        [fact('text', 'postprocessing', 'Postprocess upscale by: 4, Postprocess upscaler: R-ESRGAN 4x+')],
        [fact('text', 'extras', 'CodeFormer visibility: 0.7, CodeFormer weight: 0.2')],
      ],
      no: [
        [fact('text', 'postprocessing', 'none')],
        [fact('text', 'postprocessing', 'Upscale: bicubic 2x')],
        [fact('text', 'postprocessing', 'Postprocess upscale by: 2, Postprocess upscaler: Lanczos')],
        [fact('text', 'extras', 'Upscale: deleted scene in 4K')],
        [fact('text', 'extras', 'making of')],
      ],
    },
  },
  {
    id: 'txt-civitai',
    title: 'Generation settings with resources of Civitai',
    vendor: 'Civitai',
    says: 'generated',
    strength: 'declared',
    source: `${cite.promptReader}; ${cite.sdParsers}; parsers of civitai`,
    evidence: 'secondary',
    match: each([...parametersText, ...userComment], /Civitai (resources|metadata): [[{]/, { says, generator: 'Civitai' }),
    examples: {
      yes: [[fact('exif', 'UserComment', 'a fox\nSteps: 25, Sampler: Euler, Civitai resources: [{"type":"checkpoint"}]')]],
      no: [[fact('exif', 'UserComment', 'Civitai')]],
    },
  },
  {
    id: 'txt-a1111-sidecar',
    title: 'Generation settings in a text file beside the picture',
    vendor: 'AUTOMATIC1111, Easy Diffusion',
    says: 'generated',
    strength: 'declared',
    source: `${cite.promptReader}; ${cite.sdParsers}`,
    evidence: 'secondary',
    match: each([sidecar('text')], settings, readout),
    examples: { yes: [[fact('sidecar', 'text', sample)]], no: [[fact('sidecar', 'text', 'Steps: see the manual')]] },
  },
  {
    id: 'txt-a1111-any-field',
    title: 'Generation settings in a field made for something else',
    vendor: 'AUTOMATIC1111, Forge, and programs that keep their text',
    says: 'generated',
    strength: 'declared',
    source: `${cite.promptReader} image_data_reader.py; ${cite.sdParsers}`,
    evidence: 'secondary',
    note: 'User data of DPX, comments of EXR, notes in iXML, a description in SVG: formats without a place of their own for it.',
    match: onlyIn(
      [{ sources: carriers }],
      (facts) => {
        const elsewhere = facts.filter(isSettingsElsewhere);
        const told = new Set(find(elsewhere, known));
        return elsewhere.filter((fact) => !told.has(fact)).map((fact) => hit([fact], readout));
      },
      /Steps: /,
    ),
    examples: {
      yes: [[fact('container', 'dpx:userData', sample)], [fact('container', 'exr:comments', sample)]],
      no: [
        [fact('container', 'exr:comments', 'Steps: 5, Sampler: Akai S900')],
        [fact('container', 'dpx:project', `How to read ${sample.split('\n')[2]} in a file`)],
      ],
    },
  },
  {
    id: 'vid-mdta-parameters',
    title: 'Generation settings in a tag of the video',
    vendor: 'ComfyUI Eclipse and other savers',
    says: 'generated',
    strength: 'declared',
    source: 'github civitai/civitai PR #3307',
    evidence: 'secondary',
    match: each([tag('parameters')], settings, readout),
    examples: {
      yes: [[fact('container', 'keys:parameters', sample)], [fact('container', 'tag:parameters', sample)]],
      no: [[fact('container', 'keys:parameters', 'shutter 180')], [fact('container', 'keys:parameters', 'Negative prompt: off')]],
    },
  },
  {
    id: 'vid-forge-description',
    title: 'Generation settings in the description of the video',
    vendor: 'Forge Neo',
    says: 'generated',
    strength: 'declared',
    source: 'github Haoming02/sd-webui-forge-classic issue #859',
    evidence: 'primary',
    match: each([tag('description', 'desc', 'comment', 'cmt'), container('tag:synopsis')], settings, readout),
    examples: {
      yes: [[fact('container', 'ilst:desc', sample)], [fact('container', 'tag:description', sample)]],
      no: [
        [fact('container', 'tag:description', 'Steps: a short film')],
        [fact('container', 'tag:description', 'Steps: 5, Sampler: Akai S900')],
      ],
    },
  },
];
