import { describe, expect, it } from 'vitest';
import { messages, wordFinding } from '../../src/messages/index.ts';
import type { Report } from '../../src/model/index.ts';
import type { ReportOptions } from '../../src/report/index.ts';
import { renderText } from '../../src/report/text.ts';
import { columns } from '../../src/report/wrap.ts';
import { sighting } from '../sighting.ts';
import { hostileReport } from './hostile.ts';
import { sample } from './sample.ts';

const options: ReportOptions = { messages: messages('en'), width: 80, colour: false, onlyFailures: false };
const of = (report: Report, changed: Partial<ReportOptions> = {}): string => renderText(report, { ...options, ...changed });
const firstLine = (report: Report): string => of(report).split('\n')[0] ?? '';

const clear: Report = {
  ...sample,
  deliveryVerdict: 'clear',
  findings: [],
  assets: sample.assets.filter((asset) => asset.verdict === 'unmarked'),
  coverage: { ...sample.coverage, assets: 3, byVerdict: { ...sample.coverage.byVerdict, generated: 0, edited: 0, unmarked: 3 } },
};

describe('the terminal summary', () => {
  it('reads as the golden file says, at 80 columns and without colour', async () => {
    await expect(of(sample)).toMatchFileSnapshot('golden/sample.txt');
  });

  it('fits into every width from 40 columns on', () => {
    for (const width of [40, 57, 80, 132, 200])
      for (const line of of(sample, { width }).split('\n')) expect(columns(line)).toBeLessThanOrEqual(width);
  });

  it('says first how many assets are marked and not declared, copies included', () => {
    expect(firstLine(sample)).toBe('3 assets are marked as AI and not declared.');
  });

  it('puts undisclosed assets before everything else, whatever the order of the findings', () => {
    const lines = of({ ...sample, findings: [...sample.findings].reverse() });
    expect(lines.indexOf('stills/archive/street_1998.jpg')).toBeLessThan(lines.indexOf('P01'));
  });

  it('accuses no asset of an undeclared mark for a component that may be AI', () => {
    const one = sample.findings.find((finding) => finding.code === 'P01');
    if (!one) throw new Error('the sample has no P01');
    const component = { ...one, code: 'P04', rule: 'ai-ingredient-unlabelled' } as const;
    const lines = of({ ...sample, deliveryVerdict: 'findings', findings: [component] });
    expect(lines.split('\n')[0]).toBe('No undeclared AI mark was found, but 1 issue needs an answer.');
    expect(lines).not.toContain('Marked as AI and not declared');
  });

  it('never reassures: a clear delivery is told as no mark found, not as free of AI', () => {
    expect(firstLine(clear)).toBe('No mark of AI was found in 3 assets. That is no proof that AI was not used.');
    expect(of(clear)).not.toMatch(/human/i);
  });

  it('says that nothing was scanned, and that files were not read', () => {
    const empty = { ...clear, deliveryVerdict: 'incomplete', assets: [], coverage: { ...clear.coverage, assets: 0 } } as const;
    expect(firstLine(empty)).toBe('Nothing was found to scan.');
    const unread = {
      ...sample,
      deliveryVerdict: 'incomplete',
      findings: sample.findings.filter((one) => one.code === 'T01'),
    } as const;
    expect(firstLine(unread)).toBe('2 files were not read in full: nothing can be said about them.');
  });

  it('names what kept a file from being read, not the warnings beside it', () => {
    const warning = { code: 'reader-warning', message: 'A warning.', hint: '' } as const;
    const assets = sample.assets.map((asset) => ({ ...asset, problems: [warning, ...asset.problems] }));
    const lines = of({ ...sample, assets });
    expect(lines).toContain('The file ends too early at byte 734003200');
    expect(lines).not.toContain('A warning.');
  });

  it('counts an unmarked programme in which marked stills are seen apart from the unmarked ones', () => {
    const lines = of({ ...sample, sightings: [sighting()] });
    expect(lines).toMatch(/unmarked +2 /);
    expect(lines).toMatch(/unmarked, contains AI +1 /);
  });

  it('tells many issues of one rule together', () => {
    const one = sample.findings.find((finding) => finding.code === 'P01');
    if (!one) throw new Error('the sample has no P01');
    const many = Array.from({ length: 23 }, (_, index) => ({ ...one, id: String(index), asset: `stills/${index}.jpg` }));
    const lines = of({ ...sample, findings: many });
    expect(lines).toContain('P01 Content credential does not validate: 23');
    expect(lines).toContain('and 20 more');
    expect(lines).not.toContain('stills/7.jpg');
  });

  it('lists no asset that has no finding', () => {
    expect(of(sample)).not.toContain('reel2.mov');
    expect(of(sample)).not.toContain('DSC_0412');
  });

  it('gives a long path whole, so that it can be told from another and copied', () => {
    const path = `${'very_long_folder/'.repeat(12)}jennifer.jpg`;
    const finding = wordFinding(
      { ...(sample.findings[0] as Report['findings'][number]), asset: path, alsoAt: [] },
      messages('en'),
    );
    expect(of({ ...sample, findings: [finding] })).toContain(`\n  ${path}\n`);
  });

  it('leaves out remarks and coverage where only failures were asked for, but never what was not read', () => {
    const lines = of(sample, { onlyFailures: true });
    expect(lines).not.toContain('P07');
    expect(lines).not.toContain('SynthID');
    expect(lines).toContain('cut/reel1.mov');
  });

  it('colours only when asked, and then only with its own escapes', () => {
    expect(of(sample)).not.toContain('\u001b');
    const coloured = of(sample, { colour: true });
    expect(coloured).toContain('\u001b[1;31m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escapes are what is looked for
    expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(of(sample));
  });

  it('lets no control, escape or direction character of a file through', () => {
    const lines = of(hostileReport);
    expect(lines).toContain('\\x1b]0;owned\\x07');
    expect(lines).toContain('\\u202e');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
    expect(lines.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]|\p{Cs}/u);
    expect(lines.split('\n').some((line) => line.startsWith('"><script>'))).toBe(false);
  });

  it('lets no control of an earlier report drive the terminal', () => {
    const gone = { id: '1', code: '\u001b[2J', severity: 'issue', asset: 'a', use: null, message: '' } as const;
    const baseline = { path: 'b.json', finished: '\u001b]0;x\u0007', new: 0, unchanged: 0, fixed: [gone] };
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is looked for
    expect(renderText({ ...sample, baseline }, { ...options, colour: false })).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });
});
