import { describe, expect, test } from 'vitest';
import { isPixelCandidate, type PixelSubject, pixelDecision } from '../../../src/read/watermark/candidate.ts';

const png: PixelSubject = { kind: 'image', format: 'image/png', width: 1024, height: 1024, isMarked: false };

describe('auto: lossless stills up to 4096 px that nothing cheaper has marked', () => {
  test.each([
    ['PNG', png, 'read'],
    ['PNG of unknown size', { kind: 'image', format: 'image/png', isMarked: false }, 'read'],
    ['4096 on the longer side', { ...png, width: 4096 }, 'read'],
    ['4097 on the longer side', { ...png, height: 4097 }, 'too-large'],
    ['marked already', { ...png, isMarked: true }, 'marked'],
    ['TIFF', { ...png, format: 'image/tiff' }, 'read'],
    ['WebP of unknown coding', { ...png, format: 'image/webp' }, 'read'],
    ['lossy WebP', { ...png, format: 'image/webp', isLossless: false }, 'lossy'],
    ['JPEG', { ...png, format: 'image/jpeg' }, 'lossy'],
    ['Photoshop', { ...png, format: 'image/vnd.adobe.photoshop' }, 'no-decoder'],
    ['SVG', { ...png, format: 'image/svg+xml' }, 'not-a-still'],
    ['video', { ...png, kind: 'video', format: 'video/mp4' }, 'not-a-still'],
    ['icon of 4 px', { ...png, width: 4, height: 4 }, 'too-small'],
  ] as const)('%s', (_, subject, decision) => {
    expect(pixelDecision(subject, 'auto')).toBe(decision);
    expect(isPixelCandidate(subject, 'auto')).toBe(decision === 'read');
  });
});

test('all: lossy, large and marked ones too, within what is decoded', () => {
  expect(pixelDecision({ ...png, format: 'image/jpeg', isMarked: true, width: 8000, height: 6000 }, 'all')).toBe('read');
  expect(pixelDecision({ ...png, width: 8193, height: 8192 }, 'all')).toBe('too-large');
  expect(pixelDecision({ ...png, format: 'image/heic' }, 'all')).toBe('no-decoder');
});

test('off: none', () => {
  expect(pixelDecision(png, 'off')).toBe('off');
});
