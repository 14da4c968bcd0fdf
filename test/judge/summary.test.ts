import { describe, expect, it } from 'vitest';
import { isCaptured } from '../../src/judge/capture.ts';
import { judge } from '../../src/judge/index.ts';
import { isReadInFull, strengthOf, verdictOf } from '../../src/judge/verdict.ts';
import type { Asset, Fact, Marker, Problem, Reading } from '../../src/model/index.ts';
import { fact, marker, piece } from './pieces.ts';

const asset = { path: 'a.jpg', uri: '', kind: 'image', format: 'image/jpeg', recognised: true, size: 1, parts: [] } as Asset;
const rules = { vendorFamily: () => undefined, denialsIn: () => [] };
const reading = (more: Partial<Reading> = {}): Reading => ({
  reader: 'container',
  version: '1',
  ok: true,
  facts: [],
  problems: [],
  ...more,
});
const judged = (readings: readonly Reading[], markers: readonly Marker[] = [], problems: readonly Problem[] = []) =>
  judge(asset, problems, readings, () => markers, rules);

describe('about', () => {
  it('takes each field from the first reader that knows it', () => {
    const [walk, exiftool] = [reading({ about: { make: 'Canon' } }), reading({ about: { make: 'CANON', model: 'R5' } })];
    expect(judged([walk, exiftool, reading()]).about).toEqual({ make: 'Canon', model: 'R5' });
  });

  // By these a use names an asset, and a version finds its original: a near name would tie the wrong pictures together.
  it('takes document ids from XMP by their exact names', () => {
    const about = (...facts: readonly Fact[]) => judged([reading({ facts })]).about;
    expect(about(fact('xmpMM:DocumentID', 'd'), fact('xmpMM:DerivedFrom/stRef:documentID', 'o'))).toEqual({
      documentId: 'd',
      derivedFrom: 'o',
    });
    expect(about(fact('XMPMM:documentid', 'd'), fact('xmpMM:DerivedFrom/documentID', 'o'))).toEqual({
      documentId: 'd',
      derivedFrom: 'o',
    });
    for (const name of [
      'a/xmpMM:DocumentID',
      'xmpMM:DocumentIDs',
      'xmpMM:OriginalDocumentID',
      'a/xmpMM:DerivedFrom/documentID',
      'xmpMM:DerivedFrom/documentID/b',
    ])
      expect(about(fact(name))).toEqual({});
    expect(
      about(fact('xmpMM:DocumentID', 'd', { source: 'exif' }), fact('xmpMM:DocumentID', 'd', { elsewhere: 'b.jpg' })),
    ).toEqual({});
  });
});

describe('generators', () => {
  const by = (says: Marker['says'], name: string, version?: string): Marker =>
    marker(`${says}${name}${version ?? ''}`, says, 'x', {
      match: (facts) => [{ facts, generator: { name, ...(version !== undefined && { version }) } }],
    });
  const named = (...markers: readonly Marker[]) => judged([reading()], markers).generators;

  it('are named once, with the version where one statement has it', () => {
    expect(named(by('generated', 'Firefly'), by('edited', 'Firefly', '3'))).toEqual([{ name: 'Firefly', version: '3' }]);
    expect(named(by('generated', 'Firefly', '3'), by('edited', 'Firefly'))).toEqual([{ name: 'Firefly', version: '3' }]);
    expect(named(by('generated', 'Firefly', '3'), by('edited', 'Firefly', '2'))).toEqual([{ name: 'Firefly', version: '3' }]);
    expect(named(by('generated', 'Firefly'))).toEqual([{ name: 'Firefly' }]);
  });

  it('a camera is none, nor is who is not named', () => {
    expect(named(by('captured', 'Leica'))).toEqual([]);
    expect(named(marker('m', 'generated', 'name'))).toEqual([]);
  });
});

describe('problems', () => {
  const warning: Problem = { code: 'reader-warning', params: { detail: 'x' } };

  it('are told once', () => {
    expect(judged([reading({ problems: [warning] })], [], [warning]).problems).toEqual([warning]);
    const other = { ...warning, params: { detail: 'y' } };
    expect(judged([reading({ problems: [warning, other] })]).problems).toEqual([warning, other]);
  });

  it.each(['reader-warning', 'wrong-extension', 'c2pa-remote', 'orphan-sidecar', 'speaks-of-media'] as const)(
    '%s is no reason why a file was not read: one is added',
    (code) => {
      const { problems } = judged([reading({ ok: false })], [], [{ code, params: {} }]);
      expect(problems).toEqual([
        { code, params: {} },
        { code: 'reader-failed', params: { detail: 'image/jpeg' } },
      ]);
    },
  );

  it('that give a reason are enough', () => {
    const problem: Problem = { code: 'empty-file', params: {} };
    expect(judged([], [], [problem]).problems).toEqual([problem]);
  });

  it('of content that nobody knows say so', () => {
    const unknown = judge({ ...asset, recognised: false }, [], [], () => [], rules);
    expect(unknown.problems).toEqual([{ code: 'unknown-content', params: { detail: 'image/jpeg' } }]);
  });

  it.each(['empty-file', 'unreadable-file'] as const)('an asset with %s is unreadable, whatever a reader thinks', (code) => {
    expect(judged([reading()], [], [{ code, params: {} }]).verdict).toBe('unreadable');
  });
});

