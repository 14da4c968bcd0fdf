import type { ExampleFact, Fact, Generator, Marker } from '../model/index.ts';
import { cite } from './cite.ts';
import { isObject, objectIn } from './json.ts';
import { each, text } from './select.ts';

const fact = (name: string, value: string): ExampleFact => ({ source: 'text', name, value });
const source = `${cite.promptReader}; real files: ${cite.sdParsers}`;

/** `app_version` stands in every metadata text since version 2. */
function program(fact: Fact): Generator {
  const version = objectIn(fact.value)?.app_version;
  return typeof version === 'string' ? { name: 'InvokeAI', version } : { name: 'InvokeAI' };
}

/** An initial image makes it a picture from a picture. */
function fromPicture(value: string): boolean {
  const data = objectIn(value);
  const image = data && isObject(data.image) ? data.image : data;
  const initial = image?.init_image ?? image?.init_image_path ?? image?.initial_image_path;
  return initial !== undefined && initial !== null && initial !== '';
}

/** Keys of its metadata in the versions 2 to 6; `model` and `image` are left out, cameras have them too. */
const metadataKeys = [
  ...['app_version', 'app_id', 'generation_mode', 'positive_prompt', 'negative_prompt', 'model_weights', 'model_hash'],
  ...['seed', 'steps', 'cfg_scale', 'scheduler', 'rand_device', 'canvas_v2_metadata', 'ref_images', 'loras', 'controlnets'],
];

/** True for JSON with a key that no other program writes, or with two of the usual ones. */
function isMetadata(value: string): boolean {
  const data = objectIn(value);
  if (!data) return isCutOff(value);
  if (['app_version', 'generation_mode', 'positive_prompt', 'canvas_v2_metadata'].some((key) => data[key] !== undefined))
    return true;
  return metadataKeys.filter((key) => data[key] !== undefined).length >= 2;
}

/** Metadata that is no valid JSON, since it was cut short, still shows its keys. */
function isCutOff(value: string): boolean {
  return (
    /^\s{0,8}\{/.test(value) &&
    /"(app_version|generation_mode|positive_prompt|model_weights)"\s{0,4}:/.test(value.slice(0, 20_000))
  );
}

/** A graph is an object with nodes, a workflow too; both since version 3. */
function isGraph(value: string): boolean {
  const data = objectIn(value);
  if (!data) return /^\s{0,8}\{/.test(value) && /"nodes"\s{0,4}:\s{0,4}[[{]/.test(value.slice(0, 20_000));
  return typeof data.nodes === 'object' && data.nodes !== null;
}

/** Flags of the command with a number: steps, seed, width, height, scale; and the sampler by name. */
const dreamFlags = [/(?:^|\s)-s\s?\d/, /(?:^|\s)-S\s?\d/, /(?:^|\s)-[WHC]\s?\d/, /(?:^|\s)-A\s?(?:k_|ddim|plms)/];

function isDreamCommand(value: string): boolean {
  return dreamFlags.filter((flag) => flag.test(value)).length >= 2;
}

/** InvokeAI's text chunks, newest first. */
export const invokeaiMarkers: readonly Marker[] = [
  {
    id: 'txt-invoke-metadata',
    title: 'InvokeAI generation metadata',
    vendor: 'InvokeAI',
    says: 'generated',
    strength: 'declared',
    source,
    evidence: 'secondary',
    match: each([text('invokeai_metadata')], isMetadata, {
      generator: program,
      says: (fact) => (fromPicture(fact.value) ? 'edited' : 'generated'),
    }),
    examples: {
      yes: [[fact('invokeai_metadata', '{"app_version":"3.4.0","positive_prompt":"a fox"}')]],
      no: [
        [fact('invokeai_metadata', '')],
        [fact('invokeai_metadata', '{"notes":"none"}')],
        [fact('metadata', '{"app_version":"3.4.0"}')],
      ],
    },
  },
  {
    id: 'txt-invoke-graph',
    title: 'InvokeAI graph or workflow',
    vendor: 'InvokeAI',
    says: 'generated',
    strength: 'declared',
    source,
    evidence: 'secondary',
    match: each([text('invokeai_graph', 'invokeai_workflow')], isGraph, { generator: 'InvokeAI' }),
    examples: {
      yes: [[fact('invokeai_graph', '{"nodes":{}}')]],
      no: [[fact('workflow', 'invokeai')], [fact('invokeai_workflow', 'none')]],
    },
  },
  {
    id: 'txt-invoke-sd',
    title: 'InvokeAI metadata of version 2',
    vendor: 'InvokeAI',
    says: 'generated',
    strength: 'declared',
    source,
    evidence: 'secondary',
    match: each([text('sd-metadata')], isMetadata, {
      generator: program,
      says: (fact) => (fromPicture(fact.value) ? 'edited' : 'generated'),
    }),
    examples: {
      yes: [[fact('sd-metadata', '{"model":"stable diffusion","app_version":"2.2.4"}')]],
      no: [[fact('sd-card', '64 GB')], [fact('sd-metadata', '{"sd":"card"}')]],
    },
  },
  {
    id: 'txt-invoke-dream',
    title: 'InvokeAI command line',
    vendor: 'InvokeAI (before version 2)',
    says: 'generated',
    strength: 'declared',
    source,
    evidence: 'secondary',
    note: 'The chunk Dream holds the command: prompt, -s steps, -S seed and more; one flag alone can be a word.',
    match: each([text('Dream')], isDreamCommand, {
      generator: 'InvokeAI',
      says: (fact) => (/(?:^|\s)-I\s?\S/.test(fact.value) ? 'edited' : 'generated'),
    }),
    examples: {
      yes: [[fact('Dream', '"a red fox" -s 50 -S 42 -W 512 -H 512 -C 7.5 -A k_lms')]],
      no: [[fact('Dream', 'a film by A. Artist')], [fact('Dream', 'I had a dream, see reel -s 5')]],
    },
  },
];
