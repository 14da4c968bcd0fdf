import { randomUUID } from 'node:crypto';
import { setTimeout as waited } from 'node:timers/promises';
import { wholePiece } from './piece.ts';
import type { ResultsPlace } from './results.ts';

/**
 * What a place of results is called among the results themselves: machines may know it by other paths, and two scans with two places
 * must not get each other's jobs.
 */
const file = 'place.json';

/** Milliseconds after which two scans that named a place at the same moment know which name stayed. */
const settles = 300;

/** The id of a place; null where no scan has used it yet. @throws the system's error */
export async function placeId(results: ResultsPlace): Promise<string | null> {
  const known = (await wholePiece(results, file)) as { readonly id?: unknown } | null;
  return typeof known?.id === 'string' ? known.id : null;
}

/** The id of a place, which gets one where it has none. @throws the system's error */
export async function ensuredPlaceId(results: ResultsPlace): Promise<string> {
  const known = await placeId(results);
  if (known !== null) return known;
  const own = randomUUID().slice(0, 13);
  await results.write(file, [JSON.stringify({ id: own })]);
  await waited(settles);
  return (await placeId(results)) ?? own;
}
