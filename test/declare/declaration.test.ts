import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDeclaration } from '../../src/declare/index.ts';
import type { Declaration, DeclarationProblem } from '../../src/model/index.ts';

const digest = 'AB'.repeat(32);

const whole = `
schema: trueslate.declaration/1
statement: uses-listed            # or none-used
policy: netflix
production: { id: RAW-114, title: The Long Road, kind: documentary, company: RawCo, commissioner: netflix }
delivery: { id: RAW-114-D3, frameRate: "25", startTimecode: "10:00:00:00", cutVersion: lock_v7 }
declaredBy: { name: A. Producer, role: post supervisor, date: 2026-11-20 }
tools:
  - { id: T1, vendor: Adobe, name: Firefly, version: "5", licence: enterprise, trainsOnInputs: "no", storesInputs: "no" }
uses:
  - id: U1
    title: Background of the yearbook photograph replaced
    tools: [T1, Magnific]
    degree: composite
    function: anonymisation
    destination: final-visible
    assets: ["stills/yearbook_*.tif", { sha256: "${digest}" }, { documentId: "xmp.did:1" }]
    timecodes: [{ asset: cut/reel1.mov, in: "10:28:04:05", out: "10:28:09:00" }]
    depicts: { realPerson: true, realEvent: true, people: [PER-4] }
    couldBeTakenAsReal: "yes"
    inputs: [{ kind: archival, rights: licensed, licenceAllowsAiAlteration: "yes" }]
    consents: [{ person: PER-4, type: alteration, use: "…", signed: 2026-08-20, reference: "…" }]
    approvals: [{ authority: netflix, status: granted, by: "…", date: 2026-08-28, reference: mail-118 }]
    disclosure: { methods: [lower-third, end-card], wording: "…" }
    humanContribution: "…"
    dateFrom: 2026-09-02
`;

function accepted(text: string, file = 'ai-declaration.yaml'): Declaration {
  const parsed = parseDeclaration(text, file);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.declaration;
}

function refused(text: string | Uint8Array, file = 'ai-declaration.yaml'): readonly DeclarationProblem[] {
  const parsed = parseDeclaration(text, file);
  return 'problems' in parsed ? parsed.problems : [];
}

/** The smallest declaration with one use; `lines` come into the use, each indented by four. */
function withUse(...lines: string[]): string {
  const use = ['id: U1', 'title: Sky', 'tools: [Firefly]', 'degree: altered', 'assets: [a.tif]'];
  const given = new Set(lines.map((line) => line.split(':')[0]));
  const kept = use.filter((line) => !given.has(line.split(':')[0] as string));
  const indented = [...kept, ...lines].map((line, index) => `${index === 0 ? '  - ' : '    '}${line}`);
  return ['schema: trueslate.declaration/1', 'production: { title: X }', 'uses:', ...indented, ''].join('\n');
}

