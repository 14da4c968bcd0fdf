import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { denialIds, markerById, markers } from '../../src/markers/index.ts';
import type { Marker } from '../../src/model/index.ts';
import { factsOf } from './facts.ts';

const reference = new URL('../../../shared/reference/markers.json', import.meta.url);

/** A marker that misses its own sample must not ship; one that hits its own counter-sample accuses the innocent. */
describe.each(markers.map((marker): [string, Marker] => [marker.id, marker]))('marker %s', (_, marker) => {
  it.each(marker.examples.yes)('matches its example %#', (...example) => {
    const facts = factsOf(example);
    const matches = marker.match(facts);
    expect(matches.length).toBeGreaterThan(0);
    for (const match of matches) {
      expect(match.facts.length).toBeGreaterThan(0);
      for (const fact of match.facts) expect(facts).toContain(fact);
    }
  });

  it.each(marker.examples.no)('leaves its counter-example %# alone', (...example) => {
    expect(marker.match(factsOf(example))).toEqual([]);
  });

  it('has examples of both kinds, a source and words', () => {
    expect(marker.examples.yes.length).toBeGreaterThan(0);
    expect(marker.examples.no.length).toBeGreaterThan(0);
    expect(marker.source).not.toBe('');
    expect(marker.title).not.toBe('');
  });
});

describe('the catalogue', () => {
  it('names each marker once, in kebab case, since reports and waivers name them', () => {
    expect(markerById.size).toBe(markers.length);
    for (const { id } of markers) expect(id).toMatch(/^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/);
  });

  it('matches nothing where there are no facts', () => {
    for (const marker of markers) expect(marker.match([]), marker.id).toEqual([]);
  });

  it('knows the markers that deny AI', () => {
    for (const id of denialIds) expect(markerById.get(id)?.says, id).toMatch(/^(nothing|captured)$/);
  });

  it.skipIf(!existsSync(reference))('holds every rule of the reference list (skipped where that list is absent)', () => {
    const listed = JSON.parse(readFileSync(reference, 'utf8')) as { id: string; rule: boolean }[];
    const missing = listed.filter(({ id, rule }) => rule && !markerById.has(id)).map(({ id }) => id);
    expect(missing).toEqual([]);
  });
});
