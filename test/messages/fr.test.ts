import { describe, expect, it } from 'vitest';
import { markers } from '../../src/markers/index.ts';
import { declarationLine, messages, wordFinding, wordProblem } from '../../src/messages/index.ts';
import type { DeclarationProblem, ProblemCode, RuleCode } from '../../src/model/index.ts';
import { problemCodes, rules } from '../../src/model/index.ts';
import { shippedPolicies } from '../../src/policy/index.ts';
import { finding, params, texts } from './rule-params.ts';

const en = messages('en');
const fr = messages('fr');

/** Paths of all texts, functions and lists of a table. */
function keys(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, inner]) => keys(inner, `${path}.${key}`));
}

/** Any parameter that a text asks for: 7 as a number or a text, whatever its name. */
const any: unknown = new Proxy(
  {},
  {
    get: (_, key) =>
      key === Symbol.toPrimitive
        ? () => '7'
        : key === 'bytes' || typeof key === 'symbol'
          ? undefined
          : key === 'kind'
            ? 'two-vendors'
            : '7',
  },
);

/** What the functions of a table say, given `any`; those that want lists or records are left out and named. */
function said(value: unknown, path = ''): { told: string[]; silent: string[] } {
  if (typeof value === 'function') {
    try {
      const text = value(any, '7', '7') as unknown;
      return { told: (Array.isArray(text) ? text : [text]).map(String), silent: [] };
    } catch {
      return { told: [], silent: [path] };
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { told: [], silent: [] };
  const parts = Object.entries(value).map(([key, inner]) => said(inner, `${path}.${key}`));
  return { told: parts.flatMap(({ told }) => told), silent: parts.flatMap(({ silent }) => silent) };
}

/** Without what stays as it is in every language: quotations of codes and fields, options, commands, names. */
function prose(text: string): string {
  return text
    .replace(/«[^»]*»/g, ' ')
    .replace(/\{\w+\}|<[^>]*>|#.*TODO/g, ' ')
    .replace(/^\s*(- )?\w+:/, ' ')
    .replace(/--?[\w-]+|[\w.]+\[\][\w.]*|\w+(-\w+)+|\.\w+/g, ' ')
    .replace(/Content Credentials?|trueslate \w+( \w+)?/g, ' ');
}

const english =
  /\b(the|and|of|is|are|was|were|not|with|without|has|have|this|that|these|which|what|who|it|its|by|from|must|nothing|none|found|file|files|asset|assets|delivery|deliver|finding|findings|issue|blocker|marked|unmarked|declared|declaration|approval|policy|policies|credential|evidence|sidecar|waiver|unknown|missing|written|reading|here)\b/i;

const sentences = (): string[] => [...texts(fr), ...said(fr).told];

describe('the French table', () => {
  it('has the keys of the English one, no more and no fewer', () => {
    expect(keys(fr)).toEqual(expect.arrayContaining(keys(en)));
    expect(keys(en)).toEqual(expect.arrayContaining(keys(fr)));
  });

  it('has no empty text', () => {
    expect(texts(fr).filter((text) => text.trim() === '')).toEqual([]);
  });

  it('holds no English words', () => {
    expect(sentences().filter((text) => english.test(prose(text)))).toEqual([]);
  });

  it('has hardly a text that was forgotten: equal to the English one', () => {
    const same = texts(fr).filter((text) => texts(en).includes(text) && /[a-z]{3}.* .*[a-z]{3}/.test(text));
    expect(same.filter((text) => !/^(Content Credential|\s|uses:|final, visible$)/i.test(text))).toEqual([]);
  });

  it('is heard by this test but for the texts that are made of lists', () => {
    expect(said(fr).silent.length).toBeLessThan(12);
    expect(said(fr).told.length).toBeGreaterThan(150);
  });

  it('sets a narrow space that does not break before ; ! ? and inside guillemets, and curved apostrophes', () => {
    const wrong = sentences().filter((text) => /[ \u00a0][;:!?»]|«[^\u202f]|[^\u202f]»|[\p{L}]'\p{L}/u.test(text));
    expect(wrong).toEqual([]);
    const bare = sentences().filter((text) => /\p{L}[;!?]( |$)/u.test(prose(text)));
    expect(bare).toEqual([]);
  });

  it('never says undefined, null or NaN', () => {
    expect(sentences().filter((text) => /undefined|\bnull\b|NaN|\[object/.test(text))).toEqual([]);
  });

  it('calls nothing human-made, authentic or safe', () => {
    expect(sentences().filter((text) => /authentique|humain[e]? (?:à 100|pur)|fait main|garanti sans/i.test(text))).toEqual([]);
    expect(fr.verdicts.unmarked.means).toBe('Lu en entier, aucune marque trouvée.');
  });
});

describe('the French titles of marks', () => {
  it('keep no English words of any mark in the catalogue', () => {
    const titles = markers.map(({ title }) => fr.markerTitle(title));
    expect(
      titles.filter((title) => /\b(the|of|an|with|by|in|that|says|made|from|and|or)\b/i.test(title.replace(/«.*»/, ''))),
    ).toEqual([]);
  });

  it('leave a title alone that nobody knows', () => {
    expect(fr.markerTitle('Xyz 9')).toBe('Xyz 9');
  });
});

describe('the French words of policies', () => {
  const written = shippedPolicies().flatMap(({ title, about, rules: settings }) => [
    title,
    ...(about === undefined ? [] : [about]),
    ...Object.values(settings).flatMap((list) => list.flatMap(({ because }) => because ?? [])),
  ]);

  it('cover every title, description and reason of a shipped policy', () => {
    expect(written.length).toBeGreaterThan(40);
    for (const text of written) {
      const french = fr.policies.text(text);
      expect(french).not.toBe(text);
      expect(prose(french).replace(/Archival Producers Alliance|PBS Programming et Standards & Practices/g, '')).not.toMatch(
        english,
      );
      expect(french).not.toMatch(/[ \u00a0][;:!?»]|«[^\u202f]|[^\u202f]»|[\p{L}]'\p{L}/u);
      expect(french.endsWith('.')).toBe(text.endsWith('.'));
    }
  });

  it('leave the text of another policy alone', () => {
    expect(fr.policies.text('Our own rules.')).toBe('Our own rules.');
  });

  it('name who approves with the word before', () => {
    expect(fr.policies.authorities(['netflix', 'commissioner'])).toBe('Seul compte un accord de netflix ou du diffuseur.');
  });
});

describe('the values in French sentences on findings', () => {
  const said = (code: RuleCode, values: Parameters<typeof finding>[1]) => wordFinding(finding(code, values), fr).message;
  const about = { use: 'U1', title: 'Ciel' };

  it('are words for where a use stands, written with hyphens or spaces, whatever else is said keeps its words', () => {
    for (const prominence of ['prominent', 'final story critical', 'final-visible', 'marketing', 'part of the finals'])
      expect(said('D13', { ...about, prominence })).not.toMatch(/«|final |story|prominent|marketing|finals/);
    expect(said('D13', { ...about, prominence: 'part of the finals' })).toContain('fait partie de la version définitive');
    expect(said('D13', { ...about, prominence: 'hero' })).toContain('hero');
  });

  it('are words for who approves', () => {
    expect(said('D05', { ...about, reason: 'none', needed: 'netflix or commissioner' })).toContain(
      'sans accord de netflix ou du diffuseur',
    );
    expect(said('D06', { ...about, reason: 'refused', authority: 'commissioner' })).toContain('L’accord du diffuseur');
  });

  it('are words for what went in', () => {
    for (const input of ['third party image L100', 'voice sample', 'personal data', 'archival', 'production footage', 'material'])
      expect(said('D12', { ...about, input, reason: 'unknown' })).not.toMatch(/party|sample|data|archival|footage|material\b/);
  });
});

describe('the French words of findings', () => {
  it.each(Object.keys(rules) as RuleCode[])('%s: whole sentences for every shape of its params', (code) => {
    for (const values of params[code]) {
      const worded = wordFinding(finding(code, values), fr);
      for (const sentence of [worded.message, worded.fix]) {
        expect(sentence).toMatch(/^\S.*[.?]$/);
        expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\.\.$| {2}/);
        expect(prose(sentence)).not.toMatch(english);
      }
      expect(worded.message).not.toBe(wordFinding(finding(code, values), en).message);
    }
  });

  it('name the asset, the mark, the generator and the strength of what is not declared', () => {
    const [values] = params.D01;
    if (!values) throw new Error('no params for D01');
    expect(wordFinding(finding('D01', values), fr).message.replaceAll('\u202f', '_')).toBe(
      'a.jpg porte une marque qui l’indique généré par une IA générative, et aucun usage déclaré ne le couvre_: T_: «_V_», par G (signé).',
    );
  });

  it('have 0 and 1 in the singular', () => {
    const { report, headlines } = fr;
    expect([0, 1, 2].map(report.assets)).toEqual(['0 média', '1 média', '2 médias']);
    expect([0, 1, 2].map(report.blockers)).toEqual(['0 bloquant', '1 bloquant', '2 bloquants']);
    const none = {
      assets: 5,
      marked: 0,
      undisclosed: 0,
      blockers: 0,
      issues: 0,
      fyi: 0,
      answered: 0,
      answeredMarks: 0,
      promised: 0,
      undisclosedFindings: 0,
      seen: 0,
      seenIn: 0,
      containing: 0,
      unread: 0,
      unsought: 0,
    };
    expect(headlines.undisclosed({ ...none, undisclosed: 1 })).toBe('1 média est marqué comme IA et non déclaré.');
    expect(headlines.undisclosed({ ...none, undisclosed: 3 })).toBe('3 médias sont marqués comme IA et non déclarés.');
    expect(headlines.findings({ ...none, blockers: 1, issues: 2 })).toBe(
      'Aucune marque d’IA non déclarée n’a été trouvée, mais 1 constat bloquant et 2 constats à traiter appellent une réponse.',
    );
  });
});

describe('the French words of problems', () => {
  it.each(problemCodes)('%s: whole sentences, with and without values', (code: ProblemCode) => {
    const full = { reader: 'png', at: 12, missing: 3, detail: 'png-crc', limit: '10 s', what: 'iTXt', format: 'PNG', url: 'u' };
    for (const problem of [wordProblem({ code }, fr), wordProblem({ code, params: full }, fr)])
      for (const sentence of [problem.message, problem.hint]) {
        expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
        expect(sentence).not.toMatch(/undefined|null|\.\.$| {2}/);
        expect(prose(sentence)).not.toMatch(english);
      }
  });
});

describe('the French line for an error in a declaration', () => {
  it('is a whole sentence for every code, even without values', () => {
    for (const code of Object.keys(fr.declarationProblems) as DeclarationProblem['code'][]) {
      const line = declarationLine({ file: 'd.yaml', line: 14, column: 5, field: 'uses[0].degre', code }, fr);
      expect(line).toMatch(/^d\.yaml:14:5: uses\[0\]\.degre: \p{Ll}.*[.?]$/u);
      expect(line).not.toMatch(/undefined|null|\.\.$| {2}/);
    }
  });

  it('names the nearest key', () => {
    const line = declarationLine(
      { file: 'd.yaml', line: 1, column: 1, field: '', code: 'unknown-key', params: { key: 'degre', nearest: 'degree' } },
      fr,
    );
    expect(line.replaceAll('\u202f', '_')).toBe(
      'd.yaml:1:1: cette clé n’existe pas_: «_degre_»_; vouliez-vous dire «_degree_»_?',
    );
  });
});
