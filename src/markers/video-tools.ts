import type { ExampleFact, FactSource, Marker } from '../model/index.ts';
import { cite } from './cite.ts';
import { isObject, objectIn } from './json.ts';
import { comments, container, each, find, hit, type Look, onlyIn, type Place, tag } from './select.ts';

const fact = (source: FactSource, name: string, value: string): ExampleFact => ({ source, name, value });

/** Kling's identifier of SEI messages; spelt with or without hyphens by readers. */
const klingUuid = '91ca60614aee385486142d5f73f4ae2e';
const seiMessages: readonly Look[] = [{ sources: ['container'], like: /^sei:/ }];
const sei = (value: string): string => value.toLowerCase().replaceAll('-', '');

/** Wan2GP's settings: a prompt, and at least one setting that only a generator has. */
function isWan2gp(value: string): boolean {
  const settings = objectIn(value);
  if (!settings || typeof settings.prompt !== 'string') return false;
  return ['model_type', 'model_filename', 'num_inference_steps', 'guidance_scale'].some((key) => key in settings);
}

/** A picture or video that it started from. */
const wanSays = (value: string): 'generated' | 'edited' =>
  ['image_start', 'video_source', 'video_guide', 'image_refs', 'audio_source'].some((key) => {
    const given = objectIn(value)?.[key];
    return given !== undefined && given !== null && given !== '' && !(Array.isArray(given) && given.length === 0);
  })
    ? 'edited'
    : 'generated';
const wan2gp = { generator: 'Wan2GP', says: (found: { value: string }) => wanSays(found.value) };
const wanSample = '{"prompt":"a fox runs","model_type":"t2v","num_inference_steps":30}';

const anyTag: readonly Place[] = [tag('comment', 'cmt', 'icmt', 'aigcinfo', 'description', 'desc')];

/** What ByteDance's editors write: `{"data":{"product":"dreamina"}}`. */
function isDreamina(value: string): boolean {
  return objectIn(value) !== undefined && /"(product|source_info)"\s{0,4}:\s{0,4}"dreamina"/.test(value);
}

/** Topaz names its model by a short word and a number, or says how it cropped to steady the picture. */
const isTopaz =
  /^(Enhanced|Slowmo|Stabilized|Upscaled)\b[^\n]{0,400}\busing [a-z]{2,12}-\d|^Stabilized (auto-crop|full-frame)\b[^\n]{0,200}\bsmoothness \d/i;

