import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import type { AppliedWaiver, Report } from '../../src/model/index.ts';
import { renderCredits } from '../../src/report/credits.ts';
import { renderCueSheet } from '../../src/report/cue-sheet.ts';
import { renderHtml } from '../../src/report/html.ts';
import type { ReportOptions } from '../../src/report/index.ts';
import { placeIndex, placesOf } from '../../src/report/places-of-findings.ts';
import { renderText } from '../../src/report/text.ts';
import { edl } from '../../src/report/timeline.ts';
import { undeclaredRanges } from '../../src/report/undeclared-places.ts';
import { seenSample } from './sample-seen.ts';

const options: ReportOptions = { messages: messages('en'), width: 100, colour: false, onlyFailures: false };
const french: ReportOptions = { ...options, messages: messages('fr') };
const signed: AppliedWaiver = { answer: 'not-ai', reason: 'Shot on film.', by: 'Q. C.', date: '2026-11-20' };

/** The report with an answer to everything that is marked, or seen, and not declared. */
function answeredWith(waiver: AppliedWaiver): Report {
  const findings = seenSample.findings.map((one) => (one.code === 'D01' || one.code === 'P09' ? { ...one, waiver } : one));
  return { ...seenSample, deliveryVerdict: 'findings', findings };
}

const answered = answeredWith(signed);
const promised = answeredWith({ ...signed, answer: 'fix' });
const rows = (report: Report): Record<string, string>[] => parse(renderCueSheet(report, options), { bom: true, columns: true });
const rangeRows = (report: Report) => rows(report).filter((row) => row['Timecode in'] === '10:24:00:01');
const markers = (report: Report): string =>
  edl
    .renderVideos(report, options)
    .files.map(({ content }) => content)
    .join('\n');

// The same answer must count in every form: who signs "not AI" must not find it open in the credits or the edit room.
describe('what nobody declared and somebody answered for', () => {
  it('is closed by an answer, and stays open while a fix is only promised', () => {
    expect(undeclaredRanges(seenSample).length).toBeGreaterThan(0);
    expect(undeclaredRanges(seenSample).every(({ finding, answer }) => finding !== undefined && answer === undefined)).toBe(true);
    expect(undeclaredRanges(answered).every(({ answer }) => answer?.answer === 'not-ai')).toBe(true);
    expect(undeclaredRanges(promised).every(({ answer }) => answer === undefined)).toBe(true);
  });

  it('is no open row of the cue sheet, which names the answer', () => {
    expect(rangeRows(seenSample)[0]).toMatchObject({ 'Declared or not': 'NOT DECLARED', Outcome: 'found, not declared' });
    expect(rangeRows(promised)[0]).toMatchObject({ 'Declared or not': 'NOT DECLARED' });
    const [row] = rangeRows(answered);
    expect(row).toMatchObject({ Outcome: 'answered for', Remarks: expect.stringContaining('Q. C., 2026-11-20: Shot on film.') });
    expect(rows(answered).map((one) => one['Declared or not'])).not.toContain('NOT DECLARED');
  });

  it('has the tool and the verdict of what is seen in its row', () => {
    const generators = [{ name: 'ChatGPT', version: 'gpt-image' }];
    const assets = seenSample.assets.map((one) => (one.path === 'stills/archive/street_1998.jpg' ? { ...one, generators } : one));
    const [row] = rangeRows({ ...seenSample, assets });
    expect(row).toMatchObject({ 'Tool found': 'ChatGPT', 'Version found': 'gpt-image', Found: 'edited with AI', Tool: '' });
    expect(renderCredits({ ...seenSample, assets }, options)).toContain(
      '- cut/reel2.mov: 10:24:00:01 to 10:24:03:00 (stills/archive/street_1998.jpg: edited with AI, ChatGPT gpt-image)',
    );
  });

  it('stands apart in the credits', () => {
    expect(renderCredits(seenSample, options)).toContain('Marked as AI and not yet declared');
    expect(renderCredits(promised, options)).toContain('Marked as AI and not yet declared');
    const text = renderCredits(answered, options);
    expect(text).not.toContain('not yet declared');
    expect(text).toMatch(/- cut\/reel2\.mov: 10:24:00:01 to 10:24:03:00 .*Shot on film\. \(Q\. C\., 2026-11-20\)/);
  });

  it('is no red marker in a timeline', () => {
    for (const open of [seenSample, promised]) expect(markers(open)).toMatch(/street_1998.*ResolveColorRed \|M:P09/);
    expect(markers(answered)).not.toMatch(/street_1998.*ResolveColorRed/);
    expect(markers(answered)).toContain(`Answered: ${messages('en').waiverAnswers['not-ai'].label}`);
    expect(markers(answered)).not.toMatch(/ResolveColorRed.*answered/);
  });

  it('is not denied by the first line', () => {
    for (const [settings, said] of [
      [options, /^Every undeclared AI mark was answered \(\d+\)/],
      [french, /^Chaque marque d’IA non déclarée a reçu une réponse \(\d+\)/],
    ] as const) {
      const line = renderText(answered, { ...settings, width: 200 }).split('\n')[0] ?? '';
      expect(line).toMatch(said);
      expect(renderHtml(answered, settings)).toContain(`<p class="headline">${line.slice(0, 30)}`);
    }
    const none = { ...answered, findings: answered.findings.filter(({ code }) => code !== 'D01' && code !== 'P09') };
    expect(renderText(none, options)).toMatch(/^No undeclared AI mark was found/);
  });
});

describe('material that only the declaration names', () => {
  it('is nowhere called marked where it is seen in a place that is not declared', () => {
    const declaredOnly = {
      ...seenSample,
      findings: [],
      sightings: seenSample.sightings.map((one) => ({ ...one, declaredOnly: true, relation: 'marked' as const })),
    };
    expect(undeclaredRanges(declaredOnly).some(({ isDeclaredElsewhere }) => isDeclaredElsewhere)).toBe(true);
    const text = markers(declaredOnly);
    expect(text).toContain('Declared material seen');
    expect(text).not.toMatch(/AI seen|marked source|Marked material/i);
    expect(rangeRows(declaredOnly)[0]?.Description).toMatch(/^Material that the declaration names for other places/);
    expect(renderCredits(declaredOnly, options)).not.toContain('10:24:00:01');
  });
});

describe('places of a finding', () => {
  it('are those where its file is seen only where that changes what is to be done', () => {
    const index = placeIndex({ ...seenSample, findings: [] });
    const base = seenSample.findings.find(({ code, asset }) => code === 'D01' && asset === 'stills/archive/street_1998.jpg');
    if (base === undefined) throw new Error('the sample has no D01 on the street');
    const places = (code: 'D01' | 'P02') => placesOf({ ...base, code }, index).map(({ path, from }) => [path, from]);
    expect(places('D01')).toContainEqual(['cut/reel2.mov', '10:24:00:01']);
    expect(places('P02')).toEqual([['stills/archive/street_1998.jpg', null]]);
  });
});

describe('a page of failures', () => {
  it('keeps an asset that was not read in full, though no policy raises a finding for it', () => {
    const [first] = seenSample.assets;
    if (first === undefined) throw new Error('the sample has no asset');
    const unread = { ...first, path: 'stills/damaged.jpg', verdict: 'unreadable' as const };
    const report = { ...seenSample, assets: [...seenSample.assets, unread] };
    expect(renderHtml(report, { ...options, onlyFailures: true })).toContain('stills/damaged.jpg');
  });
});
