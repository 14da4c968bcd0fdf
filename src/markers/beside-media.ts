import type { ExampleFact, Fact, Generator, Marker, Says } from '../model/index.ts';
import { cite } from './cite.ts';
import { isObject, type JsonObject, objectIn } from './json.ts';
import { container, each, sidecar } from './select.ts';
import { isDrawThings, isFooocus, isSwarm } from './stable-diffusion-tools.ts';

const fact = (source: ExampleFact['source'], name: string, value: string): ExampleFact => ({ source, name, value });

/** InvokeAI exports what it writes into a PNG: prompt, and how or with which version it was run. */
function isInvoke(settings: JsonObject): boolean {
  return 'positive_prompt' in settings && ('generation_mode' in settings || 'app_version' in settings);
}

function program(value: string): Generator | undefined {
  const settings = objectIn(value);
  if (!settings) return undefined;
  if (isSwarm(value)) return { name: 'SwarmUI' };
  if (isInvoke(settings)) {
    const version = settings.app_version;
    return typeof version === 'string' ? { name: 'InvokeAI', version } : { name: 'InvokeAI' };
  }
  if (isFooocus(value) && ('prompt' in settings || 'Prompt' in settings)) return { name: 'Fooocus' };
  return isDrawThings(value) ? { name: 'Draw Things' } : undefined;
}

/** A picture that went in makes it a picture from a picture. */
function says({ value }: Fact): Says {
  const settings = objectIn(value) ?? {};
  const swarm = isObject(settings.sui_image_params) ? settings.sui_image_params : {};
  const mode = typeof settings.generation_mode === 'string' ? settings.generation_mode : '';
  return 'initimage' in swarm || 'init_image' in swarm || /img2img|inpaint|outpaint/.test(mode) ? 'edited' : 'generated';
}

const swarm = '{"sui_image_params":{"prompt":"a fox","model":"sdxl","seed":1}}';
const invoke = '{"generation_mode":"txt2img","positive_prompt":"a fox","app_version":"5.6.0"}';

/** What lies beside the media, or is left in the folder. */
export const besideMedia: readonly Marker[] = [
  {
    id: 'txt-settings-sidecar',
    title: 'Generation settings in a JSON file beside the media',
    vendor: 'SwarmUI, InvokeAI, Fooocus, Draw Things',
    says: 'generated',
    strength: 'declared',
    source: `${cite.promptReader}; ${cite.sdParsers}; github mcmonkeyprojects/SwarmUI docs/Image Metadata Format.md`,
    evidence: 'secondary',
    note: 'The settings that these programs also write into the picture; SwarmUI names the file .swarm.json.',
    match: each([sidecar('text')], (value) => program(value) !== undefined, { says, generator: (found) => program(found.value) }),
    examples: {
      yes: [[fact('sidecar', 'text', swarm)], [fact('sidecar', 'text', invoke)]],
      no: [[fact('sidecar', 'text', '{"prompt":"say it again","version":"2"}')], [fact('text', 'Comment', invoke)]],
    },
  },
  {
    id: 'sidecar-safetensors',
    title: 'Weights of a model',
    vendor: 'any',
    says: 'tool',
    strength: 'declared',
    source: 'https://huggingface.co/docs/safetensors; github ggml-org/ggml docs/gguf.md',
    evidence: 'primary',
    note: 'A model left in the delivery shows what was at work, not which file came of it.',
    match: each([container('weights:format')]),
    examples: { yes: [[fact('container', 'weights:format', 'safetensors')]], no: [[fact('container', 'weights:title', 'fox')]] },
  },
];
