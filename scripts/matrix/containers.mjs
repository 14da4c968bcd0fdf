/** The containers of the matrix, and what can lie in each. A writer gives bytes, or arguments for ExifTool or ffmpeg. */
import { xmpPacket } from '../fixtures/statements.mjs';
import * as own from './own-bytes.mjs';

const uris = {
  Iptc4xmpExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  TC260: 'http://www.tc260.org.cn/ns/AIGC/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  crs: 'http://ns.adobe.com/camera-raw-settings/1.0/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
};

/** An XMP packet of these facts; undefined where a name is only another reader's way of writing it. */
export function packetOf(facts) {
  const history = facts.find(({ name }) => name === 'xmpMM:History/softwareAgent');
  if (history !== undefined) return historyPacket(history.value);
  const prefixes = [...new Set(facts.map(({ name }) => name.split(':')[0]))];
  if (prefixes.some((prefix) => uris[prefix] === undefined)) return undefined;
  const stated = Object.fromEntries(facts.map(({ name, value }) => [name, value]));
  return xmpPacket(Object.fromEntries(prefixes.map((prefix) => [prefix, uris[prefix]])), stated);
}

const historyPacket = (agent) =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmpMM="${uris.xmpMM}" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"><xmpMM:History><rdf:Seq><rdf:li stEvt:action="saved" stEvt:softwareAgent="${own.escaped(agent)}"/></rdf:Seq></xmpMM:History></rdf:Description></rdf:RDF></x:xmpmeta>`;

const byExifTool = ['jpg', 'png', 'webp', 'tif', 'dng', 'gif', 'avif', 'heic', 'psd', 'jxl', 'jp2', 'mp4', 'mov', '3gp', 'm4a'];
const withExif = ['jpg', 'png', 'webp', 'tif', 'dng', 'avif', 'heic', 'psd', 'jxl', 'jp2'];
const withIptc = ['jpg', 'tif', 'psd', 'png'];

/** XMP where ExifTool does not write it. */
const ownXmp = {
  wav: (base, packet) => own.withChunk(base.wav, '_PMX', Buffer.from(packet)),
  avi: (base, packet) => own.withChunk(base.avi, '_PMX', Buffer.from(packet)),
  aiff: (base, packet) => own.withChunk(base.aiff, 'APPL', own.aiffXmp(packet)),
  mp3: (base, packet) => Buffer.concat([own.id3With('PRIV:XMP', packet), base.mp3]),
  exr: (base, packet) => own.exrWithText(base.exr, 'xmp', packet),
  svg: (base, packet) => own.svgWith(base.svg, `<metadata>${packet}</metadata>`),
  flv: (base, packet) => own.flvWithScript(base.flv, 'onXMPData', 'liveXML', packet),
  wmv: (base, packet) => own.withAsfObject(base.wmv, own.asfXmp, Buffer.from(packet)),
  wma: (base, packet) => own.withAsfObject(base.wma, own.asfXmp, Buffer.from(packet)),
  xmp: (_, packet) => Buffer.from(packet),
};

const exifTags = {
  UserComment: 'ExifIFD',
  ImageDescription: 'IFD0',
  Make: 'IFD0',
  Model: 'IFD0',
  Software: 'IFD0',
  Artist: 'IFD0',
};
const boxed = ['mp4', 'mov', '3gp', 'm4a'];
const riffed = ['wav', 'avi'];
const tagged = (text) => Buffer.from(text);
const chunked = { mp3: 'front', aac: 'front', flac: 'front', aiff: 'ID3 ', wav: 'id3 ' };

function withId3(base, container, tag) {
  const chunk = chunked[container];
  return chunk === 'front' ? Buffer.concat([tag, base[container]]) : own.withChunk(base[container], chunk, tag);
}

const metadata = (name, value, ...more) => ({ ffmpeg: [...more, '-metadata', `${name}=${value}`], how: 'ffmpeg' });
const itemKeys = { '\u00a9cmt': 'comment', desc: 'description' };

