import { describe, expect, it } from 'vitest';
import { parseDeclaration } from '../../src/declare/index.ts';
import { messages } from '../../src/messages/index.ts';
import type { Declaration, DeclarationProblem } from '../../src/model/index.ts';

const file = 'ai-declaration.csv';

function accepted(content: string | Uint8Array): Declaration {
  const parsed = parseDeclaration(content, file);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.declaration;
}

function refused(content: string | Uint8Array): readonly DeclarationProblem[] {
  const parsed = parseDeclaration(content, file);
  return 'problems' in parsed ? parsed.problems : [];
}

const head = 'production.title,The Long Road\n\n';
const headings = 'id,title,tools,degree,assets';

/** A table of uses with one more column. */
const withColumn = (heading: string, ...values: string[]): string =>
  `${head}${headings},${heading}\n${values.map((value, index) => `U${index + 1},Sky,Firefly,altered,a.tif,${value}\n`).join('')}`;

describe('what producers type into a CSV', () => {
  const smallest = [
    { id: 'U1', title: 'Sky', tools: ['Firefly'], degree: 'altered', assets: [{ path: 'a.tif' }], timecodes: [] },
  ];
  const plain = `${head}${headings}\nU1,Sky,Firefly,altered,a.tif\n`;

  it.each([
    ['as it should be', plain],
    ['with a byte order mark and Windows line ends', `\ufeff${plain.replaceAll('\n', '\r\n')}`],
    ['with semicolons', plain.replaceAll(',', ';')],
    ['with tabs', plain.replaceAll(',', '\t')],
    ['with a line that names the separator', `sep=;\n${plain.replaceAll(',', ';')}`],
    ['with empty rows and rows of separators', `\n,,,,\n${plain}\n,,,,\n   \n`],
    ['with columns that are empty', `${head}${headings},,\nU1,Sky,Firefly,altered,a.tif,,\n`],
    ['with the names of other forms', plain.replace(headings, 'Use ID,TITLE,Tool_IDs,Degree *,File Name')],
    ['with blanks and non-breaking spaces', `${head}${headings}\n U1 ,\u00a0Sky\u00a0,Firefly ,\u00a0Altered,a.tif \n`],
    ['with the title in a column', `production.title,${headings}\nThe Long Road,U1,Sky,Firefly,altered,a.tif\n`],
  ])('reads a table %s', (_, text) => {
    const { production, uses, statement } = accepted(text);
    expect({ title: production.title, uses, statement }).toEqual({
      title: 'The Long Road',
      uses: smallest,
      statement: 'uses-listed',
    });
  });

  it.each(['utf16le', 'latin1'] as const)('reads %s', (encoding) => {
    const text = withColumn('description', 'Caf\u00e9');
    const mark = encoding === 'utf16le' ? '\ufeff' : '';
    expect(accepted(Buffer.from(mark + text, encoding)).uses[0]?.description).toBe('Caf\u00e9');
  });

  it('reads a statement that nothing was used from keys alone', () => {
    expect(accepted('production.title;X\nstatement;none_used\n')).toMatchObject({ statement: 'none-used', uses: [] });
  });

  it('keeps lists in one cell apart: semicolons, line breaks, quotes, drop-frame timecode', () => {
    const text = withColumn('timecodes', '"cut/r.mov 10:00:00;02 - 10:00:01;00; 10:00:02:00-10:00:03:00"').replace(
      'a.tif',
      `"a.tif; ""b;1.tif""\nsha256: ${'ab'.repeat(32)}\nxmp.did:7"`,
    );
    const [use] = accepted(text).uses;
    expect(use?.assets).toEqual([
      { path: 'a.tif' },
      { path: 'b;1.tif' },
      { sha256: 'ab'.repeat(32) },
      { documentId: 'xmp.did:7' },
    ]);
    expect(use?.timecodes).toEqual([
      { asset: 'cut/r.mov', in: '10:00:00;02', out: '10:00:01;00' },
      { in: '10:00:02:00', out: '10:00:03:00' },
    ]);
  });

  it('reads several approvals from numbered columns', () => {
    const text = `${head}${headings},approval.authority,Approval Status,approval.2.authority\nU1,Sky,Firefly,altered,a.tif,netflix,granted,legal\n`;
    expect(accepted(text).uses[0]?.approvals).toEqual([{ authority: 'netflix', status: 'granted' }, { authority: 'legal' }]);
  });

  it('lists tools as keys, and takes a comma between listed tools for two of them', () => {
    const text = `${head}tool.1.id,T1\ntool.1.name,Firefly\ntool.2.id,T2\n${headings}\nU1,Sky,"T1, T2",altered,a.tif\n`;
    expect(accepted(text).uses[0]?.tools).toEqual(['T1', 'T2']);
    expect(accepted(text.replace('T1, T2', 'Sky, the tool')).uses[0]?.tools).toEqual(['Sky, the tool']);
  });

  it.each([
    ['28.08.2026', '2026-08-28'],
    ['28/08/2026', '2026-08-28'],
    ['08/28/2026', '2026-08-28'],
    ['2026/8/28', '2026-08-28'],
    ['28 Aug 2026', '2026-08-28'],
    ['"Aug 28, 2026"', '2026-08-28'],
    ['46262', '2026-08-28'],
    ['5/5/2026', '2026-05-05'],
  ])('reads the date %s', (written, iso) => {
    expect(accepted(withColumn('date from', written)).uses[0]?.dateFrom).toBe(iso);
  });

  it('lets another row settle which is the month, and refuses what nothing settles', () => {
    expect(accepted(withColumn('dateFrom', '03/04/2026', '28/08/2026')).uses[0]?.dateFrom).toBe('2026-04-03');
    expect(accepted(withColumn('dateFrom', '03/04/2026', '08/28/2026')).uses[0]?.dateFrom).toBe('2026-03-04');
    for (const others of [[], ['28/08/2026', '08/28/2026']]) {
      expect(refused(withColumn('dateFrom', '03/04/2026', ...others))).toEqual([
        expect.objectContaining({
          cell: 'F4',
          field: 'uses[0].dateFrom',
          code: 'wrong-value',
          params: { value: '03/04/2026', expected: 'date-order' },
        }),
      ]);
    }
  });

  it.each([
    ['frame share pct', '"55,5 %"', { frameSharePct: 55.5 }],
    ['depicts real person', 'WAHR', { depicts: { realPerson: true } }],
    ['could be taken as real', 'oui', { couldBeTakenAsReal: 'yes' }],
    ['description', `'=SUM(A1)`, { description: '=SUM(A1)' }],
    ['description', '"=""0012"""', { description: '0012' }],
    ['description', "'0012", { description: '0012' }],
    ['description', "'Tis a text", { description: "'Tis a text" }],
    ['disclosure.methods', '"Lower Third, end_card"', { disclosure: { methods: ['lower-third', 'end-card'] } }],
  ])('reads %s %s', (heading, written, expected) => {
    expect(accepted(withColumn(heading, written)).uses[0]).toMatchObject(expected);
  });
});

