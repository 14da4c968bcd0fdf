import { describe, expect, it } from 'vitest';
import { judge } from '../../src/judge/index.ts';
import { conflictRules, markersFor } from '../../src/markers/index.ts';
import type { Asset, C2paPlace, Fact, Reading } from '../../src/model/index.ts';

const asset: Asset = {
  path: 'a.jpg',
  uri: 'file:///a.jpg',
  kind: 'image',
  format: 'image/jpeg',
  recognised: true,
  size: 9,
  parts: [],
};
const trained = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
const composite = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia';
const capture = 'http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture';

const walk = (facts: readonly Fact[], ok = true): Reading => ({ reader: 'container', version: '1', ok, facts, problems: [] });
const xmp = (value: string): Fact => ({ source: 'xmp', name: 'Iptc4xmpExt:DigitalSourceType', value, where: 'APP1 (XMP)' });

function c2pa(type: string, place: Partial<C2paPlace> = {}): Fact {
  const full: C2paPlace = {
    manifest: 'urn:1',
    relation: 'asset',
    active: true,
    state: 'trusted',
    gathered: false,
    action: 'c2pa.created',
    ...place,
  };
  return { source: 'c2pa', name: 'action.digitalSourceType', value: type, where: 'urn:1 > c2pa.actions.v2', c2pa: full };
}

const store = (facts: readonly Fact[], state: C2paPlace['state'] = 'trusted'): Reading => ({
  reader: 'c2pa (c2pa-wasm)',
  version: '1',
  ok: state !== 'unreadable',
  facts,
  problems: [],
  c2pa: { state, codes: [], chain: [] },
});

const judged = (...readings: readonly Reading[]) => judge(asset, [], readings, markersFor, conflictRules);