describe('declarations that are accepted', () => {
  it('reads the example of the documentation whole, and keeps every field', () => {
    const declaration = accepted(whole);
    expect(declaration.policy).toEqual(['netflix']);
    expect(declaration.tools).toEqual([
      {
        id: 'T1',
        vendor: 'Adobe',
        name: 'Firefly',
        version: '5',
        licence: 'enterprise',
        trainsOnInputs: 'no',
        storesInputs: 'no',
      },
    ]);
    const [use] = declaration.uses;
    expect(use?.tools).toEqual(['T1', 'Magnific']);
    expect(use?.assets).toEqual([
      { path: 'stills/yearbook_*.tif' },
      { sha256: digest.toLowerCase() },
      { documentId: 'xmp.did:1' },
    ]);
    expect(use?.timecodes).toEqual([{ asset: 'cut/reel1.mov', in: '10:28:04:05', out: '10:28:09:00' }]);
    expect(use?.depicts).toEqual({ realPerson: true, realEvent: true, people: ['PER-4'] });
    expect(use?.disclosure).toEqual({ methods: ['lower-third', 'end-card'], wording: '…' });
    expect(use?.dateFrom).toBe('2026-09-02');
  });

  it('reads the same from JSON, tabs and a byte order mark included', () => {
    const json = `\ufeff${JSON.stringify(accepted(whole), null, '\t')}`;
    expect(accepted(json, 'ai-declaration.json')).toEqual(accepted(whole));
  });

  it('brings snake_case keys, capitals, underscored values and yes/no to one spelling', () => {
    const declaration = accepted(
      `
Schema: trueslate.declaration/1
statement: USES_LISTED
policy: [netflix, house/policy.yaml]
production: { Title: X, kind: Documentary }
delivery: { frame_rate: 23.98, drop_frame: no, start_timecode: 01:00:00:00 }
declared_by: { date: 2026-11-20T10:00:00Z }
tools:
  - { id: T1, name: Sora, Trains_On_Inputs: No, stores_inputs: true, licence: Netflix_Agreement }
uses:
  - ID: U1
    Title: News clip in the background
    tools: [t1]
    degree: Generated
    function: BACKGROUND_PROP
    destination: final_background
    could_be_taken_as_real: true
    depicts: { real_person: yes, minor: "No" }
    Assets: [gfx/clip.mov]
`,
    );
    expect(declaration.statement).toBe('uses-listed');
    expect(declaration.delivery).toEqual({ frameRate: '23.976', dropFrame: false, startTimecode: '01:00:00:00' });
    expect(declaration.tools[0]).toEqual({
      id: 'T1',
      name: 'Sora',
      trainsOnInputs: 'no',
      storesInputs: 'yes',
      licence: 'netflix-agreement',
    });
    expect(declaration.uses[0]).toEqual({
      id: 'U1',
      title: 'News clip in the background',
      tools: ['T1'],
      degree: 'generated',
      function: 'background-prop',
      destination: 'final-background',
      couldBeTakenAsReal: 'yes',
      depicts: { realPerson: true, minor: false },
      assets: [{ path: 'gfx/clip.mov' }],
      timecodes: [],
    });
  });

  it('keeps numbers as they were written where a text is asked for', () => {
    const declaration = accepted(`${withUse('id: 007')}tools: [{ id: 1, name: Imagen, version: 5.10 }]\n`);
    expect(declaration.uses[0]?.id).toBe('007');
    expect(declaration.tools[0]).toEqual({ id: '1', name: 'Imagen', version: '5.10' });
  });

  it('takes a value left blank for a field left out, as in a template half filled in', () => {
    const declaration = accepted(withUse('description:', 'dateFrom:', 'depicts:', 'consents:', 'humanContribution: ""'));
    expect(Object.keys(declaration.uses[0] ?? {}).sort()).toEqual(['assets', 'degree', 'id', 'timecodes', 'title', 'tools']);
  });

  it('follows anchors, so that one list can serve two uses', () => {
    const text = withUse('tools: &tools [Firefly]').replace(
      'uses:',
      'uses:\n  - { id: U0, title: a, tools: [x], degree: altered, assets: [b] }',
    );
    const twice = `${text}  - { id: U2, title: b, tools: *tools, degree: enhanced, assets: [c.tif] }\n`;
    expect(accepted(twice).uses[2]?.tools).toEqual(['Firefly']);
  });

  it('asks no assets of what is not in the delivery, and no uses of a production that used nothing', () => {
    const text = withUse('destination: not-in-delivery').replace('    assets: [a.tif]\n', '');
    expect(accepted(text).uses[0]?.assets).toEqual([]);
    const none = 'schema: trueslate.declaration/1\nstatement: none_used\nproduction: {title: X}\n';
    expect(accepted(none)).toMatchObject({ statement: 'none-used', uses: [], tools: [] });
  });

  it('does not read silence as "none used"', () => {
    expect(accepted('schema: trueslate.declaration/1\nproduction: {title: X}').statement).toBe('not-yet-known');
    expect(accepted(withUse()).statement).toBe('uses-listed');
  });

  it('keeps entries by keys it cannot check apart from those it can', () => {
    const [use] = accepted(withUse('assets: [{ umid: "060A2B34" }, { path: a.tif, xxh64: "0xEF46DB3751D8E999" }]')).uses;
    expect(use?.otherRefs).toEqual([{ umid: '060A2B34' }]);
    expect(use?.assets).toEqual([{ path: 'a.tif', xxh64: 'ef46db3751d8e999' }]);
  });

  it('normalises decomposed names to NFC, as paths of the delivery are', () => {
    expect(accepted(withUse('assets: ["cafe\u0301/a.tif"]')).uses[0]?.assets).toEqual([{ path: 'caf\u00e9/a.tif' }]);
  });
});

