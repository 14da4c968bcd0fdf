import { describe, expect, it } from 'vitest';
import { cameraIn } from '../../src/judge/camera.ts';
import { vendorFamily } from '../../src/markers/index.ts';
import type { FactSource } from '../../src/model/index.ts';

const camera = (source: FactSource, tags: Readonly<Record<string, string>>) =>
  cameraIn(
    Object.entries(tags).map(([name, value]) => ({ source, name, value, where: 'x' })),
    vendorFamily,
  );

describe('a camera', () => {
  it('is a model with any word of how the picture was taken, in EXIF or in XMP', () => {
    for (const tag of ['ExposureTime', 'FNumber', 'LensModel', 'FocalLength', 'ISO', 'ShutterSpeedValue', 'LensInfo']) {
      expect([tag, camera('exif', { Make: 'Canon', Model: 'Canon EOS R5', [tag]: '50' })]).toEqual([tag, 'Canon EOS R5']);
    }
    expect(camera('xmp', { 'tiff:Make': 'NIKON', 'tiff:Model': 'NIKON Z 6', 'exif:ISOSpeedRatings': '400' })).toBe('NIKON Z 6');
    expect(camera('xmp', { 'tiff:Model': 'NIKON Z 6', 'aux:Lens': '24-70mm' })).toBe('NIKON Z 6');
  });

  it('is maker and model in QuickTime, which knows no exposure', () => {
    expect(camera('container', { 'keys:com.apple.quicktime.make': 'Apple', 'keys:com.apple.quicktime.model': 'iPhone 15' })).toBe(
      'iPhone 15',
    );
    expect(camera('container', { 'udta:©mak': 'Canon', 'udta:©mod': 'EOS R5' })).toBe('EOS R5');
    expect(camera('container', { 'udta:©mod': 'EOS R5' })).toBeUndefined();
  });

  it('is no maker and model alone, no field that was filled with nothing, no title', () => {
    expect(camera('exif', { Make: 'Canon', Model: 'Canon EOS R5' })).toBeUndefined();
    expect(camera('exif', { Model: 'Canon EOS R5', ISO: '0', FocalLength: '0.0 mm', ExposureTime: '0/1' })).toBeUndefined();
    expect(camera('exif', { Model: ' ', ISO: '400' })).toBeUndefined();
    expect(camera('text', { Model: 'sdxl', FNumber: '2.8' })).toBeUndefined();
  });

  it('is no graph and no generator in the place of a camera', () => {
    expect(
      camera('exif', { Make: 'workflow:{"nodes":[]}', Model: 'prompt:{"3":{"class_type":"KSampler"}}', ISO: '100' }),
    ).toBeUndefined();
    expect(camera('exif', { Make: 'OpenAI', Model: 'DALL-E', ISO: '100' })).toBeUndefined();
  });

  // Each of these is what some tool writes into a picture that no camera took.
  it.each([
    '0',
    '0.0',
    '0.00',
    '00',
    '0 mm',
    '0.0mm',
    '00/10',
    '-',
    'undef',
    'undefined',
    'not defined',
    'unknown',
    'Unknown (0)',
    'n/a',
    'none',
    'inf',
    '',
    ' 0 ',
  ])('is no field that says "%s"', (value) => {
    expect(camera('exif', { Model: 'EOS R5', ISO: value })).toBeUndefined();
  });

  it.each(['10', '0.5', '0/10 s', '50 mm', '1/125', 'nonexistent lens', 'a - b'])('is any field that says "%s"', (value) => {
    expect(camera('exif', { Model: 'EOS R5', LensModel: value })).toBe('EOS R5');
  });

  it('is known by whole names of tags only, in any case', () => {
    for (const tag of ['xISO', 'ISOx', 'tiff:ISO', 'a/exif:ISO'])
      expect(camera('exif', { Model: 'R5', [tag]: '9' })).toBeUndefined();
    for (const name of ['xModel', 'Models', 'a/tiff:Model']) expect(camera('exif', { [name]: 'R5', ISO: '9' })).toBeUndefined();
    for (const name of ['x-udta:make', 'udta:maker', 'a/keys:make'])
      expect(camera('container', { [name]: 'A', 'udta:model': 'B' })).toBeUndefined();
    for (const name of ['x-udta:model', 'udta:modelled', 'a/keys:model'])
      expect(camera('container', { 'udta:make': 'A', [name]: 'B' })).toBeUndefined();
    expect(camera('xmp', { 'TIFF:model': 'R5', ISO: '9' })).toBe('R5');
    expect(camera('container', { 'keys:make': 'A', 'KEYS:model': ' B ' })).toBe('B');
    expect(camera('container', { 'udta:make': 'A' })).toBeUndefined();
  });

  it('is looked for where cameras write: exposure and film words of other places count for nothing', () => {
    const mixed = [
      { source: 'exif', name: 'Model', value: ' EOS R5 ', where: 'x' },
      { source: 'text', name: 'ISO', value: '400', where: 'x' },
    ] as const;
    expect(cameraIn(mixed, vendorFamily)).toBeUndefined();
    expect(cameraIn([...mixed, { ...mixed[1], source: 'exif' }], vendorFamily)).toBe('EOS R5');
    expect(camera('text', { 'udta:make': 'A', 'udta:model': 'B' })).toBeUndefined();
  });

  it('has a name of one line, of at most a hundred characters', () => {
    const named = (Model: string) => camera('exif', { Model, ISO: '9' });
    expect([named('x'.repeat(100)), named('x'.repeat(101))]).toEqual(['x'.repeat(100), undefined]);
    for (const name of ['a\nb', 'prompt: a', 'Prompt : a', 'parameters:']) expect(named(name)).toBeUndefined();
    for (const name of ['Eyeprompt: X', 'prompt X']) expect(named(name)).toBe(name);
  });
});
