import { deflateRawSync } from 'node:zlib';
import XLSX from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { parseDeclaration } from '../../src/declare/index.ts';
import type { Declaration, DeclarationProblem } from '../../src/model/index.ts';

type Row = readonly (string | number | boolean | XLSX.CellObject | undefined)[];
const file = 'ai-declaration.xlsx';

/** A workbook as a spreadsheet program saves it; `touch` changes a sheet before. */
function workbook(sheets: Record<string, readonly Row[]>, touch: (book: XLSX.WorkBook) => void = () => {}): Uint8Array {
  const book = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet: XLSX.WorkSheet = { '!ref': 'A1:Z60' };
    rows.forEach((row, r) => {
      row.forEach((value, c) => {
        const cell =
          typeof value === 'object'
            ? value
            : { t: typeof value === 'string' ? 's' : typeof value === 'boolean' ? 'b' : 'n', v: value };
        if (value !== undefined) sheet[XLSX.utils.encode_cell({ r, c })] = cell as XLSX.CellObject;
      });
    });
    XLSX.utils.book_append_sheet(book, sheet, name);
  }
  touch(book);
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Uint8Array;
}

const production: Row[] = [
  ['key', 'value'],
  ['production.title', 'The Long Road'],
];
const headings = ['id', 'title', 'tools', 'degree', 'assets'];
const use = ['U1', 'Sky', 'T1', 'altered', 'a.tif'];
const plain = {
  production,
  tools: [
    ['id', 'name', 'version'],
    ['T1', 'Firefly', 5],
  ],
  uses: [headings, use],
};

function accepted(bytes: Uint8Array): Declaration {
  const parsed = parseDeclaration(bytes, file);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems, null, 1));
  return parsed.declaration;
}

function refused(bytes: Uint8Array): readonly DeclarationProblem[] {
  const parsed = parseDeclaration(bytes, file);
  return 'problems' in parsed ? parsed.problems : [];
}

