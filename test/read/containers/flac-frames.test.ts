import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { walkFlac } from '../../../src/read/containers/flac.ts';
import { runOnBytes } from '../../../src/read/containers/reads.ts';

// A cut sound has lost the tags behind it, so that "read in full" would not be true.
const whole = readFileSync(join(import.meta.dirname, '../../../fixtures/read/plain/sound.flac'));
const walk = (bytes: Uint8Array) => runOnBytes(walkFlac({ path: 'a.flac', size: bytes.length }), bytes);
const frames = walk(whole).segments.find(({ name }) => name === 'frames')?.offset ?? 0;

describe('the end of a FLAC stream', () => {
  it('holds where every byte is there, zeros behind it or a tag', () => {
    expect(walk(whole)).toMatchObject({ complete: true, problems: [] });
    expect(walk(Buffer.concat([whole, Buffer.alloc(100)])).complete).toBe(true);
    expect(walk(Buffer.concat([whole, Buffer.from('TAG'), Buffer.alloc(125)])).complete).toBe(true);
  });

  it('is missed wherever the sound is cut', () => {
    const sound = whole.length - frames;
    const cuts = [1, 2, 50, Math.floor(sound * 0.1), Math.floor(sound * 0.4), Math.floor(sound * 0.8)];
    for (const cut of cuts) {
      expect({ cut, complete: walk(whole.subarray(0, whole.length - cut)).complete }).toEqual({ cut, complete: false });
    }
  });
});