describe('judge', () => {
  it('calls an asset unmarked only where everything was read', () => {
    expect(judged(walk([])).verdict).toBe('unmarked');
    expect(judged(walk([], false)).verdict).toBe('unreadable');
    expect(judged().verdict).toBe('unreadable');
  });

  it('keeps a mark that was found although the file is broken', () => {
    const result = judged(walk([xmp(trained)], false));
    expect(result.verdict).toBe('generated');
    expect(result.problems).not.toEqual([]);
  });

  it('lets the container walk decide, not the mood of ExifTool', () => {
    const exiftool: Reading = { reader: 'exiftool', version: '13', ok: false, facts: [], problems: [] };
    expect(judged(walk([]), exiftool).verdict).toBe('unmarked');
    // A format that no walk knows is never unmarked, however content ExifTool is.
    expect(judged({ ...exiftool, ok: true }).verdict).toBe('unreadable');
  });

  it('does not call a file with an unreadable credential unmarked', () => {
    expect(judged(walk([]), store([], 'unreadable')).verdict).toBe('unreadable');
  });

  it('takes strength from the state of the store, and never more than declared from a broken or gathered one', () => {
    const strength = (place: Partial<C2paPlace>): unknown =>
      judged(walk([]), store([c2pa(trained, place)], place.state)).strength;
    expect(strength({ state: 'trusted' })).toBe('trusted');
    expect(strength({ state: 'valid' })).toBe('signed');
    expect(strength({ state: 'invalid' })).toBe('declared');
    expect(strength({ state: 'trusted', gathered: true })).toBe('declared');
  });

  it('lets the C2PA history decide between generated and edited', () => {
    const edited = c2pa(composite, { action: 'c2pa.edited' });
    expect(judged(walk([xmp(trained)]), store([edited])).verdict).toBe('edited');
    expect(judged(walk([xmp(trained), xmp(composite)])).verdict).toBe('generated');
  });

  it('inherits through parentOf and componentOf, not through inputTo', () => {
    const relation = (relation: C2paPlace['relation']): unknown =>
      judged(walk([]), store([c2pa(trained, { relation, active: false })])).verdict;
    expect(relation('asset')).toBe('generated');
    expect(relation('component')).toBe('edited');
    expect(relation('input')).toBe('unmarked');
  });

  it('does not count an AI source type on a non-editorial action', () => {
    expect(judged(walk([]), store([c2pa(capture), c2pa(trained, { action: 'c2pa.transcoded' })])).verdict).toBe('captured');
  });

  it('calls an asset captured only for a trusted signer who vouches for it', () => {
    expect(judged(walk([]), store([c2pa(capture)])).verdict).toBe('captured');
    expect(judged(walk([]), store([c2pa(capture, { state: 'valid' })], 'valid')).verdict).toBe('unmarked');
    expect(judged(walk([]), store([c2pa(capture, { gathered: true })])).verdict).toBe('unmarked');
    expect(judged(walk([xmp(capture)])).verdict).toBe('unmarked');
  });

  it('does not call captured what may have been edited unsaid: an incomplete history or a redaction', () => {
    const whole = (value: string, place: Partial<C2paPlace> = {}): Fact => ({
      ...c2pa(value, place),
      name: 'actions.allActionsIncluded',
    });
    const verdict = (...facts: readonly Fact[]): unknown => judged(walk([]), store([c2pa(capture), ...facts])).verdict;
    expect(verdict(whole('absent'))).toBe('captured');
    expect(verdict(whole('false'))).toBe('unmarked');
    expect(verdict(whole('true'), whole('absent', { manifest: 'urn:2' }))).toBe('unmarked');
    expect(verdict(whole('true'), whole('true', { manifest: 'urn:2' }))).toBe('captured');
    expect(verdict({ ...c2pa('self#jumbf=x'), name: 'redacted' })).toBe('unmarked');
  });

  it('shows statements that do not go together', () => {
    expect(judged(walk([xmp(trained)]), store([c2pa(capture)])).conflicts.map(({ code }) => code)).toContain('capture-and-ai');
    const byHand = xmp('http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits');
    expect(judged(walk([byHand, xmp(trained)])).conflicts.map(({ code }) => code)).toEqual(['denied-and-marked']);
    expect(judged(walk([byHand])).conflicts).toEqual([]);
    // A photograph that AI altered later is no contradiction: it is the case that this tool exists for.
    expect(judged(walk([]), store([c2pa(capture), c2pa(composite, { action: 'c2pa.edited' })])).conflicts).toEqual([]);
  });

  it('shows an AI edit that a capture credential knows nothing of', () => {
    const credit: Fact = { source: 'xmp', name: 'photoshop:Credit', value: 'Edited with Google AI', where: 'APP1 (XMP)' };
    expect(judged(walk([credit]), store([c2pa(capture)])).conflicts.map(({ code }) => code)).toContain('capture-and-ai');
  });

  it('lets only the history of the asset itself decide, not that of a cover or an appended picture', () => {
    const cover = c2pa(trained, { relation: 'component', active: false, inner: true });
    expect(judged(walk([xmp(trained)]), store([cover])).verdict).toBe('generated');
    expect(judged(walk([]), store([cover])).verdict).toBe('edited');
  });

  it('does not let a capture void a disclosure of AI in the same manifest', () => {
    const disclosure: Fact = { ...c2pa(trained), name: 'assertion', value: 'c2pa.ai-disclosure' };
    expect(judged(walk([]), store([c2pa(capture), disclosure])).verdict).toBe('edited');
  });

  it('keeps one piece of evidence where two readers saw the same statement: the one with its place', () => {
    const placed: Fact = { ...xmp(trained), at: { path: 'a.jpg', offset: 20, length: 70 } };
    const exiftool: Reading = { reader: 'exiftool', version: '13', ok: true, facts: [xmp(trained)], problems: [] };
    const { evidence } = judged(exiftool, walk([placed]));
    expect(evidence).toHaveLength(1);
    expect(evidence[0]?.at).toEqual(placed.at);
  });

  it('reports a remote manifest that only the XMP names', () => {
    const provenance: Fact = { source: 'xmp', name: 'dcterms:provenance', value: 'https://example.org/m', where: 'APP1 (XMP)' };
    const result = judged(walk([provenance]));
    expect(result.c2pa).toMatchObject({ state: 'remote', remote: 'https://example.org/m' });
    expect(result.problems).toEqual([{ code: 'c2pa-remote', params: { url: 'https://example.org/m' } }]);
  });

  it('takes names of tags that every object has for names', () => {
    for (const source of ['id3', 'text', 'container', 'xmp'] as const)
      for (const name of ['constructor', '__proto__', 'toString']) {
        const odd: Fact = { source, name, value: 'x', where: 'x' };
        expect(judged(walk([odd])).verdict, name).toBe('unmarked');
        expect(judged(walk([odd, xmp(trained)])).verdict, name).toBe('generated');
      }
  });
});
