import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspect } from '../../src/inspect.ts';
import type { Evidence } from '../../src/model/index.ts';
import { encodingOf } from '../../src/read/places/encoding.ts';
import { valueIn } from '../../src/read/places/search.ts';
import { scan } from '../../src/scan.ts';
import { openLocal } from '../../src/storage/local.ts';

type Doubts = (evidence: readonly Evidence[], folder: string) => readonly string[];
const script = join(import.meta.dirname, '../../scripts/matrix/sceptic.mjs');
const { doubtsOf } = (await import(script)) as { doubtsOf: Doubts };

const fixtures = join(import.meta.dirname, '../../fixtures');
const settings = 'a red fox\nNegative prompt: blurry\nSteps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x512';
const wide = (text: string) => Buffer.from(text, 'utf16le');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trueslate-places-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The evidence of one file that is not its name. */
async function evidenceIn(name: string, bytes: Uint8Array, pixels: 'all' | 'off' = 'off'): Promise<readonly Evidence[]> {
  writeFileSync(join(folder, name), bytes);
  const { asset } = await inspect(join(folder, name), { environment: process.env, pixels });
  return asset.evidence.filter(({ source }) => source !== 'filename');
}

// The test that a sceptic writes: the place is opened, the named encodings are undone by other code, the value must be there.
describe('every piece of evidence can be checked with a hex editor', () => {
  it.each(['read', 'delivery', 'beside', 'broken', 'credentials'])('in fixtures/%s', async (name) => {
    const report = await scan([join(fixtures, name)], { trust: [join(fixtures, 'trust/ca.pem')], environment: process.env });
    const evidence = report.assets.flatMap((asset) => asset.evidence);
    expect(evidence.length).toBeGreaterThan(0);
    expect(doubtsOf(evidence, join(fixtures, name))).toEqual([]);
  });

  it('and the sceptic is one: a shifted place, a wrong value, a wrong encoding are told', async () => {
    const [piece] = await evidenceIn('plain.jpg', withComment(await picture('jpeg'), Buffer.from(settings)));
    if (piece?.at === undefined) throw new Error('no evidence');
    expect(doubtsOf([piece], folder)).toEqual([]);
    const { at } = piece;
    expect(doubtsOf([{ ...piece, at: { ...at, offset: at.offset + 30 } }], folder)).toHaveLength(1);
    expect(doubtsOf([{ ...piece, value: 'something else' }], folder)).toHaveLength(1);
    expect(doubtsOf([{ ...piece, at: { ...at, encoding: ['deflate'] } }], folder)).toHaveLength(1);
    expect(doubtsOf([{ ...piece, at: { ...at, length: 1 << 30 } }], folder)).toHaveLength(1);
    const { at: _, ...without } = piece;
    expect(doubtsOf([without], folder)).toHaveLength(1);
  });
});

describe('text in UTF-16 where the specification knows none', () => {
  it.each([
    ['little-endian', wide(settings)],
    ['big-endian', Buffer.from(wide(settings)).swap16()],
    ['with a byte order mark', wide(`\ufeff${settings}`)],
  ])('comment of a JPEG, %s', async (name, text) => {
    const evidence = await evidenceIn(`${name}.jpg`, withComment(await picture('jpeg'), text));
    expect(evidence.map(({ says }) => says)).toContain('generated');
    expect(evidence.every(({ at }) => at?.encoding?.[0]?.startsWith('utf-16'))).toBe(true);
    expect(doubtsOf(evidence, folder)).toEqual([]);
  });

  it('comment of a WAV', async () => {
    const sound = withInfo(readFileSync(join(fixtures, 'read/plain/sound.wav')), wide('{"aigc_type":1}\0'));
    const evidence = await evidenceIn('wide.wav', sound);
    expect(evidence.map(({ marker }) => marker)).toContain('vid-aweme-aigc');
    expect(evidence.every(({ at }) => at?.encoding?.[0] === 'utf-16le')).toBe(true);
    expect(doubtsOf(evidence, folder)).toEqual([]);
  });
});

describe('what lies in pixels', () => {
  it('points to the chunks of coded picture, from which the text can be read again', async () => {
    const evidence = await evidenceIn('stealth.png', await withHiddenText(settings), 'all');
    const { at, value } = evidence.find(({ at: place }) => place?.encoding?.[0] === 'pixels') ?? {};
    if (at === undefined) throw new Error('no evidence with a place');
    expect(at.encoding).toEqual(['pixels', 'alpha-lsb', 'gzip']);
    const file = readFileSync(join(folder, 'stealth.png'));
    const coded = file.subarray(at.offset, at.offset + at.length);
    expect(coded.toString('latin1', 4, 8)).toBe('IDAT');
    // A file of nothing but the header, those bytes and the end is the same picture.
    const bare = Buffer.concat([file.subarray(0, 33), coded, Buffer.from('0000000049454e44ae426082', 'hex')]);
    const { data } = await sharp(bare).raw().toBuffer({ resolveWithObject: true });
    const hidden = Buffer.alloc(400);
    for (let bit = 0; bit < hidden.length * 8; bit++) {
      const sample = data[((bit % 64) * 64 + Math.floor(bit / 64)) * 4 + 3] ?? 0;
      hidden[bit >> 3] = (hidden[bit >> 3] ?? 0) * 2 + (sample & 1);
    }
    expect(hidden.toString('latin1', 0, 15)).toBe('stealth_pngcomp');
    const { gunzipSync } = await import('node:zlib');
    const packed = hidden.subarray(19, 19 + hidden.readUInt32BE(15) / 8);
    expect(gunzipSync(packed).toString()).toContain(value?.slice(0, 60));
  });
});

