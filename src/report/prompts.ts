import { type Evidence, evidenceValueLimit } from '../model/index.ts';

/** Characters of a prompt that a cue sheet shows; the file has the whole. */
const promptLimit = 200;

/** A prompt as a piece of evidence holds it, shortened, with the file that it was found in. */
export interface FoundPrompt {
  /** Empty where the report has the value cut off before the prompt: the file has it. */
  readonly prompt: string;
  /** Relative to the delivery root: the asset or its sidecar; undefined where the evidence gives no place. */
  readonly file: string | undefined;
}

/** The first prompt that some evidence of an asset holds; undefined where none does. */
export function promptOf(evidence: readonly Evidence[]): FoundPrompt | undefined {
  for (const { name, value, at } of evidence) {
    const prompt = promptIn(name, value)?.replace(/\s+/g, ' ').trim();
    if (prompt) return { prompt: shortened(prompt), file: at?.path };
  }
  const cut = evidence.find(
    ({ name, value }) => [...value].length >= evidenceValueLimit && /^(prompt|parameters|Model)$/i.test(name),
  );
  return cut === undefined ? undefined : { prompt: '', file: cut.at?.path };
}

/** A prompt on one line, cut at `promptLimit` characters. */
export function shortened(prompt: string): string {
  const characters = [...prompt.replace(/\s+/g, ' ').trim()];
  return characters.length > promptLimit ? `${characters.slice(0, promptLimit - 1).join('')}…` : characters.join('');
}

/**
 * The prompt in one value: IPTC 2025.1's property, the settings text of AUTOMATIC1111, Midjourney's description, the command
 * line of InvokeAI, JSON that names it, a ComfyUI graph. Only what these forms call the prompt; a negative prompt says what is not in the picture.
 */
function promptIn(name: string, value: string): string | undefined {
  if (/(^|[:/])AIPromptInformation$/i.test(name)) return value;
  const settings = /^([\s\S]*?)(?:^|\n)(?:Negative prompt: |Steps: \d)/.exec(value);
  if (settings) return settings[1];
  const midjourney = /^([\s\S]*?)\s*Job ID: [0-9a-f-]{36}/.exec(value);
  if (midjourney) return midjourney[1];
  const dream = /^("(?:[^"\\]|\\.)*")\s+-\w/.exec(value);
  if (dream) return parsed(dream[1] as string) as string | undefined;
  if (/^(?:prompt:\s*)?\{/i.test(value)) return promptInJson(value.replace(/^prompt:\s*/i, ''));
  return undefined;
}

function promptInJson(text: string): string | undefined {
  const json = parsed(text);
  if (json !== undefined) return promptInGraph(json) ?? promptNamed(json, 3);
  // The value was cut at the report's limit: a string that is named and closed before the cut still says what it says.
  const literal = /"(?:positive_?prompt|prompt)"\s*:\s*("(?:[^"\\]|\\.)*")/i.exec(text)?.[1];
  const named = literal === undefined ? undefined : parsed(literal);
  return typeof named === 'string' ? named : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A text called prompt, in the map itself or in maps inside it. */
function promptNamed(value: unknown, depth: number): string | undefined {
  if (!isMap(value) || depth === 0) return undefined;
  const own = Object.entries(value).find(([key, item]) => /^(positive_?)?prompt$/i.test(key) && typeof item === 'string' && item);
  if (own) return own[1] as string;
  for (const inner of Object.values(value)) {
    const found = promptNamed(inner, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Nodes that are followed from a sampler to the text behind its positive input. */
const graphDepth = 8;

/** The text that a ComfyUI graph feeds into the positive input of a sampler: https://docs.comfy.org/specs/workflow_json */
function promptInGraph(graph: unknown): string | undefined {
  if (!isMap(graph)) return undefined;
  const inputsOf = (id: unknown): Readonly<Record<string, unknown>> => {
    const node = Object.hasOwn(graph, String(id)) ? graph[String(id)] : undefined;
    return isMap(node) && isMap(node.inputs) ? node.inputs : {};
  };
  const textBehind = (link: unknown, depth: number): string | undefined => {
    if (!Array.isArray(link) || depth === 0) return undefined;
    const inputs = inputsOf(link[0]);
    for (const key of ['text', 'text_g', 'prompt', 'positive', 'conditioning', 'string', 'value']) {
      const input = Object.hasOwn(inputs, key) ? inputs[key] : undefined;
      const found = typeof input === 'string' ? input : textBehind(input, depth - 1);
      if (found) return found;
    }
    return undefined;
  };
  for (const id of Object.keys(graph)) {
    const found = textBehind(inputsOf(id).positive, graphDepth);
    if (found !== undefined) return found;
  }
  return undefined;
}
