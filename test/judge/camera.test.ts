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
});
