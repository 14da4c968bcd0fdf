import { be16, be32, bytesOf, le16, le32 } from '../read/containers/bytes-of.ts';
import { pdfWithTable, streamOf } from '../read/containers/pdf-writer.ts';

const packet = (tool: string): string =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmp:CreatorTool="${tool}" ext:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/** Little-endian TIFF with one text in IFD0. */
const exif = (tag: number, text: string): Buffer =>
  bytesOf('II*\0', le32(8), le16(1), le16(tag), le16(2), le32(text.length + 1), le32(26), le32(0), text, 0);

/** IIM records: a credit line, and what Midjourney writes as caption. */
const iptc = (text: string): Buffer => bytesOf('\x1c\x02\x78', be16(text.length), text);

const resources = (id: number, data: Uint8Array): Buffer =>
  bytesOf('8BIM', be16(id), be16(0), be32(data.length), data, ...(data.length % 2 === 0 ? [] : [0]));

/** A codestream of one grey pixel, whole in its structure. https://www.itu.int/rec/T-REC-T.800 annex A */
export function codestream(...comments: readonly string[]): Buffer {
  const size = bytesOf(be16(0), be32(1), be32(1), be32(0), be32(0), be32(1), be32(1), be32(0), be32(0), be16(1), 7, 1, 1);
  const segment = (code: number, data: Uint8Array): Buffer => bytesOf(255, code, be16(data.length + 2), data);
  return bytesOf(
    '\xff\x4f',
    segment(0x51, size),
    segment(0x52, bytesOf(0, 0, be16(1), 0, 0, 4, 4, 0, 0)),
    segment(0x5c, bytesOf(0x40, 0x40)),
    ...comments.map((text) => segment(0x64, bytesOf(be16(1), text))),
    segment(0x90, bytesOf(be16(0), be32(15), 0, 1)),
    '\xff\x93\x80\xff\xd9',
  );
}

const box = (type: string, ...content: readonly (string | number | Uint8Array)[]): Buffer => {
  const bytes = bytesOf(...content);
  return bytesOf(be32(bytes.length + 8), type, bytes);
};

/** A JP2 with these boxes before its codestream. */
export function jp2(...boxes: readonly Uint8Array[]): Buffer {
  return bytesOf(
    box('jP  ', '\r\n\x87\n'),
    box('ftyp', 'jp2 ', be32(0), 'jp2 '),
    box('jp2h', box('ihdr', be32(1), be32(1), be16(1), 7, 7, 0, 0), box('colr', 1, 0, 0, be32(17))),
    ...boxes,
    box('jp2c', codestream()),
  );
}

/** The identifiers that Adobe's plug-in for JPEG 2000 gave to its boxes (ExifTool Jpeg2000.pm). */
export const adobe = {
  exif: '\x05\x37\xcd\xab\x9d\x0c\x44\x31\xa7\x2a\xfa\x56\x1f\x2a\x11\x3e',
  iptc: '\x09\xa1\x4e\x97\xc0\xb4\x42\xe0\xbe\xbf\x36\xdf\x6f\x0c\xe3\x6f',
  photoshop: '\x2c\x4c\x01\x00\x85\x04\x40\xb9\xa0\x3e\x56\x21\x48\xd6\xdf\xeb',
};

/** A BMP of two by two pixels, with whatever is to lie behind them. */
export function bmp(behind: string | Uint8Array = ''): Buffer {
  const head = bytesOf(le32(40), le32(2), le32(2), le16(1), le16(24), le32(0), le32(16), le32(0), le32(0), le32(0), le32(0));
  return bytesOf('BM', le32(70), le32(0), le32(54), head, Buffer.alloc(16, 0x7f), behind);
}

/** A PDF whose document says nothing, and whose one page says this. */
const pdf = (page: string, stream: Buffer): Buffer =>
  pdfWithTable(
    { 1: '<</Type/Catalog/Pages 2 0 R>>', 2: '<</Type/Pages/Kids[3 0 R]/Count 1>>', 3: page, 7: stream },
    '/Root 1 0 R',
  );

const midjourney = 'A barn --v 6.1 Job ID: 0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d';

/** Stills of formats that seldom carry words, with words wherever each can, by the names of their files; `beside.xmp` is a sidecar. */
export const madeStills = (): Readonly<Record<string, Buffer>> => ({
  'plain.bmp': bmp(),
  'behind.bmp': bmp(packet('Adobe Firefly')),
  'xmp.jp2': jp2(box('uuid', '\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac', packet('Adobe Firefly'))),
  'xml.jp2': jp2(box('xml ', packet('Adobe Firefly'))),
  'inside.jp2': jp2(box('asoc', box('lbl ', 'about'), box('xml ', packet('Adobe Firefly')))),
  'exif.jp2': jp2(box('uuid', 'JpgTiffExif->JP2', exif(0x0131, 'Midjourney'))),
  'jpeg-exif.jp2': jp2(box('uuid', 'JpgTiffExif->JP2', 'Exif\0\0', exif(0x0131, 'Midjourney'))),
  'adobe-exif.jp2': jp2(box('uuid', adobe.exif, exif(0x0131, 'Midjourney'))),
  'adobe-iptc.jp2': jp2(box('uuid', adobe.iptc, iptc(midjourney))),
  'adobe-photoshop.jp2': jp2(box('uuid', adobe.photoshop, resources(0x0404, iptc(midjourney)))),
  'comment.j2c': codestream(midjourney),
  'words.hdr': bytesOf('#?RADIANCE\nSOFTWARE=Midjourney\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n', 1, 2, 3, 128),
  'xmp.svg': bytesOf(
    `<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><metadata>${packet('Adobe Firefly')}</metadata></svg>`,
  ),
  'comment.svg': bytesOf(
    `<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"><!-- ${midjourney.replace('--', '\u2014')} --><desc>${midjourney}</desc></svg>`,
  ),
  'packet.xmp': bytesOf(packet('Adobe Firefly')),
  'wide.xmp': Buffer.from(`\ufeff${packet('Adobe Firefly')}`, 'utf16le'),
  'page.pdf': pdf('<</Type/Page/Metadata 7 0 R>>', streamOf(packet('Adobe Firefly'), '/Type/Metadata/Subtype/XML', true)),
  'photoshop.pdf': pdf(
    '<</Type/Page/PieceInfo<</AdobePhotoshop<</LastModified(D:2026)/Private<</ImageResources 7 0 R>>>>>>>>',
    streamOf(resources(0x0404, iptc(midjourney))),
  ),
  'illustrator.pdf': pdf(
    '<</Type/Page/PieceInfo<</Illustrator<</Private<</AIMetaData 7 0 R>>>>>>>>',
    streamOf(`%!PS-Adobe-3.0\n${packet('Adobe Firefly')}\n%%EndComments\n`),
  ),
  'beside.tif': exif(0x0131, 'A scanner'),
  'beside.xmp': bytesOf(packet('Adobe Firefly')),
});
