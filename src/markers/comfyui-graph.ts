import type { Says } from '../model/index.ts';
import { isObject, type JsonObject, objectIn } from './json.ts';

/** A node of a ComfyUI graph, from either of its two forms. */
interface Node {
  readonly type: string;
  /** Ids of the nodes whose output goes in. */
  readonly inputs: readonly string[];
  /** Names of the inputs that another node feeds. */
  readonly fed: readonly string[];
  /** Names of the plain inputs. */
  readonly settings: readonly string[];
}
type Graph = ReadonlyMap<string, Node>;

/** Subgraphs within subgraphs that are read. */
const nestingLimit = 8;

/** Samplers of a diffusion model, in the words of their names: `KSampler`, `easy fullkSampler`, `SamplerCustomAdvanced`. */
const sampling =
  /\b(full ?)?k ?sampler\b|^sampler custom( advanced)?\b|^ultimate sd upscale\b|^face detailer( pipe)?$|^supir (sample|upscale|tiled sample)\b/;
/** Sampler is a word for colours and sounds too: by any other name it must be fed what only a diffusion sampler takes. */
const namedSampler = /\bsampler\b/;
const onlySamplersTake = /^(.*_)?(model|pipe|pipeline|latents?|latent_image|positive|guider|sigmas)$/;
/**
 * Nodes that ask a service for a picture, video or sound, by the class names of github comfyanonymous/ComfyUI comfy_api_nodes
 * (the lists of get_node_list in its files, up to the versions with Kling 3, Flux 3, Ray 3.2, Hailuo 03, PixVerse 6, Wan 2.7).
 * The vendors' other nodes remove, describe, transcribe or hold settings: the whole name must stand here.
 */
const asksService = new RegExp(
  `^(${[
    'OpenAI(Dalle[23]|GPTImage\\d*|VideoSora2?)|GPTImage\\d?',
    'Flux(2?(Pro|Max|Flex)|2|ProUltra|Kontext(Pro|Max)|Pro1_?1)Image|FluxPro(Expand|Fill|Canny|Depth)|Flux(Erase|VTO|VideoUpscale)',
    'Flux3(TextToVideo|ImageToVideo|VideoContinuation)',
    'IdeogramV\\d',
    'Veo3?Video(Generation)?|Veo3(FirstLastFrame|VideoGeneration)',
    'Kling(OmniPro)?(TextToVideo|Image(2|To)Video|VideoToVideo|EditVideo|FirstLastFrame|Image)(WithAudio)?',
    'Kling(CameraControl(T2V|I2V)|StartEndFrame|VideoExtend|LipSync(Audio|Text)ToVideo|VirtualTryOn|ImageGeneration|Video|Avatar|MotionControl)',
    'Kling(SingleImage|DualCharacter)VideoEffect',
    'Runway(TextToImage|Text2Img|ImageToVideo|FirstLastFrame|Aleph\\d?VideoToVideo)',
    'Luma(Image|ImageModify|ImageEdit|Video|ImageToVideo|TextToVideo|(Image|TextToVideo|ImageToVideo)Generation)',
    'LumaRay\\d+(TextToVideo|ImageToVideo|KeyframesToVideo|VideoEdit|VideoReframe|ExtendVideo)',
    'Pika(ImageToVideo|TextToVideo|StartEndFrame|Scenes)|Pika(dditions|swaps|ffects)',
    'Mini[Mm]ax((Text|Image|Subject)ToVideo|HailuoVideo|Hailuo\\d+(TextToVideo|FirstLastFrame|Reference))',
    'Recraft(V\\d)?(TextToImage|ImageToImage|ImageInpainting|TextToVector|ReplaceBackground|CreativeUpscale)',
    'Stability(StableImage(Ultra|SD_3_5)|Upscale(Conservative|Creative)|TextToAudio|AudioToAudio|AudioInpaint)',
    'GeminiImage\\d?|GeminiNanoBanana\\d?|GeminiVideoOmni',
    'ByteDance\\d?(Image|ImageEdit|ImageReference|Seedream|TextToVideo|ImageToVideo|FirstLastFrame|Reference)',
    'Vidu\\d?(TextToVideo|ImageToVideo|ReferenceVideo|StartEndToVideo|ExtendVideo|MultiFrameVideo)',
    'Pix[Vv]erse(V\\d)?(TextToVideo|ImageToVideo|TransitionVideo|FirstLastFrame|ExtendVideo|FusionVideo)',
    'Moonvalley(Img2Video|Txt2Video|Video2Video)',
    '(Wan\\d?|HappyHorse)(TextToVideo|ImageToVideo|TextToImage|ImageToImage|ReferenceVideo|VideoContinuation|VideoEdit)Api|LtxvApi(Text|Image)ToVideo',
    'ElevenLabs(TextToSpeech|TextToSoundEffects|TextToDialogue|SpeechToSpeech)',
    'Grok(Image|ImageEdit|Video|VideoEdit|VideoExtend|VideoReference)|Krea\\d?Image|ReveImage(Create|Edit|Remix)',
    'HeyGen(TalkingPhoto|AvatarVideo|VideoTranslate|TextToSpeech)|SyncTalkingImage',
    'Bria(ImageEdit|GenFill|Eraser|ExpandImage)|MagnificImage(UpscalerCreative|StyleTransfer|Relight|SkinEnhancer)',
  ].join('|')})(Node)?(V?\\d[\\w.]*|Gen\\w{1,3})?$`,
);
/** Words that make one of the above a helper: it chooses, loads or describes and makes nothing. */
const onlyHelps =
  /samplerselect|sampler_?(name|config|custom_?noise)?selector|select.*sampler|Sampler(Settings|Params|Scheduler)|^Sampler(Euler|DPMPP|LMS|LCM|ER|SA|SASolver)|scheduler$|model_?loader|loader$|conditioning|encode|ModelSampling/i;
