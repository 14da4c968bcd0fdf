import { describe, expect, it } from 'vitest';
import type { C2paSummary, Declaration, Evidence, JudgedAsset, Use } from '../../src/model/index.ts';
import { asset, declaration, evidence, generated, held, short, use } from './made.ts';

const covering = (path: string, given: Partial<Use> = {}) => declaration([use('U1', { assets: [{ path }], ...given })]);
const only = (code: string, ...args: Parameters<typeof held>) =>
  held(...args).findings.filter((finding) => finding.code === code);

describe('D01 undisclosed', () => {
  it('fires for generated and edited alike, with the strongest mark and its generator', () => {
    const marks = [
      evidence({ says: 'edited', title: 'weak' }),
      evidence({ says: 'edited', strength: 'signed', title: 'strong' }),
    ];
    const edited = asset('stills/a.tif', { verdict: 'edited', strength: 'signed', evidence: marks });
    const found = only('D01', [edited, generated('b.tif')], declaration([]));
    expect(found.map(({ asset: path, severity, params }) => [path, severity, params])).toEqual([
      [
        'b.tif',
        'blocker',
        {
          asset: 'b.tif',
          verdict: 'generated',
          marker: 'iptc-dst-trained',
          title: 'IPTC digital source type',
          value: 'trainedAlgorithmicMedia',
          generator: 'Adobe Firefly',
          strength: 'declared',
        },
      ],
      ['stills/a.tif', 'blocker', expect.objectContaining({ verdict: 'edited', title: 'strong', strength: 'signed' })],
    ]);
    expect(found[1]?.evidence.map(({ title }) => title)).toEqual(['strong', 'weak']);
    expect(found[1]?.params).not.toHaveProperty('generator');
  });

  it('fires without any declaration', () => {
    expect(short(held([generated('a.tif')], null))).toEqual(['D01 blocker a.tif', 'D17 fyi -']);
  });

  it.each(['not-in-delivery', 'temp-only'])('leaves what is declared as %s to D04', (destination) => {
    const found = held([generated('a.tif')], covering('a.tif', { destination: destination as 'temp-only' }));
    expect(short(found)).toEqual(['D04 blocker a.tif U1']);
    expect(found.outcomes.get('a.tif')).toBe('temp-in-final');
  });

  it.each(['possible', 'unreadable', 'captured', 'unmarked'] as const)('is silent for %s', (verdict) => {
    expect(only('D01', [asset('a.tif', { verdict })], declaration([]))).toEqual([]);
  });

  it('is silent where a use covers the asset', () => {
    expect(short(held([generated('a.tif')], covering('a.tif')))).toEqual([]);
  });
});

describe('D16 none used but marked', () => {
  const none: Partial<Declaration> = { statement: 'none-used' };

  it('fires once, beside a D01 for each marked asset, uses or not', () => {
    const assets = [generated('a.tif'), generated('b.tif'), asset('c.tif')];
    expect(short(held(assets, declaration([], none)))).toEqual(['D16 blocker -', 'D01 blocker a.tif', 'D01 blocker b.tif']);
    expect(only('D16', assets, declaration([], none))[0]?.params).toEqual({ count: 2 });
    expect(only('D01', assets, { ...covering('*'), ...none })).toHaveLength(2);
  });

  it('is silent where nothing is marked, or the statement is another', () => {
    expect(held([asset('a.tif')], declaration([], none)).findings).toEqual([]);
    expect(only('D16', [generated('a.tif')], declaration([], { statement: 'not-yet-known' }))).toEqual([]);
  });
});

describe('D02 degree understated', () => {
  const edited = asset('a.tif', { verdict: 'edited', evidence: [evidence({ says: 'edited' })] });
  it.each([
    ['generated', ['generated'], generated('a.tif')],
    ['edited', ['generated', 'composite', 'altered'], edited],
  ] as const)('%s is satisfied by %s only', (found, enough, marked) => {
    for (const degree of ['generated', 'composite', 'altered', 'enhanced', 'assistive'] as const) {
      const findings = only('D02', [marked], covering('a.tif', { degree }));
      const params = { asset: 'a.tif', use: 'U1', declared: degree, found };
      expect(findings.map((finding) => finding.params)).toEqual((enough as readonly string[]).includes(degree) ? [] : [params]);
    }
  });

  it('is satisfied by one of several uses', () => {
    const uses = [
      use('U1', { degree: 'enhanced', assets: [{ path: 'a.tif' }] }),
      use('U2', { degree: 'generated', assets: [{ path: '*.tif' }] }),
    ];
    expect(short(held([generated('a.tif')], declaration(uses)))).toEqual([]);
  });
});

