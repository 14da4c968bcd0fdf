import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { stealthIn } from '../../../src/read/watermark/stealth.ts';
import { hide, scene } from './embed.ts';

const text = 'a fox, größer\nSteps: 20, Sampler: Euler a, Seed: 1, Size: 64x64';
const plain = new TextEncoder().encode(text);
const image = scene(61, 64, 4);

describe('hidden texts', () => {
  test.each([
    ['alpha', 'stealth_pnginfo', plain, false],
    ['alpha', 'stealth_pngcomp', gzipSync(plain), true],
    ['rgb', 'stealth_rgbinfo', plain, false],
    ['rgb', 'stealth_rgbcomp', gzipSync(plain), true],
  ] as const)('in %s, %s', (channel, signature, payload, compressed) => {
    expect(stealthIn(hide(image, channel, signature, payload))).toEqual({ channel, compressed, text });
  });

  test('in red, green and blue of a picture without alpha', () => {
    expect(stealthIn(hide(scene(64, 64), 'rgb', 'stealth_rgbinfo', plain))?.text).toBe(text);
  });
});

describe('no text', () => {
  test('nothing hidden, no alpha, and a picture too small for the signature', () => {
    expect(stealthIn(image)).toBeNull();
    expect(stealthIn(scene(64, 64))).toBeNull();
    expect(stealthIn(scene(7, 5, 4))).toBeNull();
  });

  test('a signature in the wrong channel', () => {
    expect(stealthIn(hide(image, 'alpha', 'stealth_rgbinfo', plain))).toBeNull();
    expect(stealthIn(hide(image, 'rgb', 'stealth_pnginfo', plain))).toBeNull();
  });

  test.each([
    ['a length beyond the picture', 'stealth_pnginfo', plain, 61 * 64],
    ['a length of zero', 'stealth_pnginfo', plain, 0],
    ['a length that is no whole byte', 'stealth_pnginfo', plain, 17],
    ['gzip that is none', 'stealth_pngcomp', plain, undefined],
    ['bytes that are no UTF-8', 'stealth_pnginfo', Uint8Array.of(0xff, 0xfe, 0xc0), undefined],
  ] as const)('%s: the signature counts, the text is null', (_, signature, payload, bits) => {
    expect(stealthIn(hide(image, 'alpha', signature, payload, bits))).toMatchObject({ channel: 'alpha', text: null });
  });

  test('a bomb stops at the limit on unpacked bytes', () => {
    const bomb = gzipSync(new Uint8Array(9 << 20));
    const large = scene(512, 512, 4);
    expect(stealthIn(hide(large, 'alpha', 'stealth_pngcomp', bomb))).toMatchObject({ compressed: true, text: null });
  });
});
