/** One generator with every name it goes by. */
export interface GeneratorName {
  /** Normal name, as reports give it. */
  readonly name: string;
  /** Vendors of one family do not contradict each other. */
  readonly family: string;
  /**
   * `product`: a model or service; `vendor`: names the maker and no product; `program`: runs models that anyone can have;
   * `host`: improves pictures, or hands out generators of others.
   */
  readonly role: 'product' | 'vendor' | 'program' | 'host';
  /** Products of one line cannot be told apart by what their files say. */
  readonly line?: string;
  /** Its weights are public, so any program may run it. */
  readonly open?: true;
  /** Families that a host is known to sell. */
  readonly sells?: readonly string[];
  readonly also?: readonly string[];
}

type Rest = Omit<GeneratorName, 'name' | 'family' | 'role'>;
const product = (family: string, name: string, also: string[] = [], rest: Rest = {}): GeneratorName => ({
  name,
  family,
  role: 'product',
  also,
  ...rest,
});
const program = (name: string, also: string[] = [], line?: string): GeneratorName => ({
  name,
  family: 'open models',
  role: 'program',
  also,
  ...(line && { line }),
});
const open = (name: string, also: string[], line: string): GeneratorName =>
  product('open models', name, also, { open: true, line });
const vendor = (family: string, name: string, also: string[] = []): GeneratorName => ({ name, family, role: 'vendor', also });
const host = (family: string, name: string, sells: string[] = [], also: string[] = []): GeneratorName => ({
  name,
  family,
  role: 'host',
  sells,
  also,
});

/** What Microsoft sells are OpenAI's models. */
const openai = 'OpenAI and Microsoft';
const stable = 'Stable Diffusion';
/** Programs that write the text of AUTOMATIC1111's web UI, or can. */
const webui = 'AUTOMATIC1111 text';

/**
 * Generators by name; the first entry with a matching name counts, so special names stand before general ones. Bare words of
 * daily life (Firefly, Runway, Luma, Leonardo, Gemini, Sora) stand here only because this list is asked about texts that are
 * known to name a tool: it decides no verdict.
 */