describe('D03 tool mismatch', () => {
  it('fires where no declared tool is the generator that the mark names', () => {
    const paper = { ...covering('a.tif', { tools: ['T1', 'Runway'] }), tools: [{ id: 'T1', vendor: 'OpenAI', name: 'Sora' }] };
    const [finding] = only('D03', [generated('a.tif')], paper);
    expect(finding).toMatchObject({
      severity: 'issue',
      use: 'U1',
      params: { asset: 'a.tif', use: 'U1', declared: 'OpenAI Sora, Runway', found: 'Adobe Firefly' },
    });
  });

  it('asks with vendor and name, with the name alone, and with the model', () => {
    const asked: string[] = [];
    const paper = {
      ...covering('a.tif', { tools: ['T1'] }),
      tools: [{ id: 'T1', vendor: 'Adobe', name: 'X', model: 'Firefly 5' }],
    };
    held([generated('a.tif')], paper, { sameGenerator: (declared) => asked.push(declared) < 0 });
    expect(asked).toEqual(['Adobe X', 'X', 'Firefly 5']);
  });

  it('is silent where one tool of one use is it', () => {
    const uses = [
      use('U1', { tools: ['Runway'], assets: [{ path: 'a.tif' }] }),
      use('U2', { tools: ['Topaz', 'firefly'], assets: [{ path: '*' }] }),
    ];
    expect(only('D03', [generated('a.tif')], declaration(uses))).toEqual([]);
  });

  it('is silent where the mark names no generator, whatever else the file names', () => {
    const marked = generated('a.tif', { evidence: [evidence(), evidence({ says: 'tool', generator: 'Photoshop' })] });
    expect(only('D03', [marked], covering('a.tif', { tools: ['Runway'] }))).toEqual([]);
  });
});

describe('D14 declared and not found', () => {
  it('fires for entries that meet nothing', () => {
    const [finding] = only('D14', [asset('b.tif')], covering('a.tif'));
    expect(finding).toMatchObject({
      severity: 'issue',
      asset: null,
      use: 'U1',
      params: { use: 'U1', title: 'Use U1', missing: 'a.tif', reason: 'missing' },
    });
  });

  it('is silent for what is found, for what is not in the delivery, and for what cannot be verified', () => {
    expect(only('D14', [asset('a.tif')], covering('a.tif'))).toEqual([]);
    expect(only('D14', [], covering('a.tif', { destination: 'not-in-delivery' }))).toEqual([]);
    expect(only('D14', [asset('a.tif')], covering('', { assets: [{ sha256: 'a'.repeat(64) }] }))).toEqual([]);
  });
});

describe('D17 declaration missing or old', () => {
  const dated = (date?: string) => declaration([], date === undefined ? {} : { declaredBy: { date } });
  const created = (path: string, date: string) => asset(path, { about: { created: date } });

  it('fires where there is none', () => {
    expect(only('D17', [], null)).toMatchObject([{ severity: 'fyi', asset: null, params: { reason: 'missing' } }]);
  });

  it('fires where the newest created date is later, and names that asset', () => {
    const assets = [created('a.tif', '2026-11-21T08:00:00'), created('b.tif', '2026-11-22T08:00:00Z'), asset('c.tif')];
    expect(only('D17', assets, dated('2026-11-20'))).toMatchObject([
      { severity: 'fyi', asset: 'b.tif', params: { reason: 'older', date: '2026-11-22', asset: 'b.tif' } },
    ]);
  });

  it('is silent on the same day, without a date on either side, and for dates that are none', () => {
    expect(only('D17', [created('a.tif', '2026-11-20T23:59:59')], dated('2026-11-20T08:00:00Z'))).toEqual([]);
    expect(only('D17', [created('a.tif', '2026-11-20')], dated())).toEqual([]);
    expect(only('D17', [created('a.tif', 'unknown'), asset('b.tif')], dated('2026-11-20'))).toEqual([]);
  });
});