describe('declarations that are refused, each with line, column and field', () => {
  const cases: [string, string, Partial<DeclarationProblem>][] = [
    [
      'an unknown key, with the nearest known one',
      withUse('degre: altered').replace('title: Sky', 'titel: Sky'),
      { line: 5, column: 5, field: 'uses[0].titel', code: 'unknown-key', params: expect.objectContaining({ nearest: 'title' }) },
    ],
    [
      'a name of another form, with the one used here',
      withUse('toolIds: [T1]'),
      {
        line: 9,
        column: 5,
        field: 'uses[0].toolIds',
        code: 'unknown-key',
        params: expect.objectContaining({ nearest: 'tools' }),
      },
    ],
    [
      'a required field that is not there, at the map it is missing from',
      withUse().replace('    degree: altered\n', ''),
      { line: 4, column: 5, field: 'uses[0].degree', code: 'missing', params: { key: 'degree' } },
    ],
    [
      'a required field left blank, at its key',
      withUse('title:'),
      { line: 8, column: 5, field: 'uses[0].title', code: 'missing', params: { key: 'title' } },
    ],
    ['a use that covers nothing', withUse('assets: []'), { line: 8, column: 13, field: 'uses[0].assets', code: 'missing' }],
    ['a use without tools', withUse('tools: []'), { line: 8, column: 12, field: 'uses[0].tools', code: 'missing' }],
    [
      'a list where a text belongs',
      withUse('title: [a, b]'),
      { line: 8, column: 12, field: 'uses[0].title', code: 'wrong-type', params: { expected: 'text', found: 'list' } },
    ],
    [
      'a text where a list belongs',
      withUse('tools: Firefly'),
      { line: 8, column: 12, field: 'uses[0].tools', code: 'wrong-type', params: { expected: 'list', found: 'text' } },
    ],
    [
      'a value that no list holds, with the nearest',
      withUse('degree: compsite'),
      {
        line: 8,
        column: 13,
        field: 'uses[0].degree',
        code: 'wrong-value',
        params: {
          value: 'compsite',
          expected: 'choice',
          allowed: 'generated, composite, altered, enhanced, assistive',
          nearest: 'composite',
        },
      },
    ],
    [
      'a digest that is none',
      withUse('assets: [{ sha256: abc123 }]'),
      {
        line: 8,
        column: 24,
        field: 'uses[0].assets[0].sha256',
        code: 'wrong-value',
        params: { value: 'abc123', expected: 'sha256' },
      },
    ],
    [
      'an MD5 cut short',
      withUse('assets: [{ md5: 0123456789abcdef }]'),
      {
        field: 'uses[0].assets[0].md5',
        code: 'wrong-value',
        params: { value: '0123456789abcdef', expected: 'md5' },
      },
    ],
    [
      'a day that no calendar has',
      withUse('dateFrom: 2026-02-30'),
      {
        line: 9,
        column: 15,
        field: 'uses[0].dateFrom',
        code: 'wrong-value',
        params: { value: '2026-02-30', expected: 'date' },
      },
    ],
    [
      'a timecode without frames',
      withUse('timecodes: [{ in: "10:00:00", out: "10:00:01:00" }]'),
      { line: 9, column: 23, field: 'uses[0].timecodes[0].in', code: 'wrong-value' },
    ],
    [
      'a range that ends before it begins',
      withUse('timecodes: [{ in: "10:00:05:00", out: "10:00:01:00" }]'),
      {
        line: 9,
        column: 43,
        field: 'uses[0].timecodes[0].out',
        code: 'wrong-value',
        params: { value: '10:00:01:00', expected: 'after-in' },
      },
    ],
    [
      'a frame that the rate does not have',
      `delivery: { frameRate: 25 }\n${withUse('timecodes: [{ in: "10:00:00:25", out: "10:00:01:00" }]')}`,
      { line: 10, column: 23, code: 'wrong-value', params: { value: '10:00:00:25', expected: 'timecode-rate', rate: '25' } },
    ],
    [
      'a frame rate nobody delivers in',
      `delivery: { frameRate: 26 }\n${withUse()}`,
      { line: 1, column: 24, field: 'delivery.frameRate', code: 'wrong-value' },
    ],
    [
      'a tool id that is not there',
      withUse('tools: [T7]'),
      { line: 8, column: 13, field: 'uses[0].tools[0]', code: 'unknown-tool', params: { id: 'T7', known: '' } },
    ],
    [
      'two uses of one id',
      `${withUse()}  - { id: U1, title: b, tools: [x], degree: altered, assets: [b] }\n`,
      { line: 9, column: 11, field: 'uses[1].id', code: 'duplicate-id', params: { id: 'U1', firstLine: 4 } },
    ],
    [
      'one field in two spellings',
      withUse('dateFrom: 2026-01-01', 'date_from: 2026-01-02'),
      {
        line: 10,
        column: 5,
        field: 'uses[0].dateFrom',
        code: 'unparsable',
        params: { reason: 'duplicate-key', key: 'dateFrom', firstLine: 9 },
      },
    ],
    [
      'a statement that the uses contradict',
      `statement: none-used\n${withUse()}`,
      { line: 1, column: 12, field: 'statement', code: 'wrong-value', params: expect.objectContaining({ expected: 'no-uses' }) },
    ],
    ['broken YAML', 'schema: "x\nproduction: {', { line: 2, code: 'unparsable', field: '' }],
    [
      'an alias of nothing',
      'schema: *nothing',
      { line: 1, column: 9, code: 'unparsable', params: { reason: 'unknown-alias', detail: 'nothing' } },
    ],
    ['two documents in one file', 'a: 1\n---\nb: 2', { line: 2, code: 'unparsable', params: { reason: 'several-documents' } }],
    ['a list instead of a declaration', '- a', { line: 1, column: 1, code: 'wrong-type', field: '' }],
    ['an empty file', '', { code: 'unparsable', params: { reason: 'empty' } }],
    [
      'another version of the schema',
      withUse().replace('/1', '/2'),
      { line: 1, column: 9, field: 'schema', code: 'wrong-value' },
    ],
  ];
  it.each(cases)('%s', (_, text, problem) => {
    expect(refused(text)).toContainEqual(expect.objectContaining({ file: 'ai-declaration.yaml', ...problem }));
  });

  it('gives lines and columns in JSON too, and does not call a misspelt key missing besides', () => {
    const json = '{\n\t"schema": "trueslate.declaration/1",\n\t"production": { "titel": "X" }\n}\n';
    const file = 'ai-declaration.json';
    expect(refused(json, file)).toEqual([
      {
        file,
        line: 3,
        column: 18,
        field: 'production.titel',
        code: 'unknown-key',
        params: expect.objectContaining({ nearest: 'title' }),
      },
    ]);
  });

  it('reports every problem at once, in the order of the text', () => {
    const lines = refused(withUse('degree: x', 'dateFrom: y', 'tools: [T9]')).map((problem) => problem.line);
    expect(lines).toEqual([7, 8, 9]);
  });

  it('takes a plain name for a tool, but not what is shaped like the ids that are there', () => {
    expect(refused(withUse('tools: ["DALL-E 3", Magnific]'))).toEqual([]);
    const declared = `tools: [{ id: tool-1, name: Firefly }]\n${withUse('tools: [tool-2]')}`;
    expect(refused(declared)).toContainEqual(expect.objectContaining({ code: 'unknown-tool' }));
  });
});

