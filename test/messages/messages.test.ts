import { describe, expect, it } from 'vitest';
import { declarationLine, messages, shortValue, wordFinding, wordProblem } from '../../src/messages/index.ts';
import type { DeclarationProblem, Finding, ProblemCode, RuleCode } from '../../src/model/index.ts';
import { problemCodes, rules } from '../../src/model/index.ts';
import { finding, params, texts } from './rule-params.ts';

const en = messages('en');

describe('the words of findings', () => {
  it.each(Object.keys(rules) as RuleCode[])('%s: whole sentences for every shape of its params', (code) => {
    for (const values of params[code]) {
      const worded = wordFinding(finding(code, values), en);
      for (const sentence of [worded.message, worded.fix]) {
        expect(sentence).toMatch(/^\S.*[.?]$/);
        expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\.\.$| {2}/);
      }
    }
  });

  it('name the asset, the mark, the generator and the strength of what is not declared', () => {
    const { message } = wordFinding(finding('D01', params.D01[0] as Finding['params']), en);
    expect(message).toBe(
      'a.jpg carries a mark that it was made by generative AI, and no declared use covers it: T: "V", by G (signed).',
    );
  });

  it('do not say that something is missing which only differs in capitals', () => {
    const told = params.D14.map((values) => wordFinding(finding('D14', values), en).message);
    expect(told).toEqual([
      'U1 (Sky) names what is not in this delivery: b.jpg.',
      'U1 (Sky) names B.jpg, which is written b.jpg in this delivery.',
      'U1 (Sky) names B*.jpg, which is written b1.jpg and 2 more in this delivery.',
    ]);
  });

  it('say why a file was not read, from a problem code or from the reason why it was skipped', () => {
    const told = params.T01.map((values) => wordFinding(finding('T01', values), en).message);
    expect(told).toEqual([
      'a.jpg was not read in full: the file ends too early.',
      'a.jpg was not read in full: the file ends too early.',
      'a was not read in full: link out of the delivery (/mnt).',
      'a was not read in full: new-code.',
    ]);
  });

  it('cut a prompt that is pages long', () => {
    const values = { asset: 'a.png', title: 'T', value: 'x'.repeat(5000) };
    expect(wordFinding(finding('P07', values), en).message.length).toBeLessThan(300);
    expect(shortValue('http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia')).toBe('trainedAlgorithmicMedia');
    expect(shortValue('https://example.org/digitalsourcetype/x')).toBe('https://example.org/digitalsourcetype/x');
  });
});

describe('the words of problems', () => {
  it.each(problemCodes)('%s: whole sentences, with and without values', (code: ProblemCode) => {
    const full = {
      reader: 'png',
      offset: 12,
      detail: 'bad CRC',
      limit: '10 s',
      what: 'iTXt',
      expected: 'PNG',
      found: 'JPEG',
      url: 'u',
    };
    for (const problem of [wordProblem({ code }, en), wordProblem({ code, params: full }, en)])
      for (const sentence of [problem.message, problem.hint]) {
        expect(sentence).toMatch(/^[A-Z].*\.$/);
        expect(sentence).not.toMatch(/undefined|null|\.\.$| {2}/);
      }
  });
});

describe('the line for an error in a declaration', () => {
  const line = (said: Partial<DeclarationProblem>) =>
    declarationLine(
      { file: 'ai-declaration.yaml', line: 14, column: 5, field: 'uses[0].degre', code: 'unknown-key', ...said },
      en,
    );

  it('names file, line, column and field, and the nearest key', () => {
    expect(line({ params: { key: 'degre', nearest: 'degree' } })).toBe(
      'ai-declaration.yaml:14:5: uses[0].degre: there is no such key "degre"; did you mean "degree"?',
    );
  });

  it('leaves out what the format does not have', () => {
    const {
      line: _line,
      column: _column,
      ...bare
    } = { file: 'd.xlsx', field: '', code: 'unparsable', line: 0, column: 0 } as const;
    expect(declarationLine({ ...bare, params: { detail: 'not a workbook.' } }, en)).toBe(
      'd.xlsx: the file could not be parsed: not a workbook.',
    );
  });

  it('says what kind of value is expected', () => {
    const told = (expected: string) =>
      line({ code: 'wrong-value', params: { value: 'x', expected } })
        .split(': ')
        .slice(2)
        .join(': ');
    expect(told('date')).toBe('the value "x" is not allowed: a date is written YYYY-MM-DD.');
    expect(told('1-5')).toBe('the value "x" is not allowed: a number from 1 to 5 is needed.');
    expect(told('choice')).toBe('the value "x" is not allowed.');
  });

  it('says why a text is no declaration', () => {
    const said = line({ field: 'tools', code: 'unparsable', params: { reason: 'duplicate-key', key: 'tools', firstLine: 3 } });
    expect(said).toBe('ai-declaration.yaml:14:5: tools: the key "tools" stands here a second time, first in line 3; keep one.');
  });

  it('lists the allowed values', () => {
    expect(line({ field: 'uses[0].degree', code: 'wrong-value', params: { value: 'fake', allowed: 'generated, altered' } })).toBe(
      'ai-declaration.yaml:14:5: uses[0].degree: the value "fake" is not allowed. Allowed: generated, altered.',
    );
  });

  it('is a whole sentence for every code, even without values', () => {
    for (const code of Object.keys(en.declarationProblems) as DeclarationProblem['code'][])
      expect(line({ code })).toMatch(/^ai-declaration\.yaml:14:5: uses\[0\]\.degre: [a-z].*[.?]$/);
  });
});

describe('a credential that does not validate (P01)', () => {
  it('blames the certificate, and not an identity that was only not looked up', () => {
    const said = { asset: 'a.jpg', ai: 0 as const, codes: 'signingCredential.expired, cawg.ica.did_unavailable' };
    expect(en.rules.P01.message(said)).toBe('The content credential of a.jpg does not validate (signingCredential.expired).');
    expect(en.rules.P01.fix(said)).toMatch(/^Nothing says that the file was changed: the certificate has lapsed/);
    const changed = { ...said, codes: 'assertion.dataHash.mismatch, cawg.ica.did_unavailable' };
    expect(en.rules.P01.fix(changed)).toMatch(/^Get the file as it was signed/);
  });
});

describe('the whole table', () => {
  it('calls nothing human-made, authentic or safe', () => {
    expect(texts(en).filter((text) => /human[- ]made|authentic|genuine|\bsafe\b|\breal\b photo/i.test(text))).toEqual([]);
  });

  it('has no empty text', () => {
    expect(texts(en).filter((text) => text.trim() === '')).toEqual([]);
  });

  it('says of unmarked what it is', () => {
    expect(en.verdicts.unmarked.means).toBe('Read in full, no mark found.');
  });
});
