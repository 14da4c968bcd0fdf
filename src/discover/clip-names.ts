import type { List } from '../model/index.ts';
import { openFile } from '../storage/connection.ts';
import type { Limit } from '../tools/at-once.ts';
import type { FoundFile } from './found-file.ts';

/** The clips that an edit list names. */
export interface EditListClips {
  /** Path of the edit list. */
  readonly path: string;
  /** Each once, in the order of the list; without folders. */
  readonly names: readonly string[];
}

/** Bytes of an edit list that are read; a reel of a feature has some hundred kilobytes. */
const sizeLimit = 32 << 20;
const nameLimit = 100_000;

/** How each form of edit list names its clips, by extension. */
const forms: Readonly<Record<string, (text: string) => Iterable<string>>> = {
  edl: clipsOfEdl,
  ale: clipsOfAle,
  fcpxml: clipsOfXml,
  xml: (text) => (/<(xmeml|fcpxml)\b/.test(text.slice(0, 4096)) ? clipsOfXml(text) : []),
  otio: clipsOfOtio,
};

/** Reads the clip names of the edit lists among the files: EDL, ALE, Final Cut Pro XML and OpenTimelineIO. Others are passed over. */
export async function clipNames(files: List<FoundFile>, limit: Limit): Promise<readonly EditListClips[]> {
  const lists = files.filter(({ path }) => formOf(path) !== undefined);
  const read = await Promise.all(lists.map((file) => limit(() => clipsOf(file))));
  return read.filter(({ names }) => names.length > 0);
}

function formOf(path: string): ((text: string) => Iterable<string>) | undefined {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(forms, extension) ? forms[extension] : undefined;
}

async function clipsOf({ path, uri, size }: FoundFile): Promise<EditListClips> {
  const form = formOf(path);
  // A list that cannot be read hides no mark: its names are hints and no more.
  const bytes = size > sizeLimit ? null : await readAll(uri, size).catch(() => null);
  if (form === undefined || bytes === null) return { path, names: [] };
  const names = new Set<string>();
  for (const name of form(textOf(bytes))) {
    if (names.size >= nameLimit) break;
    const plain = baseOf(name.trim());
    if (plain !== '' && plain.length <= 500) names.add(plain);
  }
  return { path, names: [...names] };
}

async function readAll(uri: string, size: number): Promise<Uint8Array> {
  const file = await openFile(uri);
  try {
    return await file.readAt(0, size);
  } finally {
    await file.close();
  }
}

/** Avid writes UTF-8 or the machine's own code page, Premiere UTF-16 with a byte order mark. */
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The last name of a path or address; percent-encoding is undone where it is sound. */
function baseOf(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  try {
    return /^(file|https?):/i.test(name) ? decodeURIComponent(last) : last;
  } catch {
    return last;
  }
}

/** CMX 3600 with the comments that every system writes below an event. */
function* clipsOfEdl(text: string): Iterable<string> {
  for (const line of text.split(/\r\n?|\n/)) {
    const name = /^\*\s*(?:FROM|TO)?\s*(?:CLIP NAME|CLIP|SOURCE FILE|KEY CLIP NAME)\s*(?:IS)?:\s*(.+)$/i.exec(line)?.[1];
    if (name !== undefined) yield name;
  }
}

/** Avid Log Exchange: a tab-separated table after the line `Data`, its heads after the line `Column`. */
function* clipsOfAle(text: string): Iterable<string> {
  const lines = text.split(/\r\n?|\n/);
  const heads = (lines[lines.findIndex((line) => /^column\s*$/i.test(line)) + 1] ?? '').split('\t');
  const wanted = heads.flatMap((head, index) =>
    /^(name|source file( name)?|source path|clip name|filename|tape|reel( name)?)$/i.test(head.trim()) ? [index] : [],
  );
  const first = lines.findIndex((line) => /^data\s*$/i.test(line));
  if (first < 0) return;
  for (const line of lines.slice(first + 1)) {
    const cells = line.split('\t');
    for (const index of wanted) yield cells[index] ?? '';
  }
}

/** Final Cut Pro 7 and X: names and addresses of clips, assets and media. */
function* clipsOfXml(text: string): Iterable<string> {
  for (const [, value = ''] of text.matchAll(/<(?:name|pathurl)>([^<]{1,1000})<\/(?:name|pathurl)>/g)) yield plain(value);
  for (const [tag] of text.matchAll(/<(?:asset|asset-clip|clip|video|audio|media-rep|ref-clip)\s[^>]{1,4000}>/g)) {
    for (const [, value = ''] of tag.matchAll(/\s(?:name|src)="([^"]{1,1000})"/g)) yield plain(value);
  }
}

function plain(value: string): string {
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return value.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => named[name] ?? '');
}

/** OpenTimelineIO: names of clips, addresses of their media. */
function clipsOfOtio(text: string): Iterable<string> {
  return [...text.matchAll(/"(?:name|target_url)"\s*:\s*("(?:[^"\\]|\\.){1,1000}")/g)].map(([, value = '""']) => unquoted(value));
}

function unquoted(value: string): string {
  try {
    return JSON.parse(value) as string;
  } catch {
    return '';
  }
}