/** Writers of one `container:` fact by the first part of its name: `[containers, writer]`. */
const boxWriters = {
  keys: [['mp4', 'mov', 'm4a'], (_, name, value) => metadata(name, value, '-movflags', 'use_metadata_tags')],
  ilst: [
    boxed,
    (container, name, value) =>
      itemKeys[name] !== undefined && /^(mp4|m4a)$/.test(container)
        ? metadata(itemKeys[name], value)
        : {
            how: 'own box',
            bytes: (base) =>
              own.withUserData(base[container], own.itunesMeta({ [name === 'comment' ? '\u00a9cmt' : name]: value })),
          },
  ],
  udta: [
    boxed,
    (container, name, value) => ({
      how: 'own box',
      bytes: (base) =>
        own.withUserData(base[container], (name.startsWith('\u00a9') ? own.internationalText : own.plainUserData)(name, value)),
    }),
  ],
  tag: [
    ['wmv', 'wma', 'flv', 'mkv', 'webm', 'mka', 'ogg', 'opus', 'mxf'],
    (container, name, value) => {
      if (/^(ogg|opus)$/.test(container) && name === 'comment')
        return 'ffmpeg writes it as DESCRIPTION, which has cells of its own';
      return metadata(container === 'mxf' ? `comment_${name}` : name, value);
    },
  ],
  ixml: [
    ['wav'],
    (_, name, value) => ({ how: 'own chunk', bytes: ({ wav }) => own.withChunk(wav, 'iXML', own.ixml(name, value)) }),
  ],
  bext: [['wav'], (_, _name, value) => ({ how: 'own chunk', bytes: ({ wav }) => own.withChunk(wav, 'bext', own.bext(value)) })],
  dpx: [['dpx'], (_, name, value) => ({ how: 'own header', bytes: ({ dpx }) => own.dpxWithText(dpx, name, value) })],
  exr: [['exr'], (_, name, value) => ({ how: 'own attribute', bytes: ({ exr }) => own.exrWithText(exr, name, value) })],
  matroska: [['mkv', 'webm', 'mka'], (_, name, value) => metadata(name, value)],
  vorbis: [
    ['flac', 'ogg', 'opus'],
    (container, name, value) =>
      name === 'COMMENT' && container === 'flac'
        ? { how: 'own block', bytes: ({ flac }) => own.flacWithComment(flac, name, value) }
        : metadata(name === 'DESCRIPTION' || name === 'COMMENT' ? 'comment' : name, value),
  ],
  info: [
    riffed,
    (container, name, value) => ({
      how: 'own chunk',
      bytes: (base) => own.withChunk(base[container], 'LIST', own.infoList({ [name]: value })),
    }),
  ],
  riff: [
    riffed,
    (container, name, value) => ({ how: 'own chunk', bytes: (base) => own.withChunk(base[container], name, tagged(value)) }),
  ],
  sei: [
    ['mp4', 'mov', 'mkv', '3gp', 'm2t'],
    (_, name, value) => ({
      how: 'ffmpeg',
      ffmpeg: ['-bsf:v', `h264_metadata=sei_user_data=${uuidOf(name)}+${value}`],
      after: (file) => own.withSeiIdentifier(file, name, value),
    }),
  ],
  sef: [
    ['jpg', 'png'],
    (container, name, value) => ({
      how: 'own trailer',
      bytes: (base) => own.withSamsungTrailer(base[container], { [name]: value }),
    }),
  ],
};

const uuidOf = (name) => name.replaceAll('-', '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** What each family of facts can lie in: `[pattern of source:name, containers]`. */
const homes = [
  [/^xmp:/, [...byExifTool, ...Object.keys(ownXmp)]],
  [/^exif:/, withExif],
  [/^iptc:/, withIptc],
  [/^text:Comment$/, ['png', 'jpg', 'gif']],
  [/^text:/, ['png']],
  [/^id3:/, Object.keys(chunked)],
  ...Object.entries(boxWriters).map(([family, [containers]]) => [new RegExp(`^container:${family}:`), containers]),
];

/** Containers in which all these facts can lie. */
export function containersFor(facts) {
  const sets = facts.map(({ source, name }) => homes.find(([pattern]) => pattern.test(`${source}:${name}`))?.[1] ?? []);
  return (sets[0] ?? []).filter((container) => sets.every((set) => set.includes(container)));
}

/**
 * A job that writes these facts into a container: `{how, bytes(base)}`, `{how, tags, packet}` for ExifTool or `{how, ffmpeg}`;
 * a string says why not.
 */
export function jobFor(container, facts) {
  const { source, name, value } = facts[0];
  if (source === 'container') {
    const [family, key] = [name.slice(0, name.indexOf(':')), name.slice(name.indexOf(':') + 1)];
    if (facts.length === 1) return boxWriters[family][1](container, key, value);
    const items = Object.fromEntries(facts.map((fact) => [fact.name.slice(5), fact.value]));
    return { how: 'own box', bytes: (base) => own.withUserData(base[container], own.itunesMeta(items)) };
  }
  if (source === 'id3')
    return { how: 'own frame', bytes: (base) => withId3(base, container, own.id3With(name.replace('COMM:eng', 'COMM'), value)) };
  if (source === 'text') return textJob(container, facts);
  return tagJob(container, facts);
}

function textJob(container, facts) {
  if (container === 'gif') return { how: 'own comment', bytes: ({ gif }) => own.gifWithComment(gif, facts[0].value) };
  if (container === 'jpg') return { how: 'ExifTool', tags: { 'File:Comment': facts[0].value } };
  const texts = Object.fromEntries(facts.map(({ name, value }) => [name, value]));
  return { how: 'own chunk', bytes: ({ png }) => own.pngWithText(png, texts) };
}

function tagJob(container, facts) {
  const xmp = facts.filter(({ source }) => source === 'xmp');
  const packet = xmp.length === 0 ? undefined : packetOf(xmp);
  if (xmp.length > 0 && packet === undefined) return 'a name that only another reader gives to the same property';
  if (ownXmp[container] !== undefined) return { how: 'own packet', bytes: (base) => ownXmp[container](base, packet) };
  const group = { exif: (name) => exifTags[name] ?? 'ExifIFD', iptc: () => 'IPTC' };
  const tags = Object.fromEntries(
    facts.filter(({ source }) => source !== 'xmp').map(({ source, name, value }) => [`${group[source](name)}:${name}`, value]),
  );
  return { how: 'ExifTool', tags, ...(packet === undefined ? {} : { packet }) };
}
