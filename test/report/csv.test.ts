import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import type { Report } from '../../src/model/index.ts';
import { assetsCsv, findingsCsv, usesCsv } from '../../src/report/csv.ts';
import { sighting } from '../sighting.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';
import { answeredSample } from './sample-answered.ts';

const options = { messages: messages('en'), width: 80, colour: false, onlyFailures: false };
const rendered = (reporter: typeof findingsCsv, report: Report): string => String(reporter.render(report, options));
/** Records as a strict reader sees them: equal numbers of cells, quotes only as RFC 4180 has them. */
const records = (text: string): Record<string, string>[] => parse(text, { bom: true, columns: true, record_delimiter: '\r\n' });

describe('the CSV reports', () => {
  it('read as the golden files say', async () => {
    await expect(rendered(findingsCsv, sample)).toMatchFileSnapshot('golden/sample.csv');
    await expect(rendered(assetsCsv, sample)).toMatchFileSnapshot('golden/sample.assets.csv');
    await expect(rendered(usesCsv, sample)).toMatchFileSnapshot('golden/sample.uses.csv');
  });

  it('have one record a finding, asset and use, undisclosed findings first', () => {
    const findings = records(rendered(findingsCsv, sample));
    expect(findings.map(({ code }) => code)).toEqual(['D01', 'D01', 'P01', 'D14', 'T01', 'T01', 'P07', 'D17']);
    expect(findings[0]).toMatchObject({
      asset: 'stills/archive/jennifer_1999.jpg',
      strength: 'signed',
      offset: '20',
      length: '41233',
    });
    expect(records(rendered(assetsCsv, sample)).map(({ path }) => path)).toEqual(sample.assets.map(({ path }) => path));
    expect(records(rendered(usesCsv, sample)).map(({ outcome, tools }) => [outcome, tools])).toEqual([
      ['found', 'Adobe Firefly 5'],
      ['partly-found', 'Adobe Firefly 5'],
    ]);
  });

  it('say of both copies which findings speak of them, and how often marked material is seen', () => {
    const seen = { ...sample, sightings: [sighting({ source: 'stills/archive/street_1998.jpg' })] };
    const assets = new Map(records(rendered(assetsCsv, seen)).map((asset) => [asset.path, asset]));
    expect(assets.get('stills/archive/jennifer_1999_b.jpg')).toMatchObject({ findings: 'D01', verdict: 'generated' });
    expect(assets.get('cut/reel2.mov')).toMatchObject({ verdict: 'unmarked', sightings: '1' });
  });

  it('name the uses that cover an asset, and their findings: a file of an unapproved use is not settled', () => {
    const assets = new Map(records(rendered(assetsCsv, answeredSample)).map((asset) => [asset.path, asset]));
    expect(assets.get('cut/reel2.mov')).toMatchObject({ findings: 'D05 | D15', uses: 'U3' });
    expect(assets.get('promo/promo.mov')).toMatchObject({ findings: 'D05', uses: 'U3' });
    // D14 speaks of the file that is missing, not of the one that is there.
    expect(assets.get('stills/map_of_the_route.png')).toMatchObject({ findings: '', uses: 'U2' });
  });

  it('show the answer to a finding', () => {
    const waiver = { answer: 'not-ai', reason: 'Shot on film', by: 'Q. C.', date: '2026-11-01', expires: '2027-11-01' } as const;
    const answered = { ...sample, findings: sample.findings.map((finding) => ({ ...finding, waiver })) };
    expect(records(rendered(findingsCsv, answered))[0]).toMatchObject(waiver);
  });

  it('keep the line breaks of a reason, say which use covers the finding, and take no name for prose', () => {
    const waiver = {
      answer: 'declared',
      use: 'U1',
      reason: 'Covered by the use.\r\n\r\n  See mail 118.\n',
      by: 'Q. C.\nInc.',
      date: '2026-11-01',
    } as const;
    const answered = { ...sample, findings: sample.findings.map((finding) => ({ ...finding, waiver })) };
    expect(records(rendered(findingsCsv, answered))[0]).toMatchObject({
      state: 'answered',
      coveredBy: 'U1',
      reason: 'Covered by the use.\nSee mail 118.',
      by: 'Q. C.\\nInc.',
    });
    // Readers that take a bare line feed for the end of a record need the quotes (RFC 4180, 2.6).
    expect(rendered(findingsCsv, answered)).toContain(',"Covered by the use.\nSee mail 118.",');
  });

  it('begin with a byte order mark and end every record with CRLF', () => {
    for (const reporter of [findingsCsv, assetsCsv, usesCsv]) {
      const text = rendered(reporter, sample);
      expect(text.startsWith('\ufeff')).toBe(true);
      expect(text.endsWith('\r\n')).toBe(true);
      expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    }
  });

  it('have no cell that a spreadsheet would run', () => {
    const bad = ['=cmd|calc', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '＝1'];
    for (const name of bad) {
      const assets = sample.assets.map((asset) => ({ ...asset, path: name, about: { make: name, software: name } }));
      const findings = sample.findings.map((finding) => ({ ...finding, asset: name, message: name, fix: name }));
      for (const reporter of [findingsCsv, assetsCsv])
        for (const record of records(rendered(reporter, { ...sample, assets, findings })))
          for (const cell of Object.values(record)) expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    }
  });

  it('keep one record a line and no character that drives a terminal, whatever stands in the values', () => {
    for (const reporter of [findingsCsv, assetsCsv, usesCsv]) {
      const text = rendered(reporter, hostileReport);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
      expect(text.slice(1).replaceAll('\r\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]|\p{Cs}/u);
      expect(records(text)).toHaveLength(records(rendered(reporter, sample)).length);
    }
  });

  it('are headings alone for a report without anything', () => {
    const bare = { ...sample, assets: [], findings: [], uses: [], declaration: null };
    for (const reporter of [findingsCsv, assetsCsv, usesCsv]) expect(rendered(reporter, bare).split('\r\n')).toHaveLength(2);
  });
});
