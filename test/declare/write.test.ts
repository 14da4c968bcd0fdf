import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { declarationFormats, parseDeclaration, type ReadableDeclaration, writeDeclaration } from '../../src/declare/index.ts';
import type { DigestAlgorithm } from '../../src/model/index.ts';
import { declarationFields } from '../../src/written/declaration-fields.ts';
import type { FieldType } from '../../src/written/field-types.ts';

function accepted(content: string | Uint8Array, file: string): ReadableDeclaration {
  const parsed = parseDeclaration(content, file);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems.slice(0, 5), null, 1));
  return parsed;
}

function throughForm(written: ReadableDeclaration['written'], format: (typeof declarationFormats)[number]): ReadableDeclaration {
  const form = writeDeclaration(written, format);
  if ('tooLong' in form) throw new Error(form.tooLong);
  return accepted(form.content, `x.${format}`);
}

describe('the declarations of the fixtures', () => {
  const folder = new URL('../../fixtures/declarations/', import.meta.url);
  const sound = readdirSync(folder).filter(
    (name) => 'declaration' in parseDeclaration(readFileSync(new URL(name, folder)), name),
  );
  it.each(sound.flatMap((name) => declarationFormats.map((format) => [name, format] as const)))(
    '%s comes back whole from %s',
    (name, format) => {
      const { declaration, written } = accepted(readFileSync(new URL(name, folder)), name);
      expect(throughForm(written, format).declaration).toEqual(declaration);
    },
  );
});

/** A small generator of numbers, so that a failure can be had again (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Texts that spreadsheets and YAML like to misread. */
const awkward = [
  'no',
  '25',
  '007',
  '5.10',
  '1E+05',
  '1.2E+34',
  '03-Apr',
  '=SUM(A1)',
  '+49 30',
  '-x',
  '@home',
  "'quoted",
  "'90",
  'a; b',
  'a, b',
  '"q"',
  'say "no"',
  'line\nbreak',
  'caf\u00e9 \u65e5\u672c',
  '10:00:00:00',
  '2026-01-02',
  'TRUE',
  'null',
  '~',
  '# x',
  '_x0041_',
  'sha256: x',
  'xmp.did:1',
  'a - b',
  '#REF',
  '03/04/2026',
  '{a}',
  '[1]',
  'path',
  'x'.repeat(300),
];

const digests: Readonly<Record<DigestAlgorithm, string>> = {
  md5: 'a0'.repeat(16),
  sha1: 'a0'.repeat(20),
  sha256: 'a0'.repeat(32),
  sha512: 'a0'.repeat(64),
  xxh64: 'a0'.repeat(8),
  xxh3: 'a0'.repeat(8),
  xxh128: 'a0'.repeat(16),
  c4: `c4${'aZ'.repeat(44)}`,
};

function anything(type: FieldType, below: (n: number) => number): unknown {
  switch (type.type) {
    case 'text':
      return awkward[below(awkward.length)];
    case 'date':
      return `2026-0${1 + below(9)}-1${below(9)}${below(2) ? '' : 'T10:00:00Z'}`;
    case 'timecode':
      return `10:0${below(9)}:00:0${below(9)}`;
    case 'frame-rate':
      return ['25', '23.976'][below(2)];
    case 'digest':
      return digests[type.algorithm];
    case 'boolean':
      return below(2) === 1;
    case 'number':
      return type.min + below(1000) / 10;
    case 'choice':
      return type.values[below(type.values.length)];
    case 'list':
      return Array.from({ length: 1 + below(3) }, () => anything(type.of, below));
    case 'map': {
      const entries = Object.entries(type.fields).filter(
        ([, field]) => ('required' in field && field.required) || below(2) === 1,
      );
      const kept = entries.length > 0 ? entries : Object.entries(type.fields).slice(0, 1);
      return Object.fromEntries(kept.map(([key, field]) => [key, anything(field, below)]));
    }
  }
}

function made(seed: number): object {
  const below = numbers(seed);
  const whole = anything({ type: 'map', fields: declarationFields }, below) as Record<string, unknown>;
  const range = (asset: number) => ({
    asset: awkward[asset],
    in: '10:00:00:01',
    out: '10:00:09:00',
    ...(below(3) ? {} : { track: 'V1' }),
  });
  const uses = (whole.uses ?? [anything(declarationFields.uses.of, below)]) as Record<string, unknown>[];
  return {
    ...whole,
    statement: 'uses-listed',
    tools: undefined,
    delivery: undefined,
    uses: uses.map((use, index) => ({
      ...use,
      id: `${awkward[below(30)]}${index}`,
      tools: ['Firefly', 'a; "b", c'],
      assets: [awkward[below(30)], { path: 'z', sha256: 'ab'.repeat(32) }, { umid: '060A 2B; 34' }].slice(0, 1 + below(3)),
      timecodes: [range(below(30)), range(below(30))],
      disclosure: { methods: ['credits'], timecodes: [range(below(30))] },
    })),
  };
}

describe('declarations with every field and awkward texts', () => {
  it.each(declarationFormats)('come back whole from %s', (format) => {
    for (let seed = 1; seed <= 60; seed++) {
      const { declaration, written } = accepted(JSON.stringify(made(seed)), 'x.json');
      expect(throughForm(written, format).declaration, `seed ${seed}`).toEqual(declaration);
    }
  });
});

describe('what is written', () => {
  const text =
    'uses:\n  - { title: Sky, id: U1, tools: [a], degree: altered, assets: [a.tif], description: "no" }\nproduction: { title: "25" }\nschema: trueslate.declaration/1\n';

  it('keeps the order of the keys between YAML and JSON', () => {
    const { written } = accepted(text, 'x.yaml');
    const json = writeDeclaration(written, 'json');
    const keys = (content: unknown): string => JSON.stringify(content);
    const yaml = writeDeclaration(accepted('content' in json ? json.content : '', 'x.json').written, 'yaml');
    expect(keys(parse('content' in yaml ? String(yaml.content) : ''))).toBe(keys(parse(text)));
  });

  it('quotes in YAML what YAML would misread, and leaves dates as people write them', () => {
    const { written } = accepted(`${text}declaredBy: { date: 2026-11-20 }\n`, 'x.yaml');
    const yaml = writeDeclaration(written, 'yaml');
    expect(yaml).toMatchObject({ content: expect.stringContaining('description: "no"') });
    expect(yaml).toMatchObject({ content: expect.stringContaining('title: "25"') });
    expect(yaml).toMatchObject({ content: expect.stringContaining('date: 2026-11-20') });
  });

  it('writes no cell that a spreadsheet would calculate', () => {
    const { written } = accepted(text.replace('"no"', '"=HYPERLINK(1)"'), 'x.yaml');
    const csv = writeDeclaration(written, 'csv');
    expect('content' in csv ? String(csv.content) : '').toContain(",'=HYPERLINK(1)");
  });

  it('says which text does not fit into a cell instead of cutting it', () => {
    const { written } = accepted(text.replace('"no"', `"${'x'.repeat(32_768)}"`), 'x.yaml');
    expect(writeDeclaration(written, 'xlsx')).toEqual({ tooLong: 'uses: description' });
  });
});
