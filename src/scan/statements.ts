import type { DiscoveredAsset } from '../discover/index.ts';
import { joinStatements, nothingSpokenOf, type SpokenOf } from '../judge/index.ts';
import type { Asset, List, Part, Problem, Reading } from '../model/index.ts';
import { isMessage, type ReadEngines, readStatements } from '../read/index.ts';
import type { Limit } from '../tools/at-once.ts';

/**
 * Reads what the messages of a delivery state of the media that they name: before anything is judged, since a message may lie
 * in any folder above its media.
 * @param hasRootNames paths begin with the name of a root: there are several
 */
export async function readSpokenOf(
  found: List<DiscoveredAsset>,
  hasRootNames: boolean,
  engines: Pick<ReadEngines, 'walk'>,
  limit: Limit,
): Promise<SpokenOf> {
  const told = found.filter(({ asset }) => [asset, ...asset.parts].some(isMessage));
  const statements = (await Promise.all(told.map(({ asset }) => limit(() => readStatements(asset, engines))))).flat();
  if (statements.length === 0) return nothingSpokenOf;
  const files = found.flatMap(({ asset }) => [
    { ...partOf(asset), isMedia: asset.kind !== 'sidecar' },
    ...asset.parts.map((part) => ({ ...part, isMedia: false })),
  ]);
  return joinStatements(statements, files, hasRootNames);
}

function partOf({ path, uri, format, size }: Asset): Part {
  return { path, uri, format, size };
}

/** An asset and its readings without what speaks of other assets, and with what messages elsewhere say of it. */
export interface WithStatements {
  /** With the messages among its parts: the places of their statements lie there. */
  readonly asset: Asset;
  readonly readings: readonly Reading[];
  /** Says of a message that its statements are counted with others. */
  readonly problems: readonly Problem[];
}

/** Moves each statement to the asset that it speaks of. */
export function withStatements(asset: Asset, readings: readonly Reading[], spokenOf: SpokenOf): WithStatements {
  const others = new Set<string>();
  const own = readings.map((reading) => {
    const { facts, others: named } = spokenOf.own(asset.path, reading.facts);
    for (const other of named) others.add(other);
    return { ...reading, facts };
  });
  const { facts, messages } = spokenOf.about(asset.path);
  const told: Reading = { reader: 'message', version: '1', ok: true, facts, problems: [] };
  const known = new Set(asset.parts.map(({ path }) => path));
  const parts = [...asset.parts, ...messages.filter(({ path }) => !known.has(path))];
  return {
    asset: parts.length === asset.parts.length ? asset : { ...asset, parts },
    readings: facts.length === 0 ? own : [...own, told],
    problems: others.size === 0 ? [] : [{ code: 'speaks-of-media', params: { detail: listed([...others]) } }],
  };
}

/** Files named in a note before the rest is only counted. */
const shownFiles = 5;

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, shownFiles).join(', ');
  return paths.length > shownFiles ? `${shown} and ${paths.length - shownFiles} more` : shown;
}
