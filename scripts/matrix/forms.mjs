/** The many forms in which one statement can lie in one container: encodings, compression, nesting, order. */
import { automatic1111, comfyPrompt, iptcSourceType, namespaces, sunoComment, xmpPacket } from '../fixtures/statements.mjs';
import * as own from './own-bytes.mjs';

const graph = comfyPrompt('empty highway at dusk');
/** Not ASCII, so that ExifTool writes UserComment as UTF-16. */
const accented = automatic1111.replace('grey hair', 'cheveux gris, café');
const label = JSON.stringify({ Label: '1', ContentProducer: 'doubao', ProduceID: '7f3a9c1e' });
const trained = iptcSourceType('trainedAlgorithmicMedia');
const packet = xmpPacket({ Iptc4xmpExt: namespaces.Iptc4xmpExt }, { 'Iptc4xmpExt:DigitalSourceType': trained });
const elements = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:q="${namespaces.Iptc4xmpExt}"><q:DigitalSourceType>${trained}</q:DigitalSourceType></rdf:Description></rdf:RDF></x:xmpmeta>`;
const wide = (text) => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]);

const comment = { 'ExifIFD:UserComment': accented };
const inExif = ['jpg', 'png', 'webp', 'tif', 'avif', 'heic', 'psd', 'jxl'];

/** Swaps the byte order of the UTF-16 behind `UNICODE\0`: writers that forget the order of the TIFF they write into. */
function swappedComment(file) {
  const at = file.indexOf('UNICODE\0', 0, 'latin1') + 8;
  const swapped = Buffer.from(file);
  swapped.subarray(at, at + accented.length * 2).swap16();
  return swapped;
}

/** A chunk or box of EXIF: a big-endian TIFF with one ASCII tag of IFD0. */
function tiffOf(tag, value) {
  const text = Buffer.from(`${value}\0`);
  const head = Buffer.from('4d4d002a000000080001', 'hex');
  const entry = Buffer.alloc(16);
  entry.writeUInt16BE(tag, 0);
  entry.writeUInt16BE(2, 2);
  entry.writeUInt32BE(text.length, 4);
  entry.writeUInt32BE(26, 8);
  return Buffer.concat([head, entry, text]);
}

const ebmlSize = (length) => Buffer.from([0x10 | (length >> 24), (length >> 16) & 255, (length >> 8) & 255, length & 255]);
const element = (id, ...content) => {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from(id, 'hex'), ebmlSize(body.length), body]);
};
const simpleTag = (name, value, ...inner) =>
  element('67c8', element('45a3', Buffer.from(name)), element('4487', Buffer.from(value)), ...inner);

/** The Matroska file with a tag inside a tag, at the end of its segment. RFC 9559, 5.1.8. */
function nestedTag(mkv, name, value) {
  const tags = element('1254c367', element('7373', element('63c0'), simpleTag('ORIGINAL', 'delivery', simpleTag(name, value))));
  const segment = mkv.indexOf(Buffer.from('18538067', 'hex'));
  const whole = Buffer.concat([mkv, tags]);
  if (mkv[segment + 4] !== 1) throw new Error('the segment has no size of eight bytes');
  const size = mkv.readBigUInt64BE(segment + 4) & 0xffffffffffffffn;
  whole.writeBigUInt64BE((size + BigInt(tags.length)) | (1n << 56n), segment + 4);
  return whole;
}

const bytes = (marker, container, how, write) => ({ marker, container, how, write });
const remuxed = (marker, container, how, ffmpeg) => ({ marker, container, how: `${how}, ffmpeg`, ffmpeg });
const tagged = (marker, container, how, tags, args, after) => ({ marker, container, how, tags, args, after });

/** Every form: the marker it must give, the container, how it is written, and the writer. */
export const forms = [
  ...['tEXt', 'zTXt', 'iTXt', 'packed'].flatMap((kind) =>
    ['IDAT', 'IEND'].map((before) =>
      bytes('txt-a1111-parameters', 'png', `${kind === 'packed' ? 'compressed iTXt' : kind} before ${before}`, ({ png }) =>
        own.pngWithChunks(png, [[kind === 'packed' ? 'iTXt' : kind, own.pngText[kind]('parameters', automatic1111)]], before),
      ),
    ),
  ),
  bytes('txt-comfy-prompt', 'png', 'zTXt before IEND', ({ png }) =>
    own.pngWithChunks(png, [['zTXt', own.pngText.zTXt('prompt', graph)]], 'IEND'),
  ),
  bytes('exif-bfl-make', 'png', 'eXIf behind caBX', ({ signedPng }) =>
    own.pngWithChunks(signedPng, [['eXIf', tiffOf(0x010f, 'Black Forest Labs')]], 'IEND'),
  ),
  bytes('c2pa-dst-trained', 'png', 'caBX before eXIf', ({ signedPng }) =>
    own.pngWithChunks(signedPng, [['eXIf', tiffOf(0x010f, 'RawCo')]], 'IEND'),
  ),
  bytes('xmp-dst-trained', 'png', 'XMP in compressed iTXt', ({ png }) =>
    own.pngWithChunks(png, [['iTXt', own.pngText.packed('XML:com.adobe.xmp', packet)]], 'IEND'),
  ),
  ...inExif.flatMap((container) => [
    tagged('txt-a1111-usercomment', container, 'UserComment, UTF-16, little-endian', comment, ['-ExifByteOrder=II']),
    tagged('txt-a1111-usercomment', container, 'UserComment, UTF-16, big-endian', comment, ['-ExifByteOrder=MM']),
    tagged('txt-a1111-usercomment', container, 'UserComment, UTF-16 in the other byte order', comment, [], swappedComment),
    tagged('txt-a1111-usercomment', container, 'UserComment, ASCII', { 'ExifIFD:UserComment': automatic1111 }),
  ]),
  tagged('xmp-iptc2025-aipromptinformation', 'jpg', 'extended XMP of 70 kB', {
    'XMP-iptcExt:AIPromptInformation': 'a house by the sea, '.repeat(3500),
  }),
  bytes('xmp-dst-trained', 'jpg', 'XMP as elements under another prefix', ({ jpg }) =>
    own.jpegWithSegment(jpg, 0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), Buffer.from(elements)])),
  ),
  bytes('xmp-dst-trained', 'svg', 'XMP as elements under another prefix', ({ svg }) =>
    own.svgWith(svg, `<metadata>${elements}</metadata>`),
  ),
  bytes('xmp-dst-trained', 'xmp', 'sidecar in UTF-16', () => wide(packet)),
  bytes('xmp-dst-trained', 'xmp', 'sidecar without packet', () => Buffer.from(elements)),
  bytes('aigc-label1', 'jpg', 'APP11 segment AIGC', ({ jpg }) => own.jpegWithSegment(jpg, 0xeb, Buffer.from(`AIGC${label}`))),
  bytes('aigc-label1', 'gif', 'comment', ({ gif }) => own.gifWithComment(gif, `{"AIGC":${label}}`)),
  bytes('aigc-label1', 'svg', 'comment', ({ svg }) => own.svgWith(svg, `<!--{"AIGC":${label}}-->`)),
  bytes('aigc-label1', 'exr', 'attribute AIGC', ({ exr }) => own.exrWithText(exr, 'AIGC', label)),
  bytes(null, 'exr', 'attribute prompt', ({ exr }) => own.exrWithText(exr, 'prompt', graph)),
  bytes('tag-dst-trained', 'mpg', 'user data of the sequence', ({ mpg }) => own.mpegWithUserData(mpg, trained)),
  remuxed('aigc-label1', 'mxf', 'tagged value', ['-metadata', `comment_AIGC=${label}`]),
  bytes('tag-dst-trained', 'dpx', 'project', ({ dpx }) => own.dpxWithText(dpx, 'project', trained)),
  bytes('aigc-label1', 'dpx', 'project', ({ dpx }) => own.dpxWithText(dpx, 'project', label)),
  bytes('aigc-label1', 'exr', 'attribute comments', ({ exr }) => own.exrWithText(exr, 'comments', label)),
  bytes('aigc-label1', 'svg', 'desc', ({ svg }) => own.svgWith(svg, `<desc>${own.escaped(label)}</desc>`)),
  bytes('aigc-label1', 'mpg', 'user data of the sequence', ({ mpg }) => own.mpegWithUserData(mpg, `AIGC${label}`)),
  bytes('aigc-label1', 'wav', 'iXML, element NOTE', ({ wav }) => own.withChunk(wav, 'iXML', own.ixml('NOTE', label))),
  bytes('txt-a1111-any-field', 'exr', 'attribute comments', ({ exr }) => own.exrWithText(exr, 'comments', automatic1111)),
  bytes('txt-ai-tokens', 'dpx', 'creator', ({ dpx }) => own.dpxWithText(dpx, 'creator', 'ComfyUI 0.3.68')),
  ...['wav', 'avi'].flatMap((container) => [
    bytes('aigc-label1', container, 'chunk AIGC', (base) => own.withChunk(base[container], 'AIGC', Buffer.from(label))),
    bytes('aigc-label1', container, 'LIST INFO, AIGC', (base) =>
      own.withChunk(base[container], 'LIST', own.infoList({ AIGC: label })),
    ),
    bytes('aud-suno-icmt', container, 'LIST INFO, ICMT', (base) =>
      own.withChunk(base[container], 'LIST', own.infoList({ ICMT: sunoComment })),
    ),
  ]),
  bytes('aud-suno-icmt', 'wav', 'bext, description', ({ wav }) => own.withChunk(wav, 'bext', own.bext(sunoComment))),
  bytes('aigc-label1', 'wav', 'iXML, element AIGC', ({ wav }) => own.withChunk(wav, 'iXML', own.ixml('AIGC', label))),
  ...[3, 4].flatMap((version) =>
    [0, 1, 2, 3].flatMap((encoding) =>
      version === 3 && encoding > 1
        ? []
        : [
            bytes('aigc-label1', 'mp3', `ID3v2.${version} TXXX:AIGC, encoding ${encoding}`, ({ mp3 }) =>
              Buffer.concat([own.id3With('TXXX:AIGC', label, { version, encoding }), mp3]),
            ),
            bytes('aud-suno-comm', 'mp3', `ID3v2.${version} COMM, encoding ${encoding}`, ({ mp3 }) =>
              Buffer.concat([own.id3With('COMM', sunoComment, { version, encoding }), mp3]),
            ),
          ],
    ),
  ),
  bytes('aigc-label1', 'mp3', 'GEOB', ({ mp3 }) => Buffer.concat([own.id3With('GEOB:AIGC', label), mp3])),
  bytes('aigc-label1', 'mp3', 'PRIV', ({ mp3 }) => Buffer.concat([own.id3With('PRIV:AIGC', label), mp3])),
  ...['mkv', 'mka', 'webm'].map((container) =>
    bytes('aigc-label1', container, 'tag inside a tag', (base) => nestedTag(base[container], 'AIGC', label)),
  ),
  ...['mp4', 'mov', '3gp', 'm4a'].flatMap((container) => [
    bytes('aigc-label1', container, 'udta/AIGC, bare text', (base) =>
      own.withUserData(base[container], own.plainUserData('AIGC', label)),
    ),
    bytes('aigc-label1', container, 'udta/©cmt, international text', (base) =>
      own.withUserData(base[container], own.internationalText('\u00a9cmt', `{"AIGC":${label}}`)),
    ),
    bytes('aigc-label1', container, 'udta/meta/ilst, free-form item', (base) =>
      own.withUserData(base[container], own.itunesMeta({ '----:com.apple.iTunes:AIGC': label })),
    ),
  ]),
];
