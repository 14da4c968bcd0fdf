import { describe, expect, it } from 'vitest';
import { markers, markersFor } from '../../src/markers/index.ts';
import { factsOf } from './facts.ts';

const examples = markers.flatMap(({ examples: { yes, no } }) => [...yes, ...no]);

describe('which markers are asked', () => {
  it('a marker that finds something in any example of any marker is among them, and the order stays', () => {
    for (const example of examples) {
      const facts = factsOf(example);
      const asked = markersFor(facts);
      expect(asked).toEqual(markers.filter((marker) => asked.includes(marker)));
      for (const marker of markers) {
        if (!asked.includes(marker)) expect(marker.match(facts), `${marker.id} on ${JSON.stringify(example)}`).toEqual([]);
      }
    }
  });

  it('the tags of a camera ask few of them', () => {
    const camera = ['Make', 'Model', 'LensModel', 'ExposureTime', 'DateTimeOriginal'].map(
      (name) => ({ source: 'exif', name, value: 'x' }) as const,
    );
    expect(markersFor(factsOf(camera)).length).toBeLessThan(markers.length / 3);
  });
});
