import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { exifFacts } from '../../../src/read/containers/exif.ts';
import { walkGif } from '../../../src/read/containers/gif.ts';
import { walkJpeg } from '../../../src/read/containers/jpeg.ts';
import { walkPng } from '../../../src/read/containers/png.ts';
import { runOnBytes, type Walk, type Walker } from '../../../src/read/containers/reads.ts';
import { walkTiff } from '../../../src/read/containers/tiff.ts';
import { xmpFacts } from '../../../src/read/containers/xmp.ts';

const walk = (walker: Walker, bytes: Uint8Array): Walk => runOnBytes(walker({ path: 'a', size: bytes.length }), bytes);
const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const be16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const be32 = (value: number): Buffer => Buffer.from([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
const le16 = (value: number): Buffer => be16(value).reverse();
const le32 = (value: number): Buffer => be32(value).reverse();
const told = (found: { facts: Walk['facts'] }): string[] =>
  found.facts.map(({ source, name, value }) => `${source} ${name}=${value}`);
const place = (payload: Uint8Array) => ({ path: 'a', where: 'here', offset: 0, length: payload.length });

function png(...chunks: readonly (readonly [string, Uint8Array])[]): Buffer {
  const header = Buffer.concat([be32(1), be32(1), Buffer.from([8, 0, 0, 0, 0])]);
  const all = [['IHDR', header], ...chunks, ['IEND', Buffer.alloc(0)]] as const;
  const parts = all.map(([type, data]) => {
    const body = Buffer.concat([latin(type), data]);
    return Buffer.concat([be32(data.length), body, be32(crc32(body))]);
  });
  return Buffer.concat([latin('\x89PNG\r\n\x1a\n'), ...parts]);
}
const idat = ['IDAT', deflateSync(Buffer.from([0, 0]))] as const;

const segment = (code: number, data: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([255, code]), be16(data.length + 2), data]);
const frame = segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0]));
const scan = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0x12, 0x34, 0xff, 0, 0x56])]);
const jpeg = (...segments: Uint8Array[]): Buffer =>
  Buffer.concat([latin('\xff\xd8'), ...segments, frame, scan, latin('\xff\xd9')]);

/** One directory in little-endian order, ASCII entries only, and the values after it. */
function tiff(entries: readonly (readonly [tag: number, type: number, value: Uint8Array])[], next = 0): Buffer {
  let at = 8 + 2 + entries.length * 12 + 4;
  const values: Buffer[] = [];
  const rows = entries.map(([tag, type, value]) => {
    const row = Buffer.concat([le16(tag), le16(type), le32(value.length), le32(at)]);
    const padded = Buffer.concat([value, Buffer.alloc(value.length < 5 ? 8 - value.length : value.length % 2)]);
    values.push(padded);
    at += padded.length;
    return value.length > 4 ? row : Buffer.concat([row.subarray(0, 8), Buffer.concat([value, Buffer.alloc(4)]).subarray(0, 4)]);
  });
  return Buffer.concat([latin('II*\0'), le32(8), le16(entries.length), ...rows, le32(next), ...values]);
}