describe('how bytes are read so that a value stands in them', () => {
  const value = 'Made by a Généré model, "v1"';
  const hex = Buffer.from(`\nIPTC profile\n${String(value.length).padStart(8)}\n${Buffer.from(value).toString('hex')}`);
  it.each([
    [[], Buffer.from(`before ${value} after`)],
    [['deflate'], Buffer.concat([Buffer.from('key\0\0'), deflateSync(`${settings} ${value}`)])],
    [['brotli'], Buffer.concat([Buffer.from('xml '), brotliCompressSync(`${settings} ${value} ${settings}`)])],
    [['gzip'], gzipSync(value)],
    [['hex'], hex],
    [['deflate', 'hex'], deflateSync(hex)],
    [['deflate', 'utf-16le'], deflateSync(wide(value))],
    [['base64'], Buffer.from(Buffer.from(value).toString('base64'))],
    [['utf-16be'], Buffer.concat([Buffer.from([1]), Buffer.from(wide(value)).swap16()])],
    [['latin-1'], Buffer.from(value, 'latin1')],
    [['xml'], Buffer.from(value.replaceAll('"', '&quot;'))],
    [['json'], Buffer.from(JSON.stringify({ value }))],
    [['pdf-string', 'latin-1'], Buffer.from('(Made by a G\\351n\\351r\\351 model, "v1")')],
    [['pieces'], Buffer.concat([Buffer.from(value.slice(0, 12)), Buffer.from([9]), Buffer.from(value.slice(12))])],
    [['unsynchronised', 'utf-16le'], stuffed(Buffer.concat([Buffer.from([255, 254]), wide(`${value}\u00ff\u0100`)]))],
    [undefined, Buffer.from('nothing of the kind')],
  ] as const)('%j', (expected, bytes) => {
    const wanted = expected?.[0] === 'unsynchronised' ? `${value}\u00ff\u0100` : value;
    expect(encodingOf(bytes, wanted)).toEqual(expected);
  });

  it('a hostile stretch costs no more than its limit', () => {
    const started = performance.now();
    encodingOf(Buffer.alloc(4 << 20, 'Made by a '), 'Made by a man');
    expect(performance.now() - started).toBeLessThan(8000);
  });
});

it('what a reader without positions saw is looked for, plain or packed, and the innermost segment is named', async () => {
  const packed = deflateSync('a text of some length');
  writeFileSync(join(folder, 'any.bin'), Buffer.concat([Buffer.alloc(10), packed, wide('another text')]));
  const open = await openLocal(`file://${join(folder, 'any.bin')}`);
  const segments = [
    { name: 'outer', offset: 5, length: 5 + packed.length },
    { name: 'inner', offset: 10, length: packed.length },
  ];
  const look = (value: string) => valueIn(open, segments, value);
  expect(await look('some length')).toEqual({ segment: 'inner', offset: 10, length: packed.length, encoding: ['deflate'] });
  expect(await look('another')).toEqual({ offset: 10 + packed.length, length: 14, encoding: ['utf-16le'] });
  expect(await look('not in there')).toBeUndefined();
  await open.close();
});

const picture = (format: 'jpeg' | 'png') =>
  sharp({ create: { width: 64, height: 64, channels: 4, background: { r: 90, g: 120, b: 60, alpha: 1 } } })
    .toFormat(format)
    .toBuffer();

/** A JPEG with a comment behind its SOI. */
function withComment(jpeg: Buffer, text: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
}

/** A WAV with a LIST INFO that holds one ICMT. */
function withInfo(wav: Buffer, text: Buffer): Buffer {
  const size = (length: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(length);
    return bytes;
  };
  const even = Buffer.concat([text, Buffer.alloc(text.length % 2)]);
  const list = Buffer.concat([Buffer.from('LIST'), size(12 + even.length), Buffer.from('INFOICMT'), size(text.length), even]);
  const whole = Buffer.concat([wav, list]);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

/** A picture with a text in the lowest bits of its alpha channel, as NovelAI hides it. */
async function withHiddenText(text: string): Promise<Buffer> {
  const { data } = await sharp(await picture('png'))
    .raw()
    .toBuffer({ resolveWithObject: true });
  const packed = gzipSync(text);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(packed.length * 8);
  const hidden = Buffer.concat([Buffer.from('stealth_pngcomp'), length, packed]);
  for (let bit = 0; bit < hidden.length * 8; bit++) {
    const at = ((bit % 64) * 64 + Math.floor(bit / 64)) * 4 + 3;
    data[at] = 254 + (((hidden[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
  }
  return sharp(data, { raw: { width: 64, height: 64, channels: 4 } })
    .png()
    .toBuffer();
}

/** Unsynchronised, as ID3 does it. */
function stuffed(bytes: Buffer): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll('\xff', '\xff\0'), 'latin1');
}
