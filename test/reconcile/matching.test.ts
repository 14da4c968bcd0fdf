import { describe, expect, it } from 'vitest';
import type { Use } from '../../src/model/index.ts';
import { namedByUses } from '../../src/reconcile/index.ts';
import { asset, declaration, generated, held, short, use } from './made.ts';

const digest = (letter: string) => letter.repeat(64);
const outcome = (
  given: Partial<Use>,
  ...rest: Parameters<typeof held> extends [infer A, unknown, ...infer C] ? [A, ...C] : never
) => held(rest[0], declaration([use('U1', given)]), rest[1]).uses[0];

describe('how a use fares', () => {
  it('is found where each entry meets an asset, marked or not', () => {
    const assets = [asset('a.tif'), generated('b.tif'), asset('cut.mov', { kind: 'video' })];
    const timecodes = [{ asset: 'cut.mov', in: '01:00:00:00', out: '01:00:01:00' }];
    expect(outcome({ assets: [{ path: 'a.tif' }, { path: 'b.*' }], timecodes }, assets)).toEqual({
      id: 'U1',
      title: 'Use U1',
      outcome: 'found',
      assets: ['a.tif', 'b.tif', 'cut.mov'],
      missing: [],
    });
  });

  it('is partly found or not found, and names what is missing', () => {
    const entries = [{ path: 'a.tif' }, { path: 'gone/*.tif' }];
    expect(outcome({ assets: entries }, [asset('a.tif')])).toMatchObject({ outcome: 'partly-found', missing: ['gone/*.tif'] });
    expect(outcome({ assets: entries }, [asset('z.tif')])).toMatchObject({
      outcome: 'not-found',
      assets: [],
      missing: ['a.tif', 'gone/*.tif'],
    });
  });

  it('is unverifiable where only a digest that was not computed could meet it', () => {
    const assets = [{ sha256: digest('a') }];
    expect(outcome({ assets }, [asset('a.tif')])?.outcome).toBe('unverifiable');
    expect(outcome({ assets }, [asset('a.tif', { sha256: digest('b') })])?.outcome).toBe('not-found');
    expect(outcome({ assets }, [asset('a.tif', { sha256: digest('a') })])?.outcome).toBe('found');
    const unread = { skipped: [{ path: 'vault', reason: 'unreachable' as const }] };
    expect(outcome({ assets }, [asset('a.tif', { sha256: digest('b') })], unread)?.outcome).toBe('unverifiable');
  });

  it('is unverifiable by document ids that nobody handed over, and by keys that are not compared', () => {
    const assets = [{ documentId: 'xmp.did:1' }];
    const ids = { documentIds: (path: string) => (path === 'a.tif' ? ['xmp.did:1'] : []) };
    expect(outcome({ assets }, [asset('a.tif')])?.outcome).toBe('unverifiable');
    expect(outcome({ assets }, [asset('a.tif')], ids)).toMatchObject({ outcome: 'found', assets: ['a.tif'] });
    expect(outcome({ assets }, [asset('b.tif')], ids)?.outcome).toBe('not-found');
    expect(outcome({ otherRefs: [{ umid: '060A' }] }, [asset('a.tif')])).toMatchObject({
      outcome: 'unverifiable',
      missing: ['umid:060A'],
    });
  });

  it('means one asset by an entry with several keys: another file under that name does not meet it', () => {
    const assets = [{ path: 'a.tif', sha256: digest('a') }];
    expect(outcome({ assets }, [asset('a.tif', { sha256: digest('a') })])?.outcome).toBe('found');
    expect(outcome({ assets }, [asset('a.tif', { sha256: digest('b') })])?.outcome).toBe('not-found');
    const marked = generated('a.tif', { sha256: digest('b') });
    expect(short(held([marked], declaration([use('U1', { assets })])))).toContain('D01 blocker a.tif');
  });

  it('counts files that are there and are no media, but not files that were left out of the scan', () => {
    const assets = [{ path: 'subs/en.srt' }];
    const skipped = (reason: 'not-media' | 'excluded') => ({ skipped: [{ path: 'subs/en.srt', reason }] });
    expect(outcome({ assets }, [], skipped('not-media'))).toMatchObject({ outcome: 'found', missing: [] });
    expect(outcome({ assets }, [], skipped('excluded'))?.outcome).toBe('unverifiable');
  });

  it('takes a range without asset for the only video, and for nothing where there are two or none', () => {
    const timecodes = [{ in: '01:00:00:00', out: '01:00:01:00' }];
    const video = (path: string) => asset(path, { kind: 'video' });
    expect(outcome({ timecodes }, [video('a.mov'), asset('b.tif')])).toMatchObject({ outcome: 'found', assets: ['a.mov'] });
    expect(outcome({ timecodes }, [video('a.mov'), video('b.mov')])).toMatchObject({
      outcome: 'not-found',
      missing: ['01:00:00:00-01:00:01:00'],
    });
    expect(outcome({ timecodes }, [asset('b.tif')])?.outcome).toBe('not-found');
  });

  it('finds no range in a still picture', () => {
    const timecodes = [{ asset: 'a.tif', in: '01:00:00:00', out: '01:00:01:00' }];
    expect(outcome({ timecodes }, [asset('a.tif')])?.outcome).toBe('not-found');
  });
});

