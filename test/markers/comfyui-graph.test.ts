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
      {
        '1': ['VHS_LoadVideo', {}],
        '4': ['VAEEncode', { pixels: ['1', 0] }],
        '3': ['WanVideoSampler', { model: ['7', 0], samples: ['4', 0] }],
      },
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

  const harmless = [
    ...['ImageResampler', 'ImageDownsampler', 'AudioResampler', 'ColorSampler', 'IndividualMask', 'ImageToImageList'],
    ...['FramesToVideo', 'VideoToImage', 'ElevenLabsSpeechToText', 'RecraftVectorizeImage', 'RecraftVectorizeImageNode'],
    ...['RecraftRemoveBackgroundNode', 'RecraftCreateStyleNode', 'LumaImageKey', 'GeminiImageDescribe'],
    ...['LumaRay32KeyframeNode', 'RunwayAleph2PromptImageNode', 'PixverseTemplateNode', 'BriaRemoveImageBackground'],
    ...['ElevenLabsAudioIsolation', 'OpenAIChatNode', 'GeminiNode', 'StabilityUpscaleFastNode', 'RecraftCrispUpscaleNode'],
    ...['FaceReactorDetector', 'LumaReferenceNode', 'KlingCameraControls', 'ByteDanceSeedNode', 'FaceSwapDetector'],
  ];
  it.each(harmless)('%s between a loaded and a saved picture alters nothing', (type) => {
    const nodes: Nodes = { ...load, '3': [type, { image: ['9', 0] }], '4': ['SaveImage', { images: ['3', 0] }] };
    expect(saysByGraph(prompt(nodes))).toBe('tool');
    expect(saysByGraph(prompt(nodes).slice(0, -2))).toBeUndefined();
    const links = [
      [1, 9, 0, 3, 0, 'IMAGE'],
      [2, 3, 0, 4, 0, 'IMAGE'],
    ];
    const drawn = Object.entries(nodes).map(([id, [type]]) => ({ id: Number(id), type, inputs: [{ name: 'image', link: 1 }] }));
    expect(saysByGraph(JSON.stringify({ nodes: drawn, links }))).toBe('tool');
  });

  it.each([
    ...['KSampler', 'KSamplerAdvanced', 'KSampler_inspire', 'KSampler //Inspire', 'KSampler (Efficient)', 'easy fullkSampler'],
    ...['SamplerCustom', 'SamplerCustomAdvanced', 'BNK_TiledKSampler', 'ImpactKSamplerBasicPipe', 'UltimateSDUpscale'],
    ...['FaceDetailer', 'SUPIR_sample', 'OpenAIDalle3', 'OpenAIGPTImage1', 'OpenAIVideoSora2', 'FluxProUltraImageNode'],
    ...['FluxKontextMaxImageNode', 'Flux2ProImageNode', 'IdeogramV3', 'Veo3VideoGenerationNode', 'KlingImage2VideoNode'],
    ...['KlingOmniProImageToVideoNode', 'RunwayImageToVideoNodeGen4', 'LumaImageNode', 'PikaTextToVideoNode2_2'],
    ...['MinimaxHailuoVideoNode', 'RecraftTextToImageNode', 'StabilityStableImageSD_3_5Node', 'GeminiImage2Node'],
    ...['ByteDanceSeedreamNode', 'Vidu2TextToVideoNode', 'PixverseTextToVideoNode', 'MoonvalleyTxt2VideoNode'],
    ...['ElevenLabsTextToSpeech', 'WanTextToVideoApi', 'GrokImageNode', 'OpenAIGPTImageNodeV2', 'GeminiNanoBanana2V2'],
    ...['Flux3TextToVideoNode', 'FluxEraseNode', 'Flux2ImageNode', 'LumaRay32TextToVideoNode', 'LumaTextToVideoGenerationNode'],
    ...['RunwayAleph2VideoToVideoNode', 'MinimaxHailuo03ReferenceNode', 'PixverseV6FusionVideoNode', 'GeminiVideoOmni'],
    ...['Wan2VideoContinuationApi', 'HappyHorseTextToVideoApi', 'HeyGenAvatarVideoNode', 'BriaGenFill'],
    ...['KlingTextToVideoWithAudio', 'Vidu3TextToVideoNode', 'ByteDance2ReferenceNode'],
  ])('%s makes a picture, a video or a sound', (type) => {
    expect(saysByGraph(prompt({ '3': [type, {}] }))).toBe('generated');
    expect(saysByGraph(prompt({ ...load, '3': [type, { image: ['9', 0] }] }))).toBe('edited');
  });

  it('takes another sampler for one of diffusion where it is fed a model, in both forms', () => {
    const inputs = [{ name: 'model', type: 'MODEL', link: 1 }];
    expect(saysByGraph(prompt({ '3': ['XlabsSampler', { model: ['1', 0] }] }))).toBe('generated');
    expect(saysByGraph(JSON.stringify({ nodes: [{ id: 3, type: 'XlabsSampler', inputs }], links: [] }))).toBe('generated');
    expect(saysByGraph(prompt({ '3': ['ColorSampler', { image: ['1', 0], model: 'HSV' }] }))).toBe('tool');
  });

  it.each(['ReActorFaceSwap', 'LivePortraitProcess', 'Wav2Lip', 'LatentSyncNode', 'LamaRemover', 'INPAINT_InpaintWithModel'])(
    '%s alters a picture without sampling',
    (type) => {
      expect(saysByGraph(prompt({ ...load, '3': [type, { image: ['9', 0] }] }))).toBe('edited');
    },
  );

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
