import { describe, expect, it } from 'vitest';
import { joinStatements, judge, nothingSpokenOf, type SpokenOf } from '../../src/judge/index.ts';
import { conflictRules, markersFor } from '../../src/markers/index.ts';
import type { Fact } from '../../src/model/index.ts';

const ern = (value: string, files: readonly string[], more: { id?: string; holds?: string[]; path?: string } = {}): Fact => ({
  source: 'sidecar',
  name: 'ddex:ContainsAI',
  value,
  where: 'DDEX',
  at: { path: more.path ?? 'release/ern.xml', offset: 10, length: 20 },
  of: { id: more.id ?? 'A1', files, ...(more.holds && { holds: more.holds }) },
});
const files = (paths: readonly string[]) =>
  paths.map((path) => ({ path, uri: `file:///${path}`, format: 'audio/wav', size: 1, isMedia: !path.endsWith('.xml') }));
const join = (statements: readonly Fact[], paths: readonly string[], hasRootNames = false): SpokenOf =>
  joinStatements(statements, files([...paths, 'release/ern.xml']), hasRootNames);
/** Whether a name that a message writes leads to this path. */
const names = (written: string, path: string): boolean => join([ern('All', [written])], [path]).about(path).facts.length === 1;
const kept = (statements: readonly Fact[], paths: readonly string[]) =>
  join(statements, paths)
    .own('release/ern.xml', statements)
    .facts.map(({ of, value }) => `${of?.id} ${value}`);

describe('names of files in a message', () => {
  it('are paths from its folder, however they are written', () => {
    for (const written of ['all.wav', './all.wav', 'ALL.wav', 'all.wav?x=1#t=2', ' all.wav ']) {
      expect([written, names(written, 'release/all.wav')]).toEqual([written, true]);
    }
    expect(names('resources/Fu%CC%88chs%201.wav', 'release/resources/Füchs 1.wav'.normalize('NFC'))).toBe(true);
    expect(names('resources\\all.wav', 'release/resources/all.wav')).toBe(true);
    expect(names('all.wav', 'release/resources/all.wav')).toBe(true);
    expect(names('../audio/all.wav', 'audio/all.wav')).toBe(true);
    expect(names('100%.wav', 'release/100%.wav')).toBe(true);
    expect(names('take #1?.wav', 'release/take #1?.wav')).toBe(true);
  });

  it('never lead out of the root, to another root, or to an address elsewhere', () => {
    expect(names('../../all.wav', 'all.wav')).toBe(false);
    expect(names('%2e%2e/%2e%2e/all.wav', 'all.wav')).toBe(false);
    expect(names('https://example.com/all.wav', 'release/all.wav')).toBe(false);
    expect(names('//example.com/all.wav', 'release/all.wav')).toBe(false);
    expect(names('all.wav', 'other/all.wav')).toBe(false);
    const statement = ern('All', ['../two/all.wav'], { path: 'one/ern.xml' });
    expect(join([statement], ['two/all.wav'], true).about('two/all.wav').facts).toEqual([]);
    expect(join([statement], ['two/all.wav'], false).about('two/all.wav').facts).toHaveLength(1);
  });

  it('mean nobody where several files differ from them by case alone', () => {
    expect(join([ern('All', ['a.wav'])], ['release/A.wav', 'release/A.WAV']).about('release/A.wav').facts).toEqual([]);
  });
});

describe('statements of a message', () => {
  it('speak of their media as a whole, and name the message', () => {
    const told = join([ern('All', ['all.wav'])], ['release/all.wav']).about('release/all.wav');
    expect(told.facts).toEqual([expect.objectContaining({ value: 'All', where: 'release/ern.xml: DDEX' })]);
    expect(told.facts[0]).not.toHaveProperty('of');
    expect(told.messages.map(({ path, uri }) => [path, uri])).toEqual([['release/ern.xml', 'file:///release/ern.xml']]);
  });

  it('stay with the message where the file is not there, and leave it where it is', () => {
    const statements = [ern('All', ['all.wav']), ern('Partly', ['lost.wav'], { id: 'A2' })];
    expect(kept(statements, ['release/all.wav'])).toEqual(['A2 Partly']);
    expect(join(statements, ['release/all.wav']).own('release/ern.xml', statements).others).toEqual(['release/all.wav']);
  });

  it('about a release speak of each recording only where they say all or none', () => {
    const release = (value: string) => ern(value, ['a.wav', 'b.wav'], { id: 'R0', holds: ['A1', 'A2'] });
    const both = ['release/a.wav', 'release/b.wav'];
    expect(join([release('All')], both).about('release/b.wav').facts).toHaveLength(1);
    expect(kept([release('All')], both)).toEqual([]);
    // One recording is missing: what is said of it must not be lost.
    expect(kept([release('All')], ['release/a.wav'])).toEqual(['R0 All']);
    expect(join([release('Partly')], both).about('release/a.wav').facts).toEqual([]);
    expect(kept([release('Partly')], both)).toEqual(['R0 Partly']);
    expect(kept([release('Partly'), ern('All', ['a.wav']), ern('None', ['b.wav'], { id: 'A2' })], both)).toEqual([]);
    expect(kept([release('Partly'), ern('None', ['a.wav'])], both)).toEqual(['R0 Partly']);
  });
});

