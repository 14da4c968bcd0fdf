type Params = Readonly<Record<string, string | number>>;

/** Words of markers in timelines, and of what could not be put into one. */
export const timeline = {
  title: ({ video }: Params): string => `trueslate: ${video}`,
  rangeName: ({ use, outcome }: Params): string => (use === '' ? `AI ${outcome}` : `${use} ${outcome}`),
  sightingName: ({ source }: Params): string => `AI seen: ${source}`,
  sighting: ({ source, score, inliers }: Params): string =>
    `A marked source is seen here: ${source} (score ${score}, ${inliers} matching points).`,
  heardName: ({ source }: Params): string => `AI heard: ${source}`,
  heard: ({ source, score, inliers }: Params): string =>
    `A marked source is heard here: ${source} (score ${score}, ${inliers} matching landmarks).`,
  declaredName: ({ source }: Params): string => `Declared material seen: ${source}`,
  declaredSighting: ({ source, score, inliers }: Params): string =>
    `Material that the declaration names as AI is seen here: ${source}, which carries no mark (score ${score}, ${inliers} matching points).`,
  declaredElsewhere: 'Material that the declaration names for other places is seen there, and no use declares it here.',
  originalName: ({ source }: Params): string => `Original seen: ${source}`,
  originalSeen: ({ source }: Params): string => `The unmarked original of ${source} is seen here; no finding.`,
  seenHere: ({ source }: Params): string => `Seen here: ${source}.`,
  sources: ({ sources }: Params): string => `Seen: ${sources}.`,
  answered: ({ answer }: Params): string => `Answered: ${answer}.`,
  /** Of a range, in the place of its outcome. */
  range: ({ from, to }: Params): string => `From ${from} to ${to} (exclusive).`,
  outside: ({ from, to }: Params): string =>
    `Meant for ${from} to ${to}, which is not in this video; it stands at its first frame.`,
  noVideo: 'There is no video in this delivery, so there are no markers to write.',
  noMarkers: 'No finding, declared range or sighting falls on a video of this delivery, so there are no markers to write.',
  noRate: ({ video, count }: Params): string =>
    `${video} has no frame rate that a timeline could have, so its ${count === 1 ? 'marker is' : `${count} markers are`} left out; the other reports have ${count === 1 ? 'it' : 'them'}.`,
  notVideo: ({ path, count }: Params): string =>
    `${path} is no video, so its ${count === 1 ? 'range is' : `${count} ranges are`} left out of the markers; the other reports have ${count === 1 ? 'it' : 'them'}.`,
  noStart: ({ video }: Params): string =>
    `${video} says no start timecode, and the declaration neither: its markers count from 00:00:00:00.`,
  noDrop: ({ video, rate }: Params): string =>
    `${video} does not say whether its ${rate} frames a second are counted with drop frame, and the declaration neither: its markers are counted without.`,
};
