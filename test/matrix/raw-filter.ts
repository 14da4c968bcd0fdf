/**
 * A filter that knows nothing of our markers: it goes over every name and value that another tool printed and takes whatever
 * looks like a word about generative AI. It is wide on purpose; what it takes wrongly is told in `justified`, with the reason.
 */

/** One value of a foreign dump that holds a word about AI. */
export interface RawHit {
  /** Relative to the corpus. */
  readonly path: string;
  /** The dump's own name of the value: `XMP-TC260:Aigc`, `/manifests/…/assertions/0/data`. */
  readonly place: string;
  readonly value: string;
  /** The word that was met, in small letters. */
  readonly word: string;
}

const words = new RegExp(
  [
    // IPTC, C2PA, TC260, PLUS
    '(?:composite|trained|algorithmic)[a-z]*(?:media|trained|synthetic)[a-z]*|compositeSynthetic|dataDrivenMedia',
    'digital ?source ?type[/ ]*[a-z]*(?:algorithm|synthetic|trained)[a-z]*',
    '(?<![a-z])aigc(?![a-z])|c2pa\\.ai|ai[-_. ]?(?:generated|disclosure|assisted|edited)|generated (?:by|with|using) (?:an? )?ai\\b',
    'made with (?:google )?ai|generative|gen[-_ ]?ai(?![a-z])|artificial intelligence|synthetic(?!\\.)|text[-_ ]?to[-_ ]?(?:image|video|music|speech)|diffusion',
    'ContainsAI|AIPromptInformation|AIPromptWriterName|AISystem(?:Used|VersionUsed)|aiModel',
    // settings of generators
    'negative[_ ]?prompt|cfg[_ ]?scale|guidance_scale|"sampler(?:_name)?"|\\bsampler:|ksampler|class_type|comfyui|last_node_id|sui_image_params',
    '\\bsteps: ?\\d|"steps": ?\\d|invokeai|fooocus|sd-metadata|automatic1111|novelai|dream(?:studio|booth)|draw things|easy diffusion',
    // vendors
    'midjourney|job id: ?[0-9a-f]{8}|--v \\d|dall[-·•. ]?e(?:[-/ ]?[23])?(?![a-z])|chatgpt|gpt-4o|gpt-image|openai|\\bsora(?![a-z])|firefly|\\bimagen(?![a-z])',
    'gemini|google ai|synthid|nano[- ]?banana|\\bveo(?![a-z])|runway|\\bgen-[34]\\b|\\bpika\\b|\\bluma ?(?:ai|labs)|dream machine|kling|hailuo|minimax',
    'suno(?![a-z])|\\budio(?![a-z])|eleven ?labs|stability\\.?ai|stable audio|ideogram|leonardo\\.?ai|recraft|\\bkrea\\b|\\bflux(?:\\.[12])?\\b|black forest',
    'amazon titan|nova canvas|bedrock|seedream|seedance|jimeng|doubao|dreamina|tongyi|wanx|hunyuan|vidu\\b|pixverse|\\bgrok\\b|\\bxai\\b|meta ai|imagined with',
    'copilot|image creator|bing image|topaz|photoroom|galaxy ai|genai|photoassist|magic (?:editor|eraser)|best take|neural',
  ].join('|'),
  'i',
);

/** Every text below a value, with its path of keys; lists stand under the name of their list. */
function* texts(value: unknown, name: string): Generator<readonly [string, string]> {
  if (value === null || value === undefined) return;
  // A picture in base64 spells any short word somewhere, and states nothing.
  if (typeof value === 'string' && /^data:image\/[a-z+]+;base64,/.test(value)) return;
  if (typeof value !== 'object') yield [name, String(value)];
  else if (Array.isArray(value)) for (const item of value) yield* texts(item, name);
  else for (const [key, item] of Object.entries(value)) yield* texts(item, name === '' ? key : `${name}/${key}`);
}

/** The hits in what a tool told of one file. Names of files and folders are not its content. */
export function rawHits(path: string, told: unknown): readonly RawHit[] {
  const hits: RawHit[] = [];
  for (const [place, value] of texts(told, '')) {
    if (/(^SourceFile$|^System:)/.test(place)) continue;
    const met = words.exec(value) ?? words.exec(place.slice(place.lastIndexOf('/') + 1));
    if (met !== null) hits.push({ path, place, value, word: met[0].toLowerCase() });
  }
  return hits;
}

/** Hits that are rightly no evidence. Each must still meet a hit, or it is to go. */
export const justified: readonly {
  readonly path?: RegExp;
  readonly place?: RegExp;
  readonly value?: RegExp;
  readonly reason: string;
}[] = [
  {
    value: /digitalsourcetype\/algorithmicMedia$/,
    reason: 'algorithmicMedia is made by an algorithm that learnt from nothing (IPTC NewsCodes): no generative AI',
  },
  {
    place: /ai_generative_training/i,
    value: /^(notAllowed|allowed|constrained)$/,
    reason: 'what others may do with the file (training and mining), not how it was made',
  },
  {
    place: /firefly\.?operation$/i,
    value: /^text_to_image$/,
    reason: 'a parameter of an action whose source type and agent are evidence by themselves, and would be missed by themselves',
  },
  {
    path: /flux-1\.jpg$/,
    place: /prompt$/i,
    reason: 'the words of a prompt; the model and ai_generated of the same assertion are the statement, and are evidence',
  },
  {
    place: /^PNG:(Copy\d:)?Filename[df]$/,
    reason: 'the name of a folder and a file on the disk of whoever cropped the picture',
  },
];

/** The first exception that a hit falls under. */
export function exceptionOf(hit: RawHit): (typeof justified)[number] | undefined {
  return justified.find(
    ({ path, place, value }) =>
      (path?.test(hit.path) ?? true) && (place?.test(hit.place) ?? true) && (value?.test(hit.value) ?? true),
  );
}