describe('XMP that names another resource', () => {
  const mark = { source: 'xmp', name: 'Iptc4xmpExt:DigitalSourceType', where: 'APP1' } as const;
  const value = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
  const verdict = (...facts: readonly Fact[]) => {
    const asset = {
      path: 'a.jpg',
      uri: 'file:///a.jpg',
      kind: 'image',
      format: 'image/jpeg',
      recognised: true,
      size: 1,
      parts: [],
    } as const;
    const walk = { reader: 'container', version: '1', ok: true, facts, problems: [] };
    return judge(asset, [], [walk], markersFor, conflictRules);
  };

  it('does not accuse the file, and is shown for a person to look at', () => {
    const judged = verdict({ ...mark, value, elsewhere: 'other.jpg' });
    expect([judged.verdict, judged.evidence[0]?.relation]).toEqual(['possible', 'elsewhere']);
    expect(verdict({ ...mark, value }).verdict).toBe('generated');
    // What the file says of itself counts in full beside it.
    expect(verdict({ ...mark, value, elsewhere: 'other.jpg' }, { ...mark, value }).verdict).toBe('generated');
  });

  it('stands against nothing, and tells nothing about the file', () => {
    const human = 'http://cv.iptc.org/newscodes/digitalsourcetype/humanEdits';
    expect(verdict({ ...mark, value: human, elsewhere: 'b.jpg' }, { ...mark, value }).conflicts).toEqual([]);
    const id: Fact = { source: 'xmp', name: 'xmpMM:DocumentID', value: 'xmp.did:9', where: 'APP1', elsewhere: 'b.jpg' };
    expect(verdict(id).about.documentId).toBeUndefined();
  });
});

describe('what a message says', () => {
  it('of everything in it is said of each, and of a part of it of none', () => {
    const about = (value: string) =>
      join([ern(value, ['a.wav'], { holds: ['R1'] })], ['release/a.wav']).about('release/a.wav').facts.length;
    expect(['All', ' none ', 'NONE'].map(about)).toEqual([1, 1, 1]);
    expect(['nearly all', 'all but one', 'none of the vocals', 'x none', 'Partly'].map(about)).toEqual([0, 0, 0, 0, 0]);
  });

  it('of a release that names no file, or a file that is not there, stays with the message', () => {
    expect(kept([ern('All', [], { holds: ['R1'] })], ['release/a.wav'])).toEqual(['A1 All']);
    expect(kept([ern('All', ['a.wav', 'gone.wav'], { holds: ['R1'] })], ['release/a.wav'])).toEqual(['A1 All']);
  });

  it('"partly" of a release stays with the message where the recordings that are there are free of AI', () => {
    const release = ern('Partly', ['a.wav'], { id: 'R', holds: ['A1'] });
    expect(kept([release, ern(' None ', ['a.wav'])], ['release/a.wav'])).toEqual(['R Partly']);
    expect(kept([release, ern('none of it by hand', ['a.wav'])], ['release/a.wav'])).toEqual([]);
    expect(kept([release, ern('All', ['a.wav'], { path: 'other/ern.xml' })], ['other/a.wav'])).toContain('R Partly');
  });

  it('leads to the message, which is named as its source, and to nothing where nobody speaks', () => {
    const joined = join([ern('All', ['a.wav'])], ['release/a.wav', 'release/b.wav']);
    expect(joined.about('release/a.wav').facts[0]).toMatchObject({ where: 'release/ern.xml: DDEX' });
    expect(joined.about('release/a.wav').facts[0]).not.toHaveProperty('of');
    expect(joined.about('release/a.wav').messages.map(({ path }) => path)).toEqual(['release/ern.xml']);
    expect(joined.about('release/b.wav')).toEqual({ facts: [], messages: [] });
    expect(nothingSpokenOf.about('release/a.wav')).toEqual({ facts: [], messages: [] });
    expect(nothingSpokenOf.own('a', [ern('All', [])])).toEqual({ facts: [ern('All', [])], others: [] });
  });

  it('of a file that is no media, or by a name that is too long or empty, is said of nothing', () => {
    expect(join([ern('All', ['ern.xml'])], []).about('release/ern.xml').facts).toEqual([]);
    expect(names('', 'release/resources')).toBe(false);
    expect(names('?x', 'release/resources')).toBe(false);
    for (const address of ['c:\\a.wav', '\\\\host\\a.wav', 'a+b-1.c:a.wav'])
      expect(names(address, `release/${address}`)).toBe(false);
    expect(names('1:a.wav', 'release/1:a.wav')).toBe(true);
    expect(names('a//b.wav', 'release/a/b.wav')).toBe(true);
    const long = (count: number) => `${'x'.repeat(count - 4)}.wav`;
    expect([4096, 4097].map((count) => names(long(count), `release/${long(count)}`))).toEqual([true, false]);
  });
});