/** A node that alters a picture with a trained model without sampling: another face, moving lips, filled holes. */
const altering =
  /^(mtb )?face swap( mtb)?$|^re ?actor (face swap( opt)?|restore face( advanced)?)$|^(advanced )?live portrait( process| composite| node| video node)?$|^wav2 ?lip$|^latent ?sync( node)?$|^la ?ma remover( img)?$|^la ?ma inpaint(ing)?$|^(inpaint )?inpaint with model$/;
const loading = /load.*(image|img|video|audio|mask)|^image load|(image|video|audio)[ _]?(load|input|upload)(er)?\b/i;
const loadsModel = /model|encoder|lora|vae|clip|checkpoint|unet|control|transformer|latentupscale|style/i;

/** The words of a node's name, in small letters: `VHS_LoadVideo` is "vhs load video". */
function wordsOf(type: string): string {
  return type
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .replace(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, ' ')
    .toLowerCase()
    .trim();
}

const alters = (node: Node): boolean => altering.test(wordsOf(node.type));

/** What a ComfyUI graph says of what came out of it; undefined where the text is no ComfyUI graph at all. */
export function saysByGraph(text: string): Says | undefined {
  const value = objectIn(text);
  if (!value) return cutOff(text);
  const graph = nodesOf(value);
  return graph && judge(graph);
}

/** A graph that a reader cut short still shows its sampler: a person must look. */
function cutOff(text: string): Says | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const types = text.matchAll(/"class_type"\s{0,4}:\s{0,4}"([^"]{0,80})"/g);
  for (const [, type = ''] of types) if (sampling.test(wordsOf(type)) && !onlyHelps.test(type)) return 'possible';
  return undefined;
}

function nodesOf(value: JsonObject): Graph | undefined {
  // Some savers wrap the API form: {"prompt": {...}, "workflow": {...}}, the inner one at times as text once more.
  for (const key of ['prompt', 'workflow']) {
    const inner = value[key];
    const object = isObject(inner) ? inner : typeof inner === 'string' ? objectIn(inner) : undefined;
    const graph = object && (fromPrompt(object) ?? fromWorkflow(object, 0));
    if (graph) return graph;
  }
  return fromPrompt(value) ?? fromWorkflow(value, 0);
}

/** The API form: `{"3": {"class_type": "KSampler", "inputs": {"model": ["4", 0], "seed": 1}}}`. */
function fromPrompt(value: JsonObject): Graph | undefined {
  const graph = new Map<string, Node>();
  for (const [id, node] of Object.entries(value)) {
    if (!isObject(node) || typeof node.class_type !== 'string') continue;
    const inputs = isObject(node.inputs) ? Object.entries(node.inputs) : [];
    graph.set(id, {
      type: node.class_type,
      inputs: inputs.flatMap(([, input]) => (isLink(input) ? [String(input[0])] : [])),
      fed: inputs.flatMap(([name, input]) => (isLink(input) ? [name] : [])),
      settings: inputs.flatMap(([name, input]) => (isLink(input) ? [] : [name])),
    });
  }
  return graph.size > 0 ? graph : undefined;
}

