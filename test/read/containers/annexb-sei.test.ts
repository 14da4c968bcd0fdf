import { describe, expect, it } from 'vitest';
import { seiOfAnnexB, seiOfLengths } from '../../../src/read/containers/annexb-sei.ts';
import { walkMxf } from '../../../src/read/containers/mxf.ts';
import { runOnBytes } from '../../../src/read/containers/reads.ts';
import { walkRiff } from '../../../src/read/containers/riff.ts';
import { WalkNotes } from '../../../src/read/containers/walk-notes.ts';

// Kling writes its name as user data before the first picture; AVI and MXF carry the stream with start codes.
const uuid = '91ca60614aee385486142d5f73f4ae2e';
const message = Buffer.concat([
  Buffer.from([0x06, 5, 16 + 8]),
  Buffer.from(uuid, 'hex'),
  Buffer.from('kling-ai'),
  Buffer.from([0x80]),
]);
const code = Buffer.from([0, 0, 0, 1]);
const picture = Buffer.concat([code, Buffer.from([0x65, 1, 2, 3])]);
const factsOf = (...pieces: readonly Buffer[]) => {
  const bytes = Buffer.concat(pieces);
  const notes = new WalkNotes({ path: 'a.avi', size: bytes.length });
  runOnBytes(seiOfAnnexB(notes, 0, bytes.length), bytes);
  return { facts: notes.facts, bytes };
};

describe('SEI texts between start codes', () => {
  it('are facts with their place', () => {
    const { facts, bytes } = factsOf(Buffer.from('00dc'), code, message, picture);
    expect(facts.map(({ name, value }) => [name, value])).toEqual([[`sei:${uuid}`, 'kling-ai']]);
    const { at } = facts[0] ?? {};
    expect(bytes.subarray(at?.offset, (at?.offset ?? 0) + (at?.length ?? 0)).toString('latin1')).toContain('kling-ai');
  });

  it('are none in pictures, in other units, and in one whose end is not in sight', () => {
    expect(factsOf(picture, picture).facts).toEqual([]);
    expect(factsOf(code, message).facts).toEqual([]);
    expect(factsOf(Buffer.alloc(1000, 0xff)).facts).toEqual([]);
  });
});

describe('SEI texts of H.265 between start codes', () => {
  it('are facts, and its pictures are none', () => {
    const unit = Buffer.concat([Buffer.from([0x4e, 1]), message.subarray(1)]);
    // 26 is a key picture there; its lower five bits are those of an SEI of H.264.
    const key = Buffer.concat([code, Buffer.from([0x26, 1]), message.subarray(1)]);
    expect(factsOf(code, unit, key, picture).facts.map(({ value }) => value)).toEqual(['kling-ai']);
    expect(factsOf(key, picture).facts).toEqual([]);
  });
});

describe('SEI texts of units with lengths', () => {
  const be32 = (value: number) => Buffer.from([value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
  const le32 = (value: number) => be32(value).reverse();
  const units = (...all: readonly Buffer[]) => Buffer.concat(all.flatMap((unit) => [be32(unit.length), unit]));
  const slice = Buffer.from([0x65, 1, 2, 3]);
  const sample = units(message, slice);
  const found = (bytes: Buffer) => {
    const notes = new WalkNotes({ path: 'a', size: bytes.length });
    runOnBytes(seiOfLengths(notes, 0, bytes.length, new Set()), bytes);
    return notes.facts.map(({ value }) => value);
  };

  it('are facts where the lengths lead to the end of the picture, and only there', () => {
    expect(found(sample)).toEqual(['kling-ai']);
    expect(found(Buffer.concat([sample, Buffer.from([1])]))).toEqual([]);
    expect(found(Buffer.concat([code, message, picture]))).toEqual([]);
    expect(found(Buffer.concat([sample, be32(300_000), Buffer.alloc(300_000, 0x65)]))).toEqual(['kling-ai']);
  });

  it('are found in AVI', () => {
    const chunk = (id: string, ...parts: readonly Buffer[]) => {
      const body = Buffer.concat(parts);
      return Buffer.concat([Buffer.from(id), le32(body.length), body, Buffer.alloc(body.length % 2)]);
    };
    const group = chunk('LIST', Buffer.from('rec '), chunk('01wb', Buffer.alloc(10)), chunk('00dc', sample));
    const bytes = chunk('RIFF', Buffer.from('AVI '), chunk('LIST', Buffer.from('movi'), group));
    const { facts } = runOnBytes(walkRiff({ path: 'a.avi', size: bytes.length }), bytes);
    expect(facts.map(({ name, value }) => [name, value])).toEqual([[`sei:${uuid}`, 'kling-ai']]);
    const { offset = 0, length = 0 } = facts[0]?.at ?? {};
    expect(bytes.subarray(offset, offset + length)).toEqual(message);
  });

  it('are found in MXF', () => {
    const klv = (key: string, value: Buffer) =>
      Buffer.concat([Buffer.from(key, 'hex'), Buffer.from([0x83, 0, value.length >> 8, value.length & 255]), value]);
    const header = klv('060e2b34020501010d01020101020400', Buffer.alloc(88));
    const bytes = Buffer.concat([header, klv('060e2b34010201010d01030115010500', sample)]);
    const { facts } = runOnBytes(walkMxf({ path: 'a.mxf', size: bytes.length }), bytes);
    expect(facts.map(({ name, value }) => [name, value])).toEqual([[`sei:${uuid}`, 'kling-ai']]);
  });
});
