import type { About, Fact, FactSource, Problem, Reading } from '../model/index.ts';
import type { ExifToolAnswer } from '../tools/exiftool.ts';

/** Turns ExifTool's tags into facts under the names that `Fact` prescribes. It knows no byte positions. */
export function exiftoolReading(answer: ExifToolAnswer, version: string): Reading {
  const failed = answer.errors.length > 0;
  // ExifTool counts the tracks of MXF and of QuickTime in groups of the same name.
  const isMxf = Object.keys(answer.tags).some((key) => key.startsWith('MXF:'));
  return {
    reader: 'exiftool',
    version,
    ok: !failed,
    facts: Object.entries(answer.tags).flatMap(([key, value]) => factsOfTag(key, value, isMxf)),
    problems: [
      ...answer.errors.map((detail): Problem => ({ code: 'reader-failed', params: { reader: 'ExifTool', detail } })),
      ...answer.warnings
        // ZIP files are read by a walk of our own; what ExifTool misses for them says nothing of the file.
        .filter((detail) => !detail.startsWith('Install Archive::Zip'))
        .slice(0, 5)
        .map((detail): Problem => ({ code: 'reader-warning', params: { reader: 'ExifTool', detail } })),
    ],
    about: aboutOf(answer.tags),
    // ExifTool decodes JUMBF wherever it finds it: a second witness that a C2PA store is there, though not where.
    c2paStores: Object.keys(answer.tags).some((key) => key.startsWith('JUMBF:')) ? [{ offset: 0, length: 0 }] : [],
  };
}

