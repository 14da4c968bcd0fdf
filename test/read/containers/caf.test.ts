import { describe, expect, it } from 'vitest';
import { walkCaf } from '../../../src/read/containers/caf.ts';
import { runOnBytes } from '../../../src/read/containers/reads.ts';

const chunk = (type: string, payload: Buffer | string, size?: bigint): Buffer => {
  const body = Buffer.from(payload as string);
  const head = Buffer.alloc(12);
  head.write(type, 0, 'latin1');
  head.writeBigInt64BE(size ?? BigInt(body.length), 4);
  return Buffer.concat([head, body]);
};
const info = (...pairs: readonly string[]): Buffer => {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(pairs.length / 2);
  return chunk('info', Buffer.concat([count, ...pairs.map((text) => Buffer.from(`${text}\0`))]));
};
const start = Buffer.concat([Buffer.from('caff\0\x01\0\0', 'latin1'), chunk('desc', Buffer.alloc(32, 1))]);
const walk = (...pieces: readonly Buffer[]) => {
  const bytes = Buffer.concat([start, ...pieces]);
  return { ...runOnBytes(walkCaf({ path: 'a.caf', size: bytes.length }), bytes), bytes };
};

describe('the walk of Core Audio files', () => {
  it('hands out the strings of info with their places', () => {
    const comment = 'made with suno; created=2026-09-14T10:22:31.118Z; id=5d0c7f62-93ab-4e18-a1f7-2b6de0c4487a';
    const { complete, facts, bytes } = walk(info('comments', comment, 'title', 'Highway'), chunk('data', Buffer.alloc(64)));
    expect(complete).toBe(true);
    expect(facts.map(({ name, value }) => [name, value])).toEqual([
      ['tag:comment', comment],
      ['tag:title', 'Highway'],
    ]);
    const { at } = facts[0] ?? {};
    expect(bytes.subarray(at?.offset, (at?.offset ?? 0) + (at?.length ?? 0)).toString()).toBe(comment);
  });

  it('says nothing where nothing is said, also of a stream of unknown size', () => {
    expect(walk(chunk('data', Buffer.alloc(64)))).toMatchObject({ complete: true, facts: [] });
    expect(walk(chunk('data', Buffer.alloc(64), -1n))).toMatchObject({ complete: true, facts: [] });
  });

  it('is not complete where the file is cut, or the strings run over', () => {
    expect(walk(chunk('data', Buffer.alloc(10), 64n)).complete).toBe(false);
    expect(walk().complete).toBe(false);
    expect(walk(chunk('info', Buffer.from('\0\0\0\x05abc')), chunk('data', 'x')).complete).toBe(false);
  });
});
