import type { ExampleFact, FactSource, Marker } from '../model/index.ts';
import { cite } from './cite.ts';
import { generatorOf } from './generators.ts';
import { isObject, objectIn } from './json.ts';
import { anyOf, comments, container, each, exif, type Place, sidecar, tag, text, xmp } from './select.ts';

const fact = (source: FactSource, name: string, value: string): ExampleFact => ({ source, name, value });
const userComment: readonly Place[] = [exif('UserComment'), xmp('exif:UserComment')];
const source = `${cite.promptReader}; ${cite.sdParsers}`;

/** What Fooocus calls itself: `Fooocus v2.5.5`, and its fork `Fooocus-MRE v2.0.78.5`. */
const fooocusVersion = /^Fooocus([ -]MRE)? v\d/;

/** Fooocus writes its settings as JSON: a prompt, and its scheme or its own name with a version. */
export function isFooocus(value: string): boolean {
  const settings = objectIn(value);
  if (!settings || !('prompt' in settings || 'Prompt' in settings)) return false;
  const version = settings.version ?? settings.Version;
  return settings.metadata_scheme === 'fooocus' || fooocusVersion.test(typeof version === 'string' ? version : '');
}

/** Draw Things: prompt `c`, negative prompt `uc`, model and sampler, all as text. */
export function isDrawThings(value: string): boolean {
  const settings = objectIn(value);
  return settings !== undefined && ['c', 'uc', 'model', 'sampler'].every((key) => typeof settings[key] === 'string');
}

/** SwarmUI: parameters under `sui_image_params`. */
export function isSwarm(value: string): boolean {
  const settings = objectIn(value);
  return settings !== undefined && isObject(settings.sui_image_params);
}

/** Stability Matrix writes its `GenerationParameters` whole, unset ones too. */
function isStabilityMatrix(value: string): boolean {
  const settings = objectIn(value);
  return settings !== undefined && ['PositivePrompt', 'Steps', 'CfgScale', 'Seed'].every((key) => key in settings);
}

/** Its `InferenceProjectDocument`: version, type of the project, and the state of the form. */
function isMatrixProject(value: string): boolean {
  const project = objectIn(value);
  return typeof project?.ProjectType === 'string' && typeof project.Version === 'number' && 'State' in project;
}

/** Hosts write any model's name beside the prompt; a name that is no generator's needs settings that only a generator has. */
function isHostOfFlux(value: string): boolean {
  const own = objectIn(value);
  const inner = own && (isObject(own.generationParams) ? own.generationParams : own);
  if (typeof inner?.modelName !== 'string' || typeof inner.prompt !== 'string') return false;
  const settings = Object.keys(inner).filter((key) => /^(steps|num_?inference_?steps|guidance(_?scale)?|cfg_?scale)$/i.test(key));
  return (
    /\bflux\b/i.test(inner.modelName) || generatorOf(inner.modelName) !== undefined || ('seed' in inner && settings.length > 0)
  );
}

function isEasyDiffusion(value: string): boolean {
  const settings = objectIn(value);
  return settings !== undefined && 'use_stable_diffusion_model' in settings && 'prompt' in settings;
}

const jobId = '0f8fad5b-d9cb-469f-a165-70867728950e';
const sampleSwarm = '{"sui_image_params":{"prompt":"a fox","model":"sdxl","seed":1},"sui_extra_data":{}}';

