import { describe, expect, it } from 'vitest';
import type { JudgedAsset, Manifest, ManifestEntry, Use } from '../../src/model/index.ts';
import { listedDigests, namedAlgorithms, withoutDisproved } from '../../src/reconcile/index.ts';
import { asset, declaration, generated, held, short, use } from './made.ts';

const [a, b] = ['a'.repeat(32), 'b'.repeat(32)];
const md5 = (value: string) => ({ algorithm: 'md5', value }) as const;
const manifest = (path: string, entries: readonly ManifestEntry[]): Manifest => ({
  path,
  kind: 'checksum-list',
  covers: null,
  entries,
});
const files = ['a.mov', 'b.mov', 'subs/en.srt'].map((path) => ({ path, size: 1 }));
const said = (...manifests: Manifest[]) => listedDigests(manifests, files, ['md5']);

describe('digests that manifests list', () => {
  it('are told with the manifest that lists them, of files that are there', () => {
    const listed = said(
      manifest('m.md5', [
        { path: 'a.mov', digests: [md5(a)] },
        { path: 'gone.mov', digests: [md5(b)] },
      ]),
    );
    expect(listed.of('a.mov', 'md5')).toEqual({ values: [a], manifest: 'm.md5' });
    expect(listed.pathsWith('md5', a)).toEqual(['a.mov']);
    expect([listed.of('gone.mov', 'md5'), listed.pathsWith('md5', b)]).toEqual([undefined, []]);
  });

  it('are not taken where the size is another, or a digest was computed and is another', () => {
    expect(said(manifest('m', [{ path: 'a.mov', size: 2, digests: [md5(a)] }])).of('a.mov', 'md5')).toBeUndefined();
    const listed = said(manifest('m', [{ path: 'a.mov', size: 1, digests: [md5(a)] }]));
    expect(listed.of('a.mov', 'md5')?.values).toEqual([a]);
    const left = withoutDisproved(listed, new Set(['a.mov']));
    expect([left.of('a.mov', 'md5'), left.pathsWith('md5', a)]).toEqual([undefined, []]);
  });

  it('are not taken where two manifests contradict each other, in whatever order', () => {
    const [one, other] = [a, b].map((value) => manifest(value, [{ path: 'a.mov', digests: [md5(value)] }])) as [
      Manifest,
      Manifest,
    ];
    expect([said(one, other), said(other, one)].map((listed) => listed.of('a.mov', 'md5'))).toEqual([undefined, undefined]);
    expect(said(one, one).of('a.mov', 'md5')).toEqual({ values: [a], manifest: a });
    // One that leaves the order of bytes open, and one that does not.
    const open = manifest('open', [{ path: 'a.mov', digests: [md5(a), md5(b)] }]);
    expect(said(open, other).of('a.mov', 'md5')).toEqual({ values: [b], manifest: 'open' });
    expect(said(open, one, other).of('a.mov', 'md5')).toBeUndefined();
  });

  it('are kept only in the algorithms that a use names', () => {
    const paper = declaration([use('U1', { assets: [{ md5: a }, { path: 'x' }] }), use('U2', { assets: [{ c4: 'c4…' }] })]);
    expect(namedAlgorithms(paper)).toEqual(['md5', 'c4']);
    expect(namedAlgorithms(null)).toEqual([]);
    const sha1 = manifest('m', [{ path: 'a.mov', digests: [{ algorithm: 'sha1', value: 'c' }] }]);
    expect(said(sha1).of('a.mov', 'sha1')).toBeUndefined();
  });
});

describe('a use that names a digest', () => {
  const listed = said(
    manifest('m.md5', [
      { path: 'a.mov', digests: [md5(a)] },
      { path: 'subs/en.srt', digests: [md5(b)] },
    ]),
  );
  const outcome = (given: Partial<Use>, assets: readonly JudgedAsset[], more = {}) =>
    held(assets, declaration([use('U1', given)]), { listed, ...more }).uses[0];

  it('is met by the file that a manifest lists with it, and says by which manifest', () => {
    expect(outcome({ assets: [{ md5: a.toUpperCase() }] }, [asset('a.mov'), asset('b.mov')])).toEqual({
      id: 'U1',
      title: 'Use U1',
      outcome: 'found',
      assets: ['a.mov'],
      missing: [],
      listed: [{ path: 'a.mov', algorithm: 'md5', manifest: 'm.md5' }],
    });
  });

  it('covers what is marked', () => {
    const result = held([generated('a.mov')], declaration([use('U1', { assets: [{ md5: a }] })]), { listed });
    expect(short(result)).not.toContain('D01 blocker a.mov');
  });

  it('is held against what was computed, where anybody did', () => {
    const own = asset('a.mov', { digests: { md5: b } });
    expect(outcome({ assets: [{ md5: a }] }, [own])).toMatchObject({ outcome: 'not-found', missing: [`md5:${a}`] });
    const same = outcome({ assets: [{ md5: a }] }, [asset('a.mov', { digests: { md5: a } })]);
    expect(same).toMatchObject({ outcome: 'found', assets: ['a.mov'] });
    expect(same).not.toHaveProperty('listed');
  });

  it('is not found where manifests list another digest of every file, and unverifiable where they list none of one', () => {
    const none = { assets: [{ md5: 'c'.repeat(32) }] };
    expect(outcome(none, [asset('a.mov')])?.outcome).toBe('not-found');
    expect(outcome(none, [asset('a.mov'), asset('b.mov')])?.outcome).toBe('unverifiable');
  });

  it('means the file of its path: one that is listed with another digest is another file', () => {
    expect(outcome({ assets: [{ path: 'a.mov', md5: a } as Use['assets'][number]] }, [asset('a.mov')])?.outcome).toBe('found');
    expect(outcome({ assets: [{ path: 'a.mov', md5: b } as Use['assets'][number]] }, [asset('a.mov')])?.outcome).toBe(
      'not-found',
    );
  });

  it('is found where a file has it that is there and is no asset', () => {
    const skipped = [{ path: 'subs/en.srt', reason: 'not-media' as const }];
    expect(outcome({ assets: [{ md5: b }] }, [asset('a.mov')], { skipped })).toMatchObject({ outcome: 'found', missing: [] });
  });

  it('of a frame is not refuted by the digest of the whole sequence', () => {
    const sequence = { first: 1, last: 2, count: 2, missing: [], odd: [] };
    const reel = asset('f.[1-2].dpx', { kind: 'sequence', sequence, sha256: 'd'.repeat(64), digests: { md5: 'd'.repeat(32) } });
    expect(outcome({ assets: [{ md5: 'c'.repeat(32) }] }, [reel])?.outcome).toBe('unverifiable');
    expect(outcome({ assets: [{ sha256: 'd'.repeat(64) }] }, [reel])?.outcome).toBe('found');
  });
});