describe('which uses cover an asset', () => {
  it.each([
    ['a digest', { assets: [{ sha256: digest('a') }] }],
    ['a document id', { assets: [{ documentId: 'xmp.did:1' }] }],
    ['a path', { assets: [{ path: 'cut/a.mov' }] }],
    ['a path in other capitals', { assets: [{ path: 'Cut/A.mov' }] }],
    ['a glob', { assets: [{ path: 'cut/*' }] }],
    ['a folder', { assets: [{ path: 'cut' }] }],
    ['a folder with a slash', { assets: [{ path: './cut/' }] }],
    ['an xxh64', { assets: [{ xxh64: '0xEF46DB3751D8E999' }] }],
    ['an MD5 in capitals', { assets: [{ md5: 'ABCDEF'.padEnd(32, '0') }] }],
    ['a range', { timecodes: [{ asset: 'cut/a.mov', in: '00:00:00:00', out: '00:00:01:00' }] }],
  ])('%s does', (_, given) => {
    const digests = { xxh64: 'ef46db3751d8e999', md5: 'abcdef'.padEnd(32, '0') };
    const about = { duration: 1 };
    const marked = generated('cut/a.mov', { kind: 'video', sha256: digest('a'), digests, about });
    const result = held([marked], declaration([use('U1', given)]), { documentIds: () => ['xmp.did:1'] });
    expect(short(result)).not.toContain('D01 blocker cut/a.mov');
    expect(result.outcomes.get('cut/a.mov')).toBe('disclosed-ok');
  });

  it('names the use with the strongest key where several fall short', () => {
    const marked = generated('a.tif', { sha256: digest('a') });
    const weak = (id: string, given: Partial<Use>) => use(id, { degree: 'assistive', ...given });
    const uses = [
      weak('U1', { assets: [{ path: 'a.*' }] }),
      weak('U2', { assets: [{ path: 'a.tif' }] }),
      weak('U3', { assets: [{ sha256: digest('a') }] }),
    ];
    expect(short(held([marked], declaration(uses)))).toEqual(['D02 issue a.tif U3']);
    expect(short(held([marked], declaration(uses.slice(0, 2))))).toEqual(['D02 issue a.tif U2']);
  });

  it('reports case-only matches once a use, as fyi beside an entry that is missing', () => {
    const assets = [{ path: '*.tif' }, { path: 'gone.tif' }];
    const result = held([asset('A.TIF'), asset('B.TIF')], declaration([use('U1', { assets })]));
    expect(short(result)).toEqual(['D14 issue - U1', 'D14 fyi A.TIF U1']);
    expect(result.findings[1]?.params).toEqual({
      use: 'U1',
      title: 'Use U1',
      missing: '*.tif',
      reason: 'case',
      found: 'A.TIF',
      count: 2,
    });
    expect(new Set(result.findings.map(({ id }) => id)).size).toBe(2);
  });
});

describe('what uses name to be searched for', () => {
  const assets = [asset('a.tif'), asset('clip.mov', { kind: 'video' }), asset('cut.mov', { kind: 'video' })];
  const named = (given: Partial<Use>) => [...namedByUses(declaration([use('U1', given)]), assets, [], undefined)].sort();
  const timecodes = [{ asset: 'cut.mov', in: '00:00:01:00', out: '00:00:02:00' }];

  it('is stills and clips, and no programme of which only ranges are declared: its other shots are nobody’s AI', () => {
    expect(named({ assets: [{ path: 'a.tif' }, { path: 'clip.mov' }], timecodes })).toEqual(['a.tif', 'clip.mov']);
    expect(named({ assets: [{ path: 'a.tif' }, { path: 'cut.mov' }], timecodes })).toEqual(['a.tif']);
    expect(named({ assets: [{ path: 'cut.mov' }] })).toEqual(['cut.mov']);
  });

  it('is nothing where the declaration says that no AI was used', () => {
    const paper = declaration([use('U1', { assets: [{ path: 'a.tif' }] })], { statement: 'none-used' });
    expect(namedByUses(paper, assets, [], undefined).size).toBe(0);
  });
});
