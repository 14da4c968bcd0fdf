import { describe, expect, it } from 'vitest';
import { type ConflictRules, conflictsOf } from '../../src/judge/conflicts.ts';
import type { Evidence, Fact } from '../../src/model/index.ts';
import { fact, piece } from './pieces.ts';

const families: Record<string, string> = { Firefly: 'adobe', Photoshop: 'adobe', 'DALL-E': 'openai' };
const rules: ConflictRules = { vendorFamily: (name) => families[name], denialsIn: (facts) => facts };
const conflicts = (evidence: readonly Evidence[], facts: readonly Fact[] = []) =>
  conflictsOf(evidence, facts, rules).map(({ code, between }) => [code, ...between]);

// Two statements that do not go together are what a lawyer looks at first: none may be resolved in silence, and none made up.
describe('a capture and a mark', () => {
  const camera = piece('captured', { source: 'c2pa', relation: 'asset', value: 'capture' });

  it('of generation contradict each other', () => {
    const mark = piece('generated', { source: 'c2pa', relation: 'asset', value: 'ai' });
    expect(conflicts([mark, camera])).toEqual([['capture-and-ai', 'capture', 'ai']]);
  });

  it('of an edit that the signed history tells go together', () => {
    expect(conflicts([piece('edited', { source: 'c2pa', relation: 'asset' }), camera])).toEqual([]);
  });

  it('of an edit that only a tag states contradict each other: the history does not know of it', () => {
    expect(conflicts([piece('edited', { value: 'tag' }), camera])).toEqual([['capture-and-ai', 'capture', 'tag']]);
  });

  it('of an edit in a tag go together where the history tells of AI as well', () => {
    const told = piece('edited', { source: 'c2pa', relation: 'asset' });
    expect(conflicts([piece('edited'), told, camera])).toEqual([]);
  });

  it('contradict each other where the history tells only of a picture inside', () => {
    const inner = piece('edited', { source: 'c2pa', relation: 'inner' });
    expect(conflicts([piece('edited', { value: 'tag' }), inner, camera])).toEqual([['capture-and-ai', 'capture', 'tag']]);
  });

  it('go together where the capture is a plain tag and AI edited the picture later', () => {
    expect(conflicts([piece('edited'), piece('captured')])).toEqual([]);
  });

  it.each(['component', 'inner'] as const)('of another picture (%s) are no matter of this one', (relation) => {
    expect(conflicts([piece('generated', { relation }), camera])).toEqual([]);
    expect(conflicts([piece('generated'), { ...camera, relation }])).toEqual([]);
  });

  it('need a mark: a capture alone contradicts nothing', () => {
    expect(conflicts([camera], [fact('ContainsAI', 'None')])).toEqual([]);
  });
});

describe('two generators', () => {
  const by = (generator: string, more: Partial<Evidence> = {}) => piece('edited', { generator, ...more });

  it('of two makers are told, by the names that the file gives', () => {
    expect(conflicts([by('Photoshop'), by('DALL-E')])).toEqual([['two-vendors', 'Photoshop', 'DALL-E']]);
  });

  it.each([
    ['of one maker', [by('Photoshop'), by('Firefly')]],
    ['one of which nobody knows', [by('Photoshop'), by('Unheard Of')]],
    ['one of them of a picture inside', [by('Photoshop'), by('DALL-E', { relation: 'inner' })]],
    ['one of them without a name', [by('Photoshop'), piece('edited')]],
  ])('are no conflict: %s', (_title, evidence) => {
    expect(conflicts(evidence)).toEqual([]);
  });
});

describe('a denial', () => {
  const of = (id: string, holds?: readonly string[]) => ({ id, files: [], ...(holds && { holds }) });
  const at = (path: string) => ({ path, offset: 0, length: 1 });
  const denial = (more: Partial<Fact> = {}) => fact('ContainsAI', 'None', { at: at('m.xml'), of: of('R1'), ...more });
  const mark = (more: Partial<Evidence> = {}) => piece('generated', { at: at('m.xml'), of: of('R1'), ...more });
  const told = [['denied-and-marked', 'ContainsAI: None', 'Title']];

  it('contradicts a mark of the same recording', () => {
    expect(conflicts([mark()], [denial()])).toEqual(told);
  });

  it('of one recording leaves the next one alone', () => {
    expect(conflicts([mark({ of: of('R2') })], [denial()])).toEqual([]);
  });

  it.each([
    ['the denial speaks of the whole asset', mark({ of: of('R2') }), fact('ContainsAI', 'None', { at: at('m.xml') })],
    ['the mark speaks of the whole asset', piece('generated', { at: at('m.xml') }), denial()],
    ['they stand in two files, whose numbers mean different things', mark({ of: of('R2'), at: at('n.xml') }), denial()],
    ['the release that holds the recording denies all', mark(), denial({ of: of('A', ['R1']), value: ' none ' })],
    ['all that the release holds is marked', mark({ of: of('A', ['R1']), value: 'All' }), denial()],
  ])('counts where %s', (_title, evidence, fact) => {
    expect(conflicts([evidence], [fact])).toHaveLength(1);
  });

  it.each(['none of the vocals', 'nearly all', 'partly'])('of a release that says "%s" is not of all that it holds', (value) => {
    expect(conflicts([mark()], [denial({ of: of('A', ['R1']), value })])).toEqual([]);
  });

  it('of a release is no matter of a recording that it does not hold', () => {
    expect(conflicts([mark()], [denial({ of: of('A', ['R9']) })])).toEqual([]);
  });
});

describe('data of a camera', () => {
  const camera = [
    fact('Make', 'Canon', { source: 'exif' }),
    fact('Model', 'EOS R5', { source: 'exif' }),
    fact('ExposureTime', '1/125', { source: 'exif' }),
    fact('FNumber', '4', { source: 'exif' }),
  ];
  const quiet = { ...rules, denialsIn: () => [] };

  it('contradict a picture that says it was generated, and not one that was edited', () => {
    const codes = (evidence: Evidence) => conflictsOf([evidence], camera, quiet).map(({ code, between }) => [code, between[1]]);
    expect(codes(piece('generated'))).toEqual([['camera-and-ai', 'Title']]);
    expect(codes(piece('edited'))).toEqual([]);
  });
});
