import { byPath, comparePaths, type JudgedAsset } from '../../model/index.ts';
import type { FrameEngine } from '../../tools/ffmpeg-frames.ts';
import { stillPicture } from '../../tools/still-picture.ts';
import { decodeStill } from './decode.ts';
import type { Original } from './originals.ts';
import type { IndexedSource } from './source-print.ts';
import { comparedSide } from './version-differences.ts';
import type { Picture } from './version-planes.ts';

/** A still that a source may have been made from, as data that another machine can be handed. */
export interface StillOriginal {
  /** Path of the source. */
  readonly source: string;
  /** Path of the still. */
  readonly still: string;
  /** True where the source shows it as a mirror does. */
  readonly mirrored: boolean;
}

/** Originals by the path of their source. */
export type Originals = ReadonlyMap<string, readonly Original[]>;

/** What sources were made from as far as their own credentials hold it. */
export function credentialOriginals(sources: readonly IndexedSource[]): Map<string, Original[]> {
  const originals = new Map<string, Original[]>();
  for (const { asset } of sources) {
    const own = fromCredential(asset);
    if (own !== null && !originals.has(asset.path)) originals.set(asset.path, [own]);
  }
  return originals;
}

/** The picture of what a source was made from that its own credential carries; null where it carries none. */
function fromCredential({ path, c2pa }: JudgedAsset): Original | null {
  const parent = c2pa.chain
    .flatMap(({ ingredients }) => ingredients)
    .find(({ relationship, thumbnail }) => relationship === 'parentOf' && thumbnail !== undefined);
  const encoded = parent?.thumbnail?.split(',')[1];
  if (encoded === undefined) return null;
  return { path, isCaptured: true, load: () => stillPicture(Buffer.from(encoded, 'base64'), comparedSide, 3) };
}

/** A still as what a source may have been made from. */
export function stillOriginal(still: JudgedAsset, mirrored: boolean, frames: FrameEngine | null): Original {
  return {
    path: still.path,
    isCaptured: still.verdict === 'captured',
    mirrored,
    load: async () => {
      const picture = await decodeStill(still, comparedSide, 3, frames);
      return mirrored ? turnedOver(picture) : picture;
    },
  };
}

/** The picture as a mirror shows it: two versions are compared the same way round. */
function turnedOver<Shown extends Picture & { readonly data: Uint8Array }>(picture: Shown): Shown {
  const { width, height, data } = picture;
  const channels = data.length / (width * height);
  const turned = new Uint8Array(data.length);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = (row * width + column) * channels;
      turned.set(data.subarray(from, from + channels), (row * width + width - 1 - column) * channels);
    }
  }
  return { ...picture, data: turned };
}

/** Originals as data: what credentials hold, whoever has the source has too. */
export function asData(originals: Originals): StillOriginal[] {
  const data = [...originals].flatMap(([source, list]) =>
    list.flatMap(({ path, mirrored }) => (mirrored === undefined ? [] : [{ source, still: path, mirrored }])),
  );
  return data.sort((a, b) => comparePaths(a.source, b.source) || comparePaths(a.still, b.still));
}

/** Originals from data. @param stills among others, those that the data name */
export function fromData(
  data: readonly StillOriginal[],
  sources: readonly IndexedSource[],
  stills: readonly JudgedAsset[],
  frames: FrameEngine | null,
): Originals {
  const known = byPath(stills);
  const originals = credentialOriginals(sources);
  for (const { source, still, mirrored } of data) {
    const asset = known.get(still);
    if (asset === undefined) throw new Error(`${still} is not among the stills`);
    originals.set(source, [...(originals.get(source) ?? []), stillOriginal(asset, mirrored, frames)]);
  }
  return inOrder(originals);
}

/** The same order in every run, whichever still was done first. */
export function inOrder(originals: Originals): Originals {
  const byName = (a: Original, b: Original): number => (a.path < b.path ? -1 : Number(a.path > b.path));
  return new Map([...originals].map(([source, list]) => [source, [...list].sort(byName)]));
}
