import { describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import type { Report } from '../../src/model/index.ts';
import { renderHtml } from '../../src/report/html.ts';
import type { Reporter } from '../../src/report/index.ts';
import { reporterByName, reporters } from '../../src/report/index.ts';
import { renderText } from '../../src/report/text.ts';
import { declaration, held, use } from '../reconcile/made.ts';
import { seen, seenSample } from './sample-seen.ts';

const options = { messages: messages('en'), width: 120, colour: false, onlyFailures: false };
const of = (name: string, report: Report = seenSample): string => {
  const reporter = reporterByName(name) as Reporter;
  return String(reporter.render(report, options));
};
const [undeclared, , original] = seen;
if (undeclared === undefined || original === undefined) throw new Error('the sample has no sightings');
const found = seenSample.findings.filter(({ code }) => code === 'P09');

describe('what is seen again', () => {
  it('is three findings: the marked still, the open question and the music, and none for the original', () => {
    expect(found.map(({ severity, from }) => [severity, from])).toEqual([
      ['blocker', '10:24:00:01'],
      ['blocker', '10:27:10:00'],
      ['issue', '10:25:20:00'],
    ]);
  });

  it('is told in the summary: places apart from files, the programme apart from the clean, the gaps by reason', () => {
    const text = renderText(seenSample, options).replace(/\s+/g, ' ');
    expect(text).toContain('Material marked as AI is seen or heard in 2 places of 1 file and not declared there.');
    expect(text).toContain('Seen or heard in the delivery and not declared (2)');
    expect(text).toContain('is seen in cut/reel2.mov from 10:24:00:01 to 10:24:03:00, and no use covers that.');
    expect(text).toContain('marked:project/music.wav, which is marked as AI, is heard in cut/reel2.mov from 10:27:10:00');
    expect(text).toContain('cut/reel2.mov unmarked, contains AI (3 sightings)');
    expect(text).toContain('4 marked or declared files were searched for in 3 videos, stills and sounds.');
    expect(text).toContain('Once the unmarked original is seen, which is no finding.');
    expect(text).toContain(
      '1 file marked or declared as AI was not searched for (too little detail to be found again): stills/sky.png',
    );
    expect(text).toContain(
      '1 file was not searched for marked material (it could not be decoded, or not in full): cut/reel1.mov',
    );
  });

  it('says so where all that is seen is declared', () => {
    const report: Report = { ...seenSample, assets: seenSample.assets.filter(({ verdict }) => verdict === 'unmarked') };
    const clear = renderText({ ...report, findings: [], deliveryVerdict: 'clear' }, options).replace(/\s+/g, ' ');
    // One of the marked files could not be searched for: then nobody may read that all of it is declared.
    expect(clear).toContain(
      'Material marked as AI is seen or heard in 1 file, and what was found of it is declared or answered for. ' +
        'Look for 1 marked or declared file by eye or ear: it could not be searched for in the cut.',
    );
    expect(clear).toContain('3 of 4 marked or declared files were searched for');
    const traced = { sources: 3, targets: 3, gaps: [] };
    const whole = { ...report, coverage: { ...report.coverage, traced } };
    const all = renderText({ ...whole, findings: [], deliveryVerdict: 'clear' }, options).replace(/\s+/g, ' ');
    expect(all).toContain('Material marked as AI is seen or heard in 1 file, and all of it is declared or answered for.');
    expect(clear).not.toContain('No mark of AI was found');
  });

  it('does not lose places of one video in the summary, however many there are', () => {
    const [one] = found;
    if (one === undefined) throw new Error('no finding');
    const many = Array.from({ length: 8 }, (_, at) => ({
      ...one,
      id: `id${at}`,
      from: `10:0${at}:00:00`,
      message: `place ${at}`,
    }));
    const text = renderText({ ...seenSample, findings: many }, options);
    for (const { message } of many) expect(text).toContain(message);
  });

  it('is one row each in the tables, with what proves it and its finding', () => {
    const rows = of('sightings-csv').trim().split(/\r?\n/);
    expect(rows).toHaveLength(seen.length + 1);
    expect(rows[1]).toContain(`10:24:00:01,10:24:03:00,marked,still,0.93,87,0.61,,${found[0]?.id},120.04,123`);
    expect(rows[3]).toMatch(/10:27:00:00,10:27:04:00,original,.*,b\.jpg,,300,304/);
    expect(of('assets-csv')).toMatch(/cut\/reel2\.mov,unmarked,3,/);
  });

  it('is placed in the forms for the edit room and for quality control', () => {
    expect(of('qc')).toMatch(/P09,undisclosed-in-cut,Blocker,[^,]*,cut\/reel2\.mov,10:24:00:01,10:24:03:00/);
    expect(of('cuesheet')).toMatch(/not declared.*cut\/reel2\.mov,10:24:00:01,10:24:03:00/i);
    expect(of('cuesheet')).not.toContain('10:27:00:00');
    expect(of('junit')).toContain('marked:project/face.png (10:27:00:00 - 10:27:04:00, original seen, Score 0.90');
    const edl = reporters.find(({ name }) => name === 'edl');
    if (edl === undefined || !('renderVideos' in edl)) throw new Error('no EDL');
    const { files } = edl.renderVideos(seenSample, options);
    const list = files.map(({ content }) => content).join('\n');
    expect(list).toContain('AI seen: street_1998.jpg');
    expect(list).toContain('Original seen: face.png');
  });

  it('is in SARIF with the source as a related place, outside the delivery by its own address, and without pictures', () => {
    const log = JSON.parse(of('sarif')) as { runs: { results: { ruleId: string; properties: { sighting?: object } }[] }[] };
    const results = log.runs[0]?.results.filter(({ ruleId }) => ruleId === 'P09') ?? [];
    expect(results.map(({ properties }) => properties.sighting)).toMatchObject([
      { source: undeclared.source, inliers: 87 },
      { source: 'marked:project/music.wav' },
      { relation: 'ambiguous' },
    ]);
    expect(of('sarif')).not.toContain('data:image');
  });
});

const declaredReport = ((): Report => {
  const uses = [use('U9', { title: 'Yearbook', assets: [{ path: 'stills/archive/street_1998.jpg' }] })];
  const paper = declaration(uses);
  const { ranges } = held(seenSample.assets, paper, { sightings: [undeclared] });
  return {
    ...seenSample,
    sightings: [undeclared],
    ranges,
    uses: [{ id: 'U9', title: 'Yearbook', outcome: 'found', assets: ['stills/archive/street_1998.jpg'], missing: [] }],
    findings: [],
    declaration: { path: 'd.yaml', sha256: '0'.repeat(64), content: paper },
  };
})();

describe('what is seen and declared', () => {
  const report = declaredReport;

  it('stands in the cue sheet and in the markers with the timecodes at which it is seen', () => {
    expect(of('cuesheet', report)).toMatch(/U9,Yearbook.*cut\/reel2\.mov,10:24:00:01,10:24:03:00/);
    const edl = reporters.find(({ name }) => name === 'edl');
    if (edl === undefined || !('renderVideos' in edl)) throw new Error('no EDL');
    const list = edl.renderVideos(report, options).files.map(({ content }) => content);
    expect(list.join('')).toContain('U9 declared and found');
  });
});

describe('what is seen again, in the page', () => {
  const page = renderHtml(seenSample, options);
  const card = page.split('<article').find((one) => one.includes('cut/reel2.mov</h4>')) ?? '';

  it('shows source, frame and original side by side, with the outline drawn over the frame', () => {
    expect(card).toContain('<polygon points="100,50 920,60 900,1200 100,800"/>');
    expect(card.match(/<figure>/g)).toHaveLength(5);
    for (const url of ['UklGRgAA', 'UklGRgBB', 'UklGRgCC']) expect(page).toContain(`<img src="data:image/webp;base64,${url}"`);
    expect(card).toContain('Original that was compared');
    expect(card).toMatch(/Matching points<\/dt><dd><span[^>]*>87</);
    expect(card).toMatch(/Share of the frame<\/dt><dd>61 %/);
    expect(card).toContain('shown mirrored');
    expect(card).toMatch(/Audio stream<\/dt><dd>1</);
  });

  it('says of an original that only the credential of the altered one holds where it is from, and names no file twice', () => {
    const [one] = seenSample.sightings.filter(({ relation }) => relation === 'ambiguous');
    if (one === undefined) throw new Error('the sample has an open question');
    const own = { ...one, original: one.source };
    const html = renderHtml({ ...seenSample, findings: [], sightings: [own] }, options);
    expect(html).toContain(`as the credential of ${one.source} shows it`);
    const { params } = found.find(({ params: { relation } }) => relation === 'ambiguous') ?? { params: {} };
    const said = messages('en').rules.P09.message({ ...params, original: one.source } as never);
    expect(said).toContain('or its unmarked original (as its own credential shows it), is seen');
  });

  it('speaks of the yellow outline under pictures, and not under a sound', () => {
    const [, ...items] = card.split('<li id=');
    const heard = items.find((item) => item.includes('is heard in')) ?? '';
    expect(heard).toContain(messages('en').sightings.legend);
    expect(heard).not.toContain('Yellow');
    expect(items.find((item) => item.includes(found[0]?.id ?? '-'))).toContain('Yellow');
  });

  it('calls nothing a marked source that a use declares or that only the declaration names', () => {
    const rows = (of: Report): string =>
      renderHtml(of, options).split('<section id="sightings"')[1]?.split('</section>')[0] ?? '';
    expect(rows(declaredReport)).toContain('declared as U9');
    expect(rows(declaredReport)).not.toContain('relation-marked');
    const named = rows({ ...declaredReport, ranges: [], sightings: [{ ...undeclared, declaredOnly: true }] });
    expect(named).toContain('no mark in the source; the declaration names it');
    expect(named).not.toContain('relation-marked');
  });

  it('stands among what is not declared, and never as clean', () => {
    expect(card).toContain('unmarked, contains AI (3 sightings)');
    expect(page).toMatch(/id="group-0"[^>]*><h3>Marked as AI and not declared \(3 assets in 2 findings, 2 places\)/);
    expect(page).toContain('<h3>Not traced (2)</h3>');
    expect(page).toContain('moov atom not found');
  });

  it('lists all of it, originals included, each with its finding', () => {
    const table = page.split('id="sightings"')[1]?.split('</section>')[0] ?? '';
    expect(table).toContain(`<a href="#${found[0]?.id}">`);
    expect(table).toContain('original seen');
    expect(table).toContain('Seen again (4)');
  });

  it('draws nothing of an outline that is none, and takes no picture that is none', () => {
    const bad = {
      ...undeclared,
      outline: [
        [Number.NaN, 0],
        [1, 0],
        [1, 1],
      ] as const,
      proof: { source: 'javascript:1', target: 'x' },
    };
    const text = renderHtml({ ...seenSample, sightings: [bad] }, options);
    expect(text).not.toContain('<polygon points');
    expect(text).not.toContain('javascript:1');
  });
});
