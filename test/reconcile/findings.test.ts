import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { comparePaths } from '../../src/model/index.ts';
import { asset, declaration, evidence, generated, held, short, use } from './made.ts';

const ids = (result: ReturnType<typeof held>) => result.findings.map(({ id }) => id);

describe('finding ids', () => {
  it('are the first 16 hex digits of SHA-256 over code, content key and use id', () => {
    const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);
    const uses = [use('U1', { degree: 'enhanced', assets: [{ path: 'b.tif' }] }), use('U2', { assets: [{ path: 'gone' }] })];
    const keys = (path: string) => `content of ${path}`;
    const result = held([generated('a.tif'), generated('b.tif')], declaration(uses), { keys });
    expect(short(result)).toEqual(['D01 blocker a.tif', 'D14 issue - U2', 'D02 issue b.tif U1']);
    expect(ids(result)).toEqual(['D01\ncontent of a.tif\n', 'D14\nU2\nU2', 'D02\ncontent of b.tif\nU1'].map(digest));
  });

  it('outlive renaming, reordering, and a mark that reads otherwise', () => {
    const keys = (path: string) => path.split('.')[0]?.split('/').at(-1) ?? '';
    const before = held([generated('x.tif'), generated('y.tif')], declaration([]), { keys });
    const after = held(
      [generated('new/y.jpg', { evidence: [evidence({ value: 'other' })] }), generated('x.tif')],
      declaration([]),
      { keys },
    );
    expect(ids(after).sort()).toEqual(ids(before).sort());
  });

  it('ask for the content only of assets that a finding speaks of', () => {
    const asked: string[] = [];
    const keys = (path: string) => `${asked.push(path)}`;
    held([asset('clean.tif'), generated('marked.tif')], declaration([]), { keys });
    expect(asked).toEqual(['marked.tif']);
  });
});

describe('findings on equal content', () => {
  const keys = () => 'same';

  it('are one, at the first path, with the others named', () => {
    const result = held([generated('c.tif'), generated('a.tif'), generated('b.tif')], declaration([]), { keys });
    expect(result.findings).toHaveLength(1);
    expect(result.findings[0]).toMatchObject({ asset: 'a.tif', alsoAt: ['b.tif', 'c.tif'], params: { asset: 'a.tif' } });
    expect([...result.outcomes.values()]).toEqual(['undisclosed', 'undisclosed', 'undisclosed']);
  });

  it('leave out the copy that is declared', () => {
    const paper = declaration([use('U1', { assets: [{ path: 'b.tif' }] })]);
    const result = held([generated('a.tif'), generated('b.tif')], paper, { keys });
    expect(result.findings).toMatchObject([{ code: 'D01', asset: 'a.tif', alsoAt: [] }]);
    expect(result.outcomes.get('b.tif')).toBe('disclosed-ok');
  });

  it('stay apart by use', () => {
    const uses = ['a', 'b'].map((name) => use(name.toUpperCase(), { degree: 'enhanced', assets: [{ path: `${name}.tif` }] }));
    const result = held([generated('a.tif'), generated('b.tif')], declaration(uses), { keys });
    expect(short(result)).toEqual(['D02 issue a.tif A', 'D02 issue b.tif B']);
  });
});

describe('the answer as a whole', () => {
  it('is the same in whatever order the delivery comes', () => {
    const assets = [generated('b.tif'), generated('a.tif'), asset('c.jpg', { verdict: 'unreadable' }), asset('C.jpg')];
    const paper = declaration([use('U2', { assets: [{ path: 'A.TIF' }] }), use('U1', { assets: [{ path: '*.jpg' }] })]);
    const answer = (order: typeof assets) => {
      const { findings, uses, outcomes } = held(order, paper);
      return { findings, uses, outcomes: [...outcomes] };
    };
    expect(answer([...assets].reverse())).toEqual(answer(assets));
    expect(answer(assets).uses.map(({ id }) => id)).toEqual(['U2', 'U1']);
  });

  it('is sorted by severity, then path, then code', () => {
    const broken = { state: 'invalid' as const, codes: [], chain: [] };
    const assets = [
      asset('b.tif', { verdict: 'unreadable', c2pa: broken }),
      generated('z.tif'),
      asset('a.tif', { verdict: 'unreadable' }),
    ];
    expect(short(held(assets, null))).toEqual([
      'D01 blocker z.tif',
      'T01 issue a.tif',
      'P01 issue b.tif',
      'T01 issue b.tif',
      'D17 fyi -',
    ]);
  });

  it('gives every asset of which there is something to tell an outcome, and calls none human-made', () => {
    const possible = (says: 'possible' | 'tool') => asset(`${says}.jpg`, { verdict: 'possible', evidence: [evidence({ says })] });
    const tampered = asset('tampered.jpg', { c2pa: { state: 'invalid', codes: [], chain: [] } });
    const assets = [
      generated('undeclared.jpg'),
      generated('understated.jpg'),
      asset('broken.jpg', { verdict: 'unreadable' }),
      asset('camera.jpg', { verdict: 'captured' }),
      asset('plain.jpg'),
      possible('possible'),
      possible('tool'),
      tampered,
    ];
    const paper = declaration([use('U1', { degree: 'assistive', assets: [{ path: 'understated.jpg' }] })]);
    expect(Object.fromEntries(held(assets, paper).outcomes)).toEqual({
      'undeclared.jpg': 'undisclosed',
      'understated.jpg': 'disclosed-mismatch',
      'broken.jpg': 'unreadable',
      'camera.jpg': 'verified-capture',
      'possible.jpg': 'suspected',
      'tool.jpg': 'ai-assisted-review',
      'tampered.jpg': 'tampered-provenance',
    });
  });
});

it('paths are sorted by their UTF-8 bytes', () => {
  const names = ['b', 'a/b', 'a', 'a-b', 'é', '\u{1F600}', '\uFFFD', 'Z', ''];
  const byBytes = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  expect([...names].sort(comparePaths)).toEqual(byBytes);
});
