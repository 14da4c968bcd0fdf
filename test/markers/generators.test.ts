import { describe, expect, it } from 'vitest';
import { generatorNames } from '../../src/markers/generator-names.ts';
import { generatorOf, sameGenerator, vendorFamily } from '../../src/markers/generators.ts';

describe('generatorOf', () => {
  it.each([
    ['Adobe_Firefly', 'Adobe Firefly', undefined],
    ['Adobe Firefly 3.0', 'Adobe Firefly', '3.0'],
    ['Adobe_Photoshop/26.9.0 adobe_c2pa/0.14.2', 'Adobe Photoshop', '26.9.0'],
    ['GPT-4o', 'GPT-4o', undefined],
    ['DALL·E 3', 'DALL-E', '3'],
    ['Titan Image Generator G1', 'Amazon Titan', undefined],
    ['Google Generative AI', 'Google AI', undefined],
    ['Image Creator from Designer', 'Microsoft Designer', undefined],
  ])('%s is %s', (text, name, version) => {
    expect(generatorOf(text)).toEqual(version === undefined ? { name } : { name, version });
  });

  it.each(['make_test_images/0.33.1', 'Fireflyer', 'Corpus Lumanatic', 'a'.repeat(5000), ''])('%s names none', (text) => {
    expect(generatorOf(text)).toBeUndefined();
  });

  it('finds every name of the list as the generator that it belongs to', () => {
    const wrong = generatorNames.flatMap(({ name, also = [] }) =>
      [name, ...also].filter((text) => generatorOf(text)?.name !== name).map((text) => `${text}: ${generatorOf(text)?.name}`),
    );
    expect(wrong).toEqual([]);
  });
});

/** A mismatch is a finding against the production: what can be the same must count as the same. */
describe('sameGenerator', () => {
  it.each([
    ['Firefly', 'Adobe Firefly'],
    ['Adobe Photoshop (Generative Fill)', 'Adobe Firefly'],
    ['Photoshop', 'Adobe Firefly'],
    ['ChatGPT', 'GPT-4o'],
    ['DALL-E 3', 'ChatGPT'],
    ['Gemini 3 Nano Banana', 'Google AI'],
    ['Imagen 4', 'Gemini'],
    ['Stable Diffusion XL', 'ComfyUI'],
    ['FLUX.1 dev', 'ComfyUI'],
    ['Forge', 'AUTOMATIC1111'],
    ['Midjourney v7', 'Midjourney'],
    ['In-house Relighter', 'in-house relighter 2'],
    ['Bing Image Creator', 'DALL-E'],
  ])('%s can be %s', (declared, found) => {
    expect(sameGenerator(declared, found)).toBe(true);
  });

  it.each([
    ['Midjourney', 'Adobe Firefly'],
    ['Runway', 'Sora'],
    ['ChatGPT', 'Gemini'],
    ['Midjourney', 'ComfyUI'],
    ['Topaz Video AI', 'Kling'],
    ['In-house Relighter', 'Adobe Firefly'],
    ['', 'Adobe Firefly'],
  ])('%s is not %s', (declared, found) => {
    expect(sameGenerator(declared, found)).toBe(false);
  });
});

describe('vendorFamily', () => {
  it('holds products of one house together and others apart', () => {
    expect(vendorFamily('GPT-4o')).toBe(vendorFamily('Sora'));
    expect(vendorFamily('ComfyUI')).toBe(vendorFamily('FLUX'));
    expect(vendorFamily('Gemini')).not.toBe(vendorFamily('GPT-4o'));
  });
  it('knows no family of programs that only improve or resell, nor of strangers', () => {
    expect(vendorFamily('Topaz')).toBeUndefined();
    expect(vendorFamily('Canva')).toBeUndefined();
    expect(vendorFamily('Nobody knows')).toBeUndefined();
  });
});