/** What generators write into video containers. */
export const videoTools: readonly Marker[] = [
  {
    id: 'vid-kling-sei',
    title: 'SEI message of Kling in the bit stream',
    vendor: 'Kling',
    says: 'generated',
    strength: 'inferred',
    source: cite.detectors,
    evidence: 'secondary',
    note: 'Survives a new container, not a new encoding. Other identifiers of SEI messages mean nothing here.',
    match: onlyIn(seiMessages, (facts) =>
      facts
        .filter((found) => found.source === 'container' && sei(found.name) === `sei:${klingUuid}`)
        .map((found) => hit([found], { generator: 'Kling' })),
    ),
    examples: {
      yes: [[fact('container', 'sei:91ca6061-4aee-3854-8614-2d5f73f4ae2e', 'kling-ai')]],
      no: [[fact('container', 'sei:dc45e9bd-e6d9-48b7-962c-d820d923eeef', 'x264 - core 164')]],
    },
  },
  {
    id: 'vid-kling-sei-text',
    title: 'SEI message that says kling-ai',
    vendor: 'Kling',
    says: 'generated',
    strength: 'inferred',
    source: cite.detectors,
    evidence: 'secondary',
    match: onlyIn(seiMessages, (facts) =>
      facts
        .filter((found) => found.source === 'container' && /^sei:/i.test(found.name) && /(^|\W)kling-ai(\W|$)/.test(found.value))
        .map((found) => hit([found], { generator: 'Kling' })),
    ),
    examples: {
      yes: [[fact('container', 'sei:91ca60614aee385486142d5f73f4ae2e', 'kling-ai ')]],
      no: [[fact('container', 'tag:title', 'kling-ai documentary')]],
    },
  },
  {
    id: 'vid-dreamina-ilst',
    title: 'Comment of a Dreamina export',
    vendor: 'Dreamina, Jimeng, CapCut',
    says: 'generated',
    strength: 'declared',
    source: cite.detectors,
    evidence: 'secondary',
    note: 'With "exportType":"generation".',
    match: each(anyTag, isDreamina, { generator: 'Dreamina' }),
    examples: {
      yes: [[fact('container', 'ilst:©cmt', '{"data":{"product":"dreamina","exportType":"generation"}}')]],
      no: [
        [fact('container', 'ilst:©cmt', '{"data":{"product":"vicut"}}')],
        [fact('container', 'ilst:©cmt', 'Cut of "Dreamina"')],
      ],
    },
  },
  {
    id: 'vid-aigc-label-type',
    title: 'AigcInfo of TikTok, Douyin or CapCut',
    vendor: 'ByteDance',
    says: 'generated',
    strength: 'declared',
    source: cite.detectors,
    evidence: 'secondary',
    note: '1 and 2 stand for AI, 0 for nothing; the value may come from the user or from the platform.',
    match: each(anyTag, /"aigc_label_type"\s{0,4}:\s{0,4}"?[12]\b/),
    examples: {
      yes: [[fact('container', 'keys:AigcInfo', '{"aigc_label_type":1}')]],
      no: [
        [fact('container', 'keys:AigcInfo', '{"aigc_label_type":0}')],
        [fact('container', 'keys:AigcInfo', '{"aigc_label_type":10}')],
      ],
    },
  },
  {
    id: 'vid-aweme-aigc',
    title: 'aigc_type of Douyin',
    vendor: 'Douyin',
    says: 'generated',
    strength: 'declared',
    source: cite.detectors,
    evidence: 'secondary',
    match: each(anyTag, /"aigc_type"\s{0,4}:\s{0,4}"?1\b/),
    examples: {
      yes: [[fact('container', 'tag:comment', '{"aigc_type":1}')]],
      no: [[fact('container', 'tag:comment', '{"aigc_type":0}')]],
    },
  },
  {
    id: 'vid-wan2gp-cmt',
    title: 'Settings of Wan2GP in an MP4',
    vendor: 'Wan2GP',
    says: 'generated',
    strength: 'declared',
    source: 'github deepbeepmeep/Wan2GP@b0c3e95 shared/utils/video_metadata.py',
    evidence: 'primary',
    note: 'JSON with a prompt and a setting of a generator.',
    match: each(comments, isWan2gp, wan2gp),
    examples: {
      yes: [[fact('container', 'ilst:©cmt', wanSample)], [fact('container', 'ilst:comment', wanSample)]],
      no: [
        [fact('container', 'ilst:©cmt', '{"prompt":"say it again"}')],
        [fact('container', 'ilst:©cmt', '{"camera":"A","model_type":"x"}')],
      ],
    },
  },
  {
    id: 'vid-wan2gp-mkv',
    title: 'Settings of Wan2GP in a Matroska file',
    vendor: 'Wan2GP',
    says: 'generated',
    strength: 'declared',
    source: 'github deepbeepmeep/Wan2GP@b0c3e95 video_metadata.py',
    evidence: 'primary',
    match: each([container('matroska:comment', 'matroska:description')], isWan2gp, wan2gp),
    examples: {
      yes: [[fact('container', 'matroska:COMMENT', wanSample)]],
      no: [[fact('container', 'matroska:COMMENT', '{"prompt":"say it again"}')]],
    },
  },
  {
    id: 'vid-wan2gp-itunes',
    title: 'Source pictures of a Wan2GP job',
    vendor: 'Wan2GP',
    says: 'tool',
    strength: 'declared',
    source: 'github deepbeepmeep/Wan2GP@b0c3e95 video_metadata.py',
    evidence: 'primary',
    note: 'IMAGE_METADATA alone is a general name: EMBEDDED_IMAGES is needed beside it.',
    match: onlyIn([tag('embedded_images')], (facts) => {
      const images = find(facts, [tag('embedded_images')])[0];
      return images ? find(facts, [tag('image_metadata')]).map((found) => hit([found, images], { generator: 'Wan2GP' })) : [];
    }),
    examples: {
      yes: [
        [
          fact('container', 'ilst:----:com.apple.iTunes:IMAGE_METADATA', '{}'),
          fact('container', 'ilst:----:com.apple.iTunes:EMBEDDED_IMAGES', '1'),
        ],
      ],
      no: [[fact('container', 'ilst:----:com.apple.iTunes:IMAGE_METADATA', '{}')]],
    },
  },
  {
    id: 'vid-topaz-videoai',
    title: 'Processed by Topaz Video AI',
    vendor: 'Topaz Labs',
    says: 'edited',
    strength: 'declared',
    source: cite.detectors,
    evidence: 'secondary',
    note: 'Enlarged, slowed or steadied by a trained model; mostly not generative (the models Starlight and Astra are).',
    match: each([tag('videoai')], isTopaz, { generator: 'Topaz' }),
    examples: {
      yes: [
        [fact('container', 'keys:videoai', 'Enhanced using prob-4; mode: auto')],
        [fact('container', 'keys:videoai', 'Stabilized auto-crop fixing rolling shutter and with smoothness 100')],
        [fact('container', 'keys:videoai', 'Slowmo 200% using apo-8. Changed resolution to 3840x2160')],
      ],
      no: [
        [fact('container', 'keys:videoai', '')],
        [fact('container', 'tag:comment', 'Enhanced using grading')],
        [fact('container', 'keys:videoai', 'Stabilized in Resolve')],
        [fact('container', 'keys:videoai', 'Enhanced using grading')],
      ],
    },
  },
  {
    id: 'aud-wan2gp-wav',
    title: 'Settings of Wan2GP in a chunk of a WAV',
    vendor: 'Wan2GP',
    says: 'generated',
    strength: 'declared',
    source: 'github deepbeepmeep/Wan2GP@b0c3e95 shared/utils/audio_metadata.py',
    evidence: 'primary',
    note: 'The chunk json is a general name: its text must be an object with a prompt.',
    match: each([container('riff:json')], (value) => isWan2gp(value) || hasPromptOf(value), wan2gp),
    examples: {
      yes: [[fact('container', 'riff:json', wanSample)]],
      no: [[fact('container', 'riff:json', '{"take":3}')], [fact('container', 'riff:json', '{"prompt":"slate"}')]],
    },
  },
];

/** Sound models have settings of their own beside the prompt. */
function hasPromptOf(value: string): boolean {
  const settings = objectIn(value);
  const inner = settings && isObject(settings.settings) ? settings.settings : settings;
  return typeof inner?.prompt === 'string' && ('seed' in inner || 'model_type' in inner || 'temperature' in inner);
}
