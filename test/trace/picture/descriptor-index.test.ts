import { describe, expect, it } from 'vitest';
import { descriptorBytes } from '../../../src/tools/opencv.ts';
import { indexDescriptors, nearBits, nearIn } from '../../../src/trace/picture/descriptor-index.ts';
import { distance } from '../../../src/trace/picture/hamming.ts';
import { wordsOf } from '../../../src/trace/picture/match.ts';
import { chance } from './drawn.ts';

function descriptors(count: number, seed: number): Uint8Array {
  const random = chance(seed);
  return Uint8Array.from({ length: count * descriptorBytes }, () => Math.floor(random() * 256));
}

/** Descriptors in each of which so many bits, anywhere, are the other way round. */
function flipped(bytes: Uint8Array, bits: number, seed = 9): Uint8Array {
  const random = chance(seed);
  const changed = Uint8Array.from(bytes);
  for (let at = 0; at < bytes.length; at += descriptorBytes) {
    const chosen = new Set<number>();
    while (chosen.size < bits) chosen.add(Math.floor(random() * 256));
    for (const bit of chosen) changed[at + (bit >> 3)] = (changed[at + (bit >> 3)] as number) ^ (1 << (bit & 7));
  }
  return changed;
}

const sources = [1, 2, 3, 4, 5].map((seed) => descriptors(200 + seed, seed));

describe('the index of descriptors', () => {
  it('finds a descriptor in its source and at its place in the index', () => {
    const index = indexDescriptors(sources);
    const found = nearIn(index, wordsOf(sources[3] as Uint8Array));
    expect([...found.keys()]).toEqual([3]);
    const first = index.starts[3] as number;
    expect(found.get(3)).toEqual(Array.from({ length: 204 }, (_, at) => [at, first + at]).flat());
    expect([...index.starts]).toEqual([0, 201, 403, 606, 810, 1015]);
  });

  it('finds enough of them where 20 of 256 bits differ, and hardly any in other sources', () => {
    const found = nearIn(indexDescriptors(sources), wordsOf(flipped(sources[1] as Uint8Array, 20)));
    expect((found.get(1) ?? []).length / 2).toBeGreaterThan(150);
    const pairs = found.get(1) ?? [];
    for (let at = 0; at < pairs.length; at += 2) expect(pairs[at + 1]).toBe(201 + (pairs[at] as number));
    for (const other of [0, 2, 3, 4]) expect((found.get(other) ?? []).length).toBeLessThanOrEqual(4);
  });

  it('never takes descriptors for the same that differ in more bits than allowed', () => {
    // Two that differ in so many bits rarely meet: a source of one descriptor many times over gives them many chances.
    const many = Uint8Array.from({ length: 3000 * descriptorBytes }, (_, at) => (at * 7) % 251);
    const foundAt = (bits: number): number => {
      const index = indexDescriptors([flipped(many, bits)]);
      return (nearIn(index, wordsOf(many)).get(0) ?? []).length / 2;
    };
    expect(foundAt(nearBits)).toBeGreaterThan(0);
    expect(foundAt(nearBits + 1)).toBe(0);
  });

  it('gives the same answer whatever order the sources come in', () => {
    const frame = wordsOf(flipped(Uint8Array.from([...(sources[0] as Uint8Array), ...(sources[4] as Uint8Array)]), 25));
    const order = [4, 2, 0, 3, 1];
    const straight = indexDescriptors(sources);
    const shuffled = indexDescriptors(order.map((number) => sources[number] as Uint8Array));
    const told = (index: typeof straight, name: (source: number) => number) =>
      [...nearIn(index, frame)]
        .map(([source, pairs]) => ({
          source: name(source),
          pairs: pairs.map((number, at) => (at % 2 === 0 ? number : number - (index.starts[source] as number))),
        }))
        .sort((a, b) => a.source - b.source);
    expect(told(shuffled, (source) => order[source] as number)).toEqual(told(straight, (source) => source));
  });

  it('tells of every version of one picture, for which of them is shown is decided later', () => {
    const versions = [sources[0], flipped(sources[0] as Uint8Array, 4, 1), flipped(sources[0] as Uint8Array, 4, 2)];
    const found = nearIn(
      indexDescriptors([...(versions as Uint8Array[]), sources[2] as Uint8Array]),
      wordsOf(sources[0] as Uint8Array),
    );
    for (const version of [0, 1, 2]) expect((found.get(version) ?? []).length / 2).toBeGreaterThan(190);
    expect(found.get(3)).toBeUndefined();
  });

  it('holds nothing, and finds nothing, without sources, and sources without features do not shift the others', () => {
    expect(nearIn(indexDescriptors([]), wordsOf(sources[0] as Uint8Array)).size).toBe(0);
    const index = indexDescriptors([new Uint8Array(0), sources[0] as Uint8Array, new Uint8Array(0)]);
    expect([...nearIn(index, wordsOf(sources[0] as Uint8Array)).keys()]).toEqual([1]);
    expect(nearIn(index, new Uint32Array(0)).size).toBe(0);
  });

  it('lies in memory that threads share, or each of them would need a copy', () => {
    const { descriptors: all, starts, sourceOf, positions, buckets, entries } = indexDescriptors(sources);
    for (const array of [all, starts, sourceOf, positions, ...buckets, ...entries]) {
      expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
    }
  });
});

describe('the distance of two descriptors', () => {
  it('counts the bits that differ, and stops counting once it is too far', () => {
    const [one] = [sources[0] as Uint8Array];
    const other = flipped(one, 37);
    expect(distance(wordsOf(one), 8, wordsOf(other), 8, 257)).toBe(37);
    expect(distance(wordsOf(one), 0, wordsOf(one), 0, 257)).toBe(0);
    const [none, all] = [new Uint32Array(8), new Uint32Array(8).fill(0xffffffff)];
    expect(distance(none, 0, all, 0, 257)).toBe(256);
    expect(distance(none, 0, all, 0, 10)).toBeGreaterThanOrEqual(10);
    expect(distance(none, 0, all, 0, 10)).toBeLessThan(256);
  });
});
