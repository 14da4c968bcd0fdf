import { describe, expect, it } from 'vitest';
import { markerById, markers } from '../../src/markers/index.ts';
import type { ExampleFact, Says } from '../../src/model/index.ts';
import { c2pa, fact, factsOf } from './facts.ts';

const iptc = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** Every word that the whole catalogue has for an asset. */
function sayings(...example: readonly ExampleFact[]): { id: string; says: Says }[] {
  const facts = factsOf(example);
  return markers.flatMap((marker) => marker.match(facts).map((match) => ({ id: marker.id, says: match.says ?? marker.says })));
}

/** Hits that would make the asset marked, or ask a person to look at it. */
function accusations(...example: readonly ExampleFact[]): { id: string; says: Says }[] {
  return sayings(...example).filter(({ says }) => says === 'generated' || says === 'edited' || says === 'possible');
}

const created = (term: string) => c2pa('action.digitalSourceType', `${iptc}${term}`, { action: 'c2pa.created' });

/** False accusations that public detectors are known for. Each must pass the whole catalogue unharmed. */
const traps: readonly (readonly [string, ...ExampleFact[]])[] = [
  ['C2PA permission for training', c2pa('assertion', 'c2pa.training-mining'), c2pa('assertion', 'cawg.training-mining__1')],
  [
    'PLUS opt-out that says GENAI',
    fact('xmp', 'plus:DataMining', 'http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-GENAIMLTRAINING'),
  ],
  ["EXIF opt-out in ExifTool's words", fact('exif', 'LearningOptOutIn', 'Generative AI/ML Training')],
  ['algorithmicMedia in C2PA', created('algorithmicMedia')],
  ['algorithmicMedia in XMP', fact('xmp', 'Iptc4xmpExt:DigitalSourceType', `${iptc}algorithmicMedia`)],
  [
    'algorithmicallyEnhanced on a transcode',
    c2pa('action.digitalSourceType', `${iptc}algorithmicallyEnhanced`, { action: 'c2pa.converted' }),
  ],
  ['retired softwareImage', fact('xmp', 'Iptc4xmpExt:DigitalSourceType', `${iptc}softwareImage`)],
  ['computationalCapture of a phone', created('computationalCapture')],
  [
    'Photoshop as claim generator',
    c2pa('claim_generator', 'Adobe_Photoshop/26.9.0'),
    c2pa('action', 'c2pa.opened', { action: 'c2pa.opened' }),
    c2pa('signer', 'Adobe Inc., cai-prod'),
  ],
  ['Photoshop in the history', fact('xmp', 'xmpMM:History/softwareAgent', 'Adobe Photoshop 27.0 (Macintosh)')],
  ['Canva as creator tool', fact('xmp', 'xmp:CreatorTool', 'Canva')],
  ['CapCut as claim generator', c2pa('claim_generator', 'CapCut/12.0'), c2pa('signer', 'Bytedance Pte. Ltd.')],
  [
    "Google's C2PA library on a camera picture",
    c2pa('claim_generator', 'Google C2PA Core Generator Library 1.0'),
    c2pa('signer', 'Google LLC, Pixel Camera'),
    created('computationalCapture'),
  ],
  ['YouTube and TikTok as signers', c2pa('signer', 'Google LLC, YouTube'), c2pa('claim_generator', 'TikTok Inc.')],
  ['Truepic as signer', c2pa('signer', 'Truepic, Truepic Lens CLI')],
  ['ffmpeg', fact('container', 'tag:encoder', 'Lavf61.7.100'), fact('container', 'ilst:©too', 'Lavc61 libx264')],
  [
    'HandBrake and x264',
    fact('container', 'ilst:©too', 'HandBrake 1.9.0'),
    fact('container', 'sei:dc45e9bde6d948b7962cd820d923eeef', 'x264 - core 164'),
  ],
  ['Google as encoder', fact('container', 'ilst:©too', 'Google')],
  ['YouTube handler', fact('container', 'tag:handler_name', 'ISO Media file produced by Google Inc. Created on: 01/02/2026.')],
  ["a platform's video id", fact('container', 'keys:comment', 'vid:v12044gd0000cabc')],
  ['HyperFrames renderer', fact('container', 'tag:hyperframes_renderer', 'hyperframes')],
  ['a lens called Firefly', fact('exif', 'LensModel', 'Irix 15mm f/2.4 Firefly'), fact('exif', 'Software', 'Irix Firefly')],
  ['imagen in Spanish', fact('xmp', 'dc:description', 'La imagen de la ciudad'), fact('text', 'Comment', 'imagen 3')],
  [
    'f.lux, luma keyer, Runway, Leonardo, Pika, Gemini, Sora',
    fact('text', 'Comment', 'luma keyer'),
    fact('container', 'tag:title', 'Runway'),
    fact('xmp', 'dc:creator', 'Leonardo Rossi'),
    fact('container', 'tag:comment', 'Gemini Man, reel 1'),
    fact('exif', 'Artist', 'Sora Aoi'),
    fact('exif', 'Software', 'f.lux 4'),
  ],
  ['titles of films as file names', fact('filename', 'name', 'Gemini_Man_reel1.mov')],
  ['a film called Runway', fact('filename', 'name', 'runway/Sora/Firefly_s01e01_final.mov')],
  [
    'prompt and workflow with other content',
    fact('text', 'prompt', '{"text":"What is your name?"}'),
    fact('text', 'workflow', '{"steps":["scan","grade"]}'),
  ],
  [
    'parameters of a microscope',
    fact('text', 'parameters', 'exposure=20ms; gain=3; Steps: 12'),
    fact('text', 'Source', 'Zeiss'),
    fact('text', 'Comment', '{"z":1}'),
  ],
  [
    'a negative prompt alone, in every place for parameters',
    fact('text', 'parameters', 'Negative prompt: off'),
    fact('container', 'keys:parameters', 'Negative prompt: off'),
    fact('container', 'matroska:PARAMETERS', 'Negative prompt: off'),
    fact('id3', 'TXXX:parameters', 'Negative prompt: off'),
    fact('container', 'vorbis:PARAMETERS', 'Negative prompt: off'),
  ],
  [
    'steps and a sampler for music',
    fact('container', 'tag:description', 'Steps: 5, Sampler: Akai S900'),
    fact('exif', 'ImageDescription', 'Steps: 5, Sampler: Akai S900'),
  ],
  [
    'extras of a disc, and a plain upscale',
    fact('text', 'extras', 'Upscale: deleted scene in 4K'),
    fact('text', 'postprocessing', 'Upscale: bicubic 2x'),
  ],
  [
    'ComfyUI graph that only enlarges',
    fact(
      'text',
      'prompt',
      '{"1":{"class_type":"LoadImage","inputs":{"image":"a.png"}},"2":{"class_type":"ImageUpscaleWithModel","inputs":{"image":["1",0]}},"3":{"class_type":"SaveImage","inputs":{"images":["2",0]}}}',
    ),
  ],
  ['captions by AI', fact('xmp', 'dc:description', 'Keywords by AI image analyzer'), fact('xmp', 'dc:subject', 'AI-tagger')],
  ['Lightroom Enhance', fact('xmp', 'crs:EnhanceDenoiseAlreadyApplied', 'true')],
  [
    'Samsung crop',
    fact('container', 'samsung:PhotoEditor_Re_Edit_Data', '{"originalPath":"/a.jpg","cropRect":[0,0,1,1],"genAIType":0}'),
  ],
  ['SEI of another encoder', fact('container', 'sei:59948b2811ec45af96b1a5d0b0e5e0d2', 'shot on kling street')],
  ['json chunk of a recorder', fact('container', 'riff:json', '{"take":3,"scene":"12A","prompt":"INT"}')],
  ['JSON comment of a camera', fact('container', 'ilst:©cmt', '{"camera":"A","lens":"35","prompt":"none"}')],
  ['image id of a camera', fact('xmp', 'Iptc4xmpExt:DigImageGUID', '2b6e053b-9a65-4ca9-9e13-b6f4465164d4')],
  [
    'AI source on a model input only',
    c2pa('action.digitalSourceType', `${iptc}trainedAlgorithmicMedia`, {
      action: 'c2pa.created',
      relation: 'input',
      active: false,
    }),
    c2pa('claim_generator', 'ChatGPT', { relation: 'input', active: false }),
  ],
  ['AI source on a transcode', c2pa('action.digitalSourceType', `${iptc}trainedAlgorithmicMedia`, { action: 'c2pa.transcoded' })],
  ['C2PA bytes without structure', fact('text', 'Comment', 'jumb c2pa trainedAlgorithmicMedia')],
  [
    'ingredient without a manifest, as any photograph',
    c2pa('ingredient.unknownProvenance', 'parentOf'),
    c2pa('ingredient.relationship', 'parentOf'),
  ],
  ['a workshop on AIGC', fact('text', 'Comment', 'AIGC workshop, ContentProducer of the year'), fact('id3', 'TIT2', 'AIGC')],
  [
    'tags of Suno that are filled in with other words',
    fact('container', 'tag:suno_url', 'n/a'),
    fact('container', 'vorbis:SUNO_STYLE', 'Ballad'),
    fact('id3', 'TXXX:SUNO_MODEL', 'chirping birds'),
  ],
  [
    "InvokeAI's keywords with other content",
    fact('text', 'invokeai_metadata', '{"notes":"none"}'),
    fact('text', 'sd-metadata', '{"sd":"card"}'),
    fact('text', 'sd-metadata', '{"model":"SanDisk Extreme","image":"a.jpg"}'),
    fact('text', 'invokeai_workflow', 'none'),
  ],
  [
    'a record label and its producer',
    ...(
      [
        ['text', 'Comment'],
        ['container', 'tag:comment'],
        ['container', 'ilst:©cmt'],
        ['exif', 'UserComment'],
        ['exif', 'ImageDescription'],
        ['iptc', 'Caption-Abstract'],
        ['id3', 'TXXX:comment'],
      ] as const
    ).map(([source, name]) => fact(source, name, '{"Label":"1","ContentProducer":"Warner Music"}')),
  ],
  ['music about Suno', fact('id3', 'TPE1', 'Suno'), fact('id3', 'COMM', 'made with suno in mind')],
  [
    'IPTC field filled in with no',
    fact('xmp', 'Iptc4xmpExt:AISystemUsed', 'None'),
    fact('xmp', 'Iptc4xmpExt:AIPromptInformation', 'n/a'),
  ],
  ['DDEX without AI', fact('sidecar', 'ddex:ContainsAI', 'None')],
  ['a person who is called Jasper or Bria', c2pa('signer', 'Jasper Smith'), c2pa('signer', 'Bria Skonberg')],
];

describe('traps', () => {
  it.each(traps.map(([name, ...example]) => ({ name, example })))('$name says nothing', ({ example }) => {
    expect(accusations(...example)).toEqual([]);
  });

  it('a self-signed manifest is no proof: markers leave its strength to the state of the store', () => {
    const facts = factsOf([
      c2pa('action.digitalSourceType', `${iptc}trainedAlgorithmicMedia`, { action: 'c2pa.created', state: 'valid' }),
    ]);
    const marker = markerById.get('c2pa-dst-trained');
    expect(marker?.match(facts)).toHaveLength(1);
    expect(marker?.strength).toBe('c2pa');
  });

  it('a film about AI is not marked by the words in its title and description', () => {
    const words = 'Documentary about Midjourney, Stable Diffusion and ChatGPT';
    expect(
      sayings(fact('container', 'tag:description', words), fact('xmp', 'dc:title', words), fact('text', 'Title', words)),
    ).toEqual([]);
  });
});