describe('the credential', () => {
  const none = reading({ reader: 'c2pa', c2pa: { state: 'none', codes: [], chain: [] } });
  const provenance = (name: string, value: string, more: Partial<Fact> = {}) => reading({ facts: [fact(name, value, more)] });
  const url = 'https://example.org/m';

  it('is that of the reader that found one', () => {
    const valid = reading({ reader: 'c2pa', c2pa: { state: 'valid', codes: ['x'], chain: [] } });
    expect(judged([none, valid]).c2pa).toEqual({ state: 'valid', codes: ['x'], chain: [] });
    expect(judged([valid, provenance('dcterms:provenance', url)]).c2pa.state).toBe('valid');
    expect(judged([none]).c2pa).toEqual({ state: 'none', codes: [], chain: [] });
    expect(judged([]).c2pa).toEqual({ state: 'none', codes: [], chain: [] });
  });

  it('lies elsewhere only where XMP of this file says so with an address', () => {
    expect(judged([none, provenance('DCTERMS:Provenance', 'HTTP://a/m')]).c2pa).toEqual({
      state: 'remote',
      codes: [],
      remote: 'HTTP://a/m',
      chain: [],
    });
    for (const other of [
      provenance('dcterms:provenance', `see ${url}`),
      provenance('dcterms:provenance', 'the attic'),
      provenance('a/dcterms:provenance', url),
      provenance('dcterms:provenances', url),
      provenance('dcterms:provenance', url, { source: 'exif' }),
      provenance('dcterms:provenance', url, { elsewhere: 'b.jpg' }),
    ])
      expect(judged([other]).c2pa.state).toBe('none');
  });
});

describe('the verdict', () => {
  it('stays open for a tool that could have done it, as for a statement that leaves it open', () => {
    for (const says of ['possible', 'tool'] as const) {
      expect(verdictOf([piece(says)], true, true)).toBe('possible');
      expect(strengthOf('possible', [piece(says, { strength: 'inferred' })])).toBe('inferred');
    }
  });

  it('is as strong as the strongest evidence that speaks for it, and none other', () => {
    const evidence = [
      piece('generated', { strength: 'inferred' }),
      piece('generated', { strength: 'signed' }),
      piece('captured', { strength: 'trusted' }),
    ];
    expect(strengthOf('generated', evidence)).toBe('signed');
    expect(strengthOf('unmarked', evidence)).toBeNull();
    expect(strengthOf('edited', evidence)).toBeNull();
    expect(strengthOf('generated', [piece('tool', { strength: 'trusted' }), piece('generated')])).toBe('declared');
  });

  it('rests on our own walk and on the credential, and on no other reader', () => {
    expect(isReadInFull([reading(), reading({ reader: 'exiftool', ok: false })])).toBe(true);
    expect(isReadInFull([reading(), reading({ reader: 'c2pa (c2pa-wasm)', ok: false })])).toBe(false);
    expect(isReadInFull([reading({ reader: 'c2pa (c2pa-wasm)' })])).toBe(false);
    expect(isReadInFull([reading(), reading({ reader: 'not a container', ok: false })])).toBe(true);
  });
});

// A camera's word counts only whole: each of these is a way to launder an edited picture through a capture credential.
describe('a capture', () => {
  const place = { manifest: 'urn:1', relation: 'asset', active: true, state: 'trusted', gathered: false } as const;
  const whole = (value: string, more: object = {}) =>
    fact('actions.allActionsIncluded', value, { source: 'c2pa', c2pa: { ...place, ...more } });
  const capture = piece('captured', { source: 'c2pa', strength: 'trusted', relation: 'asset', manifest: 'urn:1' });

  it('counts from a trusted credential of the asset itself', () => {
    expect(isCaptured([capture], [whole('absent')])).toBe(true);
    for (const other of [{ says: 'generated' }, { source: 'xmp' }, { strength: 'signed' }, { relation: 'component' }] as const)
      expect(isCaptured([{ ...capture, ...other }], [])).toBe(false);
  });

  it('is not voided by what the history of a component lacks', () => {
    expect(isCaptured([capture], [whole('false', { relation: 'component' }), fact('redacted')])).toBe(true);
    expect(isCaptured([capture], [fact('actions.allActionsIncluded', 'false')])).toBe(true);
  });

  it('is voided by a manifest that does not claim to be whole', () => {
    expect(isCaptured([capture], [whole('absent', { manifest: 'urn:2' })])).toBe(false);
    expect(isCaptured([capture], [whole('anything')])).toBe(false);
  });
});