describe('workbooks', () => {
  it('puts the sheets together: approvals, consents, inputs and ranges belong to the use that they name', () => {
    const declaration = accepted(
      workbook({
        ...plain,
        approvals: [
          ['use', 'authority', 'status', 'date'],
          ['U1', 'netflix', 'granted', { t: 'n', v: 46262, z: 'dd.mm.yyyy' }],
        ],
        consents: [
          ['use', 'person', 'specific use', 'signed'],
          ['U1', 'PER-4', 'the yearbook page', '28.08.2026'],
        ],
        timecodes: [
          ['use', 'asset', 'in', 'out'],
          ['U1', 'cut/r.mov', '10:00:00:00', '10:00:01:00'],
          ['U1', undefined, '10:00:02:00', '10:00:03:00'],
        ],
      }),
    );
    expect(declaration.tools).toEqual([{ id: 'T1', name: 'Firefly', version: '5' }]);
    expect(declaration.uses[0]).toMatchObject({
      tools: ['T1'],
      approvals: [{ authority: 'netflix', status: 'granted', date: '2026-08-28' }],
      consents: [{ person: 'PER-4', use: 'the yearbook page', signed: '2026-08-28' }],
      timecodes: [
        { asset: 'cut/r.mov', in: '10:00:00:00', out: '10:00:01:00' },
        { in: '10:00:02:00', out: '10:00:03:00' },
      ],
    });
  });

  it('reads one sheet of any name with keys above the headings, shown or hidden', () => {
    const bytes = workbook(
      {
        Tabelle1: [
          ['production.title', 'X'],
          [],
          headings,
          ['U1', 'Sky', 'Firefly', 'altered', 'a.tif'],
          [],
          ['U2', 'Sea', 'Firefly', 'altered', 'b.tif'],
        ],
      },
      (book) => {
        book.Workbook = { Sheets: [{ name: 'Tabelle1', Hidden: 0 }] };
        (book.Sheets.Tabelle1 as XLSX.WorkSheet)['!rows'] = [{}, {}, {}, {}, {}, { hidden: true }];
      },
    );
    expect(accepted(bytes).uses.map(({ id }) => id)).toEqual(['U1', 'U2']);
    const hidden = workbook({ ...plain, 'reel 2': [headings, ['U2', 'Sea', 'T1', 'altered', 'b.tif']] }, (book) => {
      book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 0 }, { Hidden: 0 }, { Hidden: 2 }] };
    });
    expect(accepted(hidden).uses.map(({ id }) => id)).toEqual(['U1', 'U2']);
  });

  it('takes leading zeros and percentages as they are shown, and booleans for yes and no', () => {
    const bytes = workbook({
      production,
      uses: [
        [...headings, 'frameSharePct', 'depicts.realPerson'],
        [{ t: 'n', v: 7, z: '000' }, 'Sky', 'Firefly', 'altered', 'a.tif', { t: 'n', v: 0.55, z: '0%' }, true],
      ],
    });
    expect(accepted(bytes).uses[0]).toMatchObject({ id: '007', frameSharePct: 55, depicts: { realPerson: true } });
  });

  it.each<[string, Uint8Array, Partial<DeclarationProblem>]>([
    [
      'a formula',
      workbook({ ...plain, uses: [headings, ['U1', 'Sky', 'T1', 'altered', { t: 's', v: 'a.tif', f: 'A1' }]] }),
      { sheet: 'uses', cell: 'E2', params: expect.objectContaining({ reason: 'formula-cell', count: 1 }) },
    ],
    [
      'merged cells',
      workbook(plain, (book) => {
        (book.Sheets.uses as XLSX.WorkSheet)['!merges'] = [XLSX.utils.decode_range('B2:B3'), XLSX.utils.decode_range('C2:C3')];
      }),
      { sheet: 'uses', cell: 'B2', params: { reason: 'merged-cells', key: 'B2:B3', count: 2 } },
    ],
    [
      'a digest that became a number',
      workbook({
        ...plain,
        uses: [
          [...headings, 'asset.2.sha256'],
          [...use, 1.2e34],
        ],
      }),
      { sheet: 'uses', cell: 'F2', params: expect.objectContaining({ reason: 'mangled-number' }) },
    ],
    [
      'an id of too many digits',
      workbook({ ...plain, uses: [headings, [1234567890123456, 'Sky', 'T1', 'altered', 'a.tif']] }),
      { cell: 'A2', field: 'uses[0].id', params: expect.objectContaining({ reason: 'mangled-number' }) },
    ],
    [
      'an id that became a date',
      workbook({ ...plain, uses: [headings, [{ t: 'n', v: 46115, z: 'd-mmm' }, 'Sky', 'T1', 'altered', 'a.tif']] }),
      { cell: 'A2', params: { reason: 'mangled-date', value: '2026-04-03' } },
    ],
    [
      'a sheet that nobody knows',
      workbook({ ...plain, 'Reel 2 stuff': [['b.tif', 'generated']] }),
      { sheet: 'Reel 2 stuff', params: expect.objectContaining({ reason: 'unknown-sheet' }) },
    ],
    [
      'an approval of a use that is not there',
      workbook({
        ...plain,
        approvals: [
          ['use', 'authority'],
          ['U7', 'netflix'],
        ],
      }),
      { sheet: 'approvals', cell: 'A2', params: expect.objectContaining({ expected: 'use-id', value: 'U7' }) },
    ],
    [
      'approvals without the use',
      workbook({ ...plain, approvals: [['authority'], ['netflix']] }),
      { sheet: 'approvals', params: { reason: 'no-use-column', key: 'approvals' } },
    ],
    [
      'text beyond the last heading',
      workbook({ ...plain, uses: [headings, [...use, 'b.tif']] }),
      { sheet: 'uses', cell: 'F2', params: expect.objectContaining({ reason: 'beyond-headings' }) },
    ],
    [
      'an error value',
      workbook({ ...plain, uses: [headings, ['U1', 'Sky', 'T1', 'altered', { t: 'e', v: 0x17 }]] }),
      { cell: 'E2', params: expect.objectContaining({ reason: 'error-cell' }) },
    ],
  ])('refuses %s, naming sheet and cell once', (_, bytes, problem) => {
    expect(refused(bytes)).toEqual([expect.objectContaining({ file, ...problem })]);
  });
});

describe('workbooks made to harm', () => {
  /** A ZIP of one deflated file, with whatever its directory claims of its size. */
  function zip(name: string, body: Buffer, claimed: number): Buffer {
    const packed = deflateRawSync(body);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimed, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed]);
    const listed = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, Buffer.alloc(14), Buffer.from(name)]);
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 0, 'latin1');
    end.writeUInt16LE(1, 8);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(listed.length, 12);
    end.writeUInt32LE(local.length, 16);
    return Buffer.concat([local, listed, end]);
  }

  it('unpacks no more than the limit, whatever the directory says', () => {
    const bomb = Buffer.alloc(140 << 20);
    for (const claimed of [bomb.length, 10]) {
      expect(refused(zip('xl/workbook.xml', bomb, claimed))).toMatchObject([
        { code: 'unparsable', params: { reason: 'too-large' } },
      ]);
    }
  });

  it('refuses a ZIP that is no workbook, one that is cut, and the old form', () => {
    expect(refused(zip('word/document.xml', Buffer.from('<a/>'), 4))).toMatchObject([{ params: { reason: 'not-a-workbook' } }]);
    expect(refused(workbook(plain).subarray(0, 900))).toMatchObject([{ params: { reason: 'not-a-workbook' } }]);
    expect(refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatchObject([{ params: { reason: 'old-workbook' } }]);
  });
});
