// What any chunk may hold: the structures that every container carries inside.
import { deflateRawSync, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { be, filler, joined, latin1, lie, noise, pick, text, told, words } from './bytes.mjs';
import { tiff } from './ifds.mjs';

const escaped = (value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const properties = [
  'Iptc4xmpExt:DigitalSourceType',
  'xmp:CreatorTool',
  'photoshop:Credit',
  'dc:description',
  'xmpMM:DocumentID',
  'TC260:AIGC',
  'dcterms:provenance',
  'a:b',
];
const namespaces =
  'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:TC260="http://www.tc260.org.cn/ns/AIGC/1.0/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:a="urn:a"';

/** XML trees: names that nest to some depth, texts raw or escaped, ends that are missing. */
export function xmlTree(names, deepest = 3) {
  const value = fc.oneof({ weight: 4, arbitrary: words.map(escaped) }, { weight: 1, arbitrary: words });
  const node = (depth) =>
    fc
      .record({
        name: pick(names),
        attributes: fc.array(fc.tuple(pick(names), value), { maxLength: 2 }),
        children:
          depth <= 0
            ? value
            : fc.oneof(
                value,
                fc.array(node(depth - 1), { maxLength: 3 }).map((list) => list.join('')),
              ),
        ends: fc.oneof({ weight: 30, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
        times: fc.oneof({ weight: 40, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: pick([2, 300]) }),
      })
      .map(({ name, attributes, children, ends, times }) => {
        const own = [...new Map(attributes)].map(([key, one]) => ` ${key}="${one}"`).join('');
        return `<${name}${own}>`.repeat(times) + children + (ends ? `</${name}>`.repeat(times) : '');
      });
  return node(deepest);
}

/** XMP packets with and without their wrapper. */
export const xmpText = fc
  .record({
    body: xmlTree([...properties, 'rdf:Bag', 'rdf:Seq', 'rdf:Alt', 'rdf:li', 'rdf:Description']),
    attributes: fc.array(fc.tuple(pick(properties), words.map(escaped)), { maxLength: 3 }),
    packet: fc.boolean(),
  })
  .map(({ body, attributes, packet }) => {
    const own = [...new Map(attributes)].map(([key, one]) => ` ${key}="${one}"`).join('');
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" ${namespaces}${own}>${body}</rdf:Description></rdf:RDF>`;
    return packet
      ? `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">${rdf}</x:xmpmeta><?xpacket end="w"?>`
      : rdf;
  });
export const xmp = fc
  .tuple(xmpText, pick(['utf8', 'utf16le', 'latin1']))
  .map(([packet, encoding]) => Buffer.from(packet, encoding));

/** IPTC datasets: record, number, a length of two or more bytes. */
export const iptc = fc
  .array(fc.tuple(pick([1, 2, 3, 7, 240]), pick([0, 5, 25, 55, 80, 90, 105, 110, 120, 200]), text, lie), { maxLength: 5 })
  .map((list) =>
    list.map(([record, set, body, how]) => {
      const length = told(body.length, how);
      const size = length > 32_767 ? joined(be(2, 0x8004), be(4, length)) : be(2, length);
      return joined(be(1, 0x1c), be(1, record), be(1, set), size, body);
    }),
  )
  .map(joined);

/** Photoshop's image resources. */
export const resources = fc
  .array(fc.tuple(pick([1028, 1036, 1058, 1060, 1061, 1083, 4000]), fc.oneof(iptc, xmp, tiff, text, noise), lie), {
    maxLength: 4,
  })
  .map((list) =>
    list.map(([id, body, how]) =>
      joined(latin1('8BIM'), be(2, id), be(2, 0), be(4, told(body.length, how)), body, Buffer.alloc(body.length % 2)),
    ),
  )
  .map(joined);

const box = (name, body, length = body.length) => joined(be(4, length + 8), latin1(name), body);
const jumd = fc
  .tuple(pick(['c2pa', 'c2ma', 'c2as', 'c2cl', 'c2cs', 'json', 'cbor', '\0\0\0\0']), words, fc.nat(31))
  .map(([kind, label, toggles]) =>
    box(
      'jumd',
      joined(
        latin1(kind),
        Buffer.from('00110010800000aa00389b71', 'hex'),
        be(1, toggles),
        Buffer.from(`${label.slice(0, 300)}\0`),
      ),
    ),
  );

/** JUMBF superboxes, nested. */
const superbox = (depth) =>
  fc
    .tuple(
      jumd,
      fc.array(
        depth <= 0
          ? fc.tuple(pick(['cbor', 'json', 'bidb', 'bfdb']), fc.oneof(noise, text)).map(([name, body]) => box(name, body))
          : superbox(depth - 1),
        { maxLength: 3 },
      ),
      lie,
    )
    .map(([head, children, how]) => {
      const body = joined(head, children);
      return box('jumb', body, told(body.length, how));
    });
export const jumbf = superbox(2);

/** ID3v2 frames in a tag. */
export const id3 = fc
  .record({
    version: pick([2, 3, 4]),
    flags: pick([0, 0, 0, 0x80, 0x40, 0x10]),
    frames: fc.array(
      fc.record({
        name: pick(['TIT2', 'TXXX', 'COMM', 'GEOB', 'PRIV', 'APIC', 'WXXX', 'UFID', 'USLT', 'SYLT', 'TT2\0', 'CHAP', '????']),
        encoding: fc.nat(4),
        flags: pick([0, 0, 0, 1, 2, 4, 8, 0x40, 0x80]),
        body: fc.oneof(text, noise, xmp, jumbf),
        how: lie,
      }),
      { maxLength: 5 },
    ),
    how: lie,
  })
  .map(({ version, flags, frames, how }) => {
    const seven = (value) =>
      be(4, ((value & 0xfe00000) << 3) | ((value & 0x1fc000) << 2) | ((value & 0x3f80) << 1) | (value & 0x7f));
    const body = joined(
      frames.map((one) => {
        const content = joined(be(1, one.encoding), one.body);
        const length = told(content.length, one.how);
        if (version === 2) return joined(latin1(one.name.slice(0, 3)), be(3, length), content);
        return joined(latin1(one.name), version === 4 ? seven(length) : be(4, length), be(2, one.flags), content);
      }),
    );
    return joined(latin1('ID3'), be(1, version), be(1, 0), be(1, flags), seven(told(body.length, how)), body);
  });

/** Vorbis comments: a vendor, a count that may lie, `NAME=value`. */
export const vorbis = fc
  .record({
    vendor: text,
    comments: fc.array(fc.tuple(pick(['TITLE=', 'ENCODER=', 'METADATA_BLOCK_PICTURE=', 'C2PA=', '=', '']), text, lie), {
      maxLength: 4,
    }),
    how: lie,
  })
  .map(({ vendor, comments, how }) => {
    const counted = (bytes, told = bytes.length) => joined(Buffer.from(be(4, told)).reverse(), bytes);
    return joined(
      counted(vendor),
      Buffer.from(be(4, told(comments.length, how))).reverse(),
      comments.map(([name, body, one]) => counted(joined(latin1(name), body), told(name.length + body.length, one))),
    );
  });

const packed = fc
  .tuple(fc.oneof(xmp, text, noise, filler), fc.boolean())
  .map(([bytes, raw]) => (raw ? deflateRawSync(bytes) : deflateSync(bytes)));

const tinyPng = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Anything at all. */
export const payload = fc.oneof(
  { weight: 3, arbitrary: noise },
  { weight: 3, arbitrary: text },
  { weight: 2, arbitrary: xmp },
  { weight: 1, arbitrary: tiff },
  { weight: 1, arbitrary: tiff.map((bytes) => joined(latin1('Exif\0\0'), bytes)) },
  { weight: 1, arbitrary: iptc },
  { weight: 1, arbitrary: resources },
  { weight: 1, arbitrary: jumbf },
  { weight: 1, arbitrary: id3 },
  { weight: 1, arbitrary: vorbis },
  { weight: 1, arbitrary: packed },
  { weight: 1, arbitrary: filler },
  { weight: 1, arbitrary: fc.constant(tinyPng) },
);
