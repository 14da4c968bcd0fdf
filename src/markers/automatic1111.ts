import type { ExampleFact, Fact, Generator, Marker, Says } from '../model/index.ts';
import { cite } from './cite.ts';
import { container, each, exif, type Place, sidecar, tag, text, xmp } from './select.ts';

/**
 * The line of settings below prompt and negative prompt. SD.Next and Civitai put other settings between Steps and Sampler;
 * the distance is bounded because values come from strangers and may be long.
 */
const settings = /(?:^|\n|\s)Steps: \d{1,5}, (?:[^\n]{0,300}?, )?Sampler: /;

/** Settings, or a negative prompt: enough under the keyword that these programs alone use so. */
const parameters = (value: string): boolean => settings.test(value) || /(?:^|\n)Negative prompt:/.test(value);

const parametersText = [text('parameters')];
const userComment: readonly Place[] = [exif('UserComment'), xmp('exif:UserComment'), text('UserComment', 'Comment')];

/**
 * Denoising strength is written for pictures made from a picture, and for the second pass of text to image ("hires fix", in
 * old versions "First pass size"), which starts from the program's own picture.
 */
function fromPicture(value: string): boolean {
  const line = value.slice(Math.max(0, value.search(settings)));
  if (/, (Mask blur|Inpaint area|Masked content|Inpaint mode): /.test(line)) return true;
  return /, Denoising strength: /.test(line) && !/Hires |First pass size: |Hires upscale/.test(line);
}

const says = (fact: Fact): Says => (fromPicture(fact.value) ? 'edited' : 'generated');

/** The text is shared by many programs: `Version: v1.7.0` and `f0.0.17` (Forge) tell some of them. */
function program(fact: Fact): Generator {
  const version = /, Version: ([^\s,]{1,40})/.exec(fact.value)?.[1];
  if (/, App: SD\.Next/.test(fact.value)) return { name: 'SD.Next' };
  if (/Civitai (resources|metadata): /.test(fact.value)) return { name: 'Civitai' };
  if (version === undefined) return { name: 'AUTOMATIC1111' };
  if (version === 'ComfyUI') return { name: 'ComfyUI' };
  if (/^f\d|forge/i.test(version)) return { name: 'Forge', version };
  return { name: 'AUTOMATIC1111', version };
}

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
    match: each(parametersText, parameters, readout),
    examples: {
      yes: [
        [fact('text', 'parameters', sample)],
        [fact('text', 'Parameters', 'a fox\nSteps: 30, CFG scale: 3.5, Sampler: Euler, Seed: 2')],
        [fact('text', 'parameters', 'a fox\nNegative prompt: dog')],
      ],
      no: [[fact('text', 'parameters', 'temperature=300 K; exposure 20 s')], [fact('text', 'Software', sample)]],
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
    id: 'txt-a1111-extras',
    title: 'Upscaled or restored in the extras tab',
    vendor: 'AUTOMATIC1111',
    says: 'edited',
    strength: 'declared',
    source: `${cite.promptReader}; ${cite.sdParsers}`,
    evidence: 'secondary',
    note: 'An upscaler or face restorer on any picture.',
    match: each([text('postprocessing', 'extras')], /Postprocess upscale|Upscale: |GFPGAN|CodeFormer/, {
      generator: 'AUTOMATIC1111',
    }),
    examples: {
      yes: [[fact('text', 'postprocessing', 'Postprocess upscale by: 4, Postprocess upscaler: R-ESRGAN 4x+')]],
      no: [[fact('text', 'postprocessing', 'none')], [fact('text', 'extras', 'making of')]],
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
    id: 'vid-mdta-parameters',
    title: 'Generation settings in a tag of the video',
    vendor: 'ComfyUI Eclipse and other savers',
    says: 'generated',
    strength: 'declared',
    source: 'github civitai/civitai PR #3307',
    evidence: 'secondary',
    match: each([tag('parameters')], parameters, readout),
    examples: {
      yes: [[fact('container', 'keys:parameters', sample)], [fact('container', 'tag:parameters', sample)]],
      no: [[fact('container', 'keys:parameters', 'shutter 180')]],
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
      no: [[fact('container', 'tag:description', 'Steps: a short film')]],
    },
  },
];
