import { describe, expect, test } from 'vitest';
import { knownMessages } from '../../../src/read/watermark/messages.ts';
import { watermarkReading } from '../../../src/read/watermark/reading.ts';
import { embed, hide, scene } from './embed.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('a mark becomes a fact that says where, how many bits and how likely by chance', () => {
  const flux = knownMessages.find(({ name }) => name === 'FLUX');
  const reading = watermarkReading(embed(scene(512, 384), flux?.bits ?? new Uint8Array(), 'bgr', 'floats'));
  expect(reading).toMatchObject({ reader: 'watermark', ok: true, problems: [] });
  expect(reading.facts).toEqual([
    {
      source: 'watermark',
      name: 'FLUX',
      value: '0x2afe879cf52e',
      where: 'U channel, DWT-DCT, 46 of 46 bits, chance 1e-13',
    },
  ]);
});

test('no mark: an empty reading, and no failure', () => {
  expect(watermarkReading(scene(320, 320))).toMatchObject({ ok: true, facts: [], problems: [] });
});

describe('hidden texts become facts of their own and under their open keywords', () => {
  test('settings of AUTOMATIC1111 as parameters', () => {
    const text = 'a fox\nSteps: 20, Sampler: Euler a, Seed: 1';
    const { facts } = watermarkReading(hide(scene(64, 64, 4), 'alpha', 'stealth_pnginfo', bytes(text)));
    const where = 'lowest bits of the alpha channel';
    expect(facts).toEqual([
      { source: 'watermark', name: 'stealth-pnginfo', value: text, where },
      { source: 'text', name: 'parameters', value: text, where },
    ]);
  });

  test('the chunks of NovelAI, whose Comment may be text or an object', () => {
    const chunks = { Software: 'NovelAI', Source: 'NovelAI Diffusion V4', Comment: { sampler: 'k_euler', steps: 28 } };
    const { facts } = watermarkReading(hide(scene(64, 64, 4), 'rgb', 'stealth_rgbinfo', bytes(JSON.stringify(chunks))));
    expect(facts.map(({ source, name, value }) => [source, name, value]).slice(1)).toEqual([
      ['text', 'Software', 'NovelAI'],
      ['text', 'Source', 'NovelAI Diffusion V4'],
      ['text', 'Comment', '{"sampler":"k_euler","steps":28}'],
    ]);
    expect(facts[0]?.name).toBe('stealth-rgb');
  });

  test('a signature without a readable text is a fact and a problem', () => {
    const reading = watermarkReading(hide(scene(64, 64, 4), 'alpha', 'stealth_pngcomp', bytes('no gzip')));
    expect(reading.facts).toMatchObject([{ name: 'stealth-pnginfo', value: '' }]);
    expect(reading.problems).toMatchObject([{ code: 'reader-warning', params: { reader: 'watermark' } }]);
  });
});
