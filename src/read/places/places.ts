import type { Asset, At, Evidence, Fact, Segment } from '../../model/index.ts';
import { openFile } from '../../storage/connection.ts';
import type { OpenFile } from '../../storage/local.ts';
import { encodingOf } from './encoding.ts';
import { valueIn } from './search.ts';

/** What evidence and facts have in common: a value and where it was found. */
type Placed = Pick<Fact, 'source' | 'value' | 'where' | 'at'>;

/** Bytes of one place that are read to see how its value is written. */
const placeLimit = 16 << 20;
/** Bytes of all places of one asset. */
const assetLimit = 256 << 20;

/**
 * Says of each place how its bytes are to be read, and looks for the place of what ExifTool or ffprobe read: they know no
 * byte positions. What cannot be found says so in its `where`.
 * @param segments of the asset's container, as its walk saw them
 */
export async function withPlaces(
  evidence: readonly Evidence[],
  asset: Pick<Asset, 'path' | 'uri' | 'parts'>,
  segments: readonly Segment[],
): Promise<readonly Evidence[]> {
  return overFiles(asset, async (files) => {
    const placed: Evidence[] = [];
    for (const piece of evidence) {
      if (piece.at !== undefined) placed.push(await encoded(piece, files));
      else if (piece.source === 'filename' || piece.source === 'c2pa' || piece.source === 'watermark') placed.push(piece);
      else placed.push(await searched(piece, asset, segments, files));
    }
    return placed;
  });
}

/** Facts with the encoding of their places, for `inspect`. */
export async function withEncodings(
  facts: readonly Fact[],
  asset: Pick<Asset, 'path' | 'uri' | 'parts'>,
): Promise<readonly Fact[]> {
  return overFiles(asset, async (files) => {
    const placed: Fact[] = [];
    for (const fact of facts) placed.push(await encoded(fact, files));
    return placed;
  });
}

/** The files of an asset by path, opened when first needed; bytes that were read last are kept, since many facts share a place. */
class Files {
  readonly #uris: ReadonlyMap<string, string>;
  readonly #open = new Map<string, OpenFile>();
  #last: { readonly key: string; readonly bytes: Buffer } | undefined;
  #left = assetLimit;

  constructor(asset: Pick<Asset, 'path' | 'uri' | 'parts'>) {
    this.#uris = new Map([asset, ...asset.parts].map(({ path, uri }) => [path, uri]));
  }

  async file(path: string): Promise<OpenFile | undefined> {
    const uri = this.#uris.get(path);
    if (uri === undefined) return undefined;
    const open = this.#open.get(path) ?? (await openFile(uri));
    this.#open.set(path, open);
    return open;
  }

  async bytes({ path, offset, length }: At): Promise<Buffer | undefined> {
    const key = `${offset} ${length} ${path}`;
    if (this.#last?.key === key) return this.#last.bytes;
    this.#left -= length;
    if (length > placeLimit || this.#left < 0) return undefined;
    const held = await (await this.file(path))?.readAt(offset, length);
    if (held === undefined) return undefined;
    this.#last = { key, bytes: Buffer.from(held.buffer, held.byteOffset, held.length) };
    return this.#last.bytes;
  }

  async close(): Promise<void> {
    for (const open of this.#open.values()) await open.close();
  }
}

async function overFiles<T>(asset: Pick<Asset, 'path' | 'uri' | 'parts'>, use: (files: Files) => Promise<T>): Promise<T> {
  const files = new Files(asset);
  try {
    return await use(files);
  } finally {
    await files.close();
  }
}

async function encoded<T extends Placed>(piece: T, files: Files): Promise<T> {
  const { at } = piece;
  if (at === undefined || at.encoding !== undefined) return piece;
  // A file that went away since it was read is another reader's problem; its places stay as they are.
  const bytes = await files.bytes(at).catch(() => undefined);
  if (bytes === undefined) return piece;
  const encoding = encodingOf(bytes, piece.value) ?? ['binary'];
  return encoding.length === 0 ? piece : { ...piece, at: { ...at, encoding } };
}

async function searched(
  piece: Evidence,
  asset: Pick<Asset, 'path' | 'parts'>,
  segments: readonly Segment[],
  files: Files,
): Promise<Evidence> {
  const part = asset.parts.find(({ path }) => piece.where.startsWith(`${path}: `));
  const path = (part ?? asset).path;
  const open = await files.file(path).catch(() => undefined);
  const found = open && (await valueIn(open, part === undefined ? segments : [], piece.value).catch(() => undefined));
  if (found === undefined) return { ...piece, where: `${piece.where}, byte position not found` };
  const { segment, offset, length, encoding } = found;
  const where = segment === undefined ? piece.where : `${piece.where}, found in ${segment}`;
  return { ...piece, where, at: { path, offset, length, ...(encoding.length === 0 ? {} : { encoding }) } };
}