const packet = (body: string): Buffer =>
  Buffer.from(
    `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${body}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
  );
const ext = 'xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"';
const source = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

describe('XMP', () => {
  test('a property has one name, however it is written and whatever its prefix', () => {
    const forms = [
      `<rdf:Description ${ext} ext:DigitalSourceType="${source}"/>`,
      `<rdf:Description ${ext}><ext:DigitalSourceType>${source}</ext:DigitalSourceType></rdf:Description>`,
      `<rdf:Description ${ext}><ext:DigitalSourceType rdf:resource="${source}"/></rdf:Description>`,
    ];
    for (const form of forms) {
      const bytes = packet(form);
      const { facts, problems } = xmpFacts(bytes, place(bytes));
      expect(problems).toEqual([]);
      expect(told({ facts })).toEqual([`xmp Iptc4xmpExt:DigitalSourceType=${source}`]);
      const at = facts[0]?.at;
      expect(bytes.toString('utf8', at?.offset, (at?.offset ?? 0) + (at?.length ?? 0))).toContain(source);
    }
  });

  test('positions count bytes, not characters', () => {
    const bytes = packet('<rdf:Description xmlns:d="urn:d"><d:a>漢字 😀</d:a><d:b>x</d:b></rdf:Description>');
    const at = xmpFacts(bytes, place(bytes)).facts[1]?.at;
    expect(bytes.toString('utf8', at?.offset, (at?.offset ?? 0) + (at?.length ?? 0))).toBe('<d:b>x</d:b>');
  });

  test('lists and structures, in UTF-16 too', () => {
    const text = packet(
      '<rdf:Description xmlns:m="http://ns.adobe.com/xap/1.0/mm/" xmlns:e="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"><m:History><rdf:Seq><rdf:li e:action="saved" e:softwareAgent="A"/><rdf:li rdf:parseType="Resource"><e:action>edited</e:action></rdf:li></rdf:Seq></m:History></rdf:Description>',
    ).toString();
    const bytes = Buffer.concat([latin('\xff\xfe'), Buffer.from(text, 'utf16le')]);
    expect(told(xmpFacts(bytes, place(bytes)))).toEqual([
      'xmp xmpMM:History/action=saved',
      'xmp xmpMM:History/softwareAgent=A',
      'xmp xmpMM:History/action=edited',
    ]);
  });

  test('a packet that breaks off keeps what was read and says so', () => {
    const bytes = packet('<rdf:Description xmlns:d="urn:d" d:a="1"><d:b>2</d:b>').subarray(0, -30);
    const { facts, problems } = xmpFacts(bytes, place(bytes));
    expect(told({ facts })).toEqual(['xmp d:a=1', 'xmp d:b=2']);
    expect(problems.map(({ code }) => code)).toEqual(['broken-structure']);
  });

  test('entities are not expanded and nesting ends', () => {
    const bomb = Buffer.from('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>');
    expect(xmpFacts(bomb, place(bomb)).facts.every(({ value }) => !value.includes('aaaa'))).toBe(true);
    const deep = packet('<rdf:Description xmlns:d="urn:d">'.padEnd(40_000, '<d:a>'));
    expect(xmpFacts(deep, place(deep)).problems.map(({ code }) => code)).toContain('limit-reached');
  });
});

describe('EXIF', () => {
  const comment = (value: Uint8Array): string[] => told(exifFacts(tiff([[0x9286, 7, value]]), place(tiff([[0x9286, 7, value]]))));

  test('UserComment in the encodings that writers use', () => {
    const words = 'masterpiece, Steps: 20';
    const big = Buffer.from(words, 'utf16le').swap16();
    expect(comment(Buffer.concat([latin('UNICODE\0'), big]))).toEqual([`exif UserComment=${words}`]);
    expect(comment(Buffer.concat([latin('UNICODE\0'), Buffer.from(words, 'utf16le')]))).toEqual([`exif UserComment=${words}`]);
    expect(comment(latin(`ASCII\0\0\0${words}`))).toEqual([`exif UserComment=${words}`]);
    expect(comment(latin(`\0\0\0\0\0\0\0\0${words}`))).toEqual([`exif UserComment=${words}`]);
    expect(comment(Buffer.concat([latin('UNICODE\0'), Buffer.from('漢字と絵', 'utf16le').swap16()]))).toEqual([
      'exif UserComment=漢字と絵',
    ]);
  });

  test('a value stands where its place says', () => {
    const bytes = tiff([[0x0131, 2, latin('Generator 1.0\0')]]);
    const [fact] = exifFacts(bytes, place(bytes)).facts;
    expect(fact?.value).toBe('Generator 1.0');
    expect(bytes.toString('latin1', fact?.at?.offset, (fact?.at?.offset ?? 0) + 13)).toBe('Generator 1.0');
  });

  test('directories that lead back to themselves end, and are a problem', () => {
    const bytes = tiff([[0x0131, 2, latin('Generator 1.0\0')]], 8);
    expect(exifFacts(bytes, place(bytes)).problems).toEqual([
      { code: 'broken-structure', params: { at: 8, detail: 'ifd-loop' } },
    ]);
  });
});

describe('PNG', () => {
  test('text before and after the picture, packed or not', () => {
    const bytes = png(
      ['tEXt', latin('parameters\0a cat')],
      idat,
      ['zTXt', Buffer.concat([latin('prompt\0\0'), deflateSync(latin('{"1":{}}'))])],
      ['iTXt', Buffer.concat([latin('Title\0\0\0\0\0'), Buffer.from('été')])],
    );
    const found = walk(walkPng, bytes);
    expect(told(found)).toEqual(['text parameters=a cat', 'text prompt={"1":{}}', 'text Title=été']);
    expect(found.complete).toBe(true);
  });

  test('EXIF in hexadecimal, as ImageMagick writes it', () => {
    const hex = Buffer.concat([latin('Exif\0\0'), tiff([[0x0131, 2, latin('Generator 1.0\0')]])]).toString('hex');
    const profile = latin(`Raw profile type exif\0\nexif\n${hex.length / 2}\n${hex}\n`);
    expect(told(walk(walkPng, png(['tEXt', profile], idat)))).toEqual(['exif Software=Generator 1.0']);
  });

  test('text that unpacks without end is stopped', () => {
    const bomb = Buffer.concat([latin('prompt\0\0'), deflateSync(Buffer.alloc(64 * 1024 * 1024))]);
    const found = walk(walkPng, png(['zTXt', bomb], idat));
    expect(found.complete).toBe(false);
    expect(found.problems.map(({ code }) => code)).toEqual(['limit-reached']);
  });

  test('a damaged text chunk, a missing end and a picture that cannot be there are not whole', () => {
    const sound = png(['tEXt', latin('parameters\0a cat')], idat);
    const damaged = Buffer.from(sound);
    damaged[60] = 0x21;
    expect(walk(walkPng, damaged).complete).toBe(false);
    expect(walk(walkPng, sound.subarray(0, -12)).complete).toBe(false);
    expect(walk(walkPng, png()).complete).toBe(false);
    expect(walk(walkPng, Buffer.concat([sound, latin('some tail')])).complete).toBe(true);
  });
});

describe('JPEG', () => {
  test('comments, labels in application segments, EXIF and XMP', () => {
    const xmp = packet(`<rdf:Description ${ext} ext:DigitalSourceType="${source}"/>`);
    const bytes = jpeg(
      segment(0xe1, Buffer.concat([latin('Exif\0\0'), tiff([[0x010e, 2, latin('a still\0')]])])),
      segment(0xe1, Buffer.concat([latin('http://ns.adobe.com/xap/1.0/\0'), xmp])),
      segment(0xe9, latin('AIGC{"Label":"1"}')),
      segment(0xfe, latin('made here')),
    );
    const found = walk(walkJpeg, bytes);
    expect(told(found).sort()).toEqual(
      [
        'exif ImageDescription=a still',
        'text AIGC={"Label":"1"}',
        'text Comment=made here',
        `xmp Iptc4xmpExt:DigitalSourceType=${source}`,
      ].sort(),
    );
    expect(found.complete).toBe(true);
    expect(found.about).toMatchObject({ width: 8, height: 8 });
  });

  test('extended XMP is joined by its offsets, and missed where a piece is missing', () => {
    const body = packet(`<rdf:Description ${ext} ext:DigitalSourceType="${source}"/>`);
    const piece = (from: number, to: number): Buffer =>
      segment(
        0xe1,
        Buffer.concat([
          latin(`http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}`),
          be32(body.length),
          be32(from),
          body.subarray(from, to),
        ]),
      );
    const pieces = [piece(100, body.length), piece(0, 100)];
    expect(told(walk(walkJpeg, jpeg(...pieces)))).toEqual([`xmp Iptc4xmpExt:DigitalSourceType=${source}`]);
    expect(walk(walkJpeg, jpeg(...pieces.slice(1))).complete).toBe(false);
  });

  test('an image that follows the first is read; a file without end is not whole', () => {
    const second = jpeg(segment(0xfe, latin('second')));
    const found = walk(walkJpeg, Buffer.concat([jpeg(), second]));
    expect(told(found)).toEqual(['text Comment=second']);
    expect(walk(walkJpeg, jpeg().subarray(0, -2)).complete).toBe(false);
  });

  test("Samsung's trailer", () => {
    const value = '{"genImageVersion":"v1"}';
    const block = Buffer.concat([le16(0), le16(0x0ba1), le32(8), latin('PEg_Info'), latin(value)]);
    const directory = Buffer.concat([
      latin('SEFH'),
      le32(107),
      le32(1),
      le16(0),
      le16(0x0ba1),
      le32(block.length),
      le32(block.length),
    ]);
    const bytes = Buffer.concat([jpeg(), block, directory, le32(directory.length), latin('SEFT')]);
    expect(told(walk(walkJpeg, bytes))).toEqual([`container samsung:PEg_Info=${value}`]);
  });

  test('bare bytes that spell a JUMBF box are no C2PA store; a box of that type is', () => {
    const type = '\x63\x32\x70\x61\x00\x11\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71';
    const description = Buffer.concat([be32(8 + 16 + 6), latin(`jumd${type}\x03c2pa\0`)]);
    const box = Buffer.concat([be32(8 + description.length), latin('jumb'), description]);
    const app11 = (inner: Uint8Array): Buffer => segment(0xeb, Buffer.concat([latin('JP'), be16(1), be32(1), inner]));
    expect(walk(walkJpeg, jpeg(app11(box))).c2paStores).toHaveLength(1);
    expect(walk(walkJpeg, jpeg(segment(0xfe, box))).c2paStores).toEqual([]);
  });
});

describe('GIF and TIFF', () => {
  const gif = (...blocks: Uint8Array[]): Buffer =>
    Buffer.concat([latin('GIF89a'), le16(1), le16(1), Buffer.from([0, 0, 0]), ...blocks]);
  const image = Buffer.concat([latin(','), le16(0), le16(0), le16(1), le16(1), Buffer.from([0, 2, 2, 0x4c, 1, 0])]);

  test('a GIF comment, XMP with its trailer, and a GIF without end', () => {
    const xmp = packet(`<rdf:Description ${ext} ext:DigitalSourceType="${source}"/>`);
    const trailer = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0]);
    const whole = gif(latin('!\xfe\x05hello\0'), latin('!\xff\x0bXMP DataXMP'), xmp, trailer, image, latin(';'));
    expect(told(walk(walkGif, whole))).toEqual(['text Comment=hello', `xmp Iptc4xmpExt:DigitalSourceType=${source}`]);
    expect(walk(walkGif, whole).complete).toBe(true);
    expect(walk(walkGif, whole.subarray(0, -1)).complete).toBe(false);
  });

  test('a TIFF whose value lies outside the file is not whole', () => {
    const bytes = tiff([[0x0131, 2, latin('Generator 1.0\0')]]);
    expect(walk(walkTiff, bytes).complete).toBe(true);
    expect(told(walk(walkTiff, bytes))).toEqual(['exif Software=Generator 1.0']);
    expect(walk(walkTiff, bytes.subarray(0, -6)).complete).toBe(false);
  });
});
