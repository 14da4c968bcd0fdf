import { describe, expect, it } from 'vitest';
import { openHasher } from '../../src/tools/hashers.ts';

async function digest(algorithm: Parameters<typeof openHasher>[0], ...texts: readonly string[]): Promise<string> {
  const hasher = await openHasher(algorithm);
  for (const text of texts) hasher.update(Buffer.from(text));
  return hasher.digest();
}

describe('hashers', () => {
  it('give the digests that the reference implementation of ASC MHL prints for its example files', async () => {
    // github.com/ascmitc/mhl, examples/scenarios, scenario 01
    expect(await digest('xxh64', 'abcd\n')).toBe('0ea03b369a463d9d');
    expect(await digest('xxh64', 'def\n')).toBe('7680e5f98f4a80fd');
    expect(await digest('xxh64', 'BLOREM ipsum dolor sit amet, ', 'consetetur sadipscing elitr.\n')).toBe('3ab5a4166b9bde44');
  });

  it('give the published digests of empty input', async () => {
    // xxHash specification and test vectors; C4: the id of nothing in SMPTE ST 2114
    expect(await digest('xxh64')).toBe('ef46db3751d8e999');
    expect(await digest('xxh3')).toBe('2d06800538d394c2');
    expect(await digest('xxh128')).toBe('99aa06d3014798d86001c324468d497f');
    expect(await digest('c4')).toBe('c459dsjfscH38cYeXXYogktxf4Cd9ibshE3BHUo6a58hBXmRQdZrAkZzsWcbWtDg5oQstpDuni4Hirj75GEmTc1sFT');
  });

  it('do not mix the states of two files that are read at once', async () => {
    const [one, other] = [await openHasher('xxh64'), await openHasher('xxh64')];
    one.update(Buffer.from('ab'));
    other.update(Buffer.from('de'));
    one.update(Buffer.from('cd\n'));
    other.update(Buffer.from('f\n'));
    expect([one.digest(), other.digest()]).toEqual(['0ea03b369a463d9d', '7680e5f98f4a80fd']);
  });
});
