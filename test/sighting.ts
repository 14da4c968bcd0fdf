import type { Sighting } from '../src/model/index.ts';

/** A still that is seen for a second in a video, with what is given in place of that. */
export function sighting(given: Partial<Sighting> = {}): Sighting {
  return {
    source: 'stills/a.jpg',
    in: 'cut/reel2.mov',
    fromSeconds: 1,
    toSeconds: 2,
    from: '10:22:01:00',
    to: '10:22:02:00',
    score: 0.9,
    medium: 'still',
    relation: 'marked',
    inliers: 87,
    ...given,
  };
}
