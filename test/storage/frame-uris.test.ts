import { describe, expect, it } from 'vitest';
import type { Asset } from '../../src/model/index.ts';
import { framesOf } from '../../src/storage/frame-uris.ts';
import { uriOfPath } from '../../src/storage/local.ts';

// Names are bytes; a path in a report is text. Each frame must be opened by the bytes of its own name.
const sequence = { first: 20, last: 30, count: 11, missing: [], odd: [] };
const reel = (path: string, first: Buffer): Asset => ({
  path,
  uri: uriOfPath(first),
  kind: 'sequence',
  format: 'image/x-dpx',
  recognised: true,
  size: 1,
  parts: [],
  sequence,
});

describe('where the frames of a sequence lie', () => {
  it('is told by the address of the first, whatever the rest of the name holds', () => {
    for (const [before, behind] of [
      ['/d/shot.', '.dpx'],
      ['/d/a 0020 x', ' 0020.dpx'],
      ['/d/20%20 ', '%20.dpx'],
      ['/d/e\u0301t\u00e9_', ' \u00e9.dpx'],
    ] as const) {
      const path = `${before}[0020-0030]${behind}`.slice(1).normalize('NFC');
      const frameOf = framesOf(reel(path, Buffer.from(`${before}0020${behind}`)));
      expect(frameOf?.(25)).toEqual({
        path: `${before}0025${behind}`.slice(1).normalize('NFC'),
        uri: uriOfPath(Buffer.from(`${before}0025${behind}`)),
      });
    }
  });

  it('is told of numbers that outgrow their width, and of sequences alone', () => {
    const frameOf = framesOf(reel('d/a.[20-130].dpx', Buffer.from('/d/a.20.dpx')));
    expect(frameOf?.(130)).toEqual({ path: 'd/a.130.dpx', uri: 'file:///d/a.130.dpx' });
    const { sequence: _, ...still } = reel('d/a.dpx', Buffer.from('/d/a.dpx'));
    expect(framesOf(still)).toBeNull();
  });
});