export const generatorNames: readonly GeneratorName[] = [
  product('Adobe', 'Adobe Firefly', ['Firefly', 'Generative Fill', 'Generative Expand', 'Generative Extend']),
  product(openai, 'GPT-4o', ['gpt4o', 'gpt-image', 'GPT Image', '4o image generation'], { line: 'OpenAI images' }),
  product(openai, 'DALL-E', ['DALL·E', 'DALL•E', 'DALL.E', 'Dalle'], { line: 'OpenAI images' }),
  product(openai, 'Sora'),
  product(openai, 'ChatGPT', ['OpenAI-API', 'OpenAI API', 'Chat GPT'], { line: 'OpenAI images' }),
  product(openai, 'Azure OpenAI', ['Azure OpenAI ImageGen'], { line: 'OpenAI images' }),
  product(
    openai,
    'Microsoft Designer',
    [
      'Image Creator from Designer',
      'Bing Image Creator',
      'Microsoft Copilot',
      'Microsoft_Responsible_AI',
      'Microsoft Responsible AI',
      'Copilot',
    ],
    { line: 'OpenAI images' },
  ),
  vendor(openai, 'OpenAI', ['OpenAI Media Service']),
  product('Google', 'Nano Banana', [], { line: 'Google images' }),
  product('Google', 'Imagen', ['Google Imagen'], { line: 'Google images' }),
  product('Google', 'Pixel Studio', [], { line: 'Google images' }),
  product('Google', 'Pomelli', [], { line: 'Google images' }),
  product('Google', 'NotebookLM', [], { line: 'Google images' }),
  product('Google', 'Veo', ['Google Veo'], { line: 'Google video' }),
  product('Google', 'Google Flow', [], { line: 'Google video' }),
  product('Google', 'Project Genie', [], { line: 'Google video' }),
  product('Google', 'Lyria', ['Music AI Sandbox'], { line: 'Google music' }),
  product('Google', 'Gemini', ['Google Gemini'], { line: 'Google images' }),
  product('Google', 'Google Photos', ['Magic Editor'], { line: 'Google photo edits' }),
  vendor('Google', 'Google AI', ['Google Generative AI', 'Google DeepMind', 'Google']),
  product('Apple', 'Apple Image Playground', ['Image Playground']),
  product('Apple', 'Apple Photos Clean Up', ['Clean Up']),
  product('Samsung', 'Samsung Galaxy AI', ['Photo assist', 'Galaxy AI', 'Generative Edit']),
  product('Midjourney', 'Midjourney'),
  product('xAI', 'Grok Imagine', ['Grok', 'xAI Grok', 'xAI', 'Aurora']),
  product('Meta', 'Meta AI', ['Imagine with Meta', 'Emu']),
  product('Amazon', 'Amazon Titan', ['Titan Image Generator'], { line: 'Amazon Bedrock' }),
  product('Amazon', 'Amazon Nova', ['Nova Canvas', 'Nova Reel'], { line: 'Amazon Bedrock' }),
  product('Amazon', 'Amazon Bedrock', [], { line: 'Amazon Bedrock' }),
  program('ComfyUI', ['Comfy UI', 'VideoHelperSuite']),
  program('Forge', ['Stable Diffusion WebUI Forge', 'sd-webui-forge'], webui),
  program('SD.Next', ['SDNext'], webui),
  program('AUTOMATIC1111', ['Stable Diffusion web UI', 'A1111', 'stable-diffusion-webui'], webui),
  program('Civitai', [], webui),
  program('InvokeAI', ['Invoke AI']),
  program('Fooocus'),
  program('SwarmUI', ['StableSwarmUI']),
  program('Easy Diffusion', ['EasyDiffusion']),
  program('Draw Things', ['DrawThings']),
  program('Stability Matrix', ['StabilityMatrix'], webui),
  program('AI Horde', ['Stable Horde', 'ArtBot', 'Stable UI']),
  program('Wan2GP', ['WanGP']),
  product('NovelAI', 'NovelAI', ['NovelAI Diffusion']),
  open('Stable Diffusion XL', ['SDXL', 'SDXL Turbo'], stable),
  open('Stable Diffusion', ['Stable Diffusion', 'StableDiffusion', 'Stability AI', 'DreamStudio', 'SD3', 'Stable Image'], stable),
  product('open models', 'Stable Audio', [], { open: true, line: 'Stable Audio' }),
  open('FLUX', ['Flux.1', 'Flux.2', 'Flux 1', 'Flux 2', 'Black Forest Labs', 'Flux Kontext', 'FLUX.1 Kontext'], 'FLUX'),
  open('HiDream', ['HiDream-ai', 'HiDream-I1'], 'HiDream'),
  open('Wan', ['Wan AI', 'Wanxiang', 'Tongyi Wanxiang', 'Tongyi', 'Wan2.1', 'Wan2.2', 'Wan 2.1', 'Wan 2.2'], 'Wan'),
  open('Hunyuan', ['Tencent Hunyuan', 'HunyuanVideo', 'Tencent'], 'Hunyuan'),
  open('LTX', ['LTX Video', 'LTXV', 'LTX Studio', 'Lightricks'], 'LTX'),
  open('Mochi', ['Mochi 1'], 'Mochi'),
  open('Qwen Image', ['Qwen-Image'], 'Qwen'),
  product('Ideogram', 'Ideogram', ['Ideogram AI', 'Ideogram, Inc']),
  product('Leonardo', 'Leonardo AI', ['Leonardo.ai', 'Leonardo']),
  product('Recraft', 'Recraft', ['recraft.ai']),
  product('Reve', 'Reve', ['reve.com']),
  product('Runway', 'Runway', [
    'RUNWAY AI',
    'RunwayML',
    'Runway Image Generation',
    'Runway Video Generation',
    'Runway Gen-3',
    'Runway Gen-4',
  ]),
  product('Pika', 'Pika', ['Pika Labs']),
  product('Luma', 'Luma AI', ['Luma', 'Dream Machine', 'Luma Dream Machine', 'Uni-1']),
  product('Kuaishou', 'Kling', ['Kling AI', 'kling-ai', 'KLingMuse', 'Kuaishou']),
  product('MiniMax', 'MiniMax Hailuo', ['Hailuo', 'MiniMax', 'Hailuo AI']),
  product('ByteDance', 'Dreamina', ['Jimeng', 'Dreamina Jimeng', 'CapCut AI'], { line: 'ByteDance' }),
  product(
    'ByteDance',
    'Seedance',
    [
      'Seedream',
      'Volcengine_Ark_CN',
      'Volcengine Ark',
      'BytePlus_ModelArk',
      'BytePlus ModelArk',
      'doubao-seedance',
      'doubao-seedream',
    ],
    { line: 'ByteDance' },
  ),
  product('ByteDance', 'Doubao', ['豆包'], { line: 'ByteDance' }),
  product('ByteDance', 'TikTok Symphony', ['TikTok Ad Creative Toolbox']),
  product('Baidu', 'Baidu ERNIE', ['ERNIE', 'Wenxin', 'Baidu']),
  product('HeyGen', 'HeyGen'),
  product('Synthesia', 'Synthesia'),
  product('D-ID', 'D-ID'),
  product('ElevenLabs', 'ElevenLabs', ['Eleven Labs']),
  product('Respeecher', 'Respeecher'),
  product('Suno', 'Suno', ['Suno Content Credentials', 'chirp']),
  product('Udio', 'Udio'),
  product('AIVA', 'AIVA'),
  product('Mubert', 'Mubert'),
  product('Producer.ai', 'Producer.ai', ['Riffusion']),
  product('Bria', 'Bria', ['Bria AI']),
  product('Getty Images', 'Getty Images AI', ['Generative AI by Getty', 'Getty Images AI-Generated', 'Getty Images', 'iStock']),
  product('Jasper', 'Jasper', ['Jasper AI']),
  product('Reface', 'RefaceAI', ['Reface']),
  product('Brahma', 'Brahma AI', ['Brahma']),
  product('Clipstudios', 'Clipstudios.ai'),
  product('Aphrodite', 'Aphrodite AI'),
  product('Flawless', 'Flawless', ['Flawless AI', 'TrueSync']),
  host('Higgsfield', 'Higgsfield', ['Kuaishou', 'Google', openai, 'open models', 'ByteDance', 'MiniMax'], ['Higgsfield AI']),
  host('fal', 'fal', ['open models', 'Kuaishou', 'MiniMax', 'ByteDance', 'Google'], ['fal-ai', 'fal.ai']),
  host('Krea', 'Krea', ['open models', 'Google', 'Kuaishou'], ['Krea AI']),
  host('Freepik', 'Freepik', ['open models', 'Google', 'Kuaishou']),
  host('Replicate', 'Replicate', ['open models']),
  host('Canva', 'Canva', ['Leonardo', openai, 'open models'], ['Magic Media', 'Magic Studio']),
  host('Topaz Labs', 'Topaz', [], ['Topaz Labs', 'Topaz Video AI', 'Topaz Labs Image API', 'Topaz Photo AI', 'Gigapixel']),
  host('Adobe', 'Adobe Photoshop', ['Google', 'open models'], ['Photoshop']),
  host('Adobe', 'Adobe Express', ['Google', 'open models']),
  host('Adobe', 'Adobe Premiere', [], ['Premiere Pro']),
  host('Adobe', 'Adobe Lightroom', [], ['Lightroom']),
  host('Adobe', 'Adobe Illustrator', [], ['Illustrator']),
];
