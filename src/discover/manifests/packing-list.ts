import { entryLimit, type ListedDigest, type ListedFile, type Listing, listedDigest, listedSize } from './listing.ts';
import { readXml } from './xml.ts';

/** Where the assets of a package lie, as its asset map tells. SMPTE ST 429-9 (2014), ST 2067-9. */
export interface AssetMap {
  /** Paths relative to the folder of the map, by id; assets in several chunks are left out, since no file is the whole. */
  readonly paths: ReadonlyMap<string, string>;
  /** Ids of packing lists. */
  readonly packingLists: readonly string[];
  readonly broken?: string;
}

/** Reads `ASSETMAP.xml`. */
export function readAssetMap(text: string): AssetMap {
  const paths = new Map<string, string>();
  const packingLists: string[] = [];
  let [id, chunks, isList] = ['', [] as string[], false];
  const broken = readXml(text, ({ name, within, text: content }) => {
    if (name === 'Id' && within.at(-1) === 'Asset') id = idOf(content);
    else if (name === 'PackingList') isList = content.trim() !== 'false';
    else if (name === 'Path' && within.at(-1) === 'Chunk') chunks.push(content.trim());
    else if (name === 'Asset') {
      if (chunks.length === 1 && paths.size < entryLimit) paths.set(id, pathOf(chunks[0] ?? ''));
      if (isList) packingLists.push(id);
      [id, chunks, isList] = ['', [], false];
    }
  });
  return { paths, packingLists, ...(broken === undefined ? {} : { broken }) };
}

/** Old digital cinema packages write `file:///name`. */
function pathOf(text: string): string {
  return text.replace(/^file:\/\/\/?/, '');
}

function idOf(text: string): string {
  return text.trim().toLowerCase();
}

/** Digests of packing lists by the end of their algorithm's URI; without one it is SHA-1. SMPTE ST 429-8, ST 2067-2. */
function algorithmOf(uri: string | undefined): 'sha1' | 'sha256' | undefined {
  if (uri === undefined || /[#/]sha-?1$/i.test(uri)) return 'sha1';
  return /[#/]sha-?256$/i.test(uri) ? 'sha256' : undefined;
}

/**
 * Reads a packing list. Assets that the map does not place are taken by their original file name.
 * @param map the asset map beside it; undefined where there is none
 */
export function readPackingList(text: string, map: AssetMap | undefined): Listing {
  const files: ListedFile[] = [];
  let current: { id?: string; name?: string; size?: number; digests: ListedDigest[] } = { digests: [] };
  let algorithm: 'sha1' | 'sha256' | undefined = 'sha1';
  let hash = '';
  let unread: string | undefined;
  const broken = readXml(text, ({ name, within, attributes, text: content }) => {
    if (name === 'Asset') {
      const file = current.name ?? '';
      const digest = digestOf(hash, algorithm);
      if (hash !== '' && algorithm !== undefined && digest === undefined) unread ??= `Hash of ${current.id ?? file}`;
      const path = map?.paths.get(current.id ?? '') ?? file;
      if (path !== '' && files.length < entryLimit)
        files.push({ name: path, ...sizeOf(current), digests: digest ? [digest] : [] });
      [current, algorithm, hash] = [{ digests: [] }, 'sha1', ''];
    } else if (within.at(-1) === 'Asset') {
      if (name === 'Id') current.id = idOf(content);
      else if (name === 'OriginalFileName') current.name = content.trim();
      else if (name === 'Hash') hash = content.trim();
      else if (name === 'HashAlgorithm') algorithm = algorithmOf(attributes.Algorithm);
      else if (name === 'Size') current = { ...current, ...sizeOf({ size: listedSize(content) }) };
    }
  });
  const why = broken ?? unread;
  return { files, ...(why === undefined ? {} : { broken: why }) };
}

function sizeOf({ size }: { readonly size?: number | undefined }): { size?: number } {
  return size === undefined ? {} : { size };
}

function digestOf(base64: string, algorithm: 'sha1' | 'sha256' | undefined): ListedDigest | undefined {
  if (algorithm === undefined || !/^[A-Za-z0-9+/\s]+={0,2}$/.test(base64)) return undefined;
  return listedDigest(algorithm, Buffer.from(base64, 'base64').toString('hex'));
}
