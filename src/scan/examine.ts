import type { DiscoveredAsset } from '../discover/index.ts';
import { judge } from '../judge/index.ts';
import { denialIds, markers, vendorFamily } from '../markers/index.ts';
import { type Declaration, isMarked, type JudgedAsset, type Problem } from '../model/index.ts';
import { type ReadEngines, readAsset } from '../read/index.ts';
import { contentKeyOf, digestOf } from '../storage/digest.ts';
import { withPlainPath } from '../storage/plain-path.ts';
import type { ChosenOptions } from './options.ts';

/** Files up to this size (bytes) are hashed where a declared use names digests. */
const digestLimit = 64 << 20;

/** Reads and judges one asset, and adds what the report needs of its bytes: digest and thumbnail. */
export async function examine(
  { asset, problems }: DiscoveredAsset,
  engines: ReadEngines,
  options: ChosenOptions,
  declaration: Declaration | null,
): Promise<JudgedAsset> {
  const readings = await readAsset(asset, engines);
  const judged = judge(asset, problems, readings, markers, { denialIds, vendorFamily });
  const sha256 = wantsDigest(judged, options, declaration) ? await digestOf(asset.uri).catch(() => null) : null;
  const wantsPicture = options.thumbnails && asset.kind === 'image' && judged.verdict !== 'unmarked';
  if (!wantsPicture) return { ...judged, sha256 };
  const thumbnail = await pictureOf(judged);
  const missing: readonly Problem[] = thumbnail === null && judged.verdict !== 'unreadable' ? [{ code: 'no-thumbnail' }] : [];
  return { ...judged, sha256, thumbnail, problems: [...judged.problems, ...missing] };
}

function wantsDigest(asset: JudgedAsset, options: ChosenOptions, declaration: Declaration | null): boolean {
  if (options.hash || isMarked(asset.verdict)) return true;
  const namesDigests = (declaration?.uses ?? []).some((use) => use.assets.some((reference) => 'sha256' in reference));
  return namesDigests && asset.size <= digestLimit;
}

/** A scan can do without sharp, so it is loaded when first needed. */
async function pictureOf(asset: JudgedAsset): Promise<string | null> {
  try {
    const { thumbnailOf } = await import('../tools/thumbnail.ts');
    return await withPlainPath(asset.uri, thumbnailOf);
  } catch {
    return null;
  }
}

/** Content keys of the assets that findings may speak of, by path; finding ids rest on them. */
export async function contentKeys(
  assets: readonly JudgedAsset[],
  limit: <T>(task: () => Promise<T>) => Promise<T>,
): Promise<ReadonlyMap<string, string>> {
  const subjects = assets.filter(
    ({ verdict, problems, c2pa }) => verdict !== 'unmarked' || problems.length > 0 || c2pa.state !== 'none',
  );
  const keys = await Promise.all(
    subjects.map((asset) => limit(async () => [asset.path, await contentKeyOf(asset.uri).catch(() => asset.path)] as const)),
  );
  return new Map(keys);
}