describe('P01, P04 and P06: credentials', () => {
  const chain = (...labels: string[]): C2paSummary['chain'] =>
    labels.map((label, index) => ({
      label,
      relation: index === 0 ? 'asset' : 'component',
      active: index === 0,
      actions: [],
      ingredients: [],
      assertions: [],
      ...(label === 'urn:c2pa:titled' ? { title: 'sky.png' } : {}),
    }));
  const c2pa = (state: C2paSummary['state'], rest: Partial<C2paSummary> = {}): C2paSummary => ({
    state,
    codes: [],
    chain: [],
    ...rest,
  });
  const says = (manifest: string, given: Partial<Evidence> = {}) =>
    evidence({ source: 'c2pa', manifest, says: 'edited', ...given });
  const signed = (given: Partial<JudgedAsset>) =>
    asset('a.jpg', { verdict: 'edited', c2pa: c2pa('valid', { chain: chain('urn:c2pa:top', 'urn:c2pa:titled') }), ...given });

  it('P01 fires for an invalid credential only, and says whether it speaks of AI', () => {
    const codes = ['assertion.dataHash.mismatch', 'signingCredential.untrusted'];
    const broken = asset('a.jpg', { c2pa: c2pa('invalid', { codes }) });
    expect(only('P01', [broken], declaration([]))).toMatchObject([
      { severity: 'issue', params: { asset: 'a.jpg', codes: codes.join(', '), ai: 0 } },
    ]);
    const marked = { ...broken, verdict: 'edited' as const, evidence: [says('urn:c2pa:top')] };
    expect(only('P01', [marked], declaration([]))[0]?.params.ai).toBe(1);
    for (const state of ['trusted', 'valid', 'remote', 'unreadable', 'none'] as const) {
      expect(only('P01', [asset('a.jpg', { c2pa: c2pa(state) })], declaration([]))).toEqual([]);
    }
  });

  it('P04 is fyi where the asset is declared, an issue where AI is only possible, nothing beside a D01', () => {
    const marked = signed({ evidence: [says('urn:c2pa:titled')] });
    expect(short(held([marked], covering('a.jpg')))).toEqual(['P02 fyi a.jpg', 'P04 fyi a.jpg']);
    expect(only('P04', [marked], covering('a.jpg'))[0]?.params).toEqual({ asset: 'a.jpg', manifest: 'sky.png' });
    expect(short(held([marked], declaration([])))).toEqual(['D01 blocker a.jpg', 'P02 fyi a.jpg']);
    const possible = signed({ verdict: 'possible', evidence: [says('urn:c2pa:titled', { says: 'possible' })] });
    expect(short(held([possible], declaration([])))).toEqual(['P04 issue a.jpg', 'P07 issue a.jpg', 'P02 fyi a.jpg']);
  });

  it('P04 is silent where the active manifest speaks of AI, or no manifest does', () => {
    const both = signed({ evidence: [says('urn:c2pa:titled'), says('urn:c2pa:top')] });
    expect(only('P04', [both], covering('a.jpg'))).toEqual([]);
    expect(only('P04', [signed({ evidence: [evidence({ says: 'edited' })] })], covering('a.jpg'))).toEqual([]);
  });

  it('P05 fires once for an asset that contradicts itself', () => {
    const conflicts = [
      { code: 'two-vendors', between: ['Sora', 'Firefly'] },
      { code: 'camera-and-ai', between: ['LEICA M11', 'Manifest made by Adobe Firefly'] },
    ] as const;
    expect(
      only('P05', [asset('a.jpg', { verdict: 'generated', conflicts }), asset('b.jpg', {})], declaration([])).map(
        ({ params }) => params,
      ),
    ).toEqual([{ asset: 'a.jpg', kind: 'two-vendors', first: 'Sora', second: 'Firefly' }]);
  });

  it('P06 fires for what does not travel with the file, once an asset', () => {
    const params = (given: Partial<JudgedAsset>) =>
      only('P06', [asset('a.jpg', given)], declaration([])).map((found) => found.params);
    const remote = c2pa('remote', { remote: 'https://example.com/a.c2pa' });
    expect(params({ c2pa: remote, problems: [{ code: 'c2pa-remote' }] })).toEqual([
      { asset: 'a.jpg', kind: 'remote', url: 'https://example.com/a.c2pa' },
    ]);
    expect(params({ c2pa: c2pa('unreadable') })).toEqual([{ asset: 'a.jpg', kind: 'unreadable-store' }]);
    expect(params({ kind: 'sidecar' })).toEqual([{ asset: 'a.jpg', kind: 'orphan-sidecar' }]);
    expect(params({ problems: [{ code: 'orphan-sidecar' }] })).toEqual([{ asset: 'a.jpg', kind: 'orphan-sidecar' }]);
    expect(params({ c2pa: c2pa('valid'), problems: [{ code: 'no-thumbnail' }] })).toEqual([]);
  });
});

