import type { PlayedSighting, Report } from '../../model/index.ts';

/** What is to be marked in a file: at a place of its own, or of the composition that plays it. */
interface Placed {
  readonly path: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly seconds?: readonly [number, number];
}

/**
 * Puts what is seen in the track files of IMF packages on the timelines of the compositions that play them, once for each time that
 * they do: an editor opens the package, and the timecodes are the composition's. Everything else stays where it is.
 */
export function onCompositions<Marker extends Placed>(
  report: Pick<Report, 'sightings'>,
  wanted: readonly Marker[],
): readonly Marker[] {
  const played = new Map<string, readonly PlayedSighting[]>();
  for (const sighting of report.sightings) {
    const { plays = [], in: path, from } = sighting;
    if (plays.length > 0 && from !== null) played.set(`${path}\n${from}`, plays);
  }
  if (played.size === 0) return wanted;
  return wanted.flatMap((marker) => {
    const plays = played.get(`${marker.path}\n${marker.from}`);
    if (plays === undefined) return [marker];
    return plays.map(({ in: path, from, to, fromSeconds, toSeconds }): Marker => {
      return { ...marker, path, from, to, seconds: [fromSeconds, toSeconds] };
    });
  });
}
