import { describe, expect, it } from 'vitest';
import { messages } from '../../src/messages/index.ts';
import type { RangeOutcome, Report } from '../../src/model/index.ts';
import { renderCredits } from '../../src/report/credits.ts';
import { renderHtml } from '../../src/report/html.ts';
import { seenSample } from './sample-seen.ts';

const options = { messages: messages('en'), width: 80, colour: false, onlyFailures: false };
const texts = options.messages.sightings;
const reel = 'cut/reel2.mov';
const used: Report = {
  ...seenSample,
  uses: seenSample.uses.map((use) => (use.id === 'U1' ? { ...use, assets: [...use.assets, reel] } : use)),
  findings: seenSample.findings.filter(({ code }) => code === 'P09'),
};
/** The card that speaks of the reel. */
const cardOf = (page: string): string =>
  page.split('<article ').find((part) => part.startsWith('class="card worst') && part.includes(`>${reel}</h4>`)) ?? '';

// U1 covers the video for something else: what is seen undeclared in it must not be laid at its door.
describe('a use of a video in which something else is seen', () => {
  it('is not to be checked in the credits for it', () => {
    expect(used.findings.some(({ asset }) => asset === reel)).toBe(true);
    expect(renderCredits(used, options)).not.toMatch(/\[CHECK: [^\]]*P09/);
  });

  it('is to be checked where its ranges hold a part of it, or its own file is seen', () => {
    const with_ = (params: Record<string, string>): Report => ({
      ...used,
      findings: used.findings.map((one) => ({ ...one, params: { ...one.params, ...params } })),
    });
    expect(renderCredits(with_({ partly: '10:24:00:00-10:24:00:10' }), options)).toMatch(/\[CHECK: [^\]]*P09/);
    expect(renderCredits(with_({ source: reel }), options)).toMatch(/\[CHECK: [^\]]*P09/);
  });

  it('is told on the card to stand for something else, beside what is seen and when', () => {
    const card = cardOf(renderHtml(used, options)).split('</article>')[0];
    expect(card).toContain(texts.declaredForOther);
    expect(card).toContain('<span class="path">stills/archive/street_1998.jpg</span>, 10:24:00:01 - 10:24:03:00');
    expect(card).not.toContain(options.messages.verdicts.unmarked.means);
  });
});

describe('the pictures of a sighting', () => {
  const [first] = seenSample.sightings;
  if (first === undefined) throw new Error('the sample has no sighting');
  const range: RangeOutcome = {
    use: 'U1',
    asset: first.in,
    from: '10:24:00:00',
    to: '10:24:04:00',
    fromSeconds: 120,
    toSeconds: 124,
    outcome: 'declared-and-matched',
    sources: [first.source],
  };
  const page = (report: Partial<Report>) => renderHtml({ ...seenSample, findings: [], ranges: [range], ...report }, options);

  it('name the use that declares it, and wear no warning then', () => {
    const quiet =
      page({ sightings: [first] })
        .split('<section id="sightings"')[1]
        ?.split('<div class="scroll">')[0] ?? '';
    expect(quiet).toContain(texts.declaredAs('U1'));
    expect(quiet).not.toContain(`>${texts.relations.marked.label}<`);
    expect(page({ sightings: [first], ranges: [] })).not.toContain(texts.declaredAs('U1'));
    expect(page({ sightings: [first], findings: seenSample.findings })).not.toContain(texts.declaredAs('U1'));
  });

  it('do not call marked what only the declaration names', () => {
    const cards = page({ sightings: [{ ...first, declaredOnly: true }], ranges: [] }).split('<section id="sightings"')[1] ?? '';
    const [card] = cards.split('<div class="scroll">');
    expect(card).toContain(texts.declaredOnly);
    expect(card).not.toContain(texts.relations.marked.label);
  });

  it('draw the frame where the source reaches beyond it, and explain the lines', () => {
    expect(page({})).toContain('<rect width="1000" height="1000"/>');
    expect(page({})).toContain(texts.legend);
    const inside = {
      ...first,
      outline: [
        [0, 0],
        [1, 0],
        [1, 1],
      ] as const,
    };
    expect(page({ sightings: [inside] })).not.toContain('<rect width="1000"');
  });

  it('stand under headings in order, in tables whose row headings say something', () => {
    const text = page({ ranges: [{ ...range, use: null, outcome: 'matched-undeclared' }] });
    const section = text.split('<section id="sightings"')[1]?.split('</section>')[0] ?? '';
    expect(section).toContain('<h3');
    expect(section).not.toContain('<h4');
    expect(text.split('<script>')[0]).not.toMatch(/<th scope="row"[^>]*><\/th>/);
  });
});