describe('P07 possible AI', () => {
  const severity = (...found: Partial<Evidence>[]) =>
    only('P07', [asset('a.jpg', { verdict: 'possible', evidence: found.map(evidence) })], declaration([])).map((finding) => [
      finding.severity,
      finding.params.title,
    ]);

  it('is an issue for a statement, fyi for a tool or a name', () => {
    expect(severity({ says: 'tool', title: 'Photoshop' }, { says: 'possible', title: 'may contain' })).toEqual([
      ['issue', 'may contain'],
    ]);
    expect(severity({ says: 'tool', title: 'Photoshop' })).toEqual([['fyi', 'Photoshop']]);
    expect(severity({ says: 'possible', strength: 'inferred', source: 'filename', title: 'name' })).toEqual([['fyi', 'name']]);
  });

  it('is silent for every other verdict', () => {
    for (const verdict of ['unmarked', 'captured', 'unreadable', 'edited'] as const) {
      expect(only('P07', [asset('a.jpg', { verdict, evidence: [evidence({ says: 'possible' })] })], declaration([]))).toEqual([]);
    }
  });
});

describe('T01 scan incomplete', () => {
  const params = (given: Partial<JudgedAsset>) =>
    only('T01', [asset('a.jpg', given)], declaration([])).map((found) => found.params);

  it('fires for an unreadable asset, with the problem that weighs', () => {
    const problems = [
      { code: 'reader-warning' },
      { code: 'truncated', params: { detail: 'IDAT ends early', offset: 12 } },
    ] as const;
    expect(params({ verdict: 'unreadable', problems })).toEqual([
      { asset: 'a.jpg', problem: 'truncated', detail: 'IDAT ends early', offset: 12 },
    ]);
    expect(params({ verdict: 'unreadable' })).toEqual([{ asset: 'a.jpg', problem: 'reader-failed', detail: '' }]);
  });

  it('fires for an asset that is marked and was not read in full', () => {
    const problems = [{ code: 'limit-reached', params: { what: 'XMP packets', limit: 64 } }] as const;
    expect(params({ verdict: 'generated', problems })).toEqual([
      { asset: 'a.jpg', problem: 'limit-reached', detail: '', what: 'XMP packets', limit: 64 },
    ]);
  });

  it('is silent for warnings, and for broken pixels behind metadata that were read', () => {
    expect(params({ verdict: 'generated', problems: [{ code: 'reader-warning' }, { code: 'no-thumbnail' }] })).toEqual([]);
    expect(params({ verdict: 'unmarked', problems: [{ code: 'truncated' }] })).toEqual([]);
  });

  it('fires for what was skipped where that leaves a hole, and only there', () => {
    const skipped = [
      { path: 'link', reason: 'link-outside', detail: '/etc' },
      { path: 'deep', reason: 'limit' },
      { path: 'a.cube', reason: 'not-media' },
      { path: '.DS_Store', reason: 'system-file' },
      { path: 'x.tif', reason: 'excluded' },
    ] as const;
    expect(held([], declaration([]), { skipped }).findings.map((finding) => finding.params)).toEqual([
      { asset: 'deep', problem: 'limit', detail: '' },
      { asset: 'link', problem: 'link-outside', detail: '/etc' },
    ]);
  });
});
