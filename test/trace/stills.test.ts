import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TraceAnswer } from '../../src/trace/index.ts';
import { Delivery, parentOf, seenIn } from './delivery.ts';
import { placed, scene, shown } from './picture/drawn.ts';

// Marked stills among other stills: what lost its mark is found, and no genuine photograph is accused.
/** Of a telephone, in tiles. */
const heic = join(
  import.meta.dirname,
  '../../../shared/corpus/AcademySoftwareFoundation+OpenImageIO/testsuite/heif/ref/IMG_7702_small.heic',
);

let delivery: Delivery;
let answer: TraceAnswer;

const made = scene(1, 640, 360);
const altered = scene(2, 640, 360);
const signed = scene(3, 640, 360);
const patch = scene(77, 160, 110);
/** What the altered ones were made from: another thing stood in their middle. */
const genuine = shown(patch, placed(1, 0, 240, 125), altered);
const photograph = shown(patch, placed(1, 0, 240, 125), signed);

const exports: readonly (readonly [string, (image: Sharp) => Sharp])[] = [
  ['resized.jpg', (image) => image.resize(420).jpeg({ quality: 85 })],
  ['cropped.jpg', (image) => image.extract({ left: 140, top: 60, width: 390, height: 260 }).jpeg({ quality: 85 })],
  ['recompressed.jpg', (image) => image.jpeg({ quality: 22 })],
  ['other-format.webp', (image) => image.webp({ quality: 70 })],
  ['other-format.tif', (image) => image.tiff({ compression: 'lzw' })],
  ['mirrored.png', (image) => image.flop().resize(560).png()],
];

beforeAll(async () => {
  delivery = await Delivery.open();
  const assets = [
    await delivery.still('ai/made.png', made, { verdict: 'generated' }, (image) => image.png()),
    await delivery.still('ai/altered.jpg', altered, { verdict: 'edited' }),
    await delivery.still('ai/signed.jpg', signed, { verdict: 'edited', c2pa: await parentOf(photograph) }),
    ...(await Promise.all(exports.map(([name, change]) => delivery.still(`out/${name}`, made, {}, change)))),
    await delivery.still('archive/genuine.jpg', genuine, {}, (image) => image.resize(600).jpeg()),
    await delivery.still('archive/turned.jpg', genuine, {}, (image) => image.flop().jpeg()),
    await delivery.still('archive/camera.jpg', altered, { verdict: 'captured' }, (image) => image.resize(600).jpeg()),
    await delivery.still('archive/photograph.jpg', photograph, {}, (image) => image.resize(560).jpeg()),
    await delivery.still('out/signed-export.jpg', signed, {}, (image) => image.resize(560).jpeg()),
    // A variant of what was generated: another thing in its middle. Nobody can tell which was first.
    await delivery.still('out/variant.jpg', shown(patch, placed(1, 0, 240, 125), made)),
    await delivery.still('archive/elsewhere.jpg', scene(60, 640, 360)),
  ];
  answer = await delivery.trace(assets);
}, 60_000);
afterAll(() => delivery.remove());

const found = (target: string) => seenIn(answer, target).map(({ source, relation }) => [source, relation]);

describe('a marked still among stills', () => {
  it.each(exports.map(([name]) => name))('is found in its export without a mark: %s', (name) => {
    expect(found(`out/${name}`)).toEqual([['ai/made.png', 'marked']]);
    const [one] = seenIn(answer, `out/${name}`);
    expect(one).toMatchObject({ medium: 'still', fromSeconds: null, toSeconds: null, mirrored: name === 'mirrored.png' });
    expect(one?.area).toBeGreaterThan(0.95);
    expect(one?.score).toBeGreaterThan(0.5);
  });

  it('is ambiguous where an unmarked variant of what was generated lies there', () => {
    expect(found('out/variant.jpg')).toEqual([['ai/made.png', 'ambiguous']]);
  });

  it('is not seen in pictures of other places', () => {
    expect(found('archive/elsewhere.jpg')).toEqual([]);
    expect(answer.coverage.gaps).toEqual([]);
  });
});