/** A reading that says that ExifTool itself failed on this file. */
export function exiftoolFailed(error: unknown, version: string): Reading {
  const [line = ''] = String((error as Error)?.message ?? error).split('\n');
  // batch-cluster appends what it was about to do, as JSON.
  const detail = line.replace(/ \(\{.*$/, '').slice(0, 300);
  const code = /timeout/i.test(detail) ? 'reader-timeout' : 'reader-failed';
  return { reader: 'exiftool', version, ok: false, facts: [], problems: [{ code, params: { reader: 'ExifTool', detail } }] };
}

/** A reading that says that ExifTool was not asked, because the file is longer than what it may take into memory. */
export function exiftoolUnasked(version: string): Reading {
  const problem: Problem = { code: 'limit-reached', params: { limit: 'exiftool-bytes' } };
  return { reader: 'exiftool', version, ok: false, facts: [], problems: [problem] };
}

/** How ExifTool's family 1 groups become sources and names; groups of no rule (File, System, ICC, maker notes) say nothing here. */
const groups: readonly { pattern: RegExp; source: FactSource; name: (tag: string, group: string) => string }[] = [
  { pattern: /^XMP-/, source: 'xmp', name: (tag, group) => `${nameIn(xmpPrefixes, group.slice(4))}:${tag}` },
  { pattern: /^(IFD\d|ExifIFD|SubIFD\d*)$/, source: 'exif', name: (tag) => tag },
  { pattern: /^IPTC\d*$/, source: 'iptc', name: (tag) => tag },
  { pattern: /^(PNG|PNG-.*)$/, source: 'text', name: (tag) => tag },
  { pattern: /^(GIF|File)$/, source: 'text', name: (tag) => tag },
  { pattern: /^Keys$/, source: 'container', name: (tag) => `keys:${tag}` },
  { pattern: /^(ItemList|iTunes)$/, source: 'container', name: (tag) => `ilst:${nameIn(itemNames, tag)}` },
  { pattern: /^UserData$/, source: 'container', name: (tag) => `udta:${nameIn(itemNames, tag)}` },
  { pattern: /^(Track\d+|QuickTime)$/, source: 'container', name: (tag) => `quicktime:${tag}` },
  { pattern: /^RIFF$/, source: 'container', name: (tag) => `info:${nameIn(infoNames, tag)}` },
  { pattern: /^(Vorbis|Opus|Theora|FLAC)$/, source: 'container', name: (tag) => `vorbis:${tag.toUpperCase()}` },
  { pattern: /^Matroska$/, source: 'container', name: (tag) => `matroska:${tag.toUpperCase()}` },
  { pattern: /^MXF$/, source: 'container', name: (tag) => `mxf:${tag}` },
  { pattern: /^PDF$/, source: 'container', name: (tag) => `pdf:${tag}` },
  { pattern: /^Samsung$/, source: 'container', name: (tag) => `samsung:${tag}` },
  {
    pattern: /^(ASF|AIFF|DPX|OpenEXR|APE|Real-.*|Flash)$/,
    source: 'container',
    name: (tag, group) => `${group.toLowerCase()}:${tag}`,
  },
  { pattern: /^ID3v/, source: 'id3', name: (tag) => nameIn(frameNames, tag) },
];

/** A tag may be called `constructor`, which every object has. */
const nameIn = (names: Readonly<Record<string, string>>, tag: string): string =>
  (Object.hasOwn(names, tag) ? names[tag] : undefined) ?? tag;

/** ExifTool's group names of XMP namespaces where they differ from the preferred prefix. */
const xmpPrefixes: Readonly<Record<string, string>> = { iptcExt: 'Iptc4xmpExt', iptcCore: 'Iptc4xmpCore', exifEX: 'exifEX' };

const itemNames: Readonly<Record<string, string>> = {
  Comment: '©cmt',
  Encoder: '©too',
  Title: '©nam',
  Description: 'desc',
  Artist: '©ART',
};
const infoNames: Readonly<Record<string, string>> = {
  Comment: 'ICMT',
  Software: 'ISFT',
  Title: 'INAM',
  Artist: 'IART',
  Product: 'IPRD',
};
const frameNames: Readonly<Record<string, string>> = {
  Comment: 'COMM',
  SourceURL: 'WOAS',
  EncodedBy: 'TENC',
  EncoderSettings: 'TSSE',
  Title: 'TIT2',
  Artist: 'TPE1',
};

/** Characters of one value; a ComfyUI graph may hold hundreds of kilobytes, a hostile file more. */
const valueLimit = 4 << 20;

function factsOfTag(key: string, value: unknown, isMxf: boolean): Fact[] {
  const parts = key.split(':');
  const group = isMxf ? (parts[0] ?? '').replace(/^Track\d+$/, 'MXF') : (parts[0] ?? '');
  const tag = parts.at(-1) ?? '';
  const rule = groups.find(({ pattern }) => pattern.test(group));
  if (!rule || (group === 'File' && tag !== 'Comment')) return [];
  return valuesOf(value, rule.name(tag, group)).flatMap(({ name, text }) => {
    if (text === '' || text.length > valueLimit || text.startsWith('(Binary data ')) return [];
    return [describedText(rule.source, name, text, `${parts[0]}:${tag}`)];
  });
}

/** ExifTool writes the description of TXXX frames in front of the value, in parentheses. */
function describedText(source: FactSource, name: string, value: string, where: string): Fact {
  const described = source === 'id3' && name === 'UserDefinedText' ? /^\(([^)]*)\) ?([\s\S]*)$/.exec(value) : null;
  if (described) return { source, name: `TXXX:${described[1]}`, value: described[2] ?? '', where };
  return { source, name, value, where };
}

/** Lists are one value an item; structures are joined by `/`. */
function valuesOf(value: unknown, name: string, depth = 0): { name: string; text: string }[] {
  if (depth > 6 || value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => valuesOf(item, name, depth + 1));
  if (typeof value === 'object') {
    return Object.entries(value).flatMap(([key, inner]) =>
      valuesOf(inner, `${name}/${key.charAt(0).toLowerCase()}${key.slice(1)}`, depth + 1),
    );
  }
  return [{ name, text: String(value) }];
}

/** The first of several tags, in their order. */
function pick(tags: Readonly<Record<string, unknown>>, ...names: readonly string[]): unknown {
  for (const name of names) {
    const key = Object.keys(tags).find(
      (candidate) => candidate === name || (!name.includes(':') && candidate.endsWith(`:${name}`)),
    );
    if (key !== undefined && tags[key] !== '') return tags[key];
  }
  return undefined;
}

function aboutOf(tags: Readonly<Record<string, unknown>>): About {
  const text = (...names: string[]): string | undefined => {
    const value = pick(tags, ...names);
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() || undefined : undefined;
  };
  const number = (...names: string[]): number | undefined => {
    const value = Number(pick(tags, ...names));
    return Number.isFinite(value) && value > 0 ? value : undefined;
  };
  const about: { -readonly [K in keyof About]: About[K] | undefined } = {
    make: text('IFD0:Make', 'XMP-tiff:Make'),
    model: text('IFD0:Model', 'XMP-tiff:Model'),
    software: text('IFD0:Software', 'PNG:Software', 'XMP-xmp:CreatorTool', 'Software'),
    created: isoDate(
      text('ExifIFD:DateTimeOriginal', 'ExifIFD:CreateDate', 'XMP-xmp:CreateDate', 'QuickTime:CreateDate', 'CreationDate'),
    ),
    width: number('ImageWidth'),
    height: number('ImageHeight'),
    duration: number('QuickTime:Duration', 'Duration'),
    startSeconds: startOf(number('RIFF:TimeReference'), number('RIFF:SampleRate')),
  };
  return Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)) as About;
}

/** BWF counts the start of a sound in samples from midnight. https://tech.ebu.ch/docs/tech/tech3285.pdf */
function startOf(samples: number | undefined, rate: number | undefined): number | undefined {
  return samples === undefined || rate === undefined ? undefined : samples / rate;
}

/** `2026:08:05 10:20:30+02:00` -> `2026-08-05T10:20:30+02:00`; undefined for zero dates and anything else. */
function isoDate(text: string | undefined): string | undefined {
  const match = /^(\d{4})[:-](\d\d)[:-](\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?(?:\.\d+)?)(Z|[+-]\d\d:\d\d)?)?/.exec(text ?? '');
  if (!match || match[1] === '0000' || match[1] === '1904') return undefined;
  const [, year, month, day, time, zone] = match;
  return time === undefined ? `${year}-${month}-${day}` : `${year}-${month}-${day}T${time}${zone ?? ''}`;
}
