import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { markers } from '../../src/markers/index.ts';
import type { Says } from '../../src/model/index.ts';
import { walkPng } from '../../src/read/containers/png.ts';
import { runOnBytes } from '../../src/read/containers/reads.ts';

const corpus = new URL('../../../shared/corpus/', import.meta.url);
const manifest = new URL('MANIFEST.tsv', corpus);
const isThere = existsSync(manifest);

/** Real PNGs of generators, with the truth that was found by hand; the stealth text needs pixels and is no matter of chunks. */
function generatorPngs(): { path: string; truth: string }[] {
  if (!isThere) return [];
  const [head = '', ...rows] = readFileSync(manifest, 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  const cell = (row: string, name: string): string => row.split('\t')[columns.indexOf(name)] ?? '';
  return rows
    .filter((row) => /^(comfyanonymous|d3x-at)/.test(row) && /\.png\t/.test(row) && !/stealth/.test(row))
    .map((row) => ({ path: cell(row, 'path'), truth: cell(row, 'truth') }))
    .filter(({ truth }) => ['generated', 'edited', 'none'].includes(truth));
}

/** The strongest word about AI that the catalogue has for a file. */
function word(path: string): Says | 'none' {
  const bytes = readFileSync(new URL(path.split('/').map(encodeURIComponent).join('/'), corpus));
  const { facts } = runOnBytes(walkPng({ path, size: bytes.length }), bytes);
  const said = markers.flatMap((marker) => marker.match(facts).map((match) => match.says ?? marker.says));
  return (['generated', 'edited', 'possible'] as const).find((says) => said.includes(says)) ?? 'none';
}

describe.skipIf(!isThere)('real files of generators (skipped where the corpus is absent)', () => {
  it('are there', () => expect(generatorPngs().length).toBeGreaterThan(10));

  it.each(generatorPngs())('$path is $truth', ({ path, truth }) => {
    expect(word(path)).toBe(truth);
  });
});