describe('remarks and unknown columns', () => {
  it.each(['Notes', 'Remarks', 'comment'])('takes a column %s for the description', (heading) => {
    expect(accepted(withColumn(heading, 'checked by Anna')).uses[0]?.description).toBe('checked by Anna');
  });

  it('refuses it beside a description', () => {
    expect(refused(withColumn('description,Notes', 'one,two'))).toEqual([
      expect.objectContaining({ cell: 'G3', params: expect.objectContaining({ reason: 'two-headings' }) }),
    ]);
  });

  // Sixty headings for one wrong word hid the word.
  it('names three columns at most where the heading is like none', () => {
    const [problem] = refused(withColumn('dgree of it', 'x'));
    expect(String(problem?.params?.closest).split(', ')).toHaveLength(3);
    expect(problem?.params).not.toHaveProperty('known');
    expect(messages().declarationProblems['unknown-key'](problem?.params ?? {}).length).toBeLessThan(200);
  });
});

describe('no use is missed because of the shape of a table', () => {
  const one = (problem: Partial<DeclarationProblem>) => [expect.objectContaining({ file, ...problem })];

  it.each<[string, string, Partial<DeclarationProblem>]>([
    [
      'text in a column without a heading',
      withColumn('', 'b.tif'),
      { cell: 'F4', line: 4, code: 'unparsable', params: expect.objectContaining({ reason: 'beyond-headings', value: 'b.tif' }) },
    ],
    ['a heading that nobody knows', withColumn('dgree of it', 'x'), { cell: 'F3', code: 'unknown-key' }],
    [
      'a misspelt heading, with the nearest',
      withColumn('prominense', 'visible'),
      { cell: 'F3', code: 'unknown-key', params: expect.objectContaining({ nearest: 'prominence' }) },
    ],
    [
      'two headings for one thing',
      withColumn('files', 'b.tif'),
      { cell: 'F3', params: { reason: 'two-headings', key: 'files', value: 'E3' } },
    ],
    [
      'a row without an id',
      `${head}${headings}\n,Sky,Firefly,altered,a.tif\n`,
      { cell: 'A4', field: 'uses[0].id', code: 'missing' },
    ],
    [
      'a row with nothing but a remark',
      `${head}${headings}\nU1,Sky,Firefly,altered,a.tif\n,,,,see mail\n`,
      { line: 5, field: 'uses[1].id', code: 'missing' },
    ],
    [
      'a line that is no key',
      `AI list of the film,\n${head}${headings}\nU1,Sky,Firefly,altered,a.tif\n`,
      { cell: 'A1', code: 'unknown-key' },
    ],
    [
      'a formula',
      withColumn('description', '=A1&B1'),
      { cell: 'F4', code: 'unparsable', params: expect.objectContaining({ reason: 'formula-cell' }) },
    ],
    [
      'a column too narrow to be saved',
      withColumn('dateFrom', '########'),
      { cell: 'F4', params: expect.objectContaining({ reason: 'error-cell' }) },
    ],
    [
      'a digest that became a number',
      withColumn('asset.2.sha256', '1.2E+34'),
      { cell: 'F4', params: { reason: 'mangled-number', value: '1.2E+34' } },
    ],
    [
      'an asset that became a number',
      `${head}${headings}\nU1,Sky,Firefly,altered,"1,2E+34"\n`,
      { cell: 'E4', params: { reason: 'mangled-number', value: '1,2E+34' } },
    ],
    [
      'an id that became a date',
      `${head}${headings}\n03-Apr,Sky,Firefly,altered,a.tif\n`,
      { cell: 'A4', field: 'uses[0].id', params: { reason: 'mangled-date', value: '03-Apr' } },
    ],
    [
      'a quote that is never closed',
      `${head}${headings}\nU1,"Sky,Firefly,altered,a.tif\nU2,b,c,altered,d\n`,
      { line: 4, params: { reason: 'quote-not-closed' } },
    ],
    [
      'a range that is none',
      withColumn('timecodes', '10:00 to the end'),
      { cell: 'F4', params: expect.objectContaining({ expected: 'timecode-range' }) },
    ],
  ])('refuses %s', (_, text, problem) => {
    expect(refused(text)).toEqual(expect.arrayContaining(one(problem)));
  });

  it('counts lines of the file and rows of the spreadsheet each in their own way', () => {
    const text = `${head}${headings}\nU1,"Sky\nand sea",Firefly,altered,a.tif\nU2,Sea,Firefly,lots,a.tif\n`;
    expect(refused(text)).toEqual(one({ line: 6, column: 4, cell: 'D5', field: 'uses[1].degree' }));
  });

  it('refuses an empty table, and bytes that are no workbook', () => {
    expect(refused(' \n,,\n')).toEqual(one({ code: 'unparsable', params: { reason: 'empty' } }));
    expect(parseDeclaration(Buffer.from('no zip'), 'a.xlsx')).toMatchObject({
      problems: [{ params: { reason: 'not-a-workbook' } }],
    });
  });
});