describe('an unmarked still that differs nowhere from a marked one that was edited', () => {
  let copies: TraceAnswer;
  const denoised = scene(4, 640, 360);
  beforeAll(async () => {
    copies = await delivery.trace([
      await delivery.still('ai/denoised.png', denoised, { verdict: 'edited' }, (image) => image.png()),
      await delivery.still('ai/retouched.png', altered, { verdict: 'edited' }, (image) => image.png()),
      await delivery.still('archive/retouched-from.jpg', genuine, {}, (image) => image.resize(600).jpeg()),
      await delivery.still('out/same-size.jpg', denoised, {}, (image) => image.jpeg({ quality: 80 })),
      await delivery.still('out/same-pixels.tif', denoised, {}, (image) => image.tiff({ compression: 'lzw' })),
      await delivery.still('out/retouched.jpg', altered, {}, (image) => image.resize(560).jpeg()),
      await delivery.still('out/part.jpg', altered, {}, (image) =>
        image.extract({ left: 160, top: 90, width: 360, height: 240 }).jpeg({ quality: 92 }),
      ),
      await delivery.still('out/other-part.jpg', altered, {}, (image) =>
        image.extract({ left: 410, top: 20, width: 220, height: 320 }).jpeg({ quality: 92 }),
      ),
    ]);
  }, 60_000);
  const relations = (target: string) => seenIn(copies, target).map(({ source, relation }) => [source, relation]);

  it('may as well be what it was made from: an edit of the whole picture leaves no region that differs', () => {
    expect(relations('out/same-size.jpg')).toEqual([['ai/denoised.png', 'either']]);
  });

  it('is a copy of it where the pixels are the same', () => {
    expect(relations('out/same-pixels.tif')).toEqual([['ai/denoised.png', 'marked']]);
  });

  it('is a copy of it where the original is known, and differs; of a part, where the part shows what was altered', () => {
    expect(relations('out/retouched.jpg')).toEqual([['ai/retouched.png', 'marked']]);
    expect(relations('out/part.jpg')).toEqual([['ai/retouched.png', 'marked']]);
    expect(relations('out/other-part.jpg')).toEqual([['ai/retouched.png', 'ambiguous']]);
  });
});

describe('a still that cannot be decoded', () => {
  it('is a gap: damaged, or of a kind that nothing here decodes', async () => {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="20" height="20"/></svg>';
    const { coverage } = await delivery.trace([
      await delivery.still('ai/again.jpg', made, { verdict: 'generated' }),
      delivery.file('ai/damaged.jpg', Buffer.from('no picture'), { verdict: 'generated' }),
      delivery.file('drawing.svg', Buffer.from(drawing), { format: 'image/svg+xml' }),
      delivery.file('plate.sgi', Buffer.from('no picture either'), { format: 'image/x-sgi' }),
    ]);
    expect(coverage.gaps.map(({ path, role, code }) => [path, role, code])).toEqual([
      ['ai/damaged.jpg', 'source', 'not-decoded'],
      ['drawing.svg', 'target', 'no-decoder'],
      ['plate.sgi', 'target', 'no-decoder'],
    ]);
  });

  it.skipIf(!existsSync(heic))(
    'is one where a telephone wrote it and no ffmpeg here joins its tiles (skipped without the corpus)',
    async () => {
      const { coverage, sightings } = await delivery.trace([
        await delivery.still('ai/again.jpg', made, { verdict: 'generated' }),
        delivery.file('ai/damaged.jpg', Buffer.from('no picture'), { verdict: 'generated' }),
        delivery.file('phone.heic', readFileSync(heic), { format: 'image/heic', about: { width: 512, height: 300 } }),
      ]);
      const [, gap] = coverage.gaps;
      // A newer ffmpeg gives the whole picture; a tile of it is never taken for the whole.
      if (gap !== undefined) {
        expect(gap).toMatchObject({ path: 'phone.heic', role: 'target', code: 'no-decoder' });
        expect(gap.detail, 'nothing of what the decoder said of other pictures').not.toContain('\n');
      }
      expect(sightings).toEqual([]);
    },
  );
});

describe('a genuine photograph', () => {
  it('is the original where a marked still was altered from it', () => {
    expect(found('archive/genuine.jpg')).toEqual([['ai/altered.jpg', 'original']]);
    expect(found('archive/turned.jpg')).toEqual([['ai/altered.jpg', 'original']]);
  });

  it('is never accused where a camera has signed it, not even where nothing in it differs', () => {
    expect(found('archive/camera.jpg')).toEqual([['ai/altered.jpg', 'original']]);
  });

  it('is known by the small picture in the credential of the altered one alone, and so is a copy of the altered one', () => {
    expect(found('archive/photograph.jpg')).toEqual([['ai/signed.jpg', 'original']]);
    expect(found('out/signed-export.jpg')).toEqual([['ai/signed.jpg', 'marked']]);
  });
});
