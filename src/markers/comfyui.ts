import type { ExampleFact, Fact, FactSource, Marker, Match, Matcher, Says } from '../model/index.ts';
import { cite } from './cite.ts';
import { saysByGraph } from './comfyui-graph.ts';
import { comments, container, each, exif, find, hit, id3, onlyIn, type Place, sidecar, tag, text, xmp } from './select.ts';

const promptPlaces: readonly Place[] = [text('prompt'), tag('prompt'), exif('Model', 'Make', 'UserComment', 'ImageDescription')];

/** In WebP and JPEG the graph stands behind its name: `prompt:{…}` in Model, `workflow:{…}` in Make. */
const graphText = (value: string): string => value.replace(/^(prompt|workflow|Prompt|Workflow):\s{0,8}/, '');

/**
 * One file often holds the graph twice: as it was run (prompt) and as it was drawn (workflow). What was run decides for both,
 * because the drawing keeps branches that were never used.
 */
function saysOfFile(facts: readonly Fact[]): Says | undefined {
  const run = find(facts, promptPlaces).filter((fact) => !/^workflow:/i.test(fact.value));
  return run.map((fact) => saysByGraph(graphText(fact.value))).find((says) => says !== undefined);
}

/** Hits on the facts in these places that hold a graph. */
function graphs(...places: readonly Place[]): Matcher {
  return onlyIn(
    places,
    (facts) => {
      const found = find(facts, places).flatMap((fact): [Fact, Says][] => {
        const says = saysByGraph(graphText(fact.value));
        return says ? [[fact, says]] : [];
      });
      if (found.length === 0) return [];
      const run = saysOfFile(facts);
      return found.map(([fact, says]): Match => hit([fact], { generator: 'ComfyUI', says: () => run ?? says }));
    },
    /\{/,
  );
}

const sampler = (model: string) => `"3":{"class_type":"KSampler","inputs":{"seed":1,"steps":20,"latent_image":["${model}",0]}}`;
const generated = `{${sampler('5')},"5":{"class_type":"EmptyLatentImage","inputs":{"width":512}}}`;
const fromImage = `{${sampler('5')},"5":{"class_type":"VAEEncode","inputs":{"pixels":["6",0]}},"6":{"class_type":"LoadImage","inputs":{"image":"a.png"}}}`;
const drawn = '{"nodes":[{"id":1,"type":"KSampler","mode":0},{"id":2,"type":"EmptyLatentImage"}],"links":[[1,2,0,1,0,"LATENT"]]}';
const otherPrompt = '{"question":"What is in the picture?","answer":"a fox"}';

const fact = (source: FactSource, name: string, value: string): ExampleFact => ({ source, name, value });
const note =
  'Generated where the graph runs a generating node; edited where a loaded picture, video or sound goes into it; only a tool where there is none (plain upscalers, savers).';

/** Graphs that ComfyUI saves in what it makes. */
export const comfyuiMarkers: readonly Marker[] = [
  {
    id: 'txt-comfy-prompt',
    title: 'ComfyUI graph, as it was run',
    vendor: 'ComfyUI',
    says: 'generated',
    strength: 'declared',
    source: `${cite.promptReader}; ${cite.sdParsers}; real files: github comfyanonymous/ComfyUI_examples`,
    evidence: 'primary',
    note,
    match: graphs(text('prompt')),
    examples: {
      yes: [[fact('text', 'prompt', generated)], [fact('text', 'Prompt', fromImage)]],
      no: [
        [fact('text', 'prompt', 'a red fox')],
        [fact('text', 'prompt', otherPrompt)],
        [fact('text', 'prompt', '{"class_type": broken')],
      ],
    },
  },
  {
    id: 'txt-comfy-workflow',
    title: 'ComfyUI graph, as it was drawn',
    vendor: 'ComfyUI',
    says: 'generated',
    strength: 'declared',
    source: `${cite.promptReader}; ${cite.sdParsers}; real files: github comfyanonymous/ComfyUI_examples`,
    evidence: 'primary',
    note: `${note} Where the graph as it was run stands in the file too, that one decides.`,
    match: graphs(text('workflow')),
    examples: {
      yes: [[fact('text', 'workflow', drawn)]],
      no: [[fact('text', 'workflow', '{"nodes":["scan","proof","print"]}')], [fact('text', 'workflow', 'scan, then grade')]],
    },
  },
  {
    id: 'txt-comfy-webp',
    title: 'ComfyUI graph in the EXIF camera fields',
    vendor: 'ComfyUI (WebP, JPEG)',
    says: 'generated',
    strength: 'declared',
    source: `real files: github comfyanonymous/ComfyUI_examples; github RupertAvery/DiffusionToolkit issue #201`,
    evidence: 'primary',
    note: 'Camera make and model hold JSON text.',
    match: graphs(exif('Make', 'Model', 'UserComment', 'ImageDescription'), xmp('tiff:Make', 'tiff:Model', 'exif:UserComment')),
    examples: {
      yes: [[fact('exif', 'Model', `prompt:${generated}`)], [fact('exif', 'Make', `workflow:${drawn}`)]],
      no: [[fact('exif', 'Model', 'Canon EOS R5')], [fact('exif', 'Make', 'workflow:{"steps":[]}')]],
    },
  },
  {
    id: 'vid-comfy-mp4',
    title: 'ComfyUI graph in the tags of a video',
    vendor: 'ComfyUI SaveVideo',
    says: 'generated',
    strength: 'declared',
    source: 'github comfyanonymous/ComfyUI comfy_api/latest/_input_impl/video_types.py@04dfab9',
    evidence: 'primary',
    note: `${note} The node copies the tags of its source video, so they may be inherited.`,
    match: graphs(tag('prompt', 'workflow')),
    examples: {
      yes: [[fact('container', 'keys:prompt', generated)], [fact('container', 'tag:workflow', drawn)]],
      no: [[fact('container', 'keys:prompt', 'Take 3')], [fact('container', 'tag:workflow', otherPrompt)]],
    },
  },
  {
    id: 'vid-comfy-mkv',
    title: 'ComfyUI graph in the tags of a Matroska file',
    vendor: 'ComfyUI',
    says: 'generated',
    strength: 'declared',
    source: 'github comfyanonymous/ComfyUI video_types.py@04dfab9',
    evidence: 'primary',
    note: 'The muxer writes the keys in capitals.',
    match: graphs(container('matroska:prompt', 'matroska:workflow')),
    examples: {
      yes: [[fact('container', 'matroska:PROMPT', generated)]],
      no: [[fact('container', 'matroska:PROMPT', 'silence please')]],
    },
  },
  {
    id: 'vid-vhs-comment',
    title: 'ComfyUI graph in the comment of a video',
    vendor: 'ComfyUI VideoHelperSuite (Video Combine)',
    says: 'generated',
    strength: 'declared',
    source: 'github Kosinkadink/ComfyUI-VideoHelperSuite@001a508 videohelpersuite/nodes.py',
    evidence: 'primary',
    note: 'JSON with prompt (as text) and workflow. The node saves a picture of the first frame beside the video.',
    match: graphs(...comments),
    examples: {
      yes: [
        [fact('container', 'tag:comment', JSON.stringify({ prompt: generated, workflow: {} }))],
        [fact('container', 'ilst:©cmt', JSON.stringify({ prompt: JSON.parse(fromImage) }))],
      ],
      no: [[fact('container', 'tag:comment', '{"prompt":"say it again"}')], [fact('container', 'ilst:©cmt', '{"camera":"A"}')]],
    },
  },
  {
    id: 'aud-comfy-audio',
    title: 'ComfyUI graph in the tags of a sound file',
    vendor: 'ComfyUI SaveAudio',
    says: 'generated',
    strength: 'declared',
    source: 'github comfyanonymous/ComfyUI comfy_extras/nodes_audio.py@01e93c7',
    evidence: 'primary',
    note,
    match: graphs(container('vorbis:prompt', 'vorbis:workflow', 'info:prompt'), id3('TXXX:prompt', 'TXXX:workflow')),
    examples: {
      yes: [[fact('container', 'vorbis:PROMPT', generated)], [fact('id3', 'TXXX:prompt', generated)]],
      no: [[fact('id3', 'TXXX:prompt', 'Chapter one')]],
    },
  },
  {
    id: 'sidecar-comfy-json',
    title: 'ComfyUI graph beside the media',
    vendor: 'ComfyUI',
    says: 'tool',
    strength: 'declared',
    source: 'github comfyanonymous/ComfyUI',
    evidence: 'primary',
    note: 'A graph in the folder shows an intention, not which file came of it.',
    match: each([sidecar('text', 'json:class_type', 'json:last_node_id')], (value) => saysByGraph(value) !== undefined, {
      generator: 'ComfyUI',
    }),
    examples: { yes: [[fact('sidecar', 'text', drawn)]], no: [[fact('sidecar', 'text', otherPrompt)]] },
  },
];
