import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import * as model from '../../src/model/index.ts';
import { renderJson } from '../../src/report/json.ts';
import { sighting } from '../sighting.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Schema {
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}

const schema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')) as Schema & {
  readonly $defs: Readonly<Record<string, Schema>>;
};
const validate = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true }).compile(schema);
const [still] = sample.assets;
if (still === undefined) throw new Error('the sample has no asset');
/** The sample with everything that tracing can say. */
const traced: model.Report = {
  ...sample,
  marked: [{ ...still, path: `marked:project/${still.path}`, outcome: 'outside' }],
  coverage: {
    ...sample.coverage,
    traced: {
      sources: 2,
      targets: 1,
      gaps: model.traceGapCodes.map((code) => ({ path: 'a.jpg', role: 'source', code, detail: '' })),
    },
  },
  sightings: [
    sighting({
      area: 0.4,
      outline: [[0.1, -0.2]],
      shownSeconds: 1.5,
      mirrored: true,
      declaredOnly: true,
      original: 'stills/b.jpg',
      proof: {
        source: 'data:image/webp;base64,AA==',
        target: 'data:image/webp;base64,AA==',
        original: 'data:image/webp;base64,AA==',
      },
    }),
    sighting({ medium: 'clip', sourceFromSeconds: 0, sourceToSeconds: 4, speed: -0.5, from: null, to: null }),
    sighting({ medium: 'sound', stream: 1, channels: [0, 1] }),
    sighting({
      plays: [
        { in: 'imp/CPL.xml', fromSeconds: 2, toSeconds: 4, from: '01:00:02:00', to: '01:00:04:00' },
        { in: 'imp/CPL.xml', fromSeconds: 9.5, toSeconds: 10, from: null, to: null },
      ],
    }),
    sighting({ in: 'stills/b.jpg', fromSeconds: null, toSeconds: null, from: null, to: null }),
  ],
};
const plain = (): Json => JSON.parse(renderJson(traced)) as Json;

/** Every object of the report that is ours, with the way that leads to it. */
function objects(value: Json, way: string): { way: string; object: { [key: string]: Json } }[] {
  if (Array.isArray(value)) return value.flatMap((item) => objects(item, `${way}[]`));
  if (typeof value !== 'object' || value === null) return [];
  const free = /\.(content|params|engines)$/;
  if (free.test(way)) return [];
  return [{ way, object: value }, ...Object.entries(value).flatMap(([key, item]) => objects(item, `${way}.${key}`))];
}

describe('the schema of the report', () => {
  it('accepts a whole report', () => {
    expect(validate(plain()), JSON.stringify(validate.errors, null, 1)).toBe(true);
  });

  it('accepts whatever text strangers write', () => {
    expect(validate(JSON.parse(renderJson(hostileReport))), JSON.stringify(validate.errors, null, 1)).toBe(true);
  });

  it('accepts a report without declaration, assets and findings', () => {
    const byVerdict = { generated: 0, edited: 0, possible: 0, unreadable: 0, captured: 0, unmarked: 0 };
    const coverage = { assets: 0, byVerdict, skipped: [], notChecked: [], manifests: [], traced: null };
    const bare = {
      ...sample,
      deliveryVerdict: 'incomplete',
      declaration: null,
      coverage,
      assets: [],
      uses: [],
      findings: [],
    } as const;
    expect(validate(JSON.parse(renderJson(bare)))).toBe(true);
  });

  it('refuses a name that it does not know, in every object that is ours', () => {
    const ways = new Set<string>();
    const report = plain();
    for (const { way, object } of objects(report, '')) {
      if (ways.has(way)) continue;
      ways.add(way);
      object.surprise = 1;
      expect(validate(report), way).toBe(false);
      delete object.surprise;
    }
    expect(ways.size).toBeGreaterThan(24);
    expect(validate(report)).toBe(true);
  });

  it('refuses a report, an asset or a finding that lacks a name', () => {
    const report = plain() as { [key: string]: Json };
    const first = (list: string): { [key: string]: Json } =>
      (report[list] as { [key: string]: Json }[])[0] as { [key: string]: Json };
    for (const object of [report, first('assets'), first('findings'), first('uses')])
      for (const [key, value] of Object.entries(object)) {
        delete object[key];
        expect(validate(report), key).toBe(false);
        object[key] = value;
      }
  });

  it('refuses a code that does not go with its rule', () => {
    const report = plain() as unknown as { findings: { code: string }[] };
    (report.findings[0] as { code: string }).code = 'D02';
    expect(validate(report)).toBe(false);
  });

  it('knows the very lists of the model', () => {
    const names = (definition: string, property?: string): readonly string[] =>
      (property === undefined ? schema.$defs[definition]?.enum : schema.$defs[definition]?.properties?.[property]?.enum) ?? [];
    expect(names('verdict')).toEqual(model.verdicts);
    expect(names('strength')).toEqual(model.strengths);
    expect(names('evidence', 'says')).toEqual(model.sayings);
    expect(names('evidence', 'source')).toEqual(model.factSources);
    const encoding = schema.$defs.at?.properties?.encoding as { items?: { enum?: readonly string[] } } | undefined;
    expect(encoding?.items?.enum).toEqual(model.encodings);
    expect(names('manifest', 'relation')).toEqual(model.manifestRelations);
    expect(names('c2pa', 'state')).toEqual(model.c2paStates);
    expect(names('problem', 'code')).toEqual(model.problemCodes);
    expect(names('skipped', 'reason')).toEqual(Object.keys(model.skipReasons));
    expect(names('asset', 'kind')).toEqual(model.assetKinds);
    expect(names('use', 'outcome')).toEqual(model.useOutcomes);
    expect(names('sighting', 'medium')).toEqual(model.sightingMedia);
    expect(names('sighting', 'relation')).toEqual(model.sightingRelations);
    expect(names('asset', 'outcome')).toEqual(model.assetOutcomes);
    expect(names('finding', 'severity')).toEqual(model.severities);
    expect(names('finding', 'code')).toEqual(Object.keys(model.rules));
    expect(names('finding', 'rule')).toEqual(Object.values(model.rules));
  });
});
