import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/model/index.ts';
import { promptOf } from '../../src/report/prompts.ts';

// A cue sheet asks for prompts: only what a form calls the prompt may be told as one.
const piece = (name: string, value: string): Evidence => ({
  marker: 'm',
  title: '',
  says: 'generated',
  strength: 'declared',
  source: 'text',
  name,
  value,
  where: '',
  at: { path: 'a.png', offset: 0, length: 1 },
});
const graph = {
  '3': { class_type: 'KSampler', inputs: { seed: 1, positive: ['6', 0], negative: ['7', 0] } },
  '6': { class_type: 'CLIPTextEncode', inputs: { text: ['9', 0], clip: ['4', 1] } },
  '7': { class_type: 'CLIPTextEncode', inputs: { text: 'blurry', clip: ['4', 1] } },
  '9': { class_type: 'PrimitiveString', inputs: { value: 'a red fox' } },
};

describe('prompts in evidence', () => {
  it.each([
    ['Iptc4xmpExt:AIPromptInformation', 'a red fox', 'a red fox'],
    ['parameters', 'a red fox,\nin snow\nNegative prompt: blurry\nSteps: 20, Seed: 1', 'a red fox, in snow'],
    ['parameters', 'a red fox\nSteps: 20, Seed: 1', 'a red fox'],
    ['Description', 'a red fox --v 6 Job ID: 0f8fad5b-d9cb-469f-a165-70867728950e', 'a red fox --v 6'],
    ['prompt', JSON.stringify(graph), 'a red fox'],
    ['Dream', '"a red fox" -s 50 -S 1784 -W 512', 'a red fox'],
    ['invokeai_metadata', '{"generation_mode":"txt2img","positive_prompt":"a red fox","negative_prompt":"x"}', 'a red fox'],
    ['parameters', '{"sui_image_params":{"prompt":"a red fox","model":"x"}}', 'a red fox'],
    ['Comment', '{"prompt":"a \\"red\\" fox","steps":28,"uc":"blurry, cut off he', 'a "red" fox'],
  ])('%s: %s', (name, value, prompt) => {
    expect(promptOf([piece(name, value)])).toEqual({ prompt, file: 'a.png' });
  });

  it.each([
    ['DigitalSourceType', 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia'],
    ['Software', 'NovelAI'],
    ['prompt', JSON.stringify({ ...graph, '3': { inputs: { negative: ['7', 0] } } })],
    ['Comment', '{"negative_prompt":"blurry","steps":2'],
    ['Comment', '{"prompt":"a fox that was cut he'],
  ])('%s holds none: %s', (name, value) => {
    expect(promptOf([piece(name, value)])).toBeUndefined();
  });

  it('names the file alone where the report has the value cut off before the prompt', () => {
    const cut = `{"3":{"class_type":"KSampler","inputs":{"seed":1${' '.repeat(2000)}`.slice(0, 1999);
    expect(promptOf([piece('prompt', `${cut}…`)])).toEqual({ prompt: '', file: 'a.png' });
    expect(promptOf([piece('TC260:AIGC', `${cut}…`)])).toBeUndefined();
  });

  it('ends with a graph that goes round in a circle, and shortens what is long', () => {
    const circle = { '1': { inputs: { positive: ['1', 0] } }, '2': { inputs: { positive: ['__proto__', 0] } } };
    expect(promptOf([piece('prompt', JSON.stringify(circle))])).toBeUndefined();
    expect([...(promptOf([piece('x:AIPromptInformation', '🦊'.repeat(900))])?.prompt ?? '')]).toHaveLength(200);
  });
});
