import { describe, expect, it } from 'vitest';
import { saysByGraph } from '../../src/markers/comfyui-graph.ts';
import { markerById } from '../../src/markers/index.ts';
import { fact, factsOf } from './facts.ts';

type Nodes = Record<string, [string, Record<string, unknown>?]>;

/** The form in which a graph is run. */
function prompt(nodes: Nodes): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(nodes).map(([id, [type, inputs = {}]]) => [id, { class_type: type, inputs }])),
  );
}

const noise = { '2': ['EmptyLatentImage', { width: 512 }] } satisfies Nodes;
const load = { '9': ['LoadImage', { image: 'a.png' }] } satisfies Nodes;

describe('ComfyUI graphs', () => {
  it.each<[string, Nodes, string]>([
    ['text to image', { ...noise, '3': ['KSampler', { latent_image: ['2', 0] }] }, 'generated'],
    [
      'image to image',
      { ...load, '4': ['VAEEncode', { pixels: ['9', 0] }], '3': ['KSampler', { latent_image: ['4', 0] }] },
      'edited',
    ],
    [
      'a control picture',
      {
        ...noise,
        ...load,
        '5': ['ControlNetApply', { image: ['9', 0] }],
        '3': ['KSampler', { positive: ['5', 0], latent_image: ['2', 0] }],
      },
      'edited',
    ],
    ['a picture that is loaded and not used', { ...noise, ...load, '3': ['KSampler', { latent_image: ['2', 0] }] }, 'generated'],
    [
      'video to video',
      { '1': ['VHS_LoadVideo', {}], '4': ['VAEEncode', { pixels: ['1', 0] }], '3': ['WanVideoSampler', { samples: ['4', 0] }] },
      'edited',
    ],
    [
      'a model loader is no loaded video',
      { '1': ['DownloadAndLoadHunyuanVideoModel', {}], '3': ['HyVideoSampler', { model: ['1', 0] }] },
      'generated',
    ],
    [
      'the advanced sampler',
      { ...noise, '6': ['KSamplerSelect', {}], '3': ['SamplerCustomAdvanced', { sampler: ['6', 0], latent_image: ['2', 0] }] },
      'generated',
    ],
    ['a sampler of another name', { ...noise, '3': ['MyDiffusion', { seed: 1, steps: 20, latent: ['2', 0] }] }, 'generated'],
    ['a service', { '3': ['OpenAIGPTImage1', { prompt: 'a fox' }] }, 'generated'],
    ['a face swap', { ...load, '3': ['ReActorFaceSwap', { input_image: ['9', 0] }] }, 'edited'],
    ['a plain upscaler', { ...load, '3': ['ImageUpscaleWithModel', { image: ['9', 0] }] }, 'tool'],
    ['a sampler that is chosen and not used', { '6': ['KSamplerSelect', {}], '7': ['SaveImage', {}] }, 'tool'],
    ['a loop in the graph', { '3': ['KSampler', { a: ['4', 0] }], '4': ['Reroute', { b: ['3', 0] }] }, 'generated'],
  ])('%s', (_, nodes, says) => {
    expect(saysByGraph(prompt(nodes))).toBe(says);
  });

  it('reads the form of the editor, without nodes that were switched off', () => {
    const drawn = (mode: number) =>
      JSON.stringify({
        nodes: [
          { id: 1, type: 'LoadImage', mode },
          { id: 2, type: 'KSampler', mode: 0 },
        ],
        links: [[7, 1, 0, 2, 0, 'IMAGE']],
      });
    expect(saysByGraph(drawn(0))).toBe('edited');
    expect(saysByGraph(drawn(4))).toBe('generated');
  });

  it('looks into subgraphs', () => {
    const graph = {
      nodes: [{ id: 1, type: 'a1b2' }],
      links: [],
      definitions: { subgraphs: [{ id: 'a1b2', nodes: [{ id: 5, type: 'KSampler' }], links: [] }] },
    };
    expect(saysByGraph(JSON.stringify(graph))).toBe('generated');
  });

  it("reads Python's NaN, which JSON forbids", () => {
    expect(saysByGraph('{"3":{"class_type":"KSampler","inputs":{},"is_changed":[NaN]}}')).toBe('generated');
  });

  it('asks a person where a reader cut the graph short', () => {
    expect(saysByGraph('{"3":{"class_type":"KSampler","inputs":{"seed"')).toBe('possible');
  });

  it.each(['', 'a red fox', '[]', '{}', '{"nodes":[]}', '{"class_type":"KSampler"}', `${'{"a":'.repeat(20000)}`])(
    'takes %s for no graph',
    (text) => {
      expect(saysByGraph(text)).toBeUndefined();
    },
  );

  it('lets the graph as it was run decide for the one as it was drawn', () => {
    const facts = factsOf([
      fact('text', 'prompt', prompt({ ...noise, '3': ['KSampler', { latent_image: ['2', 0] }] })),
      fact(
        'text',
        'workflow',
        '{"nodes":[{"id":1,"type":"LoadImage"},{"id":2,"type":"KSampler"}],"links":[[7,1,0,2,0,"IMAGE"]]}',
      ),
    ]);
    expect(markerById.get('txt-comfy-workflow')?.match(facts)[0]?.says).toBe('generated');
  });
});
