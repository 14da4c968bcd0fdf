import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { importForm } from '../../src/declare/forms/import-form.ts';
import { messages } from '../../src/messages/index.ts';
import type { Report } from '../../src/model/index.ts';
import { renderCueSheet } from '../../src/report/cue-sheet.ts';
import type { ReportOptions } from '../../src/report/index.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';
import { answeredSample } from './sample-answered.ts';

// An archive producer signs this sheet: what nobody declared must stand in it as such, and nothing may be made up.
const options: ReportOptions = { messages: messages('en'), width: 80, colour: false, onlyFailures: false };
const sheet = (report: Report): Record<string, string>[] => parse(renderCueSheet(report, options), { bom: true, columns: true });

describe('the cue sheet', () => {
  it('reads as the golden file says', async () => {
    await expect(renderCueSheet(answeredSample, options)).toMatchFileSnapshot('golden/answered.cuesheet.csv');
  });

  it('has a row for each range and each file of a use, and for what was declared and is not there', () => {
    const of = (id: string) => sheet(answeredSample).filter((row) => row['Use ID'] === id);
    expect(of('U3').map((row) => [row.Asset, row['Timecode in'], row['Timecode out']])).toEqual([
      ['cut/reel2.mov', '10:23:00:00', '10:23:04:12'],
      ['cut/reel2.mov', '10:25:10:03', '10:25:11:00'],
      ['cut/reel2.mov', '10:31:00:20', '10:31:02:00'],
      ['promo/promo.mov', '01:00:59;28', '01:01:00;02'],
    ]);
    expect(of('U1').map((row) => row.Files)).toEqual(['stills/yearbook_comp.tif', 'stills/yearbook_crop.jpg']);
    expect(of('U2').map((row) => [row.Files, row.Outcome])).toEqual([
      ['stills/map_of_the_route.png', 'no signal'],
      ['stills/opening_sky.tif', 'not found in the delivery'],
    ]);
    expect(of('U4')).toHaveLength(1);
  });

  it('says of every marked asset without a use, and of every range, that it is not declared', () => {
    const rows = sheet(answeredSample).filter((row) => row['Declared or not'] === 'NOT DECLARED');
    expect(rows.map((row) => row.Files)).toEqual([
      'stills/archive/jennifer_1999.jpg',
      'stills/archive/jennifer_1999_b.jpg',
      'stills/archive/street_1998.jpg',
      'stills/archive/street_1998.jpg',
    ]);
    expect(rows.at(-1)).toMatchObject({ Asset: 'cut/reel2.mov', 'Timecode in': '10:24:00:01', 'Timecode out': '10:24:03:00' });
    for (const row of rows) expect([row['Use ID'], row.Tool, row['Copyright status']]).toEqual(['', '', '']);
  });

  it('keeps what was declared apart from what was found', () => {
    const row = sheet(answeredSample).find(({ Files }) => Files === 'stills/archive/jennifer_1999.jpg');
    expect(row).toMatchObject({ Tool: '', 'Tool found': 'ChatGPT', 'Version found': 'gpt-image' });
    const declared = sheet(answeredSample).find(({ Files }) => Files === 'stills/yearbook_comp.tif');
    expect(declared).toMatchObject({ Tool: 'Firefly', 'Software version': '5', 'Tool found': 'Adobe Firefly' });
    expect(declared?.['Source material']).toBe('yearbook_scan.tif (found: edited from it)');
  });

  it('gives the prompt with the file that holds it, and sources, rights and notice as declared', () => {
    const rows = sheet(answeredSample);
    expect(rows.find(({ Files }) => Files === 'stills/archive/street_1998.jpg')?.Prompt).toBe(
      'a street in 1998, film grain [found in stills/archive/street_1998.jpg]',
    );
    expect(rows.find((row) => row['Use ID'] === 'U3')).toMatchObject({
      Prompt: 'see paper/prompts.txt',
      'Source material': 'voice-sample, narration_pickup.wav',
      'Copyright status': 'cleared, licence allows alteration by AI',
      Disclosure: 'lower third, end card: "The narrator\'s voice was made younger with AI."',
      Tool: 'Firefly; ElevenLabs',
    });
  });

  it('lists every marked asset where no declaration was given', () => {
    const rows = sheet({ ...sample, declaration: null, uses: [], ranges: [] });
    expect(rows).toHaveLength(5);
    expect(rows.every((row) => row['Declared or not'] === 'NOT DECLARED')).toBe(true);
  });

  it('can be read back as the form of a declaration', () => {
    const read = importForm(Buffer.from(renderCueSheet(answeredSample, options)), 'x.cuesheet.csv', 'cue-sheet');
    if (read === undefined || 'problems' in read) throw new Error(JSON.stringify(read));
    const uses = read.written.uses as readonly { readonly id?: string; readonly timecodes?: readonly unknown[] }[];
    expect(uses.find(({ id }) => id === 'U3')?.timecodes).toHaveLength(4);
  });

  it('lets no control character and no further row of a stranger through', () => {
    const text = renderCueSheet(hostileReport, options);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
    expect(text.replaceAll('\r\n', '').slice(1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]|\p{Cs}/u);
    expect(new Set(sheet(hostileReport).map((row) => row['Declared or not']))).toEqual(new Set(['declared', 'NOT DECLARED']));
  });
});
