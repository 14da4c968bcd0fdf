import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import { type RangeOutcome, type Report, rangeOutcomes } from '../../src/model/index.ts';
import { renderHtml } from '../../src/report/html.ts';
import { reporterByName, reporters } from '../../src/report/index.ts';
import { standingOfSightings } from '../../src/report/ranges.ts';
import { readWorkbook } from '../../src/tools/spreadsheet.ts';
import { declaration, held, use } from '../reconcile/made.ts';
import { seen, seenSample } from './sample-seen.ts';

// What was declared and found, declared and not found, found and not declared: whoever holds one form must find all three in it.
const [still, open, original, music] = seen;
if (!still || !open || !original || !music) throw new Error('the sample has four sightings');
const ranged = (id: string, title: string, from: string, to: string) =>
  use(id, { title, timecodes: [{ asset: 'cut/reel2.mov', in: from, out: to }] });
const paper = declaration([
  ranged('U7', 'The yearbook', '10:24:00:00', '10:24:03:00'),
  ranged('U8', 'The empty square', '10:29:00:00', '10:29:02:00'),
]);
const { ranges, findings } = held(seenSample.assets, paper, { marked: seenSample.marked, sightings: seen });
const undeclared = seenSample.findings.filter(({ code, from }) => code === 'P09' && from !== still.from);
const report: Report = {
  ...seenSample,
  ranges,
  findings: undeclared,
  uses: paper.uses.map(({ id, title }) => ({ id, title, outcome: 'found', assets: ['cut/reel2.mov'], missing: [] })),
  declaration: { path: 'd.yaml', sha256: '0'.repeat(64), content: paper },
};
const options = { messages: messages('en'), width: 200, colour: false, onlyFailures: false };

function textOf(name: string): string {
  const reporter = reporterByName(name);
  if (reporter === undefined) throw new Error(`no ${name}`);
  if ('renderVideos' in reporter)
    return reporter
      .renderVideos(report, options)
      .files.map(({ content }) => content)
      .join('\n');
  const written = reporter.render(report, options);
  if (typeof written === 'string') return written;
  const book = readWorkbook(written);
  if ('reason' in book) throw new Error(book.reason);
  return book.sheets.flatMap(({ rows }) => rows.map(({ cells }) => cells.map(({ text }) => text).join(' '))).join('\n');
}

/** Forms that speak of findings, assets or uses alone; `.ranges.csv` and `.sightings.csv` stand beside them. */
const apart = ['csv', 'assets-csv', 'uses-csv'];

describe('ranges, declared or seen', () => {
  it('are of three kinds here', () => {
    expect(new Set(ranges.map(({ outcome }) => outcome))).toEqual(
      new Set<RangeOutcome['outcome']>(['declared-and-matched', 'declared-unmatched', 'matched-undeclared']),
    );
    expect(findings.some(({ code, from }) => code === 'P09' && from === music.from)).toBe(true);
  });

  const forms = reporters.map(({ name }) => name).filter((name) => !apart.includes(name));
  it.each(forms)('stand in the form %s: where declared and found, where declared and not found, where not declared', (name) => {
    const text = textOf(name);
    // A row of the sightings has no place for a range in which nothing is seen.
    const declared =
      name === 'sightings-csv' ? ['U7'] : ['U7', 'U8', ...(name === 'avid' || name === 'edl' ? [] : ['10:29:00:00'])];
    const places = name === 'fcp-xml' || name === 'otio' ? ['U7', 'U8'] : declared;
    for (const said of places) expect(text).toContain(said);
    expect(text).toMatch(/music\.wav/);
  });

  it('have all their outcomes in words in the page and the summary', () => {
    const page = renderHtml(report, options);
    for (const outcome of rangeOutcomes.filter((one) => ranges.some((range) => range.outcome === one))) {
      const { label } = options.messages.rangeOutcomes[outcome];
      expect(page).toContain(`<span class="badge outcome-${outcome}"`);
      expect(textOf('text')).toContain(`  ${label}: `);
      expect(textOf('ranges-csv')).toContain(`,${outcome},`);
    }
  });

  it('are told once in the summary: of one that a finding speaks of only the number', () => {
    const text = textOf('text');
    expect(text).toContain(
      'found, not declared: 1\n  declared, not found: 1\n    U8 The empty square: cut/reel2.mov, 10:29:00:00',
    );
    const told = { ...report, findings: [] };
    const reporter = reporterByName('text');
    const silent = reporter && 'render' in reporter ? String(reporter.render(told, options)) : '';
    expect(silent).toContain('found, not declared: 1\n    cut/reel2.mov, 10:27:10:00 - 10:27:20:00 (marked:project/music.wav)');
  });

  it('are in the output of the test of their use, and do not make it fail', () => {
    const ofUse =
      textOf('junit')
        .split('<testcase')
        .find((one) => one.includes('name="U8 ')) ?? '';
    expect(ofUse).toContain('declared, not found: cut/reel2.mov, 10:29:00:00 - 10:29:02:00');
    expect(ofUse).not.toContain('<failure');
  });

  it('are facts of the run in SARIF, and no results', () => {
    const [run] = (JSON.parse(textOf('sarif')) as Log).runs;
    expect(run?.properties?.ranges).toEqual(ranges);
    expect(run?.results).toHaveLength(report.findings.length);
  });
});

describe('how a sighting stands', () => {
  it('is by its range; an original and an open question are not called declared', () => {
    const standing = standingOfSightings(report);
    expect(standing(still)).toEqual({ uses: ['U7'], outcome: 'declared-and-matched' });
    expect(standing(music)).toEqual({ uses: [], outcome: 'matched-undeclared' });
    expect(standing(open)).toEqual({ uses: [], outcome: undefined });
    const original = { ...still, relation: 'original' } as const;
    expect(standing(original)).toEqual({ uses: [], outcome: undefined });
  });

  it('is not declared by a range that holds too little of it', () => {
    const half = declaration([ranged('U7', 'The yearbook', '10:24:00:01', '10:24:01:00')]);
    const part = held(seenSample.assets, half, { sightings: [still] });
    const raised = undeclared
      .slice(0, 1)
      .map((one) => ({ ...one, from: still.from, params: { ...one.params, source: still.source } }));
    expect(standingOfSightings({ ...report, ranges: part.ranges, findings: raised })(still).uses).toEqual([]);
  });
});