/** Programs around Stable Diffusion with text of their own. */
export const stableDiffusionTools: readonly Marker[] = [
  {
    id: 'txt-fooocus-scheme',
    title: 'Scheme of Fooocus settings',
    vendor: 'Fooocus',
    says: 'generated',
    strength: 'declared',
    source: 'github lllyasviel/Fooocus@045d03d modules/meta_parser.py (get_exif, MetadataScheme); real file in sd-parsers',
    evidence: 'primary',
    note: 'In PNG a chunk of its own; in JPEG and WebP the settings stand in UserComment, its name in Software, the scheme in MakerNote.',
    match: anyOf(
      each([text('fooocus_scheme')], /^(fooocus|a1111)$/, { generator: 'Fooocus' }),
      each([exif('Software')], fooocusVersion, { generator: 'Fooocus' }),
    ),
    examples: {
      yes: [[fact('text', 'fooocus_scheme', 'fooocus')], [fact('exif', 'Software', 'Fooocus v2.5.5')]],
      no: [[fact('text', 'fooocus_scheme', '')], [fact('exif', 'Software', 'Fooocus Camera 3')]],
    },
  },
  {
    id: 'txt-fooocus-json',
    title: 'Settings of Fooocus',
    vendor: 'Fooocus',
    says: 'generated',
    strength: 'declared',
    source: 'github lllyasviel/Fooocus@045d03d modules/meta_parser.py (FooocusMetadataParser)',
    evidence: 'primary',
    match: each(
      [text('parameters', 'Comment'), ...userComment, ...comments, exif('MakerNote', 'MakerNoteUnknownText')],
      isFooocus,
      {
        generator: 'Fooocus',
      },
    ),
    examples: {
      yes: [[fact('text', 'Comment', '{"prompt":"a fox","metadata_scheme":"fooocus","version":"Fooocus v2.5"}')]],
      no: [
        [fact('text', 'Comment', '{"version":"1.0","prompt":"say it again"}')],
        [fact('text', 'Comment', '{"version":"Fooocus Pocus"}')],
        [fact('text', 'Comment', '{"version":"Fooocus Pocus","prompt":"say it again"}')],
        [fact('text', 'Comment', '{"metadata_scheme":"a1111"}')],
      ],
    },
  },
  {
    id: 'txt-swarm-params',
    title: 'Settings of SwarmUI',
    vendor: 'SwarmUI',
    says: 'generated',
    strength: 'declared',
    source,
    evidence: 'secondary',
    match: each([text('parameters'), ...userComment, exif('Model'), tag('parameters', 'comment', 'cmt')], isSwarm, {
      generator: 'SwarmUI',
      says: (found) => (/"init_?image/i.test(found.value) ? 'edited' : 'generated'),
    }),
    examples: {
      yes: [[fact('text', 'parameters', sampleSwarm)], [fact('exif', 'UserComment', sampleSwarm)]],
      no: [[fact('text', 'parameters', '{"sui":"generis"}')]],
    },
  },
  {
    id: 'txt-easydiffusion',
    title: 'Settings of Easy Diffusion',
    vendor: 'Easy Diffusion',
    says: 'generated',
    strength: 'declared',
    source,
    evidence: 'secondary',
    match: anyOf(
      each([text('use_stable_diffusion_model')], undefined, { generator: 'Easy Diffusion' }),
      each([...userComment, sidecar('text')], isEasyDiffusion, { generator: 'Easy Diffusion' }),
    ),
    examples: {
      yes: [
        [fact('text', 'use_stable_diffusion_model', 'sd-v1-5')],
        [fact('exif', 'UserComment', '{"prompt":"a fox","use_stable_diffusion_model":"sd-v1-5"}')],
      ],
      no: [[fact('text', 'use_stable_diffusion_model', '')], [fact('text', 'prompt', 'a fox')]],
    },
  },
  {
    id: 'txt-drawthings-json',
    title: 'Settings of Draw Things',
    vendor: 'Draw Things',
    says: 'generated',
    strength: 'declared',
    source: `${source}; github cocktailpeanut/breadmachine issue #2`,
    evidence: 'secondary',
    match: each([...userComment], isDrawThings, { generator: 'Draw Things' }),
    examples: {
      yes: [[fact('xmp', 'exif:UserComment', '{"model":"sdxl","c":"a fox","sampler":"DPM++","uc":""}')]],
      no: [
        [fact('xmp', 'exif:UserComment', '{"c":"caption","model":"EOS R5"}')],
        [fact('exif', 'UserComment', '{"c":"caption","uc":"upper","model":"EOS R5"}')],
      ],
    },
  },
  {
    id: 'xmp-drawthings',
    title: 'Creator tool: Draw Things',
    vendor: 'Draw Things',
    says: 'generated',
    strength: 'declared',
    source: 'github cocktailpeanut/breadmachine issue #2; github drawthingsai/draw-things-community issue #129',
    evidence: 'primary',
    note: 'It writes nothing into video.',
    match: each([xmp('xmp:CreatorTool')], /^Draw Things$/, { generator: 'Draw Things' }),
    examples: {
      yes: [[fact('xmp', 'xmp:CreatorTool', 'Draw Things')]],
      no: [[fact('xmp', 'xmp:CreatorTool', 'Draw Things Up')]],
    },
  },
  {
    id: 'txt-stability-matrix',
    title: 'Settings of Stability Matrix',
    vendor: 'Stability Matrix',
    says: 'generated',
    strength: 'declared',
    source: 'github LykosAI/StabilityMatrix@1bd293d StabilityMatrix.Core/Helper/ImageMetadata.cs',
    evidence: 'primary',
    match: each([text('parameters-json')], isStabilityMatrix, { generator: 'Stability Matrix' }),
    examples: {
      yes: [[fact('text', 'parameters-json', '{"PositivePrompt":"a fox","Steps":30,"Sampler":"Euler","CfgScale":7,"Seed":1}')]],
      no: [[fact('text', 'parameters', '{}')], [fact('text', 'parameters-json', '{"exposure":3}')]],
    },
  },
  {
    id: 'txt-stability-matrix-proj',
    title: 'Project of Stability Matrix',
    vendor: 'Stability Matrix',
    says: 'generated',
    strength: 'declared',
    source: 'github LykosAI/StabilityMatrix@1bd293d ImageMetadata.cs',
    evidence: 'primary',
    match: each([text('smproj')], isMatrixProject, { generator: 'Stability Matrix' }),
    examples: {
      yes: [[fact('text', 'smproj', '{"Version":3,"ProjectType":"TextToImage","State":{}}')]],
      no: [
        [fact('text', 'proj', 'EPSG:4326')],
        [fact('text', 'smproj', 'StarMapper project 1')],
        [fact('text', 'smproj', '{"version":3}')],
      ],
    },
  },
  {
    id: 'txt-aesthetic',
    title: 'Aesthetic score',
    vendor: 'forks of Stable Diffusion',
    says: 'tool',
    strength: 'declared',
    source: `${cite.exiftool} lib/Image/ExifTool/PNG.pm:657`,
    evidence: 'primary',
    note: "ExifTool: 'written by Stable Diffusion'. Curators score pictures as well.",
    match: each([text('aesthetic_score', 'AestheticScore')], /\d/),
    examples: { yes: [[fact('text', 'aesthetic_score', '6.5')]], no: [[fact('text', 'aesthetic_score', '')]] },
  },
  {
    id: 'txt-luma-png',
    title: 'Source or comment: Luma AI',
    vendor: 'Luma',
    says: 'generated',
    strength: 'declared',
    source: cite.captures,
    evidence: 'secondary',
    note: 'The bare name counts only where programs name themselves.',
    match: anyOf(
      each([text('Source', 'Software')], /^Luma AI$/, { generator: 'Luma AI' }),
      each([text('Source'), ...comments], /^Generated by Luma AI(?![\p{L}\p{N}-])/u, { generator: 'Luma AI' }),
    ),
    examples: {
      yes: [[fact('text', 'Source', 'Luma AI')], [fact('text', 'Comment', 'Generated by Luma AI (Uni-1)')]],
      no: [
        [fact('text', 'Source', 'Luma key, take 2')],
        [fact('text', 'Comment', 'Generated by Luma AIrlines')],
        [fact('text', 'Comment', 'Luma AI')],
        [fact('container', 'tag:comment', 'Luma AI')],
      ],
    },
  },
  {
    id: 'txt-higgsfield-jobid',
    title: 'Job id of Higgsfield',
    vendor: 'Higgsfield',
    says: 'generated',
    strength: 'declared',
    source: cite.captures,
    evidence: 'secondary',
    note: 'Added after signing, so that a C2PA store in the same file no longer fits its data.',
    match: each([text('hf-job-id')], /^[\da-f]{8}-?([\da-f]{4}-?){3}[\da-f]{12}$/i, { generator: 'Higgsfield' }),
    examples: {
      yes: [[fact('text', 'hf-job-id', jobId)]],
      no: [[fact('text', 'job-id', jobId)], [fact('text', 'hf-job-id', 'hydrofoil-12')]],
    },
  },
  {
    id: 'txt-bfl-generationparams',
    title: 'Generation parameters of a FLUX host',
    vendor: 'hosts of FLUX',
    says: 'generated',
    strength: 'declared',
    source: cite.captures,
    evidence: 'secondary',
    match: each([text('generationParams'), container('info:generationParams'), ...userComment, ...comments], isHostOfFlux),
    examples: {
      yes: [[fact('text', 'generationParams', '{"modelName":"flux-dev","prompt":"a fox"}')]],
      no: [
        [fact('text', 'generationParams', '{"modelName":"EOS R5"}')],
        [fact('text', 'generationParams', '{"modelName":"turbine","prompt":"rpm?"}')],
        [fact('exif', 'UserComment', '{"prompt":"Enter name","modelName":"X-Rite i1","seed":3}')],
      ],
    },
  },
];
