import type { C2paIngredient, C2paSummary } from '../model/index.ts';

/** Longest side of the picture of an ingredient, pixels: it stands beside a line of text. */
const side = 96;

/** The chain without the pictures that its manifests carry. */
export function withoutPictures(c2pa: C2paSummary): C2paSummary {
  return withIngredients(c2pa, ({ thumbnail: _, ...ingredient }) => ingredient);
}

/** The chain with the pictures that its manifests carry made small; what cannot be decoded is left out. */
export async function withSmallPictures(c2pa: C2paSummary): Promise<C2paSummary> {
  const urls = c2pa.chain.flatMap(({ ingredients }) => ingredients.flatMap(({ thumbnail }) => thumbnail ?? []));
  if (urls.length === 0) return c2pa;
  const small = new Map<string, string>();
  try {
    // A scan can do without sharp, so it is loaded when first needed.
    const { thumbnailOf } = await import('../tools/thumbnail.ts');
    for (const url of new Set(urls)) {
      const bytes = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
      const picture = await thumbnailOf(bytes, side).catch(() => null);
      if (picture !== null) small.set(url, picture);
    }
  } catch {
    return withoutPictures(c2pa);
  }
  return withIngredients(c2pa, ({ thumbnail, ...ingredient }) => {
    const picture = small.get(thumbnail ?? '');
    return picture === undefined ? ingredient : { ...ingredient, thumbnail: picture };
  });
}

function withIngredients(c2pa: C2paSummary, change: (ingredient: C2paIngredient) => C2paIngredient): C2paSummary {
  const chain = c2pa.chain.map((manifest) => ({ ...manifest, ingredients: manifest.ingredients.map(change) }));
  return { ...c2pa, chain };
}