function isLink(input: unknown): input is readonly [string | number, number] {
  return Array.isArray(input) && input.length === 2 && typeof input[1] === 'number';
}

/** The form of the editor: `{"nodes": [{"id": 3, "type": "KSampler"}], "links": [[id, from, slot, to, slot, type]]}`. */
function fromWorkflow(value: JsonObject, depth: number): Graph | undefined {
  if (!Array.isArray(value.nodes) || !(Array.isArray(value.links) || isObject(value.links))) return undefined;
  const sources = sourcesByTarget(Object.values(value.links));
  const graph = new Map<string, Node>();
  for (const node of value.nodes) {
    if (!isObject(node) || typeof node.type !== 'string') continue;
    // 2: muted, 4: bypassed; such a node did not run.
    if (node.mode === 2 || node.mode === 4) continue;
    graph.set(String(node.id), { type: node.type, inputs: sources.get(String(node.id)) ?? [], ...namesOf(node.inputs) });
  }
  return graph.size > 0 ? withSubgraphs(graph, value, depth) : undefined;
}

/** The editor lists the inputs of a node: `[{"name": "model", "type": "MODEL", "link": 1}, {"name": "seed", "widget": {}}]`. */
function namesOf(inputs: unknown): Pick<Node, 'fed' | 'settings'> {
  const listed = Array.isArray(inputs) ? inputs.filter(isObject) : [];
  const names = (isFed: boolean) =>
    listed.flatMap(({ name, link }) => (typeof name === 'string' && (typeof link === 'number') === isFed ? [name] : []));
  return { fed: names(true), settings: names(false) };
}

function sourcesByTarget(links: readonly unknown[]): Map<string, string[]> {
  const sources = new Map<string, string[]>();
  for (const link of links) {
    const [from, to] = Array.isArray(link) ? [link[1], link[3]] : isObject(link) ? [link.origin_id, link.target_id] : [];
    if (from === undefined || to === undefined) continue;
    const known = sources.get(String(to));
    if (known) known.push(String(from));
    else sources.set(String(to), [String(from)]);
  }
  return sources;
}

/** A node of a subgraph's id stands for the nodes inside: it takes the type of the one in it that says most. */
function withSubgraphs(graph: Map<string, Node>, value: JsonObject, depth: number): Graph {
  const definitions = isObject(value.definitions) ? value.definitions.subgraphs : undefined;
  if (!Array.isArray(definitions) || depth >= nestingLimit) return graph;
  const inside = new Map<string, Graph>();
  for (const definition of definitions) {
    if (!isObject(definition) || typeof definition.id !== 'string') continue;
    const graph = fromWorkflow({ ...definition, definitions: value.definitions }, depth + 1);
    if (graph) inside.set(definition.id, graph);
  }
  for (const [id, node] of graph) {
    const inner = inside.get(node.type);
    const telling = inner && [...inner.values()].find((one) => generates(one) || alters(one));
    if (telling) graph.set(id, { ...telling, inputs: node.inputs });
  }
  return graph;
}

function judge(graph: Graph): Says {
  const makers = [...graph].filter(([, node]) => generates(node)).map(([id]) => id);
  if (makers.length > 0) return reaches(graph, makers) ? 'edited' : 'generated';
  return [...graph.values()].some(alters) ? 'edited' : 'tool';
}

function generates(node: Node): boolean {
  if (onlyHelps.test(node.type)) return false;
  const words = wordsOf(node.type);
  if (sampling.test(words) || asksService.test(node.type)) return true;
  if (namedSampler.test(words) && node.fed.some((name) => onlySamplersTake.test(name))) return true;
  // Samplers of other names have a seed and a number of steps all the same.
  const has = (name: RegExp) => node.settings.some((setting) => name.test(setting));
  return has(/^(noise_)?seed$/) && has(/^(steps|cfg|denoise|guidance)/);
}

/** True where a picture, video or sound that was loaded goes into one of these nodes, through whatever lies between. */
function reaches(graph: Graph, from: readonly string[]): boolean {
  const seen = new Set<string>();
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const node = graph.get(id);
    if (node && loading.test(node.type) && !loadsModel.test(node.type)) return true;
    open.push(...(node?.inputs ?? []));
  }
  return false;
}
