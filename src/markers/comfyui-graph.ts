import type { Says } from '../model/index.ts';
import { isObject, type JsonObject, objectIn } from './json.ts';

/** A node of a ComfyUI graph, from either of its two forms. */
interface Node {
  readonly type: string;
  /** Ids of the nodes whose output goes in. */
  readonly inputs: readonly string[];
  /** Names of the plain inputs (API form only). */
  readonly settings: readonly string[];
}
type Graph = ReadonlyMap<string, Node>;

/** Subgraphs within subgraphs that are read. */
const nestingLimit = 8;

/** A node that runs a diffusion model: samplers of all kinds, and nodes that ask a service for a picture, video or sound. */
const sampling = /sampler|^easy (full)?k?sampl|UltimateSDUpscale|FaceDetailer|SUPIR|AnimateDiff.*Sample|VideoSampl/i;
const asksService =
  /(Text|Image|Frames|Video|Audio)To(Video|Image|Music|Speech)|Dall-?E|GPTImage|FluxPro|FluxKontextProImage|Flux2ProImage|Ideogram|VeoVideo|Veo3|KlingStart|KlingCamera|KlingOmni|KlingLip|Runway|Luma(Image|Video)|Pika|Minimax|Hailuo|Recraft|Stability(Stable|Upscale)|GeminiImage|ByteDance|Seedream|Seedance|OpenAIVideoSora|Vidu|PixVerse|Moonvalley|StableAudio|ElevenLabs/i;
/** Words that make one of the above a helper: it chooses, loads or describes and makes nothing. */
const onlyHelps =
  /samplerselect|sampler_?(name|config|custom_?noise)?selector|select.*sampler|Sampler(Settings|Params|Scheduler)|^Sampler(Euler|DPMPP|LMS|LCM|ER|SA|SASolver)|scheduler$|model_?loader|loader$|conditioning|encode|ModelSampling/i;
/** A node that alters a picture with a trained model without sampling: another face, moving lips, filled holes. */
const altering =
  /face_?swap|reactor|live_?portrait|wav2lip|latentsync|(^|[^l])lama[^a-z]?.*(inpaint|remov)|inpaint_?with_?model|insightface.*swap/i;
const loading = /load.*(image|img|video|audio|mask)|^image load|(image|video|audio)[ _]?(load|input|upload)(er)?\b/i;
const loadsModel = /model|encoder|lora|vae|clip|checkpoint|unet|control|transformer|latentupscale|style/i;

/** What a ComfyUI graph says of what came out of it; undefined where the text is no ComfyUI graph at all. */
export function saysByGraph(text: string): Says | undefined {
  const value = objectIn(text);
  if (!value) return cutOff(text);
  const graph = nodesOf(value);
  return graph && judge(graph);
}

/** A graph that a reader cut short still shows its sampler: a person must look. */
function cutOff(text: string): Says | undefined {
  const isGraph = /^\s*\{/.test(text) && /"class_type"\s{0,4}:\s{0,4}"[^"]{0,80}Sampler/.test(text);
  return isGraph ? 'possible' : undefined;
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
    graph.set(String(node.id), { type: node.type, inputs: sources.get(String(node.id)) ?? [], settings: [] });
  }
  return graph.size > 0 ? withSubgraphs(graph, value, depth) : undefined;
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
    const telling = inner && [...inner.values()].find((one) => generates(one) || altering.test(one.type));
    if (telling) graph.set(id, { ...node, type: telling.type });
  }
  return graph;
}

function judge(graph: Graph): Says {
  const makers = [...graph].filter(([, node]) => generates(node)).map(([id]) => id);
  if (makers.length > 0) return reaches(graph, makers) ? 'edited' : 'generated';
  return [...graph.values()].some((node) => altering.test(node.type)) ? 'edited' : 'tool';
}

function generates(node: Node): boolean {
  if (onlyHelps.test(node.type)) return false;
  if (sampling.test(node.type) || asksService.test(node.type)) return true;
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
