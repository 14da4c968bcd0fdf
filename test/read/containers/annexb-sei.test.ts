import { describe, expect, it } from 'vitest';
import { seiOfAnnexB } from '../../../src/read/containers/annexb-sei.ts';
import { runOnBytes } from '../../../src/read/containers/reads.ts';
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