describe('the declarations of the fixtures', () => {
  const folder = new URL('../../fixtures/declarations/', import.meta.url);
  const wrong: Record<string, string[]> = {
    'broken-indentation.yaml': ['4:10 unparsable'],
    'duplicate-id.yaml': ['10:9 duplicate-id'],
    'mangled-digest.csv': ['4:5 unparsable'],
    'misspelt-key.yaml': ['9:5 unknown-key'],
    'no-title.yaml': ['3:13 missing'],
    'not-a-declaration.yaml': ['1:1 wrong-type'],
    'nothing-covered.yaml': ['6:5 missing'],
    'undefined-tool.yaml': ['9:13 unknown-tool'],
    'unknown-degree.yaml': ['8:13 wrong-value'],
    'wrong-type.yaml': ['9:13 wrong-type', '10:17 wrong-type'],
  };
  it.each(readdirSync(folder))('%s is accepted, or refused for the one thing that its name says', (name) => {
    const problems = refused(readFileSync(new URL(name, folder)), name);
    expect(problems.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual(wrong[name] ?? []);
  });

  it('are all there', () => {
    expect(readdirSync(folder)).toEqual(expect.arrayContaining([...Object.keys(wrong), 'clean.yaml', 'clean.json']));
  });
});

describe('anchors, aliases and merge keys', () => {
  const text = (uses: string) => `schema: trueslate.declaration/1
production: { title: T }
uses:
${uses}`;
  const read = (uses: string) => {
    const parsed = parseDeclaration(text(uses), 'd.yaml');
    if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
    return parsed.declaration.uses;
  };

  it('copy what they stand for; what a use says itself wins over what it merges', () => {
    const uses = read(`  - &first
    id: U1
    title: One
    tools: [Firefly]
    degree: generated
    assets: [a.jpg]
    approvals: &granted [{ authority: netflix, status: granted }]
  - <<: *first
    id: U2
    assets: [b.jpg]
  - <<: [{ degree: altered }, *first]
    id: U3
    approvals: *granted`);
    expect(uses.map(({ id, title, degree, assets }) => [id, title, degree, assets])).toEqual([
      ['U1', 'One', 'generated', [{ path: 'a.jpg' }]],
      ['U2', 'One', 'generated', [{ path: 'b.jpg' }]],
      ['U3', 'One', 'altered', [{ path: 'a.jpg' }]],
    ]);
    expect(uses[2]?.approvals).toEqual(uses[0]?.approvals);
  });

  it('name what the anchor meant where they stand, also when it is set again', () => {
    const uses = read(`  - { id: U1, title: &t One, tools: [X], degree: generated, assets: [a] }
  - { id: U2, title: *t, tools: [X], degree: generated, assets: [b] }
  - { id: U3, title: &t Three, tools: [X], degree: generated, assets: [c] }
  - { id: U4, title: *t, tools: [X], degree: generated, assets: [d] }`);
    expect(uses.map(({ title }) => title)).toEqual(['One', 'One', 'Three', 'Three']);
  });

  it('may be many: each of 5,000 uses can share one list', () => {
    const many = Array.from(
      { length: 5000 },
      (_, i) => `  - { id: U${i}, title: T, tools: ${i === 0 ? '&t [X]' : '*t'}, degree: generated, assets: [a${i}] }`,
    );
    expect(read(many.join('\n'))).toHaveLength(5000);
  });
});

describe('texts made to harm', () => {
  const reason = (text: string) => refused(text)[0]?.params?.reason;

  it('stops at size, depth and aliases, in time that does not run away', () => {
    expect(reason('x'.repeat(32 * 1024 * 1024 + 1))).toBe('too-large');
    // Each of these kills the process when it is handed to the composer as it is.
    expect(reason('['.repeat(1_000_000))).toBe('too-deep');
    expect(reason('- '.repeat(1_000_000))).toBe('too-deep');
    expect(reason('a: &a [*a]')).toMatch(/too-deep|too-many-aliases/);
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'.split('').map((key, i) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[i]}`)}]`),
    ];
    expect(reason(bomb.join('\n'))).toBe('too-many-aliases');
  });

  it('is not fooled by names of the prototype', () => {
    expect(refused(withUse('__proto__: { degree: generated }', 'constructor: x')).map((problem) => problem.code)).toEqual([
      'unknown-key',
      'unknown-key',
    ]);
  });

  it('stays quick with tens of thousands of keys', () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `k${index}: v`).join('\n');
    const begun = performance.now();
    expect(refused(keys)).toHaveLength(200);
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

describe('ranges past midnight', () => {
  const range = (from: string, to: string) => refused(withUse(`timecodes: [{ in: "${from}", out: "${to}" }]`)).length;

  // Programmes whose timecode begins at 23:59:30:00 are delivered; refusing them would send people to a false timecode.
  it('takes a range that ends after midnight', () => {
    expect(range('23:59:58:00', '00:00:02:00')).toBe(0);
  });

  it('refuses one that would last half a day or more, and one that is empty', () => {
    expect(range('10:00:01:00', '10:00:00:24')).toBe(1);
    expect(range('12:00:00:00', '00:00:00:00')).toBe(1);
    expect(range('10:00:01:00', '10:00:01:00')).toBe(1);
  });
});
